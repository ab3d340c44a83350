// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/duedates.h"
#include "views/kit/workspace.h"

class QSystemTrayIcon;

namespace safeguard {

/// Says once, when a project was opened, how much is overdue and how much is due within a week:
/// above the screens, with a way to the calendar; and on the desktop, if the user wants that and
/// the desktop can. Counts only, nothing of what the project holds.
class Reminder final : public QObject
{
    Q_OBJECT

public:
    /// Belongs to the workspace.
    explicit Reminder(Workspace &workspace);

    static constexpr int soonDays = 7;
    /// Of this computer's user; off until it is switched on.
    static bool isOnDesktop();
    static void setOnDesktop(bool on);
    /// "3 overdue, 2 due within 7 days"; empty when there is nothing to say.
    static QString wordsFor(const std::vector<Deadline> &deadlines, QDate today);

private:
    void remind();
    void remindOnDesktop(const QString &words);

    Workspace &m_workspace;
    QSystemTrayIcon *m_tray = nullptr;
};

}
