// SPDX-License-Identifier: GPL-3.0-or-later

// What a large calendar costs: `bench-deadlines [people]`. With 20 training records, four grants
// and two fifths of an agreement to each; all that is due, the next 30 days of it, and the calendar
// file.

#include "model/deadlines/deadlines.h"
#include "model/deadlines/ics.h"
#include "model/inventory/organization.h"
#include "model/inventory/system.h"
#include "model/people/access.h"
#include "model/people/person.h"
#include "model/registers.h"
#include "model/vendors/agreement.h"

#include <cstdio>
#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace safeguard;

namespace {

QRandomGenerator &chance()
{
    static QRandomGenerator generator(5);
    return generator;
}

QDate someDay()
{
    return QDate(2021, 1, 1).addDays(chance().bounded(6 * 365));
}

template <class T, class F>
std::vector<Id<T>> fill(Snapshot &content, int count, F complete)
{
    std::vector<Id<T>> ids;
    for (int i = 0; i < count; ++i) {
        T record;
        complete(record, i);
        ids.push_back(content.add(record));
    }
    return ids;
}

template <class T>
Id<T> anyOf(const std::vector<Id<T>> &ids)
{
    return ids[chance().bounded(static_cast<quint32>(ids.size()))];
}

Snapshot largeContent(int size)
{
    Snapshot content(allRegisters());
    content.setToday({2026, 11, 21});
    content.add(Organization());
    const auto people = fill<Person>(content, size, [](Person &person, int i) {
        person.name = QStringLiteral("Person %1").arg(i);
        if (i % 20 == 0)
            person.separated = someDay();
    });
    const auto named = [](const char *name) {
        return [name](auto &record, int i) {
            record.name = QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(i);
        };
    };
    const auto systems = fill<System>(content, 100, named("System"));
    const auto courses = fill<Course>(content, 15, named("Course"));
    const auto companies = fill<Company>(content, size / 10 + 1, named("Company"));
    fill<AccessGrant>(content, size * 4, [&](AccessGrant &grant, int) {
        grant.person = anyOf(people);
        grant.system = anyOf(systems);
        grant.granted = someDay();
    });
    fill<TrainingRecord>(content, size * 20, [&](TrainingRecord &record, int) {
        record.person = anyOf(people);
        record.course = anyOf(courses);
        record.completed = someDay();
    });
    fill<Agreement>(content, size * 2 / 5, [&](Agreement &agreement, int i) {
        agreement.name = QStringLiteral("Agreement %1").arg(i);
        agreement.counterparty = anyOf(companies);
        agreement.status = AgreementStatus::Executed;
        agreement.executed = someDay();
        agreement.expires = agreement.executed->addYears(1).addDays(-1);
        agreement.renewsItself = i % 3 != 0;
        agreement.renewalMonths = 12;
        agreement.noticeDays = 60;
    });
    return content;
}

template <class F>
void timed(const char *what, F run)
{
    QElapsedTimer timer;
    timer.start();
    const auto count = run();
    std::printf("%-30s %8.1f ms  %lld\n", what, double(timer.nsecsElapsed()) / 1e6,
                static_cast<long long>(count));
}

}

int main(int argc, char **argv)
{
    const int size = argc > 1 ? QByteArray(argv[1]).toInt() : 5000;
    const Snapshot content = largeContent(size);
    std::vector<Deadline> deadlines;
    for (int round = 0; round < 3; ++round)
        timed("all that is due", [&] {
            deadlines = deadlinesOf(content, {});
            return deadlines.size();
        });
    DeadlineFilter filter;
    filter.withinDays = 30;
    timed("of the next 30 days", [&] { return filter.of(deadlines, content.today()).size(); });
    timed("calendar file, bytes", [&] {
        return toIcs(deadlines, {QStringLiteral("All"), QDateTime::currentDateTimeUtc(), {}})
            .size();
    });
    return 0;
}
