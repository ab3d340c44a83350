// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/newproject.h"
#include "tests/cli/clirunner.h"
#include "tests/tools/testmain.h"
#include "tests/tools/xlsxreader.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

QStringList args(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

QByteArray text(const std::set<QString> &keys)
{
    return QStringList(keys.begin(), keys.end()).join(u' ').toUtf8();
}

const QStringList &verbs()
{
    static const QStringList all =
        args("new info list show add set remove import export check "
             "derive history undo redo user sign comment baseline expunge verify "
             "receipt backup backups restore");
    return all;
}

}

/// The command line from outside, as a script meets it. One project that grows from test to test
/// would tie them together, so each that writes has its own.
class tst_cli final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void helpIsTheResource();
    void theManualRenders();
    void jsonIsAsDocumented_data();
    void jsonIsAsDocumented();
    void plainOutputIsForPeople();
    void wrongUsage_data();
    void wrongUsage();
    void cannotOpen_data();
    void cannotOpen();
    void inUse();
    void newerVersion();
    void theAnswerIsNo_data();
    void theAnswerIsNo();
    void cannotImport_data();
    void cannotImport();
    void notPermitted();
    void refused_data();
    void refused();
    void editsTravelThroughHistory();
    void importsAndExports();
    void importsWorkbooks();
    void importsWhatItWroteForReaders_data();
    void importsWhatItWroteForReaders();
    void exportsSpreadsheets();
    void aTextThatIsTooLongForACell();
    void exportsAreReproducible();
    void todayFixesExpiries();
    void passphraseByDescriptor();
    void passphraseIsNoArgumentAndNoVariable();
    void aSecondUser();
    void aRecoveryKey();
    void newPassphrasesAreDear();
    void derives();

private:
    std::unique_ptr<CliRunner> m_cli; ///< read only: a small story
    QString m_patch, m_app, m_cloud, m_flow;
};

void tst_cli::initTestCase()
{
    m_cli = std::make_unique<CliRunner>();
    const auto add = [&](const char *reg, const char *values) {
        return m_cli->add(QString::fromLatin1(reg),
                          QString::fromUtf8(values).split(u'|', Qt::SkipEmptyParts));
    };
    add("data-elements", "name=ECG|content=health|links_to_person=no");
    add("data-elements", "name=Name|content=patient_identity|links_to_person=yes|identifier=names");
    m_patch = add("systems", "name=Patch|kind=device|lane=device|creates=ECG");
    m_app = add("systems", "name=App|kind=mobile_app|lane=gateway|creates=Name");
    m_cloud = add("systems", "name=Cloud|kind=database|lane=cloud|stores=ECG;Name");
    m_flow = add("flows", "name=Telemetry|source=Patch|target=Cloud|elements=ECG|"
                          "in_transit_protection=tls13");
    add("flows", "name=Accounts|source=App|target=Cloud|elements=Name");
}

void tst_cli::helpIsTheResource()
{
    for (const QString &verb : verbs()) {
        const Ran ran = m_cli->plain({verb, QStringLiteral("--help")});
        QVERIFY_EXIT(ran, 0);
        const QString help = helpOf(verb);
        QVERIFY2(!help.isEmpty(), qPrintable(verb));
        QCOMPARE(QString::fromUtf8(ran.out), help + helpOf(QStringLiteral("common")));
        QVERIFY(help.startsWith(QStringLiteral("safeguard-cli ") + verb));
    }
    const Ran overview = m_cli->plain({QStringLiteral("--help")});
    QVERIFY_EXIT(overview, 0);
    QCOMPARE(QString::fromUtf8(overview.out), helpOf(QStringLiteral("safeguard-cli")));
    QVERIFY(m_cli->plain({QStringLiteral("--version")}).out.startsWith("Safeguard "));
    QVERIFY_EXIT(m_cli->plain({}), 2);
}

void tst_cli::theManualRenders()
{
    const Ran manual = m_cli->plain({QStringLiteral("--manual")});
    QVERIFY_EXIT(manual, 0);
    QVERIFY(manual.out.startsWith(".TH SAFEGUARD"));
    if (QStandardPaths::findExecutable(QStringLiteral("man")).isEmpty())
        QSKIP("there is no man");
    const QString page = m_cli->write(QStringLiteral("safeguard-cli.1"), manual.out);
    QProcess man;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("MANWIDTH"), QStringLiteral("120"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    man.setProcessEnvironment(environment);
    man.start(QStringLiteral("man"), {QStringLiteral("--warnings"), QStringLiteral("-P"),
                                      QStringLiteral("cat"), QStringLiteral("-l"), page});
    QVERIFY(man.waitForFinished());
    QCOMPARE(man.exitCode(), 0);
    QCOMPARE(man.readAllStandardError(), QByteArray());
    QString shown = QString::fromUtf8(man.readAllStandardOutput());
    shown.replace(QChar(0x2010), u'-').replace(QChar(0x2212), u'-');
    for (const QString &verb : verbs()) {
        for (const QString &line : helpOf(verb).split(u'\n', Qt::SkipEmptyParts))
            QVERIFY2(shown.contains(line.trimmed()), qPrintable(line));
    }
}

void tst_cli::jsonIsAsDocumented_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QStringList>("rest");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("opaque");
    const auto row = [](const char *name, const char *verb, const QStringList &rest,
                        const char *from = "--json prints", const char *to = "",
                        const char *opaque = "") {
        QTest::newRow(name) << QString::fromLatin1(verb) << rest << QString::fromLatin1(from)
                            << QString::fromLatin1(to) << QString::fromLatin1(opaque);
    };
    row("info", "info", {}, "--json prints", "REGISTER: COUNT", "registers");
    row("list of registers", "list", {}, "Without REGISTER: [", "--fields --json");
    row("list --fields", "list", args("systems --fields"), "--fields --json prints");
    row("check", "check", {});
    row("derive tiers", "derive", args("tiers"), "tiers --json", "boundary --json");
    row("derive boundary", "derive", args("boundary"), "boundary --json", "encryption --json");
    row("derive encryption", "derive", args("encryption"), "encryption --json", "coverage --json");
    row("history", "history", {});
    row("verify", "verify", {});
    row("user list", "user", args("list"), "list prints", "add, role and");
    row("receipt", "receipt", {}, "--json prints");
    row("export", "export", {}, "without WHAT");
}

