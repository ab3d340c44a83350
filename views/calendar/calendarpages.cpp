// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/calendarpages.h"

#include "model/inventory/project_info.h"
#include "model/people/person.h"
#include "model/reports/typography.h"
#include "views/calendar/monthmodel.h"
#include "views/calendar/strippainter.h"
#include "views/kit/forcelook.h"

#include <QLocale>
#include <QPainter>

namespace safeguard {

namespace {

constexpr int daysOfWeek = 7;
constexpr double nameWidth = 190; // points, as all lengths here
constexpr double monthWidth = 44;
constexpr double lineHeight = 18;
constexpr double textSize = 8;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CalendarPages)
};

report::Document pagesOf(const DeadlinesModel &model, const QString &title, const QString &period)
{
    report::Document document;
    document.info.title = QStringLiteral("%1, %2").arg(title, period);
    document.info.product = model.snapshot().only<ProjectInfo>().name;
    document.info.shortDigest = QString::fromLatin1(model.snapshot().digest().toHex().left(12));
    document.info.date = model.today().startOfDay(Qt::UTC);
    document.contents = false;
    document.numberedHeadings = false;
    document.blocks.push_back(report::Heading{1, document.info.title});
    return document;
}

/// The day in bold, then a line each.
report::Cell cellOf(const MonthModel &grid, QDate day, QDate month)
{
    report::Cell cell;
    const bool isInside = day.month() == month.month();
    cell.runs.push_back({day.day() == 1 ? QLocale().toString(day, QStringLiteral("d MMM"))
                                        : QString::number(day.day()),
                         isInside ? report::RunStyle::Bold : report::RunStyle::Muted});
    for (const Deadline *entry : grid.entriesOf(day))
        cell.runs.push_back(
            {QStringLiteral("\n%1 \u00b7 %2").arg(letterOf(entry->force), entry->title),
             entry->isNotice ? report::RunStyle::Muted : report::RunStyle::Plain});
    return cell;
}

report::Table gridOf(const MonthModel &grid)
{
    report::Table table;
    table.rowHeaders = false;
    table.orientation = report::Table::Orientation::Landscape;
    table.caption = Words::tr("L law, C contract, G guidance, P own policy");
    for (int i = 0; i < daysOfWeek; ++i)
        table.columns.push_back({grid.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString(),
                                 report::Table::Align::Left, 1});
    const QDate first = grid.day(grid.index(0, 0));
    for (int week = 0; week < grid.weekCount(); ++week) {
        report::Table::Row row;
        for (int i = 0; i < daysOfWeek; ++i)
            row.cells.push_back(cellOf(grid, first.addDays(week * daysOfWeek + i), grid.month()));
        table.rows.push_back(std::move(row));
    }
    return table;
}

report::Table overdueOf(const DeadlinesModel &model)
{
    report::Table table;
    table.caption = Words::tr("Overdue on %1").arg(model.today().toString(Qt::ISODate));
    table.emptyText = Words::tr("Nothing is overdue.");
    table.columns = {{Words::tr("Due")},
                     {Words::tr("What"), report::Table::Align::Left, 3},
                     {Words::tr("What binds to it")},
                     {Words::tr("Who")}};
    table.orientation = report::Table::Orientation::Landscape;
    const auto cell = [](const QString &text) { return report::Cell{report::plain(text)}; };
    const QString people = QString::fromLatin1(Person::registerKey);
    for (const Deadline *entry : model.chosen()) {
        if (!entry->isOverdue(model.today()))
            continue;
        const QString who =
            entry->person.isNull() ? QString() : model.snapshot().title(people, entry->person);
        table.rows.push_back({{cell(entry->due.toString(Qt::ISODate)), cell(entry->title),
                               cell(nameOf(entry->force)), cell(who)}});
    }
    return table;
}

/// As it is printed: plain colours that also a grey print tells apart.
StripColours inkOnPaper()
{
    return {QColor(0x1f, 0x5f, 0xd6), QColor(0xe3, 0xed, 0xfd), QColor(0x8f, 0x98, 0xa6),
            QColor(0xe3, 0xe7, 0xec), QColor(0x8f, 0x52, 0x00), QColor(0xb4, 0x23, 0x18),
            QColor(0xff, 0xff, 0xff)};
}

struct Strip
{
    struct Line
    {
        QString name;
        AgreementBar bar;
    };
    int year = 0;
    QDate today;
    std::vector<Line> lines;
};

