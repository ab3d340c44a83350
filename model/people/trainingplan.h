// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people/person.h"
#include "model/people/training.h"
#include "model/store/snapshot.h"

#include <QHash>
#include <span>

namespace safeguard {

/// How a person stands with a course today.
enum class TrainingState : quint8 {
    NotOwed,    ///< a record may be there all the same
    Planned,    ///< never done, in time, and a plan is on record
    Due,        ///< never done, in time
    Failed,     ///< tried and failed, in time
    OldVersion, ///< done, but the version that is owed now is not; in time
    Overdue,
    Expiring, ///< done, and due again within TrainingPlan::soon days
    Done,
};
inline constexpr int trainingStateCount = 8;
QString keyOf(TrainingState state);
QString nameOf(TrainingState state);
constexpr bool isFulfilled(TrainingState state)
{
    return state == TrainingState::Done || state == TrainingState::Expiring;
}

/// Why somebody owes a course now, from which the due day follows.
enum class TrainingCause : quint8 {
    First,      ///< never done
    Refresher,  ///< done, and owed again
    NewVersion, ///< done, and another version is owed anew
    None,
};

/// A person and a course. Small: there may be hundreds of thousands.
struct TrainingCell
{
    const TrainingRecord *record = nullptr; ///< that counts, or did for an earlier version
    qint32 dueDay = 0;                      ///< as a Julian day; 0: no day follows
    TrainingState state = TrainingState::NotOwed;
    TrainingCause cause = TrainingCause::None;

    bool isOwed() const { return state != TrainingState::NotOwed; }
    bool isFulfilled() const { return safeguard::isFulfilled(state); }
    std::optional<QDate> due() const
    {
        return dueDay ? std::optional(QDate::fromJulianDay(dueDay)) : std::nullopt;
    }
};

/// How many duties there are, and how they stand.
struct TrainingRate
{
    int owed = 0;
    int fulfilled = 0;
    int overdue = 0; ///< the rest is in time

    void add(TrainingState state);
    /// From 0 to 1; none where nothing is owed.
    std::optional<double> share() const;
    friend bool operator==(const TrainingRate &, const TrainingRate &) = default;
};

struct TrainingMonth
{
    QDate day; ///< the last of the month; of this month, today
    int owed = 0;
    int fulfilled = 0;
};

/// Something that falls due, for the calendar.
struct TrainingDuty
{
    Id<Person> person;
    Id<Course> course;
    QDate due;
    QString why;
    TrainingCause cause = TrainingCause::First;
};

/// Who owes which course, by when, and how they stand: a pure function of the snapshot.
///
/// A course is owed by everyone or by the members of its roles: first within days of the start,
/// again months after each completion, and anew within days of a version that is owed anew. When a
/// role was given is not on record, so the person's start stands for it. Who has left owes nothing,
/// nor does anybody a course that is no longer given. 164.308(a)(5)(i); all intervals are the
/// organization's own.
///
/// A record counts once its day has come, unless it was failed or, without anybody having said
/// "passed", its score is below the one that the course asks for.
class TrainingPlan final
{
    Q_DECLARE_TR_FUNCTIONS(TrainingPlan)
public:
    explicit TrainingPlan(const Snapshot &snapshot);

    /// From how many days before its end a completion is said to expire.
    static constexpr int soon = 30;
    /// Where neither the course nor the organization says: own policy, like any number.
    static constexpr int ownDays = 30;

    const Snapshot &snapshot() const { return m_snapshot; }
    /// In order of their numbers, also those who have left; the rows of the matrix.
    const std::vector<const Person *> &people() const { return m_people; }
    /// Also those that are no longer given; its columns.
    const std::vector<const Course *> &courses() const { return m_courses; }
    std::optional<size_t> indexOf(const Id<Person> &id) const;
    std::optional<size_t> indexOf(const Id<Course> &id) const;

    const TrainingCell &cell(size_t person, size_t course) const
    {
        return m_cells[person * m_courses.size() + course];
    }
    /// One row of the matrix.
    std::span<const TrainingCell> cellsOf(size_t person) const
    {
        return {m_cells.data() + person * m_courses.size(), m_courses.size()};
    }
    /// Oldest first; what has no day yet last.
    std::span<const TrainingRecord *const> recordsOf(size_t person, size_t course) const;
    /// "Owed as Developer since 2026-01-12. Due within 30 days by your own policy, by ...".
    QString why(size_t person, size_t course) const;

    // Of those who are here today.
    const TrainingRate &overall() const { return m_overall; }
    const TrainingRate &rateOfCourse(size_t course) const { return m_byCourse[course]; }
    /// All that the members of a role owe, by whatever ground.
    TrainingRate rateOf(const Id<AccessRole> &role) const { return m_byRole.value(role); }

    /// For so many months up to this one: of what those who were here on that day owed, how much
    /// was done and still good. By the roles, courses and intervals of today, whose past is not on
    /// record.
    std::vector<TrainingMonth> overTime(int months) const;
    /// What falls due, or fell, up to a day; everything without one. By person, then course.
    std::vector<TrainingDuty> duties(std::optional<QDate> until = {}) const;
    /// Somebody gives a course today.
    bool hasCourses() const;

private:
    struct Records;
    using Owed = std::vector<bool>; ///< by course

    void indexRecords();
    void addRow(size_t person);
    void addRates(size_t person);
    Owed owedBy(const Person &person) const;
    TrainingCell cellFor(const Person &person, const Course &course, const Records &records,
                         bool isOwed) const;
    TrainingCell never(const Person &person, const Course &course, const Records &records) const;
    TrainingCell outdated(const Person &person, const Course &course, const Records &records) const;
    Records look(size_t person, size_t course) const;
    bool isOfCurrentVersion(const Course &course, const TrainingRecord &record) const;
    bool isPlan(const TrainingRecord &record) const;
    bool isVersionOwed(const Course &course) const;
    std::optional<QDate> lastDayOf(const Course &course, const TrainingRecord &record) const;
    int daysFor(const Course &course) const;
    QString whyNotOwed(const Person &person, const Course &course) const;
    QString whyOwed(const Person &person, const Course &course) const;
    QString whyThen(const Course &course, const TrainingCell &cell) const;
    QString whatElse(const TrainingCell &cell, const Records &records) const;

    Snapshot m_snapshot;
    QDate m_today;
    int m_ownDays = ownDays;
    std::vector<const Person *> m_people;
    std::vector<const Course *> m_courses;
    QHash<AnyId, quint32> m_personIndex;
    QHash<AnyId, quint32> m_courseIndex;
    QHash<AnyId, Owed> m_owedByRole;
    Owed m_owedByAll;
    std::vector<TrainingCell> m_cells;
    std::vector<const TrainingRecord *> m_records; ///< by cell
    std::vector<quint32> m_first;                  ///< of m_records, per cell; and one beyond
    TrainingRate m_overall;
    std::vector<TrainingRate> m_byCourse;
    QHash<AnyId, TrainingRate> m_byRole;
};

/// That it was no completion, see TrainingPlan.
bool isFailed(const Course &course, const TrainingRecord &record);
/// Six years after its day, 164.316(b)(2)(i); none for a plan.
std::optional<QDate> retainedUntil(const TrainingRecord &record);

/// What became of false mails, each from 0 to 1; none where a number is missing.
struct PhishingRate
{
    const PhishingCampaign *campaign = nullptr; ///< as long as the snapshot
    std::optional<double> clicked;
    std::optional<double> entered;
    std::optional<double> reported;
};
/// By the day on which they were sent; those without one last.
std::vector<PhishingRate> phishingRates(const Snapshot &snapshot);

}
