// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/samplediagrams.h"

#include "model/diagram/layout.h"
#include "model/diagramparts.h"
#include "model/flows/diagram.h"

namespace safeguard::sample {

namespace {

constexpr QSizeF nodeSize(176, 64);
constexpr double boundaryPadding = 24;
constexpr double boundaryTitle = 40;
constexpr double noteWidth = 320;
constexpr double noteGap = 48; ///< below the drawing

/// The boundaries in which systems lie, with those around them.
void addBoundaries(diagram::Graph &graph, const Snapshot &snapshot)
{
    IdSet<TrustBoundary> used;
    for (const diagram::Node &node : graph.nodes) {
        const TrustBoundary *at = snapshot.find(Id<TrustBoundary>(node.container));
        for (; at; at = snapshot.find(at->parent))
            used.insert(idOf(*at));
    }
    for (const TrustBoundary *boundary : snapshot.inOrder<TrustBoundary>()) {
        if (used.contains(idOf(*boundary)))
            graph.containers.push_back({boundary->id, boundary->name, {}, boundary->parent});
    }
}

diagram::Graph graphOf(const Snapshot &snapshot, const IdSet<System> &systems, bool showsLanes)
{
    diagram::Graph graph;
    if (showsLanes) {
        for (const Choice &lane : choices(Lane()))
            graph.lanes.push_back({lane.label});
    }
    for (const System *system : snapshot.inOrder<System>()) {
        if (!systems.contains(idOf(*system)))
            continue;
        diagram::Node node{system->id, system->name, {}, QRectF(QPointF(), nodeSize)};
        node.lane = showsLanes ? static_cast<int>(system->lane) : -1;
        node.container = system->boundary;
        graph.nodes.push_back(std::move(node));
    }
    addBoundaries(graph, snapshot);
    for (const Flow *flow : snapshot.inOrder<Flow>()) {
        if (systems.contains(flow->source) && systems.contains(flow->target))
            graph.edges.push_back({flow->id, flow->source, flow->target, flow->name});
    }
    return graph;
}

/// The systems of a diagram, and where they stand if the table says so.
struct Places
{
    IdSet<System> systems;
    std::map<AnyId, QPointF> corners;
};

Result<Places> placesOf(const Edit &edit, const QString &diagram, const Day &day)
{
    const auto table = readTable(QStringLiteral("diagram-systems"), day);
    SG_TRY(table);
    Places places;
    for (const QStringList &row : table->rows) {
        if (row.value(0) != diagram)
            continue;
        const Id<System> id(idFor(edit, edit.registers().of<System>(), row.value(1)));
        places.systems.insert(id);
        if (row.size() > 3)
            places.corners[id] = QPointF(row[2].toDouble(), row[3].toDouble());
    }
    return places;
}

/// Around what lies in the boundary, with room for its title.
QRectF rectAround(const diagram::Graph &graph, const std::vector<QRectF> &nodes, const AnyId &id)
{
    QRectF rect;
    for (size_t i = 0; i < nodes.size(); ++i) {
        if (graph.nodes[i].container == id)
            rect |= nodes[i];
    }
    for (const diagram::Container &inner : graph.containers) {
        if (inner.parent == id)
            rect |= rectAround(graph, nodes, inner.id);
    }
    return rect.adjusted(-boundaryPadding, -boundaryTitle, boundaryPadding, boundaryPadding);
}

/// As the table says; where it is silent, as the layout finds it.
diagram::Arrangement arrangementOf(const diagram::Graph &graph, const Places &places)
{
    if (places.corners.size() < graph.nodes.size())
        return diagram::arrange(graph);
    diagram::Arrangement arrangement;
    for (const diagram::Node &node : graph.nodes)
        arrangement.nodes.push_back(QRectF(places.corners.at(node.id), nodeSize));
    for (const diagram::Container &container : graph.containers)
        arrangement.containers.push_back(rectAround(graph, arrangement.nodes, container.id));
    return arrangement;
}

Status putNote(Edit &edit, const QString &diagram, const QRectF &drawing, const Day &day)
{
    const auto table = readTable(QStringLiteral("diagram-notes"), day);
    SG_TRY(table);
    for (const QStringList &row : table->rows) {
        if (row.value(0) == diagram)
            SG_TRY(enter(edit, QStringLiteral("diagram-notes"), {table->header, {row}}));
    }
    edit.change(Id<DiagramNote>(idFor(edit, edit.registers().of<DiagramNote>(), diagram)),
                [&](DiagramNote &note) {
                    note.x = drawing.left();
                    note.y = drawing.bottom() + noteGap;
                    note.width = noteWidth;
                });
    return {};
}

}

Status arrangeDiagram(Edit &edit, const QString &name, const Day &day)
{
    const Id<Diagram> id(idFor(edit, edit.registers().of<Diagram>(), name));
    const auto places = placesOf(edit, name, day);
    SG_TRY(places);
    const diagram::Graph graph =
        graphOf(edit.now(), places->systems, edit.find(id) && edit.find(id)->showsLanes);
    const diagram::Arrangement arrangement = arrangementOf(graph, *places);
    QRectF drawing;
    for (size_t i = 0; i < graph.nodes.size(); ++i) {
        putPlacement(edit, id, graph.nodes[i].id, arrangement.nodes[i]);
        drawing |= arrangement.nodes[i];
    }
    for (size_t i = 0; i < graph.containers.size(); ++i) {
        putShape(edit, id, graph.containers[i].id, arrangement.containers[i]);
        drawing |= arrangement.containers[i];
    }
    return putNote(edit, name, drawing, day);
}

}
