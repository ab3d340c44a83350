// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/diagram.h"
#include "model/store/snapshot.h"

#include <functional>

namespace safeguard::testing {

/// Puts records somewhere: into a snapshot, into an edit.
struct Sink
{
    std::function<AnyId(System)> system;
    std::function<AnyId(Flow)> flow;
    std::function<AnyId(DataElement)> element;
    std::function<AnyId(Company)> vendor;
    std::function<AnyId(TrustBoundary)> boundary;
    std::function<AnyId(Diagram)> diagram;
    std::function<AnyId(Placement)> placement;
    std::function<AnyId(BoundaryShape)> shape;
    std::function<AnyId(DiagramNote)> note;
};

/// Into anything with add(T) or put(T).
template <class Put>
Sink sinkInto(Put put)
{
    return {put, put, put, put, put, put, put, put, put};
}

/// Ids of a monitored heart, its cloud and those around it: 20 systems and 30 flows in seven trust
/// boundaries, with joins, gaps and a vendor without encryption; drawn on one diagram.
struct FlowSample
{
    Id<Diagram> diagram;
    std::vector<Id<System>> systems;
    std::vector<Id<Flow>> flows;
    std::vector<Id<TrustBoundary>> boundaries;
    Id<System> system(const QString &name) const { return Id<System>(byName.value(name)); }
    QHash<QString, AnyId> byName; ///< systems, flows, elements, boundaries
};
FlowSample addFlowSample(const Sink &sink);

}
