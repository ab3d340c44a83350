// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/reminder.h"

#include "views/kit/icon.h"

#include <QSettings>
#include <QSystemTrayIcon>
#include <QTimer>

namespace safeguard {

namespace {

const auto desktopKey = QStringLiteral("calendar/remindOnDesktop");
constexpr int shownFor = 10'000; // milliseconds

}

Reminder::Reminder(Workspace &workspace)
    : QObject(&workspace)
    , m_workspace(workspace)
{
    if (workspace.dueDates().latest())
        remind();
    else
        connect(&workspace.dueDates(), &DueDates::changed, this, &Reminder::remind,
                Qt::SingleShotConnection);
}

bool Reminder::isOnDesktop()
{
    return QSettings().value(desktopKey, false).toBool();
}

void Reminder::setOnDesktop(bool on)
{
    QSettings().setValue(desktopKey, on);
}

QString Reminder::wordsFor(const std::vector<Deadline> &deadlines, QDate today)
{
    int overdue = 0;
    int soon = 0;
    for (const Deadline &deadline : deadlines) {
        overdue += deadline.isOverdue(today);
        soon +=
            !deadline.isNotice && deadline.due >= today && deadline.due <= today.addDays(soonDays);
    }
    QStringList parts;
    if (overdue > 0)
        parts += tr("%n overdue", nullptr, overdue);
    if (soon > 0)
        parts += tr("%n due within 7 days", nullptr, soon);
    return parts.join(QStringLiteral(", "));
}

void Reminder::remind()
{
    const auto found = m_workspace.dueDates().latest();
    const QString words = wordsFor(found->all, found->today());
    if (words.isEmpty())
        return;
    m_workspace.remind(words, tr("Open the calendar"),
                       {QStringLiteral("deadlines"), {}, QStringLiteral("agenda")});
    // As long as it stands there, it is to be true.
    connect(&m_workspace.dueDates(), &DueDates::changed, this, [this] {
        const auto now = m_workspace.dueDates().latest();
        m_workspace.remindAnew(wordsFor(now->all, now->today()));
    });
    if (isOnDesktop())
        remindOnDesktop(words);
}

/// A desktop shows messages of a program that has a sign in its tray; ours is there that long.
void Reminder::remindOnDesktop(const QString &words)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    m_tray = new QSystemTrayIcon(icon(QStringLiteral("logo"), Ink::Accent), this);
    m_tray->show();
    m_tray->showMessage(QStringLiteral("Safeguard"), words, QSystemTrayIcon::Information, shownFor);
    QTimer::singleShot(shownFor, m_tray, &QSystemTrayIcon::hide);
}

}
