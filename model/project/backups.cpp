// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/backups.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <set>

namespace safeguard {

namespace {

struct BackupText
{
    Q_DECLARE_TR_FUNCTIONS(Backup)
};

// Names are a format: they are never translated, so that every copy of the program knows them.
const auto suffix = QStringLiteral(".safeguard");
const auto timeFormat = QStringLiteral("yyyy-MM-dd HHmm");

QString stemOf(const QString &project, BackupKind kind)
{
    const QString base = QFileInfo(project).completeBaseName();
    return kind == BackupKind::BeforeRestore ? base + QStringLiteral(" before restore") : base;
}

/// What a name says; kind Other when it is none of this project.
Backup parsed(const QString &fileName, const QString &project)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(.+) (\\d{4}-\\d\\d-\\d\\d \\d{4})(?: \\((\\d{1,4})\\))?\\.safeguard$"));
    const auto match = pattern.match(fileName);
    Backup backup;
    backup.taken = QDateTime::fromString(match.captured(2), timeFormat);
    if (!backup.taken.isValid())
        return {};
    backup.copy = match.hasCaptured(3) ? match.captured(3).toInt() : 1;
    for (const BackupKind kind : {BackupKind::Planned, BackupKind::BeforeRestore}) {
        if (match.captured(1) == stemOf(project, kind))
            backup.kind = kind;
    }
    return backup;
}

bool isEarlier(const Backup &a, const Backup &b)
{
    return std::pair(a.taken, a.copy) < std::pair(b.taken, b.copy);
}

int monthOf(const QDateTime &time)
{
    return time.date().year() * 12 + time.date().month();
}

QStringList slotNames(const HeaderInfo &header)
{
    QStringList names;
    for (const SlotInfo &slot : header.slots) {
        if (!names.contains(slot.name))
            names += slot.name;
    }
    return names;
}

/// By name, where no file id is known.
bool isNamedLike(const Backup &backup, const QString &project)
{
    return backup.kind != BackupKind::Other ||
           backup.fileName().startsWith(QFileInfo(project).completeBaseName());
}

Status prepareFolder(const QString &folder, const QString &project)
{
    if (QFileInfo(folder).isDir())
        return {};
    const bool isDefault = QDir::cleanPath(folder) == BackupPlan::defaultFolder(project);
    if (isDefault && QDir().mkpath(folder))
        return {};
    const QString name = QDir::toNativeSeparators(folder);
    if (isDefault)
        return failure(ErrorCode::ReadOnly,
                       BackupText::tr("No backup was made: the folder %1 cannot be made. Choose "
                                      "another folder for backups.")
                           .arg(name));
    return failure(ErrorCode::NotFound,
                   BackupText::tr("No backup was made: the folder %1 is not there. Connect its "
                                  "drive, or choose another folder for backups.")
                       .arg(name));
}

/// Copies that were cut off before they got their name. While this process has the project, no
/// other one makes any.
void removeUnfinished(const QString &folder, const QString &project, const QByteArray &fileId)
{
    static const QRegularExpression end(QStringLiteral("\\.new-[A-Z2-7]+(-journal)?$"));
    const QDir dir(folder);
    for (const QString &name : dir.entryList({QStringLiteral("*.new-*")}, QDir::Files)) {
        const auto header = Vault::peek(dir.filePath(name));
        const Backup backup = parsed(QString(name).remove(end), project);
        if (backup.kind == BackupKind::Planned && header && header->fileId == fileId)
            QFile::remove(dir.filePath(name));
    }
}

}

QString BackupPlan::defaultFolder(const QString &project)
{
    const QFileInfo file(project);
    return QDir::cleanPath(
        file.absoluteDir().filePath(file.completeBaseName() + QStringLiteral(" backups")));
}

QString Backup::fileName() const
{
    return QFileInfo(path).fileName();
}

QString backupName(const QString &project, BackupKind kind, const QDateTime &local, int copy)
{
    const QString more = copy > 1 ? QStringLiteral(" (%1)").arg(copy) : QString();
    return stemOf(project, kind) + u' ' + local.toString(timeFormat) + more + suffix;
}

