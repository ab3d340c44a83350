// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/vault.h"

#include "model/vault/library.h"
#include "model/vault/vaultprivate.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace safeguard {

namespace {

crypto::ByteView bytesOf(QByteArrayView view)
{
    return {reinterpret_cast<const uint8_t *>(view.data()), static_cast<size_t>(view.size())};
}

template <size_t N>
QByteArray toByteArray(const crypto::Block<N> &block)
{
    return QByteArray(reinterpret_cast<const char *>(block.data()), qsizetype(N));
}

Result<HeaderPair> readHeader(RawFile &file, const QString &path)
{
    HeaderPair pair;
    if (const int code = pair.load(file); code != SQLITE_OK)
        return failure(messages::fromSqlite(code, path));
    if (!pair.current())
        return failure(messages::unusableHeader(pair));
    return pair;
}

}

Result<QString> realPath(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(messages::notFound(path));
    if (!info.isFile())
        return failure(messages::fromSqlite(SQLITE_CANTOPEN, path));
    return info.canonicalFilePath();
}

KdfCost KdfCost::calibrated()
{
    const uint8_t salt[16] = {};
    KdfCost cost;
    QElapsedTimer timer;
    timer.start();
    crypto::argon2id(salt, salt, cost.memoryKib, cost.passes, cost.lanes);
    const qint64 affordable = 1000 / qMax<qint64>(timer.elapsed(), 1);
    cost.memoryKib *= static_cast<quint32>(qBound(qint64(1), affordable, qint64(8)));
    return cost;
}

bool VerifyReport::isSound() const
{
    for (const VerifyLine &line : lines) {
        if (!line.isSound)
            return false;
    }
    return true;
}

Result<HeaderInfo> Vault::peek(const QString &path)
{
    SG_TRY(prepareSqlite());
    const auto real = realPath(path);
    SG_TRY(real);
    return catching([&]() -> Result<HeaderInfo> {
        int code = SQLITE_OK;
        const auto file = RawFile::open(real->toStdString(), RawFile::Mode::ReadOnly, code);
        if (!file)
            return failure(messages::fromSqlite(code, path));
        const auto pair = readHeader(*file, path);
        SG_TRY(pair);
        const format::Header &header = pair->copy(*pair->current()).header;
        HeaderInfo info;
        info.fileId = toByteArray(header.fileId);
        info.major = header.major;
        info.minor = header.minor;
        info.slots = describe(header);
        info.isDirty = header.flags & format::dirtyFlag;
        info.hasBothCopies = pair->isPair();
        info.isInUse = file->lock(false) == SQLITE_BUSY;
        return info;
    });
}

Result<std::unique_ptr<Vault>> Vault::open(const QString &path, const Credentials &credentials,
                                           Access access)
{
    return Private::open(path, access, unlockBy(credentials));
}

Vault::Vault(std::unique_ptr<Private> d)
    : d(std::move(d))
{}

Vault::~Vault()
{
    if (d)
        (void)close();
}

Result<std::unique_ptr<Vault>> Vault::Private::open(const QString &path, Access access,
                                                    const Unlock &unlock)
{
    SG_TRY(prepareSqlite());
    const auto real = realPath(path);
    SG_TRY(real);
    return catching([&]() -> Result<std::unique_ptr<Vault>> {
        auto d = std::make_unique<Private>();
        d->path = *real;
        SG_TRY(d->openFile(access));
        SG_TRY(d->unlockWith(unlock));
        if (access == Access::ReadWrite)
            Draft::removeUnfinished(d->path);
        SG_TRY(d->startDatabase());
        return std::unique_ptr<Vault>(new Vault(std::move(d)));
    });
}

/// The lock comes first: the header may be changing under another process's hands, and a second
/// one shall hear "in use" before it waits for the key derivation.
Status Vault::Private::openFile(Access access)
{
    isReadOnly = access == Access::ReadOnly;
    int code = SQLITE_OK;
    file = RawFile::open(path.toStdString(),
                         isReadOnly ? RawFile::Mode::ReadOnly : RawFile::Mode::ReadWrite, code);
    if (!file)
        return failure(messages::fromSqlite(code, path));
    code = file->lock(!isReadOnly);
    if (code != SQLITE_OK)
        return failure(messages::fromSqlite(code, path));
    auto read = readHeader(*file, path);
    SG_TRY(read);
    pair = std::move(*read);
    foundCopies = {pair.copy(0).state, pair.copy(1).state};
    return {};
}

Status Vault::Private::unlockWith(const Unlock &unlock)
{
    header = pair.copy(*pair.current()).header;
    if (header.minor > format::minor && !isReadOnly)
        return failure(messages::newerVersion());
    auto unlocked = unlock(header);
    SG_TRY(unlocked);
    slot = unlocked->slot;
    identity = std::move(unlocked->identity);
    keys = keys::FileKeys::derive(std::move(unlocked->dataKey), header.fileId);
    return checkHeader();
}

/// AES-GCM does not bind its key, so the header's MAC decides whether the data key is the one.
Status Vault::Private::checkHeader()
{
    while (const auto current = pair.current()) {
        if (format::isAuthentic(pair.copy(*current), keys.header.view())) {
            header = pair.copy(*current).header;
            return {};
        }
        pair.distrust(*current);
        foundCopies[*current] = format::CopyState::Damaged;
    }
    return failure(messages::alteredHeader());
}

