// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/ports.h"

#include <algorithm>
#include <cmath>

namespace safeguard::diagram {

std::vector<Sides> sidesBetween(const QRectF &s, const QRectF &t)
{
    constexpr double room = 32;
    const bool right = t.left() - s.right() >= room;
    const bool left = s.left() - t.right() >= room;
    const bool below = t.top() - s.bottom() >= room;
    const bool above = s.top() - t.bottom() >= room;
    const Side across = left ? Side::Left : Side::Right;
    const Side back = left ? Side::Right : Side::Left;
    const Side down = below ? Side::Bottom : Side::Top;
    const Side up = below ? Side::Top : Side::Bottom;
    std::vector<Sides> result;
    if (left || right)
        result.push_back({across, back});
    if (below || above)
        result.push_back({down, up});
    if ((left || right) && (below || above)) {
        result.push_back({across, up});
        result.push_back({down, back});
    }
    if (!left && !right) {
        result.push_back({Side::Right, Side::Right});
        result.push_back({Side::Left, Side::Left});
    } else if (!below && !above) {
        result.push_back({Side::Bottom, Side::Bottom});
        result.push_back({Side::Top, Side::Top});
    }
    return result;
}

Side facing(const QRectF &box, const QPointF &point)
{
    const QPointF way = point - box.center();
    const double across = std::max(0.0, std::abs(way.x()) - box.width() / 2);
    const double along = std::max(0.0, std::abs(way.y()) - box.height() / 2);
    if (across >= along)
        return way.x() < 0 ? Side::Left : Side::Right;
    return way.y() < 0 ? Side::Top : Side::Bottom;
}

QPointF middleOf(const QRectF &box, Side side)
{
    const QPointF out = outward(side);
    return box.center() + QPointF(out.x() * box.width() / 2, out.y() * box.height() / 2);
}

namespace {

struct Leaving
{
    double toward; ///< where the other box is, above (negative) or below this one
    int edge;
    bool atSource;
};

double verticalWay(const QRectF &from, const QRectF &to)
{
    constexpr double least = 24;
    if (to.center().y() < from.top() - least)
        return to.center().y() - from.top();
    return to.center().y() > from.bottom() + least ? to.center().y() - from.bottom() : 0;
}

void relieve(std::vector<Leaving> &ends, size_t fitting, std::vector<Sides> &sides)
{
    std::stable_sort(ends.begin(), ends.end(), [](const Leaving &a, const Leaving &b) {
        return std::abs(a.toward) > std::abs(b.toward);
    });
    size_t above = 0;
    size_t below = 0;
    for (size_t i = 0, left = ends.size(); i < ends.size() && left > fitting; ++i) {
        size_t &used = ends[i].toward < 0 ? above : below;
        if (ends[i].toward == 0 || used >= 2 * fitting)
            continue;
        Sides &of = sides[ends[i].edge];
        (ends[i].atSource ? of.source : of.target) = ends[i].toward < 0 ? Side::Top : Side::Bottom;
        ++used;
        --left;
    }
}

}

void relieveCrowdedSides(const Graph &graph, const Topology &topology, double gap,
                         std::vector<Sides> &sides)
{
    std::vector<Leaving> left, right;
    for (int n = 0; n < static_cast<int>(topology.rects.size()); ++n) {
        const QRectF &box = topology.rects[n];
        const auto fitting = static_cast<size_t>(std::max(1.0, (box.height() - 20) / gap + 1.5));
        if (topology.edgesOf[n].size() <= fitting)
            continue;
        left.clear();
        right.clear();
        for (const int e : topology.edgesOf[n]) {
            const bool atSource = topology.source[e] == n;
            const Side side = atSource ? sides[e].source : sides[e].target;
            const bool facing = isVertical(sides[e].source) && isVertical(sides[e].target) &&
                                sides[e].source != sides[e].target;
            if (!facing || !graph.edges[e].bends.empty())
                continue;
            const QRectF &other =
                topology.rects[atSource ? topology.target[e] : topology.source[e]];
            (side == Side::Left ? left : right).push_back({verticalWay(box, other), e, atSource});
        }
        relieve(left, fitting, sides);
        relieve(right, fitting, sides);
    }
}

namespace {

struct End
{
    int edge;
    bool atSource;
    double toward;   ///< where the other end is, along this side
    double position; ///< along this side
};

/// The ends on one side of one box.
struct Group
{
    double low = 0, high = 0;
    std::vector<End> ends = {};
};

class PortSpreader
{
public:
    PortSpreader(const Graph &graph, const Topology &topology, const std::vector<Sides> &sides,
                 double gap)
        : m_graph(graph)
        , m_topology(topology)
        , m_sides(sides)
        , m_gap(gap)
        , m_groups(topology.rects.size() * 4)
        , m_position(sides.size() * 2)
    {}
    std::vector<Ports> run();

private:
    void addEnd(int edge, bool atSource);
    void spread(Group &group) const;
    void level(Group &group);
    void straighten(int edge);
    bool straightWish(const End &end, const Group &group, double &wish) const;
    QPointF point(int edge, bool atSource) const;
    int node(int edge, bool atSource) const
    {
        return atSource ? m_topology.source[edge] : m_topology.target[edge];
    }
    Side side(int edge, bool atSource) const
    {
        return atSource ? m_sides[edge].source : m_sides[edge].target;
    }
    Group &group(int edge, bool atSource)
    {
        return m_groups[static_cast<size_t>(node(edge, atSource)) * 4 +
                        static_cast<size_t>(side(edge, atSource))];
    }

