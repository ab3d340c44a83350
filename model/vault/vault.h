// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/vault/secret.h"

#include <functional>
#include <memory>
#include <QByteArray>
#include <QString>
#include <vector>

struct sqlite3;

namespace safeguard {

/// What guessing a passphrase shall cost (Argon2id, RFC 9106).
struct KdfCost
{
    quint32 memoryKib = 64 * 1024;
    quint32 passes = 3;
    quint32 lanes = 4;

    /// RFC 9106 section 4, second recommended option: 64 MiB, 3 passes, 4 lanes. Nothing weaker is
    /// accepted for a new passphrase.
    static KdfCost floor() { return {}; }
    /// As much memory, from the floor to 512 MiB, as this machine handles in about a second. Takes
    /// the time of one derivation at the floor.
    static KdfCost calibrated();
};

enum class SlotKind { Passphrase, RecoveryKey };

/// One way into the file; readable without any key. A user's recovery key is a slot of its own
/// under the same name and signing key.
struct SlotInfo
{
    int index = -1;
    SlotKind kind = SlotKind::Passphrase;
    QString name;
    QByteArray signingKey; ///< Ed25519, 32 bytes
    KdfCost cost;          ///< of no meaning for a recovery key
};

/// What the header says to somebody without a key. Nobody vouches for it before a slot is unlocked.
struct HeaderInfo
{
    QByteArray fileId; ///< 16 bytes
    quint16 major = 0;
    quint16 minor = 0;
    std::vector<SlotInfo> slots;
    bool isDirty = false;      ///< the last session has not ended properly, or one is going on
    bool isInUse = false;      ///< another process has it open
    bool hasBothCopies = true; ///< false: one header copy is damaged; opening repairs it
};

/// A passphrase with the name of its user, or a recovery key (which then alone counts).
struct Credentials
{
    QString user;
    Secret passphrase;
    Secret recoveryKey = {}; ///< see recoveryKeyFromText()
};

/// 256 random bits as base32 in twelve groups of five with a checksum; shown once.
struct RecoveryKey
{
    QString text;
    int slot = -1;
};
/// What stands behind a recovery key as typed (spaces, hyphens, case and line breaks do not
/// matter). Error: InvalidInput, when the checksum does not fit.
Result<Secret> recoveryKeyFromText(const QString &text);

/// A user with a name and keys but without a slot yet, so that the history can vouch for the keys
/// before they open anything.
class PendingUser final
{
public:
    QString name() const;
    QByteArray signingKey() const; ///< Ed25519, 32 bytes

private:
    friend class Vault;
    struct Private;
    std::shared_ptr<const Private> d;
};

enum class Access { ReadWrite, ReadOnly };

/// What opening had to mend.
struct Recovery
{
    bool wasDirty = false;          ///< the last session did not end properly
    bool isJournalReplayed = false; ///< an unfinished transaction was taken back
    /// Dirty, and there is no journal or only a part of one: perhaps a copy of an open project. The
    /// structure was checked; what only the history can tell was not.
    bool isJournalIncomplete = false;
    int resealedPages = 0;       ///< torn pages that held no data
    QStringList repairedHeaders; ///< a sentence for each header copy that was written anew
};

/// One line of a report: what was looked at and what was found there.
struct VerifyLine
{
    bool isSound = true;
    QString place;
    QString finding;
};
struct VerifyReport
{
    std::vector<VerifyLine> lines;
    quint32 pagesChecked = 0;
    bool isSound() const;
};
/// Called with the pages done and all pages; false cancels.
using VaultProgress = std::function<bool(quint32 done, quint32 all)>;

/// An unlocked project file: an ordinary SQLite database above pages that are encrypted and
/// authenticated one by one. While it lives, no other process can open the file (Access::ReadOnly:
/// can write it). Everything happens on the caller's thread, and must happen on one thread.
/// No error leaves the file in another state than before or after the call.
class Vault final
{
public:
    /// What is readable with no key. Safe beside an open project, also in this process.
    /// Errors: NotFound, NotAProject, NewerVersion, Damaged (both header copies), Io.
    static Result<HeaderInfo> peek(const QString &path);

    /// Builds a file under a temporary name beside \a path, has \a fill create the tables, verifies
    /// it, gives it its name and opens it. The first user gets slot 0.
    /// Errors: those of \a fill; Refused when something has that name; InvalidInput for an empty or
    /// too long user name, an empty passphrase or a cost below the floor; DiskFull, ReadOnly, Io.
    static Result<std::unique_ptr<Vault>> create(const QString &path, const Credentials &, KdfCost,
                                                 const std::function<Status(Vault &)> &fill);

    /// Takes as long as the key derivation. Mends what a crash left, see recovery().
    /// Errors: as peek(); UnknownUser, WrongPassphrase, InUse, ReadOnly, Damaged.
    static Result<std::unique_ptr<Vault>> open(const QString &path, const Credentials &, Access);

    /// As close(), without telling about errors.
    ~Vault();
    /// Leaves one clean file without a journal and destroys the keys; only the destructor may
    /// follow. When it fails, nothing committed is lost: the next open() recovers it.
    Status close();

