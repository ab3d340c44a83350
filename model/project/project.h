// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/clock.h"
#include "model/project/backups.h"
#include "model/project/edit.h"
#include "model/project/erasure.h"
#include "model/project/historylines.h"
#include "model/project/receipt.h"
#include "model/project/signature.h"
#include "model/vault/vault.h"

#include <atomic>
#include <map>
#include <memory>
#include <QFuture>
#include <QObject>
#include <QPromise>

namespace safeguard {

/// What one edit did: told once, after it is on disk.
struct Change
{
    struct OfRegister
    {
        std::vector<AnyId> added;
        std::vector<AnyId> edited;
        std::vector<AnyId> removed;
    };
    EntryHead entry; ///< sequence 0: nothing changed and nothing was written
    std::map<QString, OfRegister> registers;

    bool isEmpty() const { return entry.sequence == 0; }
    bool touches(const QString &registerKey) const { return registers.contains(registerKey); }
    /// The first record of a register that it added; null when it added none.
    AnyId added(const QString &registerKey) const
    {
        const auto of = registers.find(registerKey);
        const bool isThere = of != registers.end() && !of->second.added.empty();
        return isThere ? of->second.added.front() : AnyId();
    }
};

/// Who is creating a project, and how it is called.
struct NewProject
{
    QString name;
    QString userName;
    QString fullName;
    Secret passphrase;
    KdfCost cost = KdfCost::floor();
};

/// A file that is stored in the project, for the record that is to name it.
struct StoredFile
{
    QString name;    ///< as it was called outside
    QString content; ///< SHA-256 in base32, see Field::isContent; empty when it is only asked for
    qint64 size = 0; ///< in bytes
};

/// An open project: the one place that writes. It lives on the thread that made it and speaks from
/// there; its connection lives on a thread of its own.
class Project final : public QObject
{
    Q_OBJECT

public:
    using Writes = std::function<Status(Edit &)>;
    /// Reports progress as done and all; false when the user wants to stop.
    using Progress = std::function<bool(qint64 done, qint64 all)>;
    using LongWrites = std::function<Status(Edit &, const Progress &)>;

    /// Makes the file with its genesis entry, which brings in the first user as Security Officer,
    /// and a second one for the records that every project has. \a clock outlives the project.
    /// Errors: as Vault::create(), InvalidInput.
    static Result<std::unique_ptr<Project>> create(const QString &path, const NewProject &,
                                                   std::shared_ptr<const Registers>,
                                                   const Clock &clock = Clock::system());
    /// A file of an older version is brought up to date, with a backup of it beside; opened for
    /// reading only, it stays as it is. Errors: as Vault::open(); Damaged; NewerVersion; for the
    /// backup, as Vault::copyTo().
    static Result<std::unique_ptr<Project>> open(const QString &path, const Credentials &, Access,
                                                 std::shared_ptr<const Registers>,
                                                 const Clock &clock = Clock::system());
    /// Leaves one clean file and forgets the keys.
    ~Project() override;

    QString path() const;
    bool isReadOnly() const;
    /// Whether the user may edit records of the register in this file. Errors: ReadOnly,
    /// NotPermitted, with the sentence to show where an editor would be.
    Status canEdit(const RegisterType &type) const;
    bool mayEdit(const RegisterType &type) const { return canEdit(type).has_value(); }
    /// Whether the user may edit anything in it.
    bool mayEdit() const;
    /// Whether the user may give and take access. Errors: ReadOnly, NotPermitted.
    Status canChangeUsers() const;
    /// SHA-256 of the genesis entry: the same in every copy, also after a change of keys.
    QByteArray projectId() const;
    const Registers &registers() const;
    const Clock &clock() const;
    /// Who unlocked it.
    const User &user() const;
    Recovery recovery() const;
    /// What else opening did or found that whoever opened it should know, a sentence each.
    QStringList notices() const;

    /// The content as of the last edit, for today. Cheap; any thread may keep and read it.
    Snapshot snapshot() const;

