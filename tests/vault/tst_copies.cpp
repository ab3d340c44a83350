// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/vaulttest.h"

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
    QVERIFY_OK(bench.open());
    const auto openFiles = [] {
        return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::System | QDir::Files).size();
    };
    const auto before = sqlite3_memory_used();
    const auto filesBefore = openFiles();
    for (int i = 0; i < 300; ++i) {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QVERIFY(run(*vault, "SELECT count(*) FROM t") == SQLITE_OK);
    }
    QCOMPARE(sqlite3_memory_used(), before);
    QCOMPARE(openFiles(), filesBefore);
}

SAFEGUARD_TEST(tst_copies)
#include "tst_copies.moc"
