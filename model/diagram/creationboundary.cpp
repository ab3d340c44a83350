// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/displaylist.h"
#include "model/diagram/gridindex.h"
#include "model/diagram/topology.h"

#include <algorithm>
#include <cmath>

namespace safeguard::diagram {

namespace {

constexpr double barLength = 26;
constexpr double barWidth = 4;
constexpr double ringRoom = 5;

struct Cut
{
    QPointF at;
    QPointF along; ///< direction of the flow there
    bool found = false;
};

/// The place nearest to the target that leaves room for the arrow, is on a straight piece and not
/// under a label.
Cut cutOf(const Route &route, const std::vector<QRectF> &covered)
{
    constexpr double arrow = 22;
    constexpr double step = 6;
    Cut best;
    const auto &points = route.points;
    double fromEnd = 0;
    for (size_t i = points.size(); i-- > 1;) {
        const QPointF way = points[i - 1] - points[i];
        const double length = std::hypot(way.x(), way.y());
        for (double at = step; at <= length - step && length > 0; at += step) {
            const QPointF p = points[i] + way / length * at;
            const bool hidden = std::any_of(covered.begin(), covered.end(), [&](const QRectF &r) {
                return r.adjusted(-6, -6, 6, 6).contains(p);
            });
            if (hidden || (best.found && fromEnd + at < arrow))
                continue;
            best = {p, -way / length, true};
            if (fromEnd + at >= arrow)
                return best;
        }
        fromEnd += length;
    }
    if (!best.found && points.size() >= 2) {
        const QPointF way = points[1] - points[0];
        const double length = std::max(1e-6, std::hypot(way.x(), way.y()));
        best = {(points[0] + points[1]) / 2, way / length, true};
    }
    return best;
}

class BoundaryMarker
{
public:
    BoundaryMarker(DisplayList &list, const Graph &graph, const std::vector<Route> &routes,
                   const std::vector<PlacedLabel> &labels, const TextMetrics &metrics)
        : m_list(list)
        , m_graph(graph)
        , m_routes(routes)
        , m_metrics(metrics)
        , m_text(QCoreApplication::translate("Diagram", "ePHI creation boundary"))
    {
        for (const PlacedLabel &label : labels) {
            m_covered.push_back(label.rect);
            m_taken.insert(0, label.rect);
        }
        for (const Node &node : graph.nodes)
            m_taken.insert(0,
                           cleanRect(node.rect).adjusted(-ringRoom, -ringRoom, ringRoom, ringRoom));
        for (const Container &container : graph.containers)
            m_taken.insert(0, titleRect(container, metrics));
        for (size_t e = 0; e < routes.size(); ++e) {
            for (size_t i = 1; i < routes[e].points.size(); ++i)
                m_pieces.insert(0,
                                QRectF(routes[e].points[i - 1], routes[e].points[i]).normalized());
        }
    }

    void mark(const std::vector<AnyId> &cutEdges, const std::vector<AnyId> &joins)
    {
        for (size_t e = 0; e < std::min(m_routes.size(), m_graph.edges.size()); ++e) {
            if (std::find(cutEdges.begin(), cutEdges.end(), m_graph.edges[e].id) != cutEdges.end())
                addBar(m_graph.edges[e], m_routes[e]);
        }
        for (const Node &node : m_graph.nodes) {
            if (std::find(joins.begin(), joins.end(), node.id) != joins.end())
                addJoin(node);
        }
        for (const auto &[target, places] : m_bars) {
            if (std::find(joins.begin(), joins.end(), target) == joins.end())
                addWords(QRectF(places.front(), QSizeF()).adjusted(-14, -14, 14, 14), target);
        }
    }

private:
    void addBar(const Edge &edge, const Route &route)
    {
        const Cut cut = cutOf(route, m_covered);
        if (!cut.found)
            return;
        const QPointF aside = QPointF(-cut.along.y(), cut.along.x()) * barLength / 2;
        m_list.add(LineShape{{cut.at - aside, cut.at + aside},
                             ColorRole::Danger,
                             barWidth,
                             false,
                             false,
                             false,
                             0},
                   edge.id);
        m_taken.insert(0,
                       QRectF(cut.at - aside, cut.at + aside).normalized().adjusted(-4, -4, 4, 4));
        const auto same = [&](const auto &entry) { return entry.first == edge.target; };
        const auto it = std::find_if(m_bars.begin(), m_bars.end(), same);
        if (it == m_bars.end())
            m_bars.push_back({edge.target, {cut.at}});
        else
            it->second.push_back(cut.at);
    }
    void addJoin(const Node &node)
    {
        const QRectF ring = cleanRect(node.rect).adjusted(-ringRoom, -ringRoom, ringRoom, ringRoom);
        m_list.add(BoxShape{ring, 8 + ringRoom, {}, ColorRole::Danger, 2.5, false}, node.id);
        addWords(ring, node.id);
    }
    /// Above or below, else ever farther from what they name, where they cover nothing.
    void addWords(const QRectF &around, const AnyId &owner)
    {
        const QSizeF size(m_metrics.width(FontRole::BoundaryTitle, m_text) + 24, 24);
        QRectF best;
        double least = 0;
        for (double away = 6; best.isNull() || away < 60; away += 10) {
            for (const double x : {0.5, 0.0, 1.0, -0.5, 1.5}) {
                for (const bool above : {true, false}) {
                    const double left = around.left() + x * (around.width() - size.width());
                    const double top =
                        above ? around.top() - away - size.height() : around.bottom() + away;
                    consider(QRectF(QPointF(left, top), size), away, best, least);
                }
            }
        }
        m_taken.insert(0, best);
        m_list.add(BoxShape{best, 12, ColorRole::Danger, {}}, owner, Detail::Reduced);
        m_list.add(TextShape{best, m_text, m_text, FontRole::BoundaryTitle, ColorRole::OnTier,
                             Qt::AlignCenter},
                   owner, Detail::Reduced);
        m_list.bounds |= best.adjusted(-16, -16, 16, 16);
    }
    void consider(const QRectF &rect, double away, QRectF &best, double &least) const
    {
        const QRectF room = rect.adjusted(-3, -3, 3, 3);
        if (m_taken.any(room, [&](int, const QRectF &r) { return r.intersects(room); }))
            return;
        double penalty = away;
        m_pieces.any(rect, [&](int, const QRectF &) {
            penalty += 30;
            return penalty > 300;
        });
        if (!best.isNull() && penalty >= least)
            return;
        best = rect;
        least = penalty;
    }

    DisplayList &m_list;
    const Graph &m_graph;
    const std::vector<Route> &m_routes;
    const TextMetrics &m_metrics;
    QString m_text;
    std::vector<QRectF> m_covered;
    std::vector<std::pair<AnyId, std::vector<QPointF>>> m_bars; ///< by the systems they enter
    GridIndex m_taken{128};
    GridIndex m_pieces{128};
};

}

void addCreationBoundary(DisplayList &list, const Graph &graph, const std::vector<Route> &routes,
                         const std::vector<PlacedLabel> &labels, const std::vector<AnyId> &cutEdges,
                         const std::vector<AnyId> &joins, const TextMetrics &metrics)
{
    BoundaryMarker(list, graph, routes, labels, metrics).mark(cutEdges, joins);
}

}
