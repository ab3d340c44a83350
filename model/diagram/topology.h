// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/graph.h"

#include <QHash>

namespace safeguard::diagram {

/// Lengths beyond this (and what is no number) are not drawn: coordinates are clamped to it.
inline constexpr double coordinateLimit = 1e6;

bool isFinite(const QRectF &rect);
bool isFinite(const QPointF &point);
/// Finite, within the limit, and at least 8 x 8.
QRectF cleanRect(const QRectF &rect);

/// A graph by indexes, with damaged input made harmless: unknown references are -1, parents that
/// form a circle are cut, rectangles are clean. Vectors are parallel to those of the graph.
struct Topology
{
    explicit Topology(const Graph &graph);

    std::vector<QRectF> rects;
    std::vector<int> container; ///< of each node, -1 for none
    std::vector<int> parent;    ///< of each container
    std::vector<int> depth;     ///< of each container, 0 at the top
    std::vector<int> lane;
    std::vector<int> source, target;       ///< of each edge; both -1 unless both exist
    std::vector<std::vector<int>> edgesOf; ///< by node; a self loop appears once

    /// Whether \a outer is \a inner or one of its ancestors. -1 is the diagram, which holds all.
    bool holds(int outer, int inner) const;
    int commonContainer(int a, int b) const;
};

}
