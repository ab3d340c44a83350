// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/gridindex.h"
#include "model/diagram/layered.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace safeguard::diagram::layered {

namespace {

constexpr int farthest = 160; ///< rings around the wished place that are tried
constexpr double step = 24;

/// A system, or a boundary without pins together with all it holds, that moves as one.
struct Block
{
    QRectF rect;
    int container = -1; ///< the boundary with pins (or the diagram) it lies in
    int node = -1;      ///< either
    int group = -1;     ///< or
};

/// Places blocks one after another at the nearest place that is free. A boundary with pins begins
/// as small as its pins allow and grows with each member, never over what is not its own.
class PinnedPlacer
{
public:
    PinnedPlacer(const Topology &topology, const Graph &graph, const LayoutOptions &options,
                 Arrangement &arrangement)
        : m_topology(topology)
        , m_graph(graph)
        , m_options(options)
        , m_result(arrangement)
        , m_anchored(topology.parent.size())
        , m_shift(topology.parent.size() + 1)
    {}
    void run()
    {
        anchor();
        for (Block &block : blocks())
            place(block);
        for (size_t c = 0; c < m_anchored.size(); ++c) {
            if (m_anchored[c])
                m_result.containers[c] = *m_anchored[c];
        }
        for (Lane &lane : m_result.lanes)
            lane.left += m_shift.back().x();
        widenLanes();
    }

private:
    QRectF padded(const QRectF &rect) const
    {
        return rect.adjusted(-m_options.padding, -m_options.titleRoom, m_options.padding,
                             m_options.padding);
    }
    QPointF medianShift(std::vector<QPointF> shifts) const
    {
        const auto median = [&](auto part) {
            const auto middle = shifts.begin() + static_cast<std::ptrdiff_t>(shifts.size() / 2);
            std::nth_element(shifts.begin(), middle, shifts.end(),
                             [&](const QPointF &a, const QPointF &b) { return part(a) < part(b); });
            return std::round(part(*middle) / grid) * grid;
        };
        const double x = median([](const QPointF &p) { return p.x(); });
        return {x, median([](const QPointF &p) { return p.y(); })};
    }
    void anchor();
    std::vector<Block> blocks() const;
    void place(Block &block);
    std::optional<QRectF> nearestFree(const Block &block, bool mayNotGrow) const;
    bool isFree(const QRectF &rect, const Block &block, bool careful) const;
    bool growthIsFree(QRectF rect, int container) const;
    void settle(const Block &block, const QRectF &rect);
    void widenLanes();

