// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/vaultprivate.h"

#include <algorithm>

namespace safeguard {

namespace {

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
            return failure(messages::stopped());
    }
    return code == SQLITE_OK ? Status() : failure(messages::fromSqlite(code, target));
}

}

Status Vault::copyTo(const QString &path, const VaultProgress &progress) const
{
    if (!sqlite3_get_autocommit(d->db.get()))
        return failure(messages::notInTransaction());
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

Status Vault::compact()
{
    if (d->isReadOnly)
        return failure(messages::readOnly(d->path));
    // VACUUM attaches its own temporary database, in memory, past the authorizer.
    const int code = runTrusted(d->db.get(), "VACUUM");
    return code == SQLITE_OK ? Status() : failure(d->errorFor(code));
}

}