void tst_cli::jsonIsAsDocumented()
{
    QFETCH(QString, verb);
    QFETCH(QStringList, rest);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, opaque);
    const Ran ran = m_cli->json(verb, rest);
    QVERIFY_EXIT(ran, verb == QStringLiteral("check") ? 1 : 0);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(ran.out, &error);
    QVERIFY2(!document.isNull(), qPrintable(error.errorString()));
    const QJsonValue json =
        document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    QCOMPARE(text(keysIn(json, opaque)), text(documentedKeys(verb, from, to)));
}

void tst_cli::plainOutputIsForPeople()
{
    QVERIFY(m_cli->run(QStringLiteral("info")).out.startsWith("CardioLink\n"));
    const QByteArray list = m_cli->run(QStringLiteral("list"), args("systems")).out;
    QVERIFY(list.contains("SYS-003") && list.contains("Cloud"));
    const QByteArray show = m_cli->run(QStringLiteral("show"), args("systems Cloud")).out;
    QVERIFY(show.startsWith("SYS-003 Cloud\n" + m_cloud.toUtf8()));
    QVERIFY(show.contains("Derived: tier 1"));
    QVERIFY(m_cli->run(QStringLiteral("derive"), args("boundary")).out.contains("In Cloud, ECG"));
    QVERIFY(m_cli->run(QStringLiteral("verify")).out.contains("ok "));
    QVERIFY(m_cli->run(QStringLiteral("history")).out.contains("Add system Patch"));
    // Messages go to the other stream.
    const Ran wrong = m_cli->run(QStringLiteral("list"), args("toasters"));
    QVERIFY(wrong.out.isEmpty() && wrong.err.contains("toasters"));
}

void tst_cli::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *line) { QTest::newRow(line) << args(line); };
    row("toast FILE");
    row("info");
    row("info FILE --colour red");
    row("list FILE toasters");
    row("list FILE systems --where colour=red");
    row("list FILE systems --where kind=toaster");
    row("list FILE systems --columns name,colour");
    row("show FILE systems");
    row("show FILE toasters x");
    row("add FILE toasters name=x");
    row("add FILE systems colour=red");
    row("add FILE systems red");
    row("set FILE systems Cloud");
    row("set FILE systems Cloud colour=red");
    row("derive FILE toast");
    row("derive FILE");
    row("check FILE --at-least dire");
    row("info FILE --today yesterday");
    row("info FILE --today 2026-02-29");
    row("history FILE --since yesterday");
    row("history FILE --record toasters/x");
    row("undo FILE 0");
    row("undo FILE many");
    row("import FILE in.toast");
    row("import FILE toasters.csv");
    row("import FILE systems.csv --sheet Systems");
    row("import FILE systems.csv --header-row 2");
    row("import FILE systems.xlsx --header-row 0");
    row("import FILE systems.xlsx --header-row first");
    row("export FILE toast -o x.pdf");
    row("export FILE systems -o x.pdf");
    row("export FILE systems");
    row("user FILE dismiss");
    row("user FILE remove");
    row("user FILE list dana");
    row("user FILE role dana --areas cellar");
    row("verify FILE --receipt nowhere");
    row("verify FILE --receipt PASS");
    row("user FILE add omar --role emperor --new-passphrase-file PASS");
    row("info FILE --passphrase-file nowhere");
    row("info FILE --passphrase-fd 77");
}

void tst_cli::wrongUsage()
{
    QFETCH(QStringList, arguments);
    for (QString &argument : arguments) {
        if (argument == QStringLiteral("FILE"))
            argument = m_cli->file();
        if (argument == QStringLiteral("PASS"))
            argument = m_cli->passphraseFile();
    }
    if (!arguments.join(u' ').contains(QStringLiteral(" --passphrase")))
        arguments += {QStringLiteral("--passphrase-file"), m_cli->passphraseFile()};
    const Ran ran = m_cli->plain(arguments);
    QVERIFY_EXIT(ran, 2);
    QVERIFY(!ran.err.trimmed().isEmpty());
    QVERIFY(ran.out.isEmpty());
}

