// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/pages.h"

namespace safeguard::report {

/// Running head and foot of page \a number of \a count.
std::vector<Item> furnitureOf(const DocumentInfo &info, const Page &page, int number, int count);

}
