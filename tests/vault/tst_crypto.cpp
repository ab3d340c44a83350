// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/vaulttest.h"

#include <algorithm>
#include <numeric>
#include <set>

using namespace safeguard;
using namespace safeguard::testing;
using namespace safeguard::crypto;

namespace {

std::vector<uint8_t> hex(const char *text)
{
    const QByteArray bytes = QByteArray::fromHex(text);
    return {bytes.begin(), bytes.end()};
}

std::vector<uint8_t> text(const char *text)
{
    const QByteArray bytes(text);
    return {bytes.begin(), bytes.end()};
}

QByteArray toHex(ByteView bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()))
        .toHex();
}

template <size_t N>
Block<N> block(const std::vector<uint8_t> &bytes)
{
    Block<N> out;
    std::copy_n(bytes.begin(), N, out.begin());
    return out;
}

}

class tst_crypto final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void xaesVectors_data();
    void xaesVectors();
    void xaesAccumulatedVector();
    void hkdfVector();
    void argon2Vector();
    void x25519Vector();
    void ed25519Vector();
    void cipherWorksOnAfterAFailure();
    void refusesAKeyOfSmallOrder();
    void noncesAreUnique();
    void noRandomnessNoWrite();
    void passphrasesAgreeAcrossKeyboards();
};

/// https://c2sp.org/XAES-256-GCM, test vectors.
void tst_crypto::xaesVectors_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("associated");
    QTest::addColumn<QByteArray>("sealed");
    QTest::newRow("msb of L is 0")
        << QByteArray(32, '\1') << QByteArray()
        << QByteArray("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
    QTest::newRow("msb of L is 1")
        << QByteArray(32, '\3') << QByteArray("c2sp.org/XAES-256-GCM")
        << QByteArray("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
}

void tst_crypto::xaesVectors()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, associated);
    QFETCH(QByteArray, sealed);
    Xaes cipher(text(key.constData()));
    const Nonce nonce = block<24>(text("ABCDEFGHIJKLMNOPQRSTUVWX"));
    std::vector<uint8_t> message = text("XAES-256-GCM");
    const Tag tag = cipher.seal(nonce, text(associated.constData()), message);
    QCOMPARE(toHex(message) + toHex(tag), sealed);
    QVERIFY(cipher.open(nonce, text(associated.constData()), message, tag));
    QCOMPARE(message, text("XAES-256-GCM"));
}

/// A page's size and more: what was sealed in place opens, for every length around the block size.
void tst_crypto::xaesAccumulatedVector()
{
    Xaes cipher(text("0123456789abcdef0123456789abcdef"));
    const Nonce nonce{1, 2, 3};
    for (size_t size : {0, 1, 15, 16, 17, 31, 32, 33, 4048, 4096, 5000}) {
        std::vector<uint8_t> message(size);
        std::iota(message.begin(), message.end(), uint8_t(size));
        std::vector<uint8_t> copy = message;
        const Tag tag = cipher.seal(nonce, {}, copy);
        QVERIFY(size < 16 || copy != message);
        QVERIFY(cipher.open(nonce, {}, copy, tag));
        QCOMPARE(copy, message);
    }
}

/// RFC 5869, A.1.
void tst_crypto::hkdfVector()
{
    const Secret key = hkdfSha256(std::vector<uint8_t>(22, 0x0b), hex("000102030405060708090a0b0c"),
                                  hex("f0f1f2f3f4f5f6f7f8f9"), 42);
    QCOMPARE(toHex(key.view()),
             QByteArray("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56"
                        "ecc4c5bf34007208d5b887185865"));
}

/// The reference implementation's test.c (RFC 9106's own vector needs a secret and associated data,
/// which the vault does not use).
void tst_crypto::argon2Vector()
{
    const Secret key = argon2id(text("password"), text("somesalt"), 65536, 2, 1);
    QCOMPARE(toHex(key.view()),
             QByteArray("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"));
}

