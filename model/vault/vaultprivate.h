// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/connection.h"
#include "model/vault/draft.h"
#include "model/vault/header.h"
#include "model/vault/messages.h"
#include "model/vault/vault.h"
#include "model/vault/vaultvfs.h"

#include <exception>

namespace safeguard {

/// What a slot yields to who may open it.
struct Unlocked
{
    int slot = -1;
    keys::Identity identity;
    Secret dataKey;

    Unlocked clone() const { return {slot, identity.clone(), dataKey.clone()}; }
};
using Unlock = std::function<Result<Unlocked>(const format::Header &)>;

/// A data key that nothing is sealed under yet, and the header by which its holders come to it.
struct NewKey
{
    format::Header header;
    Unlocked unlocked;

    Unlock unlock() const
    {
        return [this](const format::Header &) -> Result<Unlocked> { return unlocked.clone(); };
    }
};

/// The members are destroyed from below: connection, VFS, keys, file with its lock.
struct Vault::Private
{
    std::unique_ptr<Draft> draft; ///< of a successor
    QString path;
    bool isAtPath = true; ///< false of a successor before, and of what it replaced afterwards
    bool isReadOnly = false;
    std::unique_ptr<RawFile> file;
    HeaderPair pair;
    format::Header header;
    int slot = -1;
    keys::Identity identity;
    keys::FileKeys keys;
    crypto::RandomPool random;
    std::unique_ptr<VaultVfs> vfs;
    Connection db;
    Recovery recovery;
    std::array<format::CopyState, 2> foundCopies{}; ///< before any repair

    static Result<std::unique_ptr<Vault>> open(const QString &path, Access access,
                                               const Unlock &unlock);
    static Status writeFirstHeader(const Draft &draft, format::Header &header,
                                   const Secret &dataKey);
    static Status checkDraft(const QString &path, const Unlock &unlock,
                             const VaultProgress &progress = {});
    Result<NewKey> newKeyFor(const std::vector<int> &slots);
    Status writeUnder(NewKey &key, const Draft &draft, const std::function<Status(Vault &)> &finish,
                      const VaultProgress &progress);
    Status openFile(Access access);
    Status unlockWith(const Unlock &unlock);
    Status checkHeader();
    Status startDatabase();
    Status repairHeader();
    Status recover();
    Status changeSlots(const std::function<Status(format::Header &)> &change);
    int saveHeader() { return pair.save(*file, header, keys.header.view()); }
    int setDirty();
    Status closeDatabase();
    bool hasJournal(bool *isThere = nullptr) const;
    Error errorFor(int code) const;
    static format::Slot newSlot(SlotKind kind, const QString &name, KdfCost cost);
};

/// Where the file really lies, so that the journal stands beside it and not beside a link.
Result<QString> realPath(const QString &path);
Unlock unlockBy(const Credentials &credentials);
std::vector<SlotInfo> describe(const format::Header &header);
/// Checks what a user types for a new slot.
Status checkNewSlot(const QString &name, const Secret &passphrase, KdfCost cost);
/// Names are the same when they look the same to a person.
bool isSameName(const std::string &stored, const QString &typed);

/// Runs \a call, turning what the primitives throw into an error.
template <class F>
auto catching(F &&call) -> decltype(call())
{
    try {
        return call();
    } catch (const std::bad_alloc &) {
        return failure(messages::fromSqlite(SQLITE_NOMEM, {}));
    } catch (const std::exception &e) {
        return failure(messages::fromException(e.what()));
    }
}

}
