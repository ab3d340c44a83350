// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/history.h"
#include "model/store/recordstore.h"

namespace safeguard {

/// Makes the content anew from the history alone, entry by entry, in an empty database in memory,
/// and proves each entry on the way: its place in the chain, its hash, the signature of a user as
/// the history had entered them by then, and that user's right to it.
class Replay final
{
public:
    static Result<std::unique_ptr<Replay>> start(const Registers &registers);

    /// What is wrong with the next entry, as a sentence; empty when it holds and was taken.
    Result<QString> take(const Entry &entry);

    qint64 last() const { return m_last; }
    /// The first entry that is dated before the one that it follows; 0 when there is none.
    qint64 firstOutOfTime() const { return m_firstOutOfTime; }
    /// The records as the entries taken so far say, for comparing.
    RecordStore &records() { return m_records; }
    Connection &connection() { return m_connection; }

private:
    Replay(const Registers &registers, MemoryDatabase database);
    QString faultInChain(const Entry &entry) const;
    /// The registers that an entry is about.
    using Touched = std::set<const RegisterType *>;
    QString faultInSigner(const Entry &entry, const Touched &registers) const;
    Status apply(const Entry &entry, const std::vector<RowChange> &rows, const Touched &registers);
    Status readUsers();

    const Registers &m_registers;
    MemoryDatabase m_database;
    Connection m_connection;
    RecordStore m_records;
    RowSet m_users; ///< as of the last entry
    qint64 m_last = 0;
    QByteArray m_lastHash;
    QDateTime m_lastTime;
    qint64 m_firstOutOfTime = 0;
};

}