    /// Composes an edit, validates it, and stores it with its history entry in one transaction.
    /// \a sentence says what it does, in the imperative. An edit that changes nothing writes
    /// nothing; one that fails leaves nothing. Waits: meant for edits of a few milliseconds.
    /// Errors: those of \a writes; InvalidInput, Refused, NotPermitted, ReadOnly, DiskFull, Io.
    Result<Change> perform(const QString &sentence, const Writes &writes,
                           EntryKind kind = EntryKind::Edit);
    /// Enters in the history what happened to the project and is no edit: that it was unlocked,
    /// printed, verified. While something longer is under way, it is entered when that is done.
    /// Errors: ReadOnly, DiskFull, Io.
    Status note(const QString &sentence);
    /// Writes something of the project to a file outside and notes it with the file's name and
    /// SHA-256, by which it can be recognised later. \a what says what it is: "Audit binder".
    /// Errors: NotPermitted; as writeAtomically().
    Status exportFile(const QString &what, const QString &path, const QByteArray &bytes);
    /// Stores a file of up to 2 GB in the project and composes the edit that names it, in the
    /// background: read piece by piece, with other edits going between. \a writes puts a record of
    /// \a type; it is called on the project's thread, first without content to ask whether it would
    /// be accepted. A content that is stored already is not stored twice. \a progress counts bytes
    /// and is called elsewhere. When it fails, nothing is left of it. One file at a time.
    /// Errors: NotFound, InvalidInput (a folder, empty, too large, this project itself), Refused
    /// (another one is under way, the file changed meanwhile), Cancelled, Io; as perform().
    using FileWrites = std::function<Status(Edit &, const StoredFile &)>;
    QFuture<Result<Change>> attachLong(const QString &path, const RegisterType &type,
                                       const QString &sentence, FileWrites writes,
                                       Progress progress);
    /// The same with bytes that the program has made, at once.
    Result<Change> attach(const QString &name, const QByteArray &bytes, const RegisterType &type,
                          const QString &sentence, const FileWrites &writes);
    /// Writes the file that a record names to a file outside, in the background, and notes it with
    /// its name and SHA-256. Errors: NotPermitted, NotFound (no file is kept there), Damaged (it is
    /// missing or altered; nothing is written), Cancelled; as writeAtomically().
    QFuture<Status> exportContentLong(const RecordRef &record, const QString &path,
                                      Progress progress);
    /// Notes that the file was verified, and how that went.
    Status noteVerified(const VerifyReport &report);
    /// What perform() would say, without storing anything.
    Status check(const Writes &writes) const;
    /// perform() in a worker, for what takes longer; meanwhile other edits are refused.
    /// changed() comes before the future finishes. \a progress is asked once more before anything
    /// is stored, from the project's thread.
    QFuture<Result<Change>> performLong(const QString &sentence, LongWrites writes,
                                        Progress progress, EntryKind kind = EntryKind::Edit);
    bool isBusy() const;

    /// Nothing when there is nothing to undo (redo).
    std::optional<EntryHead> undoable() const;
    std::optional<EntryHead> redoable() const;
    /// What undo() would take back where somebody else made it, to be asked about; without a time
    /// when it cannot be read. Nothing where it is one's own.
    std::optional<Entry> undoableOfAnother() const;
    /// The same of redo(): the undo of somebody else that it would take back.
    std::optional<Entry> redoableOfAnother() const;
    /// As a new entry of the history. Error: NotFound when there is nothing to undo (redo).
    Result<Change> undo();
    Result<Change> redo();

    qint64 entryCount() const;
    /// Sequence, hash and time of the last entry.
    Entry lastEntry() const;
    /// The same of the last one that is no event: what the content rests on.
    Entry lastEdit() const;
    Status forEachEntry(qint64 from, qint64 to, const std::function<bool(Entry &&)> &each) const;
    /// What an entry did, field by field.
    Result<std::vector<FieldChange>> changesOf(const Entry &entry) const;
    /// Entries from..to inclusive, in order, for a list; edits go on meanwhile.
    QFuture<Result<std::vector<HistoryLine>>> linesLong(qint64 from, qint64 to) const;
    /// These entries with all that they did, in words.
    Result<std::vector<ToldEntry>> tell(const std::vector<qint64> &sequences) const;
    QFuture<Result<std::vector<ToldEntry>>> tellLong(std::vector<qint64> sequences,
                                                     VaultProgress progress);
    /// The content as of the entry with that sequence, made from the history; for today. Waits:
    /// a second for ten thousand entries. \a progress counts entries.
    /// Errors: NotFound, Damaged, Cancelled.
    Result<Snapshot> contentAt(qint64 sequence, const VaultProgress &progress = {}) const;
    QFuture<Result<Snapshot>> contentAtLong(qint64 sequence, VaultProgress progress);
    /// Makes a record what it was after that entry, as a new edit; its parts stay. Waits as
    /// contentAt(). Errors: NotFound, when it was not there then; as perform().
    Result<Change> goBack(const RecordRef &record, qint64 sequence);
    QFuture<Result<Change>> goBackLong(const RecordRef &record, qint64 sequence);

