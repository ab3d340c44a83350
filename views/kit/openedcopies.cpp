// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/openedcopies.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QTemporaryDir>

namespace safeguard {

namespace {
const auto folderPrefix = QStringLiteral("safeguard-view-");
const auto lockName = QStringLiteral("in-use");

/// Also where a file in it cannot be written.
void removeFolder(const QString &path)
{
    QDir dir(path);
    for (const QFileInfo &file : dir.entryInfoList(QDir::Files | QDir::Hidden))
        QFile::setPermissions(file.filePath(), QFile::ReadOwner | QFile::WriteOwner);
    dir.removeRecursively();
}
}

/// The lock file in it says to others that whoever made it still lives.
struct OpenedCopies::Folder
{
    Folder()
        : dir(QDir::temp().filePath(folderPrefix + QStringLiteral("XXXXXX")))
        , lock(dir.filePath(lockName))
    {
        dir.setAutoRemove(false);
        lock.setStaleLockTime(0);
    }
    ~Folder()
    {
        lock.unlock();
        if (dir.isValid())
            removeFolder(dir.path());
    }
    QTemporaryDir dir;
    QLockFile lock;
};

OpenedCopies &OpenedCopies::of(Workspace &workspace)
{
    auto *found = workspace.findChild<OpenedCopies *>({}, Qt::FindDirectChildrenOnly);
    return found ? *found : *new OpenedCopies(&workspace);
}

OpenedCopies::OpenedCopies(QObject *parent)
    : QObject(parent)
{}

OpenedCopies::~OpenedCopies() = default;

void OpenedCopies::removeLeftOnes()
{
    const QDir temp = QDir::temp();
    for (const QString &name : temp.entryList({folderPrefix + u'*'}, QDir::Dirs)) {
        const QString path = temp.filePath(name);
        if (!QFileInfo(path).isWritable() || !QFileInfo::exists(path + u'/' + lockName))
            continue;
        QLockFile lock(path + u'/' + lockName);
        lock.setStaleLockTime(0);
        const bool isLeft = lock.tryLock(0);
        lock.unlock();
        if (isLeft)
            removeFolder(path);
    }
}

QString OpenedCopies::placeFor(const QString &fileName)
{
    removeLeftOnes();
    auto folder = std::make_unique<Folder>();
    if (!folder->dir.isValid() || !folder->lock.tryLock(0))
        return {};
    m_folders.push_back(std::move(folder));
    return m_folders.back()->dir.filePath(plainName(fileName));
}

void OpenedCopies::protect(const QString &path)
{
    QFile::setPermissions(path, QFile::ReadOwner);
}

QString OpenedCopies::plainName(const QString &fileName)
{
    QString name = fileName;
    for (QChar &character : name) {
        if (character.unicode() < 0x20 || QStringLiteral("/\\:*?\"<>|").contains(character))
            character = u'_';
    }
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    return name.isEmpty() || name == lockName ? QStringLiteral("evidence") : name.right(120);
}

bool OpenedCopies::isProgram(const QString &fileName)
{
    static const QStringList endings{
        QStringLiteral("exe"), QStringLiteral("com"), QStringLiteral("bat"),
        QStringLiteral("cmd"), QStringLiteral("msi"), QStringLiteral("scr"),
        QStringLiteral("ps1"), QStringLiteral("vbs"), QStringLiteral("js"),
        QStringLiteral("jar"), QStringLiteral("lnk"), QStringLiteral("desktop"),
        QStringLiteral("sh"),  QStringLiteral("run"), QStringLiteral("appimage"),
        QStringLiteral("app"), QStringLiteral("url"), QStringLiteral("command"),
        QStringLiteral("hta"), QStringLiteral("wsf"), QStringLiteral("py"),
    };
    return endings.contains(QFileInfo(fileName.trimmed()).suffix().toLower());
}

}
