// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/format.h"

/// How a passphrase becomes the keys of a file:
///
///     passphrase --Argon2id--> wrapping key --XAES--> the user's private keys (X25519, Ed25519)
///     X25519 private key --agreement, HKDF, XAES--> data key --HKDF--> page, journal, header keys
///
/// so that a new data key can be sealed to every user without their passphrases.
namespace safeguard::keys {

using crypto::ByteView;
using crypto::RandomPool;
using format::Slot;

/// What a slot unlocks: its holder's private keys.
struct Identity
{
    Secret exchange; ///< X25519
    Secret signing;  ///< Ed25519 seed

    static Identity generate(RandomPool &random);
    Identity clone() const { return {exchange.clone(), signing.clone()}; }
};

/// One key per purpose, all from the data key and the file's id.
struct FileKeys
{
    Secret data;
    Secret pages;
    Secret journalPages;
    Secret journalHeaders;
    Secret header;

    static FileKeys derive(Secret data, ByteView fileId);
    FileKeys clone(ByteView fileId) const { return derive(data.clone(), fileId); }
};

/// Puts \a identity into \a slot under \a secret, a passphrase or a recovery key according to the
/// slot's kind, with a fresh salt. Kind, cost and name must be set before; they are bound to it.
/// The file's id is not, so that the slot stays valid in a file with a new id and data key.
void wrapIdentity(Slot &slot, ByteView secret, const Identity &identity, RandomPool &random);
/// Empty when the secret is another one, or when the slot was altered.
std::optional<Identity> unwrapIdentity(const Slot &slot, ByteView secret);

/// The holder's word that the slot's public keys are theirs: another user has the data key, and so
/// could put any key in. False when they are not those of \a identity.
bool sign(Slot &slot, const Identity &identity);
bool isSigned(const Slot &slot);

/// Seals the data key to the slot's public key.
void sealDataKey(Slot &slot, ByteView fileId, ByteView dataKey, RandomPool &random);
/// Empty when the slot was altered.
std::optional<Secret> openDataKey(const Slot &slot, ByteView fileId, const Identity &identity);

}
