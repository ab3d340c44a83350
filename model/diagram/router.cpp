// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/nudging.h"
#include "model/diagram/pathfinder.h"
#include "model/diagram/ports.h"
#include "model/diagram/routing.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace safeguard::diagram {

namespace {

/// What is known of one flow before ways are kept apart.
struct Way
{
    Sides wished; ///< before crowded sides were relieved
    Sides sides;
    Ports ports;
    std::vector<QPointF> points; ///< from port to port
    double cost = 0;
    bool blocked = false;
    std::vector<Slide> slides;
};

QRectF boundsOf(const std::vector<QPointF> &points)
{
    double left = points.front().x(), right = left;
    double top = points.front().y(), bottom = top;
    for (const QPointF &p : points) {
        left = std::min(left, p.x());
        right = std::max(right, p.x());
        top = std::min(top, p.y());
        bottom = std::max(bottom, p.y());
    }
    return {QPointF(left, top), QPointF(right, bottom)};
}

/// A right-angled way that ignores boxes, for when there is none around them.
std::vector<QPointF> straightThrough(const Sides &sides, const QPointF &a, const QPointF &b)
{
    if (isVertical(sides.source) != isVertical(sides.target))
        return {a, isVertical(sides.source) ? QPointF(b.x(), a.y()) : QPointF(a.x(), b.y()), b};
    if (isVertical(sides.source)) {
        const double x = (a.x() + b.x()) / 2;
        return {a, {x, a.y()}, {x, b.y()}, b};
    }
    const double y = (a.y() + b.y()) / 2;
    return {a, {a.x(), y}, {b.x(), y}, b};
}

/// The direction in which a path arrives, so that it goes on from there without turning back.
std::optional<Side> onward(const std::vector<QPointF> &points)
{
    if (points.size() < 2)
        return std::nullopt;
    const QPointF way = points.back() - points[points.size() - 2];
    if (std::abs(way.x()) > std::abs(way.y()))
        return way.x() < 0 ? Side::Left : Side::Right;
    return way.y() < 0 ? Side::Top : Side::Bottom;
}

/// Routes single flows of one graph.
class FlowRouter
{
public:
    FlowRouter(const Graph &graph, const Topology &topology, const Obstacles &obstacles,
               const RoutingOptions &options)
        : m_graph(graph)
        , m_topology(topology)
        , m_obstacles(obstacles)
        , m_options(options)
        , m_finder(obstacles, options.bendCost)
    {}

    Sides chooseSides(int e) const
    {
        const QRectF &s = m_topology.rects[m_topology.source[e]];
        const QRectF &t = m_topology.rects[m_topology.target[e]];
        const auto &bends = m_graph.edges[e].bends;
        if (!bends.empty())
            return {facing(s, bends.front()), facing(t, bends.back())};
        if (m_topology.source[e] == m_topology.target[e])
            return {Side::Right, Side::Top};
        return cheapest(sidesBetween(s, t), s, t);
    }

    void route(int e, Way &way)
    {
        const PathEnd from = endAt(way.ports.source, way.sides.source);
        const PathEnd to = endAt(way.ports.target, way.sides.target);
        const auto &bends = m_graph.edges[e].bends;
        auto path = bends.empty() ? m_finder.find(from, to, m_options.margin)
                                  : throughBends(bends, from, to);
        way.blocked = !path;
        std::vector<QPointF> points{way.ports.source};
        if (path)
            points.insert(points.end(), path->points.begin(), path->points.end());
        else
            points = straightThrough(way.sides, way.ports.source, way.ports.target);
        if (path)
            points.push_back(way.ports.target);
        way.points = simplified(points);
        way.cost = m_finder.cost(way.points);
        refreshSlides(e, way);
    }

    void refreshSlides(int e, Way &way) const
    {
        const bool fixed = way.blocked || !m_graph.edges[e].bends.empty();
        way.slides = slidesOf(e, way.points, fixed, m_obstacles, marginOf(way));
    }

private:
    PathEnd endAt(const QPointF &port, Side side) const
    {
        return {port + outward(side) * m_options.margin, side};
    }