    /// Enters another person in the history, then gives them a slot with a key pair of their own.
    /// Also completes an addition that was interrupted between the two, see notices().
    /// A removed user of that name comes back, with another key. Errors: NotPermitted, unless a
    /// Security Officer asks; InvalidInput, Refused (the name is taken, all slots are), ReadOnly,
    /// DiskFull, Io.
    Result<Change> addUser(const QString &name, const QString &fullName, const Rights &rights,
                           const Secret &passphrase, KdfCost cost = KdfCost::floor());
    /// The first half of it in the background, for deriving a key takes a second; \a cost is called
    /// there. The other half is to follow while the project stays open.
    QFuture<Result<PendingUser>> prepareUserLong(const QString &name,
                                                 std::shared_ptr<const Secret> passphrase,
                                                 std::function<KdfCost()> cost);
    Result<Change> addUser(const PendingUser &pending, const QString &fullName,
                           const Rights &rights);
    /// Errors: NotPermitted, unless a Security Officer asks; NotFound; Refused, for the last of
    /// them; InvalidInput, ReadOnly, DiskFull, Io.
    Result<Change> changeUser(const Id<User> &id, const QString &fullName, const Rights &rights);
    /// Says so in the history, then takes all keys of the user away, also what an interrupted
    /// removal left. The user stays on the list. Who kept an old copy can still open that one, and
    /// read later ones by the data key in it until renewKeyLong() was done.
    /// Errors: as changeUser(); Refused, for oneself.
    Result<Change> removeUser(const Id<User> &id);
    /// Encrypts the whole file anew, under a data key that nobody had before;
    /// everybody on the list of users opens it with the passphrase and the recovery key that they
    /// have. Meanwhile edits are refused; afterwards the project goes on in the new file, which has
    /// the name of the old one. Stopped, failed or killed, it leaves the old file. Older copies of
    /// the file keep the old key. Errors: NotPermitted, unless a Security Officer asks; Refused,
    /// Cancelled, ReadOnly, Damaged, DiskFull, Io.
    Status renewKey(const VaultProgress &progress = {});
    /// renewKey() in the background. \a progress is called there.
    QFuture<Status> renewKeyLong(VaultProgress progress = {});
    /// Of the user who unlocked it. Nothing is encrypted anew.
    Status changePassphrase(const Secret &passphrase, KdfCost cost = KdfCost::floor());
    /// The same in the background, for deriving keys takes seconds: checks that \a current is the
    /// user's passphrase, then makes \a next it, at what \a cost says there. Errors:
    /// WrongPassphrase, Refused.
    QFuture<Status> changePassphraseLong(std::shared_ptr<const Secret> current,
                                         std::shared_ptr<const Secret> next,
                                         std::function<KdfCost()> cost);
    /// Shown once and not kept.
    Result<RecoveryKey> addRecoveryKey();

    /// Signs a record as it is now. The passphrase is the user's own, asked again (21 CFR 11.200);
    /// a wrong one is noted in the history. Takes as long as the key derivation.
    /// Errors: NotPermitted, WrongPassphrase, NotFound; as perform().
    Result<Change> sign(const RecordRef &record, Meaning meaning, const Secret &passphrase);
    QFuture<Result<Change>> signLong(const RecordRef &record, Meaning meaning,
                                     std::shared_ptr<const Secret> passphrase);
    /// Whether the user may sign with that meaning. Errors: ReadOnly, NotPermitted.
    Status canSign(Meaning meaning) const;
    /// Errors: as perform().
    Result<Change> addComment(const RecordRef &record, const QString &text);
    /// Where something stands that is to be taken out for good.
    QFuture<Result<ErasureReach>> findLong(const ExpungeTarget &target);
    Result<ErasureReach> find(const ExpungeTarget &target) const;
    /// Takes a text out of all records and of the whole history for good, or a file out of the
    /// project, for what must not have come in, such as patient data. With a text, filters and
    /// drafts of all users are forgotten; records that named a file still name it, and it is not
    /// taken in again. Backups and copies are not reached. Not to be undone. Who: see
    /// Operation::Expunge.
    /// Errors: NotPermitted, InvalidInput, NotFound (it is nowhere), DiskFull, Io.
    QFuture<Result<Change>> expungeLong(const ExpungeTarget &target, const QString &reason);
    Result<Change> expunge(const ExpungeTarget &target, const QString &reason);
    /// Names the present state, to compare with later. Errors: as perform().
    Result<Change> takeBaseline(const QString &name, const QString &note);
    /// The same in the background: a digest over all records takes a second for a hundred thousand.
    QFuture<Result<Change>> takeBaselineLong(const QString &name, const QString &note);

