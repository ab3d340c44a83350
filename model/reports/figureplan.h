// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/flow.h"

namespace safeguard::report {

/// The smallest size at which text of a drawing may be printed, in points.
inline constexpr double smallestPrintedText = 6;

/// How a drawing is printed. Lengths in points.
struct FigurePlan
{
    PageShape shape;
    double scale = 1; ///< of the drawing, on its page (of the overview, when tiled)
    bool ownPage = false;
    int columns = 1; ///< more than one tile: the page is an overview, tiles follow
    int rows = 1;
    PageShape tileShape;
    double tileScale = 1;
    bool isTiled() const { return columns * rows > 1; }
};

/// \a taken is the height that captions and headings need on the same page.
FigurePlan planFigure(const Figure &figure, const Stationery &stationery, double taken);

}