QString freeBackupPath(const QString &folder, const QString &project, BackupKind kind,
                       const QDateTime &local)
{
    for (int copy = 1;; ++copy) {
        const QString path = QDir(folder).filePath(backupName(project, kind, local, copy));
        if (!QFileInfo::exists(path) && !QFileInfo::exists(path + QStringLiteral("-journal")))
            return path;
    }
}

std::vector<Backup> backupsIn(const QString &folder, const QByteArray &fileId,
                              const QString &project)
{
    std::vector<Backup> backups;
    const QFileInfo own(project);
    for (const QFileInfo &file : QDir(folder).entryInfoList({u'*' + suffix}, QDir::Files)) {
        const auto header = file == own ? Result<HeaderInfo>(failure(ErrorCode::Refused, {}))
                                        : Vault::peek(file.filePath());
        if (!header || (!fileId.isEmpty() && header->fileId != fileId))
            continue;
        Backup backup = parsed(file.fileName(), project);
        if (!backup.taken.isValid())
            backup.taken = file.lastModified();
        backup.path = file.absoluteFilePath();
        backup.size = file.size();
        backup.fileId = header->fileId;
        backup.users = slotNames(*header);
        backups.push_back(backup);
    }
    std::sort(backups.rbegin(), backups.rend(), isEarlier);
    return backups;
}

std::vector<Backup> backupsOf(const QString &project, const QString &folder)
{
    const auto header = Vault::peek(project);
    const QByteArray fileId = header ? header->fileId : QByteArray();
    std::vector<Backup> backups = backupsIn(folder, fileId, project);
    const QDir beside = QFileInfo(project).absoluteDir();
    for (Backup &backup : backupsIn(beside.path(), fileId, project)) {
        if (backup.kind != BackupKind::Other && beside != QDir(folder))
            backups.push_back(std::move(backup));
    }
    if (!header)
        std::erase_if(backups, [&](const Backup &backup) { return !isNamedLike(backup, project); });
    std::sort(backups.rbegin(), backups.rend(), isEarlier);
    return backups;
}

QDateTime lastBackup(const std::vector<Backup> &backups, const QDateTime &now)
{
    QDateTime last;
    for (const Backup &backup : backups) {
        const bool counts = backup.kind == BackupKind::Planned && backup.taken <= now;
        if (counts && (!last.isValid() || backup.taken > last))
            last = backup.taken;
    }
    return last;
}

bool isBackupDue(const std::vector<Backup> &backups, const BackupPlan &plan, const QDateTime &now)
{
    const QDateTime last = lastBackup(backups, now);
    return plan.hours > 0 && (!last.isValid() || last.secsTo(now) >= qint64(plan.hours) * 3600);
}

std::vector<Backup> outdatedBackups(const std::vector<Backup> &backups, int newest,
                                    const QDateTime &now)
{
    std::vector<Backup> planned;
    for (const Backup &backup : backups) {
        if (backup.kind == BackupKind::Planned && backup.taken <= now)
            planned.push_back(backup);
    }
    std::sort(planned.rbegin(), planned.rend(), isEarlier);
    const int month = monthOf(now.toLocalTime());
    std::set<int> months;
    std::vector<Backup> outdated;
    for (size_t i = 0; i < planned.size(); ++i) {
        const int its = monthOf(planned[i].taken);
        const bool isLastOfMonth = months.insert(its).second && month - its <= 12;
        if (i >= static_cast<size_t>(qMax(1, newest)) && !isLastOfMonth)
            outdated.push_back(planned[i]);
    }
    return outdated;
}

Result<BackupDone> backUp(const Vault &vault, const BackupPlan &plan, const QDateTime &now,
                          const VaultProgress &progress)
{
    const QString project = vault.path();
    SG_TRY(prepareFolder(plan.folder, project));
    removeUnfinished(plan.folder, project, vault.fileId());
    BackupDone done;
    done.path = freeBackupPath(plan.folder, project, BackupKind::Planned, now.toLocalTime());
    SG_TRY(vault.copyTo(done.path, progress));
    done.size = QFileInfo(done.path).size();
    const auto backups = backupsIn(plan.folder, vault.fileId(), project);
    for (const Backup &old : outdatedBackups(backups, plan.newest, now)) {
        if (QFile::remove(old.path)) // one that will not go is tried again next time
            done.removed += old.fileName();
    }
    return done;
}

}
