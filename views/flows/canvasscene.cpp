// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/canvasscene.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace safeguard {

/// Scenery without elements of its own.
class ListLayer final : public QGraphicsItem
{
public:
    void show(diagram::DisplayList list, std::shared_ptr<const CanvasStyle> style)
    {
        prepareGeometryChange();
        m_list = std::move(list);
        m_style = std::move(style);
        m_bounds = {};
        for (const diagram::Primitive &primitive : m_list.primitives)
            m_bounds |= diagram::boundsOf(primitive);
        update();
    }
    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        if (m_style)
            diagram::paint(*painter, m_list, m_style->theme,
                           {diagram::detailFor(painter->worldTransform().m11()), false, {}});
    }

private:
    diagram::DisplayList m_list;
    std::shared_ptr<const CanvasStyle> m_style;
    QRectF m_bounds;
};

CanvasScene::CanvasScene(QObject *parent)
    : QGraphicsScene(parent)
    , m_style(std::make_shared<const CanvasStyle>(currentCanvasTheme()))
    , m_flows(new FlowLayer(m_style))
    , m_backdrop(new ListLayer)
    , m_marks(new ListLayer)
{
    m_backdrop->setZValue(-30);
    m_flows->setZValue(-10);
    m_marks->setZValue(10);
    for (QGraphicsItem *item :
         {static_cast<QGraphicsItem *>(m_backdrop), static_cast<QGraphicsItem *>(m_flows),
          static_cast<QGraphicsItem *>(m_marks)})
        addItem(item);
    connect(&m_worker, &RoutingWorker::routed, this, &CanvasScene::showRoutes);
}

CanvasScene::~CanvasScene() = default;

void CanvasScene::setTheme(const diagram::Theme &theme)
{
    m_style = std::make_shared<const CanvasStyle>(theme);
    for (ListItem *item : m_nodes)
        item->setStyle(m_style);
    for (ListItem *item : m_boundaries)
        item->setStyle(m_style);
    for (ListItem *item : m_notes)
        item->setStyle(m_style);
    m_flows->setStyle(m_style);
    updateBackdrop();
    m_worker.request(m_content, m_style->theme);
}

template <class Item, class Element, class Set>
void CanvasScene::sync(QHash<AnyId, Item *> &items, const std::vector<Element> &elements, double z,
                       Set set)
{
    QHash<AnyId, Item *> kept;
    kept.reserve(static_cast<qsizetype>(elements.size()));
    for (const Element &element : elements) {
        Item *item = items.take(element.id);
        if (!item) {
            item = new Item(m_style);
            item->setZValue(z);
            set(item, element, true);
            item->setSelected(m_selection.contains(element.id));
            addItem(item);
        } else {
            set(item, element, false);
        }
        kept.insert(element.id, item);
    }
    qDeleteAll(items);
    items = std::move(kept);
}

void CanvasScene::showHeld()
{
    if (auto content = std::exchange(m_held, std::nullopt))
        setContent(*std::move(content), false);
}

void CanvasScene::setContent(DiagramContent content, bool anew)
{
    if (m_isHeld && !anew) {
        m_held = std::move(content);
        return;
    }
    m_held.reset();
    m_content = std::move(content);
    forgetDraft();
    sync(m_nodes, m_content.graph.nodes, 0, [](NodeItem *item, const auto &node, bool isNew) {
        if (isNew || item->node() != node || item->pos() != node.rect.topLeft())
            item->setNode(node);
    });
    // Inner boundaries lie above outer ones.
    sync(m_boundaries, m_content.graph.containers, -20,
         [](BoundaryItem *item, const auto &container, bool isNew) {
             if (isNew || item->container() != container || item->pos() != container.rect.topLeft())
                 item->setContainer(container);
         });
    sync(m_notes, m_content.notes, 5, [this](NoteItem *item, const auto &note, bool isNew) {
        if (isNew || item->note() != note || item->pos() != note.corner)
            item->setNote(note, m_style->metrics);
    });
    index();
    adoptRoutes();
    updateSceneRect();
    updateBackdrop();
    if (anew) {
        m_worker.reset();
        m_marks->show({}, m_style);
    }
    QSet<AnyId> still;
    for (const AnyId &id : m_selection) {
        if (kindOf(id) != ElementKind::None)
            still.insert(id);
    }
    select(still, m_current);
    m_worker.request(m_content, m_style->theme);
    Q_EMIT contentChanged();
}

