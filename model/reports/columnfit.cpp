// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/columnfit.h"

#include "model/reports/badgeshape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <QFontMetricsF>
#include <QHash>

namespace safeguard::report {

namespace {

constexpr double longestWord = 104; ///< a column never insists on more for one word

struct Advances
{
    explicit Advances(bool bold)
    {
        const QFontMetricsF metrics(reportFont(10, bold));
        for (char16_t c = 0; c < known.size(); ++c)
            known[c] = metrics.horizontalAdvance(QChar(c)) / (10 * typeScale);
    }
    double of(QChar c) const
    {
        return c.unicode() < known.size() ? known[c.unicode()] : c.isSurrogate() ? 0.6 : 1.0;
    }
    std::array<double, 0x530> known{}; ///< per point of size
};

const Advances &advances(bool bold)
{
    thread_local const Advances regular(false);
    thread_local const Advances heavy(true);
    return bold ? heavy : regular;
}

struct Extent
{
    double line = 0;
    double word = 0;
};

void widen(Extent &extent, QStringView text, const TypeStyle &style, double &line)
{
    const Advances &table = advances(style.bold);
    double word = 0;
    for (const QChar c : text) {
        if (c == u'\n') {
            line = word = 0;
            continue;
        }
        const double advance = table.of(c) * style.size;
        line += advance;
        word = c.isSpace() ? 0 : word + advance;
        extent.word = std::max(extent.word, word);
        extent.line = std::max(extent.line, line);
    }
}

Extent extentOf(const Cell &cell, const TypeStyle &style)
{
    Extent extent;
    double line = 0;
    for (const Run &run : cell.runs) {
        TypeStyle actual = style;
        actual.bold = style.bold || run.style == RunStyle::Bold;
        widen(extent, run.text, actual, line);
    }
    if (cell.badge) {
        extent.line = std::max(extent.line, BadgeShape::naturalWidth(*cell.badge));
        extent.word = std::max(extent.word, std::min(BadgeShape::naturalWidth(*cell.badge), 90.0));
    }
    return extent;
}

/// Short columns come first, up to a share of the width: a name or a date is not broken so that a
/// long remark has a line less.
constexpr double shortColumn = 125;
constexpr double shortColumnsShare = 0.68;

std::vector<double> fixShortColumns(const ColumnWishes &wishes, double available)
{
    std::vector<size_t> order(wishes.natural.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return wishes.natural[a] < wishes.natural[b]; });
    std::vector<double> widths(wishes.natural.size(), -1);
    double used = 0;
    double leastOfRest = wishes.leastTotal();
    for (const size_t i : order) {
        used += wishes.natural[i];
        leastOfRest -= wishes.least[i];
        if (wishes.natural[i] > shortColumn || used > available * shortColumnsShare ||
            used + leastOfRest > available)
            break;
        widths[i] = wishes.natural[i];
    }
    return widths;
}

/// Fixes, one after the other, the columns whose fair share is more than they can use or less than
/// they need; the rest share by the root of their text.
std::vector<double> shareOut(const ColumnWishes &wishes, double available)
{
    const size_t count = wishes.natural.size();
    std::vector<double> widths = fixShortColumns(wishes, available);
    double left = available;
    for (const double width : widths)
        left -= std::max(width, 0.0);
    while (true) {
        double weights = 0;
        for (size_t i = 0; i < count; ++i)
            weights += widths[i] < 0 ? std::sqrt(wishes.natural[i]) : 0;
        if (weights <= 0)
            return widths;
        bool fixed = false;
        for (size_t i = 0; i < count && !fixed; ++i) {
            if (widths[i] >= 0)
                continue;
            const double share = left * std::sqrt(wishes.natural[i]) / weights;
            if (wishes.least[i] > share || wishes.natural[i] <= share) {
                widths[i] = wishes.least[i] > share ? wishes.least[i] : wishes.natural[i];
                left = std::max(0.0, left - widths[i]);
                fixed = true;
            }
        }
        if (fixed)
            continue;
        for (size_t i = 0; i < count; ++i) {
            if (widths[i] < 0)
                widths[i] = left * std::sqrt(wishes.natural[i]) / weights;
        }
        return widths;
    }
}

std::vector<double> scaled(std::vector<double> widths, double available)
{
    const double total = std::accumulate(widths.begin(), widths.end(), 0.0);
    for (double &width : widths)
        width *= total > 0 ? available / total : 1;
    return widths;
}

/// Columns with a weight divide what the fitted ones leave, at least half of the width.
std::vector<double> byWeight(const Table &table, const ColumnWishes &wishes, double available)
{
    double fitted = 0;
    double weights = 0;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        weights += table.columns[i].weight;
        fitted += table.columns[i].weight > 0 ? 0 : wishes.natural[i];
    }
    const double shrink = fitted > available / 2 ? available / 2 / fitted : 1;
    std::vector<double> widths;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        const double weight = table.columns[i].weight;
        widths.push_back(weight > 0 ? (available - fitted * shrink) * weight / weights
                                    : wishes.natural[i] * shrink);
    }
    return widths;
}

}

double ColumnWishes::leastTotal() const
{
    return std::accumulate(least.begin(), least.end(), 0.0);
}

ColumnWishes wishesOf(const Table &table)
{
    ColumnWishes wishes;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        Extent most = extentOf(Cell{plain(table.columns[i].title)}, type::head);
        for (const Table::Row &row : table.rows) {
            if (i >= row.cells.size())
                continue;
            const Extent extent = extentOf(row.cells[i], type::cell);
            most.line = std::max(most.line, extent.line);
            most.word = std::max(most.word, extent.word);
        }
        // Kerning and equal figures can make a line slightly wider than the sum of its advances.
        wishes.natural.push_back(std::max(most.line * 1.03 + 2, 8.0) + 2 * cellPadX);
        wishes.least.push_back(std::min(most.word * 1.03 + 2, longestWord) + 2 * cellPadX);
    }
    return wishes;
}

std::vector<double> fitColumns(const Table &table, const ColumnWishes &wishes, double available)
{
    const bool weighted = std::any_of(table.columns.begin(), table.columns.end(),
                                      [](const Table::Column &c) { return c.weight > 0; });
    if (weighted)
        return scaled(byWeight(table, wishes, available), available);
    const double natural = std::accumulate(wishes.natural.begin(), wishes.natural.end(), 0.0);
    if (natural <= available)
        return scaled(wishes.natural, available);
    if (wishes.leastTotal() >= available)
        return scaled(wishes.least, available);
    return scaled(shareOut(wishes, available), available);
}

double roughWidth(QStringView text, const TypeStyle &style)
{
    Extent extent;
    double line = 0;
    widen(extent, text, style, line);
    return extent.line;
}

}
