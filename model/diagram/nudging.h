// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/obstacles.h"
#include "model/diagram/routing.h"

namespace safeguard::diagram {

/// A piece of a route that is neither its first nor its last, and how far it may slide sideways.
struct Slide
{
    int edge = 0;
    int index = 0; ///< of the point that it begins with
    bool vertical = false;
    bool fixed = false;        ///< first, last, or bent by the user: others make room for it
    double position = 0;       ///< x of a vertical piece, y of a horizontal one
    double low = 0, high = 0;  ///< where it may go
    double start = 0, end = 0; ///< its extent, in the direction of the route
    int before = 0, after = 0; ///< whether the route comes from, goes to lower (-1) or higher (1)
    double wish = 0;

    double from() const { return start < end ? start : end; }
    double to() const { return start < end ? end : start; }
};

/// The pieces of a route. \a margin is the distance to boxes to keep.
std::vector<Slide> slidesOf(int edge, const std::vector<QPointF> &points, bool fixed,
                            const Obstacles &obstacles, double margin);

/// Moves pieces side by side apart, in the order that crosses least, into the middle of their
/// channel where that costs no length. Changes only the slides' positions.
void keepApart(std::vector<Slide> &slides, double gap);

/// Puts the positions of slides back into the points of their route.
void putBack(const Slide &slide, std::vector<QPointF> &points);

}
