// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/document.h"

namespace safeguard::testing {

/// Everything that a report can hold, once: cover, contents, prose, lists, notes, badges, tables of
/// several shapes, figures, links. Dated 2026-05-04.
report::Document richDocument();

/// \a chapters chapters with a table of \a rows rows each; every cell holds a token "t<c>r<r>c<n>x"
/// that occurs nowhere else.
report::Document tableDocument(int chapters, int rows, int columns = 5);

/// A grid of boxes with a name in each, \a size points, text of \a text points.
report::Figure boxFigure(QSizeF size, double text, const QString &caption);

}
