// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/vaulttest.h"

#include <QFile>

using namespace safeguard;
using namespace safeguard::testing;

class tst_vault final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsAndOpens();
    void tellsErrorsApart();
    void opensReadOnly();
    void capturesChangesets();
    void signs();
    void leavesNothingInMemory();
};

void tst_vault::createsAndOpens()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.safeguard"));
    {
        auto vault = createSmall(path);
        QVERIFY_OK(vault);
        QCOMPARE(query(*vault, "SELECT count(*) FROM t"), QByteArray("50"));
        QCOMPARE((*vault)->userName(), QStringLiteral("Anna"));
        QCOMPARE((*vault)->fileId().size(), 16);
        QVERIFY(!(*vault)->recovered());
        QCOMPARE(run(*vault, "INSERT INTO t VALUES(1000,'x')"), SQLITE_OK);
        QVERIFY_OK((*vault)->close());
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), {QStringLiteral("a.safeguard")});
    auto vault = Vault::open(path, anna(), Access::ReadWrite);
    QVERIFY_OK(vault);
    QVERIFY(!(*vault)->recovered());
    QCOMPARE(query(*vault, "SELECT count(*) FROM t"), QByteArray("51"));
    QCOMPARE(query(*vault, "PRAGMA integrity_check"), QByteArray("ok"));
    QCOMPARE(query(*vault, "PRAGMA journal_mode"), QByteArray("truncate"));
    QCOMPARE(query(*vault, "PRAGMA synchronous"), QByteArray("2"));
    QCOMPARE(query(*vault, "PRAGMA locking_mode"), QByteArray("exclusive"));
    QCOMPARE(query(*vault, "PRAGMA temp_store"), QByteArray("2"));
    QCOMPARE(query(*vault, "PRAGMA foreign_keys"), QByteArray("1"));
    QCOMPARE(query(*vault, "PRAGMA cache_size"), QByteArray("-65536"));
}

void tst_vault::tellsErrorsApart()
{
    const Bench bench;
    const auto codeOf = [](const QString &path, Credentials credentials) {
        auto vault = Vault::open(path, credentials, Access::ReadWrite);
        return vault ? -1 : int(vault.error().code);
    };
    const Secret passphrase = anna().passphrase.clone();
    QCOMPARE(codeOf(bench.path("none"), anna()), int(ErrorCode::NotFound));
    QCOMPARE(codeOf(bench.path(), {QStringLiteral("Bob"), passphrase.clone()}),
             int(ErrorCode::UnknownUser));
    QCOMPARE(codeOf(bench.path(), {QStringLiteral("Anna"), Secret::fromText(QStringLiteral("no"))}),
             int(ErrorCode::WrongPassphrase));
    QCOMPARE(codeOf(bench.path(), {QStringLiteral(" anna "), passphrase.clone()}), -1);
    setContent(bench.path("text"), "just some text");
    QCOMPARE(codeOf(bench.path("text"), anna()), int(ErrorCode::NotAProject));
    setContent(bench.path("empty"), {});
    QCOMPARE(codeOf(bench.path("empty"), anna()), int(ErrorCode::NotAProject));
    QVERIFY(Vault::create(bench.path(), anna(), KdfCost::floor(), {}).error().code ==
            ErrorCode::Refused);
}

void tst_vault::opensReadOnly()
{
    const Bench bench;
    QFile::setPermissions(bench.path(), QFile::ReadOwner);
    auto reading = bench.open(Access::ReadOnly);
    QVERIFY_OK(reading);
    QCOMPARE(query(*reading, "SELECT count(*) FROM t"), QByteArray("50"));
    QCOMPARE(run(*reading, "INSERT INTO t VALUES(1000,'x')"), SQLITE_READONLY);
    QVERIFY_OK((*reading)->close());
    QCOMPARE(contentOf(bench.path()), bench.original());
}

