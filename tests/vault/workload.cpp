// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/workload.h"

namespace safeguard::testing {

void Workload::prepare(sqlite3 *db)
{
    const int code = run(db, "CREATE TABLE account(id INTEGER PRIMARY KEY, balance INTEGER);"
                             "CREATE TABLE item(id INTEGER PRIMARY KEY, pad BLOB);"
                             "CREATE TABLE meta(last INTEGER);"
                             "CREATE INDEX balances ON account(balance);"
                             "INSERT INTO meta VALUES(0);"
                             "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n"
                             " WHERE i<60) INSERT INTO account SELECT i, 100 FROM n");
    if (code != SQLITE_OK)
        qFatal("no workload: %s", sqlite3_errmsg(db));
}

Workload::Workload(sqlite3 *db, quint32 seed)
    : m_db(db)
    , m_random(seed)
    , m_last(query(db, "SELECT last FROM meta").toInt())
{
    runTrusted(db, "PRAGMA cache_size=20");
}

int Workload::step()
{
    int code = run(m_db, "BEGIN IMMEDIATE");
    if (code == SQLITE_OK)
        code = write();
    if (code == SQLITE_OK && m_random.bounded(8) == 0)
        return run(m_db, "ROLLBACK");
    if (code == SQLITE_OK)
        code = run(m_db, "COMMIT");
    if (code == SQLITE_OK)
        ++m_last;
    else
        run(m_db, "ROLLBACK");
    return code;
}

int Workload::write()
{
    const auto number = [this](int below) { return QByteArray::number(m_random.bounded(below)); };
    const QByteArray amount = number(50);
    QByteArray sql = "UPDATE account SET balance=balance-" + amount + " WHERE id=1+" + number(60) +
                     ";UPDATE account SET balance=balance+" + amount + " WHERE id=1+" + number(60) +
                     ";UPDATE meta SET last=" + QByteArray::number(m_last + 1) + ';';
    const int items = m_random.bounded(6);
    for (int i = 0; i < items; ++i)
        sql += "INSERT OR REPLACE INTO item VALUES(" + number(40) + ",randomblob(" + number(9000) +
               "));";
    if (m_random.bounded(3) == 0)
        sql += "DELETE FROM item WHERE id%5=" + number(5) + ';';
    if (m_random.bounded(4) == 0)
        sql += "SAVEPOINT s;UPDATE account SET balance=balance+1;UPDATE item SET "
               "pad=randomblob(3000) WHERE id<20;ROLLBACK TO s;RELEASE s;";
    return run(m_db, sql.constData());
}

QByteArray Workload::check(sqlite3 *db, int acknowledged, int *last)
{
    const QByteArray found = query(db, "SELECT last FROM meta");
    const int number = found.toInt();
    if (last)
        *last = number;
    if (number < acknowledged || number > acknowledged + 1)
        return "acknowledged " + QByteArray::number(acknowledged) + ", found " + found;
    if (const QByteArray sum = query(db, "SELECT sum(balance) FROM account"); sum != "6000")
        return "the sum is " + sum;
    const QByteArray structure = query(db, "PRAGMA integrity_check");
    return structure == "ok" ? QByteArray() : structure;
}

}
