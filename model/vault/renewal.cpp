// SPDX-License-Identifier: GPL-3.0-or-later
// The same content under another data key.
#include "model/vault/vaultprivate.h"

#include <algorithm>
#include <QFile>

namespace safeguard {

namespace {

constexpr int pagesAtOnce = 256;

/// Both databases have the same page size and reserved bytes, so pages may be copied as they are.
int copyDatabase(sqlite3 *from, sqlite3 *to, const VaultProgress &progress)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return sqlite3_extended_errcode(to);
    int code = SQLITE_OK;
    while (code == SQLITE_OK) {
        code = sqlite3_backup_step(backup, pagesAtOnce);
        const auto all = static_cast<quint32>(sqlite3_backup_pagecount(backup));
        const auto left = static_cast<quint32>(sqlite3_backup_remaining(backup));
        const bool goesOn = code == SQLITE_OK || code == SQLITE_DONE;
        if (goesOn && progress && !progress(all - left, 2 * all))
            code = SQLITE_INTERRUPT;
    }
    const int finished = sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? finished : code;
}

/// The second half of it, while the copy is read back.
VaultProgress secondHalf(const VaultProgress &progress)
{
    if (!progress)
        return {};
    return [&progress](quint32 done, quint32 all) { return progress(all + done, 2 * all); };
}

}

Result<NewKey> Vault::Private::newKeyFor(const std::vector<int> &slots)
{
    NewKey key;
    key.unlocked = {-1, identity.clone(), Secret(32)};
    random.fill(key.unlocked.dataKey.span());
    random.fill(key.header.fileId);
    for (const int index : slots) {
        auto &sealed = key.header.slots.at(static_cast<size_t>(index));
        sealed = header.slots[static_cast<size_t>(index)];
        if (!sealed)
            return failure(ErrorCode::NotFound,
                           VaultText::tr("There is no such user or recovery key."));
        if (!keys::isSigned(*sealed) && !keys::sign(*sealed, identity))
            return failure(messages::unconfirmedKey(QString::fromStdString(sealed->name)));
        keys::sealDataKey(*sealed, key.header.fileId, key.unlocked.dataKey.view(), random);
        if (key.unlocked.slot != slot)
            key.unlocked.slot = index;
    }
    if (key.unlocked.slot < 0)
        return failure(ErrorCode::InvalidInput,
                       VaultText::tr("At least one user must be able to open it."));
    return key;
}

/// Everything up to the file's last name.
Status Vault::Private::writeUnder(NewKey &key, const Draft &draft,
                                  const std::function<Status(Vault &)> &finish,
                                  const VaultProgress &progress)
{
    SG_TRY(writeFirstHeader(draft, key.header, key.unlocked.dataKey));
    auto copy = open(draft.path(), Access::ReadWrite, key.unlock());
    if (!copy)
        return failure(std::move(copy).error());
    const int code = copyDatabase(db.get(), (*copy)->database(), progress);
    if (code == SQLITE_INTERRUPT)
        return failure(messages::stopped());
    if (code != SQLITE_OK) // damage is the source's, other errors are the copy's
        return failure(code == SQLITE_IOERR_DATA ? errorFor(code)
                                                 : messages::fromSqlite(code, draft.finalPath()));
    if (finish)
        SG_TRY(finish(**copy));
    SG_TRY((*copy)->close());
    return checkDraft(draft.path(), key.unlock(), secondHalf(progress));
}

Status Vault::copyWithNewKey(const QString &path, const std::vector<int> &slots) const
{
    if (!sqlite3_get_autocommit(d->db.get()))
        return failure(messages::notInTransaction());
    SG_TRY(checkIsFree(path));
    return catching([&]() -> Status {
        auto key = d->newKeyFor(slots);
        SG_TRY(key);
        Draft draft(path);
        SG_TRY(d->writeUnder(*key, draft, {}, {}));
        return draft.publish();
    });
}

Result<std::unique_ptr<Vault>> Vault::successor(const std::vector<int> &slots,
                                                const std::function<Status(Vault &)> &finish,
                                                const VaultProgress &progress) const
{
    if (d->isReadOnly)
        return failure(messages::readOnly(d->path));
    if (!sqlite3_get_autocommit(d->db.get()))
        return failure(messages::notInTransaction());
    if (std::ranges::find(slots, d->slot) == slots.end())
        return failure(ErrorCode::Refused,
                       VaultText::tr("The key with which you have opened the project must stay."));
    return catching([&]() -> Result<std::unique_ptr<Vault>> {
        auto key = d->newKeyFor(slots);
        SG_TRY(key);
        auto next = std::make_unique<Private>();
        next->draft = std::make_unique<Draft>(d->path, Draft::Purpose::Replacement);
        SG_TRY(d->writeUnder(*key, *next->draft, finish, progress));
        next->path = next->draft->path();
        SG_TRY(next->openFile(Access::ReadWrite));
        SG_TRY(next->unlockWith(key->unlock()));
        // Who may read and write the file stays as it was.
        QFile::setPermissions(next->path, QFile::permissions(d->path));
        next->isAtPath = false;
        next->path = d->path;
        next->file->goBy(next->path.toStdString());
        SG_TRY(next->startDatabase());
        return std::unique_ptr<Vault>(new Vault(std::move(next)));
    });
}

Status Vault::takePlaceOf(Vault &old)
{
    // It would be taken for this file's own.
    if (old.d->hasJournal())
        return failure(messages::fromSqlite(SQLITE_IOERR, d->path));
    SG_TRY(d->draft->replace());
    d->isAtPath = true;
    old.d->isAtPath = false;
    return {};
}

}
