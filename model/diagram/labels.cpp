// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/labels.h"
#include "model/diagram/gridindex.h"
#include "model/diagram/topology.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace safeguard::diagram {

namespace {

constexpr double pillHeight = 22;
constexpr double pillPadding = 8;
constexpr double glyphRoom = 16;
constexpr double widestPill = 180;
constexpr double clearance = 4; ///< to boxes and other labels

QRectF pieceRect(const QPointF &a, const QPointF &b)
{
    return QRectF(a, b).normalized();
}

QRectF centredAt(const QPointF &centre, const QSizeF &size)
{
    return {centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(),
            size.height()};
}

bool isSeen(const Route &route, const QRectF &view)
{
    if (route.points.size() < 2)
        return false;
    for (size_t i = 1; i < route.points.size() && !view.isNull(); ++i) {
        const QRectF piece = pieceRect(route.points[i - 1], route.points[i]);
        if (piece.adjusted(-1, -1, 1, 1).intersects(view))
            return true;
    }
    return view.isNull();
}

double lengthOf(const Route &route)
{
    double length = 0;
    for (size_t i = 1; i < route.points.size(); ++i)
        length += (route.points[i] - route.points[i - 1]).manhattanLength();
    return length;
}

struct Candidate
{
    QRectF rect;
    QPointF anchor;
    double penalty = 0;
};

class LabelPlacer
{
public:
    LabelPlacer(const Graph &graph, const std::vector<Route> &routes, const QRectF &view,
                const TextMetrics &metrics)
        : m_graph(graph)
        , m_routes(routes)
        , m_view(view)
        , m_metrics(metrics)
        , m_taken(192)
        , m_pieces(192)
        , m_borders(256)
    {}
    std::vector<PlacedLabel> run();

private:
    void collect();
    void takeTitles();
    std::vector<int> labelled() const;
    std::vector<Candidate> along(int e, const QSizeF &size) const;
    bool isFree(const QRectF &rect) const;
    double disturbance(int e, const QRectF &rect) const;
    std::optional<PlacedLabel> onRoute(int e, const QSizeF &size) const;
    PlacedLabel beside(int e, const QSizeF &size) const;
    std::vector<QPointF> samples(const Route &route) const;

