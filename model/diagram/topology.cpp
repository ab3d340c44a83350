// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/topology.h"

#include <algorithm>
#include <cmath>

namespace safeguard::diagram {

namespace {

constexpr double smallest = 8;

double cleanLength(double value, double least, double fallback)
{
    return std::isfinite(value) ? std::clamp(value, least, coordinateLimit) : fallback;
}

template <class T>
QHash<AnyId, int> indexesOf(const std::vector<T> &values)
{
    QHash<AnyId, int> result;
    result.reserve(static_cast<qsizetype>(values.size()));
    for (int i = 0; i < static_cast<int>(values.size()); ++i) {
        if (!result.contains(values[i].id))
            result.insert(values[i].id, i);
    }
    return result;
}

void cutCircles(std::vector<int> &parent)
{
    std::vector<int> seenFrom(parent.size(), -1);
    for (int start = 0; start < static_cast<int>(parent.size()); ++start) {
        for (int c = start; c >= 0 && seenFrom[c] < 0; c = parent[c]) {
            seenFrom[c] = start;
            if (parent[c] >= 0 && seenFrom[parent[c]] == start)
                parent[c] = -1;
        }
    }
}

int depthOf(const std::vector<int> &parent, int container)
{
    int depth = 0;
    while ((container = parent[container]) >= 0)
        ++depth;
    return depth;
}

}

bool isFinite(const QPointF &point)
{
    return std::isfinite(point.x()) && std::isfinite(point.y()) &&
           std::abs(point.x()) <= coordinateLimit && std::abs(point.y()) <= coordinateLimit;
}

bool isFinite(const QRectF &rect)
{
    return isFinite(rect.topLeft()) && isFinite(rect.bottomRight());
}

QRectF cleanRect(const QRectF &rect)
{
    return QRectF(cleanLength(rect.x(), -coordinateLimit, 0),
                  cleanLength(rect.y(), -coordinateLimit, 0),
                  cleanLength(rect.width(), smallest, defaultNodeSize.width()),
                  cleanLength(rect.height(), smallest, defaultNodeSize.height()));
}

Topology::Topology(const Graph &graph)
{
    const auto nodes = indexesOf(graph.nodes);
    const auto containers = indexesOf(graph.containers);
    for (const Container &c : graph.containers)
        parent.push_back(containers.value(c.parent, -1));
    cutCircles(parent);
    for (int c = 0; c < static_cast<int>(parent.size()); ++c)
        depth.push_back(depthOf(parent, c));
    for (const Node &node : graph.nodes) {
        rects.push_back(cleanRect(node.rect));
        container.push_back(containers.value(node.container, -1));
        lane.push_back(node.lane < static_cast<int>(graph.lanes.size()) ? std::max(node.lane, -1)
                                                                        : -1);
    }
    edgesOf.resize(graph.nodes.size());
    for (int e = 0; e < static_cast<int>(graph.edges.size()); ++e) {
        const int s = nodes.value(graph.edges[e].source, -1);
        const int t = nodes.value(graph.edges[e].target, -1);
        const bool whole = s >= 0 && t >= 0;
        source.push_back(whole ? s : -1);
        target.push_back(whole ? t : -1);
        if (!whole)
            continue;
        edgesOf[s].push_back(e);
        if (t != s)
            edgesOf[t].push_back(e);
    }
}

bool Topology::holds(int outer, int inner) const
{
    while (inner >= 0 && inner != outer)
        inner = parent[inner];
    return inner == outer;
}

int Topology::commonContainer(int a, int b) const
{
    while (a != b) {
        if (b < 0 || (a >= 0 && depth[a] >= depth[b]))
            a = parent[a];
        else
            b = parent[b];
    }
    return a;
}

}
