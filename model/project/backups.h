// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/vault/vault.h"

#include <QDateTime>
#include <QStringList>
#include <vector>

namespace safeguard {

/// Where the backups of a project go, how often one is due, and how many stay: the newest ones, and
/// the last of each month for a year.
struct BackupPlan
{
    QString folder;
    int newest = 10;
    int hours = 24; ///< how old the newest may get before the next one is due; 0: never due

    /// Beside the project. It is made when it is not there; any other folder is expected to be.
    static QString defaultFolder(const QString &project);
    static BackupPlan defaultFor(const QString &project) { return {defaultFolder(project)}; }
};

enum class BackupKind {
    Planned,       ///< made by backUp(), under its name
    BeforeRestore, ///< what a restored backup took the place of
    Other          ///< a copy that somebody made or named
};

/// A copy of a project, as far as it can be told without a key.
struct Backup
{
    QString path;
    BackupKind kind = BackupKind::Other;
    QDateTime taken; ///< local time: to the minute as named, else when it was last written
    int copy = 1;    ///< of several that were taken in the same minute
    qint64 size = 0; ///< bytes
    QByteArray fileId;
    QStringList users; ///< who can open it

    QString fileName() const;
};

/// "CardioLink 2026-11-22 0730.safeguard" for a project CardioLink.safeguard. \a copy from 2 on is
/// told in brackets.
QString backupName(const QString &project, BackupKind kind, const QDateTime &local, int copy = 1);
/// The first such name that nothing has, in \a folder.
QString freeBackupPath(const QString &folder, const QString &project, BackupKind kind,
                       const QDateTime &local);

/// All Safeguard files in a folder that have this file id, or, where it is empty, all of them; by
/// \a project, of which only the name counts, it is told what they are. The latest first.
std::vector<Backup> backupsIn(const QString &folder, const QByteArray &fileId,
                              const QString &project = {});
/// The backups of a project, which may be damaged or gone: in \a folder, and what stands aside from
/// earlier restores. Without a readable header they are known by their name.
std::vector<Backup> backupsOf(const QString &project, const QString &folder);

/// When the last one was planned or made by hand; invalid when there is none. One from the future,
/// as a clock that was set back leaves it, does not count.
QDateTime lastBackup(const std::vector<Backup> &backups, const QDateTime &now);
bool isBackupDue(const std::vector<Backup> &backups, const BackupPlan &plan, const QDateTime &now);

/// Which of them the plan does not keep: planned ones only, and none that is from the future.
std::vector<Backup> outdatedBackups(const std::vector<Backup> &backups, int newest,
                                    const QDateTime &now);

struct BackupDone
{
    QString path;
    qint64 size = 0;
    QStringList removed; ///< file names of older ones that the plan does not keep
};

/// Copies the project into the plan's folder as Vault::copyTo() does, and then removes what the
/// plan does not keep: planned backups of the same file alone. Not within a transaction.
/// Errors: as Vault::copyTo(); NotFound, when the folder is not there.
Result<BackupDone> backUp(const Vault &vault, const BackupPlan &plan, const QDateTime &now,
                          const VaultProgress &progress = {});

}
