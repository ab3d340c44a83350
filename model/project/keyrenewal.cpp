// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/keyrenewal.h"

#include "model/base/base32.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct RenewalText
{
    Q_DECLARE_TR_FUNCTIONS(KeyRenewal)
};

std::vector<int> slotsOfActive(const Vault &vault, const Rows<User> &users)
{
    std::vector<int> all;
    for (const User &user : users) {
        if (!user.isActive())
            continue;
        const auto own = slotsOf(vault, user);
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

/// In the new file alone: the history says it if, and only if, it was done.
Status enter(Vault &file, const Id<User> &by, const MakeLedger &makeLedger)
{
    Connection connection(file.database());
    const auto ledger = makeLedger(connection);
    SG_TRY(ledger->load());
    SG_TRY(ledger->note(by, RenewalText::tr("Renew the key of the file")));
    return {};
}

Error inWords(Error error)
{
    if (error.code == ErrorCode::Cancelled)
        error.text = RenewalText::tr("It was stopped. The file has the key that it had.");
    return error;
}

}

std::vector<int> slotsOf(const Vault &vault, const User &user)
{
    std::vector<int> indexes;
    for (const SlotInfo &slot : vault.slots()) {
        if (toBase32(slot.signingKey) == user.publicKey)
            indexes.push_back(slot.index);
    }
    return indexes;
}

Result<OpenFile> renewKey(Vault &old, const Rows<User> &users, const Id<User> &by,
                          const MakeLedger &makeLedger, const VaultProgress &progress)
{
    auto successor = old.successor(
        slotsOfActive(old, users), [&](Vault &file) { return enter(file, by, makeLedger); },
        progress);
    if (!successor)
        return failure(inWords(std::move(successor).error()));
    OpenFile next;
    next.vault = *std::move(successor);
    next.connection = std::make_unique<Connection>(next.vault->database());
    next.ledger = makeLedger(*next.connection);
    SG_TRY(next.ledger->load());
    SG_TRY(next.vault->takePlaceOf(old));
    return next;
}

}
