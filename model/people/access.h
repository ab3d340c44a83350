// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

struct DataElement;
struct Person;
struct System;

enum class DataOperation { Create, Read, Update, Delete };

inline const ChoiceList &choices(DataOperation)
{
    static const ChoiceList list{{"create", InventoryWords::tr("Create")},
                                 {"read", InventoryWords::tr("Read")},
                                 {"update", InventoryWords::tr("Update")},
                                 {"delete", InventoryWords::tr("Delete")}};
    return list;
}

/// What a group of the workforce does, and therefore may reach and has to learn.
struct AccessRole final : Record
{
    Q_DECLARE_TR_FUNCTIONS(AccessRole)
public:
    static constexpr auto registerKey = "access-roles";

    QString name;
    QString duties;

    static RegisterType describe();
};

/// A cell of the access matrix: what a role may do with a data element in a system, and why that is
/// the least that it needs (164.502(b), 164.308(a)(4)).
struct AccessRight final : Record
{
    Q_DECLARE_TR_FUNCTIONS(AccessRight)
public:
    static constexpr auto registerKey = "access-rights";

    Id<AccessRole> role;
    Id<System> system;
    Id<DataElement> element; ///< null: everything in it
    ChoiceSet<DataOperation> operations;
    QString reason;

    static RegisterType describe();
};

/// That a person was let into a system.
struct AccessGrant final : Record
{
    Q_DECLARE_TR_FUNCTIONS(AccessGrant)
public:
    static constexpr auto registerKey = "access-grants";

    Id<Person> person;
    Id<System> system;
    Id<AccessRole> role; ///< in which
    QString account;
    bool isShared = false; ///< others use the same account
    Id<Person> authorizedBy;
    std::optional<QDate> granted;
    std::optional<QDate> reviewed;
    Id<Person> reviewedBy;
    std::optional<QDate> revoked;
    QString revokedTime; ///< "17:05", in the organization's time zone; empty: not on record

    bool isOpen(QDate today) const { return !revoked || *revoked > today; }

    static RegisterType describe();
};

/// "17:05" as a time; none for any other text.
std::optional<QTime> timeFrom(const QString &text);
/// A problem when a text is neither empty nor a time of day.
void checkTime(const char *field, const QString &text, std::vector<FieldProblem> &problems);

}
