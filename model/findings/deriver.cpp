// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/deriver.h"

#include "model/base/endedelsewhere.h"

#include <QPointer>
#include <QThreadPool>

namespace safeguard {

namespace {}

Deriver::Deriver(const Project &project, QObject *parent)
    : QObject(parent)
    , m_project(project)
    , m_texts(std::make_shared<TextMemory>())
    , m_isAlive(std::make_shared<std::atomic<bool>>(true))
{
    connect(&project, &Project::changed, this, [this](const Change &change) {
        if (!change.registers.empty())
            refresh();
    });
    m_tomorrow.setSingleShot(true);
    connect(&m_tomorrow, &QTimer::timeout, this, [this] {
        if (m_day != m_project.clock().today())
            refresh();
        awaitTomorrow();
    });
    refresh();
    awaitTomorrow();
}

/// Looks at the day again at local midnight, and every hour until then: a machine that sleeps, or
/// whose clock is set, does not count the time.
void Deriver::awaitTomorrow()
{
    constexpr qint64 hour = 3'600'000;
    const QDateTime now = m_project.clock().now().toLocalTime();
    const QDateTime midnight = now.date().addDays(1).startOfDay();
    m_tomorrow.start(static_cast<int>(std::clamp<qint64>(now.msecsTo(midnight) + 1, 1, hour)));
}

Deriver::~Deriver()
{
    *m_isAlive = false;
}

bool Deriver::isCurrent() const
{
    if (!m_latest)
        return false;
    const Snapshot &known = m_latest->map.snapshot();
    const Snapshot now = m_project.snapshot();
    return known.number() == now.number() && known.today() == now.today();
}

void Deriver::refresh()
{
    if (m_isWorking) {
        m_isAskedAgain = true;
        return;
    }
    m_isWorking = true;
    const Snapshot now = m_project.snapshot();
    m_day = now.today();
    QThreadPool::globalInstance()->start([this, guard = QPointer<Deriver>(this),
                                          isAlive = m_isAlive, texts = m_texts, snapshot = now] {
        if (!*isAlive)
            return;
        auto result = Derived::derive(snapshot, *texts, [&] { return !*isAlive; });
        if (!result)
            return; // nobody waits for it any more
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [this, guard, result = endedElsewhere<Derived>(std::move(result))] {
                if (!guard)
                    return;
                m_isWorking = false;
                m_latest = result;
                if (std::exchange(m_isAskedAgain, false))
                    refresh();
                else
                    Q_EMIT derived(result);
            },
            Qt::QueuedConnection);
    });
}

}