void tst_cli::cannotOpen_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change : {"wrong passphrase", "unknown user", "no such file", "not a project",
                               "empty", "truncated", "headers destroyed"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void tst_cli::cannotOpen()
{
    QFETCH(QString, change);
    QFile original(m_cli->file());
    QVERIFY(original.open(QIODevice::ReadOnly));
    QByteArray bytes = original.readAll();
    QString user = QStringLiteral("dana");
    QString passphrase = m_cli->passphraseFile();
    if (change == QStringLiteral("wrong passphrase"))
        passphrase = m_cli->write(QStringLiteral("wrong"), "incorrect horse\n");
    else if (change == QStringLiteral("unknown user"))
        user = QStringLiteral("mallory");
    else if (change == QStringLiteral("not a project"))
        bytes = QByteArray(100'000, 'x');
    else if (change == QStringLiteral("empty"))
        bytes.clear();
    else if (change == QStringLiteral("truncated"))
        bytes.truncate(100);
    else if (change == QStringLiteral("headers destroyed"))
        bytes.replace(0, 60'000, QByteArray(60'000, '\x55'));
    const QString file = change == QStringLiteral("no such file")
                             ? m_cli->path(QStringLiteral("nowhere.safeguard"))
                             : m_cli->write(QStringLiteral("other.safeguard"), bytes);
    for (const char *verb : {"info", "verify", "list", "check", "undo"}) {
        const Ran ran = m_cli->plain({QString::fromLatin1(verb), file, QStringLiteral("--user"),
                                      user, QStringLiteral("--passphrase-file"), passphrase});
        QVERIFY_EXIT(ran, 3);
        QVERIFY(!ran.err.trimmed().isEmpty());
    }
}

void tst_cli::inUse()
{
    const CliRunner cli;
    const auto project =
        openProject(cli.file(), {QStringLiteral("dana"),
                                 Secret::fromText(QStringLiteral("correct horse battery staple"))});
    QVERIFY_OK(project);
    for (const char *verb : {"info", "undo", "verify"}) {
        const Ran ran = cli.run(QString::fromLatin1(verb));
        QVERIFY_EXIT(ran, 3);
        QVERIFY(!ran.err.trimmed().isEmpty());
    }
}

void tst_cli::newerVersion()
{
    const CliRunner cli;
    QFile file(cli.file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray bytes = file.readAll();
    file.close();
    constexpr qsizetype copySize = 16'384; // see model/vault/format.h
    for (const qsizetype start : {qsizetype(0), copySize}) {
        ++bytes[start + 8]; // the major version
        QCryptographicHash sum(QCryptographicHash::Sha256);
        sum.addData(QByteArrayView(bytes).sliced(start, 992));
        sum.addData(QByteArrayView(bytes).sliced(start + 1024, copySize - 1024));
        bytes.replace(start + 992, 32, sum.result());
    }
    cli.write(QStringLiteral("a.safeguard"), bytes);
    const Ran ran = cli.run(QStringLiteral("info"));
    QVERIFY_EXIT(ran, 3);
    QVERIFY2(ran.err.contains("newer") || ran.err.contains("later"), ran.err.constData());
}

void tst_cli::theAnswerIsNo_data()
{
    QTest::addColumn<QStringList>("rest");
    const auto row = [](const char *line) { QTest::newRow(line) << args(line); };
    row("list systems --where kind=queue");
    row("show systems Nowhere");
    row("show systems SYS-099");
    row("set systems Nowhere name=x");
    row("remove systems Nowhere");
    row("history --record systems/Nowhere");
    row("check");
    row("check --at-least medium");
    row("redo");
}

void tst_cli::theAnswerIsNo()
{
    QFETCH(QStringList, rest);
    QVERIFY_EXIT(m_cli->run(rest.takeFirst(), rest), 1);
}

void tst_cli::cannotImport_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::newRow("no choice") << QByteArray("name,kind\nOne,queue\nTwo,toaster\n");
    QTest::newRow("no name") << QByteArray("name,kind\nOne,queue\n,queue\n");
    QTest::newRow("unclosed quote") << QByteArray("name,kind\n\"One,queue\n");
    QTest::newRow("binary") << QByteArray("name,kind\nOne,\0\n", 16);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("twice") << QByteArray("name,kind\nOne,queue\none,queue\n");
}

void tst_cli::cannotImport()
{
    QFETCH(QByteArray, csv);
    const QString input = m_cli->write(QStringLiteral("systems.csv"), csv);
    const QByteArray before = m_cli->json(QStringLiteral("info")).out;
    QVERIFY_EXIT(m_cli->run(QStringLiteral("import"), {input}), 4);
    QVERIFY_EXIT(m_cli->run(QStringLiteral("import"), {input, QStringLiteral("--dry-run")}), 4);
    QCOMPARE(m_cli->json(QStringLiteral("info")).out, before);
}

void tst_cli::notPermitted()
{
    QVERIFY_EXIT(m_cli->run(QStringLiteral("set"), args("users dana role=auditor")), 5);
    const CliRunner cli;
    const QString second = cli.write(QStringLiteral("second"), "another horse\n");
    QVERIFY_EXIT(cli.run(QStringLiteral("user"),
                         args("add ada --role auditor --key-cost floor --new-passphrase-file") +
                             QStringList{second}),
                 0);
    const auto ada = [&](const QStringList &words) {
        return cli.plain(QStringList{words.first(), cli.file()} + words.mid(1) +
                         QStringList{QStringLiteral("--user"), QStringLiteral("ada"),
                                     QStringLiteral("--passphrase-file"), second});
    };
    QVERIFY_EXIT(ada(args("list systems")), 0);
    QVERIFY_EXIT(ada(args("verify")), 0);
    QVERIFY_EXIT(ada(args("add systems name=x")), 5);
    QVERIFY_EXIT(ada(args("user add eve --new-passphrase-file") + QStringList{second}), 5);
    QVERIFY(cli.json(QStringLiteral("list"), args("systems")).array().isEmpty());
}

void tst_cli::refused_data()
{
    QTest::addColumn<QStringList>("rest");
    const auto row = [](const char *line) { QTest::newRow(line) << args(line); };
    row("add systems kind=queue");                     // no name
    row("add systems name=Cloud");                     // taken
    row("add systems name=x kind=toaster");            // no choice
    row("add systems name=x vendor=Nobody");           // no such record
    row("add flows name=x source=Cloud target=Cloud"); // the area's rule
    row("set systems Cloud name=");                    // needed
    row("set systems Cloud last_review=2026-02-29");   // no date
    row("remove systems Cloud");                       // referred to
    row("add organization name=Second");               // one alone
    row("remove touchpoint-prompts Gateway");          // fixed
    row("export systems -o /nowhere/at/all/systems.csv");
}

void tst_cli::refused()
{
    QFETCH(QStringList, rest);
    if (rest.first() == QStringLiteral("remove") && rest[1] == QStringLiteral("touchpoint-prompts"))
        rest[2] = m_cli->json(QStringLiteral("list"), {rest[1]})
                      .array()
                      .first()[QStringLiteral("id")]
                      .toString();
    const QByteArray before = m_cli->json(QStringLiteral("info")).out;
    QVERIFY_EXIT(m_cli->run(rest.takeFirst(), rest), 6);
    QCOMPARE(m_cli->json(QStringLiteral("info")).out, before);
    if (rest.first() == QStringLiteral("systems") && rest[1] == QStringLiteral("kind=queue"))
        QVERIFY_EXIT(
            m_cli->plain({QStringLiteral("new"), m_cli->file(), QStringLiteral("--name"),
                          QStringLiteral("x"), QStringLiteral("--user"), QStringLiteral("x"),
                          QStringLiteral("--full-name"), QStringLiteral("x"),
                          QStringLiteral("--passphrase-file"), m_cli->passphraseFile()}),
            6);
}

void tst_cli::editsTravelThroughHistory()
{
    const CliRunner cli;
    const QByteArray empty = cli.json(QStringLiteral("list"), args("systems")).out;
    const Ran added = cli.json(QStringLiteral("add"), args("systems name=Cloud kind=queue"));
    QVERIFY_EXIT(added, 0);
    QCOMPARE(text(keysIn(added.object())),
             text(documentedKeys(QStringLiteral("add"), QStringLiteral("--json prints"))));
    const QString id = added.object()[QStringLiteral("id")].toString();
    const Ran set =
        cli.json(QStringLiteral("set"), args("systems SYS-001 kind=database logoff_minutes=15"));
    QVERIFY_EXIT(set, 0);
    QVERIFY(set.object()[QStringLiteral("changed")].toBool());
    const Ran same = cli.json(QStringLiteral("set"), args("systems Cloud kind=database"));
    QVERIFY_EXIT(same, 0);
    QVERIFY(!same.object()[QStringLiteral("changed")].toBool());
    const QJsonObject shown =
        cli.json(QStringLiteral("show"), {QStringLiteral("systems"), id}).object();
    QCOMPARE(shown[QStringLiteral("kind")].toString(), QStringLiteral("database"));
    QCOMPARE(shown[QStringLiteral("logoff_minutes")].toInt(), 15);
    QCOMPARE(shown[QStringLiteral("number")].toString(), QStringLiteral("SYS-001"));
    QVERIFY(shown[QStringLiteral("vendor")].isNull());
    QVERIFY(shown[QStringLiteral("creates")].isArray());
    QVERIFY(shown[QStringLiteral("derived")][QStringLiteral("why")].isArray());

    const QJsonArray history =
        cli.json(QStringLiteral("history"), args("--record systems/Cloud")).array();
    QCOMPARE(history.size(), 2);
    const QJsonArray changes = history[1][QStringLiteral("changes")].toArray();
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes[0][QStringLiteral("id")].toString(), id);
    QStringList fields;
    for (const QJsonValue &change : changes)
        fields += change[QStringLiteral("field")].toString();
    fields.sort();
    QCOMPARE(fields, args("kind logoff_minutes"));

    const Ran undone = cli.json(QStringLiteral("undo"), args("2"));
    QVERIFY_EXIT(undone, 0);
    QCOMPARE(undone.array().size(), 2);
    QCOMPARE(text(keysIn(undone.array())),
             text(documentedKeys(QStringLiteral("undo"), QStringLiteral("--json prints"))));
    QCOMPARE(cli.json(QStringLiteral("list"), args("systems")).out, empty);
    QVERIFY_EXIT(cli.run(QStringLiteral("undo")), 1);
    QVERIFY_EXIT(cli.run(QStringLiteral("redo"), args("9")), 0);
    QVERIFY_EXIT(cli.run(QStringLiteral("list"), args("systems --where kind=database")), 0);
    QVERIFY_EXIT(cli.run(QStringLiteral("remove"), args("systems Cloud")), 0);
    QVERIFY_EXIT(cli.run(QStringLiteral("list"), args("systems --where kind=database")), 1);
    // What is gone has a history still, by its id.
    QCOMPARE(cli.json(QStringLiteral("history"),
                      {QStringLiteral("--record"), QStringLiteral("systems/") + id})
                 .array()
                 .size(),
             7);
    QVERIFY_EXIT(cli.run(QStringLiteral("verify")), 0);
}

