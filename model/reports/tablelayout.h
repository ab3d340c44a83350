// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/blocklayout.h"

namespace safeguard::report {

/// \a number counts the tables of the document from 1. Both refer to their argument while they
/// live.
std::unique_ptr<BlockLayout> layoutOf(const Table &table, int number, const Stationery &stationery,
                                      const Stage &stage);
std::unique_ptr<BlockLayout> layoutOf(const KeyValues &values, const PageShape &shape,
                                      const Stage &stage);

/// The pages a table asks for: landscape when its words do not fit across the upright page.
PageShape shapeFor(const Table &table, const Stationery &stationery);

}