/// RFC 7748, 6.1.
void tst_crypto::x25519Vector()
{
    const auto bob = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    const auto alicePublic =
        hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    QCOMPARE(toHex(x25519PublicKey(bob)),
             QByteArray("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
    QCOMPARE(toHex(x25519(bob, alicePublic).view()),
             QByteArray("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"));
}

/// RFC 8032, 7.1, tests 1 and 2.
void tst_crypto::ed25519Vector()
{
    const auto seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    QCOMPARE(toHex(ed25519PublicKey(seed)),
             QByteArray("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    const auto signature = ed25519Sign(seed, hex("72"));
    QCOMPARE(toHex(signature),
             QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
    QVERIFY(ed25519Verify(ed25519PublicKey(seed), hex("72"), signature));
    QVERIFY(!ed25519Verify(ed25519PublicKey(seed), hex("73"), signature));
}

/// One bad page must not poison the connection.
void tst_crypto::cipherWorksOnAfterAFailure()
{
    Xaes cipher(std::vector<uint8_t>(32, 9));
    const Nonce nonce{};
    std::vector<uint8_t> message(4048, 7);
    const Tag tag = cipher.seal(nonce, {}, message);
    const std::vector<uint8_t> sealed = message;
    message[100] ^= 1;
    QVERIFY(!cipher.open(nonce, {}, message, tag));
    QVERIFY(std::ranges::all_of(message, [](uint8_t b) { return b == 0; }));
    message = sealed;
    QVERIFY(cipher.open(nonce, {}, message, tag));
    QVERIFY(std::ranges::all_of(message, [](uint8_t b) { return b == 7; }));
}

void tst_crypto::refusesAKeyOfSmallOrder()
{
    const std::vector<uint8_t> key(32, 5);
    const std::vector<uint8_t> zero(32);
    QVERIFY_THROWS_EXCEPTION(std::exception, (void)x25519(key, zero));
}

void tst_crypto::noncesAreUnique()
{
    const int seals = qEnvironmentVariableIsSet("SAFEGUARD_SEALS")
                          ? qEnvironmentVariableIntValue("SAFEGUARD_SEALS")
                          : 100000;
    const std::vector<uint8_t> key(32, 1);
    PageCipher cipher(PageCipher::Domain::Main, key, key);
    RandomPool random;
    const std::vector<uint8_t> page(format::pageSize);
    std::vector<uint8_t> sealed(format::pageSize);
    std::vector<Nonce> nonces(static_cast<size_t>(seals));
    for (Nonce &nonce : nonces) {
        cipher.seal({1}, page, sealed, random);
        std::copy_n(sealed.begin() + format::pageText, nonce.size(), nonce.begin());
    }
    std::ranges::sort(nonces);
    QVERIFY(std::ranges::adjacent_find(nonces) == nonces.end());
}

/// When the source of randomness fails, the write fails; no nonce is used twice, none is zero.
void tst_crypto::noRandomnessNoWrite()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(500,'before')"), SQLITE_OK);
    RandomPool &random = VaultTestAccess::privateOf(**vault).random;
    random = RandomPool([](ByteSpan) { throw std::runtime_error("no randomness"); });
    QVERIFY(run(*vault, "INSERT INTO t VALUES(501,'in between')") != SQLITE_OK);
    run(*vault, "ROLLBACK");
    random = RandomPool();
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(502,'after')"), SQLITE_OK);
    RandomPool empty([](ByteSpan) { throw std::runtime_error("no randomness"); });
    Nonce nonce;
    for (int i = 0; i < 3; ++i)
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, empty.fill(nonce));
    QCOMPARE(query(*vault, "SELECT id FROM t WHERE id>=500"), QByteArray("500\n502"));
    QVERIFY((*vault)->verify().value().isSound());
}

void tst_crypto::passphrasesAgreeAcrossKeyboards()
{
    const Secret composed = Secret::fromText(QStringLiteral("caf\u00e9"));
    const Secret decomposed = Secret::fromText(QStringLiteral("cafe\u0301"));
    QCOMPARE(toHex(composed.view()), toHex(decomposed.view()));
    QCOMPARE(toHex(composed.view()), QByteArray("636166c3a9"));
}

SAFEGUARD_TEST(tst_crypto)
#include "tst_crypto.moc"
