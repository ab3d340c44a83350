// SPDX-License-Identifier: GPL-3.0-or-later

// What a large staff costs: `bench-people [people [courses [records]]]`. Deriving who owes what and
// who reaches what, the lists and the matrix that screens ask for, and all findings. In memory.

#include "model/findings/findings.h"
#include "model/inventory/organization.h"
#include "model/people/accessmatrix.h"
#include "model/registers.h"

#include <cstdio>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace safeguard;

namespace {

const QDate today(2026, 11, 22);

template <class F>
double timed(F run)
{
    QElapsedTimer timer;
    timer.start();
    run();
    return double(timer.nsecsElapsed()) / 1e6;
}

void say(const char *what, double ms, const QString &more = {})
{
    std::printf("%-52s %10.1f ms  %s\n", what, ms, qPrintable(more));
    std::fflush(stdout);
}

struct Sizes
{
    int people = 5000;
    int courses = 40;
    int records = 100'000;
    int systems = 60;
    int roles = 12;
};

class Staff final
{
public:
    explicit Staff(const Sizes &sizes)
        : m_sizes(sizes)
        , content(allRegisters())
    {
        content.setToday(today);
        add(Organization());
        addSystems();
        addRoles();
        addCourses();
        addPeople();
        for (int i = 0; i < sizes.records; ++i)
            addRecord();
    }

private:
    template <class T>
    Id<T> add(T record)
    {
        record.number = static_cast<int>(content.rows<T>().size()) + 1;
        return content.add(std::move(record));
    }
    int below(qsizetype n) { return m_random.bounded(static_cast<int>(n)); }
    template <class T>
    Id<T> any(const std::vector<Id<T>> &ids)
    {
        return ids[static_cast<size_t>(below(qsizetype(ids.size())))];
    }

    void addSystems()
    {
        for (int i = 0; i < 30; ++i) {
            DataElement element;
            element.name = QStringLiteral("Element %1").arg(i);
            element.content = i % 3 ? Content::Health : Content::PatientIdentity;
            element.linksToPerson = i % 3 ? LinksToPerson::No : LinksToPerson::Yes;
            m_elements.push_back(add(element));
        }
        for (int i = 0; i < m_sizes.systems; ++i) {
            System system;
            system.name = QStringLiteral("System %1").arg(i);
            system.creates = {any(m_elements), any(m_elements), any(m_elements)};
            m_systems.push_back(add(system));
        }
    }

    void addRoles()
    {
        for (int i = 0; i < m_sizes.roles; ++i) {
            AccessRole role;
            role.name = QStringLiteral("Role %1").arg(i);
            m_roles.push_back(add(role));
            for (int j = 0; j < m_sizes.systems; j += 2) {
                AccessRight right;
                right.role = m_roles.back();
                right.system = m_systems[static_cast<size_t>(j)];
                right.operations = {DataOperation::Read};
                content.add(right);
            }
        }
    }

    void addCourses()
    {
        for (int i = 0; i < m_sizes.courses; ++i) {
            Course course;
            course.name = QStringLiteral("Course %1").arg(i);
            course.isForEveryone = i % 4 == 0;
            course.roles = {any(m_roles), any(m_roles), any(m_roles)};
            course.refresherMonths = i % 3 ? std::optional(12) : std::nullopt;
            course.version = QStringLiteral("2");
            course.versionSince = today.addDays(-below(400));
            course.isNewVersionOwed = i % 5 == 0;
            m_courses.push_back(add(course));
        }
    }

    void addPeople()
    {
        for (int i = 0; i < m_sizes.people; ++i) {
            Person person;
            person.name = QStringLiteral("Person %1").arg(i);
            person.roles = {any(m_roles), any(m_roles)};
            person.start = today.addDays(-below(2500));
            if (i % 10 == 0)
                person.separated = today.addDays(-below(900));
            m_people.push_back(add(person));
            for (int j = 0; j < 4; ++j) {
                AccessGrant grant;
                grant.person = m_people.back();
                grant.system = any(m_systems);
                grant.role = *person.roles.begin();
                grant.granted = today.addDays(-below(900));
                if (i % 10 == 0 && i % 100)
                    grant.revoked = std::max(*person.separated, *grant.granted);
                add(grant);
            }
        }
    }

    void addRecord()
    {
        TrainingRecord record;
        record.person = any(m_people);
        record.course = any(m_courses);
        record.completed = today.addDays(-below(1500));
        record.result = below(20) ? TrainingResult::Passed : TrainingResult::Failed;
        add(record);
    }

    Sizes m_sizes;
    QRandomGenerator m_random{1};
    std::vector<Id<DataElement>> m_elements;
    std::vector<Id<System>> m_systems;
    std::vector<Id<AccessRole>> m_roles;
    std::vector<Id<Course>> m_courses;
    std::vector<Id<Person>> m_people;

public:
    Snapshot content;
};

void sayTraining(const Snapshot &snapshot)
{
    say("Who owes what (TrainingPlan)", timed([&] { TrainingPlan{snapshot}; }));
    const TrainingPlan plan(snapshot);
    const size_t cells = plan.people().size() * plan.courses().size();
    say("Its cells", 0,
        QStringLiteral("%1, %2 MB").arg(cells).arg(double(cells * sizeof(TrainingCell)) / 1e6));
    say("Completion over 24 months", timed([&] { (void)plan.overTime(24); }));
    size_t count = 0;
    double ms = timed([&] { count = plan.duties(today.addDays(30)).size(); });
    say("Duties up to 30 days ahead, with why", ms, QString::number(count));
    ms = timed([&] { count = plan.duties().size(); });
    say("All duties, with why", ms, QString::number(count));
}

void sayAccess(const Snapshot &snapshot)
{
    const DataMap map(snapshot);
    const TrainingPlan plan(snapshot);
    say("Who reaches what (Workforce)", timed([&] { Workforce(map, plan); }));
    const Workforce workforce(map, plan);
    size_t count = 0;
    double ms = timed([&] { count = workforce.untrained().size(); });
    say("Tier 1 without training", ms, QString::number(count));
    ms = timed([&] { count = workforce.revocations().size(); });
    say("Hours to revocation", ms, QString::number(count));
    ms = timed([&] { count = workforce.sharedAccounts().size(); });
    say("Shared accounts", ms, QString::number(count));
    ms = timed([&] {
        const AccessMatrix matrix(map, workforce);
        int people = 0;
        for (size_t row = 0; row < matrix.rows().size(); ++row) {
            for (size_t role = 0; role < matrix.roles().size(); ++role)
                people += matrix.cell(row, role).people;
        }
        count = matrix.rows().size() * matrix.roles().size();
    });
    say("Access matrix, every cell", ms, QString::number(count));
    ms = timed([&] { count = Derived(map.snapshot()).findings.size(); });
    say("Everything derived, with all findings", ms, QString::number(count));
}

}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Sizes sizes;
    if (argc > 1)
        sizes.people = std::atoi(argv[1]);
    if (argc > 2)
        sizes.courses = std::atoi(argv[2]);
    if (argc > 3)
        sizes.records = std::atoi(argv[3]);
    const Snapshot snapshot = Staff(sizes).content;
    std::printf("%d people, %d courses, %d records, %d lines of access\n", sizes.people,
                sizes.courses, sizes.records,
                static_cast<int>(snapshot.rows<AccessGrant>().size()));
    sayTraining(snapshot);
    sayAccess(snapshot);
    say("Everything derived, findings too", timed([&] { Derived{snapshot}; }));
    return 0;
}
