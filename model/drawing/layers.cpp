// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/drawing/layers.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

using diagram::ColorRole;
using diagram::Glyph;
using diagram::LegendEntry;

QString tr(const char *text)
{
    return QCoreApplication::translate("Drawing", text);
}

QString joined(const QStringList &parts)
{
    return parts.join(QStringLiteral(", "));
}

QString namesOf(const Snapshot &snapshot, const IdSet<DataElement> &elements)
{
    QStringList names;
    for (const auto &id : elements) {
        if (const DataElement *element = snapshot.find(id))
            names += element->name;
    }
    return joined(names);
}

Glyph glyphOf(Cover cover)
{
    return cover == Cover::Covered    ? Glyph::Lock
           : cover == Cover::Enclosed ? Glyph::None
           : cover == Cover::Unknown  ? Glyph::Question
                                      : Glyph::Warning;
}

ColorRole roleOf(Cover cover)
{
    return isProtected(cover)    ? ColorRole::Good
           : cover == Cover::Gap ? ColorRole::Danger
                                 : ColorRole::Caution;
}

bool isSensitive(int tier)
{
    return tier == 1 || tier == 2;
}

/// One way to paint: derived classes look at each system and flow once.
class Painter
{
public:
    Painter(const Snapshot &snapshot, const DerivedMaps &derived)
        : m_snapshot(snapshot)
        , m_derived(derived)
    {}
    virtual ~Painter() = default;
    virtual void paint(diagram::Node &node, const System &system) = 0;
    virtual void paint(diagram::Edge &edge, const Flow &flow) = 0;
    virtual std::vector<LegendEntry> legend(const diagram::Graph &graph) = 0;

protected:
    /// 0 where it is not known, or not known yet.
    template <class T>
    int tierOf(const T &record) const
    {
        const bool known = m_derived.map && m_derived.map->snapshot().find(idOf(record)) &&
                           m_derived.map->standingOf(idOf(record)) != Standing::NotClassified;
        return known ? static_cast<int>(m_derived.map->tierOf(idOf(record))) + 1 : 0;
    }
    const Snapshot &m_snapshot;
    const DerivedMaps &m_derived;
};

class TierPainter final : public Painter
{
public:
    TierPainter(const Snapshot &snapshot, const DerivedMaps &derived)
        : Painter(snapshot, derived)
    {
        if (derived.map) {
            for (const Join &join : derived.map->joins())
                m_joins.insert(join.system, &join);
        }
        if (derived.encryption) {
            for (const CoverageRow &row : derived.encryption->atRest)
                m_atRest.insert(row.id, row.cover);
        }
    }
    void paint(diagram::Node &node, const System &system) override
    {
        node.tier = tierOf(system);
        node.warning = m_atRest.value(system.id, Cover::Covered) == Cover::Gap;
        if (const Join *join = m_joins.value(system.id); join && !join->linking.empty()) {
            const auto *element = m_snapshot.find(join->linking.front().element);
            node.subtitle = tr("Joins %1").arg(element ? element->name : QString());
        } else if (!system.creates.isEmpty()) {
            node.subtitle = namesOf(m_snapshot, system.creates);
        } else {
            node.subtitle = labelOf(system.kind);
        }
    }
    void paint(diagram::Edge &edge, const Flow &flow) override
    {
        edge.tier = tierOf(flow);
        const Cover cover = m_derived.map ? coverInTransit(*m_derived.map, flow) : Cover::Unknown;
        if (cover == Cover::Covered || isSensitive(edge.tier))
            edge.glyph = glyphOf(cover);
        edge.dashed = edge.glyph == Glyph::Warning || edge.glyph == Glyph::Question;
    }
    std::vector<LegendEntry> legend(const diagram::Graph &graph) override
    {
        return diagram::legendFor(graph);
    }

private:
    QHash<AnyId, const Join *> m_joins;
    QHash<AnyId, Cover> m_atRest;
};

class EncryptionPainter final : public Painter
{
public:
    EncryptionPainter(const Snapshot &snapshot, const DerivedMaps &derived)
        : Painter(snapshot, derived)
    {
        if (!derived.encryption)
            return;
        for (const CoverageRow &row : derived.encryption->atRest)
            m_rows.insert(row.id, &row);
        for (const CoverageRow &row : derived.encryption->inTransit)
            m_rows.insert(row.id, &row);
        for (const DecryptPoint &point : derived.encryption->decryptPoints)
            m_readable.insert(point.system, true);
    }
    void paint(diagram::Node &node, const System &system) override
    {
        node.outline = ColorRole::Neutral;
        const bool readable = m_readable.value(system.id);
        node.subtitle = readable ? tr("Decrypts, keeps nothing") : tr("Keeps no ePHI");
        if (const CoverageRow *row = m_rows.value(system.id)) {
            node.outline = note(row->cover);
            node.dashed = !isProtected(row->cover);
            node.warning = row->cover == Cover::Gap;
            node.subtitle = atRest(*row);
        } else {
            m_anyNeutral = true;
        }
    }
    void paint(diagram::Edge &edge, const Flow &flow) override
    {
        edge.role = ColorRole::Neutral;
        edge.label = labelOf(flow.protection);
        if (flow.payloadEncryption == PayloadEncryption::EndToEnd)
            edge.label = tr("End to end");
        if (const CoverageRow *row = m_rows.value(flow.id)) {
            edge.role = note(row->cover);
            edge.glyph = glyphOf(row->cover);
            edge.dashed = !isProtected(row->cover);
        } else {
            m_anyNeutral = true;
        }
    }
    std::vector<LegendEntry> legend(const diagram::Graph &) override
    {
        std::vector<LegendEntry> entries;
        for (const Cover cover : allCovers) {
            if (m_seen.contains(cover))
                entries.push_back(
                    {coverName(cover), roleOf(cover), true, !isProtected(cover), glyphOf(cover)});
        }
        if (m_anyNeutral)
            entries.push_back({tr("No Tier 1 or 2 data kept or sent"), ColorRole::Neutral});
        return entries;
    }

private:
    ColorRole note(Cover cover)
    {
        m_seen.insert(cover, true);
        return roleOf(cover);
    }
    static QString atRest(const CoverageRow &row)
    {
        switch (row.cover) {
        case Cover::Gap:
            return tr("At rest: not encrypted");
        case Cover::Unknown:
            return tr("At rest: unknown");
        default:
            return tr("At rest: %1").arg(row.how);
        }
    }
    QHash<AnyId, const CoverageRow *> m_rows;
    QHash<AnyId, bool> m_readable;
    QMap<Cover, bool> m_seen;
    bool m_anyNeutral = false;
};

