// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"
#include "model/base/id.h"
#include "model/base/result.h"
#include "tests/tools/testmain.h"

using namespace safeguard;

class tst_id final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void spellsAndReads();
    void refusesOtherSpellings();
    void namesAreStable();
    void base32Vectors_data();
    void base32Vectors();
};

void tst_id::spellsAndReads()
{
    const AnyId id = AnyId::random();
    QVERIFY(!id.isNull());
    QCOMPARE(id.toText().size(), 26);
    QVERIFY(AnyId::fromText(id.toText()) == id);
    QVERIFY(AnyId::fromText(id.toText().toUpper()) == id);
    QVERIFY(AnyId::fromBytes(id.toBytes()) == id);
}

void tst_id::refusesOtherSpellings()
{
    const QString text = AnyId().toText();
    QVERIFY(!AnyId::fromText(text.chopped(1)));
    QVERIFY(!AnyId::fromText(text.chopped(1) + QLatin1Char('b')));
    QVERIFY(!AnyId::fromText(text.chopped(1) + QLatin1Char('1')));
    QVERIFY(AnyId::fromBytes("short").isNull());
}

void tst_id::namesAreStable()
{
    const AnyId project = AnyId::random();
    QVERIFY(AnyId::fromName(project, u"prompts", u"device")
            == AnyId::fromName(project, u"prompts", u"device"));
    QVERIFY(AnyId::fromName(project, u"prompts", u"device")
            != AnyId::fromName(project, u"prompts", u"gateway"));
    QVERIFY(AnyId::fromName(project, u"prompts", u"device")
            != AnyId::fromName(AnyId::random(), u"prompts", u"device"));
}

void tst_id::base32Vectors_data()
{
    // RFC 4648, section 10
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("f") << QByteArray("f") << QStringLiteral("my");
    QTest::newRow("fo") << QByteArray("fo") << QStringLiteral("mzxq");
    QTest::newRow("foo") << QByteArray("foo") << QStringLiteral("mzxw6");
    QTest::newRow("foob") << QByteArray("foob") << QStringLiteral("mzxw6yq");
    QTest::newRow("fooba") << QByteArray("fooba") << QStringLiteral("mzxw6ytb");
    QTest::newRow("foobar") << QByteArray("foobar") << QStringLiteral("mzxw6ytboi");
}

void tst_id::base32Vectors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(toBase32(bytes), text);
    QCOMPARE(fromBase32(text).value(), bytes);
}

SAFEGUARD_TEST(tst_id)
#include "tst_id.moc"
