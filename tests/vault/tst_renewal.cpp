// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/shimvfs.h"
#include "tests/vault/vaulttest.h"

#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace safeguard;
using namespace safeguard::testing;
using Op = ShimVfs::Op;

namespace {

const std::vector<Op> s_changing = {Op::Write, Op::Truncate, Op::Sync, Op::Delete, Op::Open};

Secret secret(const char *text)
{
    return Secret::fromText(QString::fromLatin1(text));
}

int addUser(Vault &vault, const char *name, const char *passphrase)
{
    const auto user =
        vault.prepareUser(QString::fromLatin1(name), secret(passphrase), KdfCost::floor());
    return vault.addUser(user.value()).value();
}

/// -1 when it opens.
int codeOf(const QString &path, const Credentials &credentials)
{
    const auto vault = Vault::open(path, credentials, Access::ReadWrite);
    return vault ? -1 : int(vault.error().code);
}

int codeOf(const QString &path, const char *name, const char *passphrase)
{
    return codeOf(path, {QString::fromLatin1(name), secret(passphrase)});
}

QStringList filesBeside(const Bench &bench)
{
    return QFileInfo(bench.path()).dir().entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

/// Opens by the private keys of the one user, whichever data key the file has now.
VaultResult openAs(const Bench &bench, const QString &path)
{
    const Unlock unlock = [&](const format::Header &header) -> Result<Unlocked> {
        const auto &identity = bench.keys().identity;
        auto key = keys::openDataKey(*header.slots[0], header.fileId, identity);
        if (!key)
            return failure(ErrorCode::WrongPassphrase, QStringLiteral("sealed to somebody else"));
        return Unlocked{0, identity.clone(), *std::move(key)};
    };
    return VaultTestAccess::open(path, unlock);
}

/// Renews as a project does, step by step; the new vault stands in \a vault afterwards.
Status renew(std::unique_ptr<Vault> &vault, const std::vector<int> &slots = {0},
             const std::function<Status(Vault &)> &finish = {})
{
    auto next = vault->successor(slots, finish);
    if (!next)
        return failure(next.error());
    SG_TRY((*next)->takePlaceOf(*vault));
    vault = *std::move(next);
    return {};
}

}

/// A new data key for the file that is open: the content, the remaining users and the lock stay.
class tst_renewal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoStaysOpensAndWhoLeftDoesNot();
    void workGoesOn();
    void whatIsAddedComesWithIt();
    void aSuccessorIsNotWrittenBeforeItsTime();
    void aSuccessorThatIsNotWantedLeavesNothing();
    void closingTheOldOneTouchesNothing();
    void theKeyInUseMustStay();
    void canBeStopped();
    void faultsLeaveTheOldFile_data();
    void faultsLeaveTheOldFile();
    void aRefusedNameLeavesTheOldFile();
    void killsLeaveOneWholeFile();
    void theNameIsGivenToWhatIsOnTheDisk();
    void theLockIsNeverLetGo();
    void unfinishedOnesAreRemoved();
    void movingTheFileIsStillNoticed();
};

