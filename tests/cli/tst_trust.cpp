// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirunner.h"
#include "tests/tools/testmain.h"

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>

using namespace safeguard::testing;

namespace {

QString word(const char *text)
{
    return QString::fromUtf8(text);
}

/// Parted by bars, so that a word may have blanks.
QStringList args(const char *line)
{
    return word(line).split(u'|', Qt::SkipEmptyParts);
}

QStringList sentencesIn(const QJsonArray &entries)
{
    QStringList sentences;
    for (const QJsonValue &entry : entries)
        sentences += entry[word("sentence")].toString();
    return sentences;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}

/// Signatures, comments, baselines, expunging and what is entered by itself, by the command line.
class tst_trust final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void signs();
    void signsByDescriptor();
    void comments();
    void baselines();
    void comparesAsDocumented();
    void comparesAsPdf();
    void expunges();
    void whatHappenedIsToldInTheHistory();
    void failedUnlocksAreToldByTheNextWriter();
    void saysWhyNot_data();
    void saysWhyNot();

private:
    QJsonArray list(const char *registerKey) const
    {
        return m_cli->json(word("list"), {word(registerKey)}).array();
    }
    QStringList history() const { return sentencesIn(m_cli->json(word("history")).array()); }
    QByteArray state() const { return m_cli->json(word("info")).out; }
    std::unique_ptr<CliRunner> m_cli; ///< with one system, Gateway
};

void tst_trust::init()
{
    m_cli = std::make_unique<CliRunner>();
    m_cli->add(word("systems"), args("name=Gateway|description=Ask Jane Doe about it"));
}

void tst_trust::signs()
{
    const Ran done = m_cli->json(word("sign"), args("systems|SYS-001|--meaning|approved"));
    QVERIFY_EXIT(done, 0);
    QCOMPARE(keysIn(done.object()), documentedKeys(word("sign"), word("--json prints")));
    const QJsonArray signatures = list("signatures");
    QCOMPARE(signatures.size(), 1);
    QCOMPARE(signatures[0][word("id")], done.object()[word("id")]);
    const QJsonArray history = m_cli->json(word("history")).array();
    QCOMPARE(history.last()[word("kind")].toString(), word("sign"));
    QCOMPARE(history.last()[word("sequence")], done.object()[word("entry")]);
    const QJsonObject shown = m_cli->json(word("show"), args("signatures|SIG-001")).object();
    QCOMPARE(shown[word("printed_name")].toString(), word("Dana Mensah"));
    QCOMPARE(shown[word("meaning")].toString(), word("approved"));
    QVERIFY(shown[word("text")].toString().contains(word("Name: Gateway\n")));
    const Ran said = m_cli->run(word("sign"), args("systems|Gateway|--meaning|prepared"));
    QVERIFY_EXIT(said, 0);
    QCOMPARE(said.out, QByteArray("Signed as Prepared: SYS-001 Gateway\n"));
    QVERIFY_EXIT(m_cli->run(word("set"), args("systems|Gateway|name=Home gateway")), 0);
    QVERIFY_EXIT(m_cli->run(word("remove"), args("signatures|SIG-001")), 5);
    QVERIFY_EXIT(m_cli->run(word("set"), args("signatures|SIG-001|meaning=reviewed")), 5);
    QVERIFY_EXIT(m_cli->run(word("verify")), 0);
}

/// The passphrase is asked for once to open and once to sign.
void tst_trust::signsByDescriptor()
{
    const auto sign = [&](const QByteArray &lines) {
        QProcess shell;
        shell.start(word("/bin/sh"),
                    {word("-c"),
                     word("cat \"$2\" | \"$0\" sign \"$1\" systems Gateway --meaning prepared "
                          "--passphrase-fd 0"),
                     word(SAFEGUARD_BIN_DIR "/safeguard-cli"), m_cli->file(),
                     m_cli->write(word("lines"), lines)});
        return shell.waitForFinished() ? shell.exitCode() : -1;
    };
    const QByteArray right = "correct horse battery staple\n";
    QCOMPARE(sign(right + right), 0);
    QCOMPARE(list("signatures").size(), 1);
    QCOMPARE(sign(right), 2);
    QCOMPARE(sign(right + "incorrect horse\n"), 6);
    QCOMPARE(list("signatures").size(), 1);
    QCOMPARE(history().last(), word("Wrong passphrase for signing SYS-001 Gateway"));
}

