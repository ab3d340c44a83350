// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/atomicfile.h"

#include <cerrno>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace safeguard {

namespace {

struct AtomicFileText
{
    Q_DECLARE_TR_FUNCTIONS(AtomicFile)
};

tl::unexpected<Error> cannotWrite(const QString &path, const QString &reason, int errorNumber)
{
    const QString name = QDir::toNativeSeparators(path);
    if (errorNumber == ENOSPC)
        return failure(
            ErrorCode::DiskFull,
            AtomicFileText::tr("The disk is full, so %1 was not written. What was there before is "
                               "unchanged. Free some space and try again.")
                .arg(name));
    if (errorNumber == EACCES || errorNumber == EROFS || errorNumber == EPERM)
        return failure(ErrorCode::ReadOnly,
                       AtomicFileText::tr("%1 cannot be written: %2. Choose another place.")
                           .arg(name, reason));
    return failure(ErrorCode::Io,
                   AtomicFileText::tr("%1 was not written: %2. What was there before is unchanged.")
                       .arg(name, reason));
}

}

void syncFolderOf(const QString &path)
{
#ifdef Q_OS_UNIX
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int fd = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
#else
    Q_UNUSED(path)
#endif
}

Status writeAll(QIODevice &out, const QString &path, const QByteArray &bytes)
{
    for (qint64 done = 0; done < bytes.size();) {
        const qint64 n = out.write(bytes.constData() + done, bytes.size() - done);
        if (n <= 0)
            return cannotWrite(path, out.errorString(), errno);
        done += n;
    }
    return {};
}

Status writeAtomically(const QString &path, const QByteArray &bytes)
{
    return writeAtomically(path, [&](QIODevice &out) { return writeAll(out, path, bytes); });
}

Status writeAtomically(const QString &path, const std::function<Status(QIODevice &)> &write)
{
    if (path.endsWith(QLatin1String(".safeguard"), Qt::CaseInsensitive) && QFileInfo::exists(path))
        return failure(ErrorCode::Refused,
                       AtomicFileText::tr("%1 is a project, so it was not replaced. Choose another "
                                          "name.")
                           .arg(QDir::toNativeSeparators(path)));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return cannotWrite(path, file.errorString(), errno);
    if (auto written = write(file); !written) {
        file.cancelWriting();
        return written;
    }
    const qint64 expected = file.pos();
    if (file.size() != expected) {
        file.cancelWriting();
        return cannotWrite(path, AtomicFileText::tr("only a part of it fitted"), ENOSPC);
    }
    if (!file.commit())
        return cannotWrite(path, file.errorString(), errno);
    syncFolderOf(path);
    return {};
}

}
