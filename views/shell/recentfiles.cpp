// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/recentfiles.h"

#include <QFileInfo>
#include <QSettings>

namespace safeguard::recentfiles {

namespace {

constexpr int most = 8;
const auto filesKey = QStringLiteral("recent/files");

QString userKey(const QString &path)
{
    return QStringLiteral("recent/user/") + QString::number(qHash(path, 0));
}

}

void remember(const QString &path, const QString &user)
{
    QStringList all = files();
    all.removeAll(path);
    all.prepend(path);
    QSettings settings;
    settings.setValue(filesKey, all.mid(0, most));
    settings.setValue(userKey(path), user);
}

QStringList allFiles()
{
    return QSettings().value(filesKey).toStringList();
}

QStringList files()
{
    QStringList all = allFiles();
    all.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return all;
}

QString lastUser(const QString &path)
{
    return QSettings().value(userKey(path)).toString();
}

}
