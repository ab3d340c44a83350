// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pagepainter.h"
#include "model/reports/pdf.h"

namespace safeguard::report {

/// Adds structure, links, bookmarks and document information to painted pages.
/// Throws Cancelled, std::exception.
Rendered finishPdf(PaintedPages painted, const Pages &pages, const DocumentInfo &info,
                   const Stage &stage);

}
