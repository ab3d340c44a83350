// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/flow.h"

namespace safeguard::report {

/// Puts the cover on pages of its own, below element \a parent.
void placeCover(Flow &flow, const Document &document, int parent);

/// One line of the contents; the outline's pages count from the first body page.
struct ContentsLine
{
    OutlineEntry entry;
    QString anchor; ///< made for the link; exists in Pages::anchors of the whole document
};

/// Puts the contents, with page numbers shifted by \a front pages that come before the body.
void placeContents(Flow &flow, const std::vector<ContentsLine> &lines, int front, int parent);

}