void paintText(QPainter &painter, const QRectF &box, const QString &text, int flags)
{
    painter.save();
    painter.translate(box.topLeft());
    painter.scale(1 / report::typeScale, 1 / report::typeScale);
    const QFont font = report::reportFont(textSize, false);
    painter.setFont(font);
    painter.setPen(QColor(0x17, 0x20, 0x2e));
    const QRectF room(QPointF(), box.size() * report::typeScale);
    painter.drawText(room, flags | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, room.width()));
    painter.restore();
}

void paintLines(QPainter &painter, const Strip &strip)
{
    const StripColours colours = inkOnPaper();
    const QDate first(strip.year, 1, 1);
    const QDate last(strip.year, 12, 31);
    const double width = monthWidth * 12;
    double y = 0;
    for (int month = 1; month <= 12; ++month) {
        const double x = nameWidth + monthWidth * (month - 1);
        paintText(painter, {x + 3, y, monthWidth - 3, lineHeight},
                  QLocale().standaloneMonthName(month, QLocale::ShortFormat), Qt::AlignLeft);
        painter.fillRect(QRectF(x, y, 0.5, lineHeight * double(strip.lines.size() + 1)),
                         colours.line);
    }
    for (const Strip::Line &line : strip.lines) {
        y += lineHeight;
        painter.fillRect(QRectF(0, y, nameWidth + width, 0.5), colours.line);
        paintText(painter, {0, y, nameWidth - 6, lineHeight}, line.name, Qt::AlignLeft);
        const bool isOver = line.bar.state == AgreementState::Expired ||
                            line.bar.state == AgreementState::Terminated;
        paintStrip(painter, {nameWidth, y, width, lineHeight},
                   partsOf(line.bar, first, last, strip.today), first, last, isOver, colours);
    }
}

report::Figure figureOf(std::shared_ptr<const Strip> strip)
{
    report::Figure figure;
    figure.caption = Words::tr("Filled: the term. Pale: goes on by itself. Mark: the last day for "
                               "notice. Hatched: too late for notice. Line: today.");
    figure.altText = Words::tr("A bar for each of %n agreements over the months of %1; the table "
                               "below says the same.",
                               nullptr, static_cast<int>(strip->lines.size()))
                         .arg(strip->year);
    figure.size = {nameWidth + 12 * monthWidth, lineHeight * double(strip->lines.size() + 1)};
    figure.smallestText = textSize;
    figure.paint = [strip](QPainter &painter) { paintLines(painter, *strip); };
    return figure;
}

/// Of the present term, as the column beside it.
QString noticeOf(const AgreementBar &bar)
{
    if (bar.notice)
        return bar.notice->toString(Qt::ISODate);
    return bar.renews ? Words::tr("over for this term") : QString();
}

report::Table tableOf(const Strip &strip)
{
    report::Table table;
    table.caption = Words::tr("The same in days");
    table.emptyText = Words::tr("No agreement of that year matches what is chosen.");
    table.columns = {{Words::tr("Agreement"), report::Table::Align::Left, 3},
                     {Words::tr("Begins")},
                     {Words::tr("Term ends")},
                     {Words::tr("Renews itself")},
                     {Words::tr("Last day for notice")},
                     {Words::tr("State")}};
    table.orientation = report::Table::Orientation::Landscape;
    const auto cell = [](const QString &text) { return report::Cell{report::plain(text)}; };
    for (const auto &[name, bar] : strip.lines)
        table.rows.push_back(
            {{cell(name), cell(bar.begins.toString(Qt::ISODate)),
              cell(bar.ends ? bar.ends->toString(Qt::ISODate) : Words::tr("without end")),
              cell(bar.renews ? Words::tr("yes") : Words::tr("no")), cell(noticeOf(bar)),
              cell(nameOf(bar.state))}});
    return table;
}

}

report::Document monthPages(const DeadlinesModel &model, QDate month)
{
    MonthModel grid;
    grid.setMonth(month);
    grid.show(model.chosen(), model.snapshot());
    report::Document document = pagesOf(model, Words::tr("Calendar"),
                                        QLocale().toString(month, QStringLiteral("MMMM yyyy")));
    document.blocks.push_back(gridOf(grid));
    document.blocks.push_back(overdueOf(model));
    return document;
}

report::Document yearPages(const DeadlinesModel &model, int year)
{
    AgreementStripModel shown;
    shown.setYear(year);
    shown.show(model);
    auto strip = std::make_shared<Strip>();
    strip->year = year;
    strip->today = model.today();
    for (int row = 0; row < shown.rowCount(); ++row)
        strip->lines.push_back({shown.nameOf(row), shown.bar(row)});
    report::Document document =
        pagesOf(model, Words::tr("Agreements over the year"), QString::number(year));
    if (!strip->lines.empty())
        document.blocks.push_back(figureOf(strip));
    document.blocks.push_back(tableOf(*strip));
    return document;
}

}
