// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/drawing/drawing.h"

namespace safeguard {

/// A diagram as it was and as it is in one: systems and flows that are new, gone or changed are
/// marked in their places. What is gone from the project or from the drawing stands where it stood.
DiagramContent comparedContent(const Snapshot &before, const Snapshot &after,
                               const Id<Diagram> &diagram);

/// The same, painted. Without a difference, the diagram as it is.
Drawing comparedDrawing(const Snapshot &before, const Snapshot &after, const Id<Diagram> &diagram,
                        const diagram::Theme &theme);

}
