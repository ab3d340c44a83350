// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/typography.h"

#include <memory>
#include <QGlyphRun>

namespace safeguard::report {

/// Glyphs of one run on one line. Glyph positions are in points times typeScale, from the left edge
/// of the text and the line's baseline.
struct Fragment
{
    QGlyphRun glyphs;
    QRgb colour = 0;
    int run = 0;
    int from = 0; ///< characters of ShapedText::text
    int to = 0;
    double left = 0; ///< points
    double right = 0;
};

struct ShapedLine
{
    std::vector<Fragment> fragments;
    int from = 0;
    int to = 0;
    double top = 0; ///< points, from the top of the text
    double bottom = 0;
    double baseline = 0;
};

/// Text broken into lines, in points. Words longer than the width are broken anywhere.
struct ShapedText
{
    QString text;
    std::vector<ShapedLine> lines;
    double width = 0;     ///< of the longest line
    bool spelled = false; ///< glyphs alone would not give the text back; it is written beside them

    int lineCount() const { return static_cast<int>(lines.size()); }
    double height() const { return lines.empty() ? 0 : lines.back().bottom; }
    double height(int first, int count) const;
    /// How many lines from \a first on are at most \a height tall together.
    int fitting(int first, double height) const;
};
using TextPtr = std::shared_ptr<const ShapedText>;

/// Breaks \a runs at \a width points. Tabs and control characters become spaces.
TextPtr shape(const Runs &runs, const TypeStyle &style, double width,
              Qt::Alignment alignment = Qt::AlignLeft);
TextPtr shape(const QString &text, const TypeStyle &style, double width,
              Qt::Alignment alignment = Qt::AlignLeft);

/// Text of at least this width is never broken.
inline constexpr double unbroken = 1e5;

}
