// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/history.h"

namespace safeguard {

/// What a user can ask of a project.
enum class Operation {
    Read,     ///< see, search, derive
    Edit,     ///< records, by hand, by import, by undo and redo; of a contributor in their areas
    Comment,  ///< on any record
    Sign,     ///< a record as prepared
    Approve,  ///< sign as reviewed or approved
    Baseline, ///< keep a state of the project to compare with
    Expunge,  ///< remove something for good, also from the history
    Users,    ///< give and take access, roles
    Upgrade,  ///< bring an older file up to date
    Restore,  ///< put a backup in the place of the project
    Export,   ///< reports, registers, everything
    Verify,   ///< also receipts
    OwnKeys   ///< one's passphrase and recovery key
};
inline constexpr int operationCount = 13;
const ChoiceList &choices(Operation);
QString nameOf(Role role);

/// The rights of the roles: the one table. Project asks it before each edit, verification asks it
/// of the signer of each entry, the command line and the user documentation print it.
bool isAllowed(Role role, Operation operation);

/// Whether a user may make an entry of that kind about records of those registers (the null one:
/// a table that no register has). The genesis entry is made by the user whom it brings in.
/// Error: NotPermitted, with a sentence that says who may.
Status mayMake(const User &user, EntryKind kind, const std::set<const RegisterType *> &registers);

/// Whether the user may do such a thing at all. Error: NotPermitted.
Status may(const User &user, Operation operation);
/// Whether the user may edit records of the register.
bool mayEdit(const User &user, const RegisterType &type);

}