    const Topology &m_topology;
    const Graph &m_graph;
    const LayoutOptions &m_options;
    Arrangement &m_result;
    std::vector<std::optional<QRectF>> m_anchored; ///< boundaries with pins, as they grow
    std::vector<QPointF> m_shift;                  ///< the same, from the free layout; last: all
    GridIndex m_taken;
    std::vector<int> m_takenIn; ///< container of each entry of m_taken
};

void PinnedPlacer::anchor()
{
    std::vector<std::vector<QPointF>> shifts(m_shift.size());
    for (size_t n = 0; n < m_graph.nodes.size(); ++n) {
        if (!m_graph.nodes[n].pinned)
            continue;
        const QRectF rect = m_topology.rects[n];
        const QPointF shift = rect.topLeft() - m_result.nodes[n].topLeft();
        QRectF inner = rect;
        for (int c = m_topology.container[n]; c >= 0; c = m_topology.parent[c]) {
            inner = padded(inner);
            m_anchored[c] = m_anchored[c] ? m_anchored[c]->united(inner) : inner;
            inner = *m_anchored[c];
            shifts[c].push_back(shift);
        }
        shifts.back().push_back(shift);
        m_result.nodes[n] = rect;
        m_taken.insert(static_cast<int>(m_takenIn.size()), rect);
        m_takenIn.push_back(m_topology.container[n]);
    }
    for (size_t c = 0; c < shifts.size(); ++c) {
        if (!shifts[c].empty())
            m_shift[c] = medianShift(shifts[c]);
    }
}

std::vector<Block> PinnedPlacer::blocks() const
{
    std::vector<Block> result;
    const auto shifted = [&](QRectF rect, int container) {
        return rect.translated(container < 0 ? m_shift.back() : m_shift[container]);
    };
    for (int n = 0; n < static_cast<int>(m_graph.nodes.size()); ++n) {
        const int c = m_topology.container[n];
        if (!m_graph.nodes[n].pinned && (c < 0 || m_anchored[c]))
            result.push_back({shifted(m_result.nodes[n], c), c, n, -1});
    }
    for (int c = 0; c < static_cast<int>(m_anchored.size()); ++c) {
        const int p = m_topology.parent[c];
        if (!m_anchored[c] && (p < 0 || m_anchored[p]))
            result.push_back({shifted(m_result.containers[c], p), p, -1, c});
    }
    const auto depth = [&](const Block &b) {
        return b.container < 0 ? -1 : m_topology.depth[b.container];
    };
    std::stable_sort(result.begin(), result.end(), [&](const Block &a, const Block &b) {
        return std::tuple(-depth(a), a.container, a.node < 0 ? 0 : 1) <
               std::tuple(-depth(b), b.container, b.node < 0 ? 0 : 1);
    });
    return result;
}

bool PinnedPlacer::isFree(const QRectF &rect, const Block &block, bool careful) const
{
    const double gap = m_options.nodeGap / 2;
    const QRectF room = rect.adjusted(-gap, -gap, gap, gap);
    if (m_taken.any(room, [&](int, const QRectF &other) { return other.intersects(room); }))
        return false;
    if (!careful)
        return true;
    for (int c = 0; c < static_cast<int>(m_anchored.size()); ++c) {
        if (m_anchored[c] && !m_topology.holds(c, block.container) &&
            m_anchored[c]->intersects(room))
            return false;
    }
    return growthIsFree(rect, block.container);
}

bool PinnedPlacer::growthIsFree(QRectF rect, int container) const
{
    for (int c = container; c >= 0; c = m_topology.parent[c]) {
        const QRectF grown = m_anchored[c]->united(padded(rect));
        if (grown == *m_anchored[c])
            return true;
        const double gap = m_options.nodeGap / 2;
        const QRectF room = grown.adjusted(-gap, -gap, gap, gap);
        const bool foreign = m_taken.any(room, [&](int id, const QRectF &other) {
            return other.intersects(room) && !m_topology.holds(c, m_takenIn[id]);
        });
        if (foreign)
            return false;
        for (int other = 0; other < static_cast<int>(m_anchored.size()); ++other) {
            if (m_anchored[other] && !m_topology.holds(c, other) && !m_topology.holds(other, c) &&
                m_anchored[other]->intersects(room))
                return false;
        }
        rect = grown;
    }
    return true;
}

std::optional<QRectF> PinnedPlacer::nearestFree(const Block &block, bool careful) const
{
    if (isFree(block.rect, block, careful))
        return block.rect;
    for (int ring = 1; ring <= farthest; ++ring) {
        std::optional<QRectF> best;
        double nearest = 0;
        const auto consider = [&](int x, int y) {
            const QRectF rect = block.rect.translated(x * step, y * step);
            const double distance = std::hypot(x, y);
            if ((!best || distance < nearest) && isFree(rect, block, careful)) {
                best = rect;
                nearest = distance;
            }
        };
        for (int i = -ring; i <= ring; ++i) {
            consider(i, -ring);
            consider(i, ring);
            consider(-ring, i);
            consider(ring, i);
        }
        if (best)
            return best;
    }
    return std::nullopt;
}

void PinnedPlacer::place(Block &block)
{
    std::optional<QRectF> rect = nearestFree(block, true);
    if (!rect && block.container >= 0)
        rect = nearestFree(block, false);
    if (!rect) {
        double below = block.rect.top();
        for (const QRectF &other : m_result.nodes)
            below = std::max(below, other.bottom());
        for (const auto &other : m_anchored)
            below = other ? std::max(below, other->bottom()) : below;
        rect = block.rect;
        rect->moveTop(upToGrid(below + m_options.nodeGap));
    }
    settle(block, *rect);
}

void PinnedPlacer::settle(const Block &block, const QRectF &rect)
{
    m_taken.insert(static_cast<int>(m_takenIn.size()), rect);
    m_takenIn.push_back(block.container);
    QRectF inner = rect;
    for (int c = block.container; c >= 0; c = m_topology.parent[c]) {
        m_anchored[c] = m_anchored[c]->united(padded(inner));
        inner = *m_anchored[c];
    }
    if (block.node >= 0) {
        m_result.nodes[block.node] = rect;
        return;
    }
    const QPointF by = rect.topLeft() - m_result.containers[block.group].topLeft();
    for (int c = 0; c < static_cast<int>(m_anchored.size()); ++c) {
        if (m_topology.holds(block.group, c))
            m_result.containers[c].translate(by);
    }
    for (size_t n = 0; n < m_result.nodes.size(); ++n) {
        if (m_topology.container[n] >= 0 && m_topology.holds(block.group, m_topology.container[n]))
            m_result.nodes[n].translate(by);
    }
}

/// The outer bands still reach around everything.
void PinnedPlacer::widenLanes()
{
    Lane *first = nullptr;
    Lane *last = nullptr;
    for (Lane &lane : m_result.lanes) {
        if (lane.width <= 0)
            continue;
        first = first ? first : &lane;
        last = &lane;
    }
    if (!first)
        return;
    QRectF all;
    for (const QRectF &rect : m_result.nodes)
        all |= rect;
    for (const QRectF &rect : m_result.containers)
        all |= rect;
    all.adjust(-m_options.padding, 0, m_options.padding, 0);
    const double right = std::max(last->left + last->width, all.right());
    const double more = std::max(0.0, first->left - all.left());
    first->left -= more;
    first->width += more;
    last->width = right - last->left;
}

}

void makeRoomForPins(const Topology &topology, const Graph &graph, const LayoutOptions &options,
                     Arrangement &arrangement)
{
    const bool any = std::any_of(graph.nodes.begin(), graph.nodes.end(),
                                 [](const Node &node) { return node.pinned; });
    if (any)
        PinnedPlacer(topology, graph, options, arrangement).run();
}

}
