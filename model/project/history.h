// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/project/user.h"
#include "model/store/changeset.h"
#include "model/store/historyrows.h"

#include <deque>
#include <map>
#include <QDateTime>
#include <set>

namespace safeguard {

enum class EntryKind {
    Edit,
    Undo,
    Redo,
    Import,
    Sign,
    Baseline,
    User,
    Merge,
    Migration,
    Expunge,
    Event
};
QString entryKindKey(EntryKind kind);

/// One link of the history's chain. Its hash covers everything in it and the hash before it; its
/// signature is the user's over that hash. Sentence and changeset are covered by their own hashes,
/// so that either can be taken out for good without breaking the chain.
struct Entry
{
    qint64 sequence = 0; ///< counts from 1, the genesis entry
    EntryKind kind = EntryKind::Edit;
    Id<User> user;
    QDateTime time; ///< UTC
    QString sentence;
    int schemaVersion = 0;
    std::vector<QByteArray> parents; ///< hashes: none for the genesis entry, two for a merge
    qint64 target = 0;               ///< the entry that an undo or a redo is about
    Changeset changes;
    QByteArray hash;      ///< SHA-256, 32 bytes
    QByteArray signature; ///< Ed25519 over the hash, 64 bytes

    /// What sentence and changeset hashed to before something was taken out of them for good.
    std::optional<HashesBefore> expunged = {};

    QByteArray computedHash() const;
    HashesBefore hashesNow() const;
};

/// What of an entry is needed to know what can be undone.
struct EntryHead
{
    qint64 sequence = 0;
    EntryKind kind = EntryKind::Edit;
    Id<User> user;
    qint64 target = 0;
    QString sentence;
    /// The latest undo or redo of it, and whose that is; 0 when there is none. Only in an
    /// UndoStack.
    qint64 step = 0;
    Id<User> stepUser = {};
};

/// The linear undo stack of a project, which follows from the entries alone. It is read from its
/// newest end and no further than needed: who opens a project of a hundred thousand entries hardly
/// undoes more than the last few.
class UndoStack final
{
public:
    /// \a enough: how many entries to undo it reads before it stops.
    explicit UndoStack(size_t enough = 64)
        : m_enough(enough)
    {}
    void push(const EntryHead &head);
    /// The entry before all that it has; false when it wants to know no more.
    bool pushOlder(const EntryHead &head);
    /// There is nothing to undo in it but there are older entries: to be read anew.
    bool isExhausted() const { return m_undo.empty() && !m_isWhole; }
    /// The entry that undo would invert, if any.
    const EntryHead *undoable() const { return m_undo.empty() ? nullptr : &m_undo.back(); }
    const EntryHead *redoable() const { return m_redo.empty() ? nullptr : &m_redo.back(); }

private:
    size_t m_enough;
    std::deque<EntryHead> m_undo;
    std::vector<EntryHead> m_redo;
    bool m_isWhole = true; ///< nothing older can be undone
    // While older ones are pushed:
    std::map<qint64, EntryHead> m_fates; ///< of entries, by the latest undo or redo of each
    std::set<qint64> m_redoable;
    bool m_isEditBehind = false;
};

/// The table of entries. One thread, inside the caller's transaction where it writes.
class History final
{
public:
    explicit History(Connection &connection)
        : m_connection(connection)
    {}
    Status append(const Entry &entry);
    /// Errors: NotFound; Damaged, when it does not match its hash.
    Result<Entry> read(qint64 sequence);
    /// Puts less into an entry than it said, for good.
    Status expunge(const Entry &less);
    /// Entries from..to inclusive, in order; \a each returns false to stop.
    Status forEach(qint64 from, qint64 to, const std::function<bool(Entry &&)> &each);
    /// The newest first, without the changesets; \a each returns false to stop.
    Status forEachHeadBack(const std::function<bool(EntryHead &&)> &each);
    /// Sequence and hash of the newest entry; zero and empty when there is none.
    Result<std::pair<qint64, QByteArray>> head();

private:
    Connection &m_connection;
};

/// The registers that rows belong to; null for a table of none.
std::set<const RegisterType *> registersIn(const Registers &registers,
                                           const std::vector<RowChange> &rows);

/// The tables are there and as wide as rows of that schema version expect: SQLite would skip others
/// silently. Error: Damaged.
Status checkShape(Connection &connection, const std::vector<RowChange> &rows, int version);

/// One field of one record that an entry changed, in words of the field table.
struct FieldChange
{
    const RegisterType *type = nullptr;
    AnyId record;
    RowOperation operation = RowOperation::Update;
    const Field *field = nullptr; ///< null for the permanent number and for whole records
    QVariant before;              ///< raw SQL value; invalid when the record was not there
    QVariant after;
};

/// What an entry did, field by field. Columns are named by the schema version of the entry.
Result<std::vector<FieldChange>> fieldChanges(Connection &connection, const Registers &registers,
                                              const Entry &entry);

}
