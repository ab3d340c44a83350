// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/frozen.h"

#include <QProcess>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const auto kept = QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/vault/files/");
const auto recoveryText =
    QStringLiteral("TJVS4-O6PB6-YT2MG-JW7TP-RTWU2-F47TA-3GL76-BR6JR-L36NL-M24XB-56Q4J-MT6AQ");
constexpr char digest[] = "9a4e2fecb36cc2cccd7cddbd58ca2a2b3d4eb5f815380381f8fa2f0c927b6842";
constexpr char signingKey[] = "146340df952446ff657575a6d744ae4340efe576363218e335ee552355b284a7";
constexpr char signature[] = "8b0afa849f155e3750d99ac3ca5009e1a5a519ad9a55ed67e05f6a2afbc1e283de7af"
                             "8d011da771195b55c036d700bef1dd9a6a4dff0507fd18f4580e2fbd608";

Credentials byRecoveryKey()
{
    return {{}, {}, recoveryKeyFromText(recoveryText).value()};
}

struct Independent
{
    int exitCode;
    QByteArray dump;
    QByteArray error;
};

/// What the decryptor in another language makes of a file.
Independent decrypted(const QString &path, const QString &user, const QString &secret)
{
    QProcess process;
    process.start(QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/tools/decrypt-vault"), {path, user});
    process.write(secret.toUtf8() + '\n');
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString().toUtf8()};
    const int code = process.exitCode();
    return {code, process.readAllStandardOutput(), process.readAllStandardError()};
}

}

/// Files of format 1 that are never written again: whatever becomes of the program, it opens them.
class tst_frozen final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensForEverybody_data();
    void opensForEverybody();
    void saysWhoHasAKey();
    void takesBackWhatAKillLeft();
    void anotherLanguageReadsTheSame_data();
    void anotherLanguageReadsTheSame();
    void anotherLanguageReadsWhatIsWrittenNow();
    void anotherLanguageRefusesWhatWasAltered();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path; ///< a copy of the kept file
};

void tst_frozen::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("format-1.safeguard"));
    setContent(m_path, contentOf(kept + QStringLiteral("format-1.safeguard")));
}

void tst_frozen::opensForEverybody_data()
{
    QTest::addColumn<int>("who");
    QTest::newRow("passphrase") << 0;
    QTest::newRow("passphrase typed with marks apart, another cost") << 1;
    QTest::newRow("recovery key") << 2;
}

void tst_frozen::opensForEverybody()
{
    QFETCH(int, who);
    const Credentials credentials = who == 0   ? frozen::anna()
                                    : who == 1 ? frozen::bjorn()
                                               : byRecoveryKey();
    for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
        auto vault = Vault::open(m_path, credentials, access);
        QVERIFY_OK(vault);
        QVERIFY(!(*vault)->recovered());
        QCOMPARE(frozen::digestOf(**vault), QByteArray(digest));
        QVERIFY((*vault)->verify().value().isSound());
        const bool isAnnas = (*vault)->userName() == frozen::anna().user;
        QCOMPARE(isAnnas, who != 1);
        QCOMPARE((*vault)->sign("a message").toHex() == signature, isAnnas);
    }
    auto vault = Vault::open(m_path, credentials, Access::ReadWrite);
    QVERIFY_OK(vault);
    QCOMPARE(query(*vault, "SELECT text, amount, hex(data) FROM note WHERE id=1"),
             QByteArray("Zażółć gęślą jaźń|0.5|00FF80"));
    QCOMPARE(run(*vault, "INSERT INTO note(text) VALUES('today')"), SQLITE_OK);
    QVERIFY_OK((*vault)->copyWithNewKey(m_path + u'+', {0, 2, 3}));
    QVERIFY_OK(Vault::open(m_path + u'+', credentials, Access::ReadWrite));
}

