// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/restore.h"

#include "model/project/rights.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace safeguard {

namespace {

struct RestoreText
{
    Q_DECLARE_TR_FUNCTIONS(Restore)
};

tl::unexpected<Error> otherProject()
{
    return failure(ErrorCode::Refused,
                   RestoreText::tr("This is the backup of another project, so it does not take the "
                                   "place of this one. Restore it under a name of its own."));
}

Holding::LastEntry summary(const Project &project, const Entry &entry)
{
    const User *by = project.snapshot().find(entry.user);
    return {entry.sequence, entry.time, by ? by->fullName : QString(), entry.sentence, entry.kind};
}

Result<QByteArray> hashAt(const Project &project, qint64 sequence)
{
    QByteArray hash;
    SG_TRY(project.forEachEntry(sequence, sequence, [&](Entry &&entry) {
        hash = entry.hash;
        return true;
    }));
    return hash;
}

/// The last entry that both have. Each hash covers the entries before it, so where one is the same
/// all before are.
Result<qint64> lastCommonEntry(const Project &a, const Project &b)
{
    qint64 same = 0;
    qint64 differs = qMin(a.entryCount(), b.entryCount()) + 1;
    while (differs - same > 1) {
        const qint64 middle = same + (differs - same) / 2;
        const auto ofA = hashAt(a, middle);
        SG_TRY(ofA);
        const auto ofB = hashAt(b, middle);
        SG_TRY(ofB);
        (*ofA == *ofB ? same : differs) = middle;
    }
    return same;
}

/// What can be told without a key: that it is no other project, and that nobody works in it.
Status checkTarget(const RestoreRequest &request)
{
    if (QFileInfo(request.backup) == QFileInfo(request.path))
        return failure(ErrorCode::Refused,
                       RestoreText::tr("That is the file itself, not a backup of it."));
    const auto backup = Vault::peek(request.backup);
    SG_TRY(backup);
    const auto target = Vault::peek(request.path);
    if (!target)
        return {}; // gone or damaged: what there is will stand aside
    if (target->isInUse)
        return failure(ErrorCode::InUse,
                       RestoreText::tr("%1 is open in another window or on another computer. "
                                       "Nothing was changed. Close it there and try again.")
                           .arg(QDir::toNativeSeparators(request.path)));
    return target->fileId == backup->fileId ? Status() : otherProject();
}

/// Behind a link, and also of a file that is gone.
QString realPathOf(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
}

/// Beside the project, to be renamed from; it goes with all that opening an older file leaves in
/// it. One that was cut off is in nobody's use.
Result<std::unique_ptr<QTemporaryDir>> makeWorkFolder(const QString &path)
{
    const auto name = QStringLiteral(".safeguard-restore-");
    const QDir folder = QFileInfo(path).absoluteDir();
    const auto isOurs = [&](const QString &left) {
        return left.startsWith(QFileInfo(path).completeBaseName());
    };
    for (const QString &old : folder.entryList({name + u'*'}, QDir::Dirs | QDir::Hidden)) {
        QDir left(folder.filePath(old));
        const QStringList files = left.entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        if (std::all_of(files.begin(), files.end(), isOurs))
            left.removeRecursively();
    }
    auto work = std::make_unique<QTemporaryDir>(folder.filePath(name + QStringLiteral("XXXXXX")));
    if (!work->isValid())
        return failure(ErrorCode::ReadOnly,
                       RestoreText::tr("%1 cannot be written. Nothing was changed.")
                           .arg(QDir::toNativeSeparators(folder.path())));
    return work;
}

/// Enters the restore in the history of the copy and leaves one clean file.
Result<Restored> enter(const QString &copy, const RestoreRequest &request,
                       std::shared_ptr<const Registers> registers, const Clock &clock)
{
    auto project =
        Project::open(copy, *request.credentials, Access::ReadWrite, std::move(registers), clock);
    SG_TRY(project);
    SG_TRY(may((*project)->user(), Operation::Restore));
    Restored restored;
    restored.sequence = (*project)->entryCount();
    restored.taken = (*project)->lastEntry().time;
    const QString sentence =
        RestoreText::tr("Restore a backup, \u201c%1\u201d, which ends with entry %2 of %3 UTC")
            .arg(QFileInfo(request.backup).completeBaseName(), QString::number(restored.sequence),
                 restored.taken.toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    // An older file that this user may not bring up to date is restored as it is.
    if (const auto noted = (*project)->note(sentence);
        !noted && noted.error().code != ErrorCode::ReadOnly)
        return failure(noted.error());
    project->reset();
    const auto header = Vault::peek(copy);
    SG_TRY(header);
    if (header->isDirty || QFileInfo::exists(copy + QStringLiteral("-journal")))
        return failure(ErrorCode::Io,
                       RestoreText::tr("The restored copy could not be finished. Nothing was "
                                       "changed."));
    return restored;
}

}

Holding holdingOf(const Project &project)
{
    Holding holding;
    const Snapshot snapshot = project.snapshot();
    for (const RegisterType &type : project.registers())
        holding.counts.push_back(
            {type.key, type.plural, static_cast<qsizetype>(snapshot.rows(type.key).size())});
    holding.last = summary(project, project.lastEntry());
    return holding;
}

Result<RestorePreview> previewRestore(const Project &backup, const Project *current)
{
    RestorePreview preview;
    preview.backup = holdingOf(backup);
    if (!current)
        return preview;
    if (current->projectId() != backup.projectId())
        return otherProject();
    preview.current = holdingOf(*current);
    const auto common = lastCommonEntry(*current, backup);
    SG_TRY(common);
    SG_TRY(current->forEachEntry(*common + 1, current->entryCount(), [&](Entry &&entry) {
        preview.lost.push_back(summary(*current, entry));
        return true;
    }));
    std::reverse(preview.lost.begin(), preview.lost.end());
    return preview;
}

Result<Restored> restoreBackup(const RestoreRequest &request,
                               std::shared_ptr<const Registers> registers, const Clock &clock,
                               const VaultProgress &progress,
                               const std::function<void(const char *)> &reached)
{
    const auto at = [&](const char *step) {
        if (reached)
            reached(step);
    };
    SG_TRY(checkTarget(request));
    const QString path = realPathOf(request.path);
    at("make a folder");
    const auto work = makeWorkFolder(path);
    SG_TRY(work);
    const QString copy = (*work)->filePath(QFileInfo(path).fileName());
    at("copy the backup");
    {
        const auto vault = Vault::open(request.backup, *request.credentials, Access::ReadOnly);
        SG_TRY(vault);
        SG_TRY((*vault)->copyTo(copy, progress));
    }
    at("enter it in the history");
    auto restored = enter(copy, request, std::move(registers), clock);
    SG_TRY(restored);
    const bool isThere = QFileInfo::exists(path);
    if (isThere)
        QFile::setPermissions(copy, QFile::permissions(path));
    const QString aside = freeBackupPath(QFileInfo(path).path(), path, BackupKind::BeforeRestore,
                                         clock.now().toLocalTime());
    SG_TRY(Vault::replace(path, copy, aside, reached));
    if (isThere)
        restored->aside = aside;
    return restored;
}

}
