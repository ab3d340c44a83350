// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/catalog/deadlinerules.h"
#include "model/store/record.h"

#include <QDate>
#include <set>

namespace safeguard {

/// That something is due on a day, and why. Derived, never stored.
struct Deadline
{
    QDate due;
    std::optional<QTime> time; ///< in the organization's time zone; none: by the end of the day
    QString ruleId;
    DeadlineKind kind = DeadlineKind::Other;
    Force force = Force::OwnPolicy;
    RecordRef record; ///< that it follows from
    AnyId person;     ///< whose it is; may be null
    QString title;
    QString why; ///< what started it, the period in figures, and what binds to it
    QString citation;
    QString field; ///< of the record, to set when it is rescheduled; empty: it cannot be
    /// Not a duty until a day but a right from then on (what is retained may go), or what comes by
    /// itself (an agreement that renews itself). Never overdue.
    bool isNotice = false;

    bool isOverdue(QDate today) const { return due < today && !isNotice; }
};

/// What is overdue goes to the front; the order stays otherwise.
void putOverdueFirst(std::vector<Deadline> &deadlines, QDate today);

/// By day, then in an order that does not change.
bool comesBefore(const Deadline &a, const Deadline &b);

/// The same for the same duty at all times, also when its day changes; of no two at once.
QString keyOf(const Deadline &deadline);

/// "Why this date?": what is on record about it, and in the rule's words what starts it, how it is
/// computed and what binds to it, a sentence or two each.
QStringList explanationOf(const Deadline &deadline);

/// Why its day cannot be moved; empty when it can.
QString whyFixed(const Deadline &deadline);

/// Which deadlines are looked at; what is empty asks for all.
struct DeadlineFilter
{
    std::set<DeadlineKind> kinds;
    std::set<Force> forces;
    AnyId person;
    std::optional<int> withinDays; ///< due from today, and what is overdue

    bool matches(const Deadline &deadline, QDate today) const;
    std::vector<Deadline> of(const std::vector<Deadline> &deadlines, QDate today) const;
};

}
