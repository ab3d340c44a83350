// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/deadline.h"

#include <algorithm>
#include <iterator>
#include <QCoreApplication>

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Deadlines)
};

}

void putOverdueFirst(std::vector<Deadline> &deadlines, QDate today)
{
    std::stable_partition(deadlines.begin(), deadlines.end(),
                          [&](const Deadline &deadline) { return deadline.isOverdue(today); });
}

bool comesBefore(const Deadline &a, const Deadline &b)
{
    // The hour of the day comes after the whole day: that is how a day is read.
    const auto key = [](const Deadline &deadline) {
        return std::tie(deadline.due, deadline.time, deadline.ruleId, deadline.record.id,
                        deadline.person);
    };
    return key(a) < key(b);
}

QString keyOf(const Deadline &deadline)
{
    const QString key = deadline.ruleId + u'/' + deadline.record.toText();
    return deadline.person.isNull() ? key : key + u'/' + deadline.person.toText();
}

QStringList explanationOf(const Deadline &deadline)
{
    QStringList lines{deadline.why};
    const DeadlineRule *rule = DeadlineRules::current().find(deadline.ruleId);
    if (!rule)
        return lines;
    lines += Words::tr("Begins: %1.").arg(rule->trigger);
    lines += Words::tr("Computed: %1").arg(rule->computation);
    lines += Words::tr("%1 (%2)").arg(nameOf(rule->force), rule->citation);
    if (!rule->note.isEmpty())
        lines += rule->note;
    return lines;
}

QString whyFixed(const Deadline &deadline)
{
    if (!deadline.field.isEmpty())
        return {};
    switch (deadline.force) {
    case Force::Law:
        return Words::tr("The law sets this day (%1). It follows from what is on record.")
            .arg(deadline.citation);
    case Force::Contract:
        return Words::tr("The agreement sets this day. Change it where the agreement changed.");
    case Force::Guidance:
        return Words::tr("This day follows from guidance and from what is on record.");
    case Force::OwnPolicy:
        return Words::tr("This day follows from your own policy and from what was done last. "
                         "Record the next time, or change the policy.");
    case Force::Proposal:
        return Words::tr("A proposal that is not in force; nothing has to be done by this day.");
    }
    return {};
}

bool DeadlineFilter::matches(const Deadline &deadline, QDate today) const
{
    if (!kinds.empty() && !kinds.contains(deadline.kind))
        return false;
    if (!forces.empty() && !forces.contains(deadline.force))
        return false;
    if (!person.isNull() && person != deadline.person)
        return false;
    return !withinDays || deadline.isOverdue(today) ||
           (deadline.due >= today && deadline.due <= today.addDays(*withinDays));
}

std::vector<Deadline> DeadlineFilter::of(const std::vector<Deadline> &deadlines, QDate today) const
{
    std::vector<Deadline> some;
    std::copy_if(deadlines.begin(), deadlines.end(), std::back_inserter(some),
                 [&](const Deadline &deadline) { return matches(deadline, today); });
    return some;
}

}