    const Graph &m_graph;
    const std::vector<Route> &m_routes;
    QRectF m_view;
    const TextMetrics &m_metrics;
    GridIndex m_taken; ///< boxes, titles, labels
    GridIndex m_pieces;
    GridIndex m_borders;
    int m_seen = 0;
};

void LabelPlacer::takeTitles()
{
    for (const Container &container : m_graph.containers) {
        m_taken.insert(-1, titleRect(container, m_metrics));
        const QRectF r = cleanRect(container.rect);
        m_borders.insert(0, pieceRect(r.topLeft(), r.topRight()));
        m_borders.insert(1, pieceRect(r.topLeft(), r.bottomLeft()));
        m_borders.insert(2, pieceRect(r.topRight(), r.bottomRight()));
        m_borders.insert(3, pieceRect(r.bottomLeft(), r.bottomRight()));
    }
    const QRectF bounds = contentBounds(m_graph, m_routes);
    for (const Lane &lane : m_graph.lanes) {
        if (lane.width > 0)
            m_taken.insert(-1, titleRect(lane, bounds, m_metrics));
    }
}

void LabelPlacer::collect()
{
    for (const Node &node : m_graph.nodes)
        m_taken.insert(-1, cleanRect(node.rect));
    takeTitles();
    for (int e = 0; e < static_cast<int>(m_graph.edges.size()); ++e) {
        const Route &route = m_routes[e];
        if (!isSeen(route, m_view))
            continue;
        ++m_seen;
        for (size_t i = 1; i < route.points.size(); ++i)
            m_pieces.insert(e, pieceRect(route.points[i - 1], route.points[i]));
    }
}

/// Flows in view with something to show: the short ones first, they have the least choice; when not
/// all can be shown, the ones that matter first.
std::vector<int> LabelPlacer::labelled() const
{
    std::vector<std::pair<double, int>> found;
    const bool some = m_seen > allLabelsLimit;
    for (int e = 0; e < static_cast<int>(m_graph.edges.size()); ++e) {
        const Edge &edge = m_graph.edges[e];
        if ((edge.label.isEmpty() && edge.glyph == Glyph::None) || !isSeen(m_routes[e], m_view))
            continue;
        const double matters = edge.glyph == Glyph::Warning ? 0 : edge.tier > 0 ? edge.tier : 5;
        found.emplace_back(some ? matters : lengthOf(m_routes[e]), e);
    }
    std::sort(found.begin(), found.end());
    std::vector<int> result;
    for (const auto &[weight, e] : found)
        result.push_back(e);
    return result;
}

bool LabelPlacer::isFree(const QRectF &rect) const
{
    const QRectF room = rect.adjusted(-clearance, -clearance, clearance, clearance);
    return !m_taken.any(room, [&](int, const QRectF &other) { return other.intersects(room); });
}

double LabelPlacer::disturbance(int e, const QRectF &rect) const
{
    double result = 0;
    m_pieces.any(rect.adjusted(-2, -2, 2, 2), [&](int other, const QRectF &) {
        result += other != e ? 40 : 0;
        return result > 400;
    });
    m_borders.any(rect, [&](int, const QRectF &) {
        result += 6;
        return false;
    });
    if (!m_view.isNull() && !m_view.contains(rect))
        result += 60;
    return result;
}

std::vector<Candidate> LabelPlacer::along(int e, const QSizeF &size) const
{
    std::vector<Candidate> result;
    const auto &points = m_routes[e].points;
    const double half = lengthOf(m_routes[e]) / 2;
    double passed = 0;
    for (size_t i = 1; i < points.size(); ++i) {
        const QPointF way = points[i] - points[i - 1];
        const double length = way.manhattanLength();
        const bool horizontal = std::abs(way.x()) > std::abs(way.y());
        const double needed = (horizontal ? size.width() : size.height()) + 2 * clearance;
        const double arrow = i + 1 == points.size() ? 16 : 0;
        const double tight = std::max(0.0, needed + arrow - length);
        for (const double t : {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9}) {
            const QPointF at = points[i - 1] + way * t;
            const double overhang =
                std::max(0.0, needed / 2 - length * std::min(t, 1 - t) + (t > 0.5 ? arrow : 0));
            const double penalty = (horizontal ? 0 : 14) + 4 * tight + 0.5 * overhang +
                                   0.08 * std::abs(passed + length * t - half);
            result.push_back({centredAt(at, size), at, penalty});
        }
        passed += length;
    }
    return result;
}

std::optional<PlacedLabel> LabelPlacer::onRoute(int e, const QSizeF &size) const
{
    std::optional<PlacedLabel> best;
    double least = 0;
    for (const Candidate &candidate : along(e, size)) {
        if (best && candidate.penalty >= least)
            continue;
        if (!isFree(candidate.rect))
            continue;
        const double penalty = candidate.penalty + disturbance(e, candidate.rect);
        if (best && penalty >= least)
            continue;
        least = penalty;
        best = PlacedLabel{e, candidate.rect, candidate.anchor, false};
    }
    return best;
}

std::vector<QPointF> LabelPlacer::samples(const Route &route) const
{
    std::vector<QPointF> result;
    for (size_t i = 1; i < route.points.size(); ++i) {
        for (const double t : {0.5, 0.25, 0.75}) {
            const QPointF at = route.points[i - 1] + (route.points[i] - route.points[i - 1]) * t;
            if (m_view.isNull() || m_view.contains(at))
                result.push_back(at);
        }
    }
    if (result.empty())
        result.push_back(route.points[route.points.size() / 2]);
    return result;
}

/// The nearest free place around the flow. The plane has no end, so there is one.
PlacedLabel LabelPlacer::beside(int e, const QSizeF &size) const
{
    const std::vector<QPointF> points = samples(m_routes[e]);
    for (double distance = 16;; distance *= distance < 400 ? 1.25 : 2) {
        std::optional<PlacedLabel> best;
        double least = 0;
        for (const QPointF &point : points) {
            for (int step = 0; step < 16; ++step) {
                const double angle = step * M_PI / 8;
                const QPointF centre(point.x() + std::cos(angle) * (distance + size.width() / 2),
                                     point.y() + std::sin(angle) * distance);
                const QRectF rect = centredAt(centre, size);
                if (!isFree(rect))
                    continue;
                const double penalty = disturbance(e, rect);
                if (best && penalty >= least)
                    continue;
                least = penalty;
                const bool apart = !rect.adjusted(-4, -4, 4, 4).contains(point);
                best = PlacedLabel{e, rect, point, apart};
            }
        }
        if (best)
            return *best;
    }
}

std::vector<PlacedLabel> LabelPlacer::run()
{
    collect();
    std::vector<PlacedLabel> result;
    for (const int e : labelled()) {
        const QSizeF size = labelSize(m_graph.edges[e], m_metrics);
        auto placed = onRoute(e, size);
        if (!placed && m_seen <= allLabelsLimit)
            placed = beside(e, size);
        if (!placed)
            continue;
        m_taken.insert(e, placed->rect);
        result.push_back(*placed);
        if (m_seen > allLabelsLimit && static_cast<int>(result.size()) >= allLabelsLimit)
            break;
    }
    std::sort(result.begin(), result.end(),
              [](const PlacedLabel &a, const PlacedLabel &b) { return a.edge < b.edge; });
    return result;
}

}

QSizeF labelSize(const Edge &edge, const TextMetrics &metrics)
{
    if (edge.label.isEmpty())
        return edge.glyph == Glyph::None ? QSizeF() : QSizeF(pillHeight, pillHeight);
    const double width = metrics.width(FontRole::FlowLabel, edge.label) + 2 * pillPadding +
                         (edge.glyph == Glyph::None ? 0 : glyphRoom);
    return {std::ceil(std::min(width, widestPill)), pillHeight};
}

QRectF titleRect(const Container &container, const TextMetrics &metrics)
{
    const QRectF rect = cleanRect(container.rect);
    const double width = metrics.width(FontRole::BoundaryTitle, container.title);
    return {rect.left() + 12, rect.top() + 8, std::max(0.0, std::min(width + 2, rect.width() - 24)),
            20};
}

QRectF titleRect(const Lane &lane, const QRectF &diagram, const TextMetrics &metrics)
{
    const double width = metrics.width(FontRole::LaneTitle, lane.title);
    return {lane.left + 14, diagram.top() - 44, std::max(0.0, std::min(width + 2, lane.width - 24)),
            20};
}

QRectF contentBounds(const Graph &graph, const std::vector<Route> &routes)
{
    QRectF result;
    for (const Node &node : graph.nodes)
        result |= cleanRect(node.rect);
    for (const Container &container : graph.containers)
        result |= cleanRect(container.rect);
    for (const Route &route : routes) {
        for (const QPointF &p : route.points)
            result |= QRectF(p.x() - 1, p.y() - 1, 2, 2);
    }
    return result;
}

std::vector<PlacedLabel> placeLabels(const Graph &graph, const std::vector<Route> &routes,
                                     const QRectF &view, const TextMetrics &metrics)
{
    if (routes.size() != graph.edges.size())
        return {};
    return LabelPlacer(graph, routes, view, metrics).run();
}

}
