// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/vaulttest.h"

#include <map>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

Secret secret(const char *text)
{
    return Secret::fromText(QString::fromUtf8(text));
}

Result<int> addUser(Vault &vault, const QString &name, const Secret &passphrase, KdfCost cost)
{
    const auto user = vault.prepareUser(name, passphrase, cost);
    SG_TRY(user);
    return vault.addUser(*user);
}

/// -1 when it opens.
int codeOf(const QString &path, const Credentials &credentials)
{
    const auto vault = Vault::open(path, credentials, Access::ReadWrite);
    return vault ? -1 : int(vault.error().code);
}

}

class tst_users final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsAndRemoves();
    void changesThePassphrase();
    void recoversByKey();
    void refusesMistypedRecoveryKeys();
    void givesANewKey();
    void whoGetsInAfterEachChange();
    void slotsAreLimited();
    void preparingChangesNothing();
    void aSlotCanBeTakenOver();
    void readOnlyChangesNothing();
    void refusesWeakOrEmpty();
};

void tst_users::addsAndRemoves()
{
    const Bench bench;
    int bob = -1;
    QByteArray bobsKey;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        const auto added =
            addUser(**vault, QStringLiteral("Bob"), secret("bob's"), KdfCost::floor());
        QVERIFY_OK(added);
        bob = *added;
        QCOMPARE(
            addUser(**vault, QStringLiteral("BOB "), secret("x"), KdfCost::floor()).error().code,
            ErrorCode::Refused);
        QCOMPARE((*vault)->slots().size(), size_t(2));
        bobsKey = (*vault)->slots().back().signingKey;
        QVERIFY(bobsKey != (*vault)->slots().front().signingKey);
        QCOMPARE((*vault)->removeSlot((*vault)->userSlot()).error().code, ErrorCode::Refused);
        QCOMPARE((*vault)->removeSlot(17).error().code, ErrorCode::NotFound);
    }
    {
        auto vault =
            Vault::open(bench.path(), {QStringLiteral("Bob"), secret("bob's")}, Access::ReadWrite);
        QVERIFY_OK(vault);
        QCOMPARE((*vault)->userSlot(), bob);
        QVERIFY(Vault::isSignedBy(bobsKey, "x", (*vault)->sign("x")));
        QCOMPARE(query(*vault, "SELECT count(*) FROM t"), QByteArray("50"));
    }
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QVERIFY_OK((*vault)->removeSlot(bob));
    }
    QCOMPARE(codeOf(bench.path(), {QStringLiteral("Bob"), secret("bob's")}),
             int(ErrorCode::UnknownUser));
    QCOMPARE(codeOf(bench.path(), anna()), -1);
}

void tst_users::changesThePassphrase()
{
    const Bench bench;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        const QByteArray key = (*vault)->slots().front().signingKey;
        QVERIFY_OK((*vault)->changePassphrase(secret("another one"), KdfCost::floor()));
        QCOMPARE((*vault)->slots().front().signingKey, key);
    }
    QCOMPARE(codeOf(bench.path(), anna()), int(ErrorCode::WrongPassphrase));
    QCOMPARE(codeOf(bench.path(), {QStringLiteral("Anna"), secret("another one")}), -1);
}

/// The recovery key is another way in for the same person: with it, the passphrase is set anew.
void tst_users::recoversByKey()
{
    const Bench bench;
    QString text;
    QString older;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        older = (*vault)->addRecoveryKey().value().text;
        const auto added = (*vault)->addRecoveryKey();
        QVERIFY_OK(added);
        text = added->text;
        QCOMPARE((*vault)->slots().size(), size_t(2));
        QCOMPARE((*vault)->slots().back().kind, SlotKind::RecoveryKey);
    }
    const QRegularExpression shape(QStringLiteral("^([A-Z2-7]{5}-){11}[A-Z2-7]{5}$"));
    QVERIFY2(shape.match(text).hasMatch(), qPrintable(text));
    QString typed = text.toLower().replace(QLatin1Char('-'), QLatin1Char(' '));
    {
        auto vault = Vault::open(bench.path(), {{}, {}, recoveryKeyFromText(typed).value()},
                                 Access::ReadWrite);
        QVERIFY_OK(vault);
        QCOMPARE((*vault)->userName(), QStringLiteral("Anna"));
        QVERIFY_OK((*vault)->changePassphrase(secret("found again"), KdfCost::floor()));
        QCOMPARE((*vault)->slots().size(), size_t(2));
    }
    QCOMPARE(codeOf(bench.path(), {QStringLiteral("Anna"), secret("found again")}), -1);
    QCOMPARE(codeOf(bench.path(), {{}, {}, recoveryKeyFromText(older).value()}),
             int(ErrorCode::WrongPassphrase));
}

