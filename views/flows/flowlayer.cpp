// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/flowlayer.h"

#include <cmath>
#include <map>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace safeguard {

namespace {

constexpr double arrowRoom = 12;

QRectF boundsOfPoints(const std::vector<QPointF> &points)
{
    if (points.empty())
        return {};
    QRectF bounds(points.front(), QSizeF());
    for (const QPointF &p : points) {
        bounds.setLeft(std::min(bounds.left(), p.x()));
        bounds.setRight(std::max(bounds.right(), p.x()));
        bounds.setTop(std::min(bounds.top(), p.y()));
        bounds.setBottom(std::max(bounds.bottom(), p.y()));
    }
    return bounds.adjusted(-arrowRoom, -arrowRoom, arrowRoom, arrowRoom);
}

QPointF middleOf(const std::vector<QPointF> &points)
{
    double length = 0;
    for (size_t i = 1; i < points.size(); ++i)
        length += (points[i] - points[i - 1]).manhattanLength();
    double left = length / 2;
    for (size_t i = 1; i < points.size(); ++i) {
        const double piece = (points[i] - points[i - 1]).manhattanLength();
        if (piece >= left && piece > 0)
            return points[i - 1] + (points[i] - points[i - 1]) * (left / piece);
        left -= piece;
    }
    return points.empty() ? QPointF() : points.front();
}

}

FlowLayer::FlowLayer(std::shared_ptr<const CanvasStyle> style)
    : m_style(std::move(style))
{
    setFlag(ItemUsesExtendedStyleOption); // the exposed rectangle
}

void FlowLayer::setStyle(std::shared_ptr<const CanvasStyle> style)
{
    m_style = std::move(style);
    update();
}

void FlowLayer::setFlows(std::vector<diagram::Edge> edges, std::vector<diagram::Route> routes)
{
    routes.resize(edges.size());
    refreshIndex(edges, routes);
    m_edges = std::move(edges);
    m_routes = std::move(routes);
    m_boundsOf.clear();
    for (const diagram::Route &route : m_routes)
        m_boundsOf.push_back(boundsOfPoints(route.points));
    m_drafts.clear();
    m_isDraft.assign(m_edges.size(), false);
    m_selected.clear();
    std::erase_if(m_labels, [this](const diagram::PlacedLabel &label) {
        return label.edge >= static_cast<int>(m_edges.size());
    });
    rebound();
}

/// The index follows small changes; after large ones it is made again when it is asked next.
void FlowLayer::refreshIndex(const std::vector<diagram::Edge> &edges,
                             const std::vector<diagram::Route> &routes)
{
    const bool isAlike = !m_isIndexStale && edges.size() == m_edges.size() &&
                         std::equal(edges.begin(), edges.end(), m_edges.begin(),
                                    [](const auto &a, const auto &b) { return a.id == b.id; });
    std::vector<int> changed;
    for (size_t e = 0; isAlike && e < routes.size(); ++e) {
        if (routes[e] != m_routes[e])
            changed.push_back(static_cast<int>(e));
    }
    if (isAlike && changed.size() * 4 <= routes.size())
        m_index.update(routes, changed);
    else
        m_isIndexStale = true;
}

const diagram::EdgeIndex &FlowLayer::freshIndex() const
{
    if (std::exchange(m_isIndexStale, false))
        m_index = diagram::EdgeIndex(m_routes);
    return m_index;
}

/// Those to paint: by the index where little is to be seen; else looking at each costs less.
std::vector<int> FlowLayer::flowsIn(const QRectF &rect) const
{
    const auto area = [](const QRectF &r) { return r.width() * r.height(); };
    if (area(rect) * 16 < area(m_bounds))
        return freshIndex().inRect(rect);
    std::vector<int> found;
    for (size_t e = 0; e < m_boundsOf.size(); ++e) {
        if (m_boundsOf[e].intersects(rect))
            found.push_back(static_cast<int>(e));
    }
    return found;
}

void FlowLayer::rebound()
{
    prepareGeometryChange();
    m_bounds = {};
    for (const QRectF &bounds : m_boundsOf)
        m_bounds |= bounds;
    for (const diagram::PlacedLabel &label : m_labels)
        m_bounds |= label.rect.adjusted(-4, -4, 4, 4);
    for (const auto &[edge, draft] : m_drafts)
        m_bounds |= boundsOfPoints(draft.points);
    update();
}

void FlowLayer::setLabels(std::vector<diagram::PlacedLabel> labels)
{
    m_labels = std::move(labels);
    rebound();
}

void FlowLayer::setSelected(const QSet<int> &selected)
{
    if (m_selected == selected)
        return;
    const auto touch = [this](const QSet<int> &edges) {
        for (const int edge : edges)
            update(boundsOf(edge));
    };
    touch(m_selected);
    m_selected = selected;
    touch(m_selected);
}

void FlowLayer::setDrafts(std::vector<std::pair<int, diagram::Route>> drafts)
{
    QRectF dirty;
    for (const auto &[edge, draft] : m_drafts) {
        dirty |= boundsOfPoints(draft.points);
        m_isDraft[static_cast<size_t>(edge)] = false;
    }
    const bool isFirst = m_drafts.empty();
    m_drafts = std::move(drafts);
    for (const auto &[edge, draft] : m_drafts) {
        m_isDraft[static_cast<size_t>(edge)] = true;
        dirty |= boundsOfPoints(draft.points);
        if (isFirst)
            dirty |= boundsOf(edge);
    }
    if (!m_bounds.contains(dirty) && !dirty.isEmpty()) {
        prepareGeometryChange();
        m_bounds |= dirty;
    }
    update(dirty);
}

