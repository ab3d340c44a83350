// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/roles.h"

#include <array>
#include <QColor>
#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QString>
#include <vector>

namespace safeguard::diagram {

/// Which colour and font a role is. All opaque, since PDF/A-1 knows no transparency.
struct Theme
{
    std::array<QColor, static_cast<size_t>(ColorRole::Count)> colors;
    std::array<QFont, static_cast<size_t>(FontRole::Count)> fonts;

    const QColor &color(ColorRole role) const { return colors[static_cast<size_t>(role)]; }
    const QFont &font(FontRole role) const { return fonts[static_cast<size_t>(role)]; }

    static Theme light(const QString &family = QStringLiteral("Inter"));
    static Theme dark(const QString &family = QStringLiteral("Inter"));
    /// For white paper.
    static Theme print(const QString &family = QStringLiteral("Inter"));
};

/// Contrast of two colours after WCAG 2.1 (relative luminance), 1 to 21.
double contrast(const QColor &a, const QColor &b);

/// Measures texts in the fonts of a theme; remembers widths, since diagrams repeat their labels.
/// One per thread.
class TextMetrics
{
public:
    explicit TextMetrics(const Theme &theme);
    double width(FontRole role, const QString &text) const;
    double height(FontRole role) const { return m_metrics[static_cast<size_t>(role)].height(); }
    QString elided(FontRole role, const QString &text, double width) const;

private:
    std::vector<QFontMetricsF> m_metrics;
    mutable std::vector<QHash<QString, double>> m_widths;
};

}