void tst_cli::importsAndExports()
{
    const CliRunner cli;
    const QString input = cli.write(QStringLiteral("systems.csv"),
                                    "Name;Sort\nCloud;queue or stream\nLake;database\n");
    const Ran dry = cli.json(
        QStringLiteral("import"),
        {input, QStringLiteral("--map"), QStringLiteral("Sort=kind"), QStringLiteral("--dry-run")});
    QVERIFY_EXIT(dry, 0);
    QCOMPARE(dry.object()[QStringLiteral("added")].toInt(), 2);
    QCOMPARE(text(keysIn(dry.object())),
             text(documentedKeys(QStringLiteral("import"), QStringLiteral("--json prints"))));
    QVERIFY(cli.json(QStringLiteral("list"), args("systems")).array().isEmpty());
    QVERIFY_EXIT(cli.run(QStringLiteral("import"),
                         {input, QStringLiteral("--map"), QStringLiteral("Sort=kind")}),
                 0);
    QCOMPARE(cli.json(QStringLiteral("list"), args("systems --where kind=queue")).array().size(),
             1);
    for (const QJsonValue &what : cli.json(QStringLiteral("export")).array()) {
        const QString key = what[QStringLiteral("what")].toString();
        const bool isRegister =
            key != QStringLiteral("risk-register") && key != QStringLiteral("risk-plan");
        if (!isRegister || what[QStringLiteral("formats")].toString() != QStringLiteral("csv xlsx"))
            continue;
        const QString out = cli.path(key + QStringLiteral(".csv"));
        const Ran exported = cli.json(QStringLiteral("export"), {key, QStringLiteral("-o"), out});
        QVERIFY_EXIT(exported, 0);
        QCOMPARE(exported.object()[QStringLiteral("bytes")].toInteger(), QFile(out).size());
        if (key == QStringLiteral("users"))
            continue;
        const Ran back = cli.json(QStringLiteral("import"), {out});
        QVERIFY_EXIT(back, 0);
        QCOMPARE(back.object()[QStringLiteral("added")].toInt(), 0);
        QCOMPARE(back.object()[QStringLiteral("updated")].toInt(), 0);
    }
}

