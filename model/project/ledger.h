// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/clock.h"
#include "model/project/erasure.h"
#include "model/project/history.h"
#include "model/store/recordstore.h"

#include <set>

namespace safeguard {

/// Writes content and history together: what is in the tables is what the entries say. Lives on
/// the database thread; each call is one transaction, all or nothing.
class Ledger final
{
public:
    using Signer = std::function<QByteArray(QByteArrayView)>;

    Ledger(Connection &connection, std::shared_ptr<const Registers> registers, const Clock &clock,
           Signer signer);

    /// Reads where the history stands. Error: Damaged, NewerVersion.
    Status load();
    /// Brings the tables of an older project up to date. What that means for its records is an
    /// entry of the user with that public key; without one, no entry (for a copy that is only
    /// read). The caller has kept a backup. Errors: NewerVersion, Damaged.
    Status upgrade(const QString &publicKey);
    Result<std::map<QString, RowSet>> loadRows();

    /// Stores what an edit does, gives numbers to new records (in \a changes) and appends the
    /// entry. An entry of sequence 0 comes back when nothing changed.
    Result<Entry> store(EntryKind kind, const Id<User> &user, const QString &sentence,
                        std::vector<RecordChange> &changes);
    /// An entry that says what happened and changes nothing.
    Result<Entry> note(const Id<User> &user, const QString &sentence);
    /// What undo or redo of the entry \a target does; the records as they are afterwards.
    struct Step
    {
        Entry entry;
        std::vector<RecordChange> changes; ///< before is not set
    };
    /// \a permit says whether the user may change those registers.
    using Permit = std::function<Status(const std::set<const RegisterType *> &)>;
    Result<Step> step(EntryKind kind, const Id<User> &user, const QString &sentence, qint64 target,
                      const Permit &permit);

    /// Takes a text out of all entries and records for good; the entry that says so holds an
    /// expunction in which \a about is completed. The caller compacts the file.
    /// Error: NotFound, when it is in none.
    Result<Step> expunge(const Erasure &erasure, const Id<User> &user, const QString &sentence,
                         Expunction about);
    /// Leaves the stored file that \a about names to be removed; the caller does that and compacts.
    /// Error: NotFound, when none is stored.
    Result<Step> expungeFile(const Id<User> &user, const QString &sentence, Expunction about);
    Result<ErasureReach> reachOf(const Erasure &erasure);

    /// Error: Damaged, when the history knows of no user with that key.
    Result<User> userWithKey(const QString &publicKey);
    const UndoStack &undoStack() const { return m_undoStack; }
    const Entry &last() const { return m_last; } ///< without its changes
    /// The same of the last entry that is no event.
    const Entry &lastEdit() const { return m_lastEdit; }
    QByteArray genesisHash() const { return m_genesisHash; }

private:
    Result<Entry> append(EntryKind kind, const Id<User> &user, const QString &sentence,
                         qint64 target, Changeset changes);
    /// The entries that say less without what is to be taken out, as they would be then.
    Status forEachLess(const Erasure &erasure, const std::function<Status(const Entry &)> &each);
    /// Within the caller's transaction; \a changes is what else it did to records.
    Result<Step> enter(Expunction about, const Id<User> &user, const QString &sentence,
                       std::vector<RecordChange> changes);
    Result<QString> eraseFromHistory(const Erasure &erasure);
    Result<std::vector<RecordChange>> eraseFromRecords(const Erasure &erasure);
    Status giveNumbers(std::vector<RecordChange> &changes);
    Result<std::vector<RecordChange>> reload(const std::vector<RowChange> &rows);
    Status readUndoStack();
    void remember(const Entry &entry);

    Connection &m_connection;
    std::shared_ptr<const Registers> m_registers;
    const Clock &m_clock;
    Signer m_signer;
    History m_history;
    RecordStore m_records;
    UndoStack m_undoStack;
    Entry m_last;
    Entry m_lastEdit;
    QByteArray m_genesisHash;
};

}
