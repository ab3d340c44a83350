// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/documents/evidence.h"
#include "views/kit/workspace.h"

class QPushButton;
class QVBoxLayout;

namespace safeguard {

/// What proves a record: the evidence linked to it, and the ways to add, link and unlink some.
class RecordEvidence final : public QWidget
{
    Q_OBJECT

public:
    explicit RecordEvidence(Workspace &workspace, QWidget *parent = nullptr);
    /// Hidden for evidence itself.
    void show(const RecordRef &record);
    /// Whether files can be added for what is shown.
    bool canAdd() const;
    void addFiles(const QStringList &paths);

private:
    void refresh();
    void addLine(const Snapshot &now, const Evidence &evidence, bool mayEdit);
    void linkExisting();

    Workspace &m_workspace;
    RecordRef m_record;
    QVBoxLayout *m_lines;
    QPushButton *m_add;
    QPushButton *m_link;
};

}