/// A file that another program wrote: a title above the heading, merged cells, a hidden sheet.
void tst_cli::importsWorkbooks()
{
    const CliRunner cli;
    const QString input = QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/exchange/files/merged.xlsx");
    const auto import = [&](const QStringList &options) {
        return cli.json(QStringLiteral("import"),
                        QStringList{input, QStringLiteral("--into"), QStringLiteral("people")} +
                            options);
    };
    const QStringList columns = args("--map Person=name --header-row 3");
    const Ran dry = import(columns + args("--dry-run"));
    QVERIFY_EXIT(dry, 0);
    QCOMPARE(dry.object()[QStringLiteral("added")].toInt(), 4);
    const QString first =
        dry.object()[QStringLiteral("notes")][0][QStringLiteral("text")].toString();
    QVERIFY2(first.contains(QStringLiteral("\u201cTraining\u201d was read")) &&
                 first.contains(QStringLiteral("\u201cNotes\u201d")),
             qPrintable(first));
    QVERIFY(cli.json(QStringLiteral("list"), args("people")).array().isEmpty());
    QVERIFY_EXIT(import(columns + args("--sheet training")), 0);
    QCOMPARE(cli.json(QStringLiteral("list"), args("people")).array().size(), 4);
    const Ran again = import(columns + args("--sheet Training"));
    QVERIFY_EXIT(again, 0);
    QCOMPARE(again.object()[QStringLiteral("unchanged")].toInt(), 4);
    const Ran nowhere = import(columns + args("--sheet Nowhere"));
    QVERIFY_EXIT(nowhere, 4);
    QVERIFY2(nowhere.err.contains("Training"), nowhere.err.constData());
    QVERIFY_EXIT(import(args("--header-row 2")), 4);
    QVERIFY_EXIT(import(args("--map Person=toaster --header-row 3")), 2);
    // By its suffix, or as it is told.
    const QString csv = cli.write(QStringLiteral("people.xlsx"), "name\nKim\n");
    QVERIFY_EXIT(cli.run(QStringLiteral("import"), {csv}), 4);
    QVERIFY_EXIT(
        cli.run(QStringLiteral("import"), {csv, QStringLiteral("--as"), QStringLiteral("csv")}), 0);
}

void tst_cli::importsWhatItWroteForReaders_data()
{
    QTest::addColumn<QString>("into");
    for (const char *same : {"systems", "risks", "people", "placements", "touchpoint-prompts"})
        QTest::newRow(same) << QString::fromLatin1(same);
    QTest::newRow("risk-register") << QStringLiteral("risks");
    QTest::newRow("risk-plan") << QStringLiteral("actions");
}

