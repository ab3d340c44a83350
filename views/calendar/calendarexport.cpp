// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/calendarexport.h"

#include "model/deadlines/ics.h"
#include "model/inventory/project_info.h"
#include "views/calendar/calendarpages.h"
#include "views/calendar/reminder.h"
#include "views/kit/icon.h"
#include "views/kit/message.h"
#include "views/kit/pdfexport.h"

#include <QDir>
#include <QFileDialog>
#include <QLocale>
#include <QMenu>
#include <QStandardPaths>
#include <QToolButton>

namespace safeguard {

CalendarExport::CalendarExport(Workspace &workspace, const DeadlinesModel &model, QWidget *screen)
    : QObject(screen)
    , m_workspace(workspace)
    , m_model(model)
    , m_screen(screen)
    , m_ics(new QAction(tr("Calendar file\u2026"), this))
    , m_monthPdf(new QAction(tr("Month as PDF\u2026"), this))
    , m_yearPdf(new QAction(tr("Year of agreements as PDF\u2026"), this))
{
    m_ics->setObjectName(QStringLiteral("calendar-ics"));
    m_ics->setToolTip(tr("What is chosen here, for any calendar program"));
    m_monthPdf->setObjectName(QStringLiteral("calendar-month-pdf"));
    m_yearPdf->setObjectName(QStringLiteral("calendar-year-pdf"));
    connect(m_ics, &QAction::triggered, this, &CalendarExport::exportIcs);
    connect(m_monthPdf, &QAction::triggered, this, &CalendarExport::exportMonth);
    connect(m_yearPdf, &QAction::triggered, this, &CalendarExport::exportYear);
}

QToolButton *CalendarExport::makeButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("calendar-export"));
    button->setProperty("role", QStringLiteral("button"));
    button->setText(tr("Export"));
    button->setIcon(icon(QStringLiteral("export")));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    menu->addActions({m_ics, m_monthPdf, m_yearPdf});
    menu->addSeparator();
    auto *reminds = menu->addAction(tr("Remind on the desktop"));
    reminds->setObjectName(QStringLiteral("calendar-desktop"));
    reminds->setToolTip(tr("Tells how much is due when a project is opened, never what"));
    reminds->setCheckable(true);
    reminds->setChecked(Reminder::isOnDesktop());
    connect(reminds, &QAction::toggled, this, &Reminder::setOnDesktop);
    menu->setToolTipsVisible(true);
    button->setMenu(menu);
    return button;
}

void CalendarExport::setPeriod(QDate month, int year)
{
    m_month = month;
    m_year = year;
}

void CalendarExport::setEmpty(bool isEmpty)
{
    m_ics->setEnabled(!isEmpty);
    m_monthPdf->setEnabled(!isEmpty);
    m_yearPdf->setEnabled(!isEmpty);
}

QByteArray CalendarExport::ics() const
{
    std::vector<Deadline> deadlines;
    for (const Deadline *deadline : m_model.rows())
        deadlines.push_back(*deadline);
    IcsOptions options;
    options.calendarName =
        calendarName(m_model.snapshot().only<ProjectInfo>().name, m_model.filter());
    options.moment = m_workspace.project().clock().now();
    return toIcs(deadlines, options);
}

void CalendarExport::exportIcs()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString name =
        calendarName(m_model.snapshot().only<ProjectInfo>().name, m_model.filter());
    const QString path = QFileDialog::getSaveFileName(
        m_screen, tr("Export the calendar"),
        folder.filePath(fileNameOf(name) + QStringLiteral(".ics")), tr("Calendar (*.ics)"));
    if (path.isEmpty())
        return;
    const auto written = m_workspace.project().exportFile(tr("Calendar"), path, ics());
    if (written)
        m_workspace.say(tr("Written to %1").arg(QDir::toNativeSeparators(path)));
    else
        warn(m_screen, tr("Nothing was exported"), written.error().text);
}

void CalendarExport::exportMonth()
{
    render(tr("Calendar"), QLocale().toString(m_month, QStringLiteral("MMMM yyyy")),
           monthPages(m_model, m_month));
}

void CalendarExport::exportYear()
{
    render(tr("Agreements over the year"), QString::number(m_year), yearPages(m_model, m_year));
}

void CalendarExport::render(const QString &what, const QString &period, report::Document document)
{
    m_rendering.start(
        [document = std::move(document)](const std::atomic<bool> &isOvertaken) {
            return report::toPdf(document, [&](double) { return !isOvertaken; });
        },
        [this, what, period](const Result<report::Rendered> &rendered) {
            if (!rendered)
                return warn(m_screen, tr("Nothing was exported"), wholeText(rendered.error()));
            exportPdf(m_workspace, m_screen, what, QStringLiteral("%1 %2").arg(what, period),
                      rendered->pdf);
        });
}

}
