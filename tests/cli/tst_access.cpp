// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/rights.h"
#include "tests/cli/clirunner.h"
#include "tests/tools/testmain.h"

#include <QFile>
#include <QProcess>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

QStringList args(const char *line)
{
    return QString::fromLatin1(line).split(u' ');
}

/// The exit code where the role may do it, and where it may not.
struct Attempt
{
    const char *operation;
    const char *words;
};
constexpr Attempt attempts[] = {
    {"read", "list systems"},
    {"edit", "add systems name=WHO"},
    {"comment", "comment systems Shared Said-by-WHO"},
    {"sign", "sign systems Shared --meaning prepared"},
    {"approve", "sign systems Shared --meaning approved"},
    {"baseline", "baseline add Of-WHO"},
    {"expunge", "expunge --text-file SECRET --reason Patient-data"},
    {"users", "user role dana --full-name Dana"},
    {"restore", "restore COPY"},
    {"export", "export project -o OUT"},
    {"verify", "verify"},
    {"own_keys", "user recovery-key"},
};
constexpr auto roleKeys = "security_officer editor contributor reviewer auditor";

}

/// Who may do what, by the command line.
class tst_access final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theTableInTheManualIsTheCodes();
    void eachCell_data();
    void eachCell();
    void rolesChangeAndEnd();
    void aReceiptIsReadFromTheTerminal();
    void aNewKeyIsForThoseWhoStay();
    void aReceiptFindsAnOlderCopy();

private:
    Ran by(const QString &user, const QStringList &words) const;
    /// Gives the user a role and areas; all have the same passphrase.
    void addUser(const QString &name, const QString &role, const QStringList &more = {});
    CliRunner m_cli;
    QString m_second;
};

void tst_access::initTestCase()
{
    m_second = m_cli.write(QStringLiteral("second"), "another horse\n");
    for (const QString &role : args(roleKeys))
        addUser(QStringLiteral("a-") + role, role);
    m_cli.add(QStringLiteral("systems"), {QStringLiteral("name=Shared"),
                                          QStringLiteral("description=Asked Jane Doe about it")});
    m_cli.write(QStringLiteral("secret"), "Jane Doe\n");
    addUser(QStringLiteral("mapper"), QStringLiteral("contributor"), args("--areas map"));
}

void tst_access::addUser(const QString &name, const QString &role, const QStringList &more)
{
    const Ran added =
        m_cli.run(QStringLiteral("user"),
                  QStringList{QStringLiteral("add"), name, QStringLiteral("--role"), role,
                              QStringLiteral("--key-cost"), QStringLiteral("floor"),
                              QStringLiteral("--new-passphrase-file"), m_second} +
                      more);
    QVERIFY2(added.exitCode == 0, added.err);
}

Ran tst_access::by(const QString &user, const QStringList &words) const
{
    QStringList rest = words.mid(1);
    rest.replaceInStrings(QStringLiteral("WHO"), user);
    rest.replaceInStrings(QStringLiteral("OUT"), m_cli.path(QStringLiteral("out.json")));
    rest.replaceInStrings(QStringLiteral("SECRET"), m_cli.path(QStringLiteral("secret")));
    rest.replaceInStrings(QStringLiteral("COPY"), m_cli.path(user + QStringLiteral(".safeguard")));
    return m_cli.plain(
        QStringList{words.first(), m_cli.file()} + rest +
        QStringList{QStringLiteral("--user"), user, QStringLiteral("--passphrase-file"), m_second});
}

void tst_access::theTableInTheManualIsTheCodes()
{
    const QStringList lines = helpOf(QStringLiteral("user")).split(u'\n');
    int rows = 0;
    for (const QString &line : lines) {
        const QStringList cells = line.simplified().split(u' ');
        const auto &operations = choices(Operation());
        const auto at = std::find_if(operations.begin(), operations.end(),
                                     [&](const Choice &one) { return one.key == cells.first(); });
        if (at == operations.end() || !line.startsWith(u' '))
            continue;
        ++rows;
        QCOMPARE(cells.size(), 6);
        for (int role = 0; role < 5; ++role) {
            const bool allowed =
                isAllowed(static_cast<Role>(role), static_cast<Operation>(at - operations.begin()));
            QVERIFY2((cells[role + 1] != QLatin1String("no")) == allowed, qPrintable(line));
        }
    }
    QCOMPARE(rows, operationCount);
}

