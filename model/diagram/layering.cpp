// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/layered.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace safeguard::diagram::layered {

namespace {

constexpr double passageHeight = 16;
constexpr double labelledPassageHeight = 32;

/// Flows inside one lane, without circles: those that close one are turned round.
struct LaneFlows
{
    std::vector<std::vector<int>> next;
    std::vector<int> incoming;
};

LaneFlows acyclic(const Drawing &d)
{
    const int count = static_cast<int>(d.lane.size());
    LaneFlows flows{std::vector<std::vector<int>>(count), std::vector<int>(count)};
    std::vector<std::vector<int>> out(count);
    for (size_t e = 0; e < d.topology.source.size(); ++e) {
        const int s = d.topology.source[e];
        const int t = d.topology.target[e];
        if (s >= 0 && s != t && d.lane[s] == d.lane[t])
            out[s].push_back(t);
    }
    std::vector<char> state(count); // 0 new, 1 on the path, 2 done
    std::vector<std::pair<int, size_t>> path;
    for (int start = 0; start < count; ++start) {
        if (state[start] == 0)
            path.emplace_back(start, 0);
        while (!path.empty()) {
            auto &[node, at] = path.back();
            state[node] = 1;
            if (at == out[node].size()) {
                state[node] = 2;
                path.pop_back();
                continue;
            }
            const int to = out[node][at++];
            const bool turned = state[to] == 1;
            flows.next[turned ? to : node].push_back(turned ? node : to);
            ++flows.incoming[turned ? node : to];
            if (state[to] == 0)
                path.emplace_back(to, 0);
        }
    }
    return flows;
}

/// Systems without a lane go where most of their neighbours are, else to the last lane.
void chooseLanes(Drawing &d)
{
    const int lanes = std::max<int>(1, static_cast<int>(d.graph.lanes.size()));
    d.lane = d.topology.lane;
    for (size_t n = 0; n < d.lane.size(); ++n) {
        if (d.lane[n] >= 0)
            continue;
        std::vector<int> votes(lanes);
        for (const int e : d.topology.edgesOf[n]) {
            const int other = d.topology.source[e] + d.topology.target[e] - static_cast<int>(n);
            if (d.topology.lane[other] >= 0)
                ++votes[d.topology.lane[other]];
        }
        const auto best = std::max_element(votes.begin(), votes.end());
        d.lane[n] = *best > 0 ? static_cast<int>(best - votes.begin()) : lanes - 1;
    }
}

/// Fills columns of one lane after another; a full column passes on to the next.
class ColumnFiller
{
public:
    explicit ColumnFiller(int limit)
        : m_limit(limit)
    {}
    int place(int earliest)
    {
        int layer = earliest;
        if (layer < static_cast<int>(m_firstFree.size()))
            layer = freeFrom(layer);
        if (layer >= static_cast<int>(m_used.size())) {
            m_used.resize(layer + 1);
            while (static_cast<int>(m_firstFree.size()) <= layer)
                m_firstFree.push_back(static_cast<int>(m_firstFree.size()));
        }
        if (++m_used[layer] >= m_limit)
            m_firstFree[layer] = layer + 1;
        return layer;
    }

private:
    int freeFrom(int layer)
    {
        int free = layer;
        while (free < static_cast<int>(m_firstFree.size()) && m_firstFree[free] != free)
            free = m_firstFree[free];
        while (layer < static_cast<int>(m_firstFree.size()) && m_firstFree[layer] != layer) {
            const int next = m_firstFree[layer];
            m_firstFree[layer] = free;
            layer = next;
        }
        return free;
    }
    int m_limit;
    std::vector<int> m_used, m_firstFree;
};

int columnLimit(size_t nodes)
{
    return std::max(7, static_cast<int>(std::ceil(std::sqrt(2.2 * static_cast<double>(nodes)))));
}

/// Pulls a node without flows from the left next to what it feeds in its lane.
void pullRight(Drawing &d, const LaneFlows &flows, const std::vector<int> &order)
{
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        const int n = *it;
        if (flows.incoming[n] > 0 || flows.next[n].empty())
            continue;
        const bool fed =
            std::any_of(d.topology.edgesOf[n].begin(), d.topology.edgesOf[n].end(), [&](int e) {
                return d.lane[d.topology.source[e]] != d.lane[d.topology.target[e]];
            });
        if (fed)
            continue;
        int nearest = std::numeric_limits<int>::max();
        for (const int to : flows.next[n])
            nearest = std::min(nearest, d.layer[to]);
        d.layer[n] = std::max(d.layer[n], nearest - 1);
    }
}

}

double upToGrid(double value)
{
    return std::ceil(value / grid - 1e-9) * grid;
}

