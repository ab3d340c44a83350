// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/dates.h"

namespace safeguard::dates {

namespace {

/// That weekday of a month: the first, the second; -1 is the last.
QDate nthWeekday(int year, int month, Qt::DayOfWeek weekday, int which)
{
    if (which < 0) {
        const QDate last(year, month, QDate(year, month, 1).daysInMonth());
        return last.addDays(-((last.dayOfWeek() - weekday + 7) % 7));
    }
    const QDate first(year, month, 1);
    return first.addDays((weekday - first.dayOfWeek() + 7) % 7 + 7 * (which - 1));
}

QDate observed(QDate holiday)
{
    if (holiday.dayOfWeek() == Qt::Saturday)
        return holiday.addDays(-1);
    return holiday.dayOfWeek() == Qt::Sunday ? holiday.addDays(1) : holiday;
}

/// 5 USC 6103(a); Juneteenth since 2021.
bool isHolidayOf(int year, QDate day)
{
    for (const QDate &fixed : {QDate(year, 1, 1), QDate(year, 7, 4), QDate(year, 11, 11),
                               QDate(year, 12, 25), QDate(year, 6, 19)}) {
        const bool isJuneteenth = fixed.month() == 6;
        if ((!isJuneteenth || year >= 2021) && observed(fixed) == day)
            return true;
    }
    return nthWeekday(year, 1, Qt::Monday, 3) == day || nthWeekday(year, 2, Qt::Monday, 3) == day ||
           nthWeekday(year, 5, Qt::Monday, -1) == day ||
           nthWeekday(year, 9, Qt::Monday, 1) == day ||
           nthWeekday(year, 10, Qt::Monday, 2) == day ||
           nthWeekday(year, 11, Qt::Thursday, 4) == day;
}

double hours(const QDateTime &from, const QDateTime &to)
{
    return static_cast<double>(from.msecsTo(to)) / (60 * 60 * 1000.0);
}

}

QDate dueAfterMonths(QDate from, int months)
{
    return from.addMonths(months);
}

QDate keptForYears(QDate from, int years)
{
    const QDate same(from.year() + years, from.month(), from.day());
    return same.isValid() ? same : QDate(from.year() + years, 3, 1);
}

bool isFederalHoliday(QDate day)
{
    // New Year's Day of the next year may be observed on 31 December of this one.
    return isHolidayOf(day.year(), day) || isHolidayOf(day.year() + 1, day);
}

bool isWorkingDay(QDate day)
{
    return day.dayOfWeek() < Qt::Saturday && !isFederalHoliday(day);
}

QDate addWorkingDays(QDate from, int days)
{
    QDate day = from;
    for (int left = days; left > 0;) {
        day = day.addDays(1);
        left -= isWorkingDay(day);
    }
    return day;
}

Hours hoursBetween(const Moment &from, const Moment &to, const QTimeZone &zone)
{
    const auto first = [&](const Moment &moment) {
        return moment.time ? QDateTime(moment.day, *moment.time, zone)
                           : moment.day.startOfDay(zone);
    };
    const auto last = [&](const Moment &moment) {
        return moment.time ? QDateTime(moment.day, *moment.time, zone)
                           : moment.day.addDays(1).startOfDay(zone);
    };
    return {hours(last(from), first(to)), hours(first(from), last(to))};
}

}
