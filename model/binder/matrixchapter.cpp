// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"

#include <set>

namespace safeguard::binder {

namespace {

constexpr size_t mostColumns = 6;
constexpr double elementWeight = 1.6; ///< of the first column against a system's

/// What one system does with data elements.
struct Use
{
    const System *system;
    std::map<AnyId, Tier> tiers;
    IdSet<DataElement> received;
    IdSet<DataElement> sent;

    /// "C S", empty when it has nothing to do with the element.
    QString letters(const Id<DataElement> &element) const
    {
        QStringList all;
        if (system->creates.contains(element))
            all += Words::tr("C", "creates");
        if (system->stores.contains(element))
            all += Words::tr("S", "stores");
        if (received.contains(element))
            all += Words::tr("R", "receives");
        if (sent.contains(element))
            all += Words::tr("T", "transmits");
        return all.join(QLatin1Char(' '));
    }
};

Use useOf(const DataMap &map, const System &system)
{
    Use use{&system, {}, map.receivedBy(idOf(system)), map.sentBy(idOf(system))};
    for (const Presence &presence : map.heldBy(idOf(system))) {
        const auto [at, isNew] = use.tiers.emplace(presence.element, presence.tier);
        if (!isNew)
            at->second = strictest(at->second, presence.tier);
    }
    return use;
}

report::Cell cellOf(const Use &use, const DataElement &element)
{
    const QString letters = use.letters(idOf(element));
    if (letters.isEmpty())
        return {};
    report::Badge badge{report::BadgeTone::Neutral, {}, letters};
    if (const auto tier = use.tiers.find(element.id); tier != use.tiers.end()) {
        badge = tierBadge(tier->second);
        badge.word = letters;
    }
    return {{}, badge};
}

/// The name, and the letter of the identifier that it is.
report::Runs nameRuns(const Snapshot &snapshot, const DataElement &element)
{
    report::Runs runs{titleRun(snapshot, idOf(element))};
    if (element.identifier)
        runs.push_back(
            {QStringLiteral(" (%1)").arg(letterOf(*element.identifier)), report::RunStyle::Muted});
    return runs;
}

report::Table tableOf(const Snapshot &snapshot, const std::vector<Use> &uses,
                      const std::vector<const DataElement *> &elements, const QString &caption)
{
    report::Table table;
    table.caption = caption;
    table.columns = {{Words::tr("Data element"), report::Table::Align::Left, elementWeight}};
    for (const Use &use : uses)
        table.columns.push_back({use.system->name, report::Table::Align::Left, 1});
    for (const DataElement *element : elements) {
        if (std::none_of(uses.begin(), uses.end(),
                         [&](const Use &use) { return !use.letters(idOf(*element)).isEmpty(); }))
            continue;
        report::Table::Row row{{{nameRuns(snapshot, *element)}}, {}};
        for (const Use &use : uses)
            row.cells.push_back(cellOf(use, *element));
        table.rows.push_back(std::move(row));
    }
    table.emptyText = Words::tr("These systems name no data element.");
    return table;
}

/// One lane's systems, in tables of about equally many.
void addLane(Blocks &blocks, const DataMap &map, Lane lane,
             const std::vector<const System *> &systems,
             const std::vector<const DataElement *> &elements)
{
    const QString label = labelOf(lane);
    const size_t tables = (systems.size() + mostColumns - 1) / mostColumns;
    for (size_t table = 0; table < tables; ++table) {
        std::vector<Use> uses;
        for (size_t i = systems.size() * table / tables; i < systems.size() * (table + 1) / tables;
             ++i)
            uses.push_back(useOf(map, *systems[i]));
        const QString caption =
            tables == 1 ? Words::tr("Lane %1").arg(label)
                        : Words::tr("Lane %1, part %2 of %3").arg(label).arg(table + 1).arg(tables);
        blocks.push_back(tableOf(map.snapshot(), uses, elements, caption));
    }
}

/// What is on the list but nowhere in the product.
void addUnused(Blocks &blocks, const Snapshot &snapshot,
               const std::vector<const DataElement *> &elements)
{
    std::set<AnyId> used;
    for (const System &system : snapshot.rows<System>()) {
        for (const auto *ids : {&system.creates, &system.stores})
            used.insert(ids->begin(), ids->end());
    }
    for (const Flow &flow : snapshot.rows<Flow>())
        used.insert(flow.elements.begin(), flow.elements.end());
    std::vector<AnyId> unused;
    for (const DataElement *element : elements) {
        if (!used.contains(element->id))
            unused.push_back(element->id);
    }
    if (unused.empty())
        return;
    report::Runs runs{{Words::tr("No system names: ")}};
    const report::Runs names =
        titleRuns(snapshot, QString::fromLatin1(DataElement::registerKey), unused);
    runs.insert(runs.end(), names.begin(), names.end());
    blocks.push_back(report::Note{report::Note::Kind::Warning, std::move(runs)});
}

}

void addMatrix(Blocks &blocks, const Derived &derived)
{
    const DataMap &map = derived.map;
    const Snapshot &snapshot = map.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("Classification matrix")});
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("Which system does what with which data element: C creates, S stores, R "
                  "receives, T transmits. The digit is the element\u2019s tier in that system; "
                  "without a digit nothing is known to bring it there. Retired systems receive "
                  "and transmit nothing."))});
    blocks.push_back(report::Paragraph{
        {{Words::tr("A letter in brackets after a data element says which of the 18 identifiers "
                    "it is, as the rule lists them (")},
         citationRun(QStringLiteral("164.514(b)")),
         {Words::tr(").")}}});
    const auto elements = snapshot.inOrder<DataElement>();
    addUnused(blocks, snapshot, elements);
    const auto systems = snapshot.inOrder<System>();
    if (systems.empty())
        blocks.push_back(report::Paragraph{report::plain(Words::tr("No systems entered."))});
    for (size_t lane = 0; lane < choices(Lane()).size(); ++lane) {
        std::vector<const System *> ofLane;
        for (const System *system : systems) {
            if (system->lane == static_cast<Lane>(lane))
                ofLane.push_back(system);
        }
        addLane(blocks, map, static_cast<Lane>(lane), ofLane, elements);
    }
}

}
