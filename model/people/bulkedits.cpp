// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/bulkedits.h"

#include "model/inventory/data_element.h"
#include "model/inventory/system.h"
#include "model/people/person.h"

#include <set>

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(People)
};

tl::unexpected<Error> notThere(const RegisterType &type)
{
    return failure(ErrorCode::NotFound,
                   Words::tr("There is no such record among: %1.").arg(type.plural));
}

/// Whose completion of that day is on record, and whose plan can be fulfilled.
struct Known
{
    std::set<AnyId> done;
    std::map<AnyId, Id<TrainingRecord>> plans;
};

Known knownOf(const Snapshot &snapshot, const Id<Course> &course, QDate day)
{
    Known known;
    for (const TrainingRecord *record : snapshot.inOrder<TrainingRecord>()) {
        if (record->course != course)
            continue;
        if (record->completed == day)
            known.done.insert(record->person);
        else if (!record->completed)
            known.plans.emplace(record->person, idOf(*record));
    }
    return known;
}

}

Result<int> recordClass(Edit &edit, const Id<Course> &course, QDate day,
                        const std::vector<Id<Person>> &people, TrainingResult result,
                        const QString &proof)
{
    const Course *what = edit.find(course);
    if (!what)
        return notThere(edit.registers().of<Course>());
    if (people.empty())
        return failure(ErrorCode::InvalidInput, Words::tr("Say who took part."));
    if (!day.isValid())
        return failure(ErrorCode::InvalidInput, Words::tr("Say on which day it was."));
    if (day > edit.now().today())
        return failure(ErrorCode::InvalidInput, Words::tr("That day has not come yet."));
    // Which version an earlier day had is not on record.
    const QString version =
        what->versionSince && day < *what->versionSince ? QString() : what->version;
    Known known = knownOf(edit.now(), course, day);
    int count = 0;
    for (const auto &person : people) {
        if (!edit.find(person))
            return notThere(edit.registers().of<Person>());
        if (!known.done.insert(person).second)
            continue;
        const auto plan = known.plans.find(person);
        TrainingRecord record =
            plan == known.plans.end() ? TrainingRecord() : *edit.find(plan->second);
        record.person = person;
        record.course = course;
        record.completed = day;
        record.version = version;
        record.result = result;
        record.proof = proof;
        edit.put(std::move(record));
        ++count;
    }
    return count;
}

Result<int> endAccess(Edit &edit, const Id<Person> &person, QDate day, std::optional<QTime> time)
{
    if (!edit.find(person))
        return notThere(edit.registers().of<Person>());
    std::vector<Id<AccessGrant>> open;
    for (const AccessGrant *grant : edit.now().inOrder<AccessGrant>()) {
        if (grant->person == person && grant->isOpen(day))
            open.push_back(idOf(*grant));
    }
    for (const auto &id : open) {
        edit.change(id, [&](AccessGrant &grant) {
            const bool neverBegan = grant.granted && *grant.granted > day;
            grant.revoked = neverBegan ? *grant.granted : day;
            grant.revokedTime =
                time && !neverBegan ? time->toString(QStringLiteral("HH:mm")) : QString();
        });
    }
    return static_cast<int>(open.size());
}

Status setRight(Edit &edit, const Id<AccessRole> &role, const Id<System> &system,
                const Id<DataElement> &element, const ChoiceSet<DataOperation> &operations,
                const QString &reason)
{
    if (!edit.find(role))
        return notThere(edit.registers().of<AccessRole>());
    if (!edit.find(system))
        return notThere(edit.registers().of<System>());
    std::vector<AccessRight> known; // imported ones may be several
    for (const AccessRight &one : edit.now().rows<AccessRight>()) {
        if (one.role == role && one.system == system && one.element == element)
            known.push_back(one);
    }
    for (size_t i = operations.isEmpty() ? 0 : 1; i < known.size(); ++i)
        SG_TRY(edit.remove(idOf(known[i])));
    if (operations.isEmpty())
        return {};
    AccessRight right = known.empty() ? AccessRight() : known.front();
    if (right.id.isNull()) // the same in each copy of the project
        right.id =
            edit.nameBasedId(edit.registers().of<AccessRight>(),
                             role.toText() + u' ' + system.toText() + u' ' + element.toText());
    right.role = role;
    right.system = system;
    right.element = element;
    right.operations = operations;
    right.reason = reason;
    edit.put(std::move(right));
    return {};
}

}
