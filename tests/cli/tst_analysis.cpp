// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirunner.h"
#include "tests/tools/testmain.h"

#include <QFile>

using namespace safeguard::testing;

namespace {

QString word(const char *text)
{
    return QString::fromUtf8(text);
}

/// Parted by bars, so that a word may have blanks.
QStringList args(const QString &line)
{
    return line.split(u'|', Qt::SkipEmptyParts);
}
QStringList args(const char *line)
{
    return args(word(line));
}

}

/// A risk analysis from its start to the next year's, by the command line alone.
class tst_analysis final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void fromStartToApproval();
    void wrongUse_data();
    void wrongUse();

private:
    Ran analysis(const char *line) const { return m_cli->json(word("analysis"), args(line)); }
    Ran analysis(const QString &line) const { return m_cli->json(word("analysis"), args(line)); }
    QString state() const { return analysis("status").object()[word("state")].toString(); }
    QJsonObject coverage() const
    {
        return m_cli->json(word("derive"), {word("coverage")}).object();
    }
    /// Every cell that is not answered; \a rest are its fields.
    void answerOpen(const char *rest) const;

    std::unique_ptr<CliRunner> m_cli;
};

void tst_analysis::init()
{
    m_cli = std::make_unique<CliRunner>();
    m_cli->add(word("data-elements"), args("name=ECG|content=health|links_to_person=yes"));
    m_cli->add(word("systems"), args("name=Viewer|kind=other|creates=ECG"));
}

void tst_analysis::answerOpen(const char *rest) const
{
    for (const QJsonValue &row : coverage()[word("rows")].toArray()) {
        const QString state = row[word("state")].toString();
        if (state == word("assessed") || state == word("does_not_apply"))
            continue;
        const QString subject =
            row[word("register")].toString() + u'/' + row[word("id")].toString();
        QVERIFY_EXIT(analysis(QStringLiteral("answer|%1|%2|%3")
                                  .arg(subject, row[word("threat")].toString(), word(rest))),
                     0);
    }
}

