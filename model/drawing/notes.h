// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/drawing/diagramcontent.h"

namespace safeguard {

/// As wide as the note says, as high as its words need.
QRectF rectOf(const PlacedNote &note, const diagram::TextMetrics &metrics);
/// Adds the note to the list, whose bounds grow.
void addNote(diagram::DisplayList &list, const PlacedNote &note,
             const diagram::TextMetrics &metrics);

}