void tst_renewal::whoStaysOpensAndWhoLeftDoesNot()
{
    const Bench bench;
    auto vault = bench.open().value();
    const int bob = addUser(*vault, "Bob", "b");
    const int carl = addUser(*vault, "Carl", "c");
    const QString recovery = vault->addRecoveryKey().value().text;
    QString bobsRecovery;
    vault.reset();
    {
        auto bobs =
            Vault::open(bench.path(), {QStringLiteral("Bob"), secret("b")}, Access::ReadWrite);
        bobsRecovery = bobs.value()->addRecoveryKey().value().text;
    }
    vault = bench.open().value();
    const QByteArray oldId = vault->fileId();
    const Unlocked oldKeys = VaultTestAccess::keysOf(*vault);
    const auto slots = vault->slots();
    QCOMPARE(slots.size(), size_t(5));
    QVERIFY(QFile::copy(bench.path(), bench.path("bobs copy")));
    std::vector<int> kept;
    for (const SlotInfo &slot : slots) {
        if (slot.name != QStringLiteral("Bob"))
            kept.push_back(slot.index);
    }
    QVERIFY_OK(renew(vault, kept));
    QVERIFY(vault->fileId() != oldId);
    QCOMPARE(vault->userName(), QStringLiteral("Anna"));
    QCOMPARE(vault->slots().size(), size_t(3));
    vault.reset();

    QCOMPARE(codeOf(bench.path(), anna()), -1);
    QCOMPARE(codeOf(bench.path(), "Carl", "c"), -1);
    QCOMPARE(codeOf(bench.path(), "Carl", "wrong"), int(ErrorCode::WrongPassphrase));
    QCOMPARE(codeOf(bench.path(), {{}, {}, recoveryKeyFromText(recovery).value()}), -1);
    QCOMPARE(codeOf(bench.path(), "Bob", "b"), int(ErrorCode::UnknownUser));
    QCOMPARE(codeOf(bench.path(), {{}, {}, recoveryKeyFromText(bobsRecovery).value()}),
             int(ErrorCode::WrongPassphrase));
    // Nor does the data key that he had, or his slot put back into the new file.
    QVERIFY(!VaultTestAccess::open(bench.path(), oldKeys));
    QByteArray file = contentOf(bench.path());
    const QByteArray old = contentOf(bench.path("bobs copy"));
    for (const qsizetype copy : {qsizetype(0), qsizetype(format::copySize)}) {
        const qsizetype at = copy + 1024 + bob * qsizetype(format::slotSize);
        file.replace(at, qsizetype(format::slotSize), old.mid(at, qsizetype(format::slotSize)));
    }
    setContent(bench.path("forged"), file);
    QVERIFY(codeOf(bench.path("forged"), "Bob", "b") > 0);
    // His own copy he can still open: no key that is renewed here can take that from him.
    QCOMPARE(codeOf(bench.path("bobs copy"), "Bob", "b"), -1);
    QCOMPARE(carl, 2);
}

void tst_renewal::workGoesOn()
{
    const Bench bench;
    QFile::setPermissions(bench.path(), QFile::ReadOwner | QFile::WriteOwner);
    const auto permissions = QFile::permissions(bench.path());
    auto vault = bench.open().value();
    const QByteArray before = query(vault, "SELECT * FROM t");
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(run(vault, "INSERT INTO t VALUES(400,'before')"), SQLITE_OK);
        QVERIFY_OK(renew(vault));
        QCOMPARE(vault->path(), QFileInfo(bench.path()).canonicalFilePath());
        QCOMPARE(query(vault, "SELECT * FROM t WHERE id<400"), before);
        QCOMPARE(run(vault, "BEGIN; INSERT INTO t VALUES(401,zeroblob(300000)); ROLLBACK"),
                 SQLITE_OK);
        QCOMPARE(run(vault, "INSERT INTO t VALUES(402,'after'); DELETE FROM t WHERE id=400"),
                 SQLITE_OK);
        QVERIFY_OK(vault->addRecoveryKey());
        QVERIFY(vault->verify().value().isSound());
        QCOMPARE(run(vault, "DELETE FROM t WHERE id=402"), SQLITE_OK);
    }
    QVERIFY_OK(vault->close());
    QCOMPARE(filesBeside(bench), QStringList{QStringLiteral("p.safeguard")});
    QCOMPARE(QFile::permissions(bench.path()), permissions);
    auto again = openAs(bench, bench.path());
    QVERIFY_OK(again);
    QVERIFY(!(*again)->recovered());
    QCOMPARE(query(*again, "SELECT * FROM t"), before);
}

void tst_renewal::whatIsAddedComesWithIt()
{
    const Bench bench;
    auto vault = bench.open().value();
    const auto add = [](Vault &next) {
        return run(next.database(), "INSERT INTO t VALUES(500,'renewed')") == SQLITE_OK
                   ? Status()
                   : failure(ErrorCode::Internal, QStringLiteral("not written"));
    };
    QVERIFY_OK(renew(vault, {0}, add));
    QCOMPARE(query(vault, "SELECT count(*) FROM t WHERE id=500"), QByteArray("1"));
    const auto refuse = [](Vault &) -> Status {
        return failure(ErrorCode::Refused, QStringLiteral("no"));
    };
    QCOMPARE(renew(vault, {0}, refuse).error().text, QStringLiteral("no"));
    QCOMPARE(run(vault, "INSERT INTO t VALUES(501,'still here')"), SQLITE_OK);
}

void tst_renewal::aSuccessorIsNotWrittenBeforeItsTime()
{
    const Bench bench;
    auto vault = bench.open().value();
    auto next = vault->successor({0});
    QVERIFY_OK(next);
    QCOMPARE(run(*next, "INSERT INTO t VALUES(500,'too early')") & 0xff, SQLITE_READONLY);
    QCOMPARE(run(vault, "INSERT INTO t VALUES(501,'in time')"), SQLITE_OK);
    QVERIFY_OK((*next)->takePlaceOf(*vault));
    QCOMPARE(run(*next, "INSERT INTO t VALUES(502,'now')"), SQLITE_OK);
}