void assignLayers(Drawing &d)
{
    chooseLanes(d);
    const LaneFlows flows = acyclic(d);
    const int count = static_cast<int>(d.lane.size());
    const int lanes = std::max<int>(1, static_cast<int>(d.graph.lanes.size()));
    const int limit = columnLimit(d.lane.size());
    std::vector<int> earliest(count), waiting = flows.incoming, order;
    std::vector<ColumnFiller> fillers(lanes, ColumnFiller(limit));
    d.layer.assign(count, 0);
    std::vector<int> ready;
    for (int n = 0; n < count; ++n) {
        if (waiting[n] == 0)
            ready.push_back(n);
    }
    while (!ready.empty()) {
        std::stable_sort(ready.begin(), ready.end(), [&](int a, int b) {
            return d.topology.container[a] < d.topology.container[b];
        });
        std::vector<int> following;
        for (const int n : ready) {
            d.layer[n] = fillers[d.lane[n]].place(earliest[n]);
            order.push_back(n);
            for (const int to : flows.next[n]) {
                earliest[to] = std::max(earliest[to], d.layer[n] + 1);
                if (--waiting[to] == 0)
                    following.push_back(to);
            }
        }
        ready = std::move(following);
    }
    pullRight(d, flows, order);
    d.laneFirst.assign(lanes + 1, 0);
    std::vector<int> width(lanes);
    for (int n = 0; n < count; ++n)
        width[d.lane[n]] = std::max(width[d.lane[n]], d.layer[n] + 1);
    for (int lane = 0; lane < lanes; ++lane)
        d.laneFirst[lane + 1] = d.laneFirst[lane] + width[lane];
    for (int n = 0; n < count; ++n)
        d.layer[n] += d.laneFirst[d.lane[n]];
}

namespace {

void measureContainers(Drawing &d)
{
    const size_t count = d.topology.parent.size();
    d.firstLayer.assign(count, std::numeric_limits<int>::max());
    d.lastLayer.assign(count, -1);
    for (size_t n = 0; n < d.layer.size(); ++n) {
        for (int c = d.topology.container[n]; c >= 0; c = d.topology.parent[c]) {
            d.firstLayer[c] = std::min(d.firstLayer[c], d.layer[n]);
            d.lastLayer[c] = std::max(d.lastLayer[c], d.layer[n]);
        }
    }
}

/// A passage stays in the innermost boundary of an end as long as that boundary reaches.
int containerOfPassage(const Drawing &d, int from, int to, int layer)
{
    const int common = d.topology.commonContainer(from, to);
    for (const int end : {from, to}) {
        for (int c = end; c != common; c = d.topology.parent[c]) {
            if (d.firstLayer[c] <= layer && layer <= d.lastLayer[c])
                return c;
        }
    }
    return common;
}

int addPassage(Drawing &d, int layer, int container, bool labelled)
{
    Element passage;
    passage.layer = layer;
    passage.container = container;
    passage.height = labelled ? labelledPassageHeight : passageHeight;
    d.elements.push_back(passage);
    return static_cast<int>(d.elements.size()) - 1;
}

void addFlow(Drawing &d, int e)
{
    int from = d.topology.source[e];
    int to = d.topology.target[e];
    if (from < 0 || from == to || d.layer[from] == d.layer[to])
        return;
    if (d.layer[from] > d.layer[to])
        std::swap(from, to);
    const int labelAt = (d.layer[from] + d.layer[to]) / 2;
    int last = from;
    for (int layer = d.layer[from] + 1; layer <= d.layer[to]; ++layer) {
        const bool arrived = layer == d.layer[to];
        const int here = arrived
                             ? to
                             : addPassage(d, layer,
                                          containerOfPassage(d, d.topology.container[from],
                                                             d.topology.container[to], layer),
                                          layer == labelAt && !d.graph.edges[e].label.isEmpty());
        d.elements[last].right.push_back(here);
        d.elements[here].left.push_back(last);
        last = here;
    }
}

}

namespace {

/// A boundary is closed: in a layer that it spans without having anything there it gets a filler
/// without height, so that nothing foreign comes to lie in it.
void addFillers(Drawing &d)
{
    const int containers = static_cast<int>(d.topology.parent.size());
    std::vector<std::vector<char>> present(static_cast<size_t>(containers));
    for (int c = 0; c < containers; ++c) {
        if (d.lastLayer[c] >= 0)
            present[c].resize(static_cast<size_t>(d.lastLayer[c] - d.firstLayer[c] + 1));
    }
    const auto mark = [&](int container, int layer) {
        for (int c = container; c >= 0; c = d.topology.parent[c])
            present[c][layer - d.firstLayer[c]] = 1;
    };
    for (const Element &element : d.elements)
        mark(element.container, element.layer);
    std::vector<int> order(static_cast<size_t>(containers));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return d.topology.depth[a] > d.topology.depth[b]; });
    for (const int c : order) {
        for (int layer = d.firstLayer[c]; layer <= d.lastLayer[c]; ++layer) {
            if (present[c][layer - d.firstLayer[c]])
                continue;
            Element filler;
            filler.layer = layer;
            filler.container = c;
            d.elements.push_back(filler);
            mark(c, layer);
        }
    }
}

}

void makeElements(Drawing &d)
{
    measureContainers(d);
    for (int n = 0; n < static_cast<int>(d.layer.size()); ++n) {
        Element element;
        element.node = n;
        element.layer = d.layer[n];
        element.container = d.topology.container[n];
        element.height = d.topology.rects[n].height();
        d.elements.push_back(element);
    }
    for (int e = 0; e < static_cast<int>(d.topology.source.size()); ++e)
        addFlow(d, e);
    addFillers(d);
    d.layers.resize(static_cast<size_t>(d.laneFirst.back()));
    for (int i = 0; i < static_cast<int>(d.elements.size()); ++i)
        d.layers[d.elements[i].layer].push_back(i);
}

}
