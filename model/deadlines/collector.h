// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/deadlines.h"
#include "model/inventory/organization.h"

namespace safeguard {

struct DeadlineWords
{
    Q_DECLARE_TR_FUNCTIONS(Deadlines)
};

/// Gathers deadlines from the records of one area after the other.
class DeadlineCollector final
{
public:
    DeadlineCollector(const Snapshot &snapshot, const DeadlineOptions &options)
        : snapshot(snapshot)
        , organization(snapshot.only<Organization>())
        , today(snapshot.today())
        , m_options(options)
    {}

    const Snapshot &snapshot;
    const Organization &organization;
    const QDate today;

    /// Null when the rule is switched off.
    const DeadlineRule *rule(const char *id) const
    {
        const DeadlineRule &rule = DeadlineRules::current().at(id);
        return rule.isOn || m_options.withProposal ? &rule : nullptr;
    }
    /// A deadline of the rule to complete: title, person, time, field. \a facts: how the day comes
    /// about, in a sentence or more.
    template <class T>
    Deadline &add(const DeadlineRule &rule, const T &record, QDate due, const QString &facts)
    {
        return add(rule, {keyOfRegister<T>(), record.id}, due,
                   facts + u' ' + sentenceOf(rule.force));
    }
    Deadline &add(const DeadlineRule &rule, const RecordRef &record, QDate due, const QString &why)
    {
        Deadline deadline;
        deadline.due = due;
        deadline.ruleId = rule.id;
        deadline.kind = rule.kind;
        deadline.force = rule.force;
        deadline.record = record;
        deadline.why = why;
        deadline.citation = rule.citation;
        deadlines.push_back(std::move(deadline));
        return deadlines.back();
    }
    /// The key of a register, one text for all of its deadlines.
    template <class T>
    static const QString &keyOfRegister()
    {
        static const QString key = QString::fromLatin1(T::registerKey);
        return key;
    }

    std::vector<Deadline> deadlines;

private:
    DeadlineOptions m_options;
};

inline QString inWords(QDate day)
{
    return day.toString(Qt::ISODate);
}

/// Months of a rule, unless the organization says otherwise.
inline int monthsOf(const DeadlineRule &rule, std::optional<int> own)
{
    return own.value_or(rule.period ? rule.period->value : 12);
}

// One per area.
void addAgreements(DeadlineCollector &collector);
void addVendors(DeadlineCollector &collector);
void addAccess(DeadlineCollector &collector);
void addTraining(DeadlineCollector &collector, const std::vector<TrainingDuty> &training);
void addTrainingRecords(DeadlineCollector &collector);
void addAnalysis(DeadlineCollector &collector);
void addActions(DeadlineCollector &collector);
void addAcceptances(DeadlineCollector &collector);
void addEvidence(DeadlineCollector &collector);
void addDeidentifications(DeadlineCollector &collector);
void addSystems(DeadlineCollector &collector);

}