void tst_frozen::saysWhoHasAKey()
{
    const auto info = Vault::peek(m_path);
    QVERIFY_OK(info);
    QCOMPARE(info->major, quint16(1));
    QCOMPARE(info->minor, quint16(0));
    QVERIFY(info->hasBothCopies && !info->isDirty);
    QCOMPARE(info->slots.size(), size_t(3));
    QCOMPARE(info->slots[0].signingKey.toHex(), QByteArray(signingKey));
    QVERIFY(
        Vault::isSignedBy(info->slots[0].signingKey, "a message", QByteArray::fromHex(signature)));
    QCOMPARE(info->slots[1].index, 2); // 1 was removed
    QCOMPARE(info->slots[1].name, frozen::bjorn().user);
    QCOMPARE(info->slots[1].cost.memoryKib, quint32(80 * 1024));
    QCOMPARE(info->slots[2].kind, SlotKind::RecoveryKey);
}

/// The journal's format is kept, too: the program may be updated between a kill and the next start.
void tst_frozen::takesBackWhatAKillLeft()
{
    for (const char *end : {"", "-journal"})
        setContent(
            m_path + QLatin1String(end),
            contentOf(kept + QStringLiteral("format-1-crashed.safeguard") + QLatin1String(end)));
    QCOMPARE(Vault::open(m_path, frozen::anna(), Access::ReadOnly).error().code,
             ErrorCode::ReadOnly);
    auto vault = Vault::open(m_path, frozen::anna(), Access::ReadWrite);
    QVERIFY_OK(vault);
    QVERIFY((*vault)->recovery().isJournalReplayed);
    QVERIFY(!(*vault)->recovery().isJournalIncomplete);
    QCOMPARE(frozen::digestOf(**vault), QByteArray(digest));
}

void tst_frozen::anotherLanguageReadsTheSame_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("secret");
    const auto text = [](const Secret &secret) {
        const auto view = secret.view();
        return QString::fromUtf8(reinterpret_cast<const char *>(view.data()), int(view.size()));
    };
    QTest::newRow("Argon2id") << frozen::anna().user << text(frozen::anna().passphrase);
    QTest::newRow("another cost") << frozen::bjorn().user << text(frozen::bjorn().passphrase);
    QTest::newRow("recovery key") << QStringLiteral("--recovery-key") << recoveryText;
}

void tst_frozen::anotherLanguageReadsTheSame()
{
    QFETCH(QString, user);
    QFETCH(QString, secret);
    const Independent found = decrypted(m_path, user, secret);
    QVERIFY2(found.exitCode == 0, found.error);
    auto vault = Vault::open(m_path, frozen::anna(), Access::ReadOnly);
    QVERIFY_OK(vault);
    QCOMPARE(found.dump, wholeDump((*vault)->database()));
}

/// Not what is kept alone: a file with a history of its own, written by this build.
void tst_frozen::anotherLanguageReadsWhatIsWrittenNow()
{
    const Bench bench;
    QByteArray dump;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QCOMPARE(run(*vault, "CREATE INDEX words ON t(text); UPDATE t SET text=text||'!';"
                             "DELETE FROM t WHERE id%3=0"),
                 SQLITE_OK);
        QVERIFY_OK((*vault)->compact());
        dump = wholeDump((*vault)->database());
    }
    const Independent found =
        decrypted(bench.path(), QStringLiteral("Anna"), QStringLiteral("correct horse"));
    QVERIFY2(found.exitCode == 0, found.error);
    QCOMPARE(found.dump, dump);
}

/// It is a check, so it must be able to fail.
void tst_frozen::anotherLanguageRefusesWhatWasAltered()
{
    const QByteArray whole = contentOf(m_path);
    const QString key = QStringLiteral("--recovery-key");
    for (const qsizetype at : {qsizetype(format::pagesStart + 100), whole.size() - 20}) {
        QByteArray altered = whole;
        altered[at] = char(altered[at] ^ 1);
        setContent(m_path, altered);
        const Independent found = decrypted(m_path, key, recoveryText);
        QCOMPARE(found.exitCode, 1);
        QVERIFY2(found.error.contains("is not what was sealed"), found.error);
    }
    setContent(m_path, whole);
    QCOMPARE(decrypted(m_path, QStringLiteral("Anna"), QStringLiteral("wrong")).exitCode, 1);
}

SAFEGUARD_TEST(tst_frozen)
#include "tst_frozen.moc"
