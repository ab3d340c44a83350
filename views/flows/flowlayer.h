// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/displaylist.h"
#include "model/diagram/editing.h"
#include "model/diagram/labels.h"
#include "views/flows/canvasstyle.h"

#include <QGraphicsItem>
#include <QSet>

namespace safeguard {

/// All flows of a diagram in one item: its own index tells which are to be painted, and which one
/// the pointer is on.
class FlowLayer final : public QGraphicsItem
{
public:
    explicit FlowLayer(std::shared_ptr<const CanvasStyle> style);

    void setStyle(std::shared_ptr<const CanvasStyle> style);
    /// \a routes is parallel to \a edges.
    void setFlows(std::vector<diagram::Edge> edges, std::vector<diagram::Route> routes);
    void setLabels(std::vector<diagram::PlacedLabel> labels);
    /// By index of the edges.
    void setSelected(const QSet<int> &selected);
    /// Flows that are drawn elsewhere while something is dragged; their labels are not shown.
    void setDrafts(std::vector<std::pair<int, diagram::Route>> drafts);

    const std::vector<diagram::Route> &routes() const { return m_routes; }
    const std::vector<diagram::PlacedLabel> &labels() const { return m_labels; }
    /// The flow whose label or line is within \a tolerance.
    std::optional<diagram::EdgeHit> hit(const QPointF &point, double tolerance) const;
    QRectF boundsOf(int edge) const;
    /// The middle of its label, else of its way.
    QPointF anchorOf(int edge) const;

    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    void paintSmall(QPainter &painter, const QRectF &exposed) const;
    void paintFull(QPainter &painter, const QRectF &exposed, diagram::Detail detail) const;
    diagram::ColorRole roleOf(int edge) const;
    void rebound();
    void refreshIndex(const std::vector<diagram::Edge> &edges,
                      const std::vector<diagram::Route> &routes);
    const diagram::EdgeIndex &freshIndex() const;
    std::vector<int> flowsIn(const QRectF &rect) const;

    std::shared_ptr<const CanvasStyle> m_style;
    std::vector<diagram::Edge> m_edges;
    std::vector<diagram::Route> m_routes;
    std::vector<diagram::PlacedLabel> m_labels;
    std::vector<QRectF> m_boundsOf; ///< of each route
    mutable diagram::EdgeIndex m_index;
    mutable bool m_isIndexStale = true;
    QSet<int> m_selected;
    std::vector<std::pair<int, diagram::Route>> m_drafts;
    std::vector<bool> m_isDraft;
    QRectF m_bounds;
};

/// A route that follows its ends while they are dragged, before it is found anew.
diagram::Route stretched(const diagram::Route &route, const QPointF &source, const QPointF &target);

}
