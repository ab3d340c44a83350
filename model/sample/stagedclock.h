// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/clock.h"

#include <QObject>

namespace safeguard::sample {

/// Tells a story that ends now: runs behind another clock until it arrives, never backwards and
/// never ahead of it. An object, so that a project can keep it as its child.
class StagedClock final : public QObject, public Clock
{
public:
    explicit StagedClock(const Clock &real)
        : m_real(real)
    {}
    QDateTime now() const override { return m_real.now().addSecs(-m_behind); }
    QDate today() const override { return m_real.today().addDays(-m_days); }

    /// To the day so many days before the other clock's; an earlier one than that of now, or the
    /// same, means: a while later on the day of now.
    void goTo(int days)
    {
        const qint64 behind = qint64(days) * secondsOfADay;
        m_behind = behind < m_behind ? behind : m_behind - aWhile;
        m_days = static_cast<int>((m_behind + secondsOfADay - 1) / secondsOfADay);
    }
    /// Far enough back that every day of the story lies ahead.
    void startBefore(int days) { m_behind = qint64(m_days = days) * secondsOfADay; }
    void arrive() { m_behind = m_days = 0; }

private:
    static constexpr qint64 secondsOfADay = 24 * 60 * 60;
    static constexpr qint64 aWhile = 10 * 60;

    const Clock &m_real;
    qint64 m_behind = 0; ///< seconds
    int m_days = 0;
};

}
