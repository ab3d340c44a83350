// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/shimvfs.h"
#include "tests/vault/vaulttest.h"

#include <QDirIterator>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QByteArray s_marker = "PATIENT-MARKER-7291";

QStringList filesIn(const Bench &bench)
{
    return QFileInfo(bench.path()).dir().entryList(QDir::Files, QDir::Name);
}

}

/// Ways by which plaintext could leave the vault, or its promises be switched off.
class tst_escape final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherDatabasesAreRefused_data();
    void otherDatabasesAreRefused();
    void settingsStay_data();
    void settingsStay();
    void writeAheadLogIsRefused();
    void keepsCommitsAfterASpilledSavepoint();
    void markersNeverReachTheDisk();
    void wrongTempStoreFailsInsteadOfLeaking();
};

void tst_escape::otherDatabasesAreRefused_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (const char *sql :
         {"ATTACH '%1' AS a", "ATTACH 'file:%1?vfs=unix' AS a", "ATTACH ':memory:' AS a",
          "ATTACH '' AS a", "VACUUM INTO '%1'", "VACUUM INTO 'file:%1?vfs=unix'", "VACUUM",
          "SELECT load_extension('%1')", "PRAGMA wal_checkpoint"})
        QTest::newRow(sql) << QByteArray(sql);
}

void tst_escape::otherDatabasesAreRefused()
{
    QFETCH(QByteArray, sql);
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const QByteArray target = bench.path("escaped").toUtf8();
    QVERIFY(query(*vault, sql.replace("%1", target).constData()).startsWith("error"));
    QVERIFY(!filesIn(bench).contains(QStringLiteral("escaped")));
    // Should the authorizer be forgotten, the VFS still opens no other file.
    if (sql != "VACUUM" && !sql.contains("memory") && !sql.startsWith("ATTACH ''") &&
        !sql.contains("wal")) {
        runTrusted((*vault)->database(), (sql + ";CREATE TABLE a.leak(x)").constData());
        QVERIFY(!filesIn(bench).contains(QStringLiteral("escaped")));
    }
    QCOMPARE(query(*vault, "SELECT count(*) FROM t"), QByteArray("50"));
}

void tst_escape::settingsStay_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const char *value) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(value);
    };
    row("page_size", "8192");
    row("journal_mode", "WAL");
    row("journal_mode", "OFF");
    row("main.journal_mode", "MEMORY");
    row("locking_mode", "NORMAL");
    row("synchronous", "OFF");
    row("temp_store", "FILE");
    row("temp.temp_store", "FILE");
    row("temp_store_directory", "'/tmp'");
    row("mmap_size", "1000000");
    row("foreign_keys", "OFF");
    row("writable_schema", "ON");
    row("auto_vacuum", "FULL");
    row("secure_delete", "OFF");
    row("trusted_schema", "ON");
}

void tst_escape::settingsStay()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const QByteArray before = query(*vault, ("PRAGMA " + name).constData());
    QVERIFY(!before.startsWith("error"));
    QVERIFY(query(*vault, ("PRAGMA " + name + '=' + value).constData()).startsWith("error"));
    QVERIFY(query(*vault, ("PRAGMA " + name + '(' + value + ')').constData()).startsWith("error"));
    QCOMPARE(query(*vault, ("PRAGMA " + name).constData()), before);
}

void tst_escape::writeAheadLogIsRefused()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    // SQL is not allowed to ask (see settingsStay); should code ask, page 1 is not written so.
    QVERIFY(runTrusted((*vault)->database(), "PRAGMA journal_mode=WAL") != SQLITE_OK);
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(700,'x')"), SQLITE_OK);
    QVERIFY(!filesIn(bench).join(QLatin1Char(' ')).contains(QStringLiteral("-wal")));
    vault->reset();
    vault = bench.open();
    QVERIFY_OK(vault);
    QCOMPARE(query(*vault, "SELECT count(*) FROM t"), QByteArray("51"));
    QCOMPARE(query(*vault, "PRAGMA journal_mode"), QByteArray("truncate"));
}

