// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/blocklayout.h"

namespace safeguard::report {

/// \a number counts the figures of the document from 1; \a headings is the height of the headings
/// that will stand above it. Refers to \a figure while it lives.
std::unique_ptr<BlockLayout> layoutOf(const Figure &figure, int number,
                                      const Stationery &stationery, double headings);

}
