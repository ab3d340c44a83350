// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/periods.h"

namespace safeguard {

namespace {

/// The instant at which a clock on the wall showed that.
QDateTime instantOf(QDate day, QTime time, const QTimeZone &zone)
{
    const QDateTime shown(day, time, Qt::UTC);
    const int before = zone.offsetFromUtc(shown.addDays(-1));
    const int after = zone.offsetFromUtc(shown.addDays(1));
    // The earliest first: further east the same time of day comes sooner.
    for (const int offset : {std::max(before, after), std::min(before, after)}) {
        const QDateTime instant = shown.addSecs(-offset);
        if (zone.offsetFromUtc(instant) == offset)
            return instant;
    }
    return shown.addSecs(-before);
}

QDate endOf(const DeadlineRule::Period &period, QDate start)
{
    using Unit = DeadlineRule::Unit;
    const QDate from = period.fromYearEnd ? QDate(start.year(), 12, 31) : start;
    switch (period.unit) {
    case Unit::Days:
        return from.addDays(period.value);
    case Unit::WorkingDays:
        return dates::addWorkingDays(from, period.value);
    case Unit::Months:
        return dates::dueAfterMonths(from, period.value);
    case Unit::Years:
        return dates::keptForYears(from, period.value);
    case Unit::Hours:
        break;
    }
    return {};
}

}

std::optional<QDate> dueAfter(const DeadlineRule &rule, QDate start, std::optional<int> ownMonths)
{
    if (ownMonths)
        return dates::dueAfterMonths(start, *ownMonths);
    const QDate due = rule.period ? endOf(*rule.period, start) : QDate();
    return due.isValid() ? std::optional(due) : std::nullopt;
}

std::optional<QDate> keptUntil(const DeadlineRule &rule, QDate created,
                               std::optional<QDate> lastInEffect)
{
    return dueAfter(rule, std::max(created, lastInEffect.value_or(created)));
}

dates::Moment momentAfter(const dates::Moment &start, int hours, const QTimeZone &zone)
{
    if (!start.time)
        return {start.day.addDays(hours / 24), {}};
    const QDateTime end =
        instantOf(start.day, *start.time, zone).addSecs(qint64(hours) * 60 * 60).toTimeZone(zone);
    return {end.date(), end.time()};
}

}
