// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/shimvfs.h"
#include "tests/vault/workload.h"

#include <QElapsedTimer>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace safeguard;
using namespace safeguard::testing;

namespace {

int countFrom(const char *variable, int usual)
{
    return qEnvironmentVariableIsSet(variable) ? qEnvironmentVariableIntValue(variable) : usual;
}

/// The vault works until operation \a at, from which on nothing reaches the disk.
class Blackout final
{
public:
    Blackout(ShimVfs &shim, int at)
        : m_failing(shim,
                    {ShimVfs::Op::Write, ShimVfs::Op::Truncate, ShimVfs::Op::Sync,
                     ShimVfs::Op::Delete, ShimVfs::Op::Open},
                    at, SQLITE_IOERR, true)
    {
        shim.beginPowerModel();
    }
    bool hasHappened() const { return m_failing.hasFailed(); }
    void end() { m_failing.disarm(); }

private:
    FailingAt m_failing;
};

/// Every page readable, a copy and a compaction possible: a file can pass the integrity check and
/// fail at these.
QByteArray checkWholeness(Vault &vault, const QString &copyPath)
{
    const auto report = vault.verify();
    if (!report)
        return report.error().text.toUtf8();
    for (const VerifyLine &line : report->lines) {
        if (!line.isSound && !line.place.startsWith(QStringLiteral("Header")))
            return (line.place + QStringLiteral(": ") + line.finding).toUtf8();
    }
    QFile::remove(copyPath);
    if (const auto copied = vault.copyTo(copyPath); !copied)
        return "copy: " + copied.error().text.toUtf8();
    return {};
}

}

class tst_crash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesLossOfPower();
    void survivesKills();
    void createsWholeOrNotAtAll();
    void changesPassphraseWholeOrNotAtAll();
    void changesSlotsWholeOrNotAtAll();
    void compactsWholeOrNotAtAll();
    void noticesACopyWithoutItsJournal();
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

/// The derivation of the key is what takes the time here, hence few seeds.
void tst_crash::createsWholeOrNotAtAll()
{
    ShimVfs shim;
    int whole = 0;
    for (quint32 seed = 1; seed <= 15; ++seed) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("new"));
        QRandomGenerator random(seed);
        Blackout blackout(shim, int(seed) * 4);
        (void)createSmall(path, 5);
        blackout.end();
        shim.losePower(random);
        if (!QFile::exists(path))
            continue;
        ++whole;
        auto vault = Vault::open(path, anna(), Access::ReadWrite);
        QVERIFY_OK(vault);
        QCOMPARE(query(*vault, "SELECT count(*) FROM t"), QByteArray("5"));
        QVERIFY((*vault)->verify().value().isSound());
    }
    QVERIFY(whole > 0 && whole < 15);
}

void tst_crash::changesPassphraseWholeOrNotAtAll()
{
    const Secret next = Secret::fromText(QStringLiteral("battery staple"));
    ShimVfs shim;
    int withOld = 0;
    int withNew = 0;
    for (int at = 0; at < 6; ++at) {
        const Bench bench;
        QRandomGenerator random(quint32(at) + 1);
        auto vault = bench.open();
        QVERIFY_OK(vault);
        Blackout blackout(shim, at); // a write and a sync for each copy
        const bool isDone = (*vault)->changePassphrase(next, KdfCost::floor()).has_value();
        vault->reset();
        blackout.end();
        shim.losePower(random);
        const bool old = Vault::open(bench.path(), anna(), Access::ReadWrite).has_value();
        const bool changed =
            Vault::open(bench.path(), {anna().user, next.clone()}, Access::ReadWrite).has_value();
        QVERIFY2(old != changed, "one passphrase must open it, the other not");
        QVERIFY2(!isDone || changed, "an acknowledged change was lost");
        withOld += old;
        withNew += changed;
    }
    QVERIFY(withOld > 0 && withNew > 0);
}

void tst_crash::changesSlotsWholeOrNotAtAll()
{
    ShimVfs shim;
    int without = 0;
    for (int seed = 1; seed <= 80; ++seed) {
        const Bench bench;
        QRandomGenerator random{quint32(seed)};
        auto vault = bench.open();
        QVERIFY_OK(vault);
        Blackout blackout(shim, seed % 5); // a write and a sync for each copy
        const bool isDone = (*vault)->addRecoveryKey().has_value();
        vault->reset();
        blackout.end();
        shim.losePower(random);
        vault = bench.open();
        QVERIFY_OK(vault);
        const size_t slots = (*vault)->slots().size();
        QVERIFY2(slots == 2 || (slots == 1 && !isDone), qPrintable(QString::number(seed)));
        without += slots == 1;
    }
    QVERIFY(without > 0 && without < 80);
}

void tst_crash::compactsWholeOrNotAtAll()
{
    ShimVfs shim;
    Bench bench;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        Workload::prepare((*vault)->database());
        Workload load((*vault)->database(), 3);
        while (load.last() < 60)
            QCOMPARE(load.step(), SQLITE_OK);
    }
    const QByteArray start = contentOf(bench.path());
    for (int at = 1; at < 160; at += 7) {
        setContent(bench.path(), start);
        QFile::remove(bench.path("p.safeguard-journal"));
        QRandomGenerator random(quint32(at) + 1);
        Blackout blackout(shim, at);
        {
            auto vault = bench.open();
            if (vault)
                (void)(*vault)->compact();
        }
        blackout.end();
        shim.losePower(random);
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QCOMPARE(Workload::check((*vault)->database(), 60), QByteArray());
        QCOMPARE(checkWholeness(**vault, bench.path("copy")), QByteArray());
    }
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