/// The history is made of changesets, also of tables keyed by blobs without a rowid.
void tst_vault::capturesChangesets()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    sqlite3 *db = (*vault)->database();
    QCOMPARE(run(db, "CREATE TABLE b(id BLOB NOT NULL PRIMARY KEY, n INTEGER) WITHOUT ROWID;"
                     "INSERT INTO b VALUES(x'0001',1),(x'0002',2)"),
             SQLITE_OK);
    sqlite3_session *session = nullptr;
    QCOMPARE(sqlite3session_create(db, "main", &session), SQLITE_OK);
    QCOMPARE(sqlite3session_attach(session, "b"), SQLITE_OK);
    QCOMPARE(run(db, "UPDATE b SET n=5 WHERE id=x'0001'; DELETE FROM b WHERE id=x'0002';"
                     "INSERT INTO b VALUES(x'0003',3)"),
             SQLITE_OK);
    int size = 0;
    void *changes = nullptr;
    QCOMPARE(sqlite3session_changeset(session, &size, &changes), SQLITE_OK);
    sqlite3session_delete(session);
    int inverseSize = 0;
    void *inverse = nullptr;
    QCOMPARE(sqlite3changeset_invert(size, changes, &inverseSize, &inverse), SQLITE_OK);
    const auto abort = [](void *, int, sqlite3_changeset_iter *) { return SQLITE_CHANGESET_ABORT; };
    QCOMPARE(sqlite3changeset_apply(db, inverseSize, inverse, nullptr, abort, nullptr), SQLITE_OK);
    QCOMPARE(query(db, "SELECT hex(id),n FROM b"), QByteArray("0001|1\n0002|2"));
    sqlite3_free(changes);
    sqlite3_free(inverse);
}

void tst_vault::signs()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const QByteArray signature = (*vault)->sign("an entry");
    const QByteArray key = (*vault)->slots().front().signingKey;
    QVERIFY(Vault::isSignedBy(key, "an entry", signature));
    QVERIFY(!Vault::isSignedBy(key, "an entrz", signature));
    QVERIFY(!Vault::isSignedBy(QByteArray(32, '\1'), "an entry", signature));
    QVERIFY(!Vault::isSignedBy(key, "an entry", signature.left(63)));
}

#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
namespace {

/// Everything is kept under a mask, or the search would find what it searches for.
QByteArray masked(QByteArray bytes)
{
    for (char &c : bytes)
        c = char(c ^ 0x5a);
    return bytes;
}

/// How often the unmasked bytes stand in the memory of this process.
int occurrences(const QByteArray &maskedNeedle)
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    QFile memory(QStringLiteral("/proc/self/mem"));
    if (!maps.open(QIODevice::ReadOnly) ||
        !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return -1;
    const auto isAt = [&](const char *at) {
        for (qsizetype i = 0; i < maskedNeedle.size(); ++i) {
            if ((at[i] ^ 0x5a) != maskedNeedle[i])
                return false;
        }
        return true;
    };
    int found = 0;
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const qsizetype dash = line.indexOf('-');
        const qint64 from = line.left(dash).toLongLong(nullptr, 16);
        const qint64 size =
            line.mid(dash + 1, line.indexOf(' ') - dash - 1).toLongLong(nullptr, 16) - from;
        if (!line.contains(" rw") || !memory.seek(from))
            continue;
        QByteArray piece(size, '\0');
        const qint64 got = memory.read(piece.data(), size);
        for (qint64 i = 0; i + maskedNeedle.size() <= got; ++i)
            found +=
                isAt(piece.constData() + i) && piece.constData() + i != maskedNeedle.constData();
        wipe(piece);
    }
    return found;
}

}
#endif

/// Neither the data key nor content stays in memory when a project is closed.
void tst_vault::leavesNothingInMemory()
{
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a"));
    const QByteArray content = masked("a patient's name, 5521");
    QByteArray key;
    {
        auto vault = createSmall(path, 5);
        QVERIFY_OK(vault);
        const Unlocked keys = VaultTestAccess::keysOf(**vault);
        const auto view = keys.dataKey.view();
        key.resize(qsizetype(view.size()));
        for (size_t i = 0; i < view.size(); ++i)
            key[qsizetype(i)] = char(view[i] ^ 0x5a);
        sqlite3_stmt *insert = nullptr;
        sqlite3_prepare_v2((*vault)->database(), "INSERT INTO t VALUES(900,?)", -1, &insert,
                           nullptr);
        QByteArray text = masked(content);
        sqlite3_bind_text(insert, 1, text.constData(), int(text.size()), SQLITE_TRANSIENT);
        QCOMPARE(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_finalize(insert);
        wipe(text);
        QVERIFY(occurrences(key) > 0);
        QVERIFY(occurrences(content) > 0);
    }
    QCOMPARE(occurrences(key), 0);
    QCOMPARE(occurrences(content), 0);
#else
    QSKIP("needs /proc, and an address space of a size that can be searched");
#endif
}

SAFEGUARD_TEST(tst_vault)
#include "tst_vault.moc"