/// Systems fall into named categories; flows stay neutral.
class CategoryPainter : public Painter
{
public:
    using Painter::Painter;
    void paint(diagram::Node &node, const System &system) override
    {
        const auto [name, role] = categoryOf(system);
        node.outline = role;
        node.subtitle = name;
        m_seen.insert({static_cast<int>(role), name}, role);
    }
    void paint(diagram::Edge &edge, const Flow &) override { edge.role = ColorRole::Neutral; }
    std::vector<LegendEntry> legend(const diagram::Graph &) override
    {
        std::vector<LegendEntry> entries;
        for (auto it = m_seen.cbegin(); it != m_seen.cend(); ++it)
            entries.push_back({it.key().second, it.value()});
        return entries;
    }

protected:
    struct Category
    {
        QString name;
        ColorRole role;
    };
    virtual Category categoryOf(const System &system) = 0;

private:
    QMap<std::pair<int, QString>, ColorRole> m_seen;
};

class OperatorPainter final : public CategoryPainter
{
public:
    using CategoryPainter::CategoryPainter;

protected:
    Category categoryOf(const System &system) override
    {
        if (system.operatedBy == Operator::We)
            return {tr("Operated by us"), ColorRole::Category1};
        if (system.operatedBy == Operator::Customer)
            return {labelOf(system.operatedBy), ColorRole::Category2};
        const Company *vendor = m_snapshot.find(system.vendor);
        if (!vendor)
            return {tr("Vendor not named"), ColorRole::Danger};
        if (!m_vendors.contains(vendor->id)) {
            constexpr std::array roles{ColorRole::Category3, ColorRole::Category4,
                                       ColorRole::Category5, ColorRole::Category6};
            m_vendors.insert(vendor->id, roles.at(static_cast<size_t>(m_vendors.size()) % 4));
        }
        return {vendor->name, m_vendors.value(vendor->id)};
    }

private:
    QHash<AnyId, ColorRole> m_vendors;
};

class EnvironmentPainter final : public CategoryPainter
{
public:
    using CategoryPainter::CategoryPainter;

protected:
    Category categoryOf(const System &system) override
    {
        constexpr std::array roles{ColorRole::Category1, ColorRole::Category4, ColorRole::Category3,
                                   ColorRole::Category5, ColorRole::Category2};
        return {labelOf(system.environment), roles.at(static_cast<size_t>(system.environment))};
    }
};

std::unique_ptr<Painter> painterOf(DrawingLayer layer, const Snapshot &snapshot,
                                   const DerivedMaps &derived)
{
    switch (layer) {
    case DrawingLayer::DataTier:
        break;
    case DrawingLayer::Encryption:
        return std::make_unique<EncryptionPainter>(snapshot, derived);
    case DrawingLayer::Operator:
        return std::make_unique<OperatorPainter>(snapshot, derived);
    case DrawingLayer::Environment:
        return std::make_unique<EnvironmentPainter>(snapshot, derived);
    }
    return std::make_unique<TierPainter>(snapshot, derived);
}

constexpr std::array layerKeys{u"tier", u"encryption", u"operator", u"environment"};

}

QString layerKey(DrawingLayer layer)
{
    return QString::fromUtf16(layerKeys.at(static_cast<size_t>(layer)));
}

QString layerName(DrawingLayer layer)
{
    switch (layer) {
    case DrawingLayer::DataTier:
        return tr("Data tier");
    case DrawingLayer::Encryption:
        return tr("Encryption coverage");
    case DrawingLayer::Operator:
        return tr("Operator and vendor");
    case DrawingLayer::Environment:
        return tr("Environment");
    }
    return {};
}

std::optional<DrawingLayer> layerFrom(QStringView key)
{
    for (const DrawingLayer layer : allLayers) {
        if (key == layerKey(layer))
            return layer;
    }
    return std::nullopt;
}

std::vector<LegendEntry> paintLayer(diagram::Graph &graph, DrawingLayer layer,
                                    const Snapshot &snapshot, const DerivedMaps &derived)
{
    const auto painter = painterOf(layer, snapshot, derived);
    for (diagram::Node &node : graph.nodes) {
        if (const System *system = snapshot.find(Id<System>(node.id))) {
            painter->paint(node, *system);
            node.dashed = node.dashed || system->status != SystemStatus::InUse;
        }
    }
    for (diagram::Edge &edge : graph.edges) {
        if (const Flow *flow = snapshot.find(Id<Flow>(edge.id)))
            painter->paint(edge, *flow);
    }
    std::vector<LegendEntry> legend = painter->legend(graph);
    if (layer != DrawingLayer::DataTier && !graph.containers.empty())
        legend.push_back({tr("Trust boundary"), ColorRole::Boundary, false, true});
    return legend;
}

}
