// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/gridindex.h"
#include "model/diagram/topology.h"

namespace safeguard::diagram {

/// The side of a box that a flow leaves or enters by.
enum class Side { Left, Top, Right, Bottom };

constexpr bool isVertical(Side side) ///< the outline there is vertical, flows leave horizontally
{
    return side == Side::Left || side == Side::Right;
}
QPointF outward(Side side);

/// What routes keep clear of: boxes (hard) and the borders of boundaries (running along them).
class Obstacles
{
public:
    Obstacles(const Graph &graph, const Topology &topology);

    /// Whether the axis-parallel piece keeps \a margin to all boxes.
    bool isClear(const QPointF &a, const QPointF &b, double margin) const;
    /// How far one can go from \a from, at most \a limit, keeping the margin.
    double freeRun(const QPointF &from, Side direction, double limit, double margin) const;
    /// Length of the piece that runs along a border nearer than a few units.
    double alongBorders(const QPointF &a, const QPointF &b) const;

    const GridIndex &boxes() const { return m_boxes; }
    const GridIndex &borders() const { return m_borders; } ///< one flat rectangle per side
    const QRectF &box(int node) const { return m_rects[node]; }
    QRectF bounds() const { return m_bounds; }

private:
    std::vector<QRectF> m_rects;
    GridIndex m_boxes;
    GridIndex m_borders;
    QRectF m_bounds;
};

}