/// With columns of what is derived beside those of the register.
void tst_cli::importsWhatItWroteForReaders()
{
    QFETCH(QString, into);
    const QString what = QString::fromLatin1(QTest::currentDataTag());
    static const CliRunner cli;
    const QString sample = cli.path(QStringLiteral("sample.safeguard"));
    const auto run = [&](const QStringList &arguments) {
        return cli.plain(arguments + QStringList{QStringLiteral("--passphrase-file"),
                                                 cli.passphraseFile(), QStringLiteral("--json")});
    };
    if (!QFile::exists(sample))
        QVERIFY_EXIT(
            run(QStringList{QStringLiteral("new"), sample} +
                args("--sample --name Heart --user dana --full-name Dana --key-cost floor")),
            0);
    const QString out = cli.path(what + QStringLiteral(".xlsx"));
    QVERIFY_EXIT(run({QStringLiteral("export"), sample, what, QStringLiteral("-o"), out}), 0);
    const Ran back = run({QStringLiteral("import"), sample, out, QStringLiteral("--into"), into,
                          QStringLiteral("--dry-run")});
    QVERIFY_EXIT(back, 0);
    QCOMPARE(back.object()[QStringLiteral("added")].toInt(), 0);
    QCOMPARE(back.object()[QStringLiteral("updated")].toInt(), 0);
    QVERIFY(back.object()[QStringLiteral("unchanged")].toInt() > 0);
}

void tst_cli::exportsSpreadsheets()
{
    const CliRunner cli;
    cli.add(QStringLiteral("people"), args("name=Kim"));
    cli.add(QStringLiteral("systems"),
            {QStringLiteral("name==1+1"), QStringLiteral("kind=queue"),
             QStringLiteral("last_review=2024-02-29"), QStringLiteral("logoff_minutes=15")});
    cli.add(QStringLiteral("actions"),
            args("title=Encrypt owner=Kim due=2026-01-31 status=planned"));
    const auto exported = [&](const QString &what, const QString &suffix) {
        const QString out = cli.path(what + suffix);
        const Ran ran = cli.run(QStringLiteral("export"),
                                {what, QStringLiteral("-o"), out, QStringLiteral("--today"),
                                 QStringLiteral("2026-02-02")});
        if (ran.exitCode != 0)
            qFatal("%s", ran.err.constData());
        return out;
    };
    const auto rowsOf = [&](const char *what) {
        const auto rows = cellsOfXlsx(exported(QString::fromLatin1(what), QStringLiteral(".xlsx")));
        QHash<QString, QString> cells;
        for (qsizetype i = 0; i < rows.value(0).size(); ++i)
            cells.insert(rows[0][i], rows.value(1).value(i));
        return cells;
    };
    const auto system = rowsOf("systems");
    QCOMPARE(system[QStringLiteral("Number")], QStringLiteral("SYS-001"));
    QCOMPARE(system[QStringLiteral("Name")], QStringLiteral("=1+1"));
    QCOMPARE(system[QStringLiteral("Kind")], QStringLiteral("Queue or stream"));
    QCOMPARE(system[QStringLiteral("Last review")], QStringLiteral("2024-02-29"));
    const auto action = rowsOf("risk-plan");
    QCOMPARE(action[QStringLiteral("Days overdue")], QStringLiteral("2"));
    QCOMPARE(action[QStringLiteral("Owner")], QStringLiteral("Kim"));
    QCOMPARE(action[QStringLiteral("Closed")], QStringLiteral("No: not done yet"));
    QFile csv(exported(QStringLiteral("risk-plan"), QStringLiteral(".csv")));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QVERIFY(csv.readAll().contains("ACT-001,Encrypt,"));
    QVERIFY(rowsOf("risk-register").contains(QStringLiteral("Inherent risk")));
    QVERIFY(cli.run(QStringLiteral("history")).out.contains("Export systems as systems.xlsx"));
}

void tst_cli::aTextThatIsTooLongForACell()
{
    const CliRunner cli;
    cli.add(QStringLiteral("systems"),
            {QStringLiteral("name=Cloud"), QStringLiteral("description=") + QString(32'768, u'x')});
    const QString out = cli.write(QStringLiteral("systems.xlsx"), "what was there");
    const Ran ran =
        cli.run(QStringLiteral("export"), {QStringLiteral("systems"), QStringLiteral("-o"), out});
    QVERIFY_EXIT(ran, 6);
    QVERIFY2(ran.err.contains("SYS-001, Description"), ran.err.constData());
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("what was there"));
    QVERIFY_EXIT(cli.run(QStringLiteral("export"), {QStringLiteral("systems"), QStringLiteral("-o"),
                                                    cli.path(QStringLiteral("systems.csv"))}),
                 0);
}

void tst_cli::exportsAreReproducible()
{
    for (const char *what :
         {"project.json", "systems.csv", "systems.xlsx", "risk-register.xlsx", "risk-plan.csv"}) {
        QByteArray bytes[2];
        for (QByteArray &each : bytes) {
            const QString out = m_cli->path(QString::fromLatin1(what));
            QVERIFY_EXIT(
                m_cli->run(QStringLiteral("export"), {QString::fromLatin1(what).section(u'.', 0, 0),
                                                      QStringLiteral("-o"), out}),
                0);
            QFile file(out);
            QVERIFY(file.open(QIODevice::ReadOnly));
            each = file.readAll();
        }
        QVERIFY(bytes[0].size() > 100 && bytes[0] == bytes[1]);
    }
}

void tst_cli::todayFixesExpiries()
{
    const CliRunner cli;
    cli.add(QStringLiteral("data-elements"), args("name=Name content=patient_identity"));
    cli.add(QStringLiteral("systems"), args("name=Cloud lane=device creates=Name"));
    cli.add(QStringLiteral("systems"), args("name=Research"));
    cli.add(QStringLiteral("flows"), args("name=Out source=Cloud target=Research elements=Name"));
    cli.add(QStringLiteral("de-identifications"),
            args("name=Proof flows=Out element_scope=all method=expert_determination expert=Lee "
                 "determined=2027-01-01 expires=2028-02-28 report=R7"));
    const auto tierOn = [&](const char *day) {
        const Ran ran = cli.json(QStringLiteral("show"),
                                 QStringList{QStringLiteral("systems"), QStringLiteral("Research"),
                                             QStringLiteral("--today"), QString::fromLatin1(day)});
        return ran.object()[QStringLiteral("derived")][QStringLiteral("tier")].toInt();
    };
    QCOMPARE(tierOn("2028-02-28"), 3);
    QCOMPARE(tierOn("2028-02-29"), 1);
    QCOMPARE(tierOn("2026-12-31"), 1); // not determined yet
}

void tst_cli::passphraseByDescriptor()
{
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"),
                 QStringLiteral("exec \"$0\" info \"$1\" --json --passphrase-fd 7 7< \"$2\""),
                 QStringLiteral(SAFEGUARD_BIN_DIR "/safeguard-cli"), m_cli->file(),
                 m_cli->passphraseFile()});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 0);
    QVERIFY(shell.readAllStandardOutput().contains("CardioLink"));
}

