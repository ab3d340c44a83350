// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/connection.h"
#include "model/store/snapshot.h"

namespace safeguard {

/// What one edit does to one record: before null = added, after null = removed.
struct RecordChange
{
    const RegisterType *type = nullptr;
    RecordPtr before;
    RecordPtr after;
    AnyId id;
};

/// Records as rows: SQL follows from the field tables. One thread, inside the caller's transaction.
class RecordStore final
{
public:
    explicit RecordStore(Connection &connection)
        : m_connection(connection)
    {}

    Result<RowSet> loadAll(const RegisterType &type);
    /// Null when there is none.
    Result<RecordPtr> load(const RegisterType &type, const AnyId &id);
    /// Writes what differs between before and after, no more.
    Status write(const RecordChange &change);

private:
    Status insert(const RegisterType &type, const Record &record);
    Status update(const RegisterType &type, const Record &before, const Record &after);
    Status remove(const RegisterType &type, const Record &record);
    Status writeMany(const RegisterType &type, const Field &field, const AnyId &owner,
                     const Value &before, const Value &after);
    Status loadMany(const RegisterType &type, const Field &field,
                    const std::function<Record *(const AnyId &)> &owner, const AnyId *only);

    Connection &m_connection;
};

/// The permanent numbers' counter of a register: reserves \a count and returns the first.
/// It only grows, also across undo, so that no number is ever given twice.
Result<int> reserveNumbers(Connection &connection, const RegisterType &type, int count);

/// What a user's screen wants to find again; outside history and sessions.
QByteArray readViewState(Connection &connection, const AnyId &user, const QString &key);
Status writeViewState(Connection &connection, const AnyId &user, const QString &key,
                      const QByteArray &state);

/// Of all users.
Status forgetViewStates(Connection &connection);

/// The CREATE statements that a register needs, as a starting point for a schema step.
QByteArray schemaOf(const RegisterType &type);

}
