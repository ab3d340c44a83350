// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/field.h"

#include <QCoreApplication>

namespace safeguard {

enum class Role { SecurityOfficer, Editor, Contributor, Reviewer, Auditor };
enum class UserStatus { Active, Removed };

/// What a user may do: see rights.h.
struct Rights
{
    // implicit: most roles are all there is to say
    Rights(Role itsRole, ChoiceSet<Area> itsAreas = {}) // NOLINT(google-explicit-constructor)
        : role(itsRole)
        , areas(itsAreas)
    {}
    Role role;
    ChoiceSet<Area> areas; ///< of a contributor
};

/// Who may open the project and signs entries of its history. Written by Project alone. A removed
/// user stays on the list, since the history names them.
struct User final : Record
{
    Q_DECLARE_TR_FUNCTIONS(User)
public:
    static constexpr auto registerKey = "users";

    QString name; ///< as in the slot of the file's header
    QString fullName;
    Role role = Role::Editor;
    QString publicKey;     ///< Ed25519, base32
    ChoiceSet<Area> areas; ///< what a contributor may edit; of no meaning for other roles
    UserStatus status = UserStatus::Active;

    void setRights(const Rights &rights)
    {
        role = rights.role;
        areas = role == Role::Contributor ? rights.areas : ChoiceSet<Area>();
    }
    bool isActive() const { return status == UserStatus::Active; }

    static RegisterType describe();
};

inline const ChoiceList &choices(Role)
{
    static const ChoiceList list{{"security_officer", User::tr("Security Officer")},
                                 {"editor", User::tr("Editor")},
                                 {"contributor", User::tr("Contributor")},
                                 {"reviewer", User::tr("Reviewer")},
                                 {"auditor", User::tr("Auditor")}};
    return list;
}

inline const ChoiceList &choices(UserStatus)
{
    static const ChoiceList list{{"active", User::tr("Active")}, {"removed", User::tr("Removed")}};
    return list;
}

inline RegisterType User::describe()
{
    return Describe<User>({.singular = tr("User"),
                           .plural = tr("Users"),
                           .prefix = QStringLiteral("USR"),
                           .purpose = tr("Who can open the project, and what each may do there. "
                                         "Each signs what they do with a key of their own.")})
        .field<&User::name>("name", tr("User name"))
        .required()
        .unique()
        .field<&User::fullName>("full_name", tr("Full name"))
        .required()
        .field<&User::role>("role", tr("Role"))
        .field<&User::publicKey>("public_key", tr("Public key"))
        .required()
        .made()
        .field<&User::areas>("areas", tr("Areas"))
        .field<&User::status>("status", tr("Status"))
        .done();
}

}
