// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

namespace safeguard::testing {

/// Whether the user documentation has this sentence. Who tests a limit tests that it is stated.
inline bool readmeSays(const char *sentence)
{
    QFile file(QStringLiteral(SAFEGUARD_SOURCE_DIR "/README.md"));
    return file.open(QIODevice::ReadOnly) &&
           QString::fromUtf8(file.readAll()).simplified().contains(QString::fromUtf8(sentence));
}

}
