// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/draft.h"
#include "model/vault/library.h"
#include "model/vault/vaultprivate.h"

namespace safeguard {

/// Nothing gets its name before it was read back from the disk and found whole.
Status Vault::Private::checkDraft(const QString &path, const Unlock &unlock,
                                  const VaultProgress &progress)
{
    auto vault = open(path, Access::ReadWrite, unlock);
    if (!vault)
        return failure(std::move(vault).error());
    const auto report = (*vault)->verify(progress);
    SG_TRY(report);
    if (!report->isSound())
        return failure(messages::fromSqlite(SQLITE_IOERR, path));
    return (*vault)->close();
}

/// Creates the file with its header, which makes it a project without a page.
Status Vault::Private::writeFirstHeader(const Draft &draft, format::Header &header,
                                        const Secret &dataKey)
{
    int code = SQLITE_OK;
    const auto file = RawFile::open(draft.path().toStdString(), RawFile::Mode::CreateNew, code);
    if (!file)
        return failure(code == SQLITE_CANTOPEN ? messages::cannotCreate(draft.finalPath())
                                               : messages::fromSqlite(code, draft.finalPath()));
    const auto keys = keys::FileKeys::derive(dataKey.clone(), header.fileId);
    code = HeaderPair().save(*file, header, keys.header.view());
    return code == SQLITE_OK ? Status() : failure(messages::fromSqlite(code, draft.finalPath()));
}

Result<std::unique_ptr<Vault>> Vault::create(const QString &path, const Credentials &credentials,
                                             KdfCost cost,
                                             const std::function<Status(Vault &)> &fill)
{
    SG_TRY(prepareSqlite());
    SG_TRY(checkNewSlot(credentials.user, credentials.passphrase, cost));
    SG_TRY(checkIsFree(path));
    return catching([&]() -> Result<std::unique_ptr<Vault>> {
        crypto::RandomPool random;
        Unlocked first{0, keys::Identity::generate(random), Secret(32)};
        random.fill(first.dataKey.span());
        format::Header header;
        random.fill(header.fileId);
        format::Slot slot = Private::newSlot(SlotKind::Passphrase, credentials.user, cost);
        keys::wrapIdentity(slot, credentials.passphrase.view(), first.identity, random);
        keys::sealDataKey(slot, header.fileId, first.dataKey.view(), random);
        header.slots[0] = slot;

        const Unlock known = [&](const format::Header &) -> Result<Unlocked> {
            return first.clone();
        };
        Draft draft(path);
        SG_TRY(Private::writeFirstHeader(draft, header, first.dataKey));
        auto filling = Private::open(draft.path(), Access::ReadWrite, known);
        SG_TRY(filling);
        if (fill)
            SG_TRY(fill(**filling));
        SG_TRY((*filling)->close());
        SG_TRY(Private::checkDraft(draft.path(), known));
        SG_TRY(draft.publish());
        return Private::open(path, Access::ReadWrite, known);
    });
}

}
