// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/historyreport.h"

#include "model/binder/words.h"
#include "model/exchange/csv.h"
#include "model/inventory/project_info.h"

namespace safeguard {

using binder::Words;

namespace {

QString timeOf(const ToldEntry &entry)
{
    return entry.line.time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

report::Runs changesOf(const ToldEntry &entry)
{
    QStringList sentences;
    for (const ChangeWords &change : entry.changes)
        sentences += change.sentence;
    return sentences.isEmpty() ? binder::dash() : report::plain(sentences.join(u'\n'));
}

QByteArray csvLine(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written += csvCell(cell);
    return written.join(u',').toUtf8() + "\r\n";
}

}

report::Document historyReport(const std::vector<ToldEntry> &entries, const QString &selection,
                               const Snapshot &now, const BinderFacts &facts)
{
    const auto &info = now.only<ProjectInfo>();
    report::Document document;
    document.info.title = Words::tr("History");
    document.info.product = info.name;
    document.info.documentNumber = info.documentNumber;
    document.info.revision = info.revision;
    document.info.date = now.today().startOfDay(Qt::UTC);
    document.info.shortDigest = facts.headHash.left(12);
    document.paper = facts.paper;
    document.contents = false;
    document.numberedHeadings = false;
    document.blocks.push_back(report::Heading{1, Words::tr("History of %1").arg(info.name)});
    report::KeyValues about;
    about.rows = {
        {Words::tr("Entries shown"),
         report::plain(QString::number(static_cast<qint64>(entries.size())))},
        {Words::tr("Selection"),
         report::plain(selection.isEmpty() ? Words::tr("All entries") : selection)},
        {Words::tr("Last edit, SHA-256"), report::plain(facts.headHash)},
        {Words::tr("Project, SHA-256 of its first entry"), report::plain(facts.projectId)}};
    document.blocks.push_back(std::move(about));
    report::Table table;
    table.caption = Words::tr("Entries, the newest first; times are UTC");
    table.columns = {{Words::tr("Entry"), report::Table::Align::Number},
                     {Words::tr("When")},
                     {Words::tr("Who")},
                     {Words::tr("Kind")},
                     {Words::tr("What")},
                     {Words::tr("Changes")}};
    for (const ToldEntry &entry : entries)
        table.rows.push_back({{{report::plain(QString::number(entry.line.sequence))},
                               {report::plain(timeOf(entry))},
                               {report::plain(entry.who)},
                               {report::plain(nameOf(entry.line.kind))},
                               {report::plain(entry.line.sentence)},
                               {changesOf(entry)}}});
    document.blocks.push_back(std::move(table));
    return document;
}

QByteArray historyCsv(const std::vector<ToldEntry> &entries, const Snapshot &now)
{
    QByteArray csv =
        csvLine({QStringLiteral("entry"), QStringLiteral("time"), QStringLiteral("user"),
                 QStringLiteral("kind"), QStringLiteral("sentence"), QStringLiteral("register"),
                 QStringLiteral("record"), QStringLiteral("operation"), QStringLiteral("field"),
                 QStringLiteral("before"), QStringLiteral("after")});
    for (const ToldEntry &entry : entries) {
        const QStringList head{QString::number(entry.line.sequence),
                               entry.line.time.toUTC().toString(Qt::ISODate), entry.who,
                               entryKindKey(entry.line.kind), entry.line.sentence};
        if (entry.changes.empty())
            csv += csvLine(head + QStringList(6, QString()));
        for (const ChangeWords &change : entry.changes)
            csv += csvLine(head + QStringList{change.registerKey,
                                              now.describe(change.registerKey, change.record),
                                              change.operation, change.field, change.before,
                                              change.after});
    }
    return csv;
}

}