void CanvasScene::index()
{
    const auto fill = [](QHash<AnyId, int> &at, const auto &elements) {
        at.clear();
        at.reserve(static_cast<qsizetype>(elements.size()));
        for (size_t i = 0; i < elements.size(); ++i)
            at.insert(elements[i].id, static_cast<int>(i));
    };
    const diagram::Graph &graph = m_content.graph;
    m_shapes.containers = graph.containers;
    fill(m_nodeAt, graph.nodes);
    fill(m_edgeAt, graph.edges);
    fill(m_containerAt, graph.containers);
    fill(m_noteAt, m_content.notes);
    m_leaving.clear();
    m_reaching.clear();
    for (size_t e = 0; e < graph.edges.size(); ++e) {
        m_leaving[graph.edges[e].source].push_back(static_cast<int>(e));
        m_reaching[graph.edges[e].target].push_back(static_cast<int>(e));
    }
    m_nodeGrid = diagram::GridIndex(256);
    for (size_t n = 0; n < graph.nodes.size(); ++n)
        m_nodeGrid.insert(static_cast<int>(n), graph.nodes[n].rect);
}

namespace {

/// A way with one step, until a better one is found.
diagram::Route provisional(const QRectF &source, const QRectF &target)
{
    const bool isAhead = target.center().x() >= source.center().x();
    const QPointF a(isAhead ? source.right() : source.left(), source.center().y());
    const QPointF b(isAhead ? target.left() : target.right(), target.center().y());
    const double middle = (a.x() + b.x()) / 2;
    return {{a, {middle, a.y()}, {middle, b.y()}, b}, false};
}

}

/// Until the new routes are there the old ones serve, stretched to where their ends are now.
void CanvasScene::adoptRoutes()
{
    QHash<AnyId, size_t> before;
    const std::vector<diagram::Route> &old = m_flows->routes();
    for (size_t i = 0; i < m_shownEdges.size() && i < old.size(); ++i)
        before.insert(m_shownEdges[i].id, i);
    std::vector<diagram::Route> routes;
    std::vector<diagram::PlacedLabel> labels;
    QHash<int, int> newIndex;
    for (size_t e = 0; e < m_content.graph.edges.size(); ++e) {
        const diagram::Edge &edge = m_content.graph.edges[e];
        const QRectF source = rectOf(edge.source);
        const QRectF target = rectOf(edge.target);
        const auto at = before.constFind(edge.id);
        if (at != before.constEnd() && old[*at].points.size() > 1) {
            const ShownEdge &shown = m_shownEdges[*at];
            routes.push_back(stretched(old[*at], source.topLeft() - shown.source,
                                       target.topLeft() - shown.target));
            if (shown.source == source.topLeft() && shown.target == target.topLeft())
                newIndex.insert(static_cast<int>(*at), static_cast<int>(e));
        } else {
            routes.push_back(provisional(source, target));
        }
    }
    for (diagram::PlacedLabel label : m_flows->labels()) {
        const auto at = newIndex.constFind(label.edge);
        if (at == newIndex.constEnd())
            continue;
        label.edge = *at;
        labels.push_back(label);
    }
    m_shownEdges.clear();
    for (const diagram::Edge &edge : m_content.graph.edges)
        m_shownEdges.push_back(
            {edge.id, rectOf(edge.source).topLeft(), rectOf(edge.target).topLeft()});
    m_flows->setFlows(m_content.graph.edges, std::move(routes));
    m_flows->setLabels(std::move(labels));
}

void CanvasScene::showRoutes(const std::shared_ptr<const RoutingWorker::Answer> &answer)
{
    if (answer->routes.size() != m_content.graph.edges.size())
        return;
    m_flows->setFlows(m_content.graph.edges, answer->routes);
    m_flows->setLabels(answer->labels);
    m_marks->show(answer->marks, m_style);
    if (static_cast<int>(m_content.graph.edges.size()) > diagram::allLabelsLimit)
        placeLabelsInView();
    QSet<int> selected;
    for (const AnyId &id : m_selection) {
        if (m_edgeAt.contains(id))
            selected.insert(m_edgeAt.value(id));
    }
    m_flows->setSelected(selected);
    draftFlows();
    updateSceneRect();
    updateBackdrop();
    Q_EMIT routed();
}

