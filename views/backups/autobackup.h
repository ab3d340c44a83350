// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/backups.h"
#include "views/kit/job.h"
#include "views/kit/workspace.h"

#include <QTimer>

namespace safeguard {

/// Makes a backup of the open project when its plan says that one is due, in nobody's way: it gives
/// way to whatever is done in the project and comes back later. Tells in the status line how things
/// stand, above all that a backup could not be made; it never asks and never interrupts.
class AutoBackup final : public QObject
{
    Q_OBJECT

public:
    /// Looks for the first time after \a delay milliseconds.
    explicit AutoBackup(Workspace &workspace, int delay = 5'000);

private:
    void look();
    void judge(const std::vector<Backup> &backups);
    void backUp();
    void finish(const Result<BackupDone> &done);

    Workspace &m_workspace;
    QDateTime m_last;
    QTimer m_timer;
    Job<std::vector<Backup>> m_job;
};

/// In the status line: when the last backup was made, or, with \a error, that none could be.
void tellBackup(Workspace &workspace, const QDateTime &last, const QString &error = {});

}
