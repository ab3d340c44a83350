// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/backups/autobackup.h"

#include "model/store/valuetext.h"
#include "views/backups/plans.h"

#include <QDir>
#include <QFileInfo>
#include <QFutureWatcher>

namespace safeguard {

namespace {
constexpr int soon = 20'000;     ///< after it gave way
constexpr int later = 3'600'000; ///< otherwise: a window may stay open for days
}

AutoBackup::AutoBackup(Workspace &workspace, int delay)
    : QObject(&workspace)
    , m_workspace(workspace)
{
    setObjectName(QStringLiteral("auto-backup"));
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &AutoBackup::look);
    m_timer.start(delay);
}

/// A folder may lie on a slow drive, so it is read in a worker.
void AutoBackup::look()
{
    const Project &project = m_workspace.project();
    if (project.isReadOnly())
        return;
    m_timer.start(later);
    m_job.start([path = project.path(), folder = plans::planOf(project.path()).folder](
                    const auto &) { return backupsOf(path, folder); },
                [this](const std::vector<Backup> &backups) { judge(backups); });
}

void AutoBackup::judge(const std::vector<Backup> &backups)
{
    const Project &project = m_workspace.project();
    const QDateTime now = project.clock().now();
    m_last = lastBackup(backups, now);
    const BackupPlan plan = plans::planOf(project.path());
    if (!isBackupDue(backups, plan, now))
        tellBackup(m_workspace, m_last);
    else if (project.isBusy())
        m_timer.start(soon);
    else
        backUp();
}

void AutoBackup::backUp()
{
    Project &project = m_workspace.project();
    auto *watcher = new QFutureWatcher<Result<BackupDone>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        finish(watcher->result());
    });
    watcher->setFuture(project.backUpQuietly(plans::planOf(project.path())));
}

void AutoBackup::finish(const Result<BackupDone> &done)
{
    if (done)
        tellBackup(m_workspace, m_workspace.project().clock().now());
    else if (done.error().code == ErrorCode::Cancelled || done.error().code == ErrorCode::Refused)
        m_timer.start(soon);
    else
        tellBackup(m_workspace, m_last, done.error().text);
}

void tellBackup(Workspace &workspace, const QDateTime &last, const QString &error)
{
    const QString when = momentText(last);
    const QString folder =
        QDir::toNativeSeparators(plans::planOf(workspace.project().path()).folder);
    if (!error.isEmpty() && last.isValid())
        workspace.tellBackup(AutoBackup::tr("No backup since %1").arg(when), error, true);
    else if (!error.isEmpty() || !last.isValid())
        workspace.tellBackup(AutoBackup::tr("No backup yet"), error, true);
    else
        workspace.tellBackup(AutoBackup::tr("Backed up %1").arg(when),
                             AutoBackup::tr("In %1").arg(folder), false);
}

}
