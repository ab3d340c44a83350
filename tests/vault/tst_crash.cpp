// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/blackout.h"
#include "tests/vault/workload.h"

#include <QElapsedTimer>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace safeguard;
using namespace safeguard::testing;

class tst_crash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesLossOfPower();
    void survivesKills();
    void noticesACopyWithoutItsJournal();
    void aDirtyFileWithoutAJournalIsCheckedWhole();
    void readOnlyRefusesAHotJournal();
};

void tst_crash::survivesLossOfPower()
{
    const int seeds = countFrom("SAFEGUARD_POWER_LOSSES", 200);
    const quint32 firstSeed = quint32(countFrom("SAFEGUARD_FIRST_SEED", 1));
    Bench bench;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        Workload::prepare((*vault)->database());
    }
    ShimVfs shim;
    int acknowledged = 0;
    int recovered = 0;
    int resealed = 0;
    for (quint32 seed = firstSeed; seed < firstSeed + quint32(seeds); ++seed) {
        QRandomGenerator random(seed);
        Blackout blackout(shim, random.bounded(1, 400));
        {
            auto vault = bench.open();
            if (vault) {
                Workload load((*vault)->database(), seed);
                while (load.step() == SQLITE_OK)
                    acknowledged = load.last();
            }
        }
        QVERIFY(blackout.hasHappened());
        blackout.end();
        shim.losePower(random);
        const QByteArray survivor = contentOf(bench.path());
        const QByteArray journal = contentOf(bench.path("p.safeguard-journal"));
        auto vault = bench.open();
        const QByteArray trouble =
            !vault ? vault.error().text.toUtf8()
                   : Workload::check((*vault)->database(), acknowledged, &acknowledged) +
                         checkWholeness(**vault, bench.path("copy"));
        if (!trouble.isEmpty()) {
            const QString kept = QDir::tempPath() + QStringLiteral("/safeguard-survivor");
            setContent(kept, survivor);
            setContent(kept + QStringLiteral("-journal"), journal);
            QFAIL(qPrintable(QStringLiteral("seed %1: %2 (kept as %3)")
                                 .arg(seed)
                                 .arg(QString::fromUtf8(trouble), kept)));
        }
        recovered += (*vault)->recovery().isJournalReplayed;
        resealed += (*vault)->recovery().resealedPages;
        if (seed % 10 == 0) {
            QVERIFY_OK((*vault)->compact());
            QCOMPARE(Workload::check((*vault)->database(), acknowledged), QByteArray());
        }
    }
    QVERIFY2(recovered > seeds / 5, "hardly any loss of power fell into a transaction");
    QVERIFY2(seeds < 200 || resealed > 0, "no free page was torn");
    qInfo("%d journals replayed, %d free pages sealed anew, %d transactions", recovered, resealed,
          acknowledged);
}

#ifdef Q_OS_UNIX
namespace {

/// Writes until it is killed, telling each committed transaction through the pipe.
[[noreturn]] void writeUntilKilled(const Bench &bench, quint32 seed, int pipe)
{
    auto vault = bench.open();
    if (!vault)
        _exit(3);
    Workload load((*vault)->database(), seed);
    while (load.step() == SQLITE_OK) {
        const int last = load.last();
        if (write(pipe, &last, sizeof last) != sizeof last)
            _exit(4);
    }
    _exit(5);
}

int lastTold(int pipe, int before)
{
    int last = before;
    for (int told = 0; read(pipe, &told, sizeof told) == sizeof told;)
        last = told;
    return last;
}

}
#endif

void tst_crash::survivesKills()
{
#ifdef Q_OS_UNIX
    Bench bench;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        Workload::prepare((*vault)->database());
    }
    int acknowledged = 0;
    int recovered = 0;
    const int kills = countFrom("SAFEGUARD_KILLS", 100);
    QRandomGenerator random(7);
    for (int i = 0; i < kills; ++i) {
        int ends[2];
        QCOMPARE(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0)
            writeUntilKilled(bench, quint32(i), ends[1]);
        close(ends[1]);
        usleep(quint32(random.bounded(5000, 120000)));
        kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY2(WIFSIGNALED(status), "the writer stopped by itself");
        acknowledged = lastTold(ends[0], acknowledged);
        close(ends[0]);
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QCOMPARE(Workload::check((*vault)->database(), acknowledged, &acknowledged), QByteArray());
        QCOMPARE(checkWholeness(**vault, bench.path("copy")), QByteArray());
        recovered += (*vault)->recovered();
    }
    QVERIFY2(recovered > kills / 2, "hardly any kill fell into a session");
    qInfo("%d of %d recovered, %d transactions", recovered, kills, acknowledged);