void tst_access::eachCell_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<bool>("allowed");
    const QStringList roles = args(roleKeys);
    for (int attempt = 0; attempt < static_cast<int>(std::size(attempts)); ++attempt) {
        const auto &operations = choices(Operation());
        const QLatin1String key(attempts[attempt].operation);
        const auto operation =
            static_cast<Operation>(std::find_if(operations.begin(), operations.end(),
                                                [&](const Choice &one) { return one.key == key; }) -
                                   operations.begin());
        for (int role = 0; role < roles.size(); ++role) {
            // A contributor without areas may edit nothing.
            const bool isContributorsEdit =
                operation == Operation::Edit && static_cast<Role>(role) == Role::Contributor;
            QTest::addRow("%s: %s", qPrintable(roles[role]), attempts[attempt].operation)
                << QStringLiteral("a-") + roles[role] << attempt
                << (isAllowed(static_cast<Role>(role), operation) && !isContributorsEdit);
        }
    }
    QTest::newRow("mapper: edit") << QStringLiteral("mapper") << 1 << true;
}

void tst_access::eachCell()
{
    QFETCH(QString, user);
    QFETCH(int, attempt);
    QFETCH(bool, allowed);
    const Ran ran = by(user, args(attempts[attempt].words));
    QVERIFY2(ran.exitCode == (allowed ? 0 : 5), ran.err);
    QVERIFY(allowed || !ran.err.trimmed().isEmpty());
}

void tst_access::rolesChangeAndEnd()
{
    const QString mapper = QStringLiteral("mapper");
    QCOMPARE(by(mapper, args("add vendors name=Host")).exitCode, 5);
    QCOMPARE(m_cli.run(QStringLiteral("user"), args("role mapper --areas map,context")).exitCode,
             0);
    QCOMPARE(by(mapper, args("add vendors name=Host")).exitCode, 0);
    QCOMPARE(m_cli.run(QStringLiteral("user"), args("role dana --role auditor")).exitCode, 0);
    const QString officer = QStringLiteral("a-security_officer");
    QCOMPARE(by(officer, args("user remove a-security_officer")).exitCode, 6);
    QCOMPARE(by(officer, args("user role dana --role security_officer")).exitCode, 0);
    QCOMPARE(m_cli.run(QStringLiteral("user"), args("remove mapper")).exitCode, 0);
    QCOMPARE(by(mapper, args("info")).exitCode, 3);
    const QJsonArray users = m_cli.json(QStringLiteral("user"), args("list")).array();
    QCOMPARE(users.size(), 7);
    QCOMPARE(users.last()[QStringLiteral("status")].toString(), QStringLiteral("removed"));
    QCOMPARE(users.last()[QStringLiteral("areas")].toArray().size(), 2);
    QCOMPARE(m_cli.run(QStringLiteral("verify")).exitCode, 0);
}

void tst_access::aReceiptFindsAnOlderCopy()
{
    const QString older = m_cli.path(QStringLiteral("older.safeguard"));
    QVERIFY(QFile::copy(m_cli.file(), older));
    m_cli.add(QStringLiteral("systems"), args("name=After"));
    const QString receipt = m_cli.path(QStringLiteral("receipt.txt"));
    QCOMPARE(m_cli.run(QStringLiteral("receipt"), {QStringLiteral("-o"), receipt}).exitCode, 0);
    m_cli.add(QStringLiteral("systems"), args("name=Later"));
    const QStringList against{QStringLiteral("--receipt"), receipt};
    const Ran good = m_cli.run(QStringLiteral("verify"), against);
    QVERIFY2(good.exitCode == 0 && good.out.contains("2 entries since"), good.out + good.err);

    // Another project, and the receipt with one figure changed.
    const CliRunner other;
    QCOMPARE(other.run(QStringLiteral("verify"), against).exitCode, 1);
    QFile file(receipt);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    file.close();
    text.replace("By: dana", "By: dan");
    const QString altered = m_cli.write(QStringLiteral("altered.txt"), text);
    const Ran refused = m_cli.run(QStringLiteral("verify"), {QStringLiteral("--receipt"), altered});
    QVERIFY2(refused.exitCode == 1 && refused.err.contains("altered"), refused.err);

    QVERIFY(QFile::remove(m_cli.file()));
    QVERIFY(QFile::rename(older, m_cli.file()));
    const Ran rolledBack = m_cli.run(QStringLiteral("verify"), against);
    QVERIFY2(rolledBack.exitCode == 1 && rolledBack.out.contains("older copy"), rolledBack.out);
}

