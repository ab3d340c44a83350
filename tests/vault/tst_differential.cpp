// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/shimvfs.h"
#include "tests/vault/vaulttest.h"

#include <QRandomGenerator>

using namespace safeguard;
using namespace safeguard::testing;

/// The same statements on a vault and on plain SQLite: the same results, codes and dumps.
class tst_differential final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomStatements_data();
    void randomStatements();
};

namespace {

class Generator final
{
public:
    explicit Generator(quint32 seed)
        : m_random(seed)
    {}
    QByteArray next()
    {
        switch (m_random.bounded(14)) {
        case 0:
        case 1:
        case 2:
            return "INSERT OR REPLACE INTO " + table() + " VALUES(" + number(300) + ',' + value() +
                   ',' + value() + ')';
        case 3:
            return "INSERT INTO " + table() + " VALUES(" + number(300) + ',' + value() + ',' +
                   value() + ')'; // may violate the key
        case 4:
            return "UPDATE " + table() + " SET a=" + value() + " WHERE id%7=" + number(7);
        case 5:
            return "DELETE FROM " + table() + " WHERE id BETWEEN " + number(300) + " AND " +
                   number(300);
        case 6:
            return "SELECT count(*), sum(length(a)), min(b) FROM " + table();
        case 7:
            return "SELECT x.id, y.id FROM r x JOIN w y ON x.a=y.a ORDER BY 1, 2 LIMIT 20";
        case 8:
            return "SELECT id, a FROM " + table() + " ORDER BY a, id LIMIT 10";
        case 9:
            return "BEGIN";
        case 10:
            return m_random.bounded(2) ? "COMMIT" : "ROLLBACK";
        case 11:
            return "SAVEPOINT s" + number(3);
        case 12:
            return (m_random.bounded(2) ? "ROLLBACK TO s" : "RELEASE s") + number(3);
        default:
            return "INSERT INTO r SELECT id+" + number(900) +
                   ", a, b FROM w WHERE true ON "
                   "CONFLICT(id) DO UPDATE SET b=excluded.a";
        }
    }

private:
    QByteArray number(int below) { return QByteArray::number(m_random.bounded(below)); }
    QByteArray table() { return m_random.bounded(2) ? "r" : "w"; }
    QByteArray value()
    {
        switch (m_random.bounded(5)) {
        case 0:
            return "NULL";
        case 1:
            return number(50);
        case 2:
            return "zeroblob(" + number(12000) + ')';
        default:
            return "printf('%0" + number(900) + "d'," + number(99) + ')';
        }
    }
    QRandomGenerator m_random;
};

constexpr char s_schema[] = "CREATE TABLE r(id INTEGER PRIMARY KEY, a, b);"
                            "CREATE TABLE w(id PRIMARY KEY, a, b) WITHOUT ROWID;"
                            "CREATE INDEX ra ON r(a); CREATE INDEX wb ON w(b, a)";

}

void tst_differential::randomStatements_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_differential::randomStatements()
{
    QFETCH(quint32, seed);
    const ShimVfs shim; // does not wait for the disk
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    sqlite3 *memory = nullptr;
    QCOMPARE(sqlite3_open(":memory:", &memory), SQLITE_OK);
    const Connection plain(memory);
    sqlite3_extended_result_codes(memory, 1);
    runTrusted((*vault)->database(), seed % 2 ? "PRAGMA cache_size=8" : "PRAGMA cache_size=80");
    QCOMPARE(run(*vault, s_schema), SQLITE_OK);
    QCOMPARE(run(memory, s_schema), SQLITE_OK);
    Generator generator(seed);
    for (int i = 0; i < 1500; ++i) {
        const QByteArray sql = generator.next();
        const QByteArray expected = query(memory, sql.constData());
        const QByteArray found = query(*vault, sql.constData());
        QVERIFY2(found == expected, sql.constData());
    }
    run(*vault, "COMMIT");
    vault->reset();
    vault = bench.open();
    QVERIFY_OK(vault);
    run(memory, "COMMIT");
    for (const char *dump : {"SELECT id, quote(a), quote(b) FROM r ORDER BY id",
                             "SELECT id, quote(a), quote(b) FROM w ORDER BY id"})
        QVERIFY(query(*vault, dump) == query(memory, dump));
    QVERIFY((*vault)->verify().value().isSound());
}

SAFEGUARD_TEST(tst_differential)
#include "tst_differential.moc"
