// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/collector.h"
#include "model/deadlines/periods.h"
#include "model/people/access.h"
#include "model/people/person.h"

namespace safeguard {

namespace {

QString nameOf(const DeadlineCollector &collector, const AccessGrant &grant)
{
    return collector.snapshot.title(DeadlineCollector::keyOfRegister<AccessGrant>(), grant.id);
}

/// Somebody left, or will: until when their access ends.
void addRevocation(DeadlineCollector &collector, const AccessGrant &grant, const Person &person,
                   const DeadlineRule &rule, int hours)
{
    const dates::Moment left{*person.separated, timeFrom(person.separatedTime)};
    const dates::Moment due = momentAfter(left, hours, zoneOf(collector.organization));
    const QString facts =
        left.time ? DeadlineWords::tr("Separated on %1 at %2, access ended within %n hours.",
                                      nullptr, hours)
                        .arg(inWords(left.day), left.time->toString(QStringLiteral("HH:mm")))
                  : DeadlineWords::tr(
                        "Separated on %1, the time is not on record; access ended within %n "
                        "hours.",
                        nullptr, hours)
                        .arg(inWords(left.day));
    Deadline &deadline = collector.add(rule, grant, due.day, facts);
    deadline.time = due.time;
    deadline.person = grant.person;
    deadline.title = DeadlineWords::tr("End access: %1").arg(nameOf(collector, grant));
}

void addReview(DeadlineCollector &collector, const AccessGrant &grant, const Person *person)
{
    const DeadlineRule &rule = *collector.rule("DL-ACC-REV");
    const int months = monthsOf(rule, collector.organization.accessReviewMonths);
    const auto last = grant.reviewed ? grant.reviewed : grant.granted;
    const QDate due = last ? *dueAfter(rule, *last, months) : collector.today;
    const auto lastDay = person ? person->separated : std::nullopt;
    if (lastDay && (*lastDay < collector.today || due > *lastDay))
        return;
    const QString facts =
        grant.reviewed
            ? DeadlineWords::tr("Reviewed on %1, again after %n months.", nullptr, months)
        : last ? DeadlineWords::tr("Granted on %1 and never reviewed; a review after %n months.",
                                   nullptr, months)
               : DeadlineWords::tr("Never reviewed, and no day to count from: due now.");
    Deadline &deadline = collector.add(rule, grant, due, last ? facts.arg(inWords(*last)) : facts);
    deadline.person = grant.person;
    deadline.title = DeadlineWords::tr("Review access: %1").arg(nameOf(collector, grant));
}

const char *ruleOf(TrainingCause cause)
{
    switch (cause) {
    case TrainingCause::First:
        return "DL-TRAIN-DUE";
    case TrainingCause::Refresher:
        return "DL-TRAIN-ANN";
    case TrainingCause::NewVersion:
        return "DL-TRAIN-NEW";
    case TrainingCause::None:
        break;
    }
    return "DL-TRAIN-DUE";
}

/// A text per name or day instead of one per record: there are many records and few of those.
class TrainingTexts final
{
public:
    TrainingTexts(const Snapshot &snapshot, const DeadlineRule &rule)
        : m_snapshot(snapshot)
        , m_rule(rule)
        , m_title(DeadlineWords::tr("Kept until then: training of %1, %2"))
        , m_end(u' ' + sentenceOf(rule.force))
    {}

    struct Kept
    {
        QDate until;
        QString why;
    };
    const Kept &kept(QDate completed)
    {
        Kept &kept = m_kept[completed];
        if (!kept.until.isValid())
            kept = {*keptUntil(m_rule, completed),
                    DeadlineWords::tr("The training was on %1, its record is kept for %n years.",
                                      nullptr, m_rule.period->value)
                            .arg(inWords(completed)) +
                        m_end};
        return kept;
    }
    QString title(const TrainingRecord &record)
    {
        return m_title.arg(name(m_people, record.person), name(m_courses, record.course));
    }

private:
    template <class T>
    QString name(QHash<AnyId, QString> &names, const Id<T> &id) const
    {
        const auto at = names.constFind(id);
        if (at != names.cend())
            return *at;
        const T *record = m_snapshot.find(id);
        return *names.insert(id, record ? record->name : QString());
    }

    const Snapshot &m_snapshot;
    const DeadlineRule &m_rule;
    QString m_title;
    QString m_end;
    QHash<QDate, Kept> m_kept;
    QHash<AnyId, QString> m_people;
    QHash<AnyId, QString> m_courses;
};

}

void addAccess(DeadlineCollector &collector)
{
    const DeadlineRule *own = collector.rule("DL-ACC24");
    const DeadlineRule *proposed = collector.rule("DL-NPRM-ACC1");
    const int hours = collector.organization.revocationHours.value_or(own->period->value);
    for (const AccessGrant &grant : collector.snapshot.rows<AccessGrant>()) {
        if (!grant.isOpen(collector.today))
            continue;
        const Person *person = collector.snapshot.find(grant.person);
        if (person && person->separated) {
            addRevocation(collector, grant, *person, *own, hours);
            if (proposed)
                addRevocation(collector, grant, *person, *proposed, proposed->period->value);
        }
        addReview(collector, grant, person);
    }
}

void addTraining(DeadlineCollector &collector, const std::vector<TrainingDuty> &training)
{
    for (const TrainingDuty &duty : training) {
        const Person *person = collector.snapshot.find(duty.person);
        const Course *course = collector.snapshot.find(duty.course);
        if (!person || !course)
            continue;
        Deadline &deadline =
            collector.add(*collector.rule(ruleOf(duty.cause)), *course, duty.due, duty.why);
        deadline.person = duty.person;
        deadline.title = DeadlineWords::tr("Training of %1: %2").arg(person->name, course->name);
    }
}

void addTrainingRecords(DeadlineCollector &collector)
{
    const DeadlineRule &rule = *collector.rule("DL-RET-TRAIN");
    TrainingTexts texts(collector.snapshot, rule);
    const auto records = collector.snapshot.rows<TrainingRecord>();
    collector.deadlines.reserve(collector.deadlines.size() + records.size());
    for (const TrainingRecord &record : records) {
        if (!record.completed)
            continue;
        const auto &kept = texts.kept(*record.completed);
        Deadline &deadline =
            collector.add(rule, {DeadlineCollector::keyOfRegister<TrainingRecord>(), record.id},
                          kept.until, kept.why);
        deadline.isNotice = true;
        deadline.person = record.person;
        deadline.title = texts.title(record);
    }
}

}
