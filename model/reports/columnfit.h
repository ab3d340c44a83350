// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/typography.h"

namespace safeguard::report {

/// Room between a cell's edge and its text, in points.
inline constexpr double cellPadX = 5;
inline constexpr double cellPadY = 3.75;

/// What the columns of a table would like, in points with padding.
struct ColumnWishes
{
    std::vector<double> natural; ///< no line broken
    std::vector<double> least;   ///< no usual word broken
    double leastTotal() const;
};
ColumnWishes wishesOf(const Table &table);

/// Widths that fill \a available: short columns get what they need, long ones share the rest.
std::vector<double> fitColumns(const Table &table, const ColumnWishes &wishes, double available);

/// Width of \a text on one line, from a table of advances (no kerning), in points.
double roughWidth(QStringView text, const TypeStyle &style);

}
