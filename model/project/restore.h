// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/backups.h"
#include "model/project/project.h"

namespace safeguard {

/// What a project holds, for comparing two states of it.
struct Holding
{
    struct Count
    {
        QString key;
        QString name; ///< of the register
        qsizetype records = 0;
    };
    struct LastEntry
    {
        qint64 sequence = 0;
        QDateTime time; ///< UTC
        QString by;
        QString sentence;
        EntryKind kind = EntryKind::Edit;
    };
    std::vector<Count> counts; ///< in the order of the registers; empty ones too
    LastEntry last;
};
Holding holdingOf(const Project &project);

/// What restoring a backup would bring and what it would take.
struct RestorePreview
{
    Holding backup;
    std::optional<Holding> current;       ///< of the file that would be replaced, where it is known
    std::vector<Holding::LastEntry> lost; ///< its entries that the backup has not, the latest first
};
/// \a current is null where the file is gone or cannot be opened.
/// Error: Refused, for two different projects.
Result<RestorePreview> previewRestore(const Project &backup, const Project *current);

struct RestoreRequest
{
    QString backup;
    QString path; ///< of the project, which may be damaged or gone
    std::shared_ptr<const Credentials> credentials; ///< of a user of the backup
};

struct Restored
{
    QString aside;       ///< where the replaced file is; empty when there was none
    qint64 sequence = 0; ///< the last entry that the backup has
    QDateTime taken;     ///< of that entry, UTC
};

/// Puts a copy of the backup in the place of the project, which has to be closed, and enters that
/// in the copy's history. Every page of the copy is authenticated, its history is opened, and only
/// then it takes the place of the old file, which is renamed and stays. Killed at any moment, it
/// leaves the old file under its own name or that one; the backup is never touched. \a reached is
/// told each step before it is taken.
/// Who: see Operation::Restore, in the role that the backup gives.
/// Errors: as Project::open(), of the backup; NotPermitted; InUse; Refused, for the backup of
/// another project; as Vault::copyTo() and Vault::replace(). The project is then as it was.
Result<Restored> restoreBackup(const RestoreRequest &request,
                               std::shared_ptr<const Registers> registers,
                               const Clock &clock = Clock::system(),
                               const VaultProgress &progress = {},
                               const std::function<void(const char *step)> &reached = {});

}