/// SQLite 3.40 to 3.49 in WAL mode forgets commits after a savepoint that had spilled is rolled
/// back, as an aborted changeset does. This fails should anyone switch the journal mode.
void tst_escape::keepsCommitsAfterASpilledSavepoint()
{
    const Bench bench;
    QByteArray changes;
    {
        auto source = bench.open();
        QVERIFY_OK(source);
        sqlite3 *db = (*source)->database();
        QCOMPARE(run(db, "CREATE TABLE c(id INTEGER PRIMARY KEY, x BLOB)"), SQLITE_OK);
        sqlite3_session *session = nullptr;
        QCOMPARE(sqlite3session_create(db, "main", &session), SQLITE_OK);
        sqlite3session_attach(session, "c");
        QCOMPARE(run(db, "BEGIN; WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n "
                         "WHERE i<1500) INSERT INTO c SELECT i, randomblob(3000) FROM n"),
                 SQLITE_OK);
        int size = 0;
        void *bytes = nullptr;
        QCOMPARE(sqlite3session_changeset(session, &size, &bytes), SQLITE_OK);
        changes = QByteArray(static_cast<char *>(bytes), size);
        sqlite3_free(bytes);
        sqlite3session_delete(session);
        QCOMPARE(run(db, "ROLLBACK; INSERT INTO c VALUES(1500,'in the way')"), SQLITE_OK);
    }
    {
        ShimVfs shim;
        auto vault = bench.open();
        QVERIFY_OK(vault);
        sqlite3 *db = (*vault)->database();
        runTrusted(db, "PRAGMA cache_size=-2000");
        QCOMPARE(run(db, "BEGIN"), SQLITE_OK);
        const auto abort = [](void *, int, sqlite3_changeset_iter *) {
            return SQLITE_CHANGESET_ABORT;
        };
        QCOMPARE(sqlite3changeset_apply(db, int(changes.size()), changes.data(), nullptr, abort,
                                        nullptr),
                 SQLITE_ABORT);
        QCOMPARE(run(db, "INSERT INTO t VALUES(801,'a'); COMMIT; INSERT INTO t VALUES(802,'b')"),
                 SQLITE_OK);
        shim.fault = [](ShimVfs::Op) { return SQLITE_IOERR; };
    }
    auto vault = bench.open();
    QVERIFY_OK(vault);
    QVERIFY((*vault)->recovered());
    QCOMPARE(query(*vault, "SELECT count(*) FROM t WHERE id>800"), QByteArray("2"));
    QCOMPARE(query(*vault, "SELECT count(*) FROM c"), QByteArray("1"));
}

namespace {

/// Everything that makes SQLite write to other places than tables.
const QByteArray s_busyWork =
    "CREATE TABLE m(id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
    "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n WHERE i<4000)"
    " INSERT INTO m SELECT i, '" +
    s_marker +
    "'||i, hex(randomblob(100)) FROM n;"
    "CREATE INDEX mb ON m(b);"
    "CREATE TEMP TABLE sorted AS SELECT a FROM m ORDER BY b||a;"
    "SELECT count(*) FROM (SELECT DISTINCT a||b FROM m ORDER BY 1);"
    "BEGIN; SAVEPOINT s; UPDATE m SET a=a||'" +
    s_marker +
    "'; SAVEPOINT s2;"
    "UPDATE m SET b=a||b; ROLLBACK TO s2; ROLLBACK TO s; RELEASE s; COMMIT;"
    "DELETE FROM m WHERE id%3=0;";

}

void tst_escape::markersNeverReachTheDisk()
{
    ShimVfs shim;
    bool isLeaked = false;
    int64_t written = 0;
    shim.written = [&](const std::string &, int64_t, QByteArrayView bytes) {
        written += bytes.size();
        isLeaked |= bytes.toByteArray().contains("MARKER-7291");
    };
    const Bench bench;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        runTrusted((*vault)->database(), "PRAGMA cache_size=50");
        QCOMPARE(run(*vault, s_busyWork.constData()), SQLITE_OK);
        QVERIFY_OK((*vault)->compact());
        QVERIFY_OK((*vault)->copyTo(bench.path("copy")));
        QVERIFY_OK((*vault)->copyWithNewKey(bench.path("rekeyed"), {0}));
        QCOMPARE(query(*vault, "SELECT count(*) FROM m WHERE a LIKE 'PATIENT-MARKER%'"),
                 QByteArray("2667"));
        for (const QString &name : filesIn(bench))
            QVERIFY(!contentOf(bench.path(qPrintable(name))).contains("MARKER-7291"));
    }
    QVERIFY(written > 2'000'000);
    QVERIFY(!isLeaked);
    for (const QString &name : filesIn(bench))
        QVERIFY(!contentOf(bench.path(qPrintable(name))).contains("MARKER-7291"));
}

void tst_escape::wrongTempStoreFailsInsteadOfLeaking()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    runTrusted((*vault)->database(), "PRAGMA temp_store=FILE; PRAGMA cache_size=5");
    QVERIFY(query(*vault, "CREATE TEMP TABLE leak(x); WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL "
                          "SELECT i+1 FROM n WHERE i<200000) INSERT INTO leak SELECT "
                          "hex(randomblob(50)) FROM n")
                .startsWith("error"));
    const QStringList leaks = QDir::temp().entryList({QStringLiteral("etilqs_*")});
    QVERIFY(leaks.isEmpty());
}

SAFEGUARD_TEST(tst_escape)
#include "tst_escape.moc"
