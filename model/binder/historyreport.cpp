// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/historyreport.h"

#include "model/binder/words.h"
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

Sheet historySheet(const std::vector<ToldEntry> &entries, const Snapshot &now)
{
    Sheet sheet{.name = Words::tr("History")};
    for (const char *column : {"entry", "time", "user", "kind", "sentence", "register", "record",
                               "operation", "field", "before", "after"})
        sheet.columns += QString::fromLatin1(column);
    for (const ToldEntry &entry : entries) {
        const std::vector<SheetCell> head{entry.line.sequence, entry.line.time, entry.who,
                                          entryKindKey(entry.line.kind), entry.line.sentence};
        const auto add = [&](const QStringList &rest) {
            auto &row = sheet.rows.emplace_back(head);
            row.insert(row.end(), rest.begin(), rest.end());
        };
        if (entry.changes.empty())
            add(QStringList(6, QString()));
        for (const ChangeWords &change : entry.changes)
            add({change.registerKey, now.describe(change.registerKey, change.record),
                 change.operation, change.field, change.before, change.after});
    }
    return sheet;
}

QByteArray historyCsv(const std::vector<ToldEntry> &entries, const Snapshot &now)
{
    return toCsv(historySheet(entries, now));
}

}