void tst_renewal::aSuccessorThatIsNotWantedLeavesNothing()
{
    const Bench bench;
    auto vault = bench.open().value();
    const QByteArray id = vault->fileId();
    QVERIFY_OK(vault->successor({0}));
    QCOMPARE(run(vault, "INSERT INTO t VALUES(500,'x')"), SQLITE_OK);
    QVERIFY_OK(vault->successor({0})); // now with a journal beside the file
    QVERIFY_OK(vault->close());
    QCOMPARE(filesBeside(bench), QStringList{QStringLiteral("p.safeguard")});
    QCOMPARE(Vault::peek(bench.path())->fileId, id);
    QCOMPARE(query(bench.open().value(), "SELECT count(*) FROM t WHERE id=500"), QByteArray("1"));
}

/// Both would take the same journal for their own.
void tst_renewal::closingTheOldOneTouchesNothing()
{
    const Bench bench;
    auto vault = bench.open().value();
    auto next = vault->successor({0}).value();
    QVERIFY_OK(next->takePlaceOf(*vault));
    QCOMPARE(run(next, "BEGIN; INSERT INTO t VALUES(400, zeroblob(90000))"), SQLITE_OK);
    const QString journal = bench.path("p.safeguard-journal");
    QVERIFY(QFile::exists(journal));
    QVERIFY_OK(vault->close());
    QVERIFY(QFile::exists(journal));
    QCOMPARE(run(next, "COMMIT"), SQLITE_OK);
    auto unwanted = next->successor({0}).value();
    QCOMPARE(run(next, "BEGIN; DELETE FROM t"), SQLITE_OK);
    QVERIFY_OK(unwanted->close());
    QVERIFY(QFile::exists(journal));
    QCOMPARE(run(next, "ROLLBACK"), SQLITE_OK);
    QVERIFY(next->verify().value().isSound());
}

void tst_renewal::theKeyInUseMustStay()
{
    const Bench bench;
    auto vault = bench.open().value();
    const int bob = addUser(*vault, "Bob", "b");
    QCOMPARE(vault->successor({bob}).error().code, ErrorCode::Refused);
    QCOMPARE(vault->successor({0, 7}).error().code, ErrorCode::NotFound);
    QCOMPARE(run(vault, "BEGIN"), SQLITE_OK);
    QVERIFY(!vault->successor({0}));
    QCOMPARE(run(vault, "ROLLBACK"), SQLITE_OK);
    vault.reset();
    vault = bench.open(Access::ReadOnly).value();
    QCOMPARE(vault->successor({0}).error().code, ErrorCode::ReadOnly);
    QCOMPARE(filesBeside(bench), QStringList{QStringLiteral("p.safeguard")});
}

void tst_renewal::canBeStopped()
{
    const Bench bench;
    auto vault = bench.open().value();
    QCOMPARE(run(vault, "INSERT INTO t VALUES(400, zeroblob(6000000))"), SQLITE_OK);
    std::vector<std::pair<quint32, quint32>> told;
    QVERIFY_OK(vault->successor({0}, {}, [&](quint32 done, quint32 all) {
        told.emplace_back(done, all);
        return true;
    }));
    QVERIFY(told.size() > 8);
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    for (const auto &[done, all] : told)
        QVERIFY(done <= all && all == told.front().second);
    for (size_t at = 0; at < told.size(); ++at) {
        size_t calls = 0;
        const auto stopped =
            vault->successor({0}, {}, [&](quint32, quint32) { return calls++ != at; });
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QCOMPARE(calls, at + 1);
    }
    QVERIFY_OK(vault->close());
    QCOMPARE(filesBeside(bench), QStringList{QStringLiteral("p.safeguard")});
}

void tst_renewal::faultsLeaveTheOldFile_data()
{
    QTest::addColumn<int>("op");
    QTest::addColumn<int>("code");
    QTest::newRow("full disk") << int(Op::Write) << SQLITE_FULL;
    QTest::newRow("write") << int(Op::Write) << SQLITE_IOERR_WRITE;
    QTest::newRow("sync") << int(Op::Sync) << SQLITE_IOERR_FSYNC;
    QTest::newRow("open") << int(Op::Open) << SQLITE_CANTOPEN;
    QTest::newRow("read") << int(Op::Read) << SQLITE_IOERR_READ;
}

