// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirunner.h"
#include "tests/tools/testmain.h"

#include <QCryptographicHash>
#include <QFile>

using namespace safeguard;
using namespace safeguard::testing;

/// Evidence as a script meets it.
class tst_attach final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesInAndOut();
    void isRemovedForGood();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
};

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static QByteArray text(const std::set<QString> &keys)
{
    return QStringList(keys.begin(), keys.end()).join(u' ').toUtf8();
}

void tst_attach::goesInAndOut()
{
    const CliRunner cli;
    cli.add(QStringLiteral("systems"), {QStringLiteral("name=Cloud")});
    const QByteArray bytes(3'000'000, 'x');
    const QString input = cli.write(QStringLiteral("Scan 2026.txt"), bytes);
    const Ran attached =
        cli.json(QStringLiteral("attach"),
                 {QStringLiteral("systems"), QStringLiteral("SYS-001"), input,
                  QStringLiteral("--expires"), QStringLiteral("2027-01-31"),
                  QStringLiteral("--retained-until"), QStringLiteral("2033-01-31")});
    QVERIFY2(attached.exitCode == 0, attached.err.constData());
    const QJsonObject told = attached.object();
    const QByteArray sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    QCOMPARE(told[QStringLiteral("number")].toString(), QStringLiteral("EVD-001"));
    QCOMPARE(told[QStringLiteral("sha256")].toString().toLatin1(), sha256);
    QCOMPARE(told[QStringLiteral("bytes")].toInteger(), bytes.size());
    QCOMPARE(text(keysIn(told)),
             text(documentedKeys(QStringLiteral("attach"), QStringLiteral("--json prints"))));
    const QJsonArray listed =
        cli.json(QStringLiteral("list"), {QStringLiteral("evidence")}).array();
    QCOMPARE(listed.first()[QStringLiteral("title")].toString(), QStringLiteral("Scan 2026"));
    QCOMPARE(listed.first()[QStringLiteral("expires")].toString(), QStringLiteral("2027-01-31"));
    QCOMPARE(cli.json(QStringLiteral("list"), {QStringLiteral("evidence-links")}).array().size(),
             1);
    const QString out = cli.path(QStringLiteral("out.bin"));
    const Ran taken = cli.json(QStringLiteral("export"),
                               {QStringLiteral("evidence/EVD-001"), QStringLiteral("-o"), out});
    QVERIFY2(taken.exitCode == 0, taken.err.constData());
    QCOMPARE(taken.object()[QStringLiteral("bytes")].toInteger(), bytes.size());
    QVERIFY(contentOf(out) == bytes);
    const Ran verified = cli.run(QStringLiteral("verify"));
    QCOMPARE(verified.exitCode, 0);
    QVERIFY(verified.out.contains("Stored files: 1 of 1"));
    QVERIFY(cli.run(QStringLiteral("history")).out.contains("Export evidence EVD-001 as out.bin"));
    QVERIFY(
        cli.run(QStringLiteral("check"), {QStringLiteral("--today"), QStringLiteral("2028-01-01")})
            .out.contains("Scan 2026"));
}