    /// Authorizer, journal and locking mode belong to the vault; a transaction, savepoints,
    /// sessions and everything else are the caller's.
    sqlite3 *database() const;
    /// The error for a SQLite result code of this connection, worded for a person.
    Error errorFor(int sqliteCode) const;

    QString path() const;
    bool isReadOnly() const;
    QByteArray fileId() const;
    int userSlot() const;
    QString userName() const;
    std::vector<SlotInfo> slots() const;

    /// Ed25519 (64 bytes) with the unlocked user's key, and its check.
    QByteArray sign(QByteArrayView message) const;
    static bool isSignedBy(QByteArrayView publicKey, QByteArrayView message,
                           QByteArrayView signature);

    /// Makes a slot and signing key for \a name, to be added in a moment; \a replaced is a slot
    /// that it may take over with its name. Changes nothing.
    /// Errors: InvalidInput, Refused (the name is taken, all slots are).
    Result<PendingUser> prepareUser(const QString &name, const Secret &passphrase, KdfCost cost,
                                    int replaced = -1) const;
    /// The index of the slot. Errors: Refused (as above), ReadOnly, DiskFull, Io.
    Result<int> addUser(const PendingUser &user);
    /// Whether it is the one of the user who has opened the file. Takes as long as the key
    /// derivation. Error: WrongPassphrase.
    Status checkPassphrase(const Secret &passphrase) const;
    /// Of the user who has opened the file, also by a recovery key; the signing key stays.
    Status changePassphrase(const Secret &passphrase, KdfCost cost);
    /// Another way in for the same user; an earlier recovery key of the user stops working.
    Result<RecoveryKey> addRecoveryKey();
    /// Who kept an old copy of the file can still open that copy, and, having had the data key,
    /// read later ones: offer copyWithNewKey(). Errors: NotFound, Refused (the slot in use),
    /// ReadOnly, DiskFull, Io.
    Status removeSlot(int index);

    const Recovery &recovery() const;
    bool recovered() const;

    /// Looks at both header copies as they were before any repair, the tag of every page, the free
    /// list, and the database's structure; each line names the place. Not within a transaction.
    /// Errors: Cancelled, Io. Damage is no error but a line.
    Result<VerifyReport> verify(const VaultProgress &progress = {}) const;
    /// The same for a file that cannot be opened, as far as it goes: the header copies, and with
    /// credentials the pages. Changes nothing.
    static Result<VerifyReport> examine(const QString &path,
                                        const Credentials *credentials = nullptr,
                                        const VaultProgress &progress = {});

    /// Writes a copy that is known to be good: every page is authenticated on its way and again
    /// when the copy is read back, before it gets its name; none is decrypted on disk, the slots
    /// stay. The progress counts each page twice. Not within a transaction.
    /// Errors: Refused when something has that name, Damaged, Cancelled, DiskFull, ReadOnly, Io,
    /// also when it does not read as it was written.
    Status copyTo(const QString &path, const VaultProgress &progress = {}) const;
    /// As copyTo(), under a new data key and file id, for the holders of \a slots alone. That a
    /// slot is in the hands of who signs with its key is checked; that this key is the right
    /// person's is what the history says. Also Refused when it is not so, or the slot is of an
    /// older version.
    Status copyWithNewKey(const QString &path, const std::vector<int> &slots) const;
    /// The content of this file under a new data key and file id, for the holders of \a slots
    /// alone, who open it with what they have. The file waits, complete and read back, under a
    /// temporary name for takePlaceOf(), is in use from then on, refuses to be written until
    /// then, and is removed with the vault that did not take the place. \a finish may write to it
    /// before it is read back. Not within a transaction.
    /// Errors: those of \a finish; NotFound; Refused (the slot in use is not among \a slots);
    /// ReadOnly, Damaged, Cancelled, DiskFull, Io.
    Result<std::unique_ptr<Vault>> successor(const std::vector<int> &slots,
                                             const std::function<Status(Vault &)> &finish = {},
                                             const VaultProgress &progress = {}) const;
    /// Gives this successor the name of \a old, durably and at once; \a old has no file any more
    /// and can only be closed. No moment leaves that name without one whole file, or the file in
    /// use without its lock. Error: Io, and \a old stays.
    Status takePlaceOf(Vault &old);
    /// Gives unused space back to the file system. Not within a transaction.
    Status compact();

    /// Lets the closed file \a by take the place of the one at \a path, which stays, with a journal
    /// that waits beside it, under the name \a aside in the same folder. At each moment \a path is
    /// the one or the other as a whole, or, with a journal or where the file system has no hard
    /// links, missing while \a aside is whole. \a reached is told each step before it is taken.
    /// Errors, with everything as before: InUse, Refused (\a aside is taken), ReadOnly, Io.
    static Status replace(const QString &path, const QString &by, const QString &aside,
                          const std::function<void(const char *step)> &reached = {});

private:
    friend class VaultTestAccess; // of the tests: opens with keys instead of a derivation
    struct Private;
    explicit Vault(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

}
