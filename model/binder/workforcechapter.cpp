// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/areablocks.h"
#include "model/binder/areachapters.h"
#include "model/binder/recordblocks.h"

namespace safeguard::binder {

namespace {

using report::BadgeTone;
using Align = report::Table::Align;

bool hasLeft(const Person &person, QDate today)
{
    return person.separated && *person.separated < today;
}

/// Appointment, and what proves it.
report::KeyValues officerBlock(const Snapshot &snapshot, const Person &person)
{
    report::KeyValues values;
    values.about = person.name;
    values.rows = {{Words::tr("Security officer"), {fullRun(snapshot, idOf(person))}, {}},
                   {Words::tr("Position"), cellOf(person.position).runs, {}},
                   {Words::tr("Contact"), cellOf(person.contact).runs, {}},
                   {Words::tr("Appointed"),
                    person.appointed ? dayRuns(person.appointed)
                                     : report::plain(Words::tr("The day is not on record.")),
                    {}}};
    if (hasLeft(person, snapshot.today()))
        values.rows.push_back({Words::tr("Left on"), dayRuns(person.separated), {}});
    const RecordRef record{QString::fromLatin1(Person::registerKey), person.id};
    const auto remarks = remarksOf(snapshot, record);
    values.rows.insert(values.rows.end(), remarks.begin(), remarks.end());
    if (remarks.empty())
        values.rows.push_back(
            {Words::tr("Document"),
             report::plain(Words::tr("No document of the appointment is attached.")),
             {}});
    return values;
}

void addOfficers(Blocks &blocks, const Workforce &workforce)
{
    const SecurityOfficers officers = workforce.securityOfficers();
    addSection(blocks, Words::tr("Security officer"),
               Words::tr("One official is responsible for the policies and procedures of the "
                         "Security Rule. Required"),
               QStringLiteral("164.308(a)(2)"));
    if (officers.current.empty())
        addMissing(blocks, Words::tr("Nobody is on record as the security officer today."));
    for (const auto *list : {&officers.current, &officers.left}) {
        for (const Person *person : *list)
            blocks.push_back(officerBlock(workforce.snapshot(), *person));
    }
}

report::Cell clearanceCell(const Person &person)
{
    report::Cell cell = cellOf(person.clearance);
    if (person.cleared)
        cell.runs = {{person.clearance.trimmed().isEmpty() ? QString() : person.clearance + u'\n'},
                     {person.cleared->toString(Qt::ISODate), report::RunStyle::Muted}};
    return cell;
}

report::Cell personCell(const Snapshot &snapshot, const Person &person)
{
    report::Cell cell = recordCell(snapshot, person);
    if (!person.staffNumber.isEmpty())
        cell.runs.push_back({u'\n' + person.staffNumber, report::RunStyle::Muted});
    return cell;
}

report::Table staffTable(const Snapshot &snapshot, const QString &caption,
                         const std::function<bool(const Person &)> &isMeant)
{
    auto table = tableOf(caption, {{snapshot.registers().of<Person>().singular, Align::Left, 1.2},
                                   {Words::tr("Position"), Align::Left, 1},
                                   {Words::tr("Employment")},
                                   {snapshot.registers().of<AccessRole>().plural, Align::Left, 1.3},
                                   {Words::tr("Clearance"), Align::Left, 1.8},
                                   {Words::tr("Start")},
                                   {Words::tr("Last day")}});
    table.orientation = report::Table::Orientation::Landscape;
    for (const Person *person : snapshot.inOrder<Person>()) {
        if (isMeant(*person))
            table.rows.push_back(
                {{personCell(snapshot, *person), cellOf(person->position),
                  cellOf(labelOf(person->employment)),
                  titlesCell(snapshot, AccessRole::registerKey, person->roles),
                  clearanceCell(*person), cellOf(person->start), cellOf(person->separated)},
                 {}});
    }
    return table;
}

void addStaff(Blocks &blocks, const Snapshot &snapshot)
{
    const QDate today = snapshot.today();
    addSection(blocks, Words::tr("Staff list"),
               Words::tr("Roles say what somebody may reach. Clearance says how it was confirmed "
                         "that access is appropriate for the person, and when"),
               QStringLiteral("164.308(a)(3)(ii)(B)"));
    addTableOr(blocks,
               staffTable(snapshot, Words::tr("Here today"),
                          [&](const Person &person) { return person.isActive(today); }),
               Words::tr("Nobody is here today."));
    addTableOr(blocks,
               staffTable(snapshot, Words::tr("Left, or not begun yet"),
                          [&](const Person &person) { return !person.isActive(today); }),
               Words::tr("Nobody on record has left or is still to begin."));
}

void addRoles(Blocks &blocks, const Snapshot &snapshot)
{
    const RegisterType &type = snapshot.registers().of<AccessRole>();
    auto table = tableOf(type.plural, {{type.singular, Align::Left, 1},
                                       {Words::tr("Duties"), Align::Left, 2},
                                       {Words::tr("Members today"), Align::Left, 2}});
    for (const AccessRole *role : snapshot.inOrder<AccessRole>()) {
        std::vector<AnyId> members;
        for (const Person *person : snapshot.inOrder<Person>()) {
            if (person->isActive(snapshot.today()) && person->roles.contains(idOf(*role)))
                members.push_back(person->id);
        }
        table.rows.push_back({{recordCell(snapshot, *role), cellOf(role->duties),
                               titlesCell(snapshot, Person::registerKey, members)},
                              {}});
    }
    if (table.rows.empty())
        addMissing(blocks, Words::tr("No roles are on record, so nothing says what a group of "
                                     "people needs for its work."));
    else
        blocks.push_back(std::move(table));
}

QStringList gapsOf(const Workforce &workforce)
{
    const Snapshot &snapshot = workforce.snapshot();
    const QDate today = snapshot.today();
    QStringList gaps;
    if (workforce.securityOfficers().current.empty())
        gaps += Words::tr("Who the security officer is.");
    if (snapshot.rows<Person>().isEmpty())
        gaps += Words::tr("Who works for you.");
    if (snapshot.rows<AccessRole>().isEmpty())
        gaps += Words::tr("In which roles people work.");
    const auto add = [&](const QString &sentence, const auto &isMeant) {
        const QString names = namesWhere<Person>(snapshot, isMeant);
        if (!names.isEmpty())
            gaps += sentence.arg(names);
    };
    const auto isHere = [today](const Person &person) { return person.isActive(today); };
    add(Words::tr("Which role they have: %1."),
        [&](const Person &person) { return isHere(person) && person.roles.isEmpty(); });
    add(Words::tr("When they started: %1."),
        [&](const Person &person) { return isHere(person) && !person.start; });
    add(Words::tr("When they were cleared: %1."),
        [&](const Person &person) { return isHere(person) && !person.cleared; });
    add(Words::tr("At what time of day they left: %1."), [&](const Person &person) {
        return hasLeft(person, today) && person.separatedTime.trimmed().isEmpty();
    });
    return gaps;
}

}

void addWorkforce(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("Workforce")});
    addPurpose(blocks, snapshot.registers().of<Person>());
    addOfficers(blocks, derived.workforce);
    if (snapshot.rows<Person>().isEmpty()) {
        addMissing(blocks, Words::tr("Nobody is on record. Enter the people who work for you, or "
                                     "import the staff list."));
    } else {
        addStaff(blocks, snapshot);
    }
    addSection(blocks, snapshot.registers().of<AccessRole>().plural);
    addRoles(blocks, snapshot);
    addSection(blocks, Words::tr("What is not on record of people"));
    addGaps(blocks, gapsOf(derived.workforce),
            Words::tr("Nothing that this report looks for is missing."));
}

}
