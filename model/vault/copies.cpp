// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/draft.h"
#include "model/vault/vaultprivate.h"

#include <algorithm>

namespace safeguard {

namespace {

tl::unexpected<Error> notInTransaction()
{
    return failure(ErrorCode::Internal, VaultText::tr("A change is going on. Nothing was copied."));
}

/// Copies sealed pages as they are, authenticating each of them.
Status copyPages(VaultVfs &source, RawFile &from, RawFile &to, PageCipher &check,
                 const QString &target, const VaultProgress &progress)
{
    uint32_t pages = 0;
    int code = source.pages().count(pages);
    std::vector<uint8_t> page(format::pageSize);
    for (uint32_t number = 1; code == SQLITE_OK && number <= pages; ++number) {
        const int64_t at =
            int64_t(format::pagesStart) + int64_t(number - 1) * int64_t(format::pageSize);
        code = from.read(at, page);
        if (code == SQLITE_OK)
            code = to.write(at, page);
        if (code == SQLITE_OK && !check.open({number}, page))
            return failure(messages::damagedPage(number));
        if (progress && number % 256 == 0 && !progress(number, pages))
            return failure(ErrorCode::Cancelled,
                           VaultText::tr("The copy was stopped. Nothing was written."));
    }
    return code == SQLITE_OK ? Status() : failure(messages::fromSqlite(code, target));
}

}

Status Vault::copyTo(const QString &path, const VaultProgress &progress) const
{
    if (!sqlite3_get_autocommit(d->db.get()))
        return notInTransaction();
    SG_TRY(checkIsFree(path));
    return catching([&]() -> Status {
        Draft draft(path);
        format::Header header = d->header;
        header.flags &= ~format::dirtyFlag;
        SG_TRY(Private::writeFirstHeader(draft, header, d->keys.data));
        int code = SQLITE_OK;
        auto copy = RawFile::open(draft.path().toStdString(), RawFile::Mode::ReadWrite, code);
        if (!copy)
            return failure(messages::fromSqlite(code, path));
        PageCipher check(PageCipher::Domain::Main, d->keys.pages.view(), header.fileId);
        SG_TRY(copyPages(*d->vfs, *d->file, *copy, check, path, progress));
        if (code = copy->sync(); code != SQLITE_OK)
            return failure(messages::fromSqlite(code, path));
        copy.reset();
        return draft.publish();
    });
}

namespace {

/// Both databases have the same page size and reserved bytes, so pages may be copied as they are.
int copyDatabase(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return sqlite3_extended_errcode(to);
    const int code = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? finished : code;
}

}

Status Vault::copyWithNewKey(const QString &path, const std::vector<int> &slots) const
{
    if (!sqlite3_get_autocommit(d->db.get()))
        return notInTransaction();
    SG_TRY(checkIsFree(path));
    return catching([&]() -> Status {
        Unlocked unlocked{-1, d->identity.clone(), Secret(32)};
        d->random.fill(unlocked.dataKey.span());
        format::Header header;
        d->random.fill(header.fileId);
        for (const int index : slots) {
            auto &slot = header.slots.at(static_cast<size_t>(index));
            slot = d->header.slots[static_cast<size_t>(index)];
            if (!slot)
                return failure(ErrorCode::NotFound,
                               VaultText::tr("There is no such user or recovery key."));
            if (!keys::isSigned(*slot) && !keys::sign(*slot, d->identity))
                return failure(messages::unconfirmedKey(QString::fromStdString(slot->name)));
            keys::sealDataKey(*slot, header.fileId, unlocked.dataKey.view(), d->random);
            unlocked.slot = index;
        }
        if (unlocked.slot < 0)
            return failure(ErrorCode::InvalidInput,
                           VaultText::tr("At least one user must be able to open it."));
        const Unlock known = [&](const format::Header &) -> Result<Unlocked> {
            return unlocked.clone();
        };
        Draft draft(path);
        SG_TRY(Private::writeFirstHeader(draft, header, unlocked.dataKey));
        auto copy = Private::open(draft.path(), Access::ReadWrite, known);
        if (!copy)
            return failure(std::move(copy).error());
        if (const int code = copyDatabase(d->db.get(), (*copy)->database()); code != SQLITE_OK)
            return failure((*copy)->errorFor(code));
        SG_TRY((*copy)->close());
        SG_TRY(Private::checkDraft(draft.path(), known));
        return draft.publish();
    });
}

Status Vault::compact()
{
    if (d->isReadOnly)
        return failure(messages::readOnly(d->path));
    // VACUUM attaches its own temporary database, in memory, past the authorizer.
    const int code = runTrusted(d->db.get(), "VACUUM");
    return code == SQLITE_OK ? Status() : failure(d->errorFor(code));
}

}
