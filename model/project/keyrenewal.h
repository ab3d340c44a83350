// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/ledger.h"
#include "model/vault/vault.h"

namespace safeguard {

/// The parts of an open project that stand on its file.
struct OpenFile
{
    std::unique_ptr<Vault> vault;
    std::unique_ptr<Connection> connection;
    std::unique_ptr<Ledger> ledger;
};
using MakeLedger = std::function<std::unique_ptr<Ledger>(Connection &)>;

/// The ways into the file that the user has: a passphrase, a recovery key.
std::vector<int> slotsOf(const Vault &vault, const User &user);

/// Puts a file under a new data key in the place of the one of \a old, for those whom \a users
/// names as active and nobody else; an entry of \a by in its history says so. Until the moment in
/// which the new file has the name, the old one is as it was and works on; then \a old can only
/// be closed. On the database thread. Errors: as Vault::successor() and Vault::takePlaceOf().
Result<OpenFile> renewKey(Vault &old, const Rows<User> &users, const Id<User> &by,
                          const MakeLedger &makeLedger, const VaultProgress &progress);

}
