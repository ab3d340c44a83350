// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/graph.h"

#include <functional>

namespace safeguard::diagram {

struct LayoutOptions
{
    double layerGap = 64;  ///< least room between columns
    double nodeGap = 32;   ///< least room between systems above each other
    double padding = 24;   ///< between a boundary and what it holds
    double titleRoom = 40; ///< the same at the top, where its title is
    /// Width of a flow's label pill; empty: estimated from the number of letters.
    std::function<double(const QString &)> labelWidth = {};
    /// Asked now and then; true stops with what there is (a valid arrangement all the same).
    std::function<bool()> cancelled = {};
};

/// Parallel to the vectors of the graph.
struct Arrangement
{
    std::vector<QRectF> nodes;
    std::vector<QRectF> containers;
    std::vector<Lane> lanes;
};

/// Arranges the systems in columns from left to right: lanes give the order, inside a lane (and
/// without lanes) the flows do. Systems do not overlap; a boundary holds its members, and systems
/// or boundaries that are not its own lie outside; pinned systems stay where they are (what is
/// impossible with the pins alone, such as pins on top of each other, remains). Everything is on a
/// grid of 8, except pins. The same graph gives the same arrangement.
Arrangement arrange(const Graph &graph, const LayoutOptions &options = {});

/// The graph with the rectangles and lanes of \a arrangement and, since they would no longer fit,
/// without the users' bends of flows of which an end has moved.
Graph arranged(Graph graph, const Arrangement &arrangement);

}