void CanvasScene::setView(const QRectF &view, double scale)
{
    m_view = view;
    m_scale = scale;
    if (static_cast<int>(m_content.graph.edges.size()) > diagram::allLabelsLimit)
        placeLabelsInView();
}

void CanvasScene::placeLabelsInView()
{
    if (hasDraft())
        return;
    const bool areSeen =
        diagram::detailFor(m_scale) != diagram::Detail::Minimal && !m_view.isEmpty();
    m_flows->setLabels(
        areSeen ? diagram::placeLabels(m_content.graph, m_flows->routes(), m_view, m_style->metrics)
                : std::vector<diagram::PlacedLabel>());
}

void CanvasScene::updateBackdrop()
{
    diagram::DisplayList list;
    diagram::addLanes(list, m_content.graph.lanes,
                      diagram::contentBounds(m_content.graph, m_flows->routes()), m_style->metrics);
    m_backdrop->show(std::move(list), m_style);
}

void CanvasScene::updateSceneRect()
{
    QRectF rect = diagram::contentBounds(m_content.graph, m_flows->routes());
    for (const PlacedNote &note : m_content.notes)
        rect |= m_notes.value(note.id)->rect();
    bool hasLanes = false;
    for (const diagram::Lane &lane : m_content.graph.lanes)
        hasLanes = hasLanes || lane.width > 0;
    m_contentRect = rect.isNull() ? rect : rect.adjusted(-16, hasLanes ? -56 : -16, 16, 24);
    constexpr double room = 1200; // to pan beyond the content
    setSceneRect(m_contentRect.adjusted(-room, -room, room, room));
}

ElementKind CanvasScene::kindOf(const AnyId &id) const
{
    return m_nodeAt.contains(id)        ? ElementKind::System
           : m_edgeAt.contains(id)      ? ElementKind::Flow
           : m_containerAt.contains(id) ? ElementKind::Boundary
           : m_noteAt.contains(id)      ? ElementKind::Note
                                        : ElementKind::None;
}

QRectF CanvasScene::rectOf(const AnyId &id) const
{
    if (const NodeItem *item = m_nodes.value(id))
        return QRectF(item->pos(), item->rect().size());
    if (const BoundaryItem *item = m_boundaries.value(id))
        return QRectF(item->pos(), item->container().rect.size());
    if (const NoteItem *item = m_notes.value(id))
        return QRectF(item->pos(), item->rect().size());
    if (m_edgeAt.contains(id)) {
        const QPointF at = anchorOf(id);
        return {at - QPointF(20, 11), QSizeF(40, 22)};
    }
    return {};
}

QPointF CanvasScene::anchorOf(const AnyId &flow) const
{
    return m_edgeAt.contains(flow) ? m_flows->anchorOf(m_edgeAt.value(flow)) : QPointF();
}

const diagram::Node *CanvasScene::node(const AnyId &id) const
{
    const auto at = m_nodeAt.constFind(id);
    return at == m_nodeAt.constEnd() ? nullptr : &m_content.graph.nodes[static_cast<size_t>(*at)];
}

const diagram::Edge *CanvasScene::edge(const AnyId &id) const
{
    const auto at = m_edgeAt.constFind(id);
    return at == m_edgeAt.constEnd() ? nullptr : &m_content.graph.edges[static_cast<size_t>(*at)];
}

const diagram::Route *CanvasScene::route(const AnyId &flow) const
{
    const auto at = m_edgeAt.constFind(flow);
    return at == m_edgeAt.constEnd() ? nullptr : &m_flows->routes()[static_cast<size_t>(*at)];
}