    Sides cheapest(const std::vector<Sides> &choices, const QRectF &s, const QRectF &t) const
    {
        constexpr double habit = 120; ///< what it takes to leave the usual sides
        std::optional<double> least;
        Sides best = choices.front();
        double more = 0;
        for (const Sides &sides : choices) {
            const auto path =
                m_finder.simple(endAt(middleOf(s, sides.source), sides.source),
                                endAt(middleOf(t, sides.target), sides.target), m_options.margin);
            if (path && (!least || path->cost + more < *least)) {
                least = path->cost + more;
                best = sides;
            }
            if (path && more == 0)
                break;
            more += habit;
        }
        return best;
    }

    std::optional<Path> throughBends(const std::vector<QPointF> &bends, const PathEnd &from,
                                     const PathEnd &to)
    {
        Path whole;
        PathEnd last = from;
        for (size_t i = 0; i <= bends.size(); ++i) {
            if (i < bends.size() && !isFinite(bends[i]))
                continue;
            const PathEnd next = i < bends.size() ? PathEnd{bends[i], {}} : to;
            auto path = m_finder.search(last, next, m_options.margin / 3);
            if (!path)
                path = Path{{last.point, QPointF(next.point.x(), last.point.y()), next.point}, 0};
            whole.points.insert(whole.points.end(), path->points.begin(), path->points.end());
            last = PathEnd{next.point, onward(path->points)};
        }
        return whole;
    }

    /// The margin that the way really keeps.
    double marginOf(const Way &way) const
    {
        for (const double margin : {m_options.margin, m_options.margin / 3}) {
            bool clear = true;
            for (size_t i = 2; i + 1 < way.points.size() && clear; ++i)
                clear = m_obstacles.isClear(way.points[i - 1], way.points[i], margin - 0.01);
            if (clear)
                return margin;
        }
        return 0.5;
    }

    const Graph &m_graph;
    const Topology &m_topology;
    const Obstacles &m_obstacles;
    const RoutingOptions &m_options;
    Pathfinder m_finder;
};

/// What changed between two graphs, as far as routes are concerned.
struct Difference
{
    GridIndex appeared;           ///< boxes where there was none
    std::vector<QRectF> vanished; ///< boxes where there is none now
    std::set<AnyId> ends;         ///< systems that moved
    bool bordersMoved = false;
};

Difference differenceOf(const Graph &before, const Graph &after)
{
    Difference result;
    QHash<AnyId, QRectF> old;
    for (const Node &node : before.nodes)
        old.insert(node.id, cleanRect(node.rect));
    for (int n = 0; n < static_cast<int>(after.nodes.size()); ++n) {
        const QRectF rect = cleanRect(after.nodes[n].rect);
        const auto it = old.constFind(after.nodes[n].id);
        if (it != old.constEnd() && *it == rect) {
            old.erase(it);
            continue;
        }
        result.appeared.insert(n, rect);
        result.ends.insert(after.nodes[n].id);
    }
    for (const Node &node : before.nodes) {
        if (const auto it = old.constFind(node.id); it != old.constEnd())
            result.vanished.push_back(*it);
    }
    const auto sameShape = [](const Container &a, const Container &b) { return a.rect == b.rect; };
    result.bordersMoved = !std::equal(before.containers.begin(), before.containers.end(),
                                      after.containers.begin(), after.containers.end(), sameShape);
    return result;
}

enum class Sliding { Both, Vertical, Horizontal };

bool mayMove(Sliding sliding, bool vertical)
{
    return sliding == Sliding::Both || (sliding == Sliding::Vertical) == vertical;
}

/// Whether no piece but the first and last (which touch their boxes) comes to a box.
bool isClear(const std::vector<QPointF> &points, const Obstacles &obstacles)
{
    constexpr double touch = 0.4;
    for (size_t i = 1; i < points.size(); ++i) {
        QPointF a = points[i - 1];
        QPointF b = points[i];
        const QPointF way = b - a;
        const double length = std::max(1e-9, std::hypot(way.x(), way.y()));
        if (i == 1)
            a += way / length * std::min(length, 2 * touch);
        if (i + 1 == points.size())
            b -= way / length * std::min(length, 2 * touch);
        if (!obstacles.isClear(a, b, touch))
            return false;
    }
    return true;
}

int leastBends(const Sides &sides, const QPointF &a, const QPointF &b)
{
    if (isVertical(sides.source) != isVertical(sides.target))
        return 1;
    const bool level = std::abs(isVertical(sides.source) ? a.y() - b.y() : a.x() - b.x()) < 0.01;
    return level && sides.source != sides.target ? 0 : 2;
}

double distanceTo(const QRectF &rect, const QPointF &p)
{
    return std::max({0.0, rect.left() - p.x(), p.x() - rect.right()}) +
           std::max({0.0, rect.top() - p.y(), p.y() - rect.bottom()});
}

}