void tst_trust::comments()
{
    const Ran done = m_cli->json(word("comment"), args("systems|Gateway|Is it the old one?"));
    QVERIFY_EXIT(done, 0);
    QCOMPARE(keysIn(done.object()), documentedKeys(word("comment"), word("--json prints")));
    const QJsonObject shown = m_cli->json(word("show"), args("comments|COM-001")).object();
    QCOMPARE(shown[word("id")], done.object()[word("id")]);
    QCOMPARE(shown[word("text")].toString(), word("Is it the old one?"));
    QVERIFY(!shown[word("resolved")].toBool());
    QVERIFY_EXIT(m_cli->run(word("set"), args("comments|COM-001|resolved=yes")), 0);
    QVERIFY(
        m_cli->json(word("show"), args("comments|COM-001")).object()[word("resolved")].toBool());
    QVERIFY_EXIT(m_cli->run(word("comment"), args("systems|Gateway|Another")), 0);
    QVERIFY_EXIT(m_cli->run(word("remove"), args("systems|Gateway")), 0);
    QVERIFY(list("comments").isEmpty());
    QVERIFY_EXIT(m_cli->run(word("undo")), 0);
    QCOMPARE(list("comments").size(), 2);
}

void tst_trust::baselines()
{
    const QString digest = m_cli->json(word("info")).object()[word("content_digest")].toString();
    const Ran done = m_cli->json(word("baseline"), args("add|Review 2026|--note|Yearly"));
    QVERIFY_EXIT(done, 0);
    QCOMPARE(keysIn(done.object()),
             documentedKeys(word("baseline"), word("add prints"), word("list [")));
    const Ran listed = m_cli->json(word("baseline"), args("list"));
    QVERIFY_EXIT(listed, 0);
    QCOMPARE(keysIn(listed.array()),
             documentedKeys(word("baseline"), word("list ["), word("compare [{")));
    const QJsonValue baseline = listed.array().first();
    QCOMPARE(baseline[word("id")], done.object()[word("id")]);
    QCOMPARE(baseline[word("name")].toString(), word("Review 2026"));
    QCOMPARE(baseline[word("note")].toString(), word("Yearly"));
    QCOMPARE(baseline[word("user")].toString(), word("dana"));
    QVERIFY(!digest.isEmpty() && !baseline[word("digest")].toString().isEmpty());
    const QByteArray table = m_cli->run(word("baseline"), args("list")).out;
    QVERIFY(table.startsWith("Baseline") && table.contains("Review 2026"));
    QVERIFY_EXIT(m_cli->run(word("baseline"), args("add|review 2026")), 6);
    QCOMPARE(m_cli->run(word("baseline"), args("compare|Review 2026")).out,
             QByteArray("Nothing is different.\n"));
    QVERIFY_EXIT(m_cli->run(word("verify")), 0);
}

void tst_trust::comparesAsDocumented()
{
    m_cli->add(word("systems"), args("name=Old"));
    QVERIFY_EXIT(m_cli->run(word("baseline"), args("add|One")), 0);
    QVERIFY_EXIT(m_cli->run(word("set"), args("systems|Gateway|name=Home gateway|kind=gateway")),
                 0);
    QVERIFY_EXIT(m_cli->run(word("remove"), args("systems|Old")), 0);
    QVERIFY_EXIT(m_cli->run(word("baseline"), args("add|Two")), 0);
    m_cli->add(word("systems"), args("name=New"));
    const Ran compared = m_cli->json(word("baseline"), args("compare|One"));
    QVERIFY_EXIT(compared, 0);
    QCOMPARE(keysIn(compared.array()), documentedKeys(word("baseline"), word("compare [{")));
    QStringList told;
    for (const QJsonValue &each : compared.array()) {
        QStringList fields;
        for (const QJsonValue &field : each[word("fields")].toArray())
            fields += field[word("field")].toString() + u'=' + field[word("before")].toString() +
                      u'>' + field[word("after")].toString();
        told += each[word("what")].toString() + u' ' + each[word("register")].toString() + u' ' +
                each[word("name")].toString() + u' ' + fields.join(u' ');
    }
    QCOMPARE(told, QStringList(
                       {word("changed systems SYS-001 Home gateway name=Gateway>Home gateway "
                             "kind=other>gateway"),
                        word("removed systems SYS-002 Old "), word("added systems SYS-003 New ")}));
    QCOMPARE(m_cli->json(word("baseline"), args("compare|One|now")).out, compared.out);
    QCOMPARE(m_cli->json(word("baseline"), args("compare|One|Two")).array().size(), 2);
    // The other way round, what was added is removed.
    const QJsonArray back = m_cli->json(word("baseline"), args("compare|Two|One")).array();
    QCOMPARE(back.size(), 2);
    QCOMPARE(back[1][word("what")].toString(), word("added"));
    QVERIFY(m_cli->run(word("baseline"), args("compare|One"))
                .out.contains("Name: Gateway -> Home gateway"));
}

