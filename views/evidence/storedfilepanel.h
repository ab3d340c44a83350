// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/documents/evidence.h"
#include "views/kit/workspace.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace safeguard {

/// The stored file of a piece of evidence, what can be done with it, and what it is linked to.
class StoredFilePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit StoredFilePanel(Workspace &workspace, QWidget *parent = nullptr);
    void show(const Id<Evidence> &evidence);

private:
    void refresh();
    void removeForGood();
    void showSubjects(const Snapshot &now);

    Workspace &m_workspace;
    Id<Evidence> m_evidence;
    QLabel *m_file;
    QLabel *m_hash;
    QPushButton *m_open;
    QPushButton *m_save;
    QPushButton *m_remove; ///< for those who may
    QVBoxLayout *m_subjects;
};

}
