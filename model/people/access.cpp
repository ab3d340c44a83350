// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/access.h"

#include "model/inventory/system.h"
#include "model/people/person.h"

namespace safeguard {

namespace {

void checkGrant(const Record &record, const Snapshot &snapshot, std::vector<FieldProblem> &problems)
{
    const auto &self = static_cast<const AccessGrant &>(record);
    if (self.granted && self.revoked && *self.revoked < *self.granted)
        problems.push_back({QStringLiteral("revoked"),
                            AccessGrant::tr("It would be revoked before it was granted.")});
    if (self.authorizedBy == self.person && !self.person.isNull() &&
        snapshot.rows<Person>().size() > 1)
        problems.push_back({QStringLiteral("authorized_by"),
                            AccessGrant::tr("Nobody authorizes their own access.")});
    checkTime("revoked_time", self.revokedTime, problems);
}

}

std::optional<QTime> timeFrom(const QString &text)
{
    const QTime time = QTime::fromString(text.trimmed(), QStringLiteral("H:mm"));
    return time.isValid() ? std::optional(time) : std::nullopt;
}

void checkTime(const char *field, const QString &text, std::vector<FieldProblem> &problems)
{
    if (!text.trimmed().isEmpty() && !timeFrom(text))
        problems.push_back(
            {QString::fromLatin1(field), InventoryWords::tr("A time of day like 17:05.")});
}

RegisterType AccessRole::describe()
{
    return Describe<AccessRole>(
               {.singular = tr("Role"),
                .plural = tr("Roles"),
                .prefix = QStringLiteral("ROL"),
                .purpose = tr("What groups of your workforce do. From a role follows what its "
                              "members may reach, and what they have to learn."),
                .citation = QStringLiteral("164.308(a)(4)(ii)(B)"),
                .area = Area::Context})
        .field<&AccessRole::name>("name", tr("Name"))
        .required()
        .unique()
        .field<&AccessRole::duties>("duties", tr("Duties"))
        .multiline()
        .column()
        .done();
}

RegisterType AccessRight::describe()
{
    return Describe<AccessRight>(
               {.singular = tr("Right of a role"),
                .plural = tr("Rights of roles"),
                .purpose = tr("Which roles may create, read, update or delete which data in "
                              "which system, and why they need no less."),
                .citation = QStringLiteral("164.308(a)(4)(ii)(B)"),
                .area = Area::Context,
                .isPart = true})
        .field<&AccessRight::role>("role", tr("Role"))
        .owner()
        .field<&AccessRight::system>("system", tr("System"))
        .required()
        .field<&AccessRight::element>("element", tr("Data element"))
        .help(tr("Empty: everything in the system."))
        .field<&AccessRight::operations>("operations", tr("May"))
        .field<&AccessRight::reason>("reason", tr("Why it is the minimum necessary"))
        .multiline()
        .column()
        .done();
}

RegisterType AccessGrant::describe()
{
    return Describe<AccessGrant>(
               {.singular = tr("Access"),
                .plural = tr("Access granted"),
                .prefix = QStringLiteral("GRT"),
                .purpose = tr("Who was let into which system, by whose word, and until when. "
                              "Somebody who has left is to have no open line here."),
                .citation = QStringLiteral("164.308(a)(4)(ii)(C)"),
                .area = Area::Context})
        .section(tr("Access"))
        .field<&AccessGrant::person>("person", tr("Person"))
        .required()
        .field<&AccessGrant::system>("system", tr("System"))
        .required()
        .field<&AccessGrant::role>("role", tr("Role"))
        .help(tr("In which. Without one the person counts as able to reach all that is in the "
                 "system."))
        .field<&AccessGrant::account>("account", tr("Account"))
        .wide()
        .field<&AccessGrant::isShared>("shared", tr("Shared account"))
        .wide()
        .cites("164.312(a)(2)(i)")
        .section(tr("Authorization"))
        .field<&AccessGrant::authorizedBy>("authorized_by", tr("Authorized by"))
        .cites("164.308(a)(4)(ii)(B)")
        .field<&AccessGrant::granted>("granted", tr("Granted"))
        .section(tr("Review"))
        .field<&AccessGrant::reviewed>("reviewed", tr("Last review"))
        .cites("164.308(a)(4)(ii)(C)")
        .field<&AccessGrant::reviewedBy>("reviewed_by", tr("Reviewed by"))
        .wide()
        .section(tr("End"))
        .field<&AccessGrant::revoked>("revoked", tr("Revoked"))
        .cites("164.308(a)(3)(ii)(C)")
        .field<&AccessGrant::revokedTime>("revoked_time", tr("At"))
        .wide()
        .help(tr("The time of day in your time zone, like 17:05."))
        .rule(checkGrant)
        .named([](const Record &record, const Snapshot &snapshot) {
            const auto &self = static_cast<const AccessGrant &>(record);
            const Person *person = snapshot.find(self.person);
            const System *system = snapshot.find(self.system);
            return tr("%1 in %2")
                .arg(person ? person->name : QString(), system ? system->name : QString());
        })
        .done();
}

}