void tst_users::refusesMistypedRecoveryKeys()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const QString text = (*vault)->addRecoveryKey().value().text;
    QVERIFY_OK(recoveryKeyFromText(text));
    for (qsizetype i = 0; i < text.size(); ++i) {
        QString typed = text;
        if (typed[i] == QLatin1Char('-'))
            continue;
        typed[i] = typed[i] == QLatin1Char('A') ? QLatin1Char('B') : QLatin1Char('A');
        QCOMPARE(recoveryKeyFromText(typed).error().code, ErrorCode::InvalidInput);
    }
    QVERIFY(!recoveryKeyFromText(text.left(text.size() - 6)));
    QVERIFY(!recoveryKeyFromText(QString()));
}

/// After a user was removed, a copy under a new key is sealed to the others without their
/// passphrases, and what the removed one knew no longer opens anything.
void tst_users::givesANewKey()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const int bob = addUser(**vault, QStringLiteral("Bob"), secret("b"), KdfCost::floor()).value();
    const int carl =
        addUser(**vault, QStringLiteral("Carl"), secret("c"), KdfCost::floor()).value();
    const QString recovery = (*vault)->addRecoveryKey().value().text;
    const Unlocked oldKeys = VaultTestAccess::keysOf(**vault);
    QVERIFY_OK((*vault)->removeSlot(bob));
    std::vector<int> kept;
    for (const SlotInfo &slot : (*vault)->slots())
        kept.push_back(slot.index);
    QVERIFY_OK((*vault)->copyWithNewKey(bench.path("new"), kept));
    QCOMPARE((*vault)->copyWithNewKey(bench.path("none"), {}).error().code,
             ErrorCode::InvalidInput);
    QCOMPARE((*vault)->copyWithNewKey(bench.path("bobs"), {bob}).error().code, ErrorCode::NotFound);
    QVERIFY(Vault::peek(bench.path("new")).value().fileId != (*vault)->fileId());
    QCOMPARE(codeOf(bench.path("new"), {QStringLiteral("Carl"), secret("c")}), -1);
    QCOMPARE(codeOf(bench.path("new"), anna()), -1);
    QCOMPARE(codeOf(bench.path("new"), {{}, {}, recoveryKeyFromText(recovery).value()}), -1);
    QCOMPARE(codeOf(bench.path("new"), {QStringLiteral("Bob"), secret("b")}),
             int(ErrorCode::UnknownUser));
    QVERIFY(!VaultTestAccess::open(bench.path("new"), oldKeys));
    auto copy =
        Vault::open(bench.path("new"), {QStringLiteral("Carl"), secret("c")}, Access::ReadWrite);
    QVERIFY_OK(copy);
    QCOMPARE((*copy)->userSlot(), carl);
    QCOMPARE(query(*copy, "SELECT * FROM t"), query(*vault, "SELECT * FROM t"));
}

