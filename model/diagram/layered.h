// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/layout.h"
#include "model/diagram/topology.h"

/// The steps of arrange(), in this order. Internal to the folder.
namespace safeguard::diagram::layered {

/// A system in its column, or the passage of a long flow through a column.
struct Element
{
    int node = -1; ///< -1: a passage
    int layer = 0;
    int container = -1;
    double height = 0;
    double y = 0;                           ///< top
    double place = 0;                       ///< 0..1 within its column, while ordering
    std::vector<int> left = {}, right = {}; ///< elements of the neighbouring columns
};

struct Drawing
{
    const Graph &graph;
    const Topology &topology;
    const LayoutOptions &options;
    std::vector<int> lane;                     ///< of each node: 0..lanes-1, also for those without
    std::vector<int> layer;                    ///< of each node
    std::vector<int> laneFirst;                ///< first layer of each lane, and one past the last
    std::vector<Element> elements = {};        ///< nodes first, at their own index
    std::vector<std::vector<int>> layers = {}; ///< elements from top to bottom
    std::vector<int> firstLayer = {}, lastLayer = {}; ///< of each container; first > last: empty
    std::vector<double> top = {}, bottom = {};        ///< of each container
    std::vector<double> left = {}, right = {};        ///< of each layer

    bool cancelled() const { return options.cancelled && options.cancelled(); }
};

/// Gives each node a layer: lanes in order, in a lane by the flows, with a limit to the height.
void assignLayers(Drawing &drawing);
/// Makes the elements: nodes, and passages of flows that span more than one layer.
void makeElements(Drawing &drawing);
/// Orders each layer for few crossings; members of a container are neighbours in every layer, and
/// two containers have the same order in every layer.
void orderLayers(Drawing &drawing);
/// Number of crossings between neighbouring layers in the present order.
qint64 crossings(const Drawing &drawing);
/// y of elements and containers, on the grid.
void placeVertically(Drawing &drawing);
/// left and right of each layer.
void placeHorizontally(Drawing &drawing);
/// Moves what is not pinned out of the way of what is.
void makeRoomForPins(const Topology &topology, const Graph &graph, const LayoutOptions &options,
                     Arrangement &arrangement);

inline constexpr double grid = 8;
double upToGrid(double value);

}
