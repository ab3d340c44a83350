// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/person.h"

#include "model/people/access.h"

namespace safeguard {

RegisterType Person::describe()
{
    return Describe<Person>(
               {.singular = tr("Person"),
                .plural = tr("People"),
                .prefix = QStringLiteral("PER"),
                .purpose = tr("Who works for you: employees, contractors, temporary staff, "
                              "volunteers and trainees. Who owns systems and decisions, may "
                              "reach patient data and owes training."),
                .citation = QStringLiteral("164.308(a)(3)"),
                .area = Area::Context})
        .section(tr("Person"))
        .field<&Person::name>("name", tr("Name"))
        .required()
        .unique()
        .field<&Person::staffNumber>("staff_number", tr("Staff number"))
        .unique()
        .wide()
        .help(tr("A list that is imported finds the person by it."))
        .field<&Person::position>("position", tr("Position"))
        .field<&Person::employment>("employment", tr("Employment"))
        .field<&Person::contact>("contact", tr("Contact"))
        .field<&Person::start>("start", tr("Start"))
        .section(tr("Duties"))
        .field<&Person::roles>("roles", tr("Roles"))
        .cites("164.308(a)(3)(ii)(A)")
        .help(tr("What the person has to learn follows from them."))
        .field<&Person::isSecurityOfficer>("security_officer", tr("Security officer"))
        .wide()
        .cites("164.308(a)(2)")
        .help(tr("Who is responsible for the policies and procedures of the rule. Keep the "
                 "appointment as evidence."))
        .field<&Person::appointed>("appointed", tr("Appointed"))
        .wide()
        .section(tr("Clearance"))
        .field<&Person::cleared>("cleared", tr("Cleared on"))
        .wide()
        .cites("164.308(a)(3)(ii)(B)")
        .field<&Person::clearance>("clearance", tr("How"))
        .multiline()
        .help(tr("What was looked at before access was given, such as references."))
        .section(tr("Separation"))
        .field<&Person::separated>("separated", tr("Separated"))
        .cites("164.308(a)(3)(ii)(C)")
        .help(tr("The last day."))
        .field<&Person::separatedTime>("separated_time", tr("At"))
        .wide()
        .help(tr("The time of day in your time zone, like 17:00."))
        .field<&Person::separationSteps>("separation_steps", tr("Done"))
        .wide()
        .rule([](const Record &record, const Snapshot &, std::vector<FieldProblem> &problems) {
            const auto &self = static_cast<const Person &>(record);
            if (self.start && self.separated && *self.separated < *self.start)
                problems.push_back(
                    {QStringLiteral("separated"), tr("The separation lies before the start.")});
            checkTime("separated_time", self.separatedTime, problems);
        })
        .done();
}

}
