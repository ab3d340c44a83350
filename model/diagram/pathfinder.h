// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/obstacles.h"

#include <optional>

namespace safeguard::diagram {

/// An end of a way: a point, and the side of the box that it is at (the way leaves that way); no
/// side at a bend of the user.
struct PathEnd
{
    QPointF point;
    std::optional<Side> side = {};
};

struct Path
{
    std::vector<QPointF> points;
    double cost = 0; ///< length, bends, and running along borders
};

/// Finds cheap orthogonal ways: first the few simple shapes (straight, one bend, two bends), which
/// are best when one is free, then by A* on the sparse grid of lines along the boxes nearby.
class Pathfinder
{
public:
    Pathfinder(const Obstacles &obstacles, double bendCost)
        : m_obstacles(obstacles)
        , m_bendCost(bendCost)
    {}

    /// A simple way that keeps \a margin. Both ends must have sides.
    std::optional<Path> simple(const PathEnd &from, const PathEnd &to, double margin) const;
    /// The cheapest way that keeps \a margin within growing surroundings; none: there is no way.
    std::optional<Path> search(const PathEnd &from, const PathEnd &to, double margin);
    /// simple() or search() with margins from \a margin down to nearly nothing.
    std::optional<Path> find(const PathEnd &from, const PathEnd &to, double margin);

    double cost(const std::vector<QPointF> &points) const;

private:
    struct Lines;
    /// The latest of equally good steps is taken first: it is nearest to the goal.
    struct Step
    {
        double estimate;
        quint32 order;
        quint32 state;
        double cost;
        bool operator<(const Step &other) const
        {
            return estimate != other.estimate ? estimate > other.estimate : order < other.order;
        }
    };
    bool runsAlongBorder(const std::vector<QPointF> &points) const;
    std::optional<Path> take(std::vector<QPointF> points, double margin) const;
    std::optional<Path> twoBends(const QPointF &a, const QPointF &b, Side from, Side to,
                                 double margin) const;
    std::optional<Path> searchWithin(const QRectF &window, const PathEnd &from, const PathEnd &to,
                                     double margin);

    const Obstacles &m_obstacles;
    double m_bendCost;
    std::vector<double> m_cost; ///< by state, kept between searches for its memory
    std::vector<quint32> m_before, m_round;
    quint32 m_searches = 0;
};

/// Without points in the middle of straight pieces and without repetitions.
std::vector<QPointF> simplified(const std::vector<QPointF> &points);

}
