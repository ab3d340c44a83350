// SPDX-License-Identifier: GPL-3.0-or-later

// write-older-project VERSION FILE: a project as a program of that schema version wrote it, to be
// kept in tests/project/files once the version is released.

#include "tests/tools/olderproject.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    safeguard::testing::writeOlderProject(arguments[2], arguments[1].toInt());
    return 0;
}