Status Vault::Private::startDatabase()
{
    SG_TRY(repairHeader());
    recovery.wasDirty = header.flags & format::dirtyFlag;
    bool isJournalThere = false;
    const bool isJournalHot = hasJournal(&isJournalThere);
    if (isReadOnly && isJournalHot)
        return failure(messages::unfinished(path));
    vfs = std::make_unique<VaultVfs>(*file, keys, header.fileId, random,
                                     [this] { return setDirty(); });
    int code = SQLITE_OK;
    db = connect(path.toStdString(), vfs->name(), isReadOnly, code);
    if (!db)
        return failure(errorFor(code));
    recovery.isJournalReplayed = vfs->isJournalAccepted();
    recovery.isJournalIncomplete =
        recovery.wasDirty &&
        (!isJournalThere || isJournalHot != recovery.isJournalReplayed || vfs->isJournalCutShort());
    return !isReadOnly && (recovery.wasDirty || isJournalHot) ? recover() : Status();
}

Status Vault::Private::repairHeader()
{
    if (isReadOnly || pair.isPair())
        return {};
    for (size_t i = 0; i < 2; ++i) {
        if (foundCopies[i] != format::CopyState::Good)
            recovery.repairedHeaders += messages::repairedHeader(i);
    }
    const int code = saveHeader();
    return code == SQLITE_OK ? Status() : failure(messages::fromSqlite(code, path));
}

int Vault::Private::setDirty()
{
    if (header.flags & format::dirtyFlag)
        return SQLITE_OK;
    header.flags |= format::dirtyFlag;
    const int code = saveHeader();
    if (code != SQLITE_OK)
        header.flags &= ~format::dirtyFlag;
    return code;
}

/// Whether a transaction waits to be taken back; \a isThere also counts an empty journal, as a
/// killed session leaves it.
bool Vault::Private::hasJournal(bool *isThere) const
{
    const QByteArray journal = path.toUtf8() + "-journal";
    int answer = 0;
    const auto ask = [&](int flags) {
        file->vfs()->xAccess(file->vfs(), journal.constData(), flags, &answer);
        return answer != 0;
    };
    if (isThere)
        *isThere = ask(SQLITE_ACCESS_READWRITE) || ask(SQLITE_ACCESS_EXISTS);
    return ask(SQLITE_ACCESS_EXISTS); // SQLite takes an empty file for none
}

Error Vault::Private::errorFor(int code) const
{
    if (code == SQLITE_IOERR_DATA && vfs)
        return vfs->isJournalDamaged() ? messages::damagedJournal()
                                       : messages::damagedPage(vfs->damagedPage());
    return messages::fromSqlite(code, path);
}

Status Vault::close()
{
    const std::unique_ptr<Private> closing = std::move(d);
    return catching([&] { return closing->closeDatabase(); });
}

Status Vault::Private::closeDatabase()
{
    if (!sqlite3_get_autocommit(db.get()))
        runTrusted(db.get(), "ROLLBACK");
    while (sqlite3_stmt *statement = sqlite3_next_stmt(db.get(), nullptr))
        sqlite3_finalize(statement);
    db.reset();
    if (isReadOnly || !isAtPath)
        return {};
    bool isThere = false;
    if (hasJournal(&isThere))
        return failure(messages::fromSqlite(SQLITE_IOERR, path)); // the next open() plays it back
    int code = SQLITE_OK;
    if (isThere)
        code = file->vfs()->xDelete(file->vfs(), (path.toUtf8() + "-journal").constData(), 1);
    if (code != SQLITE_OK)
        return failure(messages::fromSqlite(code, path));
    if (!(header.flags & format::dirtyFlag))
        return {};
    header.flags &= ~format::dirtyFlag;
    header.pagesSealed += vfs->pages().sealed();
    code = saveHeader();
    return code == SQLITE_OK ? Status() : failure(messages::fromSqlite(code, path));
}

sqlite3 *Vault::database() const
{
    return d->db.get();
}

Error Vault::errorFor(int sqliteCode) const
{
    return d->errorFor(sqliteCode);
}

QString Vault::path() const
{
    return d->path;
}

bool Vault::isReadOnly() const
{
    return d->isReadOnly;
}

QByteArray Vault::fileId() const
{
    return toByteArray(d->header.fileId);
}

int Vault::userSlot() const
{
    return d->slot;
}

QString Vault::userName() const
{
    return QString::fromStdString(d->header.slots[static_cast<size_t>(d->slot)]->name);
}

std::vector<SlotInfo> Vault::slots() const
{
    return describe(d->header);
}

QByteArray Vault::sign(QByteArrayView message) const
{
    return toByteArray(crypto::ed25519Sign(d->identity.signing.view(), bytesOf(message)));
}

bool Vault::isSignedBy(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature)
{
    return crypto::ed25519Verify(bytesOf(publicKey), bytesOf(message), bytesOf(signature));
}

const Recovery &Vault::recovery() const
{
    return d->recovery;
}

bool Vault::recovered() const
{
    return d->recovery.wasDirty || d->recovery.isJournalReplayed;
}

}
