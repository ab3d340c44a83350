// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/diagrameditor.h"

#include "model/diagram/editing.h"
#include "model/diagram/layout.h"
#include "model/diagramparts.h"
#include "model/drawing/notes.h"
#include "model/project/newrecord.h"
#include "views/flows/freespot.h"

#include <QFutureWatcher>

namespace safeguard {

namespace {

constexpr double shapePadding = 24;
constexpr double shapeTitle = 40;

template <class T>
QString keyOf()
{
    return QString::fromLatin1(T::registerKey);
}

const Placement *placementOf(const Snapshot &snapshot, const Id<Diagram> &diagram,
                             const AnyId &system)
{
    for (const Placement &placement : snapshot.rows<Placement>()) {
        if (placement.diagram == diagram && placement.system == system)
            return snapshot.find(idOf(placement));
    }
    return nullptr;
}

/// Parts of one diagram by what they show.
template <class T, class Of>
QHash<AnyId, Id<T>> partsOf(const Snapshot &snapshot, const Id<Diagram> &diagram, Of of)
{
    QHash<AnyId, Id<T>> parts;
    for (const T &part : snapshot.rows<T>()) {
        if (part.diagram == diagram)
            parts.insert(part.*of, idOf(part));
    }
    return parts;
}

std::vector<QRectF> takenIn(const DiagramContent &content)
{
    const diagram::TextMetrics metrics(diagram::Theme::light());
    std::vector<QRectF> taken;
    for (const diagram::Node &node : content.graph.nodes)
        taken.push_back(node.rect);
    for (const PlacedNote &note : content.notes)
        taken.push_back(rectOf(note, metrics));
    return taken;
}

int containerIndex(const diagram::Graph &graph, const AnyId &id)
{
    for (size_t i = 0; i < graph.containers.size(); ++i) {
        if (graph.containers[i].id == id)
            return static_cast<int>(i);
    }
    return -1;
}

AnyId containerId(const diagram::Graph &graph, int index)
{
    return index < 0 ? AnyId() : graph.containers[static_cast<size_t>(index)].id;
}

/// The innermost other shape around the one of that index.
AnyId shapeAround(diagram::Graph graph, size_t index)
{
    const QRectF rect = graph.containers[index].rect;
    graph.containers.erase(graph.containers.begin() + static_cast<qsizetype>(index));
    return containerId(graph, diagram::containerAt(graph, rect));
}

bool liesIn(const Snapshot &snapshot, Id<TrustBoundary> inner, const AnyId &outer)
{
    for (size_t steps = 0; steps <= snapshot.rows<TrustBoundary>().size(); ++steps) {
        if (inner == outer)
            return true;
        const TrustBoundary *boundary = snapshot.find(inner);
        if (!boundary || boundary->parent.isNull())
            return false;
        inner = boundary->parent;
    }
    return true;
}

/// Shapes alone: what asks where something lies need not carry everything else.
diagram::Graph shapesOf(const diagram::Graph &graph)
{
    diagram::Graph shapes;
    shapes.containers = graph.containers;
    return shapes;
}

/// What came into another shape, or out of one, belongs to that boundary from now on.
void followGeometry(Edit &edit, const diagram::Graph &before, const diagram::Graph &after)
{
    const diagram::Graph shapesBefore = shapesOf(before);
    const diagram::Graph shapesAfter = shapesOf(after);
    const bool areShapesMoved = shapesBefore != shapesAfter;
    for (size_t n = 0; n < before.nodes.size(); ++n) {
        const QRectF &from = before.nodes[n].rect;
        const QRectF &to = after.nodes[n].rect;
        if (!areShapesMoved && from == to)
            continue;
        const AnyId was = containerId(before, diagram::containerAt(shapesBefore, from));
        const AnyId is = containerId(after, diagram::containerAt(shapesAfter, to));
        if (was != is)
            edit.change(Id<System>(after.nodes[n].id),
                        [&](System &system) { system.boundary = Id<TrustBoundary>(is); });
    }
    for (size_t c = 0; areShapesMoved && c < before.containers.size(); ++c) {
        const Id<TrustBoundary> id(before.containers[c].id);
        const AnyId was = shapeAround(shapesBefore, c);
        const AnyId is = shapeAround(shapesAfter, c);
        if (was != is && !liesIn(edit.now(), Id<TrustBoundary>(is), id))
            edit.change(id, [&](TrustBoundary &own) { own.parent = Id<TrustBoundary>(is); });
    }
}

QRectF around(const QRectF &rect)
{
    return rect.adjusted(-shapePadding, -shapeTitle, shapePadding, shapePadding);
}

template <class T>
bool isA(const Snapshot &snapshot, const AnyId &id)
{
    return snapshot.find(Id<T>(id)) != nullptr;
}

}

QSizeF nodeSizeFor(const QString &name)
{
    static const diagram::TextMetrics metrics(diagram::Theme::light());
    const double width = metrics.width(diagram::FontRole::NodeTitle, name) + 60;
    return {std::clamp(std::ceil(width / 8) * 8, 168.0, 256.0), 64};
}

Lane usualLane(SystemKind kind)
{
    switch (kind) {
    case SystemKind::Device:
    case SystemKind::OnDeviceStorage:
    case SystemKind::RemovableMedia:
    case SystemKind::ReturnedDevice:
        return Lane::Device;
    case SystemKind::ChannelEndpoint:
    case SystemKind::Gateway:
    case SystemKind::MobileApp:
        return Lane::Gateway;
    case SystemKind::Database:
    case SystemKind::DataLake:
    case SystemKind::Backup:
        return Lane::Storage;
    case SystemKind::Dashboard:
    case SystemKind::Workstation:
        return Lane::Display;
    case SystemKind::Logging:
    case SystemKind::Development:
    case SystemKind::Test:
    case SystemKind::CiCd:
    case SystemKind::Support:
    case SystemKind::UpdateServer:
        return Lane::Support;
    default:
        return Lane::Cloud;
    }
}

bool DiagramEditor::perform(const QString &sentence, const Writes &writes)
{
    return m_workspace.perform(sentence, writes);
}

DiagramContent DiagramEditor::content(const Snapshot &snapshot) const
{
    return contentOf(snapshot, m_diagram, DrawingLayer::DataTier, {});
}

Id<Diagram> DiagramEditor::addDiagram()
{
    Id<Diagram> id;
    const bool done = perform(tr("Add diagram"), [&](Edit &edit) {
        const auto &type = edit.registers().of<Diagram>();
        id = Id<Diagram>(edit.putAny(type, newRecord(type, edit.now())));
        return Status();
    });
    return done ? id : Id<Diagram>();
}

bool DiagramEditor::removeDiagram()
{
    const QString name = snapshot().title(keyOf<Diagram>(), m_diagram);
    return perform(tr("Remove diagram %1").arg(name),
                   [&](Edit &edit) { return edit.remove(m_diagram); });
}

bool DiagramEditor::place(const std::vector<Id<System>> &systems, const QPointF &wish)
{
    const QString sentence =
        systems.size() == 1
            ? tr("Place %1 on the diagram").arg(snapshot().title(keyOf<System>(), systems.front()))
            : tr("Place %n systems on the diagram", nullptr, static_cast<int>(systems.size()));
    return perform(sentence, [&](Edit &edit) -> Status {
        const DiagramContent drawn = content(edit.now());
        std::vector<QRectF> taken = takenIn(drawn);
        for (const Id<System> &id : systems) {
            const System *system = edit.find(id);
            if (!system || placementOf(edit.now(), m_diagram, id))
                continue;
            diagram::Node node;
            const int container = containerIndex(drawn.graph, system->boundary);
            const QRectF rect =
                freeSpot(drawn.graph, taken, nodeSizeFor(system->name), wish, container);
            taken.push_back(rect);
            putPlacement(edit, m_diagram, id, rect);
        }
        return Status();
    });
}

Id<System> DiagramEditor::addSystem(SystemKind kind, const QPointF &wish)
{
    Id<System> id;
    const QString label = labelOf(kind);
    const bool done = perform(tr("Add system: %1").arg(label), [&](Edit &edit) {
        const DiagramContent drawn = content(edit.now());
        const int container = diagram::containerAt(drawn.graph, QRectF(wish, QSizeF(1, 1)));
        const auto &type = edit.registers().of<System>();
        auto made = std::static_pointer_cast<System>(newRecord(type, edit.now()));
        made->kind = kind;
        made->lane = usualLane(kind);
        const QRectF rect =
            freeSpot(drawn.graph, takenIn(drawn), nodeSizeFor(made->name), wish, container);
        made->boundary =
            Id<TrustBoundary>(containerId(drawn.graph, diagram::containerAt(drawn.graph, rect)));
        id = Id<System>(edit.putAny(type, made));
        putPlacement(edit, m_diagram, id, rect);
        return Status();
    });
    return done ? id : Id<System>();
}

Id<TrustBoundary> DiagramEditor::addBoundary(const QRectF &rect)
{
    Id<TrustBoundary> id;
    const bool done = perform(tr("Add trust boundary"), [&](Edit &edit) {
        const diagram::Graph before = content(edit.now()).graph;
        const auto &type = edit.registers().of<TrustBoundary>();
        id = Id<TrustBoundary>(edit.putAny(type, newRecord(type, edit.now())));
        diagram::Graph after = before;
        after.containers.push_back({id, {}, rect});
        edit.change(id, [&](TrustBoundary &boundary) {
            boundary.parent =
                Id<TrustBoundary>(containerId(before, diagram::containerAt(before, rect)));
        });
        putShape(edit, m_diagram, id, rect);
        followGeometry(edit, before, after);
        return Status();
    });
    return done ? id : Id<TrustBoundary>();
}

bool DiagramEditor::placeBoundary(const Id<TrustBoundary> &boundary, const QPointF &wish)
{
    const QString name = snapshot().title(keyOf<TrustBoundary>(), boundary);
    return perform(tr("Place %1 on the diagram").arg(name), [&](Edit &edit) {
        const DiagramContent drawn = content(edit.now());
        QRectF members;
        for (const diagram::Node &node : drawn.graph.nodes) {
            const System *system = edit.find(Id<System>(node.id));
            if (system && !system->boundary.isNull() &&
                liesIn(edit.now(), system->boundary, boundary))
                members |= node.rect;
        }
        const QRectF rect = members.isNull()
                                ? freeSpot(drawn.graph, takenIn(drawn), QSizeF(320, 200), wish, -1)
                                : around(members);
        putShape(edit, m_diagram, boundary, rect);
        return Status();
    });
}

Id<DiagramNote> DiagramEditor::addNote(const QString &text, const QPointF &wish)
{
    Id<DiagramNote> id;
    const bool done = perform(tr("Add note"), [&](Edit &edit) {
        const DiagramContent drawn = content(edit.now());
        DiagramNote note;
        note.diagram = m_diagram;
        note.text = text;
        const int container = diagram::containerAt(drawn.graph, QRectF(wish, QSizeF(1, 1)));
        const QRectF rect =
            freeSpot(drawn.graph, takenIn(drawn), QSizeF(note.width, 40), wish, container);
        note.x = rect.x();
        note.y = rect.y();
        id = edit.put(std::move(note));
        return Status();
    });
    return done ? id : Id<DiagramNote>();
}

Id<Flow> DiagramEditor::connectSystems(const Id<System> &source, const Id<System> &target)
{
    const Snapshot now = snapshot();
    if (source == target || !now.find(source) || !now.find(target))
        return {};
    const QString name = tr("%1 to %2").arg(now.find(source)->name, now.find(target)->name);
    Id<Flow> id;
    const bool done = perform(tr("Connect %1").arg(name), [&](Edit &edit) {
        Flow flow;
        flow.name = name;
        flow.source = source;
        flow.target = target;
        id = edit.put(std::move(flow));
        return Status();
    });
    return done ? id : Id<Flow>();
}

bool DiagramEditor::move(const std::vector<Moved> &moved, const QString &sentence)
{
    return perform(sentence, [&](Edit &edit) -> Status {
        const diagram::Graph before = content(edit.now()).graph;
        diagram::Graph after = before;
        QHash<AnyId, QRectF> rects;
        for (const Moved &each : moved)
            rects.insert(each.id, each.rect);
        for (diagram::Node &node : after.nodes)
            node.rect = rects.value(node.id, node.rect);
        for (diagram::Container &container : after.containers)
            container.rect = rects.value(container.id, container.rect);
        const auto placements = partsOf<Placement>(edit.now(), m_diagram, &Placement::system);
        const auto shapes = partsOf<BoundaryShape>(edit.now(), m_diagram, &BoundaryShape::boundary);
        for (const Moved &each : moved) {
            const auto set = [&](auto &part) { setRect(part, each.rect); };
            if (placements.contains(each.id))
                edit.change(placements.value(each.id), set);
            else if (shapes.contains(each.id))
                edit.change(shapes.value(each.id), set);
            else
                edit.change(Id<DiagramNote>(each.id), set);
        }
        followGeometry(edit, before, after);
        return Status();
    });
}

bool DiagramEditor::setBends(const Id<Flow> &flow, const Polyline &bends)
{
    const QString name = snapshot().title(keyOf<Flow>(), flow);
    return perform(tr("Bend flow %1").arg(name), [&](Edit &edit) {
        const auto routes = partsOf<Route>(edit.now(), m_diagram, &Route::flow);
        if (routes.contains(flow)) {
            edit.change(routes.value(flow), [&](Route &route) { route.bends = bends; });
            return Status();
        }
        Route route;
        route.id = diagramPartId<Route>(edit, m_diagram, flow);
        route.diagram = m_diagram;
        route.flow = flow;
        route.bends = bends;
        edit.put(std::move(route));
        return Status();
    });
}

bool DiagramEditor::setNoteText(const Id<DiagramNote> &note, const QString &text)
{
    if (text.trimmed().isEmpty())
        return perform(tr("Remove note"), [&](Edit &edit) { return edit.remove(note); });
    return perform(tr("Change note"), [&](Edit &edit) {
        edit.change(note, [&](DiagramNote &own) { own.text = text; });
        return Status();
    });
}

bool DiagramEditor::setPinned(const std::vector<AnyId> &systems, bool pinned)
{
    return perform(pinned ? tr("Pin systems") : tr("Unpin systems"), [&](Edit &edit) {
        const auto placements = partsOf<Placement>(edit.now(), m_diagram, &Placement::system);
        for (const AnyId &id : systems) {
            if (placements.contains(id))
                edit.change(placements.value(id),
                            [&](Placement &placement) { placement.isPinned = pinned; });
        }
        return Status();
    });
}

bool DiagramEditor::takeOff(const std::vector<AnyId> &ids)
{
    const QString sentence =
        tr("Take %n elements off the diagram", nullptr, static_cast<int>(ids.size()));
    return perform(sentence, [&](Edit &edit) -> Status {
        const auto placements = partsOf<Placement>(edit.now(), m_diagram, &Placement::system);
        const auto shapes = partsOf<BoundaryShape>(edit.now(), m_diagram, &BoundaryShape::boundary);
        const auto routes = partsOf<Route>(edit.now(), m_diagram, &Route::flow);
        for (const AnyId &id : ids) {
            if (placements.contains(id)) {
                SG_TRY(edit.remove(placements.value(id)));
            } else if (shapes.contains(id)) {
                SG_TRY(edit.remove(shapes.value(id)));
            } else if (isA<DiagramNote>(edit.now(), id)) {
                SG_TRY(edit.remove(Id<DiagramNote>(id)));
            } else if (routes.contains(id)) {
                edit.change(routes.value(id), [](Route &route) { route.isHidden = true; });
            } else if (isA<Flow>(edit.now(), id)) {
                Route route;
                route.id = diagramPartId<Route>(edit, m_diagram, id);
                route.diagram = m_diagram;
                route.flow = Id<Flow>(id);
                route.isHidden = true;
                edit.put(std::move(route));
            }
        }
        return Status();
    });
}

bool DiagramEditor::showHiddenFlows()
{
    return perform(tr("Show hidden flows"), [&](Edit &edit) {
        const Snapshot now = edit.now();
        for (const Route &route : now.rows<Route>()) {
            if (route.diagram == m_diagram && route.isHidden)
                edit.change(idOf(route), [](Route &own) { own.isHidden = false; });
        }
        return Status();
    });
}

bool DiagramEditor::removeRecords(const std::vector<AnyId> &ids)
{
    const QString sentence = tr("Remove %n records", nullptr, static_cast<int>(ids.size()));
    return perform(sentence, [&](Edit &edit) -> Status {
        const auto &all = edit.registers();
        for (const RegisterType *type : {&all.of<System>(), &all.of<Flow>(),
                                         &all.of<TrustBoundary>(), &all.of<DiagramNote>()}) {
            std::vector<AnyId> own;
            std::copy_if(ids.begin(), ids.end(), std::back_inserter(own), [&](const AnyId &id) {
                return edit.now().rows(type->key).find(id) != nullptr;
            });
            SG_TRY(edit.removeWithDependents(*type, own));
        }
        return Status();
    });
}

QStringList DiagramEditor::referrers(const std::vector<AnyId> &ids) const
{
    const Snapshot now = snapshot();
    QStringList names;
    for (const QString &key : {keyOf<System>(), keyOf<Flow>(), keyOf<TrustBoundary>()}) {
        for (const Referrer &referrer : referrersOf(now, key, ids)) {
            const bool isRemovedToo =
                std::find(ids.begin(), ids.end(), referrer.record->id) != ids.end();
            if (!referrer.field->isOwner && !isRemovedToo)
                names += now.describe(referrer.type->key, referrer.record->id);
        }
    }
    names.removeDuplicates();
    return names;
}

bool DiagramEditor::pasteSame(const std::vector<CopiedSystem> &copied, const QPointF &by)
{
    const QString sentence = tr("Paste %n systems", nullptr, static_cast<int>(copied.size()));
    return perform(sentence, [&](Edit &edit) -> Status {
        for (const CopiedSystem &each : copied) {
            if (edit.find(each.system) && !placementOf(edit.now(), m_diagram, each.system))
                putPlacement(edit, m_diagram, each.system, each.rect.translated(by));
        }
        return Status();
    });
}

std::vector<Id<System>> DiagramEditor::pasteAsNew(const std::vector<CopiedSystem> &copied,
                                                  const QPointF &by)
{
    std::vector<Id<System>> made;
    const QString sentence = tr("Duplicate %n systems", nullptr, static_cast<int>(copied.size()));
    const bool done = perform(sentence, [&](Edit &edit) {
        made.clear();
        for (const CopiedSystem &each : copied) {
            const System *original = edit.find(each.system);
            if (!original)
                continue;
            System copy = *original;
            copy.id = {};
            copy.number = 0;
            for (int n = 2;; ++n) {
                copy.name = tr("%1, copy %2").arg(original->name).arg(n - 1);
                const auto all = edit.now().rows<System>();
                if (std::none_of(all.begin(), all.end(),
                                 [&](const System &s) { return s.name == copy.name; }))
                    break;
            }
            made.push_back(edit.put(std::move(copy)));
            putPlacement(edit, m_diagram, made.back(), each.rect.translated(by));
        }
        return Status();
    });
    return done ? made : std::vector<Id<System>>();
}

std::vector<Id<System>> DiagramEditor::unplaced() const
{
    const Snapshot now = snapshot();
    const auto placements = partsOf<Placement>(now, m_diagram, &Placement::system);
    std::vector<std::pair<int, Id<System>>> found;
    for (const System &system : now.rows<System>()) {
        if (!system.isRetired() && !placements.contains(system.id))
            found.emplace_back(system.number, idOf(system));
    }
    std::sort(found.begin(), found.end());
    std::vector<Id<System>> ids;
    for (const auto &[number, id] : found)
        ids.push_back(id);
    return ids;
}

bool DiagramEditor::placeAllAndArrange()
{
    return arrange(tr("Place all systems and arrange"), true);
}

bool DiagramEditor::arrangeAll()
{
    return arrange(tr("Arrange diagram"), false);
}

bool DiagramEditor::arrange(const QString &sentence, bool withUnplaced)
{
    const std::vector<Id<System>> more = withUnplaced ? unplaced() : std::vector<Id<System>>();
    return perform(sentence, [&](Edit &edit) -> Status {
        for (const Id<System> &id : more)
            putPlacement(edit, m_diagram, id, QRectF(QPointF(), nodeSizeFor(edit.find(id)->name)));
        const auto shapes = partsOf<BoundaryShape>(edit.now(), m_diagram, &BoundaryShape::boundary);
        if (withUnplaced) {
            const Snapshot now = edit.now();
            for (const Id<System> &id : more) {
                Id<TrustBoundary> at = now.find(id)->boundary;
                for (int depth = 0; depth < 32 && !at.isNull(); ++depth) {
                    if (!shapes.contains(at))
                        putShape(edit, m_diagram, at, QRectF(0, 0, 320, 240));
                    const TrustBoundary *boundary = now.find(at);
                    at = boundary ? boundary->parent : Id<TrustBoundary>();
                }
            }
        }
        diagram::Graph graph = content(edit.now()).graph;
        if (const Diagram *own = edit.find(m_diagram); own && own->showsLanes)
            graph.lanes = lanesAround(graph);
        else
            for (diagram::Node &node : graph.nodes)
                node.lane = -1;
        const diagram::Graph placed = diagram::arranged(graph, diagram::arrange(graph));
        const auto placements = partsOf<Placement>(edit.now(), m_diagram, &Placement::system);
        const auto allShapes =
            partsOf<BoundaryShape>(edit.now(), m_diagram, &BoundaryShape::boundary);
        const auto routes = partsOf<Route>(edit.now(), m_diagram, &Route::flow);
        for (const diagram::Node &node : placed.nodes)
            edit.change(placements.value(node.id), [&](auto &part) { setRect(part, node.rect); });
        for (const diagram::Container &c : placed.containers)
            edit.change(allShapes.value(c.id), [&](auto &part) { setRect(part, c.rect); });
        for (const diagram::Edge &edge : placed.edges)
            edit.change(routes.value(edge.id), [&](Route &route) { route.bends = edge.bends; });
        return Status();
    });
}

}