void tst_analysis::fromStartToApproval()
{
    const Ran none = analysis("status");
    QVERIFY_EXIT(none, 0);
    QCOMPARE(keysIn(none.object()),
             documentedKeys(word("analysis"), word("status prints"), word("compare\n[")));
    QCOMPARE(state(), word("none"));
    const Ran started = analysis("start|Analysis 2026|cause=Yearly");
    QVERIFY_EXIT(started, 0);
    QCOMPARE(keysIn(started.object()), documentedKeys(word("analysis"), word("the others")));
    QVERIFY_EXIT(analysis("start|Another"), 6);
    QCOMPARE(state(), word("open"));
    const QJsonObject asked = coverage();
    QCOMPARE(keysIn(asked),
             documentedKeys(word("derive"), word("coverage --json"), word("access --json")));
    QVERIFY(asked[word("cells")].toInt() > 3);
    QCOMPARE(asked[word("open")], asked[word("cells")]);

    const Ran refused = analysis("conclude");
    QVERIFY_EXIT(refused, 6);
    QVERIFY(refused.err.contains("not answered"));
    // Nor by setting what concluding sets.
    QVERIFY_EXIT(m_cli->json(word("baseline"), args("add|By hand")), 0);
    QVERIFY_EXIT(m_cli->json(word("set"), args("assessments|SRA-001|baseline=BAS-001")), 6);
    QVERIFY_EXIT(m_cli->json(word("set"), args("assessments|SRA-001|digest=abc")), 6);
    QVERIFY_EXIT(m_cli->json(word("add"), args("assessments|name=Other|started=2026-01-01")), 6);
    const QString csv =
        m_cli->write(word("assessments.csv"), "number,name,baseline\r\nSRA-001,Analysis "
                                              "2026,BAS-001\r\n");
    QVERIFY_EXIT(m_cli->json(word("import"), {csv}), 4);
    QCOMPARE(state(), word("open"));
    const QJsonObject first = asked[word("rows")].toArray().first().toObject();
    QVERIFY_EXIT(analysis(QStringLiteral("answer|systems/SYS-001|%1|reason=Nobody is near it")
                              .arg(first[word("threat_name")].toString())),
                 0);
    QCOMPARE(coverage()[word("not_applicable")].toInt(), 1);
    // A judgement belongs to an analysis: it is not typed into the register.
    QVERIFY_EXIT(m_cli->json(word("set"), args("risks|RSK-001|likelihood=high")), 6);
    answerOpen("likelihood=high|integrity=high|safeguards=A lock");
    const QJsonObject done = coverage();
    QVERIFY(done[word("complete")].toBool());
    QCOMPARE(done[word("assessed")].toInt(), done[word("cells")].toInt() - 1);
    const QJsonObject last = done[word("rows")].toArray().last().toObject();
    QCOMPARE(last[word("inherent")].toString(), word("high"));
    QVERIFY_EXIT(analysis("conclude"), 0);
    QCOMPARE(state(), word("concluded"));
    QVERIFY_EXIT(m_cli->json(word("sign"), args("assessments|SRA-001|--meaning|approved")), 0);
    QCOMPARE(state(), word("approved"));
    QVERIFY_EXIT(analysis("compare"), 1); // with what
    QVERIFY_EXIT(analysis(QStringLiteral("answer|systems/SYS-001|%1|likelihood=low|integrity=low")
                              .arg(last[word("threat")].toString())),
                 6);

    // The next year: what is confirmed stays, one is rated otherwise.
    QVERIFY_EXIT(analysis("start|Analysis 2027"), 0);
    QCOMPARE(coverage()[word("to_confirm")], coverage()[word("cells")]);
    QVERIFY_EXIT(analysis(QStringLiteral("answer|%1/%2|%3|likelihood=low|integrity=low")
                              .arg(last[word("register")].toString(), last[word("id")].toString(),
                                   last[word("threat")].toString())),
                 0);
    QVERIFY_EXIT(analysis("confirm"), 0);
    const Ran compared = analysis("compare");
    QVERIFY_EXIT(compared, 0);
    QCOMPARE(keysIn(compared.array()),
             documentedKeys(word("analysis"), word("compare\n["), word("the others")));
    QCOMPARE(compared.array().size(), 1);
    QCOMPARE(compared.array().first()[word("move")].toString(), word("lowered"));
    QVERIFY_EXIT(analysis("conclude"), 0);
    for (const char *report : {"risk-analysis", "risk-changes", "risk-plan"}) {
        const QString out = m_cli->path(word(report) + word(".pdf"));
        QVERIFY_EXIT(m_cli->json(word("export"), {word(report), word("-o"), out}), 0);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.read(5) == "%PDF-");
    }
    const QString earlier = m_cli->path(word("earlier.pdf"));
    QVERIFY_EXIT(m_cli->json(word("export"), {word("risk-analysis"), word("-o"), earlier,
                                              word("--analysis"), word("Analysis 2026")}),
                 0);
    QVERIFY_EXIT(m_cli->json(word("verify")), 0);
    QVERIFY_EXIT(m_cli->json(word("undo")), 0);
    QCOMPARE(state(), word("open"));
}

void tst_analysis::wrongUse_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("code");
    QTest::newRow("no action") << "" << 2;
    QTest::newRow("no name") << "start" << 2;
    QTest::newRow("no such field") << "start|Name|colour=red" << 2;
    QTest::newRow("not started") << "answer|systems/SYS-001|Ransomware|likelihood=low" << 1;
    QTest::newRow("no such system") << "answer|systems/SYS-009|Ransomware|likelihood=low" << 1;
    QTest::newRow("no such register") << "answer|stars/SYS-009|Ransomware|likelihood=low" << 2;
    QTest::newRow("nothing said") << "answer|systems/SYS-001|Ransomware" << 2;
    QTest::newRow("nothing to conclude") << "conclude" << 6;
    QTest::newRow("nothing to confirm") << "confirm" << 6;
    QTest::newRow("nothing to compare") << "compare" << 1;
}

void tst_analysis::wrongUse()
{
    QFETCH(QString, line);
    QFETCH(int, code);
    const QByteArray before = m_cli->json(word("info")).out;
    const Ran ran = analysis(line);
    QVERIFY_EXIT(ran, code);
    QVERIFY(!ran.err.isEmpty());
    QCOMPARE(m_cli->json(word("info")).out, before);
}

SAFEGUARD_TEST(tst_analysis)
#include "tst_analysis.moc"