namespace {

/// All that anybody ever had, by the name under which the test speaks of it.
class Keyring final
{
public:
    explicit Keyring(const Bench &bench)
        : m_path(bench.path())
    {}
    void learn(const char *name, const char *user, const char *passphrase)
    {
        m_all[name] = [=] { return Credentials{QString::fromLatin1(user), secret(passphrase)}; };
    }
    void learnKey(const char *name, const QString &text)
    {
        m_all[name] = [=] { return Credentials{{}, {}, recoveryKeyFromText(text).value()}; };
    }
    /// Opens it with one of them.
    template <class F>
    void as(const char *name, F act)
    {
        auto vault = Vault::open(m_path, m_all.at(name)(), Access::ReadWrite);
        QVERIFY_OK(vault);
        act(**vault);
    }
    /// Goes on in a copy under a new key for who has a slot now.
    void renewKey(const char *by)
    {
        const QString next = m_path + QStringLiteral("+");
        as(by, [&](Vault &vault) {
            std::vector<int> kept;
            for (const SlotInfo &slot : vault.slots())
                kept.push_back(slot.index);
            QVERIFY_OK(vault.copyWithNewKey(next, kept));
        });
        m_path = next;
    }
    /// Which of them open it.
    QByteArray openers() const { return openersOf(m_path); }
    QByteArray openersOf(const QString &path) const
    {
        QByteArrayList names;
        for (const auto &[name, credentials] : m_all) {
            if (Vault::open(path, credentials(), Access::ReadWrite))
                names += name;
        }
        return names.join(' ');
    }
    QString path() const { return m_path; }

private:
    QString m_path;
    std::map<QByteArray, std::function<Credentials()>> m_all;
};

}

/// Adding, changing, removing and giving a new key, one after the other. At each point exactly
/// those get in who should, by passphrase and by recovery key.
void tst_users::whoGetsInAfterEachChange()
{
    const Bench bench;
    const KdfCost cost = KdfCost::floor();
    Keyring ring(bench);
    ring.learn("anna", "Anna", "correct horse");
    ring.learn("anna2", "Anna", "a second one");
    ring.learn("bob", "Bob", "bob's");
    ring.learn("bob2", "Bob", "bob's second");
    ring.learn("carl", "Carl", "carl's");
    const auto addKey = [&](const char *name) {
        return [&ring, name](Vault &vault) {
            ring.learnKey(name, vault.addRecoveryKey().value().text);
        };
    };
    ring.as("anna", [&](Vault &vault) {
        QVERIFY_OK(addUser(vault, QStringLiteral("Bob"), secret("bob's"), cost));
        QVERIFY_OK(addUser(vault, QStringLiteral("Carl"), secret("carl's"), cost));
    });
    QCOMPARE(ring.openers(), QByteArray("anna bob carl"));
    ring.as("anna", addKey("anna-key"));
    ring.as("bob", addKey("bob-key"));
    QCOMPARE(ring.openers(), QByteArray("anna anna-key bob bob-key carl"));
    ring.as("anna-key", [&](Vault &vault) {
        QVERIFY_OK(vault.changePassphrase(secret("a second one"), cost));
    });
    QCOMPARE(ring.openers(), QByteArray("anna-key anna2 bob bob-key carl"));
    ring.renewKey("carl");
    QCOMPARE(ring.openers(), QByteArray("anna-key anna2 bob bob-key carl"));
    QVERIFY(!VaultTestAccess::open(ring.path(), bench.keys()));
    ring.as("bob", [&](Vault &vault) {
        QVERIFY_OK(vault.changePassphrase(secret("bob's second"), cost));
    });
    QCOMPARE(ring.openers(), QByteArray("anna-key anna2 bob-key bob2 carl"));
    Unlocked bobs;
    ring.as("bob2", [&](Vault &vault) { bobs = VaultTestAccess::keysOf(vault); });
    const QString bobsCopy = bench.path("kept by bob");
    QVERIFY(QFile::copy(ring.path(), bobsCopy));
    ring.as("anna2", [](Vault &vault) {
        for (const SlotInfo &slot : vault.slots()) {
            if (slot.name == QStringLiteral("Bob"))
                QVERIFY_OK(vault.removeSlot(slot.index));
        }
    });
    QCOMPARE(ring.openers(), QByteArray("anna-key anna2 carl"));
    QVERIFY_OK(VaultTestAccess::open(ring.path(), bobs)); // he had the data key
    ring.renewKey("anna-key");
    QCOMPARE(ring.openers(), QByteArray("anna-key anna2 carl"));
    QVERIFY(!VaultTestAccess::open(ring.path(), bobs));
    QCOMPARE(ring.openersOf(bobsCopy), QByteArray("anna-key anna2 bob-key bob2 carl"));
    ring.as("anna2", addKey("anna-key2"));
    ring.as("carl", [&](Vault &vault) {
        QVERIFY_OK(addUser(vault, QStringLiteral("Bob"), secret("bob's"), cost));
    });
    ring.renewKey("bob");
    QCOMPARE(ring.openers(), QByteArray("anna-key2 anna2 bob carl"));
}

