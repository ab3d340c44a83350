// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/benchmarks/benchtools.h"
#include "views/kit/workspace.h"

#include <QApplication>
#include <QTimer>

namespace safeguard::bench {

/// How long the main thread was not free: a timer that wants to fire each millisecond.
class Watchdog final
{
public:
    Watchdog()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout([this] { look(); });
        m_timer.start(1);
        m_since.start();
    }
    void look()
    {
        m_longest = std::max(m_longest, double(m_since.nsecsElapsed()) / 1e6);
        m_since.restart();
    }
    double longest() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_longest = 0;
};

/// The longest block while \a run and what follows from it are done.
inline void sayBlock(const char *what, Workspace &workspace, const std::function<void()> &run)
{
    Watchdog watchdog;
    const double whole = timed([&] {
        run();
        watchdog.look();
        while (!workspace.deriver().isCurrent())
            QApplication::processEvents(QEventLoop::AllEvents, 5);
        for (int i = 0; i < 20; ++i)
            QApplication::processEvents(QEventLoop::AllEvents, 5);
    });
    watchdog.look();
    say(what, watchdog.longest(),
        QStringLiteral("longest block; all done after %1 ms").arg(whole, 0, 'f', 0));
}

}