#else
    QSKIP("needs fork and kill");
#endif
}

namespace {

/// The folder as a crash in the middle of a spilled transaction leaves it.
void crashInTransaction(const Bench &bench, ShimVfs &shim)
{
    auto vault = bench.open();
    runTrusted((*vault)->database(), "PRAGMA cache_size=5");
    run(*vault, "CREATE INDEX words ON t(text);"
                "BEGIN; UPDATE t SET text=text||'!'; UPDATE t SET text=text||'?';");
    shim.fault = [](ShimVfs::Op op) {
        return op == ShimVfs::Op::Read || op == ShimVfs::Op::Open ? SQLITE_OK : SQLITE_IOERR;
    };
    vault->reset();
    shim.fault = {};
}

}

void tst_crash::noticesACopyWithoutItsJournal()
{
    ShimVfs shim;
    const Bench bench;
    crashInTransaction(bench, shim);
    QVERIFY(QFileInfo(bench.path("p.safeguard-journal")).size() > 0);
    QVERIFY(Vault::peek(bench.path()).value().isDirty);
    QFile::copy(bench.path(), bench.path("copied"));
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QVERIFY((*vault)->recovered());
        QVERIFY((*vault)->recovery().isJournalReplayed);
        QVERIFY(!(*vault)->recovery().isJournalIncomplete);
        QCOMPARE(query(*vault, "SELECT count(*) FROM t WHERE text LIKE '%!%'"), QByteArray("0"));
    }
    QVERIFY(!Vault::peek(bench.path()).value().isDirty);
    auto copied = VaultTestAccess::open(bench.path("copied"), bench.keys());
    QVERIFY(!copied);
    QCOMPARE(copied.error().code, ErrorCode::Damaged);
}

/// Pages are looked at when they are needed; after a session that did not end, all of them are.
void tst_crash::aDirtyFileWithoutAJournalIsCheckedWhole()
{
    ShimVfs shim;
    const Bench bench;
    QByteArray dirty;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QCOMPARE(run(*vault, "CREATE TABLE other(x); INSERT INTO other VALUES('kept')"), SQLITE_OK);
        dirty = contentOf(bench.path());
    }
    const QByteArray clean = contentOf(bench.path());
    setContent(bench.path(), dirty);
    QVERIFY(Vault::peek(bench.path()).value().isDirty);
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QVERIFY((*vault)->recovered());
        QVERIFY((*vault)->recovery().isJournalIncomplete);
        QCOMPARE(query(*vault, "SELECT x FROM other"), QByteArray("kept"));
    }
    QVERIFY(!Vault::peek(bench.path()).value().isDirty);
    const auto withBadLeaf = [](QByteArray file) {
        file[file.size() - 2 * qsizetype(format::pageSize) + 9] ^= 1;
        return file;
    };
    setContent(bench.path(), withBadLeaf(clean));
    QVERIFY_OK(bench.open());
    setContent(bench.path(), withBadLeaf(dirty));
    QCOMPARE(bench.open().error().code, ErrorCode::Damaged);
}

void tst_crash::readOnlyRefusesAHotJournal()
{
    ShimVfs shim;
    const Bench bench;
    crashInTransaction(bench, shim);
    const QByteArray before = contentOf(bench.path());
    auto vault = bench.open(Access::ReadOnly);
    QVERIFY(!vault);
    QCOMPARE(vault.error().code, ErrorCode::ReadOnly);
    QCOMPARE(contentOf(bench.path()), before);
}

SAFEGUARD_TEST(tst_crash)
#include "tst_crash.moc"
