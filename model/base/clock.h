// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDateTime>

namespace safeguard {

/// Where time comes from, so that a test can hold it and a sample can be dated.
class Clock
{
public:
    virtual ~Clock() = default;
    /// UTC, to the millisecond.
    virtual QDateTime now() const = 0;
    /// The day on which deadlines are computed, in the user's time zone.
    virtual QDate today() const = 0;

    /// The machine's clock; lives as long as the program.
    static const Clock &system();
};

/// Stands still until told otherwise.
class FixedClock final : public Clock
{
public:
    explicit FixedClock(const QDateTime &now)
        : m_now(now.toUTC())
    {}
    explicit FixedClock(QDate today)
        : FixedClock(today.startOfDay(Qt::UTC))
    {}
    QDateTime now() const override { return m_now; }
    QDate today() const override { return m_now.date(); }
    void set(const QDateTime &now) { m_now = now.toUTC(); }

private:
    QDateTime m_now;
};

}
