// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

struct AccessRole;

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

/// What is done when somebody leaves, beside ending their access.
enum class SeparationStep { Devices, Keys, PersonalDevices, Secrets, Reminder };

inline const ChoiceList &choices(SeparationStep)
{
    static const ChoiceList list{
        {"devices", InventoryWords::tr("Devices and media returned")},
        {"keys", InventoryWords::tr("Badge and keys returned")},
        {"personal_devices", InventoryWords::tr("Personal devices cleared of work data")},
        {"secrets", InventoryWords::tr("Shared secrets changed")},
        {"reminder", InventoryWords::tr("Reminded of lasting duties")}};
    return list;
}

/// A member of the workforce: anyone under the organization's direct control.
struct Person final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Person)
public:
    static constexpr auto registerKey = "people";

    QString name;
    QString staffNumber;
    QString contact;
    QString position;
    Employment employment = Employment::Employee;
    IdSet<AccessRole> roles;
    bool isSecurityOfficer = false;
    std::optional<QDate> appointed;
    QString clearance;
    std::optional<QDate> cleared;
    std::optional<QDate> start;
    std::optional<QDate> separated; ///< the last day
    QString separatedTime;          ///< "17:00", in the organization's time zone
    ChoiceSet<SeparationStep> separationSteps;

    bool isActive(QDate today) const
    {
        return (!start || *start <= today) && (!separated || *separated >= today);
    }

    static RegisterType describe();
};

}
