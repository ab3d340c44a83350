// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/comment.h"
#include "model/project/signature.h"
#include "views/kit/workspace.h"

class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace safeguard {

class RecordEvidence;

/// What stands behind a record: evidence for it, signatures under it, comments on it, and the way
/// to its history. Stands below the fields of a form.
class RecordRemarks final : public QWidget
{
    Q_OBJECT

public:
    explicit RecordRemarks(Workspace &workspace, QWidget *parent = nullptr);
    void show(const RecordRef &record);
    RecordEvidence &evidence() const { return *m_evidence; }

private:
    void refresh();
    void addSignature(const Snapshot &now, const Signature &signature);
    void addComment(const Snapshot &now, const Comment &comment);
    void store();
    void resolve(const Id<Comment> &id, bool isResolved);

    Workspace &m_workspace;
    RecordRef m_record;
    RecordEvidence *m_evidence;
    QVBoxLayout *m_signatures;
    QPushButton *m_sign;
    QVBoxLayout *m_comments;
    QPlainTextEdit *m_text;
    QPushButton *m_add;
};

}
