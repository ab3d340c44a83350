// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/library.h"
#include "model/vault/vaultprivate.h"

#include "model/base/base32.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace safeguard {

namespace {

/// A file that is under construction: removed unless it got its final name.
class Draft final
{
public:
    explicit Draft(const QString &path)
        : m_final(path)
    {
        crypto::Block<10> random;
        crypto::systemRandom(random);
        m_path = path + QStringLiteral(".new-") +
                 toBase32(QByteArrayView(reinterpret_cast<const char *>(random.data()), 10));
    }
    ~Draft()
    {
        if (!m_path.isEmpty()) {
            QFile::remove(m_path);
            QFile::remove(m_path + QStringLiteral("-journal"));
        }
    }
    Draft(const Draft &) = delete;
    Draft &operator=(const Draft &) = delete;

    const QString &path() const { return m_path; }
    /// Never replaces anything.
    Status publish()
    {
        if (!QFile::rename(m_path, m_final))
            return failure(messages::fromSqlite(SQLITE_IOERR, m_final));
        m_path.clear();
        return {};
    }

private:
    QString m_final;
    QString m_path;
};

/// Creates the file with its header, which makes it a project without a page.
Status writeFirstHeader(const QString &path, format::Header &header, const Secret &dataKey)
{
    int code = SQLITE_OK;
    const auto file = RawFile::open(path.toStdString(), RawFile::Mode::CreateNew, code);
    if (!file)
        return failure(
            messages::fromSqlite(code == SQLITE_CANTOPEN ? SQLITE_READONLY : code, path));
    const auto keys = keys::FileKeys::derive(dataKey.clone(), header.fileId);
    code = HeaderPair().save(*file, header, keys.header.view());
    return code == SQLITE_OK ? Status() : failure(messages::fromSqlite(code, path));
}

Status fillDraft(Vault &vault, const std::function<Status(Vault &)> &fill)
{
    SG_TRY(fill(vault));
    return vault.close();
}

}

Result<std::unique_ptr<Vault>> Vault::create(const QString &path, const Credentials &credentials,
                                             KdfCost cost,
                                             const std::function<Status(Vault &)> &fill)
{
    SG_TRY(prepareSqlite());
    SG_TRY(checkNewSlot(credentials.user, credentials.passphrase, cost));
    if (QFileInfo::exists(path))
        return failure(ErrorCode::Refused,
                       QCoreApplication::translate("Vault", "There is a file %1 already. Choose "
                                                            "another name, or remove it first.")
                           .arg(QDir::toNativeSeparators(path)));
    return catching([&]() -> Result<std::unique_ptr<Vault>> {
        crypto::RandomPool random;
        Unlocked first{0, keys::Identity::generate(random), Secret(32)};
        random.fill(first.dataKey.span());
        format::Header header;
        random.fill(header.fileId);
        format::Slot slot = Private::newSlot(SlotKind::Passphrase, credentials.user, cost);
        keys::wrapIdentity(slot, header.fileId, credentials.passphrase.view(), first.identity,
                           random);
        keys::sealDataKey(slot, header.fileId, first.dataKey.view(), random);
        header.slots[0] = slot;

        const Unlock known = [&](const format::Header &) -> Result<Unlocked> {
            return first.clone();
        };
        Draft draft(path);
        SG_TRY(writeFirstHeader(draft.path(), header, first.dataKey));
        auto filling = Private::open(draft.path(), Access::ReadWrite, known);
        SG_TRY(filling);
        SG_TRY(fillDraft(**filling, fill));
        SG_TRY(draft.publish());
        return Private::open(path, Access::ReadWrite, known);
    });
}

}
