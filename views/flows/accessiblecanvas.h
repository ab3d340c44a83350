// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flows/canvasview.h"

namespace safeguard {

/// Makes the elements of a canvas known to assistive technology, as children of the view with
/// names, places and states. Call once before a view is made.
void installCanvasAccessibility();
/// Tells that the focus is on another element now.
void announceFocus(CanvasView &view, const AnyId &id);
/// Tells that there are other elements than before.
void announceContent(CanvasView &view);

}