void tst_cli::passphraseIsNoArgumentAndNoVariable()
{
    const QString secret = QStringLiteral("correct horse battery staple");
    QVERIFY_EXIT(m_cli->plain({QStringLiteral("info"), m_cli->file(),
                               QStringLiteral("--passphrase"), secret}),
                 2);
    for (const QString &verb : verbs() + QStringList{QStringLiteral("common")}) {
        const QString help = helpOf(verb);
        QVERIFY(!help.contains(QStringLiteral("--passphrase ")));
        QVERIFY(!help.contains(QStringLiteral("--password")));
    }
    // Without any way to give it, and without a terminal, nothing in the environment helps.
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name :
         {"PASSPHRASE", "SAFEGUARD_PASSPHRASE", "PASSWORD", "SAFEGUARD_PASSWORD"})
        environment.insert(QString::fromLatin1(name), secret);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("setsid"),
                  {QStringLiteral("-w"), QStringLiteral(SAFEGUARD_BIN_DIR "/safeguard-cli"),
                   QStringLiteral("info"), m_cli->file()});
    if (!process.waitForStarted())
        QSKIP("there is no setsid");
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
}

void tst_cli::aSecondUser()
{
    const CliRunner cli;
    const QString second = cli.write(QStringLiteral("second"), "another horse\n");
    const QString third = cli.write(QStringLiteral("third"), "a third horse\r\nnot this\n");
    const Ran added = cli.json(
        QStringLiteral("user"),
        args("add omar --role editor --full-name Omar --key-cost floor --new-passphrase-file") +
            QStringList{second});
    QVERIFY_EXIT(added, 0);
    QCOMPARE(text(keysIn(added.object())),
             text(documentedKeys(QStringLiteral("user"), QStringLiteral("remove print"),
                                 QStringLiteral("passphrase {"))));
    const auto omar = [&](const QString &passphrase, const QStringList &rest) {
        return cli.plain(QStringList{rest.first(), cli.file()} + rest.mid(1) +
                         QStringList{QStringLiteral("--user"), QStringLiteral("omar"),
                                     QStringLiteral("--passphrase-file"), passphrase});
    };
    QVERIFY_EXIT(omar(second, args("add systems name=ByOmar")), 0);
    const Ran changed =
        omar(second, args("user passphrase --json --key-cost floor --new-passphrase-file") +
                         QStringList{third});
    QVERIFY_EXIT(changed, 0);
    QCOMPARE(text(keysIn(changed.object())),
             text(documentedKeys(QStringLiteral("user"), QStringLiteral("passphrase {"),
                                 QStringLiteral("recovery-key {"))));
    QVERIFY_EXIT(omar(second, args("info")), 3);
    QVERIFY_EXIT(omar(third, args("info")), 0);
    const QJsonArray history =
        cli.json(QStringLiteral("history"), args("--record systems/ByOmar")).array();
    QCOMPARE(history.first()[QStringLiteral("user")].toString(), QStringLiteral("omar"));
    // What omar did is taken back when that is asked for; what is one's own, at once.
    QVERIFY_EXIT(cli.run(QStringLiteral("add"), args("systems name=ByDana")), 0);
    const Ran asked = cli.run(QStringLiteral("undo"), args("2"));
    QVERIFY_EXIT(asked, 6);
    QVERIFY2(asked.err.contains("was made by omar on 20") && asked.err.contains("ByOmar") &&
                 asked.err.contains("--of-others"),
             asked.err.constData());
    QVERIFY_EXIT(cli.run(QStringLiteral("show"), args("systems ByDana")), 1);
    QVERIFY_EXIT(cli.run(QStringLiteral("show"), args("systems ByOmar")), 0);
    QVERIFY_EXIT(cli.run(QStringLiteral("undo"), args("--of-others")), 0);
    QVERIFY_EXIT(cli.run(QStringLiteral("show"), args("systems ByOmar")), 1);
    const Ran again = omar(third, args("redo"));
    QVERIFY_EXIT(again, 6);
    QVERIFY2(again.err.contains("was made by dana on 20") && again.err.contains("Undo: "),
             again.err.constData());
    QVERIFY_EXIT(cli.run(QStringLiteral("show"), args("systems ByOmar")), 1);
    QVERIFY_EXIT(omar(third, args("redo --of-others")), 0);
    QVERIFY_EXIT(cli.run(QStringLiteral("show"), args("systems ByOmar")), 0);
    QVERIFY_EXIT(cli.run(QStringLiteral("verify")), 0);
}

