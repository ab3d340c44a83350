// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/holdings.h"
#include "tests/vault/blackout.h"
#include "tests/vault/workload.h"

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace safeguard;
using namespace safeguard::testing;

class tst_copies final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesARunningProject();
    void eachCopyIsACommittedState();
    void aRestoreDrill();
    void aJournalLeftOverIsInTheWay();
    void aCopyCanBeStopped();
    void verifiesAndExamines();
    void compacts();
    void aSecondProcessHearsInUse();
    void opensAndClosesWithoutGrowing();
};

void tst_copies::copiesARunningProject()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(400,'committed'); BEGIN; INSERT INTO t "
                         "VALUES(401,'not yet')"),
             SQLITE_OK);
    QVERIFY(!(*vault)->copyTo(bench.path("copy")));
    QCOMPARE(run(*vault, "COMMIT"), SQLITE_OK);
    QVERIFY_OK((*vault)->copyTo(bench.path("copy")));
    QCOMPARE((*vault)->copyTo(bench.path("copy")).error().code, ErrorCode::Refused);
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(402,'after')"), SQLITE_OK);
    auto copy = Vault::open(bench.path("copy"), anna(), Access::ReadWrite);
    QVERIFY_OK(copy);
    QVERIFY(!(*copy)->recovered());
    QCOMPARE(query(*copy, "SELECT id FROM t WHERE id>=400"), QByteArray("400\n401"));
    QVERIFY((*copy)->verify().value().isSound());
}

/// Backups of a project that is worked on: each is one transaction's state, and stays it.
void tst_copies::eachCopyIsACommittedState()
{
    const ShimVfs shim; // does not wait for the disk
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    Workload::prepare((*vault)->database());
    Workload load((*vault)->database(), 11);
    const QString path = bench.path("backup");
    for (int i = 0; i < 60; ++i) {
        QCOMPARE(load.step(), SQLITE_OK);
        const QByteArray then = wholeDump((*vault)->database());
        const int last = query(*vault, "SELECT last FROM meta").toInt();
        QFile::remove(path);
        QVERIFY_OK((*vault)->copyTo(path));
        QCOMPARE(load.step(), SQLITE_OK);
        auto copy = VaultTestAccess::open(path, bench.keys());
        QVERIFY_OK(copy);
        QVERIFY(!(*copy)->recovered());
        int found = 0;
        QCOMPARE(Workload::check((*copy)->database(), last, &found), QByteArray());
        QCOMPARE(found, last);
        QVERIFY(wholeDump((*copy)->database()) == then);
        QVERIFY((*copy)->verify().value().isSound());
    }
}

/// The project is lost, the backup takes its place, and work goes on where the backup was taken.
void tst_copies::aRestoreDrill()
{
    const Bench bench;
    QByteArray then;
    Secret recoveryKey;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        recoveryKey = recoveryKeyFromText((*vault)->addRecoveryKey().value().text).value();
        Workload::prepare((*vault)->database());
        Workload load((*vault)->database(), 12);
        QCOMPARE(load.step(), SQLITE_OK);
        then = wholeDump((*vault)->database());
        QVERIFY_OK((*vault)->copyTo(bench.path("backup")));
        QCOMPARE(load.step(), SQLITE_OK);
    }
    QByteArray lost = contentOf(bench.path());
    lost.replace(format::pagesStart, 4 * format::pageSize,
                 QByteArray(4 * format::pageSize, '\xff'));
    setContent(bench.path(), lost);
    QCOMPARE(bench.open().error().code, ErrorCode::Damaged);
    QVERIFY(QFile::remove(bench.path()));
    QVERIFY(QFile::rename(bench.path("backup"), bench.path()));
    {
        auto vault = Vault::open(bench.path(), anna(), Access::ReadWrite);
        QVERIFY_OK(vault);
        QVERIFY(wholeDump((*vault)->database()) == then);
        QCOMPARE(Workload((*vault)->database(), 13).step(), SQLITE_OK);
        QVERIFY((*vault)->verify().value().isSound());
    }
    const Credentials byKey{{}, {}, recoveryKey.clone()};
    auto again = Vault::open(bench.path(), byKey, Access::ReadWrite);
    QVERIFY_OK(again);
    QCOMPARE(checkWholeness(**again, bench.path("backup")), QByteArray());
}

void tst_copies::aJournalLeftOverIsInTheWay()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const QString path = bench.path("gone.safeguard");
    const QString journal = path + QStringLiteral("-journal");
    const QByteArray old("the journal of a project that is gone");
    setContent(journal, old);
    const auto copied = (*vault)->copyTo(path);
    QVERIFY(!copied);
    QCOMPARE(copied.error().code, ErrorCode::Refused);
    QVERIFY2(copied.error().text.contains(QStringLiteral("gone.safeguard-journal")),
             qPrintable(copied.error().text));
    const auto created = Vault::create(path, anna(), KdfCost::floor(), {});
    QVERIFY(!created);
    QCOMPARE(created.error().code, ErrorCode::Refused);
    QFile::remove(journal);
    // Also one that appears while the file is being made.
    const auto late = Vault::create(path, anna(), KdfCost::floor(), [&](Vault &) {
        setContent(journal, old);
        return Status();
    });
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Refused);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(contentOf(journal), old);
    QFile::remove(journal);
    QVERIFY_OK((*vault)->copyTo(path));
}

