// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/topology.h"

namespace safeguard::testing {

/// Each returns an empty string, or what is wrong.
QString overlapOfNodes(const diagram::Graph &graph);
QString misplacedMembers(const diagram::Graph &graph);
QString overlapOfContainers(const diagram::Graph &graph);
/// Pieces that are not axis-parallel, or go through a box; ends that are not on their box.
QString badRoutes(const diagram::Graph &graph, const std::vector<diagram::Route> &routes);

}
