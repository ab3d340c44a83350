// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/graph.h"

namespace safeguard {

/// The nearest place to \a wish, on the grid of 8, where a box of that size overlaps no box in
/// \a taken and lies directly in the container of that index (-1: in none). Where the container has
/// no room, the nearest free place outside all of them.
QRectF freeSpot(const diagram::Graph &graph, const std::vector<QRectF> &taken, const QSizeF &size,
                const QPointF &wish, int container);

}
