// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <QDateTime>
#include <QTimeZone>

/// Calendar arithmetic for periods that the law or a policy names. Where a period could end on two
/// days, the one that errs on the safe side is meant.
namespace safeguard::dates {

/// The same day of the month so many months later; the last of the month where it has none: 31
/// January and one month is 28 February, or 29. So nothing falls due too late.
QDate dueAfterMonths(QDate from, int months);

/// The same day so many years later; 1 March for 29 February where the year has none. So nothing is
/// thrown away too early.
QDate keptForYears(QDate from, int years);

/// Neither Saturday, Sunday nor a holiday of the federal government (5 USC 6103), observed on
/// Friday or Monday when it falls on a weekend. Inauguration days are not counted: they are
/// holidays in the Washington area only.
bool isWorkingDay(QDate day);
bool isFederalHoliday(QDate day);
/// The day so many working days later; that itself is never counted.
QDate addWorkingDays(QDate from, int days);

/// A moment that may be known by its day only, in a time zone.
struct Moment
{
    QDate day;
    std::optional<QTime> time;
};

/// Hours from one moment to another: the fewest and the most that the record allows, which are the
/// same when both times are known. Clocks that were put forward or back in between count as they
/// passed. Negative where \a to comes before.
struct Hours
{
    double least = 0;
    double most = 0;
};
Hours hoursBetween(const Moment &from, const Moment &to, const QTimeZone &zone);

}
