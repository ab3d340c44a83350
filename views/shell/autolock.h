// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/clock.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace safeguard {

/// Says when nobody has touched keyboard or mouse for a while; time that the machine sleeps counts.
/// Off while it has no minutes.
class AutoLock final : public QObject
{
    Q_OBJECT

public:
    static constexpr int defaultMinutes = 10;

    /// \a clock outlives it.
    explicit AutoLock(const Clock &clock = Clock::system(), QObject *parent = nullptr);
    int minutes() const { return m_minutes; }
    void setMinutes(int minutes);
    /// Until it speaks, if nobody does anything.
    int secondsLeft() const;

Q_SIGNALS:
    void expired();
    /// About every second.
    void ticked(int secondsLeft);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restart();
    void tick();

    const Clock &m_clock;
    // The first stands still while the machine sleeps, the second can be set back: the later
    // counts.
    QElapsedTimer m_idle;
    QDateTime m_idleSince;
    QTimer m_timer;
    int m_minutes;
};

}