/// By another program, from the characters as a picture.
void tst_access::aReceiptIsReadFromTheTerminal()
{
    const Ran shown = m_cli.run(QStringLiteral("receipt"), args("--qr"));
    QCOMPARE(shown.exitCode, 0);
    const QStringList lines = QString::fromUtf8(shown.out).split(u'\n', Qt::SkipEmptyParts);
    constexpr int square = 4;
    const int side = static_cast<int>(lines.first().size());
    QByteArray picture = "P1 " + QByteArray::number(side * square) + ' ' +
                         QByteArray::number(lines.size() * 2 * square) + '\n';
    for (int row = 0; row < lines.size() * 2 * square; ++row) {
        for (int column = 0; column < side * square; ++column) {
            const QChar c = lines[row / square / 2][column / square];
            const bool isTop = row / square % 2 == 0;
            const bool isLight = c == u'\u2588' || c == (isTop ? u'\u2580' : u'\u2584');
            picture += isLight ? "0 " : "1 ";
        }
        picture += '\n';
    }
    QProcess reader;
    reader.start(QStringLiteral("zbarimg"),
                 {QStringLiteral("--quiet"), QStringLiteral("--nodbus"), QStringLiteral("--raw"),
                  m_cli.write(QStringLiteral("code.pbm"), picture)});
    QVERIFY2(reader.waitForFinished(), "zbarimg (zbar-tools) is needed");
    const QString receipt = m_cli.write(QStringLiteral("read.txt"), reader.readAllStandardOutput());
    const Ran verified =
        m_cli.run(QStringLiteral("verify"), {QStringLiteral("--receipt"), receipt});
    QVERIFY2(verified.exitCode == 0 && verified.out.contains("eceipt"),
             verified.out + verified.err);
    // With --json there is one form alone.
    QVERIFY(m_cli.json(QStringLiteral("receipt"), args("--qr"))
                .object()
                .contains(QStringLiteral("text")));
}

void tst_access::aNewKeyIsForThoseWhoStay()
{
    addUser(QStringLiteral("leaver"), QStringLiteral("editor"));
    const QString older = m_cli.path(QStringLiteral("kept.safeguard"));
    QVERIFY(QFile::copy(m_cli.file(), older));
    const QString receipt = m_cli.path(QStringLiteral("before.txt"));
    QCOMPARE(m_cli.run(QStringLiteral("receipt"), {QStringLiteral("-o"), receipt}).exitCode, 0);
    for (const char *refused : {"a-editor", "a-auditor", "leaver"})
        QCOMPARE(by(QString::fromLatin1(refused), args("user renew-key")).exitCode, 5);
    const Ran removed = m_cli.run(QStringLiteral("user"), args("remove leaver"));
    QVERIFY2(removed.exitCode == 0 && removed.out.contains("renew-key"), removed.out);
    const qint64 entries =
        m_cli.json(QStringLiteral("receipt")).object()[QStringLiteral("entry")].toInteger();
    const QJsonObject renewed = m_cli.json(QStringLiteral("user"), args("renew-key")).object();
    QCOMPARE(QStringList(renewed.keys()), QStringList{QStringLiteral("entry")});
    QCOMPARE(documentedKeys(QStringLiteral("user"), QStringLiteral("renew-key {")),
             std::set<QString>{QStringLiteral("entry")});
    QCOMPARE(renewed[QStringLiteral("entry")].toInteger(), entries + 1);
    for (const char *kept : {"a-security_officer", "a-editor", "a-auditor"})
        QCOMPARE(by(QString::fromLatin1(kept), args("info")).exitCode, 0);
    QCOMPARE(by(QStringLiteral("leaver"), args("info")).exitCode, 3);
    const Ran verified =
        m_cli.run(QStringLiteral("verify"), {QStringLiteral("--receipt"), receipt});
    QVERIFY2(verified.exitCode == 0, verified.out + verified.err);
    QVERIFY(m_cli.run(QStringLiteral("history")).out.contains("Renew the key of the file"));
    // The copy that was kept opens with what the leaver has: nothing can take that away.
    QVERIFY(QFile::rename(m_cli.file(), m_cli.path(QStringLiteral("aside"))));
    QVERIFY(QFile::copy(older, m_cli.file()));
    QCOMPARE(by(QStringLiteral("leaver"), args("info")).exitCode, 0);
    QVERIFY(QFile::remove(m_cli.file()));
    QVERIFY(QFile::rename(m_cli.path(QStringLiteral("aside")), m_cli.file()));
    QCOMPARE(m_cli.run(QStringLiteral("user"), args("renew-key dana")).exitCode, 2);
}

SAFEGUARD_TEST(tst_access)
#include "tst_access.moc"
