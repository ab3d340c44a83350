// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/drawing/layers.h"
#include "model/flows/diagram.h"

namespace safeguard {

/// Free text as placed; its height follows from its words.
struct PlacedNote
{
    AnyId id; ///< of the DiagramNote
    QString text;
    QPointF corner;
    double width = 200;

    friend bool operator==(const PlacedNote &, const PlacedNote &) = default;
};

/// Everything that one diagram shows. Nodes have the ids of systems, edges of flows, containers of
/// trust boundaries; in the order of their numbers.
struct DiagramContent
{
    diagram::Graph graph;
    std::vector<PlacedNote> notes;
    std::vector<diagram::LegendEntry> legend;
    std::vector<AnyId> joins; ///< systems in which ePHI comes into being; in the tier layer only
    std::vector<AnyId> cuts;  ///< the flows that bring what becomes ePHI there
};

/// A pure function of the records and of what is derived from them. A flow shows when both ends are
/// placed and it is not hidden here.
DiagramContent contentOf(const Snapshot &snapshot, const Id<Diagram> &diagram, DrawingLayer layer,
                         const DerivedMaps &derived);

/// The bands of the life cycle around the systems as they stand; none are drawn (width 0) unless
/// the systems stand in the lanes' order.
std::vector<diagram::Lane> lanesAround(const diagram::Graph &graph);

/// The boundaries that data leave, then those that they enter, by the records: inside to outside
/// and back.
struct FlowCrossing
{
    std::vector<Id<TrustBoundary>> left;
    std::vector<Id<TrustBoundary>> entered;
};
FlowCrossing crossingOf(const Snapshot &snapshot, const Flow &flow);

}
