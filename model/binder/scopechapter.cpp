// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"
#include "model/binder/recordblocks.h"
#include "model/inventory/organization.h"
#include "model/inventory/project_info.h"

namespace safeguard::binder {

namespace {

report::Paragraph paragraph(const QString &text)
{
    return {report::plain(text)};
}

report::Paragraph cited(const QString &text, const QStringList &citations)
{
    report::Runs runs{{text + QStringLiteral(" (")}};
    for (const QString &citation : citations) {
        if (runs.size() > 1)
            runs.push_back({QStringLiteral(", ")});
        runs.push_back(citationRun(citation));
    }
    runs.push_back({QStringLiteral(")")});
    return {std::move(runs)};
}

void addRecordText(Blocks &blocks, const QString &text, const QString &ifEmpty)
{
    blocks.push_back(
        text.trimmed().isEmpty()
            ? report::Block(report::Note{report::Note::Kind::Warning, report::plain(ifEmpty)})
            : report::Block(paragraph(text)));
}

template <class T>
QString whyOut(const Derived &derived, const T &record)
{
    const Tier tier = derived.map.tierOf(idOf(record));
    if (tier == Tier::Two)
        return Words::tr("The organization excludes Tier 2: %1")
            .arg(derived.map.snapshot().template only<Organization>().tier2Reason);
    return textOf(whyTier(derived.map, idOf(record)));
}

template <class T>
report::Table::Row rowOf(const Snapshot &snapshot, const T &record, std::vector<report::Cell> rest)
{
    const QString key = QString::fromLatin1(T::registerKey);
    report::Table::Row row{
        {{{numberRun(snapshot, key, record.id)}}, {{titleRun(snapshot, idOf(record))}}}, {}};
    row.cells.insert(row.cells.end(), rest.begin(), rest.end());
    return row;
}

template <class T>
report::Cell standingCell(const Derived &derived, const T &record)
{
    return {{}, standingBadge(derived.map.standingOf(idOf(record)))};
}

template <class E>
report::Cell labelCell(E choice)
{
    return {report::plain(labelOf(choice))};
}

report::Table systemsInTable(const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    report::Table table;
    table.caption = Words::tr("Systems in scope");
    table.emptyText = Words::tr("No system is in scope.");
    table.columns = {{Words::tr("No.")},         {Words::tr("System")},      {Words::tr("Lane")},
                     {Words::tr("Environment")}, {Words::tr("Operated by")}, {Words::tr("Tier")}};
    for (const System *system : snapshot.inOrder<System>()) {
        if (derived.map.isInScope(idOf(*system)))
            table.rows.push_back(
                rowOf(snapshot, *system,
                      {labelCell(system->lane), labelCell(system->environment),
                       labelCell(system->operatedBy), standingCell(derived, *system)}));
    }
    return table;
}

/// What stays out, and why; \a about is the table's words.
template <class T>
report::Table outTable(const Derived &derived, report::Table about, const QString &title,
                       const IsOut &isOut)
{
    const Snapshot &snapshot = derived.map.snapshot();
    about.columns = {{Words::tr("No.")}, {title}, {Words::tr("Tier")}, {Words::tr("Why")}};
    for (const T *record : snapshot.inOrder<T>()) {
        const RecordRef self{QString::fromLatin1(T::registerKey), record->id};
        if (!derived.map.isInScope(idOf(*record)) && (!isOut || isOut(self)))
            about.rows.push_back(
                rowOf(snapshot, *record,
                      {standingCell(derived, *record), {report::plain(whyOut(derived, *record))}}));
    }
    return about;
}

report::Table systemsOutTable(const Derived &derived, const IsOut &isOut)
{
    report::Table table;
    table.caption = Words::tr("Systems out of scope");
    table.emptyText = Words::tr("No system is out of scope.");
    return outTable<System>(derived, std::move(table), Words::tr("System"), isOut);
}

report::Table flowsOutTable(const Derived &derived, const IsOut &isOut)
{
    report::Table table;
    table.caption = Words::tr("Flows out of scope");
    table.emptyText = Words::tr("Every flow is in scope.");
    return outTable<Flow>(derived, std::move(table), Words::tr("Flow"), isOut);
}

void addMethod(Blocks &blocks, const ProjectInfo &info)
{
    blocks.push_back(report::Heading{2, Words::tr("Method")});
    addRecordText(blocks, info.method,
                  Words::tr("Nobody has written yet how this inventory was made."));
    blocks.push_back(report::Heading{3, Words::tr("How tiers are derived")});
    blocks.push_back(cited(
        Words::tr("For every system the workbench works out which data elements can be present, "
                  "from what systems create and what flows carry, and in which state: raw, linked "
                  "to a patient, or de-identified with proof. Where health data or telemetry meet "
                  "anything that leads to a patient, they become linked, and they stay linked "
                  "wherever they go from there, also when the identifiers are left behind. The "
                  "tier of a system or flow is the strictest of what can be present in it."),
        {QStringLiteral("160.103"), QStringLiteral("164.514(a)")}));
    report::Table tiers;
    tiers.caption = Words::tr("Tiers");
    tiers.columns = {{Words::tr("Tier")}, {Words::tr("What can be present")}};
    const std::array meanings{
        Words::tr("Data that identify a patient, or health data and telemetry linked to one."),
        Words::tr("Health data or telemetry that become ePHI when someone links them."),
        Words::tr("Data de-identified by a proof that holds on the date of this binder."),
        Words::tr("Neither: nothing about a patient is known to be there.")};
    for (const Tier tier : {Tier::One, Tier::Two, Tier::Three, Tier::Four})
        tiers.rows.push_back(
            {{{{}, tierBadge(tier)}, {report::plain(meanings.at(static_cast<size_t>(tier)))}}, {}});
    blocks.push_back(std::move(tiers));
    blocks.push_back(report::Heading{3, Words::tr("How the rest follows")});
    blocks.push_back(report::List{
        {report::plain(Words::tr("A tier set by hand is shown beside the derived one and is never "
                                 "used in its place. An answer of \u201cunknown\u201d counts as "
                                 "the stricter one.")),
         report::plain(Words::tr("The ePHI creation boundary lists the systems in which raw data "
                                 "become linked, the flows that bring them raw, and the systems "
                                 "that create patient identity themselves.")),
         report::plain(Words::tr("Encryption coverage looks at each place where Tier 1 or Tier 2 "
                                 "data rest or move. Encryption is an Addressable specification: "
                                 "a gap calls for a decision, not for a verdict.")),
         report::plain(Words::tr("Findings are what the rules of the workbench noticed. They point "
                                 "at work to do and are no legal opinion. This binder is not a "
                                 "risk analysis; it is what one rests on."))},
        false});
    blocks.push_back(cited(Words::tr("Keep this binder as documentation for six years."),
                           {QStringLiteral("164.316(b)(1)"), QStringLiteral("164.316(b)(2)(i)")}));
}

}

void addOutOfScope(Blocks &blocks, const Derived &derived, const IsOut &isOut)
{
    blocks.push_back(systemsOutTable(derived, isOut));
    blocks.push_back(flowsOutTable(derived, isOut));
}

void addScope(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    const auto &info = snapshot.only<ProjectInfo>();
    blocks.push_back(report::Heading{1, Words::tr("Scope and method")});
    blocks.push_back(report::Heading{2, Words::tr("Scope")});
    addRecordText(blocks, info.scope,
                  Words::tr("Nobody has written yet what this project covers."));
    blocks.push_back(paragraph(
        snapshot.only<Organization>().excludesTier2
            ? Words::tr("In scope are systems and flows of Tier 1. The organization leaves Tier 2 "
                        "out: %1")
                  .arg(snapshot.only<Organization>().tier2Reason)
            : Words::tr("In scope are systems and flows of Tier 1 and Tier 2. What is of Tier 3 or "
                        "4 is out, and so are retired systems.")));
    blocks.push_back(systemsInTable(derived));
    blocks.push_back(paragraph(Words::tr("Why each of them has its tier stands with its record.")));
    addOutOfScope(blocks, derived);
    addMethod(blocks, info);
}

}
