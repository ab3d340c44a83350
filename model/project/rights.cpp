// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/rights.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct RightsText
{
    Q_DECLARE_TR_FUNCTIONS(Rights)
};

constexpr int roleCount = 5;

// clang-format off: a table
constexpr bool rights[operationCount][roleCount] = {
    // Security Officer, Editor, Contributor, Reviewer, Auditor
    {true, true, true, true, true},     // Read
    {true, true, true, false, false},   // Edit
    {true, false, false, false, false}, // Users
    {true, true, false, false, false},  // Upgrade
    {true, true, true, true, true},     // Export
    {true, true, true, true, true},     // Verify
    {true, true, true, true, true},     // OwnKeys
};
// clang-format on

QString allowedRoles(Operation operation)
{
    QStringList names;
    for (size_t i = 0; i < choices(Role()).size(); ++i) {
        if (isAllowed(static_cast<Role>(i), operation))
            names += choices(Role())[i].label;
    }
    return names.join(QStringLiteral(", "));
}

Operation operationOf(EntryKind kind)
{
    switch (kind) {
    case EntryKind::User:
        return Operation::Users;
    case EntryKind::Migration:
        return Operation::Upgrade;
    case EntryKind::Event:
        return Operation::Read;
    case EntryKind::Edit:
    case EntryKind::Undo:
    case EntryKind::Redo:
    case EntryKind::Import:
    case EntryKind::Sign:
    case EntryKind::Baseline:
    case EntryKind::Merge:
    case EntryKind::Expunge:
        break;
    }
    return Operation::Edit;
}

/// Whether an entry of that kind may be about a register other than the users.
bool covers(const User &user, EntryKind kind, const RegisterType &type)
{
    if (kind == EntryKind::User || kind == EntryKind::Event)
        return false;
    return kind == EntryKind::Migration || mayEdit(user, type);
}

tl::unexpected<Error> notPermitted(const QString &text)
{
    return failure(ErrorCode::NotPermitted, text);
}

}

const ChoiceList &choices(Operation)
{
    static const ChoiceList list{
        {"read", RightsText::tr("see, search and derive")},
        {"edit", RightsText::tr("edit records, import, undo and redo")},
        {"users", RightsText::tr("give and take access, change roles")},
        {"upgrade", RightsText::tr("bring an older file up to date")},
        {"export", RightsText::tr("export reports, registers and everything")},
        {"verify", RightsText::tr("verify, and take a receipt")},
        {"own_keys", RightsText::tr("change the own passphrase and recovery key")}};
    return list;
}

QString nameOf(Role role)
{
    return choices(role).at(static_cast<size_t>(role)).label;
}

bool isAllowed(Role role, Operation operation)
{
    return rights[static_cast<int>(operation)][static_cast<int>(role)];
}

Status may(const User &user, Operation operation)
{
    if (!user.isActive())
        return notPermitted(
            RightsText::tr("%1 has no access to the project any more.").arg(user.fullName));
    if (isAllowed(user.role, operation))
        return {};
    return notPermitted(RightsText::tr("Not permitted to the role %1: %2. These may: %3.")
                            .arg(nameOf(user.role),
                                 choices(operation).at(static_cast<size_t>(operation)).label,
                                 allowedRoles(operation)));
}

bool mayEdit(const User &user, const RegisterType &type)
{
    if (!user.isActive() || !isAllowed(user.role, Operation::Edit) || !type.area)
        return false;
    return user.role != Role::Contributor || user.areas.contains(*type.area);
}

Status mayMake(const User &user, EntryKind kind, const std::set<const RegisterType *> &registers)
{
    SG_TRY(may(user, operationOf(kind)));
    for (const RegisterType *type : registers) {
        const bool isOfUsers = type && type->key == QLatin1String(User::registerKey);
        if (isOfUsers ? kind == EntryKind::User : type && covers(user, kind, *type))
            continue;
        if (isOfUsers)
            return notPermitted(
                RightsText::tr("Users are changed by the operations for users only."));
        return notPermitted(RightsText::tr("%1 as %2 may not edit %3 in this way.")
                                .arg(user.fullName, nameOf(user.role),
                                     type ? type->plural : RightsText::tr("unknown tables")));
    }
    return {};
}

}
