// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/memorydumps.h"

#include <QtGlobal>
#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace safeguard {

// Nothing depends on it, so a system that refuses is not told about.
void forbidMemoryDumps()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    (void)::setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    (void)::prctl(PR_SET_DUMPABLE, 0);
#endif
}

}
