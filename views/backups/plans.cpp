// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/backups/plans.h"

#include <QFileInfo>
#include <QHash>
#include <QSettings>

namespace safeguard::plans {

namespace {

QString keyOf(const QString &project, const char *what)
{
    const QFileInfo file(project); // by one name, whatever link it was opened through
    const QString path = file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
    return QStringLiteral("backups/%1/%2").arg(qHash(path, 0)).arg(QLatin1String(what));
}

}

BackupPlan planOf(const QString &project)
{
    const QSettings settings;
    BackupPlan plan = BackupPlan::defaultFor(project);
    const QString folder = settings.value(keyOf(project, "folder")).toString();
    if (!folder.isEmpty())
        plan.folder = folder;
    plan.newest = qMax(1, settings.value(keyOf(project, "newest"), plan.newest).toInt());
    plan.hours = settings.value(keyOf(project, "hours"), plan.hours).toInt();
    return plan;
}

void keep(const QString &project, const BackupPlan &plan)
{
    QSettings settings;
    // The default folder goes along when the project is moved.
    if (plan.folder == BackupPlan::defaultFolder(project))
        settings.remove(keyOf(project, "folder"));
    else
        settings.setValue(keyOf(project, "folder"), plan.folder);
    settings.setValue(keyOf(project, "newest"), plan.newest);
    settings.setValue(keyOf(project, "hours"), plan.hours);
}

}
