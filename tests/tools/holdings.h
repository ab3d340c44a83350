// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace safeguard::testing {

/// What this process holds of the system.
struct Holdings
{
    qsizetype files =
        QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::System | QDir::Files).size();
    qint64 heap = heapInUse();

    static qint64 heapInUse()
    {
#ifdef __GLIBC__
        return static_cast<qint64>(mallinfo2().uordblks);
#else
        return 0;
#endif
    }
};

/// How often a project is opened and closed to see that nothing grows.
inline int openings()
{
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("SAFEGUARD_OPENINGS", &isSet);
    return isSet ? wanted : 100;
}

}
