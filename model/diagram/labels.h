// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/graph.h"
#include "model/diagram/theme.h"

namespace safeguard::diagram {

/// Up to so many flows in view have all their labels shown.
inline constexpr int allLabelsLimit = 150;

/// The pill of one flow.
struct PlacedLabel
{
    int edge = 0; ///< index in Graph::edges
    QRectF rect;
    QPointF anchor;      ///< the point of the flow that it belongs to
    bool leader = false; ///< it is so far off that a line to the anchor is needed

    friend bool operator==(const PlacedLabel &, const PlacedLabel &) = default;
};

/// Size of the pill of a flow; empty when it has neither words nor a glyph.
QSizeF labelSize(const Edge &edge, const TextMetrics &metrics);
/// Where the title of a boundary, of a lane is drawn; labels keep off.
QRectF titleRect(const Container &container, const TextMetrics &metrics);
QRectF titleRect(const Lane &lane, const QRectF &diagram, const TextMetrics &metrics);
/// Around all boxes, boundaries and routes: how far the lanes reach, before their titles.
QRectF contentBounds(const Graph &graph, const std::vector<Route> &routes);

/// Finds places for the labels of the flows that can be seen in \a view (null: everywhere). None
/// overlaps a box, a title or another label. With up to 150 flows in view all are shown, if need be
/// beside their flow with a leader line; with more, warnings first, only what fits on its flow.
/// In the order of the edges.
std::vector<PlacedLabel> placeLabels(const Graph &graph, const std::vector<Route> &routes,
                                     const QRectF &view, const TextMetrics &metrics);

}