void tst_attach::isRemovedForGood()
{
    const CliRunner cli;
    cli.add(QStringLiteral("systems"), {QStringLiteral("name=Cloud")});
    const QString input = cli.write(QStringLiteral("scan.txt"), QByteArray(2000, 'x'));
    const QStringList attach{QStringLiteral("systems"), QStringLiteral("Cloud"), input};
    QCOMPARE(cli.run(QStringLiteral("attach"), attach).exitCode, 0);
    const QStringList what{QStringLiteral("--evidence"), QStringLiteral("EVD-001"),
                           QStringLiteral("--reason"), QStringLiteral("Names of patients")};
    const Ran dry =
        cli.json(QStringLiteral("expunge"), what + QStringList{QStringLiteral("--dry-run")});
    QVERIFY2(dry.exitCode == 0, dry.err.constData());
    QCOMPARE(dry.object()[QStringLiteral("bytes")].toInt(), 2000);
    QCOMPARE(dry.object()[QStringLiteral("records")].toInt(), 1);
    QVERIFY(!dry.object()[QStringLiteral("removed")].toBool());
    QCOMPARE(text(keysIn(dry.object())),
             text(documentedKeys(QStringLiteral("expunge"), QStringLiteral("--json prints"))));
    QCOMPARE(cli.run(QStringLiteral("expunge"), what.mid(0, 2)).exitCode, 6); // no reason
    QCOMPARE(
        cli.run(QStringLiteral("expunge"), what + QStringList{QStringLiteral("--text-file"), input})
            .exitCode,
        2); // one of both
    const Ran done = cli.run(QStringLiteral("expunge"), what);
    QVERIFY2(done.exitCode == 0, done.err.constData());
    const Ran verified = cli.run(QStringLiteral("verify"));
    QCOMPARE(verified.exitCode, 0);
    QVERIFY2(verified.out.contains("1 removed for good"), verified.out.constData());
    const Ran taken =
        cli.run(QStringLiteral("export"), {QStringLiteral("evidence/EVD-001"), QStringLiteral("-o"),
                                           cli.path(QStringLiteral("out.bin"))});
    QVERIFY(taken.exitCode != 0 && taken.err.contains("removed from the project for good"));
    const Ran again = cli.run(QStringLiteral("attach"), attach);
    QVERIFY(again.exitCode != 0 && again.err.contains("Names of patients"));
    QCOMPARE(cli.run(QStringLiteral("expunge"), what).exitCode, 1); // it is nowhere now
}

void tst_attach::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QStringList>("rest");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const char *verb, const char *rest, int code) {
        QTest::newRow(name) << QString::fromLatin1(verb)
                            << QString::fromLatin1(rest).split(u' ', Qt::SkipEmptyParts) << code;
    };
    row("no such register", "attach", "things SYS-001 passphrase", 2);
    row("no such record", "attach", "systems SYS-009 passphrase", 1);
    row("no such file", "attach", "systems SYS-001 nothing-there", 6);
    row("an empty file", "attach", "systems SYS-001 /dev/null", 6);
    row("a folder", "attach", "systems SYS-001 /", 6);
    row("no date", "attach", "systems SYS-001 passphrase --expires soon", 2);
    row("expires too early", "attach",
        "systems SYS-001 FILE --effective 2026-02-02 --expires 2026-01-01", 6);
    row("the project itself", "attach", "systems SYS-001 PROJECT", 6);
    row("no such evidence", "export", "evidence/EVD-009 -o OUT", 1);
    row("not said where to", "export", "evidence/EVD-009", 2);
}

void tst_attach::saysWhatIsWrong()
{
    static const CliRunner cli;
    if (cli.json(QStringLiteral("list"), {QStringLiteral("systems")}).array().isEmpty())
        cli.add(QStringLiteral("systems"), {QStringLiteral("name=Cloud")});
    QFETCH(QString, verb);
    QFETCH(QStringList, rest);
    QFETCH(int, code);
    rest.replaceInStrings(QStringLiteral("FILE"), cli.passphraseFile());
    rest.replaceInStrings(QStringLiteral("PROJECT"), cli.file());
    rest.replaceInStrings(QStringLiteral("OUT"), cli.path(QStringLiteral("out")));
    const Ran ran = cli.run(verb, rest);
    QCOMPARE(ran.exitCode, code);
    QVERIFY(!ran.err.isEmpty());
    QVERIFY(!QFile::exists(cli.path(QStringLiteral("out"))));
    QVERIFY(cli.json(QStringLiteral("list"), {QStringLiteral("evidence")}).array().isEmpty());
}

SAFEGUARD_TEST(tst_attach)
#include "tst_attach.moc"
