// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flows/diagrameditor.h"

namespace safeguard {

/// Systems on the clipboard: which they are, and how they stood.
struct DiagramClip
{
    Id<Diagram> diagram;
    std::vector<CopiedSystem> systems;
};

/// Also as text, with the systems' names for other programs.
void toClipboard(const DiagramClip &clip, const Snapshot &snapshot);
/// Nothing when the clipboard holds something else.
std::optional<DiagramClip> fromClipboard();

/// What brings them, as a group and on the grid, into the middle of \a view; nothing when they are
/// seen there where they stood.
QPointF offsetIntoView(const std::vector<CopiedSystem> &systems, const QRectF &view);

}