void tst_cli::aRecoveryKey()
{
    const CliRunner cli;
    QString key;
    {
        const auto project = openProject(
            cli.file(), {QStringLiteral("dana"),
                         Secret::fromText(QStringLiteral("correct horse battery staple"))});
        QVERIFY(project);
        key = (*project)->addRecoveryKey().value().text;
    }
    const QString keyFile =
        cli.write(QStringLiteral("key"), key.toLower().toUtf8().insert(30, '\n'));
    const QString second = cli.write(QStringLiteral("second"), "another horse\n");
    const auto recovering = [&](const QString &file, const QStringList &rest) {
        return cli.plain(QStringList{rest.first(), cli.file()} + rest.mid(1) +
                         QStringList{QStringLiteral("--recovery-key-file"), file});
    };
    const Ran info = recovering(keyFile, args("info --json"));
    QVERIFY_EXIT(info, 0);
    QCOMPARE(info.out, cli.json(QStringLiteral("info")).out);
    QVERIFY_EXIT(
        recovering(keyFile, args("user passphrase --key-cost floor --new-passphrase-file") +
                                QStringList{second}),
        0);
    QVERIFY_EXIT(cli.run(QStringLiteral("info")), 3); // the lost one
    const auto withSecond = [&](const QStringList &rest) {
        return cli.plain(QStringList{QStringLiteral("info"), cli.file(),
                                     QStringLiteral("--passphrase-file"), second} +
                         rest);
    };
    QVERIFY_EXIT(withSecond({}), 0);
    QVERIFY_EXIT(withSecond({QStringLiteral("--recovery-key-file"), keyFile}),
                 2); // one or the other
    key[3] = key[3] == u'A' ? u'B' : u'A';
    QVERIFY_EXIT(recovering(cli.write(QStringLiteral("bad"), key.toUtf8()), args("info")), 2);
    QVERIFY_EXIT(recovering(QStringLiteral("nowhere"), args("info")), 2);
    const CliRunner other;
    QVERIFY_EXIT(other.plain({QStringLiteral("info"), other.file(),
                              QStringLiteral("--recovery-key-file"), keyFile}),
                 3); // of another project
}

void tst_cli::newPassphrasesAreDear()
{
    QTemporaryDir dir;
    const auto costOf = [&](const QString &name, const QStringList &rest) {
        const QString file = dir.filePath(name);
        const Ran ran = m_cli->plain(
            QStringList{QStringLiteral("new"), file, QStringLiteral("--name"), QStringLiteral("x"),
                        QStringLiteral("--user"), QStringLiteral("x"),
                        QStringLiteral("--full-name"), QStringLiteral("x"),
                        QStringLiteral("--passphrase-file"), m_cli->passphraseFile()} +
            rest);
        return ran.exitCode == 0 ? Vault::peek(file)->slots.front().cost.memoryKib : 0;
    };
    const quint32 floor = KdfCost::floor().memoryKib;
    QCOMPARE(costOf(QStringLiteral("a"), args("--key-cost floor")), floor);
    // As much as the machine affords: a multiple of the floor, once on a slow one.
    const quint32 calibrated = costOf(QStringLiteral("b"), {});
    QVERIFY(calibrated >= floor && calibrated % floor == 0);
    QCOMPARE(costOf(QStringLiteral("c"), args("--key-cost nothing")), quint32(0));
}

void tst_cli::derives()
{
    const Ran checked = m_cli->json(QStringLiteral("check"), args("--at-least high"));
    QVERIFY_EXIT(checked, 1);
    QCOMPARE(checked.array().size(), 2); // all else is answered
    QCOMPARE(checked.array().first()[QStringLiteral("rule")].toString(),
             QStringLiteral("risk-analysis-missing"));
    QCOMPARE(checked.array().last()[QStringLiteral("rule")].toString(),
             QStringLiteral("security-officer-missing"));
    QHash<QString, int> tiers;
    for (const QJsonValue &row : m_cli->json(QStringLiteral("derive"), args("tiers")).array())
        tiers.insert(row[QStringLiteral("name")].toString(), row[QStringLiteral("tier")].toInt());
    QCOMPARE(tiers, (QHash<QString, int>{{QStringLiteral("Patch"), 2},
                                         {QStringLiteral("App"), 1},
                                         {QStringLiteral("Cloud"), 1},
                                         {QStringLiteral("Telemetry"), 2},
                                         {QStringLiteral("Accounts"), 1}}));
    const QJsonObject boundary = m_cli->json(QStringLiteral("derive"), args("boundary")).object();
    const QJsonValue join = boundary[QStringLiteral("joins")].toArray().first();
    QCOMPARE(join[QStringLiteral("id")].toString(), m_cloud);
    QCOMPARE(join[QStringLiteral("cut")].toArray(), QJsonArray{m_flow});
    QCOMPARE(boundary[QStringLiteral("origins")].toArray().first()[QStringLiteral("id")].toString(),
             m_app);
}

SAFEGUARD_TEST(tst_cli)
#include "tst_cli.moc"
