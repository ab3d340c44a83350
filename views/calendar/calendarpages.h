// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/document.h"
#include "views/calendar/deadlinesmodel.h"

namespace safeguard {

/// A month of the calendar on paper, as far as the filter of \a model goes: the grid with every
/// entry, then what is overdue by now. \a month is a day of it.
report::Document monthPages(const DeadlinesModel &model, QDate month);

/// The agreements of a year on paper: the bars, and a table with the same days.
report::Document yearPages(const DeadlinesModel &model, int year);

}