void tst_trust::comparesAsPdf()
{
    m_cli->add(word("diagrams"), args("name=Overview"));
    QVERIFY_EXIT(m_cli->run(word("baseline"), args("add|One")), 0);
    m_cli->add(word("placements"), args("diagram=Overview|system=Gateway|x=40|y=40"));
    const QString out = m_cli->path(word("changes.pdf"));
    const QStringList words = args("compare|One|--today|2026-03-14|-o") + QStringList{out};
    QVERIFY_EXIT(m_cli->run(word("baseline"), words), 0);
    const QByteArray pdf = bytesOf(out);
    QVERIFY(pdf.startsWith("%PDF-") && pdf.size() > 10'000);
    const QString sum =
        QString::fromLatin1(QCryptographicHash::hash(pdf, QCryptographicHash::Sha256).toHex());
    QVERIFY(history().last().endsWith(word("changes.pdf, SHA-256 ") + sum));
    QVERIFY_EXIT(m_cli->run(word("baseline"), words), 0);
    QVERIFY(bytesOf(out) == pdf);
}

void tst_trust::expunges()
{
    QVERIFY_EXIT(m_cli->run(word("comment"), args("systems|Gateway|jane doe again")), 0);
    const QString secret = m_cli->write(word("secret"), "Jane Doe\r\nand more\n");
    const QByteArray before = state();
    const QStringList rest{word("--text-file"), secret, word("--reason"), word("A patient's name")};
    const Ran dry = m_cli->json(word("expunge"), rest + QStringList{word("--dry-run")});
    QVERIFY_EXIT(dry, 0);
    QCOMPARE(keysIn(dry.object()), documentedKeys(word("expunge"), word("--json prints")));
    QCOMPARE(dry.object()[word("records")].toInt(), 2);
    QCOMPARE(dry.object()[word("entries")].toInt(), 2);
    QVERIFY(!dry.object()[word("removed")].toBool());
    QCOMPARE(state(), before);
    QVERIFY_EXIT(m_cli->run(word("expunge"), rest.mid(0, 2)), 6); // no reason
    QCOMPARE(state(), before);
    const Ran done = m_cli->json(word("expunge"), rest);
    QVERIFY_EXIT(done, 0);
    QVERIFY(done.object()[word("removed")].toBool());
    QCOMPARE(done.object()[word("entries")], dry.object()[word("entries")]);
    const QByteArray left =
        m_cli->json(word("export"), {word("project"), word("-o"), m_cli->path(word("all.json"))})
            .out +
        bytesOf(m_cli->path(word("all.json"))) + m_cli->json(word("history")).out;
    QVERIFY(!left.contains("Jane") && !left.contains("jane"));
    QVERIFY(left.contains("Ask [removed] about it") && left.contains("A patient's name"));
    QVERIFY_EXIT(m_cli->run(word("expunge"), rest), 1); // it is nowhere now
    QVERIFY_EXIT(m_cli->run(word("verify")), 0);
}

void tst_trust::whatHappenedIsToldInTheHistory()
{
    const QString out = m_cli->path(word("systems.csv"));
    QVERIFY_EXIT(m_cli->run(word("export"), {word("systems"), word("-o"), out}), 0);
    const QString sum = QString::fromLatin1(
        QCryptographicHash::hash(bytesOf(out), QCryptographicHash::Sha256).toHex());
    QCOMPARE(history().last(), word("Export systems as systems.csv, SHA-256 ") + sum);
    QVERIFY_EXIT(m_cli->run(word("verify")), 0);
    QCOMPARE(history().last(), word("Verify the file: it is whole"));
    const QJsonArray entries = m_cli->json(word("history")).array();
    QCOMPARE(entries.last()[word("kind")].toString(), word("event"));
    QVERIFY(entries.last()[word("changes")].toArray().isEmpty());
    // Reading leaves nothing; that an export failed, neither.
    const qsizetype count = entries.size();
    for (const char *verb : {"info", "check", "history", "list"})
        m_cli->run(word(verb));
    QVERIFY_EXIT(m_cli->run(word("export"), args("systems|-o|/nowhere/at/all/systems.csv")), 6);
    QCOMPARE(history().size(), count);
}

void tst_trust::failedUnlocksAreToldByTheNextWriter()
{
    const QString wrong = m_cli->write(word("wrong"), "incorrect horse\n");
    for (const char *user : {"dana", "mallory"})
        QVERIFY_EXIT(m_cli->plain({word("info"), m_cli->file(), word("--user"), word(user),
                                   word("--passphrase-file"), wrong}),
                     3);
    const qsizetype count = history().size(); // only reads
    m_cli->add(word("systems"), args("name=Next"));
    const QStringList told = history().mid(count);
    QCOMPARE(told.size(), 2);
    QVERIFY2(
        told[0].startsWith(word("2 attempts to unlock failed on this computer, as dana, mallory")),
        qPrintable(told[0]));
    QVERIFY(told[1].contains(word("Next")));
    m_cli->add(word("systems"), args("name=After"));
    QCOMPARE(history().size(), count + 3);
}

void tst_trust::saysWhyNot_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char *line, int exitCode) {
        QTest::newRow(line) << args(line) << exitCode;
    };
    row("sign|systems|Nowhere|--meaning|approved", 1);
    row("sign|systems|SYS-099|--meaning|approved", 1);
    row("sign|toasters|Gateway|--meaning|approved", 2);
    row("sign|systems|Gateway|--meaning|seen", 2);
    row("sign|systems|Gateway|--meaning|Approved", 2);
    row("sign|systems|Gateway", 2);
    row("sign|systems", 2);
    row("comment|systems|Nowhere|Hm", 1);
    row("comment|toasters|Gateway|Hm", 2);
    row("comment|systems|Gateway", 2);
    row("comment|systems|Gateway| ", 6);
    row("baseline|add", 2);
    row("baseline|add| ", 6);
    row("baseline|add|One|Two", 2);
    row("baseline|add|One|-o|x.pdf", 2);
    row("baseline|list|One", 2);
    row("baseline|compare", 2);
    row("baseline|compare|Nowhere", 1);
    row("baseline|compare|now|Nowhere", 1);
    row("baseline|compare|now|--note|Hm", 2);
    row("baseline|compare|now|-o|/nowhere/at/all/x.pdf", 6);
    row("baseline|drop|One", 2);
    row("expunge", 2);
    row("expunge|--reason|Hm", 2);
    row("expunge|--text-file|nowhere|--reason|Hm", 2);
    row("expunge|--text-file|SHORT|--reason|Hm", 2);
    row("expunge|--text-file|LOST|--reason|Hm", 1);
    row("expunge|--text-file|MARK|--reason|Hm", 6);
    row("expunge|--text-file|JANE|--reason|Jane Doe was named", 6);
    row("expunge|--text-file|JANE|--reason| ", 6);
}

void tst_trust::saysWhyNot()
{
    QFETCH(QStringList, words);
    QFETCH(int, exitCode);
    words.replaceInStrings(word("SHORT"), m_cli->write(word("short"), "Ja\n"));
    words.replaceInStrings(word("LOST"), m_cli->write(word("lost"), "John Roe\n"));
    words.replaceInStrings(word("MARK"), m_cli->write(word("mark"), "removed\n"));
    words.replaceInStrings(word("JANE"), m_cli->write(word("jane"), "Jane Doe\n"));
    const QByteArray before = state();
    const Ran ran = m_cli->run(words.first(), words.mid(1));
    QVERIFY_EXIT(ran, exitCode);
    QVERIFY(!ran.err.trimmed().isEmpty());
    QVERIFY(ran.out.isEmpty());
    QCOMPARE(state(), before);
}

SAFEGUARD_TEST(tst_trust)
#include "tst_trust.moc"
