// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/memorydumps.h"
#include "tests/tools/testmain.h"

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

class tst_memorydumps final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void areForbidden();
};

void tst_memorydumps::areForbidden()
{
#ifdef Q_OS_LINUX
    // In a process of its own, for it cannot be undone.
    const pid_t child = ::fork();
    if (child == 0) {
        safeguard::forbidMemoryDumps();
        rlimit limit{1, 1};
        const bool hasLimit = ::getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0;
        ::_exit(hasLimit && ::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
#else
    QSKIP("asked of Linux only");
#endif
}

SAFEGUARD_TEST(tst_memorydumps)
#include "tst_memorydumps.moc"
