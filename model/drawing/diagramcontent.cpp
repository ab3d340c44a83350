// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/drawing/diagramcontent.h"

namespace safeguard {

namespace {

/// From a boundary outwards; ends where a damaged file leads in a circle.
std::vector<Id<TrustBoundary>> chainOf(const Snapshot &snapshot, Id<TrustBoundary> at)
{
    std::vector<Id<TrustBoundary>> chain;
    while (const TrustBoundary *boundary = snapshot.find(at)) {
        if (std::find(chain.begin(), chain.end(), at) != chain.end())
            break;
        chain.push_back(at);
        at = boundary->parent;
    }
    return chain;
}

template <class T>
void sortByNumber(std::vector<std::pair<int, T>> &found)
{
    std::stable_sort(found.begin(), found.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
}

template <class T>
std::vector<T> inOrder(std::vector<std::pair<int, T>> found)
{
    sortByNumber(found);
    std::vector<T> result;
    result.reserve(found.size());
    for (auto &[number, value] : found)
        result.push_back(std::move(value));
    return result;
}

class Builder
{
public:
    Builder(const Snapshot &snapshot, const Id<Diagram> &diagram)
        : m_snapshot(snapshot)
        , m_diagram(diagram)
    {}

    diagram::Graph build()
    {
        diagram::Graph graph;
        graph.containers = containers();
        graph.nodes = nodes();
        graph.edges = edges();
        const Diagram *record = m_snapshot.find(m_diagram);
        if (record && record->showsLanes)
            graph.lanes = lanesAround(graph);
        return graph;
    }

private:
    std::vector<diagram::Container> containers()
    {
        std::vector<std::pair<int, diagram::Container>> found;
        for (const BoundaryShape &shape : m_snapshot.rows<BoundaryShape>()) {
            const TrustBoundary *boundary = m_snapshot.find(shape.boundary);
            if (shape.diagram != m_diagram || !boundary || m_shown.contains(boundary->id))
                continue;
            m_shown.insert(boundary->id, true);
            found.push_back({boundary->number,
                             {boundary->id, boundary->name,
                              QRectF(shape.x, shape.y, shape.width, shape.height)}});
        }
        std::vector<diagram::Container> result = inOrder(std::move(found));
        for (diagram::Container &container : result)
            container.parent =
                shownAround(m_snapshot.find(Id<TrustBoundary>(container.id))->parent);
        return result;
    }
    /// The innermost boundary outwards from this one that has a shape here.
    AnyId shownAround(const Id<TrustBoundary> &id) const
    {
        for (const Id<TrustBoundary> &at : chainOf(m_snapshot, id)) {
            if (m_shown.contains(at))
                return at;
        }
        return {};
    }
    std::vector<diagram::Node> nodes()
    {
        std::vector<std::pair<int, diagram::Node>> found;
        for (const Placement &placement : m_snapshot.rows<Placement>()) {
            const System *system =
                placement.diagram == m_diagram ? m_snapshot.find(placement.system) : nullptr;
            if (!system || m_placed.contains(system->id))
                continue;
            m_placed.insert(system->id, true);
            diagram::Node node;
            node.id = system->id;
            node.title = system->name;
            node.rect = QRectF(placement.x, placement.y, placement.width, placement.height);
            node.pinned = placement.isPinned;
            node.lane = static_cast<int>(system->lane);
            node.container = shownAround(system->boundary);
            found.push_back({system->number, std::move(node)});
        }
        return inOrder(std::move(found));
    }
    std::vector<diagram::Edge> edges()
    {
        QHash<AnyId, const Route *> routes;
        for (const Route &route : m_snapshot.rows<Route>()) {
            if (route.diagram == m_diagram)
                routes.insert(route.flow, &route);
        }
        const RegisterType &type = m_snapshot.registers().of<Flow>();
        std::vector<std::pair<int, diagram::Edge>> found;
        for (const Flow &flow : m_snapshot.rows<Flow>()) {
            const Route *route = routes.value(flow.id);
            if (!m_placed.contains(flow.source) || !m_placed.contains(flow.target) ||
                (route && route->isHidden))
                continue;
            diagram::Edge edge{flow.id, flow.source, flow.target};
            edge.label = type.citeNumber(flow) + QLatin1Char(' ') +
                         (flow.protocol.isEmpty() ? flow.name : flow.protocol);
            if (route)
                edge.bends = route->bends;
            found.push_back({flow.number, std::move(edge)});
        }
        return inOrder(std::move(found));
    }

    const Snapshot &m_snapshot;
    Id<Diagram> m_diagram;
    QHash<AnyId, bool> m_shown;  ///< boundaries
    QHash<AnyId, bool> m_placed; ///< systems
};

std::vector<PlacedNote> notesOf(const Snapshot &snapshot, const Id<Diagram> &diagram)
{
    std::vector<PlacedNote> notes;
    for (const DiagramNote &note : snapshot.rows<DiagramNote>()) {
        if (note.diagram == diagram)
            notes.push_back({note.id, note.text, QPointF(note.x, note.y), note.width});
    }
    return notes;
}

void addCreationBoundary(const DataMap &map, DiagramContent &content)
{
    QHash<AnyId, bool> shown;
    for (const diagram::Node &node : content.graph.nodes)
        shown.insert(node.id, true);
    for (const diagram::Edge &edge : content.graph.edges)
        shown.insert(edge.id, true);
    for (const Join &join : map.joins()) {
        if (!shown.contains(join.system))
            continue;
        content.joins.push_back(join.system);
        std::copy_if(join.cut.begin(), join.cut.end(), std::back_inserter(content.cuts),
                     [&](const AnyId &flow) { return shown.contains(flow); });
    }
}

}

DiagramContent contentOf(const Snapshot &snapshot, const Id<Diagram> &diagram, DrawingLayer layer,
                         const DerivedMaps &derived)
{
    DiagramContent content;
    content.graph = Builder(snapshot, diagram).build();
    content.notes = notesOf(snapshot, diagram);
    content.legend = paintLayer(content.graph, layer, snapshot, derived);
    if (layer == DrawingLayer::DataTier && derived.map)
        addCreationBoundary(*derived.map, content);
    return content;
}

std::vector<diagram::Lane> lanesAround(const diagram::Graph &graph)
{
    constexpr double padding = 24;
    const ChoiceList &names = choices(Lane());
    std::vector<diagram::Lane> lanes;
    for (const Choice &name : names)
        lanes.push_back({name.label});
    struct Extent
    {
        double left = 0, right = 0;
        bool isUsed = false;
    };
    std::vector<Extent> extents(lanes.size());
    double start = 0, end = 0;
    bool isFirst = true;
    const auto include = [&](const QRectF &rect) {
        start = isFirst ? rect.left() : std::min(start, rect.left());
        end = isFirst ? rect.right() : std::max(end, rect.right());
        isFirst = false;
    };
    for (const diagram::Node &node : graph.nodes) {
        Extent &extent = extents.at(static_cast<size_t>(node.lane));
        extent.left = extent.isUsed ? std::min(extent.left, node.rect.left()) : node.rect.left();
        extent.right =
            extent.isUsed ? std::max(extent.right, node.rect.right()) : node.rect.right();
        extent.isUsed = true;
        include(node.rect);
    }
    for (const diagram::Container &container : graph.containers)
        include(container.rect);
    Extent *before = nullptr;
    size_t last = 0;
    double left = start - padding;
    for (size_t i = 0; i < lanes.size(); ++i) {
        if (!extents[i].isUsed)
            continue;
        if (before && extents[i].left < before->right) {
            for (diagram::Lane &lane : lanes)
                lane.width = 0;
            return lanes;
        }
        if (before) {
            const double border = std::round((before->right + extents[i].left) / 2);
            lanes[last].width = border - left;
            left = border;
        }
        lanes[i].left = left;
        before = &extents[i];
        last = i;
    }
    if (before)
        lanes[last].width = end + padding - left;
    return lanes;
}

FlowCrossing crossingOf(const Snapshot &snapshot, const Flow &flow)
{
    const System *source = snapshot.find(flow.source);
    const System *target = snapshot.find(flow.target);
    if (!source || !target)
        return {};
    const auto from = chainOf(snapshot, source->boundary);
    auto to = chainOf(snapshot, target->boundary);
    const auto isIn = [](const auto &chain, const AnyId &id) {
        return std::find(chain.begin(), chain.end(), id) != chain.end();
    };
    FlowCrossing crossing;
    std::copy_if(from.begin(), from.end(), std::back_inserter(crossing.left),
                 [&](const AnyId &id) { return !isIn(to, id); });
    std::copy_if(to.rbegin(), to.rend(), std::back_inserter(crossing.entered),
                 [&](const AnyId &id) { return !isIn(from, id); });
    return crossing;
}

}
