// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/editing.h"
#include "model/diagram/topology.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace safeguard::diagram {

std::vector<QRectF> aligned(std::vector<QRectF> rects, Alignment alignment)
{
    QRectF all;
    for (const QRectF &rect : rects)
        all = all.isNull() ? rect : all.united(rect);
    for (QRectF &rect : rects) {
        switch (alignment) {
        case Alignment::Left:
            rect.moveLeft(all.left());
            break;
        case Alignment::Centre:
            rect.moveLeft(all.center().x() - rect.width() / 2);
            break;
        case Alignment::Right:
            rect.moveRight(all.right());
            break;
        case Alignment::Top:
            rect.moveTop(all.top());
            break;
        case Alignment::Middle:
            rect.moveTop(all.center().y() - rect.height() / 2);
            break;
        case Alignment::Bottom:
            rect.moveBottom(all.bottom());
            break;
        }
    }
    return rects;
}

std::vector<QRectF> distributed(std::vector<QRectF> rects, Qt::Orientation orientation)
{
    if (rects.size() < 3)
        return rects;
    const bool horizontal = orientation == Qt::Horizontal;
    const auto start = [&](const QRectF &r) { return horizontal ? r.left() : r.top(); };
    const auto length = [&](const QRectF &r) { return horizontal ? r.width() : r.height(); };
    std::vector<size_t> order(rects.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return start(rects[a]) + length(rects[a]) / 2 < start(rects[b]) + length(rects[b]) / 2;
    });
    const QRectF &last = rects[order.back()];
    double taken = 0;
    for (const QRectF &rect : rects)
        taken += length(rect);
    const double span = start(last) + length(last) - start(rects[order.front()]);
    const double gap = (span - taken) / static_cast<double>(rects.size() - 1);
    double at = start(rects[order.front()]);
    for (const size_t i : order) {
        if (horizontal)
            rects[i].moveLeft(at);
        else
            rects[i].moveTop(at);
        at += length(rects[i]) + gap;
    }
    return rects;
}

namespace {

/// The three lines of a rectangle in one direction, as distances from its start.
struct Lines
{
    double start, middle, end;
    double at(int i) const { return i == 0 ? start : i == 1 ? middle : end; }
};

Lines linesOf(const QRectF &rect, bool horizontal)
{
    return horizontal ? Lines{rect.left(), rect.center().x(), rect.right()}
                      : Lines{rect.top(), rect.center().y(), rect.bottom()};
}

/// By how much to move so that some line meets one of another; NaN when none is within reach.
double attraction(const QRectF &dragged, const std::vector<QRectF> &others, bool horizontal,
                  double reach)
{
    double best = std::nan("");
    const Lines own = linesOf(dragged, horizontal);
    for (const QRectF &other : others) {
        const Lines theirs = linesOf(other, horizontal);
        for (int i = 0; i < 9; ++i) {
            const double move = theirs.at(i / 3) - own.at(i % 3);
            if (std::abs(move) <= reach && !(std::abs(move) >= std::abs(best)))
                best = move;
        }
    }
    return best;
}

void addGuides(Snap &snap, const std::vector<QRectF> &others, bool horizontal)
{
    constexpr double level = 0.01;
    const Lines own = linesOf(snap.rect, horizontal);
    for (int line = 0; line < 3; ++line) {
        QRectF span = snap.rect;
        bool met = false;
        for (const QRectF &other : others) {
            const Lines theirs = linesOf(other, horizontal);
            for (int i = 0; i < 3; ++i) {
                if (std::abs(theirs.at(i) - own.at(line)) > level)
                    continue;
                span |= other;
                met = true;
            }
        }
        if (!met)
            continue;
        const double at = own.at(line);
        snap.guides.push_back(horizontal ? GuideLine{{at, span.top()}, {at, span.bottom()}}
                                         : GuideLine{{span.left(), at}, {span.right(), at}});
    }
}

}

double toGrid(double value, double grid)
{
    return grid > 0 ? std::round(value / grid) * grid : value;
}

QPointF toGrid(const QPointF &point)
{
    return {toGrid(point.x()), toGrid(point.y())};
}

Snap snapped(const QRectF &dragged, const std::vector<QRectF> &others, const SnapOptions &options)
{
    Snap result{dragged, {}};
    const double x =
        options.guides ? attraction(dragged, others, true, options.reach) : std::nan("");
    const double y =
        options.guides ? attraction(dragged, others, false, options.reach) : std::nan("");
    result.rect.moveLeft(std::isnan(x) ? toGrid(dragged.left(), options.grid) : dragged.left() + x);
    result.rect.moveTop(std::isnan(y) ? toGrid(dragged.top(), options.grid) : dragged.top() + y);
    if (!std::isnan(x))
        addGuides(result, others, true);
    if (!std::isnan(y))
        addGuides(result, others, false);
    return result;
}