/// At each operation of its kind, and then no more.
void tst_renewal::faultsLeaveTheOldFile()
{
    QFETCH(int, op);
    QFETCH(int, code);
    ShimVfs shim;
    const Bench bench;
    auto vault = bench.open().value();
    const QByteArray id = vault->fileId();
    const QByteArray content = query(vault, "SELECT * FROM t");
    int failures = 0;
    for (int at = 0;; ++at) {
        FailingAt failing(shim, {Op(op)}, at, code, true);
        const auto done = renew(vault);
        failing.disarm();
        if (!failing.hasFailed())
            break;
        ++failures;
        QVERIFY(!done);
        QVERIFY(!done.error().text.isEmpty());
        if (code == SQLITE_FULL)
            QCOMPARE(done.error().code, ErrorCode::DiskFull);
        QCOMPARE(vault->fileId(), id);
        QCOMPARE(Vault::peek(bench.path())->fileId, id);
        QCOMPARE(filesBeside(bench).filter(QStringLiteral("renewed")), QStringList());
    }
    QVERIFY(failures > 0);
    QCOMPARE(query(vault, "SELECT * FROM t"), content);
    QCOMPARE(run(vault, "INSERT INTO t VALUES(400,'x')"), SQLITE_OK);
    QVERIFY_OK(vault->close());
    QVERIFY(openAs(bench, bench.path()).value()->verify().value().isSound());
}

/// The last step fails: something in the way that no file can replace.
void tst_renewal::aRefusedNameLeavesTheOldFile()
{
    const Bench bench;
    auto vault = bench.open().value();
    auto next = vault->successor({0});
    QVERIFY_OK(next);
    QVERIFY(QFile::rename(bench.path(), bench.path("aside")));
    QVERIFY(QDir(QFileInfo(bench.path()).path()).mkpath(QStringLiteral("p.safeguard/x")));
    QVERIFY(!(*next)->takePlaceOf(*vault));
    next->reset();
    QVERIFY(QDir(bench.path()).removeRecursively());
    QVERIFY(QFile::rename(bench.path("aside"), bench.path()));
    QCOMPARE(run(vault, "INSERT INTO t VALUES(400,'x')"), SQLITE_OK);
    QVERIFY_OK(vault->close());
    QCOMPARE(filesBeside(bench), QStringList{QStringLiteral("p.safeguard")});
}

/// Before each operation and once more at the end, when everything is done but not closed.
void tst_renewal::killsLeaveOneWholeFile()
{
#ifdef Q_OS_UNIX
    int old = 0;
    int renewed = 0;
    for (bool isKilledWithin = true; isKilledWithin;) {
        const Bench bench;
        int pipeEnds[2];
        QCOMPARE(pipe(pipeEnds), 0);
        const pid_t child = fork();
        if (child == 0) {
            auto vault = bench.open();
            (void)run(*vault, "INSERT INTO t VALUES(400,'acknowledged')");
            ShimVfs shim;
            FailingAt counting(shim, s_changing, old, SQLITE_OK, false);
            const auto inner = shim.fault;
            shim.fault = [&](Op op) {
                (void)inner(op);
                if (counting.hasFailed())
                    raise(SIGKILL);
                return SQLITE_OK;
            };
            const auto done = renew(*vault);
            (void)!write(pipeEnds[1], done ? "y" : "n", 1);
            raise(SIGKILL);
        }
        close(pipeEnds[1]);
        char told = 0;
        isKilledWithin = read(pipeEnds[0], &told, 1) == 0;
        close(pipeEnds[0]);
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        const bool isRenewed =
            Vault::peek(bench.path())->fileId != QByteArray(bench.original().mid(24, 16));
        QCOMPARE(isRenewed, !isKilledWithin);
        QVERIFY(isKilledWithin || told == 'y');
        ++(isRenewed ? renewed : old);
        auto vault = openAs(bench, bench.path());
        QVERIFY_OK(vault);
        QCOMPARE(query(*vault, "SELECT count(*) FROM t"), QByteArray("51"));
        QVERIFY((*vault)->verify().value().isSound());
        QVERIFY_OK((*vault)->close());
        QCOMPARE(filesBeside(bench), QStringList{QStringLiteral("p.safeguard")});
    }
    qInfo("%d kills that left the old file, %d the new one", old, renewed);
    QVERIFY(old > 10);
#else
    QSKIP("needs fork");
#endif
}

