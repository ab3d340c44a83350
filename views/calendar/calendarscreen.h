// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/calendar/calendarbar.h"
#include "views/calendar/deadlinesmodel.h"
#include "views/kit/whyscreen.h"

class QDateEdit;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace safeguard {

class CalendarExport;
class MonthView;
class YearView;

/// Every date in one place, as a list, a month or a year of agreements: what is overdue and what
/// comes, whether law, contract or own policy binds to it, and why it is that day. What a person
/// has set is moved here; of the rest it says why it cannot be.
class CalendarScreen final : public WhyScreen
{
    Q_OBJECT

public:
    explicit CalendarScreen(Workspace &workspace, QWidget *parent = nullptr);

    /// The field of the address names a view: "agenda", "month" or "year".
    void reveal(const Address &address) override;
    DeadlinesModel *model() const { return m_model; }
    MonthView *month() const { return m_month; }
    YearView *year() const { return m_year; }

private:
    CalendarScreen(Workspace &workspace, DeadlinesModel *model, QWidget *parent);
    Detail detail(int row) const override;
    Detail current() const override;
    QString countText() const override;
    int rowAfterReset() const override;

    void makeViews();
    void makeMover();
    void dressAgenda();
    /// The entry in front, whatever shows it; null when none is.
    const Deadline *selected() const;
    Detail detailOf(const Deadline &deadline) const;
    Detail detailOfDay(QDate day) const;
    void refresh();
    void showView();
    void fillPeople();
    void choose();
    void follow(const Deadline *entry);
    void open();
    void step(int by);
    void showPeriod();
    /// Remembers what is in front now.
    void note();
    void showMover();
    void move(const QString &key, QDate day);
    void say(const QString &words);

    DeadlinesModel *m_model;
    CalendarBar *m_bar;
    QStackedWidget *m_stack = nullptr;
    MonthView *m_month = nullptr;
    YearView *m_year = nullptr;
    CalendarExport *m_export = nullptr;
    QLabel *m_said = nullptr;
    QWidget *m_mover = nullptr;
    QDateEdit *m_day = nullptr;
    QString m_key;     ///< of what is in front
    QString m_movedTo; ///< the key of what was moved, to be followed
    bool m_isShowing = false;
};

}