    const Graph &m_graph;
    const Topology &m_topology;
    const std::vector<Sides> &m_sides;
    double m_gap;
    std::vector<Group> m_groups;
    std::vector<double> m_position; ///< of source and target of each edge
};

void PortSpreader::addEnd(int edge, bool atSource)
{
    const QRectF &box = m_topology.rects[node(edge, atSource)];
    const bool vertical = isVertical(side(edge, atSource));
    const auto &bends = m_graph.edges[edge].bends;
    QPointF other = m_topology.rects[node(edge, !atSource)].center();
    if (!bends.empty())
        other = atSource ? bends.front() : bends.back();
    const double room = std::min(10.0, (vertical ? box.height() : box.width()) / 4);
    Group &g = group(edge, atSource);
    g.low = (vertical ? box.top() : box.left()) + room;
    g.high = (vertical ? box.bottom() : box.right()) - room;
    g.ends.push_back({edge, atSource, vertical ? other.y() : other.x(), 0});
}

void PortSpreader::spread(Group &group) const
{
    std::stable_sort(group.ends.begin(), group.ends.end(), [&](const End &a, const End &b) {
        if (std::abs(a.toward - b.toward) > 0.01)
            return a.toward < b.toward;
        // Twins between the same boxes run beside each other, not crossed.
        const bool back = side(a.edge, true) == side(a.edge, false) && !a.atSource && !b.atSource;
        return back ? a.edge > b.edge : a.edge < b.edge;
    });
    const double count = static_cast<double>(group.ends.size());
    const double gap = count > 1 ? std::min(m_gap, (group.high - group.low) / (count - 1)) : 0;
    double at = (group.low + group.high) / 2 - gap * (count - 1) / 2;
    for (End &end : group.ends) {
        end.position = at;
        at += gap;
    }
}

/// Where the way would be straight, when both sides face each other and reach that far.
bool PortSpreader::straightWish(const End &end, const Group &group, double &wish) const
{
    const Side here = side(end.edge, end.atSource);
    const Side there = side(end.edge, !end.atSource);
    if (outward(here) + outward(there) != QPointF() || !m_graph.edges[end.edge].bends.empty())
        return false;
    const double other = m_position[static_cast<size_t>(end.edge) * 2 + (end.atSource ? 1 : 0)];
    wish = std::clamp(other, group.low, group.high);
    return std::abs(wish - other) < 0.01;
}

void PortSpreader::level(Group &group)
{
    if (group.ends.empty())
        return;
    const size_t count = group.ends.size();
    const double gap =
        count > 1 ? std::min(m_gap, (group.high - group.low) / static_cast<double>(count - 1)) : 0;
    std::vector<double> wish(count), down(count), up(count);
    for (size_t i = 0; i < count; ++i) {
        if (!straightWish(group.ends[i], group, wish[i]))
            wish[i] = group.ends[i].position;
    }
    for (size_t i = 0; i < count; ++i) {
        const double least = group.low + gap * static_cast<double>(i);
        const double most = group.high - gap * static_cast<double>(count - 1 - i);
        down[i] = std::max({wish[i], least, i > 0 ? down[i - 1] + gap : least});
        const size_t j = count - 1 - i;
        const double mostJ = group.high - gap * static_cast<double>(i);
        up[j] = std::min({wish[j], mostJ, i > 0 ? up[j + 1] - gap : mostJ});
        down[i] = std::min(down[i], most);
    }
    for (size_t i = 0; i < count; ++i) {
        const double least = group.low + gap * static_cast<double>(i);
        const double at = (down[i] + std::max(up[i], least)) / 2;
        m_position[static_cast<size_t>(group.ends[i].edge) * 2 + (group.ends[i].atSource ? 0 : 1)] =
            at;
    }
}

QPointF PortSpreader::point(int edge, bool atSource) const
{
    const Side s = side(edge, atSource);
    QPointF result = middleOf(m_topology.rects[node(edge, atSource)], s);
    const double at = m_position[static_cast<size_t>(edge) * 2 + (atSource ? 0 : 1)];
    if (isVertical(s))
        result.setY(at);
    else
        result.setX(at);
    return result;
}

/// Removes a step of a few units, which would look like a mistake.
void PortSpreader::straighten(int edge)
{
    constexpr double step = 5;
    if (m_topology.source[edge] < 0 || !m_graph.edges[edge].bends.empty() ||
        outward(side(edge, true)) + outward(side(edge, false)) != QPointF())
        return;
    double &source = m_position[static_cast<size_t>(edge) * 2];
    double &target = m_position[static_cast<size_t>(edge) * 2 + 1];
    if (std::abs(source - target) > step)
        return;
    const Group &at = group(edge, true);
    const Group &to = group(edge, false);
    const bool fewer = at.ends.size() <= to.ends.size();
    const double common = fewer ? target : source;
    const Group &moved = fewer ? at : to;
    if (common >= moved.low && common <= moved.high)
        source = target = common;
}

std::vector<Ports> PortSpreader::run()
{
    const int edges = static_cast<int>(m_sides.size());
    for (int e = 0; e < edges; ++e) {
        if (m_topology.source[e] < 0)
            continue;
        addEnd(e, true);
        addEnd(e, false);
    }
    for (Group &group : m_groups) {
        spread(group);
        for (const End &end : group.ends)
            m_position[static_cast<size_t>(end.edge) * 2 + (end.atSource ? 0 : 1)] = end.position;
    }
    for (int i = 0; i < 3; ++i) {
        for (Group &group : m_groups)
            level(group);
    }
    for (int e = 0; e < edges; ++e)
        straighten(e);
    std::vector<Ports> result(m_sides.size());
    for (int e = 0; e < edges; ++e) {
        if (m_topology.source[e] >= 0)
            result[e] = {point(e, true), point(e, false)};
    }
    return result;
}

}

std::vector<Ports> spreadPorts(const Graph &graph, const Topology &topology,
                               const std::vector<Sides> &sides, double gap)
{
    return PortSpreader(graph, topology, sides, gap).run();
}

}
