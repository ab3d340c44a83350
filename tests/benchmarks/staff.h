// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/organization.h"
#include "model/people/access.h"
#include "model/registers.h"
#include "model/vendors/agreement.h"

#include <QRandomGenerator>

namespace safeguard::bench {

inline const QDate today(2026, 11, 22);

/// How much there is of what.
struct Sizes
{
    int people = 5000;
    int courses = 40;
    int records = 100'000;
    int systems = 60;
    int roles = 12;
    int agreements = 0;
};

/// A large staff, what it may reach and has learned, the same each time.
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
        addAgreements();
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
                person.separated = std::max(*person.start, today.addDays(-below(900)));
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

    void addAgreements()
    {
        for (int i = 0; i < m_sizes.agreements; ++i) {
            Company company;
            company.name = QStringLiteral("Company %1").arg(i);
            Agreement agreement;
            agreement.name = QStringLiteral("Agreement %1").arg(i);
            agreement.counterparty = add(company);
            agreement.status = AgreementStatus::Executed;
            agreement.executed = agreement.effective = today.addDays(-below(1500));
            agreement.expires = agreement.effective->addYears(1 + below(4));
            agreement.renewsItself = i % 2 == 0;
            agreement.renewalMonths = i % 2 == 0 ? std::optional(12) : std::nullopt;
            agreement.noticeDays = 60;
            add(agreement);
        }
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

}
