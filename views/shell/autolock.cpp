// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/autolock.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSettings>

namespace safeguard {

namespace {
const auto settingsKey = QStringLiteral("lock/minutes");
}

AutoLock::AutoLock(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_minutes(qMax(0, QSettings().value(settingsKey, defaultMinutes).toInt()))
{
    restart();
    m_timer.setInterval(1000);
    m_timer.start();
    connect(&m_timer, &QTimer::timeout, this, &AutoLock::tick);
    QCoreApplication::instance()->installEventFilter(this);
}

void AutoLock::setMinutes(int minutes)
{
    m_minutes = qMax(0, minutes);
    QSettings().setValue(settingsKey, m_minutes);
    restart();
}

void AutoLock::restart()
{
    m_idle.start();
    m_idleSince = m_clock.now();
}

void AutoLock::tick()
{
    Q_EMIT ticked(secondsLeft());
    if (m_minutes > 0 && secondsLeft() <= 0) {
        restart();
        Q_EMIT expired();
    }
}

int AutoLock::secondsLeft() const
{
    const qint64 idle = qMax(m_idle.elapsed() / 1000, m_idleSince.secsTo(m_clock.now()));
    return static_cast<int>(m_minutes * 60 - idle);
}

bool AutoLock::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        // The first touch after the machine slept is too late.
        if (m_minutes > 0 && secondsLeft() <= 0)
            QMetaObject::invokeMethod(this, &AutoLock::tick, Qt::QueuedConnection);
        else
            restart();
        break;
    default:
        break;
    }
    return false;
}

}