QString CanvasScene::nameOf(const AnyId &id) const
{
    if (const diagram::Node *own = node(id))
        return own->title;
    if (const diagram::Edge *own = edge(id))
        return own->label;
    if (m_containerAt.contains(id))
        return m_content.graph.containers[static_cast<size_t>(m_containerAt.value(id))].title;
    if (m_noteAt.contains(id))
        return m_content.notes[static_cast<size_t>(m_noteAt.value(id))].text;
    return {};
}

CanvasScene::Hit CanvasScene::hitAt(const QPointF &point, double tolerance) const
{
    for (const PlacedNote &note : m_content.notes) {
        if (rectOf(note.id).contains(point))
            return {ElementKind::Note, note.id, {}};
    }
    Hit hit;
    m_nodeGrid.any(QRectF(point, QSizeF()), [&](int n, const QRectF &rect) {
        if (!rect.contains(point))
            return false;
        hit = {ElementKind::System, m_content.graph.nodes[static_cast<size_t>(n)].id, {}};
        return true;
    });
    if (hit.kind != ElementKind::None)
        return hit;
    if (const auto flow = m_flows->hit(point, tolerance))
        return {ElementKind::Flow, m_content.graph.edges[static_cast<size_t>(flow->edge)].id, flow};
    const auto &containers = m_content.graph.containers;
    if (const int c = diagram::borderAt(m_shapes, point, tolerance); c >= 0)
        return {ElementKind::Boundary, containers[static_cast<size_t>(c)].id, {}};
    for (const diagram::Container &container : containers) {
        if (diagram::titleRect(container, m_style->metrics).contains(point))
            return {ElementKind::Boundary, container.id, {}};
    }
    return {};
}

QSet<AnyId> CanvasScene::elementsIn(const QRectF &rect) const
{
    QSet<AnyId> found;
    for (const diagram::Node &node : m_content.graph.nodes) {
        if (rect.contains(node.rect))
            found.insert(node.id);
    }
    for (const diagram::Container &container : m_content.graph.containers) {
        if (rect.contains(container.rect))
            found.insert(container.id);
    }
    for (const PlacedNote &note : m_content.notes) {
        if (rect.contains(rectOf(note.id)))
            found.insert(note.id);
    }
    for (const diagram::Edge &edge : m_content.graph.edges) {
        if (found.contains(edge.source) && found.contains(edge.target))
            found.insert(edge.id);
    }
    return found;
}

std::vector<AnyId> CanvasScene::elements() const
{
    std::vector<AnyId> ids;
    const auto add = [&ids](const auto &elements) {
        for (const auto &element : elements)
            ids.push_back(element.id);
    };
    add(m_content.graph.nodes);
    add(m_content.graph.edges);
    add(m_content.graph.containers);
    add(m_content.notes);
    return ids;
}

std::vector<AnyId> CanvasScene::flowsFrom(const AnyId &system) const
{
    std::vector<AnyId> ids;
    for (const int e : m_leaving.value(system))
        ids.push_back(m_content.graph.edges[static_cast<size_t>(e)].id);
    return ids;
}

std::vector<AnyId> CanvasScene::flowsTo(const AnyId &system) const
{
    std::vector<AnyId> ids;
    for (const int e : m_reaching.value(system))
        ids.push_back(m_content.graph.edges[static_cast<size_t>(e)].id);
    return ids;
}

QSet<AnyId> CanvasScene::withContents(const QSet<AnyId> &ids) const
{
    QSet<AnyId> all = ids;
    for (const AnyId &id : ids) {
        if (!m_containerAt.contains(id))
            continue;
        const QSet<AnyId> inside = elementsIn(
            m_content.graph.containers[static_cast<size_t>(m_containerAt.value(id))].rect);
        all.unite(inside);
    }
    return all;
}

void CanvasScene::setItemSelected(const AnyId &id, bool selected)
{
    if (ListItem *item = m_nodes.value(id))
        item->setSelected(selected);
    else if (ListItem *boundary = m_boundaries.value(id))
        boundary->setSelected(selected);
    else if (ListItem *note = m_notes.value(id))
        note->setSelected(selected);
}

