// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/graph.h"

#include <functional>
#include <memory>

namespace safeguard::diagram {

struct RoutingOptions
{
    double margin = 12;   ///< distance to boxes where there is room for it
    double portGap = 14;  ///< between the ends of flows on one side of a box
    double trackGap = 10; ///< between flows side by side
    double bendCost = 80; ///< a bend is worth a detour of this length
    /// Asked often; true abandons the work.
    std::function<bool()> cancelled = {};
};

/// Finds orthogonal ways for the flows of a diagram around its boxes, and keeps them, so that after
/// a change only the flows that it concerns are routed again. A value without a thread of its own:
/// move it to a worker and back.
///
/// Users' bends are passed through in order. Ends on one side of a box are spread and ordered,
/// ways side by side kept apart. Ways avoid running along the borders of boundaries. The same
/// graph gives the same routes.
class Router final
{
public:
    explicit Router(RoutingOptions options = {});
    ~Router();
    Router(Router &&) noexcept;
    Router &operator=(Router &&) noexcept;
    Router(const Router &) = delete;
    Router &operator=(const Router &) = delete;

    /// Routes everything anew. False when cancelled: then the routes are those of before.
    bool route(const Graph &graph);
    /// Compares \a graph with the one before; routes the flows again that changed, whose ends
    /// moved, that a box now stands in the way of, or that a removed obstacle would shorten. Others
    /// move at most by making room beside them. False when cancelled.
    bool reroute(const Graph &graph);

    /// Parallel to the edges of the last graph.
    const std::vector<Route> &routes() const;
    /// The edges that the last call gave another route than they had before, in order.
    const std::vector<int> &changed() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Routes everything once.
std::vector<Route> routed(const Graph &graph, const RoutingOptions &options = {});

}
