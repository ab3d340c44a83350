// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/erasure.h"
#include "model/store/recordstore.h"
#include "model/vault/vault.h"

namespace safeguard {

/// Makes the content anew from the history alone, entry by entry, in an empty database in memory,
/// and proves each entry on the way: its place in the chain, its hash, the signature of a user as
/// the history had entered them by then, and that user's right to it.
class Replay final
{
public:
    /// \a less: what entries from which something was taken for good say since, see expunction.h.
    /// That these are the expunctions of the history is for the caller to compare at the end.
    /// \a read gives earlier entries, which undo and redo refer to.
    static Result<std::unique_ptr<Replay>> start(const Registers &registers,
                                                 std::map<qint64, SaysLess> less = {},
                                                 std::function<Result<Entry>(qint64)> read = {});

    /// What is wrong with the next entry, as a sentence; empty when it holds and was taken.
    Result<QString> take(const Entry &entry);

    /// The same for all entries to \a to inclusive, without proving more than their hashes.
    /// Errors: Damaged, Cancelled.
    Status follow(History &history, qint64 to, const VaultProgress &progress);
    /// The whole content as of the last entry taken.
    Result<Snapshot> content(std::shared_ptr<const Registers> registers);

    qint64 last() const { return m_last; }
    /// The first entry that is dated before the one that it follows; 0 when there is none.
    qint64 firstOutOfTime() const { return m_firstOutOfTime; }
    /// How many of the entries taken say less than they did.
    qint64 expungedCount() const { return m_expungedCount; }
    /// Signatures and baselines whose content cannot be compared any more, since something was
    /// removed from it for good.
    const QStringList &notCompared() const { return m_notCompared; }
    /// Users who came back with another key, each with the entry.
    const QStringList &otherKeys() const { return m_otherKeys; }
    /// The records as the entries taken so far say, for comparing.
    RecordStore &records() { return m_records; }
    Connection &connection() { return m_connection; }

private:
    Replay(const Registers &registers, MemoryDatabase database);
    Status put(const Entry &entry);
    QString faultInChain(const Entry &entry) const;
    /// The registers that an entry is about.
    using Touched = std::set<const RegisterType *>;
    QString faultInSigner(const Entry &entry, const Touched &registers) const;
    /// What records that only certain entries write say about their entry.
    Result<QString> faultInRecords(const Entry &entry, const std::vector<RowChange> &rows);
    /// As of that entry the content is what digests of that time say: nothing in it was taken out
    /// later.
    bool isContentKnown(qint64 sequence) const { return m_unknownBefore <= sequence; }
    QString faultInExpunction(const Entry &entry, const Record &record) const;
    /// An undo takes back, or a redo repeats, just what its target did.
    Result<QString> faultInStep(const Entry &entry, const std::vector<RowChange> &rows) const;
    struct Remark;
    Result<std::vector<Remark>> remarksIn(const Entry &entry, const std::vector<RowChange> &rows);
    Result<QString> faultInRemarks(const Entry &entry, std::vector<Remark> remarks,
                                   const std::vector<RowChange> &rows);
    void noticeKeys(const RowSet &before, qint64 sequence);
    QString faultInAuthor(const Entry &entry, const RegisterType &type, const Record &record) const;
    Result<QString> faultInSignature(const Entry &entry, const Record &record);
    Result<QString> faultInBaseline(const Entry &entry, const Record &record);
    /// The record and, of one that has parts, what it takes to know them.
    Result<Snapshot> around(const RecordRef &record);
    Status apply(const Entry &entry, const std::vector<RowChange> &rows, const Touched &registers);
    Status readUsers();

    const Registers &m_registers;
    MemoryDatabase m_database;
    Connection m_connection;
    RecordStore m_records;
    RowSet m_users; ///< as of the last entry
    std::map<qint64, SaysLess> m_less;
    std::function<Result<Entry>(qint64)> m_read; ///< an earlier entry
    qint64 m_unknownBefore = 0;
    QStringList m_notCompared;
    QStringList m_otherKeys;
    qint64 m_expungedCount = 0;
    qint64 m_last = 0;
    QByteArray m_lastHash;
    QByteArray m_genesisHash;
    QDateTime m_lastTime;
    qint64 m_firstOutOfTime = 0;
};

}
