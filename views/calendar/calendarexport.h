// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pdf.h"
#include "views/calendar/calendarbar.h"
#include "views/calendar/deadlinesmodel.h"
#include "views/kit/job.h"

class QAction;
class QToolButton;

namespace safeguard {

/// What leaves the calendar: a file for other calendars of what the filter shows, with the same
/// UIDs as the command line's; a month and a year on paper. And whether the desktop reminds.
class CalendarExport final : public QObject
{
    Q_OBJECT

public:
    /// \a model outlives this; \a screen is the parent, also of dialogs.
    CalendarExport(Workspace &workspace, const DeadlinesModel &model, QWidget *screen);

    QToolButton *makeButton(QWidget *parent);
    void setPeriod(QDate month, int year);
    void setEmpty(bool isEmpty);
    QByteArray ics() const;

private:
    void exportIcs();
    void exportMonth();
    void exportYear();
    void render(const QString &what, const QString &period, report::Document document);

    Workspace &m_workspace;
    const DeadlinesModel &m_model;
    QWidget *m_screen;
    QAction *m_ics;
    QAction *m_monthPdf;
    QAction *m_yearPdf;
    QDate m_month;
    int m_year = 0;
    Job<Result<report::Rendered>> m_rendering;
};

}
