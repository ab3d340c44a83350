// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/trainingplan.h"

#include "model/base/dates.h"
#include "model/inventory/organization.h"
#include "model/people/access.h"

#include <algorithm>
#include <array>
#include <limits>

namespace safeguard {

namespace {

constexpr int yearsKept = 6;

struct StateWords
{
    Q_DECLARE_TR_FUNCTIONS(TrainingPlan)
};

QString iso(QDate day)
{
    return day.toString(Qt::ISODate);
}

std::optional<QDate> earlier(std::optional<QDate> a, std::optional<QDate> b)
{
    return a && b ? std::min(*a, *b) : a ? a : b;
}

qint32 julian(std::optional<QDate> day)
{
    return day ? static_cast<qint32>(day->toJulianDay()) : 0;
}

template <class T>
QHash<AnyId, quint32> indexed(const std::vector<const T *> &records)
{
    QHash<AnyId, quint32> index;
    index.reserve(static_cast<qsizetype>(records.size()));
    for (const T *record : records)
        index.insert(record->id, static_cast<quint32>(index.size()));
    return index;
}

bool hasLeft(const Person &person, QDate today)
{
    return person.separated && *person.separated < today;
}

std::optional<double> part(const std::optional<int> &of, const std::optional<int> &all)
{
    return of && all && *all > 0 ? std::optional(double(*of) / *all) : std::nullopt;
}

/// The last days of so many months, the last one today.
std::vector<QDate> monthEnds(QDate today, int months)
{
    std::vector<QDate> days;
    const QDate first(today.year(), today.month(), 1);
    for (int back = months - 1; back > 0; --back)
        days.push_back(first.addMonths(1 - back).addDays(-1));
    days.push_back(today);
    return days;
}

/// Counts of months, added to in runs.
class MonthCounts final
{
public:
    explicit MonthCounts(const std::vector<QDate> &days)
        : m_days(days)
        , m_steps(days.size() + 1)
    {}
    /// The index of the first day not before \a day.
    size_t from(QDate day) const
    {
        return static_cast<size_t>(std::lower_bound(m_days.begin(), m_days.end(), day) -
                                   m_days.begin());
    }
    size_t after(QDate day) const
    {
        return static_cast<size_t>(std::upper_bound(m_days.begin(), m_days.end(), day) -
                                   m_days.begin());
    }
    void add(size_t begin, size_t end, int count)
    {
        if (begin >= end)
            return;
        m_steps[begin] += count;
        m_steps[end] -= count;
    }
    const std::vector<int> &steps() const { return m_steps; }

private:
    const std::vector<QDate> &m_days;
    std::vector<int> m_steps;
};

}

QString keyOf(TrainingState state)
{
    static constexpr std::array keys{"not_owed",    "planned", "due",      "failed",
                                     "old_version", "overdue", "expiring", "done"};
    return QString::fromLatin1(keys.at(static_cast<size_t>(state)));
}

QString nameOf(TrainingState state)
{
    switch (state) {
    case TrainingState::NotOwed:
        return StateWords::tr("Not owed");
    case TrainingState::Planned:
        return StateWords::tr("Planned");
    case TrainingState::Due:
        return StateWords::tr("Due");
    case TrainingState::Failed:
        return StateWords::tr("Failed");
    case TrainingState::OldVersion:
        return StateWords::tr("Earlier version");
    case TrainingState::Overdue:
        return StateWords::tr("Overdue");
    case TrainingState::Expiring:
        return StateWords::tr("Expiring soon");
    case TrainingState::Done:
        return StateWords::tr("Done");
    }
    return {};
}

void TrainingRate::add(TrainingState state)
{
    owed += state != TrainingState::NotOwed;
    fulfilled += isFulfilled(state);
    overdue += state == TrainingState::Overdue;
}

std::optional<double> TrainingRate::share() const
{
    return owed ? std::optional(double(fulfilled) / owed) : std::nullopt;
}

bool isFailed(const Course &course, const TrainingRecord &record)
{
    return record.result == TrainingResult::Failed ||
           (record.result == TrainingResult::Completed && record.score && course.passScore &&
            *record.score < *course.passScore);
}

std::optional<QDate> retainedUntil(const TrainingRecord &record)
{
    return record.completed ? std::optional(dates::keptForYears(*record.completed, yearsKept))
                            : std::nullopt;
}

/// What is on record of a person and a course, as far as it matters today.
struct TrainingPlan::Records
{
    const TrainingRecord *current = nullptr; ///< the newest that counts
    const TrainingRecord *old = nullptr;     ///< the newest of a version that does not count now
    const TrainingRecord *failed = nullptr;
    const TrainingRecord *plan = nullptr;