/// A loss of power loses what was not synced: of the successor that may be nothing.
void tst_renewal::theNameIsGivenToWhatIsOnTheDisk()
{
    for (quint32 seed = 1; seed <= 20; ++seed) {
        ShimVfs shim;
        QRandomGenerator random(seed);
        const Bench bench;
        auto vault = bench.open().value();
        shim.beginPowerModel();
        auto next = vault->successor({0});
        QVERIFY_OK(next);
        const QString waiting = filesBeside(bench).filter(QStringLiteral("renewed")).value(0);
        QVERIFY(!waiting.isEmpty());
        shim.losePower(random);
        QVERIFY(QFile::copy(QFileInfo(bench.path()).dir().filePath(waiting), bench.path("left")));
        auto left = openAs(bench, bench.path("left"));
        QVERIFY_OK(left);
        QVERIFY(!(*left)->recovered());
        QVERIFY((*left)->verify().value().isSound());
        QCOMPARE(query(*left, "SELECT count(*) FROM t"), QByteArray("50"));
    }
}

/// As the operating system sees it: what this process remembers of its locks does not count.
void tst_renewal::theLockIsNeverLetGo()
{
#ifdef Q_OS_UNIX
    const Bench bench;
    const auto isHeld = [](const QString &path) {
        const QByteArray name = path.toUtf8();
        const pid_t child = fork();
        if (child == 0) {
            const int fd = ::open(name.constData(), O_RDWR);
            struct flock wanted = {};
            wanted.l_type = F_RDLCK;
            wanted.l_whence = SEEK_SET;
            const bool isAsked = fd >= 0 && fcntl(fd, F_GETLK, &wanted) == 0;
            _exit(!isAsked ? 2 : wanted.l_type == F_WRLCK && wanted.l_pid == getppid());
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WEXITSTATUS(status);
    };
    auto vault = bench.open().value();
    QCOMPARE(isHeld(bench.path()), 1);
    auto next = vault->successor({0}).value();
    const QString waiting =
        QFileInfo(bench.path())
            .dir()
            .filePath(filesBeside(bench).filter(QStringLiteral("renewed")).value(0));
    QCOMPARE(isHeld(waiting), 1); // so that it is locked when it gets its name
    QCOMPARE(isHeld(bench.path()), 1);
    QVERIFY_OK(next->takePlaceOf(*vault));
    QCOMPARE(isHeld(bench.path()), 1);
    vault.reset();
    QCOMPARE(isHeld(bench.path()), 1);
    QVERIFY_OK(Vault::peek(bench.path()));
    QCOMPARE(isHeld(bench.path()), 1);
    QCOMPARE(run(next, "INSERT INTO t VALUES(400,'x')"), SQLITE_OK);
    QCOMPARE(isHeld(bench.path()), 1);
    next.reset();
    QCOMPARE(isHeld(bench.path()), 0);
#else
    QSKIP("needs fork");
#endif
}

void tst_renewal::unfinishedOnesAreRemoved()
{
    const Bench bench;
    const QString left = bench.path("p.safeguard.renewed-aaaaaaaaaaaaaaaa");
    const QStringList others = {bench.path("p.safeguard.renewed-by hand"),
                                bench.path("p.safeguard.renewed-aaaaaaaaaaaaaaaa.bak"),
                                bench.path("q.safeguard.renewed-aaaaaaaaaaaaaaaa")};
    for (const QString &name : others + QStringList{left, left + QStringLiteral("-journal")})
        setContent(name, "x");
    bench.open(Access::ReadOnly).value().reset();
    QVERIFY(QFile::exists(left)); // it might be in the making: a reader has not the lock
    const auto vault = bench.open().value();
    QVERIFY(!QFile::exists(left));
    QVERIFY(!QFile::exists(left + QStringLiteral("-journal")));
    for (const QString &name : others)
        QVERIFY2(QFile::exists(name), qPrintable(name));
}

void tst_renewal::movingTheFileIsStillNoticed()
{
    const Bench bench;
    auto vault = bench.open().value();
    QVERIFY_OK(renew(vault));
    QCOMPARE(run(vault, "INSERT INTO t VALUES(400,'x')"), SQLITE_OK);
    QVERIFY_OK(renew(vault));
    QVERIFY(QFile::rename(bench.path(), bench.path("moved")));
    QCOMPARE(run(vault, "INSERT INTO t VALUES(401,'x')") & 0xff, SQLITE_READONLY);
    QVERIFY(QFile::rename(bench.path("moved"), bench.path()));
    QCOMPARE(run(vault, "INSERT INTO t VALUES(401,'x')"), SQLITE_OK);
}

SAFEGUARD_TEST(tst_renewal)
#include "tst_renewal.moc"
