// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/vault/vaulttest.h"

#include <QRandomGenerator>

namespace safeguard::testing {

/// Transactions whose effect can be checked after a crash: money moves between accounts and is
/// never lost; the last transaction's number is in the file; blobs of all sizes come and go, so
/// that pages are freed, taken again and overflow; a small cache spills in the middle.
class Workload final
{
public:
    /// Adds the tables; once per file.
    static void prepare(sqlite3 *db);
    Workload(sqlite3 *db, quint32 seed);

    /// One transaction, committed or at times rolled back on purpose. SQLite's code; when it is
    /// SQLITE_OK, last() is durable.
    int step();
    int last() const { return m_last; }

    /// Empty when the file holds the state after transaction \a acknowledged or the one behind it;
    /// else what is wrong. \a last becomes the number found.
    static QByteArray check(sqlite3 *db, int acknowledged, int *last = nullptr);

private:
    int write();
    sqlite3 *m_db;
    QRandomGenerator m_random;
    int m_last;
};

}