std::optional<int> nearestInDirection(const QRectF &from, const QPointF &direction,
                                      const std::vector<QRectF> &others)
{
    constexpr double asideCost = 2.5;
    std::optional<int> best;
    double least = 0;
    for (int i = 0; i < static_cast<int>(others.size()); ++i) {
        const QPointF way = others[i].center() - from.center();
        const double ahead = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        if (ahead < 1 || aside > 3 * ahead + 1)
            continue;
        const double cost = ahead + asideCost * aside;
        if (best && cost >= least)
            continue;
        best = i;
        least = cost;
    }
    return best;
}

namespace {

/// Inner before outer, small before large.
bool isDeeper(const Graph &graph, const Topology &topology, int a, int b)
{
    if (b < 0)
        return true;
    if (topology.depth[a] != topology.depth[b])
        return topology.depth[a] > topology.depth[b];
    const QSizeF sa = graph.containers[a].rect.size();
    const QSizeF sb = graph.containers[b].rect.size();
    return sa.width() * sa.height() < sb.width() * sb.height();
}

}

int containerAt(const Graph &graph, const QRectF &rect)
{
    const Topology topology(graph);
    int best = -1;
    for (int c = 0; c < static_cast<int>(graph.containers.size()); ++c) {
        if (graph.containers[c].rect.contains(rect) && isDeeper(graph, topology, c, best))
            best = c;
    }
    return best;
}

Crossing crossedBoundaries(const Graph &graph, const Edge &edge)
{
    const Topology topology(graph);
    Crossing result;
    const auto containerOf = [&](const AnyId &id) {
        for (size_t n = 0; n < graph.nodes.size(); ++n) {
            if (graph.nodes[n].id == id)
                return topology.container[n];
        }
        return -1;
    };
    const int from = containerOf(edge.source);
    const int to = containerOf(edge.target);
    const int common = topology.commonContainer(from, to);
    for (int c = from; c != common; c = topology.parent[c])
        result.left.push_back(c);
    for (int c = to; c != common; c = topology.parent[c])
        result.entered.insert(result.entered.begin(), c);
    return result;
}

int borderAt(const Graph &graph, const QPointF &point, double tolerance)
{
    const Topology topology(graph);
    int best = -1;
    for (int c = 0; c < static_cast<int>(graph.containers.size()); ++c) {
        const QRectF &rect = graph.containers[c].rect;
        const QRectF outer = rect.adjusted(-tolerance, -tolerance, tolerance, tolerance);
        const QRectF inner = rect.adjusted(tolerance, tolerance, -tolerance, -tolerance);
        if (outer.contains(point) && !(inner.isValid() && inner.contains(point)) &&
            isDeeper(graph, topology, c, best))
            best = c;
    }
    return best;
}

namespace {

QRectF pieceOf(const Route &route, size_t i)
{
    return QRectF(route.points[i - 1], route.points[i]).normalized();
}

QPointF nearestOn(const QPointF &a, const QPointF &b, const QPointF &p)
{
    const QPointF way = b - a;
    const double length = QPointF::dotProduct(way, way);
    if (length <= 0)
        return a;
    return a + way * std::clamp(QPointF::dotProduct(p - a, way) / length, 0.0, 1.0);
}

}

EdgeIndex::EdgeIndex(const std::vector<Route> &routes)
    : m_routes(routes)
{
    for (int e = 0; e < static_cast<int>(m_routes.size()); ++e)
        insert(e);
}

void EdgeIndex::insert(int edge)
{
    for (size_t i = 1; i < m_routes[edge].points.size(); ++i)
        m_pieces.insert(edge, pieceOf(m_routes[edge], i));
}

void EdgeIndex::update(const std::vector<Route> &routes, const std::vector<int> &changed)
{
    if (routes.size() != m_routes.size()) {
        *this = EdgeIndex(routes);
        return;
    }
    for (const int e : changed) {
        for (size_t i = 1; i < m_routes[e].points.size(); ++i)
            m_pieces.remove(e, pieceOf(m_routes[e], i));
        m_routes[e] = routes[e];
        insert(e);
    }
}

std::vector<int> EdgeIndex::inRect(const QRectF &rect) const
{
    std::vector<int> result;
    m_pieces.any(rect, [&](int edge, const QRectF &) {
        result.push_back(edge);
        return false;
    });
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

std::optional<EdgeHit> EdgeIndex::at(const QPointF &point, double tolerance) const
{
    std::optional<EdgeHit> best;
    const QRectF around(point.x() - tolerance, point.y() - tolerance, 2 * tolerance, 2 * tolerance);
    for (const int e : inRect(around)) {
        const auto &points = m_routes[e].points;
        for (size_t i = 1; i < points.size(); ++i) {
            const QPointF nearest = nearestOn(points[i - 1], points[i], point);
            const double distance = std::hypot(nearest.x() - point.x(), nearest.y() - point.y());
            if (distance > tolerance || (best && distance > best->distance))
                continue;
            best = EdgeHit{e, static_cast<int>(i) - 1, distance, nearest};
        }
    }
    return best;
}

}