    const TrainingRecord *counting() const { return current ? current : old; }
    bool failedSince() const
    {
        return failed && (!counting() || *failed->completed >= *counting()->completed);
    }
};

TrainingPlan::TrainingPlan(const Snapshot &snapshot)
    : m_snapshot(snapshot)
    , m_today(snapshot.today())
    , m_ownDays(snapshot.only<Organization>().trainingDays.value_or(ownDays))
    , m_people(snapshot.inOrder<Person>())
    , m_courses(snapshot.inOrder<Course>())
    , m_personIndex(indexed(m_people))
    , m_courseIndex(indexed(m_courses))
    , m_owedByAll(m_courses.size())
    , m_byCourse(m_courses.size())
{
    for (size_t i = 0; i < m_courses.size(); ++i) {
        const Course &course = *m_courses[i];
        m_owedByAll[i] = course.isForEveryone && !course.isRetired;
        for (const auto &role : course.roles) {
            Owed &owed = m_owedByRole[role];
            owed.resize(m_courses.size());
            owed[i] = !course.isRetired;
        }
    }
    indexRecords();
    m_cells.reserve(m_people.size() * m_courses.size());
    for (size_t person = 0; person < m_people.size(); ++person) {
        addRow(person);
        addRates(person);
    }
}

/// Counted, then laid side by side: one pass each, however many there are.
void TrainingPlan::indexRecords()
{
    m_first.assign(m_people.size() * m_courses.size() + 1, 0);
    std::vector<std::pair<size_t, const TrainingRecord *>> found;
    const Rows<TrainingRecord> all = m_snapshot.rows<TrainingRecord>();
    found.reserve(all.size());
    for (const TrainingRecord &record : all) {
        const auto person = m_personIndex.constFind(record.person);
        const auto course = m_courseIndex.constFind(record.course);
        if (person == m_personIndex.constEnd() || course == m_courseIndex.constEnd())
            continue;
        found.emplace_back(*person * m_courses.size() + *course, &record);
        ++m_first[found.back().first + 1];
    }
    for (size_t i = 1; i < m_first.size(); ++i)
        m_first[i] += m_first[i - 1];
    m_records.resize(found.size());
    std::vector<quint32> next(m_first.begin(), m_first.end());
    for (const auto &[cell, record] : found)
        m_records[next[cell]++] = record;
    const auto isEarlier = [](const TrainingRecord *a, const TrainingRecord *b) {
        constexpr qint64 never = std::numeric_limits<qint64>::max();
        const auto key = [](const TrainingRecord &record) {
            return std::tuple(record.completed ? record.completed->toJulianDay() : never,
                              record.number, record.id);
        };
        return key(*a) < key(*b);
    };
    for (size_t i = 0; i + 1 < m_first.size(); ++i)
        std::sort(m_records.begin() + m_first[i], m_records.begin() + m_first[i + 1], isEarlier);
}

TrainingPlan::Owed TrainingPlan::owedBy(const Person &person) const
{
    Owed owed = m_owedByAll;
    for (const auto &role : person.roles) {
        const auto more = m_owedByRole.constFind(role);
        for (size_t i = 0; more != m_owedByRole.constEnd() && i < owed.size(); ++i)
            owed[i] = owed[i] || (*more)[i];
    }
    return owed;
}

void TrainingPlan::addRow(size_t person)
{
    const Owed owed = owedBy(*m_people[person]);
    const bool isGone = hasLeft(*m_people[person], m_today);
    for (size_t course = 0; course < m_courses.size(); ++course)
        m_cells.push_back(cellFor(*m_people[person], *m_courses[course], look(person, course),
                                  owed[course] && !isGone));
}

void TrainingPlan::addRates(size_t person)
{
    if (!m_people[person]->isActive(m_today))
        return;
    TrainingRate whole;
    for (size_t course = 0; course < m_courses.size(); ++course) {
        const TrainingState state = cell(person, course).state;
        whole.add(state);
        m_byCourse[course].add(state);
    }
    const auto addTo = [&](TrainingRate &rate) {
        rate.owed += whole.owed;
        rate.fulfilled += whole.fulfilled;
        rate.overdue += whole.overdue;
    };
    addTo(m_overall);
    for (const auto &role : m_people[person]->roles)
        addTo(m_byRole[role]);
}

std::optional<size_t> TrainingPlan::indexOf(const Id<Person> &id) const
{
    const auto at = m_personIndex.constFind(id);
    return at == m_personIndex.constEnd() ? std::nullopt : std::optional<size_t>(*at);
}

std::optional<size_t> TrainingPlan::indexOf(const Id<Course> &id) const
{
    const auto at = m_courseIndex.constFind(id);
    return at == m_courseIndex.constEnd() ? std::nullopt : std::optional<size_t>(*at);
}

std::span<const TrainingRecord *const> TrainingPlan::recordsOf(size_t person, size_t course) const
{
    const size_t index = person * m_courses.size() + course;
    return {m_records.data() + m_first[index], m_first[index + 1] - m_first[index]};
}

bool TrainingPlan::isPlan(const TrainingRecord &record) const
{
    return !record.completed || *record.completed > m_today;
}

bool TrainingPlan::isVersionOwed(const Course &course) const
{
    return course.isNewVersionOwed && (!course.versionSince || *course.versionSince <= m_today);
}

/// By the version that the record names, else by its day. One that nobody can tell counts.
bool TrainingPlan::isOfCurrentVersion(const Course &course, const TrainingRecord &record) const
{
    if (!isVersionOwed(course))
        return true;
    const QStringView version = QStringView(record.version).trimmed();
    const QStringView current = QStringView(course.version).trimmed();
    if (!version.isEmpty() && !current.isEmpty())
        return version.compare(current, Qt::CaseInsensitive) == 0;
    return !course.versionSince || *record.completed >= *course.versionSince;
}

TrainingPlan::Records TrainingPlan::look(size_t person, size_t course) const
{
    Records records;
    for (const TrainingRecord *record : recordsOf(person, course)) {
        if (isPlan(*record))
            records.plan = records.plan ? records.plan : record;
        else if (isFailed(*m_courses[course], *record))
            records.failed = record;
        else if (isOfCurrentVersion(*m_courses[course], *record))
            records.current = record;
        else
            records.old = record;
    }
    return records;
}

int TrainingPlan::daysFor(const Course &course) const
{
    return course.dueDays.value_or(m_ownDays);
}

/// Until when a completion is good, by the refresher alone.
std::optional<QDate> TrainingPlan::lastDayOf(const Course &course,
                                             const TrainingRecord &record) const
{
    return course.refresherMonths
               ? std::optional(dates::dueAfterMonths(*record.completed, *course.refresherMonths))
               : std::nullopt;
}

TrainingCell TrainingPlan::cellFor(const Person &person, const Course &course,
                                   const Records &records, bool isOwed) const
{
    if (!isOwed)
        return {records.counting()};
    if (!records.counting())
        return never(person, course, records);
    if (!records.current)
        return outdated(person, course, records);
    const auto due = lastDayOf(course, *records.current);
    const auto state = due && *due < m_today                 ? TrainingState::Overdue
                       : due && m_today.daysTo(*due) <= soon ? TrainingState::Expiring
                                                             : TrainingState::Done;
    return {records.current, julian(due), state,
            due ? TrainingCause::Refresher : TrainingCause::None};
}

TrainingCell TrainingPlan::never(const Person &person, const Course &course,
                                 const Records &records) const
{
    const auto due =
        person.start ? std::optional(person.start->addDays(daysFor(course))) : std::nullopt;
    const auto state = due && *due < m_today ? TrainingState::Overdue
                       : records.failed      ? TrainingState::Failed
                       : records.plan        ? TrainingState::Planned
                                             : TrainingState::Due;
    return {nullptr, julian(due), state, TrainingCause::First};
}

/// The new version is owed from when it came, or from the start of those who came later; the
/// refresher of the earlier one may be due before that.
TrainingCell TrainingPlan::outdated(const Person &person, const Course &course,
                                    const Records &records) const
{
    std::optional<QDate> version;
    if (course.versionSince)
        version = std::max(*course.versionSince, person.start.value_or(*course.versionSince))
                      .addDays(daysFor(course));
    const auto refresher = lastDayOf(course, *records.old);
    const auto due = earlier(version, refresher);
    return {records.old, julian(due),
            due && *due < m_today ? TrainingState::Overdue : TrainingState::OldVersion,
            due && due == refresher && due != version ? TrainingCause::Refresher
                                                      : TrainingCause::NewVersion};
}

QString TrainingPlan::why(size_t person, size_t course) const
{
    const TrainingCell &at = cell(person, course);
    const Person &who = *m_people[person];
    const Course &what = *m_courses[course];
    QStringList sentences;
    if (at.isOwed())
        sentences << whyOwed(who, what) << whyThen(what, at);
    else
        sentences << whyNotOwed(who, what);
    sentences << whatElse(at, look(person, course));
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString TrainingPlan::whyNotOwed(const Person &person, const Course &course) const
{
    if (course.isRetired)
        return tr("It is no longer given, so nobody owes it.");
    if (hasLeft(person, m_today))
        return tr("%1 left on %2 and owes nothing any more.")
            .arg(person.name, iso(*person.separated));
    return tr("Neither everyone nor a role of %1 owes it.").arg(person.name);
}

QString TrainingPlan::whyOwed(const Person &person, const Course &course) const
{
    QStringList roles;
    for (const auto &role : person.roles) {
        if (course.roles.contains(role))
            roles += m_snapshot.title(QString::fromLatin1(AccessRole::registerKey), role);
    }
    roles.sort();
    const QString since = person.start ? iso(*person.start) : QString();
    if (since.isEmpty())
        return course.isForEveryone ? tr("Owed by everyone; the start is not on record.")
                                    : tr("Owed as %1; the start is not on record.")
                                          .arg(roles.join(QStringLiteral(", ")));
    return course.isForEveryone
               ? tr("Owed by everyone, here since %1.").arg(since)
               : tr("Owed as %1 since %2.").arg(roles.join(QStringLiteral(", ")), since);
}

/// The sentence from which the due day follows.
QString TrainingPlan::whyThen(const Course &course, const TrainingCell &cell) const
{
    const QString due = cell.due() ? iso(*cell.due()) : QString();
    switch (cell.cause) {
    case TrainingCause::None:
        return tr("Completed on %1; once is enough.").arg(iso(*cell.record->completed));
    case TrainingCause::First:
        return due.isEmpty() ? tr("So no day follows by which it is due.")
                             : tr("Due within %n days by your own policy, by %1; the rule names no "
                                  "number.",
                                  nullptr, daysFor(course))
                                   .arg(due);
    case TrainingCause::Refresher:
        return tr("Completed on %1; owed again after %n months by your own policy, by %2.", nullptr,
                  course.refresherMonths.value_or(0))
            .arg(iso(*cell.record->completed), due);
    case TrainingCause::NewVersion:
        break;
    }
    const QString done =
        tr("An earlier version was completed on %1.").arg(iso(*cell.record->completed));
    const QString version = course.version.trimmed().isEmpty()
                                ? tr("A new version")
                                : tr("Version %1").arg(course.version);
    if (!course.versionSince)
        return done + u' ' + tr("%1 is owed anew; since when is not on record.").arg(version);
    return done + u' ' +
           tr("%1 is owed anew since %2, within %n days by your own policy: by %3.", nullptr,
              daysFor(course))
               .arg(version, iso(*course.versionSince), due);
}

QString TrainingPlan::whatElse(const TrainingCell &cell, const Records &records) const
{
    QStringList sentences;
    if (!cell.isOwed() && cell.record)
        sentences += tr("Completed on %1 all the same.").arg(iso(*cell.record->completed));
    if (records.failedSince())
        sentences += tr("An attempt was failed on %1.").arg(iso(*records.failed->completed));
    if (records.plan)
        sentences += records.plan->completed
                         ? tr("It is planned for %1.").arg(iso(*records.plan->completed))
                         : tr("It is planned.");
    return sentences.join(u' ');
}

std::vector<TrainingMonth> TrainingPlan::overTime(int months) const
{
    const std::vector<QDate> days = monthEnds(m_today, std::max(months, 1));
    MonthCounts owed(days);
    MonthCounts fulfilled(days);
    for (size_t person = 0; person < m_people.size(); ++person) {
        const Person &who = *m_people[person];
        const size_t begin = who.start ? owed.from(*who.start) : 0;
        const size_t end = who.separated ? owed.after(*who.separated) : days.size();
        const Owed courses = owedBy(who);
        owed.add(begin, end, static_cast<int>(std::count(courses.begin(), courses.end(), true)));
        for (size_t course = 0; course < m_courses.size(); ++course) {
            size_t covered = begin; // all before it is counted
            for (const TrainingRecord *record : recordsOf(person, course)) {
                const Course &what = *m_courses[course];
                if (!courses[course] || isPlan(*record) || isFailed(what, *record))
                    continue;
                auto last = lastDayOf(what, *record);
                if (!isOfCurrentVersion(what, *record))
                    last = earlier(last, what.versionSince.value_or(m_today).addDays(-1));
                const size_t stop = std::min(end, last ? fulfilled.after(*last) : days.size());
                const size_t from = std::max(covered, fulfilled.from(*record->completed));
                fulfilled.add(from, stop, 1);
                covered = std::max(covered, stop);
            }
        }
    }
    std::vector<TrainingMonth> result;
    TrainingMonth at;
    for (size_t i = 0; i < days.size(); ++i) {
        at.day = days[i];
        at.owed += owed.steps()[i];
        at.fulfilled += fulfilled.steps()[i];
        result.push_back(at);
    }
    return result;
}

std::vector<TrainingDuty> TrainingPlan::duties(std::optional<QDate> until) const
{
    std::vector<TrainingDuty> duties;
    for (size_t person = 0; person < m_people.size(); ++person) {
        for (size_t course = 0; course < m_courses.size(); ++course) {
            const TrainingCell &at = cell(person, course);
            if (at.isOwed() && at.dueDay && (!until || *at.due() <= *until))
                duties.push_back({idOf(*m_people[person]), idOf(*m_courses[course]), *at.due(),
                                  why(person, course), at.cause});
        }
    }
    return duties;
}

bool TrainingPlan::hasCourses() const
{
    return std::any_of(m_courses.begin(), m_courses.end(),
                       [](const Course *course) { return !course->isRetired; });
}

std::vector<PhishingRate> phishingRates(const Snapshot &snapshot)
{
    std::vector<PhishingRate> rates;
    for (const PhishingCampaign *one : snapshot.inOrder<PhishingCampaign>())
        rates.push_back({one, part(one->clicked, one->recipients),
                         part(one->entered, one->recipients),
                         part(one->reported, one->recipients)});
    std::stable_sort(rates.begin(), rates.end(), [](const PhishingRate &a, const PhishingRate &b) {
        const auto key = [](const PhishingRate &rate) {
            return std::pair(!rate.campaign->sentOn, rate.campaign->sentOn.value_or(QDate()));
        };
        return key(a) < key(b);
    });
    return rates;
}

}
