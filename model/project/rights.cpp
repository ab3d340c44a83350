// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/rights.h"

#include "model/project/baseline.h"
#include "model/project/comment.h"
#include "model/project/expunction.h"
#include "model/project/signature.h"

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
    {true, true, true, true, false},    // Comment
    {true, true, true, true, false},    // Sign
    {true, false, false, true, false},  // Approve
    {true, true, false, false, false},  // Baseline
    {true, false, false, false, false}, // Expunge
    {true, false, false, false, false}, // Users
    {true, true, false, false, false},  // Upgrade
    {true, true, false, false, false},  // Restore
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

bool isA(const RegisterType *type, const char *registerKey)
{
    return type && type->key == QLatin1String(registerKey);
}

using Touched = std::set<const RegisterType *>;

/// What an edit of records comes to: remarks are not the edit of anything.
Operation operationOfEdit(const Touched &registers)
{
    const bool isComment = !registers.empty() &&
                           std::all_of(registers.begin(), registers.end(),
                                       [](auto *type) { return isA(type, Comment::registerKey); });
    return isComment ? Operation::Comment : Operation::Edit;
}

Operation operationOf(EntryKind kind, const Touched &registers)
{
    switch (kind) {
    case EntryKind::User:
        return Operation::Users;
    case EntryKind::Migration:
        return Operation::Upgrade;
    case EntryKind::Event:
        return Operation::Read;
    case EntryKind::Sign:
        return Operation::Sign;
    case EntryKind::Baseline:
        return Operation::Baseline;
    case EntryKind::Expunge:
        return Operation::Expunge;
    case EntryKind::Edit:
    case EntryKind::Undo:
    case EntryKind::Redo:
    case EntryKind::Import:
    case EntryKind::Merge:
        break;
    }
    return operationOfEdit(registers);
}

/// The kind of entry that alone writes a register; none for registers that edits write.
std::optional<EntryKind> ownKindOf(const RegisterType &type)
{
    const std::pair<const char *, EntryKind> own[] = {
        {User::registerKey, EntryKind::User},
        {Signature::registerKey, EntryKind::Sign},
        {Baseline::registerKey, EntryKind::Baseline},
        {Expunction::registerKey, EntryKind::Expunge}};
    for (const auto &[key, kind] : own) {
        if (isA(&type, key))
            return kind;
    }
    return std::nullopt;
}

/// Whether an entry of that kind may be about records of the register.
bool covers(const User &user, EntryKind kind, const RegisterType &type)
{
    const auto own = ownKindOf(type);
    switch (kind) {
    case EntryKind::User:
    case EntryKind::Sign:
    case EntryKind::Baseline:
    case EntryKind::Expunge:
        return own == kind;
    case EntryKind::Event:
    case EntryKind::Merge: // which nothing makes yet
        return false;
    case EntryKind::Migration:
        return !own;
    default:
        return !own && mayEdit(user, type);
    }
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
        {"comment", RightsText::tr("comment on records")},
        {"sign", RightsText::tr("sign records as prepared")},
        {"approve", RightsText::tr("sign records as reviewed or approved")},
        {"baseline", RightsText::tr("take baselines")},
        {"expunge", RightsText::tr("remove something for good, also from the history")},
        {"users", RightsText::tr("give and take access, change roles")},
        {"upgrade", RightsText::tr("bring an older file up to date")},
        {"restore", RightsText::tr("put a backup in the place of the project")},
        {"export", RightsText::tr("export reports, registers and everything")},
        {"verify", RightsText::tr("verify, and take a receipt")},
        {"own_keys", RightsText::tr("change the own passphrase and recovery key")}};
    return list;
}

QString nameOf(Role role)
{
    return labelOf(role);
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
                            .arg(nameOf(user.role), labelOf(operation), allowedRoles(operation)));
}

bool mayEdit(const User &user, const RegisterType &type)
{
    if (isA(&type, Comment::registerKey))
        return may(user, Operation::Comment).has_value();
    if (!user.isActive() || !isAllowed(user.role, Operation::Edit) || !type.area)
        return false;
    return user.role != Role::Contributor || user.areas.contains(*type.area);
}

Status mayMake(const User &user, EntryKind kind, const std::set<const RegisterType *> &registers)
{
    SG_TRY(may(user, operationOf(kind, registers)));
    for (const RegisterType *type : registers) {
        if (type && covers(user, kind, *type))
            continue;
        if (type && ownKindOf(*type))
            return notPermitted(RightsText::tr("%1 are changed by the operations for them only.")
                                    .arg(type->plural));
        return notPermitted(RightsText::tr("%1 as %2 may not edit %3 in this way.")
                                .arg(user.fullName, nameOf(user.role),
                                     type ? type->plural : RightsText::tr("unknown tables")));
    }
    return {};
}

}