struct Router::State
{
    RoutingOptions options;
    Graph graph;
    std::vector<Way> ways;
    std::vector<Route> routes;
    std::vector<int> changed;

    bool cancelled() const { return options.cancelled && options.cancelled(); }
    bool run(const Graph &next, bool everything);
    std::vector<Way> carriedOver(const Graph &next, const Topology &topology,
                                 std::vector<char> &stale, std::vector<Route> &before) const;
    void markTouched(const Difference &difference, const std::vector<Way> &known,
                     std::vector<char> &stale) const;
    bool mayImprove(const Way &way, const Difference &difference) const;
    void refreshNear(const Difference &difference, const FlowRouter &router,
                     std::vector<Way> &known) const;
    std::vector<Route> separated(std::vector<Way> &known, const Obstacles &obstacles) const;
};

/// The ways of the flows that both graphs have; stale where the flow itself changed.
std::vector<Way> Router::State::carriedOver(const Graph &next, const Topology &topology,
                                            std::vector<char> &stale,
                                            std::vector<Route> &before) const
{
    QHash<AnyId, int> old;
    for (int e = 0; e < static_cast<int>(graph.edges.size()); ++e)
        old.insert(graph.edges[e].id, e);
    std::vector<Way> result(next.edges.size());
    for (int e = 0; e < static_cast<int>(next.edges.size()); ++e) {
        const Edge &edge = next.edges[e];
        const int was = old.value(edge.id, -1);
        if (was < 0 || topology.source[e] < 0)
            continue;
        before[e] = routes[was];
        const Edge &then = graph.edges[was];
        const bool same = then.source == edge.source && then.target == edge.target &&
                          then.bends == edge.bends && !ways[was].points.empty();
        if (!same)
            continue;
        result[e] = ways[was];
        for (Slide &slide : result[e].slides)
            slide.edge = e;
        stale[e] = 0;
    }
    return result;
}

/// Whether a way through where a box vanished could be noticeably cheaper: even the shortest such
/// way, with as few bends as the sides allow, has to be.
bool Router::State::mayImprove(const Way &way, const Difference &difference) const
{
    constexpr double noticeable = 16;
    const QPointF a = way.points.front();
    const QPointF b = way.points.back();
    const double direct = (b - a).manhattanLength();
    const double bends = options.bendCost * leastBends(way.sides, a, b);
    if (direct + bends + noticeable >= way.cost)
        return false;
    return std::any_of(
        difference.vanished.begin(), difference.vanished.end(), [&](const QRectF &box) {
            const double m = options.margin;
            const QRectF room = box.adjusted(-m, -m, m, m);
            return distanceTo(room, a) + distanceTo(room, b) + bends + noticeable < way.cost;
        });
}

void Router::State::markTouched(const Difference &difference, const std::vector<Way> &known,
                                std::vector<char> &stale) const
{
    const double m = options.margin - 0.01;
    for (size_t e = 0; e < known.size(); ++e) {
        if (stale[e])
            continue;
        const auto &points = known[e].points;
        for (size_t i = 1; i < points.size() && !stale[e]; ++i) {
            const QRectF piece =
                QRectF(points[i - 1], points[i]).normalized().adjusted(-m, -m, m, m);
            stale[e] = difference.appeared.any(
                piece, [&](int, const QRectF &box) { return box.intersects(piece); });
        }
        stale[e] = stale[e] || mayImprove(known[e], difference);
    }
}

/// Pieces near a box that came or went have another channel to slide in.
void Router::State::refreshNear(const Difference &difference, const FlowRouter &router,
                                std::vector<Way> &known) const
{
    constexpr double reach = 140;
    for (int e = 0; e < static_cast<int>(known.size()); ++e) {
        if (known[e].points.empty())
            continue;
        const QRectF near = boundsOf(known[e].points).adjusted(-reach, -reach, reach, reach);
        const auto meets = [&](const QRectF &box) { return box.intersects(near); };
        const bool gone =
            std::any_of(difference.vanished.begin(), difference.vanished.end(), meets);
        if (gone ||
            difference.appeared.any(near, [&](int, const QRectF &box) { return meets(box); }))
            router.refreshSlides(e, known[e]);
    }
}

