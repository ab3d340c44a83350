// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/obstacles.h"
#include "model/diagram/routing.h"

namespace safeguard::diagram {

/// By which sides a flow leaves its source and enters its target.
struct Sides
{
    Side source = Side::Right;
    Side target = Side::Left;

    friend bool operator==(const Sides &, const Sides &) = default;
};

/// Where on the outlines a flow begins and ends.
struct Ports
{
    QPointF source;
    QPointF target;

    friend bool operator==(const Ports &, const Ports &) = default;
};

/// Pairs of sides worth a try between two boxes, the best looking first.
std::vector<Sides> sidesBetween(const QRectF &source, const QRectF &target);
/// The side of \a box that faces \a point.
Side facing(const QRectF &box, const QPointF &point);
QPointF middleOf(const QRectF &box, Side side);

/// Where more flows meet on the left or right of a box than fit well, those that go farthest up and
/// down take the top and the bottom.
void relieveCrowdedSides(const Graph &graph, const Topology &topology, double gap,
                         std::vector<Sides> &sides);

/// Spreads the ends of flows over each side of each box, ordered by where they go, and level with
/// the other end where that makes a straight way. \a sides is parallel to the edges.
std::vector<Ports> spreadPorts(const Graph &graph, const Topology &topology,
                               const std::vector<Sides> &sides, double gap);

}
