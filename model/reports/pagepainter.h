// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pages.h"
#include "model/reports/stopper.h"

#include <QByteArray>

namespace safeguard::report {

/// A stretch of page content that belongs to one element.
struct MarkedContent
{
    int node = artifact;
    /// The text that it stands for, where glyphs do not say; then it is one piece of text. Empty
    /// when another piece says it all.
    std::optional<QString> spelling = {};
    /// In the writer's units from the page's upper left corner: what lies outside is hidden. Null
    /// for none.
    QRectF clip = {};
};

struct PaintedPages
{
    QByteArray pdf; ///< with marks in the page contents, see markPrefix
    std::vector<std::vector<MarkedContent>> marks; ///< per page, in order
};

/// Begin and end of marked content are painted as rectangles at this abscissa, which no content
/// has:
/// "<markPrefix><begin or end> <index> 1 re". A later pass turns them into PDF operators.
inline constexpr int markAbscissa = -8888;
enum class MarkKind { Begin = 1, End = 2 };

/// Draws \a pages with their running heads and feet as PDF/A-1b without structure, links or
/// bookmarks. Takes the items out of \a pages: a long report need not be held twice. Throws
/// Cancelled.
PaintedPages paintPages(Pages &pages, const Document &document, const Stage &stage);

}
