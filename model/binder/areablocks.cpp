// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/areablocks.h"

namespace safeguard::binder {

report::Runs dayRuns(const std::optional<QDate> &day)
{
    return day ? report::plain(day->toString(Qt::ISODate)) : dash();
}

report::Cell cellOf(const QString &text)
{
    return {text.trimmed().isEmpty() ? dash() : report::plain(text)};
}

report::Cell cellOf(const std::optional<int> &number)
{
    return {number ? report::plain(QString::number(*number)) : dash()};
}

report::Cell shareCell(const std::optional<double> &share)
{
    // Down, so that nothing short of all is called 100 %.
    return {share ? report::plain(
                        Words::tr("%1 %").arg(static_cast<int>(std::floor(*share * 100 + 1e-9))))
                  : dash()};
}

report::Badge badge(report::BadgeTone tone, const QString &word)
{
    return {tone, {}, word};
}

report::Table tableOf(const QString &caption, std::vector<report::Table::Column> columns)
{
    report::Table table;
    table.caption = caption;
    table.columns = std::move(columns);
    return table;
}

void addTableOr(Blocks &blocks, report::Table table, const QString &sentence)
{
    if (table.rows.empty())
        blocks.push_back(report::Paragraph{report::plain(sentence)});
    else
        blocks.push_back(std::move(table));
}

void addMissing(Blocks &blocks, const QString &sentence)
{
    blocks.push_back(report::Note{report::Note::Kind::Warning, report::plain(sentence)});
}

void addGaps(Blocks &blocks, const QStringList &sentences, const QString &nothing)
{
    if (sentences.isEmpty()) {
        blocks.push_back(report::Paragraph{report::plain(nothing)});
        return;
    }
    report::List list;
    for (const QString &sentence : sentences)
        list.items.push_back(report::plain(sentence));
    blocks.push_back(std::move(list));
}

void addSection(Blocks &blocks, const QString &title, const QString &about, const QString &citation)
{
    blocks.push_back(report::Heading{2, title});
    if (about.isEmpty())
        return;
    report::Runs runs{{about}};
    if (!citation.isEmpty()) {
        runs.push_back({QStringLiteral(" (")});
        runs.push_back(citationRun(citation));
        runs.push_back({QStringLiteral(").")});
    }
    blocks.push_back(report::Paragraph{std::move(runs), {}, true});
}

}