void tst_users::slotsAreLimited()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    auto &header = VaultTestAccess::privateOf(**vault).header;
    for (size_t i = 1; i < header.slots.size(); ++i) {
        header.slots[i] = header.slots[0];
        header.slots[i]->name = "User " + std::to_string(i);
        header.slots[i]->signingKey[0] = uint8_t(i);
    }
    QCOMPARE(
        addUser(**vault, QStringLiteral("One more"), secret("x"), KdfCost::floor()).error().code,
        ErrorCode::Refused);
    QCOMPARE((*vault)->addRecoveryKey().error().code, ErrorCode::Refused);
    QVERIFY_OK((*vault)->removeSlot(7));
    QCOMPARE((*vault)->addRecoveryKey().value().slot, 7);
}

void tst_users::readOnlyChangesNothing()
{
    const Bench bench;
    auto vault = bench.open(Access::ReadOnly);
    QVERIFY_OK(vault);
    QCOMPARE((*vault)->addRecoveryKey().error().code, ErrorCode::ReadOnly);
    QCOMPARE((*vault)->compact().error().code, ErrorCode::ReadOnly);
    QCOMPARE((*vault)->changePassphrase(secret("x"), KdfCost::floor()).error().code,
             ErrorCode::ReadOnly);
    vault->reset();
    QCOMPARE(contentOf(bench.path()), bench.original());
}

void tst_users::refusesWeakOrEmpty()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const auto codeFor = [&](const QString &name, const char *passphrase, KdfCost cost) {
        return addUser(**vault, name, secret(passphrase), cost).error().code;
    };
    KdfCost weak = KdfCost::floor();
    weak.memoryKib /= 2;
    KdfCost bomb = KdfCost::floor();
    bomb.memoryKib = 4u << 20;
    const QString bob = QStringLiteral("Bob");
    QCOMPARE(codeFor(QStringLiteral(" "), "x", KdfCost::floor()), ErrorCode::InvalidInput);
    QCOMPARE(codeFor(bob, "", KdfCost::floor()), ErrorCode::InvalidInput);
    QCOMPARE(codeFor(bob, "x", weak), ErrorCode::InvalidInput);
    QCOMPARE(codeFor(bob, "x", bomb), ErrorCode::InvalidInput);
    QCOMPARE(codeFor(QString(65, QLatin1Char('n')), "x", KdfCost::floor()),
             ErrorCode::InvalidInput);
    QCOMPARE(codeFor(QStringLiteral("a\nb"), "x", KdfCost::floor()), ErrorCode::InvalidInput);
    QCOMPARE((*vault)->slots().size(), size_t(1));
}

void tst_users::preparingChangesNothing()
{
    const Bench bench;
    const auto vault = bench.open();
    QVERIFY_OK(vault);
    const auto bob = (*vault)->prepareUser(QStringLiteral(" Bob"), secret("b"), KdfCost::floor());
    QVERIFY_OK(bob);
    QCOMPARE(bob->name(), QStringLiteral("Bob"));
    QCOMPARE((*vault)->slots().size(), size_t(1));
    const int index = (*vault)->addUser(*bob).value();
    QCOMPARE((*vault)->slots().at(size_t(index)).signingKey, bob->signingKey());
    QCOMPARE((*vault)->addUser(*bob).error().code, ErrorCode::Refused);
}

void tst_users::aSlotCanBeTakenOver()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const QString name = QStringLiteral("Bob");
    const int first = addUser(**vault, name, secret("first"), KdfCost::floor()).value();
    const auto again = (*vault)->prepareUser(name, secret("second"), KdfCost::floor(), first);
    QVERIFY_OK(again);
    QCOMPARE((*vault)->addUser(*again).value(), first);
    QCOMPARE((*vault)->slots().size(), size_t(2));
    vault->reset();
    QCOMPARE(codeOf(bench.path(), {name, secret("first")}), int(ErrorCode::WrongPassphrase));
    QCOMPARE(codeOf(bench.path(), {name, secret("second")}), -1);
}

SAFEGUARD_TEST(tst_users)
#include "tst_users.moc"
