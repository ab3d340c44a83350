// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/blackout.h"

namespace safeguard::testing {

QByteArray checkWholeness(Vault &vault, const QString &copyPath)
{
    const auto report = vault.verify();
    if (!report)
        return report.error().text.toUtf8();
    for (const VerifyLine &line : report->lines) {
        if (!line.isSound && !line.place.startsWith(QStringLiteral("Header")))
            return (line.place + QStringLiteral(": ") + line.finding).toUtf8();
    }
    QFile::remove(copyPath);
    if (const auto copied = vault.copyTo(copyPath); !copied)
        return "copy: " + copied.error().text.toUtf8();
    return {};
}

int countFrom(const char *variable, int usual)
{
    return qEnvironmentVariableIsSet(variable) ? qEnvironmentVariableIntValue(variable) : usual;
}

}
