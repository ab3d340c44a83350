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

QStringList args(const char *line)
{
    return word(line).split(u'|', Qt::SkipEmptyParts);
}

}

/// Reports on people and vendors, certificates and draft agreements, by the command line alone.
class tst_areaexports final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void lists();
    void reports_data();
    void reports();
    void certifies();
    void refusesCertificates_data();
    void refusesCertificates();
    void drafts();
    void refusesDrafts_data();
    void refusesDrafts();
    void areDocumented();

private:
    void add(const char *registerKey, const char *values) const
    {
        m_cli->add(word(registerKey), args(values));
    }
    Ran exported(const QStringList &what, const QString &name) const
    {
        return m_cli->json(word("export"), what + QStringList{word("-o"), m_cli->path(name),
                                                              word("--today"), word("2026-11-22")});
    }
    QByteArray content(const QString &name) const
    {
        QFile file(m_cli->path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<CliRunner> m_cli;
};

void tst_areaexports::initTestCase()
{
    m_cli = std::make_unique<CliRunner>();
    add("data-elements", "name=ECG|content=health|links_to_person=yes");
    add("vendors", "name=LogHarbor|services=Keeps log files");
    add("vendors", "name=St. Aldwyn|relation=customer");
    add("systems", "name=Log store|creates=ECG|operator=vendor|vendor=LogHarbor");
    add("people", "name=Anna|start=2026-01-12");
    add("people", "name=Ben|start=2026-01-12");
    add("courses", "name=Handling patient data|everyone=yes|pass_score=80");
    add("training-records",
        "person=Anna|course=Handling patient data|completed=2026-02-01|result=passed|score=90");
    add("training-records",
        "person=Ben|course=Handling patient data|completed=2026-02-01|result=failed|score=20");
}

void tst_areaexports::lists()
{
    const Ran ran = m_cli->json(word("export"));
    QVERIFY_EXIT(ran, 0);
    QMap<QString, QString> formats;
    for (const QJsonValue &row : ran.array())
        formats[row[word("what")].toString()] = row[word("formats")].toString();
    for (const char *report :
         {"training-report", "workforce-report", "vendor-report", "training-certificate"})
        QCOMPARE(formats.value(word(report)), word("pdf"));
    QCOMPARE(formats.value(word("draft-agreement")), word("pdf txt"));
}

void tst_areaexports::reports_data()
{
    QTest::addColumn<QString>("report");
    for (const char *report : {"training-report", "workforce-report", "vendor-report"})
        QTest::newRow(report) << word(report);
}

void tst_areaexports::reports()
{
    QFETCH(QString, report);
    QVERIFY_EXIT(exported({report}, word("a.pdf")), 0);
    const QByteArray first = content(word("a.pdf"));
    QVERIFY(first.startsWith("%PDF-1."));
    QVERIFY_EXIT(exported({report}, word("b.pdf")), 0);
    QVERIFY(content(word("b.pdf")) == first);
    QVERIFY_EXIT(exported({report}, word("a.csv")), 2);
    QVERIFY_EXIT(exported({report, word("--person"), word("Anna")}, word("a.pdf")), 2);
}

void tst_areaexports::certifies()
{
    QVERIFY_EXIT(exported({word("training-certificate"), word("--person"), word("PER-001"),
                           word("--course"), word("Handling patient data")},
                          word("anna.pdf")),
                 0);
    QVERIFY(content(word("anna.pdf")).startsWith("%PDF-1."));
}

void tst_areaexports::refusesCertificates_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("failed") << args("--person|Ben|--course|CRS-001") << 6 << word("was failed");
    QTest::newRow("nobody") << args("--person|Cora|--course|CRS-001") << 2 << word("Cora");
    QTest::newRow("no course") << args("--person|Anna") << 2 << word("--course");
    QTest::newRow("no person") << args("--course|CRS-001") << 2 << word("--person");
}

void tst_areaexports::refusesCertificates()
{
    QFETCH(QStringList, options);
    QFETCH(int, code);
    QFETCH(QString, words);
    const Ran ran = exported(QStringList{word("training-certificate")} + options, word("none.pdf"));
    QVERIFY_EXIT(ran, code);
    QVERIFY2(ran.err.contains(words.toUtf8()), ran.err.constData());
    QVERIFY(!QFile::exists(m_cli->path(word("none.pdf"))));
}

void tst_areaexports::drafts()
{
    const QStringList what{word("draft-agreement"), word("--for"), word("LogHarbor")};
    QVERIFY_EXIT(exported(what, word("draft.pdf")), 0);
    QVERIFY(content(word("draft.pdf")).startsWith("%PDF-1."));
    QVERIFY_EXIT(exported(what, word("draft.txt")), 0);
    const QString text = QString::fromUtf8(content(word("draft.txt")));
    QVERIFY(text.startsWith(word("DRAFT. HAVE COUNSEL REVIEW BEFORE USE.\n")));
    for (const char *part :
         {"LogHarbor", "Log store", "ECG", "Keeps log files", "\u201cePHI\u201d"})
        QVERIFY2(text.contains(word(part)), part);
    QVERIFY_EXIT(exported({word("draft-agreement"), word("--for"), word("St. Aldwyn")},
                          word("upstream.txt")),
                 0);
    QVERIFY(content(word("upstream.txt")).contains("between St. Aldwyn"));
}

void tst_areaexports::refusesDrafts_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("code");
    QTest::newRow("nobody") << args("--for|CO-099") << word("none.pdf") << 2;
    QTest::newRow("for whom") << QStringList() << word("none.pdf") << 2;
    QTest::newRow("other direction")
        << args("--for|LogHarbor|--direction|upstream") << word("none.pdf") << 6;
    QTest::newRow("no direction") << args("--for|LogHarbor|--direction|sideways")
                                  << word("none.pdf") << 2;
    QTest::newRow("no format") << args("--for|LogHarbor") << word("none.docx") << 2;
}

void tst_areaexports::refusesDrafts()
{
    QFETCH(QStringList, options);
    QFETCH(QString, file);
    QFETCH(int, code);
    QVERIFY_EXIT(exported(QStringList{word("draft-agreement")} + options, file), code);
    QVERIFY(!QFile::exists(m_cli->path(file)));
}

void tst_areaexports::areDocumented()
{
    const QString help = helpOf(word("export"));
    for (const char *part :
         {"training-report", "workforce-report", "vendor-report", "training-certificate",
          "draft-agreement", "--person", "--course", "--for", "--direction"})
        QVERIFY2(help.contains(word(part)), part);
}

SAFEGUARD_TEST(tst_areaexports)
#include "tst_areaexports.moc"
