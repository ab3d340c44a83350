// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/figureplan.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace safeguard::report {

namespace {

/// A4 to A0, short and long side in whole points.
constexpr std::array<std::pair<int, int>, 5> paperSizes{
    {{595, 842}, {842, 1191}, {1191, 1684}, {1684, 2384}, {2384, 3370}}};
constexpr double tileOverlap = 0.06; ///< share of a tile repeated on the next
constexpr int usualTiles = 16;       ///< beyond, tiles take larger paper

double fit(const Figure &figure, const PageShape &shape, double taken)
{
    const double height = std::max(shape.height() - taken, 1.0);
    return std::min(shape.width() / figure.size.width(), height / figure.size.height());
}

/// At this scale the smallest text has its smallest size.
double neededScale(const Figure &figure)
{
    return smallestPrintedText / std::max(figure.smallestText, 0.01);
}

std::vector<PageShape> shapesOf(size_t size)
{
    const QSizeF upright(paperSizes[size].first, paperSizes[size].second);
    return {Stationery::ofSize(upright), Stationery::ofSize(upright.transposed())};
}

/// The orientation of one size that shows the drawing larger.
PageShape betterOf(size_t size, const Figure &figure, double taken)
{
    const auto shapes = shapesOf(size);
    return fit(figure, shapes[0], taken) >= fit(figure, shapes[1], taken) ? shapes[0] : shapes[1];
}

int tilesAcross(double length, double room)
{
    const double step = room * (1 - tileOverlap);
    return std::max(1, static_cast<int>(std::ceil((length - room) / step - 1e-6)) + 1);
}

FigurePlan tiled(const Figure &figure, double taken)
{
    FigurePlan plan;
    plan.ownPage = true;
    plan.shape = betterOf(1, figure, taken);
    plan.scale = std::min(fit(figure, plan.shape, taken), 1.0);
    plan.tileScale = neededScale(figure);
    for (size_t size = 1; size < paperSizes.size(); ++size) {
        plan.tileShape = betterOf(size, figure, taken);
        plan.columns = tilesAcross(figure.size.width() * plan.tileScale, plan.tileShape.width());
        plan.rows =
            tilesAcross(figure.size.height() * plan.tileScale, plan.tileShape.height() - taken);
        if (plan.columns * plan.rows <= usualTiles)
            break;
    }
    return plan;
}

}

FigurePlan planFigure(const Figure &figure, const Stationery &stationery, double taken)
{
    FigurePlan plan;
    const double needed = neededScale(figure);
    const double wanted = std::max(1.0, needed);
    plan.shape = stationery.portrait;
    plan.scale = std::min(fit(figure, plan.shape, taken), wanted);
    if (plan.scale >= needed)
        return plan;
    plan.ownPage = true;
    const auto enough = [&](const PageShape &shape) {
        plan.shape = shape;
        plan.scale = std::min(fit(figure, shape, taken), wanted);
        return plan.scale >= needed;
    };
    if (enough(stationery.landscape))
        return plan;
    for (size_t size = 1; size < paperSizes.size(); ++size) {
        if (enough(betterOf(size, figure, taken)))
            return plan;
    }
    return tiled(figure, taken);
}

}