std::optional<diagram::EdgeHit> FlowLayer::hit(const QPointF &point, double tolerance) const
{
    for (const diagram::PlacedLabel &label : m_labels) {
        if (label.rect.contains(point))
            return diagram::EdgeHit{label.edge, 0, 0, label.anchor};
    }
    return freshIndex().at(point, tolerance);
}

QRectF FlowLayer::boundsOf(int edge) const
{
    QRectF bounds = m_boundsOf.at(static_cast<size_t>(edge));
    for (const diagram::PlacedLabel &label : m_labels) {
        if (label.edge == edge)
            bounds |= label.rect.adjusted(-4, -4, 4, 4);
    }
    return bounds;
}

QPointF FlowLayer::anchorOf(int edge) const
{
    for (const diagram::PlacedLabel &label : m_labels) {
        if (label.edge == edge)
            return label.rect.center();
    }
    return middleOf(m_routes.at(static_cast<size_t>(edge)).points);
}

diagram::ColorRole FlowLayer::roleOf(int edge) const
{
    const diagram::Edge &own = m_edges[static_cast<size_t>(edge)];
    return own.role == diagram::ColorRole::Automatic ? diagram::tierRole(own.tier) : own.role;
}

void FlowLayer::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const auto detail = diagram::detailFor(painter->worldTransform().m11());
    if (detail == diagram::Detail::Minimal)
        paintSmall(*painter, option->exposedRect);
    else
        paintFull(*painter, option->exposedRect, detail);
}

/// Lines of one colour in one call.
void FlowLayer::paintSmall(QPainter &painter, const QRectF &exposed) const
{
    std::map<diagram::ColorRole, QVector<QLineF>> lines;
    const auto add = [&](diagram::ColorRole role, const diagram::Route &route) {
        QVector<QLineF> &batch = lines[role];
        for (size_t i = 1; i < route.points.size(); ++i)
            batch.append({route.points[i - 1], route.points[i]});
    };
    for (const int edge : flowsIn(exposed)) {
        if (!m_isDraft[static_cast<size_t>(edge)])
            add(m_selected.contains(edge) ? diagram::ColorRole::Accent : roleOf(edge),
                m_routes[static_cast<size_t>(edge)]);
    }
    for (const auto &[edge, route] : m_drafts)
        add(roleOf(edge), route);
    for (const auto &[role, batch] : lines) {
        QPen pen(m_style->color(role), role == diagram::ColorRole::Accent ? 2 : 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawLines(batch);
    }
}

void FlowLayer::paintFull(QPainter &painter, const QRectF &exposed, diagram::Detail detail) const
{
    diagram::DisplayList list;
    const auto addFlow = [&](int edge, const diagram::Route &route) {
        if (m_selected.contains(edge) && route.points.size() > 1)
            list.add(diagram::LineShape{route.points, diagram::ColorRole::LabelOutline, 9, false,
                                        false, false, 6});
        diagram::Edge own = m_edges[static_cast<size_t>(edge)];
        if (m_selected.contains(edge))
            own.role = diagram::ColorRole::Accent;
        diagram::addEdge(list, own, route);
    };
    for (const int edge : flowsIn(exposed.adjusted(-9, -9, 9, 9))) {
        if (!m_isDraft[static_cast<size_t>(edge)])
            addFlow(edge, m_routes[static_cast<size_t>(edge)]);
    }
    for (const auto &[edge, route] : m_drafts) {
        if (boundsOfPoints(route.points).intersects(exposed))
            addFlow(edge, route);
    }
    for (const diagram::PlacedLabel &label : m_labels) {
        if (!m_isDraft[static_cast<size_t>(label.edge)] &&
            (label.leader || label.rect.adjusted(-4, -4, 4, 4).intersects(exposed)))
            diagram::addLabel(list, m_edges[static_cast<size_t>(label.edge)], label,
                              m_style->metrics);
    }
    diagram::paint(painter, list, m_style->theme, {detail, false, {}});
}

diagram::Route stretched(const diagram::Route &route, const QPointF &source, const QPointF &target)
{
    diagram::Route result = route;
    auto &points = result.points;
    if (points.size() < 2)
        return result;
    if (source == target) {
        for (QPointF &p : points)
            p += source;
        return result;
    }
    const auto isLevel = [](const QPointF &a, const QPointF &b) {
        return std::abs(a.y() - b.y()) <= std::abs(a.x() - b.x());
    };
    if (points.size() == 2) { // a straight way gets a step in its middle
        const bool level = isLevel(points[0], points[1]);
        const QPointF a = points[0] + source;
        const QPointF b = points[1] + target;
        const QPointF m = (a + b) / 2;
        points = level ? std::vector<QPointF>{a, {m.x(), a.y()}, {m.x(), b.y()}, b}
                       : std::vector<QPointF>{a, {a.x(), m.y()}, {b.x(), m.y()}, b};
        return result;
    }
    if (points.size() == 3) { // one corner, which both ends move
        const bool level = isLevel(points[0], points[1]);
        points[0] += source;
        points[2] += target;
        points[1] =
            level ? QPointF(points[2].x(), points[0].y()) : QPointF(points[0].x(), points[2].y());
        return result;
    }
    const auto pull = [&](size_t end, size_t next, const QPointF &by) {
        const bool level = isLevel(points[end], points[next]);
        points[end] += by;
        points[next] += level ? QPointF(0, by.y()) : QPointF(by.x(), 0);
    };
    pull(0, 1, source);
    pull(points.size() - 1, points.size() - 2, target);
    return result;
}

}