/// Slides were measured one by one; where two of a route together would cut a corner of a box, only
/// one direction slides, or none.
std::vector<Route> Router::State::separated(std::vector<Way> &known,
                                            const Obstacles &obstacles) const
{
    std::vector<Slide> slides;
    for (const Way &way : known)
        slides.insert(slides.end(), way.slides.begin(), way.slides.end());
    keepApart(slides, options.trackGap);
    std::vector<Route> result(known.size());
    for (size_t e = 0; e < known.size(); ++e)
        result[e] = {known[e].points, known[e].blocked};
    for (auto first = slides.begin(); first != slides.end();) {
        const auto next = std::find_if(first, slides.end(),
                                       [&](const Slide &s) { return s.edge != first->edge; });
        const std::vector<QPointF> &points = known[first->edge].points;
        for (const Sliding sliding : {Sliding::Both, Sliding::Vertical, Sliding::Horizontal}) {
            std::vector<QPointF> moved = points;
            for (auto slide = first; slide != next; ++slide) {
                if (!slide->fixed && mayMove(sliding, slide->vertical))
                    putBack(*slide, moved);
            }
            if (moved == points || !isClear(moved, obstacles))
                continue;
            result[first->edge].points = simplified(moved);
            break;
        }
        first = next;
    }
    return result;
}

bool Router::State::run(const Graph &next, bool everything)
{
    const Topology topology(next);
    const Obstacles obstacles(next, topology);
    FlowRouter router(next, topology, obstacles, options);
    const size_t count = next.edges.size();
    std::vector<char> stale(count, 1);
    std::vector<Route> before(count);
    std::vector<Way> known = carriedOver(next, topology, stale, before);
    const Difference difference = differenceOf(graph, next);
    everything = everything || difference.bordersMoved;
    if (everything)
        stale.assign(count, 1);
    else
        markTouched(difference, known, stale);
    std::vector<Sides> sides(count);
    for (int e = 0; e < static_cast<int>(count); ++e) {
        const bool moved = !everything && (difference.ends.count(next.edges[e].source) ||
                                           difference.ends.count(next.edges[e].target));
        stale[e] = stale[e] || moved;
        if (topology.source[e] < 0)
            continue;
        if (stale[e])
            known[e].wished = router.chooseSides(e);
        sides[e] = known[e].wished;
        if (e % 64 == 0 && cancelled())
            return false;
    }
    relieveCrowdedSides(next, topology, options.portGap, sides);
    const std::vector<Ports> ports = spreadPorts(next, topology, sides, options.portGap);
    for (int e = 0; e < static_cast<int>(count); ++e) {
        if (topology.source[e] < 0 ||
            (!stale[e] && known[e].sides == sides[e] && known[e].ports == ports[e]))
            continue;
        known[e].sides = sides[e];
        known[e].ports = ports[e];
        router.route(e, known[e]);
        if (e % 16 == 0 && cancelled())
            return false;
    }
    if (!everything)
        refreshNear(difference, router, known);
    routes = separated(known, obstacles);
    changed.clear();
    for (int e = 0; e < static_cast<int>(count); ++e) {
        if (routes[e] != before[e])
            changed.push_back(e);
    }
    ways = std::move(known);
    graph = next;
    return true;
}

Router::Router(RoutingOptions options)
    : m_state(std::make_unique<State>())
{
    m_state->options = std::move(options);
}

Router::~Router() = default;
Router::Router(Router &&) noexcept = default;
Router &Router::operator=(Router &&) noexcept = default;

bool Router::route(const Graph &graph)
{
    return m_state->run(graph, true);
}

bool Router::reroute(const Graph &graph)
{
    return m_state->run(graph, false);
}

const std::vector<Route> &Router::routes() const
{
    return m_state->routes;
}

const std::vector<int> &Router::changed() const
{
    return m_state->changed;
}

std::vector<Route> routed(const Graph &graph, const RoutingOptions &options)
{
    Router router(options);
    router.route(graph);
    return router.routes();
}

}
