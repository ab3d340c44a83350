// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

enum class Employment { Employee, Contractor, Temporary, Volunteer, Trainee };

inline const ChoiceList &choices(Employment)
{
    static const ChoiceList list{{"employee", InventoryWords::tr("Employee")},
                                 {"contractor", InventoryWords::tr("Contractor")},
                                 {"temporary", InventoryWords::tr("Temporary")},
                                 {"volunteer", InventoryWords::tr("Volunteer")},
                                 {"trainee", InventoryWords::tr("Trainee")}};
    return list;
}

/// A member of the workforce: anyone under the organization's direct control.
struct Person final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Person)
public:
    static constexpr auto registerKey = "people";

    QString name;
    QString contact;
    QString position;
    Employment employment = Employment::Employee;
    std::optional<QDate> start;
    std::optional<QDate> separated;

    static RegisterType describe()
    {
        return Describe<Person>(
                   {.singular = tr("Person"),
                    .plural = tr("People"),
                    .prefix = QStringLiteral("PER"),
                    .purpose = tr("Who owns systems and decisions: employees, contractors, "
                                  "temporary staff, volunteers and trainees."),
                    .citation = QStringLiteral("164.308(a)(3)"),
                    .area = Area::Context})
            .field<&Person::name>("name", tr("Name"))
            .required()
            .unique()
            .field<&Person::position>("position", tr("Position"))
            .field<&Person::employment>("employment", tr("Employment"))
            .field<&Person::contact>("contact", tr("Contact"))
            .field<&Person::start>("start", tr("Start"))
            .field<&Person::separated>("separated", tr("Separated"))
            .rule([](const Record &record, const Snapshot &, std::vector<FieldProblem> &problems) {
                const auto &self = static_cast<const Person &>(record);
                if (self.start && self.separated && *self.separated < *self.start)
                    problems.push_back(
                        {QStringLiteral("separated"), tr("The separation lies before the start.")});
            })
            .done();
    }
};

}