    /// Header copies, pages, database, chain of the history and its signatures; a line each.
    Result<VerifyReport> verify(const VaultProgress &progress);
    /// verify() in the background; edits are refused meanwhile. \a progress is called there. Ends
    /// early when the project closes.
    QFuture<Result<VerifyReport>> verifyLong(VaultProgress progress);

    /// A backup as the plan says, see backUp(); also of a project that is only read.
    Result<BackupDone> backUp(const BackupPlan &plan, const VaultProgress &progress = {});
    /// The same in the background; edits are refused meanwhile. \a progress is called there. Ends
    /// early when the project closes.
    QFuture<Result<BackupDone>> backUpLong(const BackupPlan &plan, VaultProgress progress);
    /// The same, being in nobody's way: as soon as anything else is asked of the project it ends
    /// with Cancelled, to be tried again later.
    QFuture<Result<BackupDone>> backUpQuietly(const BackupPlan &plan);

    /// Where the history stands, signed by the user.
    Receipt takeReceipt() const;
    /// Whether the history still has what the receipt says; a line as of verify().
    Result<VerifyLine> compare(const Receipt &receipt) const;

    /// What a screen wants to find again (filters, columns, zoom): of this user, outside history.
    QByteArray viewState(const QString &key) const;
    void setViewState(const QString &key, const QByteArray &state);

Q_SIGNALS:
    /// Exactly once per edit, after it is stored; snapshot() has it already.
    void changed(const safeguard::Change &change);
    /// What isBusy() says has changed.
    void busyChanged(bool isBusy);

private:
    struct Private;
    explicit Project(std::unique_ptr<Private> d);
    enum class Manner { Busy, Quiet };
    /// \a task on the database thread; with the project busy until its result is told, or quietly.
    /// \a after, on the project's own, has the last word on it.
    template <class T>
    QFuture<T> inBackground(std::function<T()> task, std::function<T(T)> after = {},
                            Manner manner = Manner::Busy);
    Entry entryToAskAbout(qint64 sequence, const Id<User> &user, const QString &sentence) const;
    Status validate(const std::vector<RecordChange> &changes, const Snapshot &now,
                    EntryKind kind) const;
    void endBusy();
    template <class Step>
    Result<Change> take(Result<Step> &&step);
    Result<Change> putBack(const RecordRef &record, qint64 sequence, const Snapshot &then);
    struct Intake;
    struct Outlet;
    Result<QByteArray> checkExporting(const RecordRef &record, const QString &path) const;
    Status checkContents(const std::vector<RecordChange> &changes) const;
    Status checkAttaching(const RegisterType &type, const StoredFile &file,
                          const FileWrites &writes) const;
    Result<Change> storeAttached(Intake &intake, const QString &sentence, const FileWrites &writes);
    void finishAttaching(std::shared_ptr<Intake> intake, const QString &sentence,
                         const FileWrites &writes,
                         std::shared_ptr<QPromise<Result<Change>>> promise);
    void cleanUp(std::shared_ptr<Intake> intake);
    void noteExport(const QString &what, const QString &path, const QByteArray &sha256);
    Status checkExpunging(const ExpungeTarget &target, const QString &reason) const;
    Status checkAuthors(const std::vector<RecordChange> &changes) const;
    Status checkRemarks(const std::vector<RecordChange> &changes) const;
    Status checkSigning(const RecordRef &record, Meaning meaning) const;
    Writes baselineOf(const QString &name, const QString &note) const;
    Result<Change> storeSignature(const RecordRef &record, Meaning meaning, const Status &checked);
    void tellOfRenewal();
    Result<Change> enterUser(const QString &sentence, const User &user);
    Result<Change> finish(const Edit &edit, const QString &sentence, EntryKind kind);
    Result<Change> step(EntryKind kind, const QString &sentence, qint64 target);
    std::unique_ptr<Private> d;
};

}
