// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/deadline.h"
#include "model/store/snapshot.h"

#include <QWidget>

class QBoxLayout;
class QButtonGroup;
class QComboBox;
class QLabel;

namespace safeguard {

enum class CalendarView { Agenda, Month, Year };

/// What the calendar shows: which way, which time, and which deadlines of it.
class CalendarBar final : public QWidget
{
    Q_OBJECT

public:
    explicit CalendarBar(QWidget *parent = nullptr);

    CalendarView view() const;
    /// For the head of the screen: the switch between the ways, and what else can be done.
    QWidget *makeSwitch(QWidget *parent);
    void setView(CalendarView view);
    /// As it is chosen; with a horizon in the agenda only.
    DeadlineFilter filter() const;
    /// Those whom deadlines belong to, to choose from; who was chosen stays so while there.
    void setPeople(const std::vector<std::pair<AnyId, QString>> &people);
    /// "March 2026", "2026"
    void setPeriod(const QString &name);

Q_SIGNALS:
    void viewChanged();
    void filterChanged();
    /// To the previous (-1) or next (1) month or year; 0: to today.
    void stepAsked(int by);

private:
    void addSteps(QBoxLayout *layout);
    void addChoices(QBoxLayout *layout);
    void showView();

    QButtonGroup *m_views;
    QWidget *m_steps;
    QLabel *m_period;
    QComboBox *m_within;
    QComboBox *m_kind;
    QComboBox *m_force;
    QComboBox *m_person;
};

}
