// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"
#include "model/binder/figures.h"

namespace safeguard::binder {

namespace {

report::Table coverageTable(const Snapshot &snapshot, const std::vector<CoverageRow> &rows,
                            const QString &caption, const QString &what)
{
    report::Table table;
    table.caption = caption;
    table.emptyText = Words::tr("No data of Tier 1 or Tier 2 here.");
    table.columns = {{what},
                     {Words::tr("Tier")},
                     {Words::tr("Answer")},
                     {Words::tr("On record")},
                     {Words::tr("Citation")}};
    for (const CoverageRow &row : rows)
        table.rows.push_back({{{{fullRun(snapshot, row.registerKey, row.id)}},
                               {{}, tierBadge(row.tier)},
                               {{}, coverBadge(row.cover)},
                               {report::plain(row.how)},
                               {{citationRun(row.citation)}}},
                              {}});
    return table;
}

report::Table decryptTable(const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    report::Table table;
    table.caption = Words::tr("Where encrypted data become readable");
    table.emptyText = Words::tr("Nothing that is encrypted is known to be decrypted.");
    table.columns = {{Words::tr("System")}, {Words::tr("Flows that end there")}};
    std::map<AnyId, std::vector<report::Run>> bySystem;
    std::vector<Id<System>> order;
    for (const DecryptPoint &point : derived.encryption.decryptPoints) {
        if (!bySystem.contains(point.system))
            order.push_back(point.system);
        bySystem[point.system].push_back(titleRun(snapshot, point.flow));
    }
    const auto numberOf = [&](const Id<System> &id) {
        const System *system = snapshot.find(id);
        return system ? system->number : 0;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const auto &a, const auto &b) { return numberOf(a) < numberOf(b); });
    for (const Id<System> &system : order)
        table.rows.push_back(
            {{{{fullRun(snapshot, system)}}, {joined(bySystem[system], QStringLiteral("; "))}},
             {}});
    return table;
}

/// "Ingestion API → Telemetry stream → Clinical database", each linked.
report::Runs wayRuns(const Snapshot &snapshot, const EncryptionMap::Way &way)
{
    std::vector<report::Run> stops{titleRun(snapshot, way.join)};
    for (const auto &id : way.flows) {
        if (const Flow *flow = snapshot.find(id))
            stops.push_back(titleRun(snapshot, flow->target));
    }
    return joined(stops, QStringLiteral(" \u2192 "));
}

report::Table waysTable(const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    report::Table table;
    table.caption = Words::tr("From where ePHI come into being to where they rest");
    table.emptyText = Words::tr("No system that stores ePHI is reached from the boundary.");
    table.columns = {{Words::tr("Stored in")}, {Words::tr("Shortest way")}};
    for (const EncryptionMap::Way &way : derived.encryption.ways())
        table.rows.push_back({{{{titleRun(snapshot, way.store)}}, {wayRuns(snapshot, way)}}, {}});
    return table;
}

QString summary(const std::vector<CoverageRow> &rows)
{
    std::array<int, allCovers.size()> counts{};
    for (const CoverageRow &row : rows)
        ++counts.at(static_cast<size_t>(row.cover));
    QStringList parts;
    for (const Cover cover : allCovers)
        parts +=
            Words::tr("%1: %2").arg(coverName(cover)).arg(counts.at(static_cast<size_t>(cover)));
    return parts.join(QStringLiteral("; "));
}

}

void addEncryption(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    const EncryptionMap &map = derived.encryption;
    blocks.push_back(report::Heading{1, Words::tr("Encryption coverage")});
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("Each place where Tier 1 or Tier 2 data rest or move. Both specifications are "
                  "Addressable: what is not encrypted needs a documented decision. Unknown is not "
                  "the same as no."))});
    report::KeyValues counts;
    counts.rows = {{Words::tr("At rest"), report::plain(summary(map.atRest)), {}},
                   {Words::tr("In transit"), report::plain(summary(map.inTransit)), {}}};
    blocks.push_back(std::move(counts));
    blocks.push_back(report::Heading{2, Words::tr("At rest")});
    blocks.push_back(
        coverageTable(snapshot, map.atRest, Words::tr("Encryption at rest"), Words::tr("System")));
    blocks.push_back(report::Heading{2, Words::tr("In transit")});
    blocks.push_back(coverageTable(snapshot, map.inTransit, Words::tr("Encryption in transit"),
                                   Words::tr("Flow")));
    blocks.push_back(report::Heading{2, Words::tr("Decrypt points and ways")});
    blocks.push_back(decryptTable(derived));
    blocks.push_back(waysTable(derived));
    for (const Diagram *diagram : snapshot.inOrder<Diagram>()) {
        if (diagram->purpose != DiagramPurpose::System)
            continue;
        blocks.push_back(report::Heading{2, Words::tr("Map of %1").arg(diagram->name)});
        blocks.push_back(figureOf(derived, *diagram, DrawingLayer::Encryption,
                                  Words::tr("%1, encryption").arg(diagram->name)));
    }
}

}