void CanvasScene::select(QSet<AnyId> ids, AnyId current)
{
    if (!ids.contains(current))
        current = ids.isEmpty() ? AnyId() : *std::min_element(ids.begin(), ids.end());
    const bool isSame = ids == m_selection && current == m_current;
    for (const AnyId &id : m_selection) {
        if (!ids.contains(id))
            setItemSelected(id, false);
    }
    m_selection = std::move(ids);
    m_current = current;
    QSet<int> flows;
    for (const AnyId &id : m_selection) {
        setItemSelected(id, true);
        if (m_edgeAt.contains(id))
            flows.insert(m_edgeAt.value(id));
    }
    m_flows->setSelected(flows);
    if (!isSame)
        Q_EMIT selectionMade();
}

void CanvasScene::moveDraft(const QSet<AnyId> &ids, const QPointF &by)
{
    const bool isFirst = m_draftRects.isEmpty();
    for (const AnyId &id : ids) {
        QGraphicsItem *item = m_nodes.value(id);
        QPointF home;
        if (item) {
            home = m_nodes.value(id)->rect().topLeft();
        } else if (BoundaryItem *boundary = m_boundaries.value(id)) {
            item = boundary;
            home = boundary->rect().topLeft();
        } else if (NoteItem *note = m_notes.value(id)) {
            item = note;
            home = note->rect().topLeft();
        } else {
            continue;
        }
        item->setPos(home + by);
        m_draftRects.insert(id, by);
    }
    if (isFirst) {
        QSet<int> touched;
        for (const AnyId &id : ids) {
            for (const int e : m_leaving.value(id))
                touched.insert(e);
            for (const int e : m_reaching.value(id))
                touched.insert(e);
        }
        m_draftEdges.assign(touched.begin(), touched.end());
        std::sort(m_draftEdges.begin(), m_draftEdges.end());
        m_marks->setVisible(false);
    }
    draftFlows();
}

void CanvasScene::draftFlows()
{
    if (m_draftEdges.empty())
        return;
    std::vector<std::pair<int, diagram::Route>> drafts;
    drafts.reserve(m_draftEdges.size());
    for (const int e : m_draftEdges) {
        const diagram::Edge &edge = m_content.graph.edges[static_cast<size_t>(e)];
        drafts.emplace_back(e, stretched(m_flows->routes()[static_cast<size_t>(e)],
                                         m_draftRects.value(edge.source),
                                         m_draftRects.value(edge.target)));
    }
    m_flows->setDrafts(std::move(drafts));
}

void CanvasScene::resizeDraft(const AnyId &boundary, const QRectF &rect)
{
    BoundaryItem *item = m_boundaries.value(boundary);
    if (!item)
        return;
    diagram::Container container = item->container();
    container.rect = rect;
    item->setContainer(container);
    m_draftRects.insert(boundary, {});
}

void CanvasScene::bendDraft(const AnyId &flow, const std::vector<QPointF> &bends)
{
    const diagram::Edge *own = edge(flow);
    const diagram::Route *way = route(flow);
    if (!own || !way || way->points.size() < 2)
        return;
    m_draftFlow = flow;
    diagram::Route draft;
    draft.points.push_back(way->points.front());
    // Between the bends as it will be routed roughly: one corner each.
    for (const QPointF &bend : bends) {
        draft.points.push_back({bend.x(), draft.points.back().y()});
        draft.points.push_back(bend);
    }
    const QPointF last = way->points.back();
    draft.points.push_back({last.x(), draft.points.back().y()});
    draft.points.push_back(last);
    m_flows->setDrafts({{m_edgeAt.value(flow), draft}});
}

void CanvasScene::dropDraft()
{
    for (auto it = m_draftRects.cbegin(); it != m_draftRects.cend(); ++it) {
        if (NodeItem *item = m_nodes.value(it.key()))
            item->setPos(item->rect().topLeft());
        if (NoteItem *item = m_notes.value(it.key()))
            item->setPos(item->rect().topLeft());
        if (BoundaryItem *item = m_boundaries.value(it.key()))
            item->setContainer(
                m_content.graph.containers[static_cast<size_t>(m_containerAt.value(it.key()))]);
    }
    forgetDraft();
    m_flows->setDrafts({});
}

void CanvasScene::forgetDraft()
{
    m_draftRects.clear();
    m_draftEdges.clear();
    m_draftFlow = {};
    m_marks->setVisible(true);
}

}
