// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/theme.h"

namespace safeguard {

/// How the canvas is painted just now; shared by its items, replaced when the appearance changes.
struct CanvasStyle
{
    explicit CanvasStyle(diagram::Theme canvasTheme)
        : theme(std::move(canvasTheme))
        , metrics(theme)
    {}
    diagram::Theme theme;
    diagram::TextMetrics metrics;

    const QColor &color(diagram::ColorRole role) const { return theme.color(role); }
};

/// The theme that goes with the appearance of the program.
diagram::Theme currentCanvasTheme();

}
