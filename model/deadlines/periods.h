// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/dates.h"
#include "model/catalog/deadlinerules.h"
#include "model/inventory/timezone.h"

namespace safeguard {

/// The last day of a rule's period that starts on a day, which is day 0: the period of the rule,
/// or so many months where it leaves them to the organization. None where it has neither, or
/// counts hours.
std::optional<QDate> dueAfter(const DeadlineRule &rule, QDate start,
                              std::optional<int> ownMonths = {});

/// Until when something is kept: the period from the later of the two days (164.316(b)(2)(i)).
std::optional<QDate> keptUntil(const DeadlineRule &rule, QDate created,
                               std::optional<QDate> lastInEffect = {});

/// So many hours later, as they pass in the zone: clocks may be put forward or back in between. A
/// time that came twice counts as the first; one that was skipped as if the clock had not been put
/// forward. Without a time of day the result has none either, and whole days count alone.
dates::Moment momentAfter(const dates::Moment &start, int hours, const QTimeZone &zone);

}
