// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/words.h"
#include "model/drawing/drawing.h"

namespace safeguard::binder {

/// A diagram as it is printed, with its title and legend.
report::Figure figureOf(const Derived &derived, const Diagram &diagram, DrawingLayer layer,
                        const QString &caption);

/// Any drawing, in the same way.
report::Figure figureOf(std::shared_ptr<const Drawing> drawing,
                        std::shared_ptr<const diagram::Theme> theme, const QString &caption);

}
