// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/document.h"

namespace safeguard::report {

/// The document as text alone: a line per paragraph, not broken; tables as a block of labelled
/// lines per row. The mark, when there is one, stands at the beginning and at the end. Figures are
/// told by their alternative text; the cover is left out.
QString toPlainText(const Document &document);

}
