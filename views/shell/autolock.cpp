// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/autolock.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSettings>

namespace safeguard {

namespace {
const auto settingsKey = QStringLiteral("lock/minutes");
}

AutoLock::AutoLock(QObject *parent)
    : QObject(parent)
    , m_minutes(qMax(0, QSettings().value(settingsKey, defaultMinutes).toInt()))
{
    m_idle.start();
    m_timer.setInterval(1000);
    m_timer.start();
    connect(&m_timer, &QTimer::timeout, this, [this] {
        Q_EMIT ticked(secondsLeft());
        if (m_minutes > 0 && secondsLeft() <= 0) {
            m_idle.restart();
            Q_EMIT expired();
        }
    });
    QCoreApplication::instance()->installEventFilter(this);
}

void AutoLock::setMinutes(int minutes)
{
    m_minutes = qMax(0, minutes);
    QSettings().setValue(settingsKey, m_minutes);
    m_idle.restart();
}

int AutoLock::secondsLeft() const
{
    return static_cast<int>(m_minutes * 60 - m_idle.elapsed() / 1000);
}

bool AutoLock::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        m_idle.restart();
        break;
    default:
        break;
    }
    return false;
}

}
