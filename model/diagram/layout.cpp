// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/layout.h"
#include "model/diagram/layered.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace safeguard::diagram {

using namespace layered;

namespace {

constexpr QSizeF emptyContainer(200, 120);

void placeNodes(const Drawing &d, Arrangement &result)
{
    for (int n = 0; n < static_cast<int>(d.layer.size()); ++n) {
        const QSizeF size = d.topology.rects[n].size();
        const double spare = d.right[d.layer[n]] - d.left[d.layer[n]] - size.width();
        const double x = d.left[d.layer[n]] + std::floor(spare / 2 / grid) * grid;
        result.nodes.emplace_back(QPointF(x, d.elements[n].y), size);
    }
}

std::vector<int> deepestFirst(const Topology &topology)
{
    std::vector<int> order(topology.parent.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return topology.depth[a] > topology.depth[b]; });
    return order;
}

/// Boundaries without any system stand in a row below the rest, nested ones inside their parent.
void placeEmpty(const Drawing &d, Arrangement &result)
{
    double y = 0;
    for (const QRectF &rect : result.nodes)
        y = std::max(y, rect.bottom() + 2 * d.options.padding);
    for (const QRectF &rect : result.containers)
        y = std::max(y, rect.bottom() + d.options.padding);
    const int levels = d.topology.depth.empty()
                           ? 0
                           : *std::max_element(d.topology.depth.begin(), d.topology.depth.end());
    y += levels * d.options.titleRoom;
    const double apart = 2 * d.options.padding * (1 + levels);
    double x = 0;
    for (const int c : deepestFirst(d.topology)) {
        if (d.lastLayer[c] >= 0)
            continue;
        QRectF &rect = result.containers[c];
        const bool inside = d.topology.parent[c] >= 0 && d.lastLayer[d.topology.parent[c]] < 0;
        if (rect.isNull() || !inside) {
            rect = rect.isNull() ? QRectF(QPointF(x, y), emptyContainer) : rect;
            x = std::max(x, rect.right() + apart);
        }
        if (inside) {
            QRectF &outer = result.containers[d.topology.parent[c]];
            const double pad = d.options.padding;
            if (rect.isNull())
                rect = QRectF(QPointF(x, y), emptyContainer);
            outer |= rect.adjusted(-pad, -d.options.titleRoom, pad, pad);
            x = std::max(x, outer.right() + apart);
        }
    }
}

void placeContainers(const Drawing &d, Arrangement &result)
{
    result.containers.assign(d.topology.parent.size(), QRectF());
    std::vector<double> left(d.topology.parent.size(), coordinateLimit);
    std::vector<double> right(d.topology.parent.size(), -coordinateLimit);
    const auto include = [&](int c, const QRectF &rect) {
        if (c < 0)
            return;
        left[c] = std::min(left[c], rect.left() - d.options.padding);
        right[c] = std::max(right[c], rect.right() + d.options.padding);
    };
    for (size_t n = 0; n < result.nodes.size(); ++n)
        include(d.topology.container[n], result.nodes[n]);
    for (const int c : deepestFirst(d.topology)) {
        if (d.lastLayer[c] < 0)
            continue;
        result.containers[c] = QRectF(QPointF(left[c], d.top[c]), QPointF(right[c], d.bottom[c]));
        include(d.topology.parent[c], result.containers[c]);
    }
}

/// Bands meet in the middle of the gap between the columns of neighbouring lanes.
void placeLanes(const Drawing &d, Arrangement &result)
{
    result.lanes = d.graph.lanes;
    double start = 0;
    double end = 0;
    for (const QRectF &rect : result.nodes) {
        start = std::min(start, rect.left());
        end = std::max(end, rect.right());
    }
    for (const QRectF &rect : result.containers) {
        start = rect.isNull() ? start : std::min(start, rect.left());
        end = rect.isNull() ? end : std::max(end, rect.right());
    }
    start -= d.options.padding;
    end += d.options.padding;
    const int layers = static_cast<int>(d.layers.size());
    for (size_t lane = 0; lane < result.lanes.size(); ++lane) {
        const int first = d.laneFirst[lane];
        const int next = d.laneFirst[lane + 1];
        const double right =
            next == layers || next == 0 ? end : std::round((d.right[next - 1] + d.left[next]) / 2);
        result.lanes[lane].left = start;
        result.lanes[lane].width = first == next ? 0 : right - start;
        start = first == next ? start : right;
    }
}

}

Arrangement arrange(const Graph &graph, const LayoutOptions &options)
{
    const Topology topology(graph);
    Drawing drawing{graph, topology, options, {}, {}, {}};
    assignLayers(drawing);
    makeElements(drawing);
    orderLayers(drawing);
    placeVertically(drawing);
    placeHorizontally(drawing);
    Arrangement result;
    placeNodes(drawing, result);
    placeContainers(drawing, result);
    placeEmpty(drawing, result);
    placeLanes(drawing, result);
    makeRoomForPins(topology, graph, options, result);
    return result;
}

Graph arranged(Graph graph, const Arrangement &arrangement)
{
    const Topology topology(graph);
    for (size_t e = 0; e < graph.edges.size(); ++e) {
        const auto moved = [&](int n) {
            return n < 0 || topology.rects[n] != arrangement.nodes[n];
        };
        if (moved(topology.source[e]) || moved(topology.target[e]))
            graph.edges[e].bends.clear();
    }
    for (size_t n = 0; n < graph.nodes.size(); ++n)
        graph.nodes[n].rect = arrangement.nodes[n];
    for (size_t c = 0; c < graph.containers.size(); ++c)
        graph.containers[c].rect = arrangement.containers[c];
    graph.lanes = arrangement.lanes;
    return graph;
}

}
