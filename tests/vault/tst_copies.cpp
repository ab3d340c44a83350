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
    void aCopyIsReadBack();
    void theLockStaysWithACopy();
    void replaces();
    void replacingIsAllOrNothing_data();
    void replacingIsAllOrNothing();
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

/// A disk that keeps something else than what it was given.
void tst_copies::aCopyIsReadBack()
{
    const Bench bench;
    const auto vault = bench.open();
    QVERIFY_OK(vault);
    for (const qint64 at : {qint64(100), qint64(format::pagesStart + 10)}) {
        const auto spoil = [&](quint32 done, quint32 all) {
            if (done != all / 2)
                return true;
            const QDir folder(QFileInfo(bench.path()).path());
            const QString draft =
                folder.filePath(folder.entryList({QStringLiteral("copy.new-*")}).value(0));
            QByteArray bytes = contentOf(draft);
            bytes[at] = char(bytes[at] ^ 1);
            setContent(draft, bytes);
            return true;
        };
        const auto copied = (*vault)->copyTo(bench.path("copy"), spoil);
        QVERIFY(!copied);
        QCOMPARE(copied.error().code, ErrorCode::Io);
        QVERIFY2(copied.error().text.contains(QStringLiteral("reading it back")),
                 qPrintable(copied.error().text));
        QCOMPARE(
            QDir(QFileInfo(bench.path()).path()).entryList({QStringLiteral("copy*")}, QDir::Files),
            QStringList());
    }
    QVERIFY_OK((*vault)->copyTo(bench.path("copy")));
}

#ifdef Q_OS_UNIX
/// The code with which another process ends that runs \a work.
static int inChild(const std::function<int()> &work)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
#endif

void tst_copies::theLockStaysWithACopy()
{
#ifdef Q_OS_UNIX
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    QVERIFY_OK((*vault)->copyTo(bench.path("copy")));
    QVERIFY_OK(Vault::peek(bench.path("copy")));
    const auto openElsewhere = [&] {
        const auto second = bench.open(Access::ReadWrite);
        return second ? 100 : int(second.error().code);
    };
    QCOMPARE(inChild(openElsewhere), int(ErrorCode::InUse));
    // Nor is a file replaced that is open elsewhere.
    const auto replaceElsewhere = [&] {
        const auto done = Vault::replace(bench.path(), bench.path("copy"), bench.path("aside"));
        return done ? 100 : int(done.error().code);
    };
    QCOMPARE(inChild(replaceElsewhere), int(ErrorCode::InUse));
    QVERIFY(!QFile::exists(bench.path("aside")));
    vault->reset();
    QCOMPARE(inChild(replaceElsewhere), 100);
#else
    QSKIP("needs fork");
#endif
}

void tst_copies::replaces()
{
    const Bench bench;
    const QString journal = QStringLiteral("-journal");
    setContent(bench.path("new"), "new");
    setContent(bench.path() + journal, "waits");
    QVERIFY_OK(Vault::replace(bench.path(), bench.path("new"), bench.path("aside")));
    QCOMPARE(contentOf(bench.path()), QByteArray("new"));
    QCOMPARE(contentOf(bench.path("aside")), bench.original());
    QCOMPARE(contentOf(bench.path("aside") + journal), QByteArray("waits"));
    QVERIFY(!QFile::exists(bench.path() + journal));
    QVERIFY(!QFile::exists(bench.path("new")));

    // Never over something that stands aside already; and into an empty place.
    setContent(bench.path("newer"), "newer");
    QCOMPARE(Vault::replace(bench.path(), bench.path("newer"), bench.path("aside")).error().code,
             ErrorCode::Refused);
    QVERIFY_OK(Vault::replace(bench.path("gone"), bench.path("newer"), bench.path("aside 2")));
    QCOMPARE(contentOf(bench.path("gone")), QByteArray("newer"));
    QVERIFY(!QFile::exists(bench.path("aside 2")));

    // What fails on the way is taken back.
    setContent(bench.path() + journal, "waits");
    QVERIFY(!Vault::replace(bench.path(), bench.path("no such file"), bench.path("aside 3")));
    QCOMPARE(contentOf(bench.path()), QByteArray("new"));
    QCOMPARE(contentOf(bench.path() + journal), QByteArray("waits"));
    QVERIFY(!QFile::exists(bench.path("aside 3")));
    QVERIFY(!QFile::exists(bench.path("aside 3") + journal));
}

void tst_copies::replacingIsAllOrNothing_data()
{
    QTest::addColumn<bool>("withJournal");
    QTest::newRow("clean") << false;
    QTest::newRow("with a journal") << true;
}

/// Killed before each step: the old file is whole under one of the two names, with its journal, and
/// no journal stands beside the new one.
void tst_copies::replacingIsAllOrNothing()
{
#ifdef Q_OS_UNIX
    QFETCH(bool, withJournal);
    const QString journal = QStringLiteral("-journal");
    int steps = 0;
    for (bool isKilled = true; isKilled; ++steps) {
        const Bench bench;
        setContent(bench.path("new"), "new");
        if (withJournal)
            setContent(bench.path() + journal, "waits");
        isKilled = inChild([&] {
                       int left = steps;
                       (void)Vault::replace(bench.path(), bench.path("new"), bench.path("aside"),
                                            [&](const char *) {
                                                if (left-- == 0)
                                                    _exit(9);
                                            });
                       return 0;
                   }) == 9;
        const auto isWhole = [&](const QString &path) {
            return QFile::exists(path) && contentOf(path) == bench.original() &&
                   (!withJournal || (QFile::exists(path + journal) &&
                                     contentOf(path + journal) == QByteArray("waits")));
        };
        QVERIFY2(isWhole(bench.path()) || isWhole(bench.path("aside")),
                 qPrintable(QStringLiteral("step %1").arg(steps)));
        const bool isNew =
            QFile::exists(bench.path()) && contentOf(bench.path()) == QByteArray("new");
        QVERIFY(isNew || QFile::exists(bench.path("new")));
        QVERIFY(!isNew || !QFile::exists(bench.path() + journal));
        // At its own name it is whole, or missing.
        QVERIFY(isNew || isWhole(bench.path()) || (withJournal && !QFile::exists(bench.path())));
        QCOMPARE(isNew, !isKilled || steps == 5);
    }
    QCOMPARE(steps, 7);
#else
    QSKIP("needs fork");
#endif
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
