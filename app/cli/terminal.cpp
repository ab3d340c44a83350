// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include "model/vault/vault.h"

#include <cstdio>
#include <QCoreApplication>
#include <QFile>
#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

Result<Secret> firstLine(QFile &file)
{
    QByteArray line = file.readLine(64 * 1024);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    QString passphrase = QString::fromUtf8(line);
    wipe(line);
    if (passphrase.isEmpty())
        return failure(ErrorCode::InvalidInput, CliText::tr("The passphrase is empty."));
    Secret secret = Secret::fromText(passphrase);
    wipe(passphrase);
    return secret;
}

}

Result<Secret> readSecretFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(
            ErrorCode::InvalidInput,
            CliText::tr("The passphrase file %1 cannot be read: %2").arg(path, file.errorString()));
    return firstLine(file);
}

Result<Secret> readRecoveryKeyFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::InvalidInput,
                       CliText::tr("The recovery key file %1 cannot be read: %2")
                           .arg(path, file.errorString()));
    QByteArray bytes = file.read(64 * 1024);
    QString typed = QString::fromUtf8(bytes);
    wipe(bytes);
    auto key = recoveryKeyFromText(typed);
    wipe(typed);
    return key;
}

Result<Secret> readSecretFd(int fd)
{
    QFile file;
    if (!file.open(fd, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::InvalidInput,
                       CliText::tr("The passphrase descriptor cannot be read."));
    return firstLine(file);
}

Result<Secret> askSecret(const QString &question)
{
#ifdef Q_OS_UNIX
    const int fd = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return failure(
            ErrorCode::InvalidInput,
            CliText::tr(
                "There is no terminal to ask on: give --passphrase-file or --passphrase-fd."));
    termios before{};
    ::tcgetattr(fd, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(fd, TCSAFLUSH, &silent);
    const QByteArray prompt = question.toUtf8();
    (void)!::write(fd, prompt.constData(), static_cast<size_t>(prompt.size()));
    QFile terminal;
    auto secret = terminal.open(fd, QIODevice::ReadOnly | QIODevice::Unbuffered)
                      ? firstLine(terminal)
                      : Result<Secret>(failure(ErrorCode::InvalidInput,
                                               CliText::tr("The terminal cannot be read.")));
    ::tcsetattr(fd, TCSAFLUSH, &before);
    (void)!::write(fd, "\n", 1);
    ::close(fd);
    return secret;
#else
    Q_UNUSED(question)
    return failure(ErrorCode::InvalidInput,
                   CliText::tr("Give --passphrase-file or --passphrase-fd."));
#endif
}

}
