// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/field.h"

#include <QCoreApplication>

namespace safeguard {

enum class Role { SecurityOfficer, Editor, Contributor, Reviewer, Auditor };

/// Who may open the project and signs entries of its history. Written by Project alone.
struct User final : Record
{
    Q_DECLARE_TR_FUNCTIONS(User)
public:
    static constexpr auto registerKey = "users";

    QString name; ///< as in the slot of the file's header
    QString fullName;
    Role role = Role::Editor;
    QString publicKey; ///< Ed25519, base32

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

inline RegisterType User::describe()
{
    return Describe<User>({.singular = tr("User"),
                           .plural = tr("Users"),
                           .prefix = QStringLiteral("USR"),
                           .isProtected = true})
        .field<&User::name>("name", tr("User name"))
        .required()
        .unique()
        .field<&User::fullName>("full_name", tr("Full name"))
        .required()
        .field<&User::role>("role", tr("Role"))
        .field<&User::publicKey>("public_key", tr("Public key"))
        .required()
        .wide()
        .done();
}

}
