// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace safeguard {

/// Says when nobody has touched keyboard or mouse for a while. Off while it has no minutes.
class AutoLock final : public QObject
{
    Q_OBJECT

public:
    static constexpr int defaultMinutes = 10;

    explicit AutoLock(QObject *parent = nullptr);
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
    QElapsedTimer m_idle;
    QTimer m_timer;
    int m_minutes;
};

}
