// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/graph.h"
#include "model/diagram/gridindex.h"

#include <optional>

namespace safeguard::diagram {

enum class Alignment { Left, Centre, Right, Top, Middle, Bottom };

/// The rectangles moved so that their edges or centres are level with those of all together.
std::vector<QRectF> aligned(std::vector<QRectF> rects, Alignment alignment);
/// The rectangles moved so that the gaps between them are equal; the outermost stay. Fewer than
/// three are returned as they are.
std::vector<QRectF> distributed(std::vector<QRectF> rects, Qt::Orientation orientation);

/// A line to show while something is dragged and level with something else.
struct GuideLine
{
    QPointF from;
    QPointF to;
};

/// What stands on a diagram stands on multiples of it, in scene units.
inline constexpr double gridStep = 8;
/// The nearest multiple; as it is without a grid (0).
double toGrid(double value, double grid = gridStep);
QPointF toGrid(const QPointF &point);

struct SnapOptions
{
    double grid = gridStep; ///< 0: no grid
    double reach = 6;       ///< guides attract from so far; scale it with the zoom
    bool guides = true;
};

struct Snap
{
    QRectF rect; ///< where the dragged rectangle comes to lie
    std::vector<GuideLine> guides;
};

/// Where \a dragged snaps to: edges and centres of \a others first, the grid elsewhere.
Snap snapped(const QRectF &dragged, const std::vector<QRectF> &others,
             const SnapOptions &options = {});

/// Arrow keys: the index of the best neighbour in that direction (1, 0 is right), nearest first and
/// those straight ahead preferred. None when nothing lies there.
std::optional<int> nearestInDirection(const QRectF &from, const QPointF &direction,
                                      const std::vector<QRectF> &others);

/// The index of the innermost boundary that holds \a rect entirely; -1 for none.
int containerAt(const Graph &graph, const QRectF &rect);
/// The indexes of the boundaries that a flow from one system to another leaves, then enters, from
/// the inside to the outside and back.
struct Crossing
{
    std::vector<int> left;
    std::vector<int> entered;
};
Crossing crossedBoundaries(const Graph &graph, const Edge &edge);
/// The boundary whose border passes within \a tolerance of \a point; the innermost, -1 for none.
/// The inside of a boundary is not hit, so that it never takes a click from what lies in it.
int borderAt(const Graph &graph, const QPointF &point, double tolerance);

/// Where a point is on a flow.
struct EdgeHit
{
    int edge = 0;
    int piece = 0;       ///< the point of the route before it
    double distance = 0; ///< to the route
    QPointF nearest;     ///< on the route: a bend begins there
};

/// Finds flows by place without asking each of them.
class EdgeIndex
{
public:
    EdgeIndex() = default;
    explicit EdgeIndex(const std::vector<Route> &routes);

    /// After a change, given which routes changed.
    void update(const std::vector<Route> &routes, const std::vector<int> &changed);
    /// The flows of which a piece meets \a rect, each once, in order.
    std::vector<int> inRect(const QRectF &rect) const;
    /// The nearest flow within \a tolerance; of equally near ones the one drawn last.
    std::optional<EdgeHit> at(const QPointF &point, double tolerance) const;

private:
    void insert(int edge);
    std::vector<Route> m_routes;
    GridIndex m_pieces{192};
};

}
