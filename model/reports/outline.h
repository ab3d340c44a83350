// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pages.h"

#include <qpdf/QPDF.hh>

namespace safeguard::report {

/// Writes the bookmarks; chapters are open, what is below them closed.
void writeOutline(QPDF &pdf, const std::vector<OutlineEntry> &entries,
                  const std::vector<QPDFObjectHandle> &pageObjects);

/// An explicit destination a little above \a to.
QPDFObjectHandle destination(const Destination &to,
                             const std::vector<QPDFObjectHandle> &pageObjects);

}