void tst_copies::aCopyCanBeStopped()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(400, zeroblob(2000000))"), SQLITE_OK);
    const VaultProgress stop = [](quint32, quint32) { return false; };
    QCOMPARE((*vault)->copyTo(bench.path("copy"), stop).error().code, ErrorCode::Cancelled);
    QVERIFY(!QFile::exists(bench.path("copy")));
    QCOMPARE((*vault)->verify(stop).error().code, ErrorCode::Cancelled);
    quint32 seen = 0;
    QVERIFY_OK((*vault)->verify([&](quint32 done, quint32 all) {
        seen = done;
        return done <= all;
    }));
    QVERIFY(seen > 0);
}

void tst_copies::verifiesAndExamines()
{
    Bench bench;
    const Credentials credentials = anna();
    auto report = Vault::examine(bench.path(), &credentials);
    QVERIFY_OK(report);
    QVERIFY(report->isSound());
    QVERIFY(report->pagesChecked > 2);
    QByteArray file = bench.original();
    file[format::pagesStart + 10] = char(file[format::pagesStart + 10] ^ 1);
    setContent(bench.path(), file);
    QCOMPARE(bench.open().error().code, ErrorCode::Damaged);
    report = Vault::examine(bench.path(), &credentials);
    QVERIFY_OK(report);
    QVERIFY(!report->isSound());
    QCOMPARE(report->lines.back().place, QStringLiteral("Page 1"));
    setContent(bench.path(), bench.original().left(bench.original().size() - 4096));
    report = Vault::examine(bench.path(), &credentials);
    QVERIFY_OK(report);
    QVERIFY(!report->isSound());
    QCOMPARE(contentOf(bench.path()).size(), bench.original().size() - 4096);
}

void tst_copies::compacts()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(400, zeroblob(900000)); DELETE FROM t WHERE id=400"),
             SQLITE_OK);
    const qint64 before = QFileInfo(bench.path()).size();
    QVERIFY_OK((*vault)->compact());
    QVERIFY(QFileInfo(bench.path()).size() < before - 800000);
    QCOMPARE(query(*vault, "SELECT count(*) FROM t"), QByteArray("50"));
    QVERIFY((*vault)->verify().value().isSound());
    QVERIFY(query(*vault, "ATTACH ':memory:' AS a").startsWith("error"));
}

/// At once, and still after the header was looked at from within the first process.
void tst_copies::aSecondProcessHearsInUse()
{
#ifdef Q_OS_UNIX
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    for (int i = 0; i < 50; ++i)
        QVERIFY_OK(Vault::peek(bench.path()));
    const auto codeInChild = [&](Access access) {
        const pid_t child = fork();
        if (child == 0) {
            const auto second = bench.open(access);
            _exit(second ? 100 : int(second.error().code));
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WEXITSTATUS(status);
    };
    QCOMPARE(codeInChild(Access::ReadWrite), int(ErrorCode::InUse));
    QCOMPARE(codeInChild(Access::ReadOnly), int(ErrorCode::InUse));
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(400,'x')"), SQLITE_OK);
    QCOMPARE(codeInChild(Access::ReadWrite), int(ErrorCode::InUse));
    vault->reset();
    QCOMPARE(codeInChild(Access::ReadWrite), 100);
    auto reader = bench.open(Access::ReadOnly);
    QVERIFY_OK(reader);
    QCOMPARE(codeInChild(Access::ReadOnly), 100);
    QCOMPARE(codeInChild(Access::ReadWrite), int(ErrorCode::InUse));
#else
    QSKIP("needs fork");
#endif
}

void tst_copies::opensAndClosesWithoutGrowing()
{
    const Bench bench;
    const auto use = [&](const VaultResult &vault) {
        return vault && run(*vault, "INSERT INTO t VALUES(null, zeroblob(5000))") == SQLITE_OK &&
               run(*vault, "DELETE FROM t WHERE id > 50") == SQLITE_OK;
    };
    for (int i = 0; i < 20; ++i) // what is kept for the whole of a run is there after these
        QVERIFY(use(bench.open()));
    const Holdings before;
    const sqlite3_int64 ofSqlite = sqlite3_memory_used();
    const ShimVfs shim; // does not wait for the disk
    for (int i = 0; i < openings(); ++i)
        QVERIFY(use(bench.open()));
    const Holdings after;
    QCOMPARE(sqlite3_memory_used(), ofSqlite);
    QCOMPARE(after.files, before.files);
    // The heap keeps some of what was freed, the more the longer, up to about 40 kB.
    const qint64 growth = after.heap - before.heap;
    QVERIFY2(growth < 50'000, qPrintable(QStringLiteral("%1 bytes").arg(growth)));
}

SAFEGUARD_TEST(tst_copies)
#include "tst_copies.moc"
