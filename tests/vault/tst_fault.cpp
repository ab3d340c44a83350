// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/shimvfs.h"
#include "tests/vault/workload.h"

using namespace safeguard;
using namespace safeguard::testing;
using Op = ShimVfs::Op;

/// A disk that fails or is full, and memory that runs out: an error each time, damage never.
class tst_fault final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOperationFails_data();
    void everyOperationFails();
    void aFullDiskIsCalledSo();
    void creationLeavesNothingBehind();
    void slotChangesFailWhole();
    void memoryRunsOut();
};

void tst_fault::everyOperationFails_data()
{
    QTest::addColumn<int>("op");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("isPersistent");
    const auto rows = [](const char *name, Op op, int code) {
        QTest::addRow("%s, once", name) << int(op) << code << false;
        QTest::addRow("%s, from then on", name) << int(op) << code << true;
    };
    rows("read", Op::Read, SQLITE_IOERR_READ);
    rows("write", Op::Write, SQLITE_IOERR_WRITE);
    rows("full", Op::Write, SQLITE_FULL);
    rows("truncate", Op::Truncate, SQLITE_IOERR_TRUNCATE);
    rows("sync", Op::Sync, SQLITE_IOERR_FSYNC);
    rows("open", Op::Open, SQLITE_CANTOPEN);
    rows("delete", Op::Delete, SQLITE_IOERR_DELETE);
}

void tst_fault::everyOperationFails()
{
    QFETCH(int, op);
    QFETCH(int, code);
    QFETCH(bool, isPersistent);
    Bench bench;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        Workload::prepare((*vault)->database());
    }
    ShimVfs shim;
    int acknowledged = 0;
    int failures = 0;
    for (int at = 0; at < 300; at += at < 30 ? 1 : 13) {
        FailingAt failing(shim, {Op(op)}, at, code, isPersistent);
        {
            auto vault = bench.open();
            if (vault) {
                Workload load((*vault)->database(), quint32(at));
                for (int i = 0; i < 12; ++i) {
                    const int result = load.step();
                    if (result != SQLITE_OK)
                        QVERIFY(!(*vault)->errorFor(result).text.isEmpty());
                }
                acknowledged = load.last();
            }
        }
        failures += failing.hasFailed();
        failing.disarm();
        auto vault = bench.open();
        QVERIFY_OK(vault);
        const QByteArray trouble =
            Workload::check((*vault)->database(), acknowledged, &acknowledged);
        QVERIFY2(trouble.isEmpty(), trouble.constData());
        QVERIFY((*vault)->verify().value().isSound());
    }
    QVERIFY(failures > 0);
}

void tst_fault::aFullDiskIsCalledSo()
{
    ShimVfs shim;
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    {
        FailingAt failing(shim, {Op::Write}, 0, SQLITE_FULL, true);
        const int code = run(*vault, "INSERT INTO t VALUES(300,'x')");
        QCOMPARE((*vault)->errorFor(code).code, ErrorCode::DiskFull);
        QCOMPARE((*vault)->copyTo(bench.path("copy")).error().code, ErrorCode::DiskFull);
        QVERIFY(!QFile::exists(bench.path("copy")));
        failing.disarm();
    }
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(301,'y')"), SQLITE_OK);
    QCOMPARE(query(*vault, "SELECT id FROM t WHERE id>=300"), QByteArray("301"));
}

void tst_fault::creationLeavesNothingBehind()
{
    ShimVfs shim;
    for (int at = 0; at < 40; at += 8) {
        const QTemporaryDir folder;
        FailingAt failing(shim, {Op::Write, Op::Sync, Op::Open}, at, SQLITE_FULL, true);
        const auto vault = createSmall(folder.filePath(QStringLiteral("new")), 5);
        failing.disarm();
        QVERIFY(!vault);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
    }
    const QTemporaryDir folder;
    const auto refused = Vault::create(
        folder.filePath(QStringLiteral("new")), anna(), KdfCost::floor(),
        [](Vault &) -> Status { return failure(ErrorCode::Refused, QStringLiteral("no")); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().text, QStringLiteral("no"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

void tst_fault::slotChangesFailWhole()
{
    ShimVfs shim;
    for (int at = 0; at < 4; ++at) {
        const Bench bench;
        auto vault = bench.open();
        QVERIFY_OK(vault);
        FailingAt failing(shim, {Op::Write, Op::Sync}, at, SQLITE_IOERR_WRITE, false);
        QVERIFY(!(*vault)->addRecoveryKey());
        QVERIFY(failing.hasFailed());
        failing.disarm();
        QCOMPARE((*vault)->slots().size(), size_t(1));
        vault->reset();
        QCOMPARE(Vault::peek(bench.path()).value().slots.size(), size_t(1));
    }
}

/// SQLite's own allocations fail one after the other, by a limit that leaves less and less.
void tst_fault::memoryRunsOut()
{
    Bench bench;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        Workload::prepare((*vault)->database());
    }
    int acknowledged = 0;
    int failures = 0;
    for (int spare = 0; spare < 400'000; spare += spare < 60'000 ? 1'500 : 17'000) {
        sqlite3_hard_heap_limit64(sqlite3_memory_used() + spare + 1);
        {
            auto vault = bench.open();
            failures += !vault;
            if (vault) {
                Workload load((*vault)->database(), quint32(spare));
                for (int i = 0; i < 4; ++i)
                    failures += load.step() != SQLITE_OK;
                acknowledged = load.last();
            }
        }
        sqlite3_hard_heap_limit64(0);
        auto vault = bench.open();
        QVERIFY_OK(vault);
        const QByteArray trouble =
            Workload::check((*vault)->database(), acknowledged, &acknowledged);
        QVERIFY2(trouble.isEmpty(), trouble.constData());
    }
    QVERIFY(failures > 20);
    QVERIFY(acknowledged > 20);
}

SAFEGUARD_TEST(tst_fault)
#include "tst_fault.moc"
