// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/diagram/checks.h"

#include <cmath>

namespace safeguard::testing {

using namespace diagram;

QString overlapOfNodes(const Graph &graph)
{
    for (size_t a = 0; a < graph.nodes.size(); ++a) {
        for (size_t b = a + 1; b < graph.nodes.size(); ++b) {
            const bool pins = graph.nodes[a].pinned && graph.nodes[b].pinned;
            if (!pins && graph.nodes[a].rect.intersects(graph.nodes[b].rect))
                return QStringLiteral("nodes %1 and %2 overlap").arg(a).arg(b);
        }
    }
    return {};
}

QString misplacedMembers(const Graph &graph)
{
    const Topology topology(graph);
    for (size_t n = 0; n < graph.nodes.size(); ++n) {
        for (int c = 0; c < static_cast<int>(graph.containers.size()); ++c) {
            const QRectF &rect = graph.containers[c].rect;
            const QRectF &node = graph.nodes[n].rect;
            const bool member =
                topology.container[n] >= 0 && topology.holds(c, topology.container[n]);
            if (member && !rect.contains(node))
                return QStringLiteral("node %1 is not inside its container %2").arg(n).arg(c);
            if (!member && rect.intersects(node))
                return QStringLiteral("node %1 is in the foreign container %2").arg(n).arg(c);
        }
    }
    return {};
}

QString overlapOfContainers(const Graph &graph)
{
    const Topology topology(graph);
    const int count = static_cast<int>(graph.containers.size());
    for (int a = 0; a < count; ++a) {
        for (int b = 0; b < count; ++b) {
            const QRectF &ra = graph.containers[a].rect;
            const QRectF &rb = graph.containers[b].rect;
            if (a == b)
                continue;
            if (topology.holds(a, b) && !ra.contains(rb))
                return QStringLiteral("container %1 does not hold its child %2").arg(a).arg(b);
            if (!topology.holds(a, b) && !topology.holds(b, a) && ra.intersects(rb))
                return QStringLiteral("containers %1 and %2 overlap").arg(a).arg(b);
        }
    }
    return {};
}

namespace {

bool isOnOutline(const QRectF &box, const QPointF &p)
{
    constexpr double close = 0.01;
    const bool onX = std::abs(p.x() - box.left()) < close || std::abs(p.x() - box.right()) < close;
    const bool onY = std::abs(p.y() - box.top()) < close || std::abs(p.y() - box.bottom()) < close;
    return box.adjusted(-close, -close, close, close).contains(p) && (onX || onY);
}

}

QString badRoutes(const Graph &graph, const std::vector<Route> &routes)
{
    const Topology topology(graph);
    for (size_t e = 0; e < routes.size(); ++e) {
        const auto &points = routes[e].points;
        if (topology.source[e] < 0)
            continue;
        if (points.size() < 2)
            return QStringLiteral("flow %1 has no route").arg(e);
        if (routes[e].blocked)
            return QStringLiteral("flow %1 found no way").arg(e);
        if (!isOnOutline(topology.rects[topology.source[e]], points.front()) ||
            !isOnOutline(topology.rects[topology.target[e]], points.back()))
            return QStringLiteral("flow %1 does not land on its box").arg(e);
        for (size_t i = 1; i < points.size(); ++i) {
            const QPointF way = points[i] - points[i - 1];
            if (std::abs(way.x()) > 0.01 && std::abs(way.y()) > 0.01)
                return QStringLiteral("flow %1 is not orthogonal at %2").arg(e).arg(i);
            if (i > 1 && QPointF::dotProduct(way, points[i - 1] - points[i - 2]) < -0.001)
                return QStringLiteral("flow %1 turns back at %2").arg(e).arg(i);
            const QRectF piece = QRectF(points[i - 1], points[i]).normalized();
            for (size_t n = 0; n < topology.rects.size(); ++n) {
                const QRectF inner = topology.rects[n].adjusted(0.1, 0.1, -0.1, -0.1);
                if (piece.adjusted(-0.01, -0.01, 0.01, 0.01).intersects(inner))
                    return QStringLiteral("flow %1 goes through box %2").arg(e).arg(n);
            }
        }
    }
    return {};
}

}
