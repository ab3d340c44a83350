// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/drawing/drawing.h"

#include <QByteArray>

namespace safeguard {

enum class DiagramFormat { Pdf, Svg, Png };

/// A file of that format with the whole drawing on it, in the colours for paper. PDF is A-1b with
/// vectors and real text, on a page as large as the drawing. Errors: InvalidInput (too large for
/// PNG), Internal.
Result<QByteArray> exported(const Drawing &drawing, const diagram::Theme &theme,
                            DiagramFormat format, const QString &title);

}
