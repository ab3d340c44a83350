// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"

namespace safeguard::binder {

namespace {

/// Which elements come how, and in which state.
report::Table pathsTable(const DataMap &map, const Join &join)
{
    const Snapshot &snapshot = map.snapshot();
    report::Table table;
    table.caption = Words::tr("What meets in %1")
                        .arg(snapshot.title(QString::fromLatin1(System::registerKey), join.system));
    table.columns = {{Words::tr("Data element")}, {Words::tr("Part")}, {Words::tr("Way")}};
    for (const auto *paths : {&join.raw, &join.linking}) {
        const QString part =
            paths == &join.raw ? Words::tr("becomes ePHI") : Words::tr("links to a patient");
        for (const DataPath &path : *paths)
            table.rows.push_back({{{{titleRun(snapshot, path.element)}},
                                   {report::plain(part)},
                                   {report::plain(path.flows.empty() ? Words::tr("created here")
                                                                     : pathText(map, path))}},
                                  {}});
    }
    return table;
}

void addJoin(Blocks &blocks, const DataMap &map, const Join &join)
{
    const Snapshot &snapshot = map.snapshot();
    blocks.push_back(report::Heading{
        2, snapshot.describe(QString::fromLatin1(System::registerKey), join.system)});
    const Why why = whyJoin(map, join);
    if (!why.empty())
        blocks.push_back(report::Paragraph{report::plain(why.front().text), {}, true});
    std::vector<report::Run> flows;
    for (const auto &id : join.cut)
        flows.push_back(fullRun(snapshot, id));
    report::KeyValues facts;
    facts.rows.push_back({Words::tr("System"), {fullRun(snapshot, join.system)}, {}});
    facts.rows.push_back(
        {Words::tr("Flows that bring it raw"), joined(flows, QStringLiteral("; ")), {}});
    blocks.push_back(std::move(facts));
    blocks.push_back(pathsTable(map, join));
}

report::Table originsTable(const DataMap &map)
{
    const Snapshot &snapshot = map.snapshot();
    report::Table table;
    table.caption = Words::tr("Origins");
    table.emptyText = Words::tr("No system creates data that identify a patient.");
    table.columns = {{Words::tr("System")}, {Words::tr("Creates")}, {Words::tr("Why")}};
    for (const Origin &origin : map.origins())
        table.rows.push_back(
            {{{{titleRun(snapshot, origin.system)}},
              {titleRuns(snapshot, QString::fromLatin1(DataElement::registerKey), origin.elements)},
              {report::plain(textOf(whyOrigin(map, origin)))}},
             {}});
    return table;
}

}

void addCreationBoundary(Blocks &blocks, const Derived &derived)
{
    const DataMap &map = derived.map;
    blocks.push_back(report::Heading{1, Words::tr("ePHI creation boundary")});
    blocks.push_back(report::Paragraph{
        {{Words::tr("Data become ePHI where they can be linked to a patient. Here are the systems "
                    "in which that happens, what meets there and on which way it comes (")},
         citationRun(QStringLiteral("160.103")),
         {Words::tr(").")}}});
    if (map.joins().empty())
        blocks.push_back(report::Paragraph{report::plain(
            Words::tr("Raw health data or telemetry meet a patient\u2019s identity nowhere in this "
                      "inventory."))});
    for (const Join &join : map.joins())
        addJoin(blocks, map, join);
    blocks.push_back(report::Heading{2, Words::tr("Systems that create patient identity")});
    blocks.push_back(originsTable(map));
}

}
