// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/clirunner.h"
#include "tests/tools/testmain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace safeguard::testing;

namespace {

QString option(const char *name)
{
    return QString::fromLatin1(name);
}

}

/// Backups and restoring by the command line, and that their help says what they print.
class tst_backup final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_cli = std::make_unique<CliRunner>(); }
    void backsUpAndLists();
    void keepsAsManyAsAsked();
    void sayWhyNot();
    void previews();
    void restores();
    void restoresWithoutTheFile();

private:
    QString backUp() const;
    Ran restore(const QString &backup, const QStringList &rest = {}) const;
    std::unique_ptr<CliRunner> m_cli;
};

QString tst_backup::backUp() const
{
    return m_cli->json(option("backup")).object()[option("file")].toString();
}

Ran tst_backup::restore(const QString &backup, const QStringList &rest) const
{
    return m_cli->plain(
        QStringList{option("restore"), backup, m_cli->file()} + rest +
        QStringList{option("--passphrase-file"), m_cli->passphraseFile(), option("--json")});
}

void tst_backup::backsUpAndLists()
{
    const Ran made = m_cli->json(option("backup"));
    QVERIFY2(made.exitCode == 0, made.err);
    QCOMPARE(keysIn(made.object()), documentedKeys(option("backup"), option("--json prints")));
    const QString path = made.object()[option("file")].toString();
    QCOMPARE(QFileInfo(path).size(), made.object()[option("size")].toInteger());
    QCOMPARE(QFileInfo(path).dir(), QDir(m_cli->path(option("a backups"))));

    // The history says so, without the folder.
    const QJsonArray history = m_cli->json(option("history")).array();
    QCOMPARE(history.last()[option("sentence")].toString(), option("Make a backup"));
    QCOMPARE(history.last()[option("kind")].toString(), option("event"));

    // No passphrase is needed to list them, by the file or by the folder.
    const Ran listed = m_cli->plain({option("backups"), m_cli->file(), option("--json")});
    QVERIFY2(listed.exitCode == 0, listed.err);
    QCOMPARE(keysIn(listed.array()), documentedKeys(option("backups"), option("--json prints")));
    QCOMPARE(listed.array().size(), 1);
    QCOMPARE(listed.array().first()[option("file")].toString(), path);
    QCOMPARE(listed.array().first()[option("kind")].toString(), option("backup"));
    QCOMPARE(listed.array().first()[option("users")].toArray(), QJsonArray{option("dana")});
    const Ran folder = m_cli->plain({option("backups"), QFileInfo(path).path(), option("--json")});
    QCOMPARE(folder.array().size(), 1);
    const Ran words = m_cli->plain({option("backups"), m_cli->file()});
    QVERIFY2(words.out.contains(QFileInfo(path).fileName().toUtf8()), words.out);
}

void tst_backup::keepsAsManyAsAsked()
{
    const QString folder = m_cli->path(option("elsewhere"));
    QVERIFY(QDir().mkdir(folder));
    const QStringList to{option("--to"), folder, option("--keep"), option("2")};
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_cli->run(option("backup"), to).exitCode, 0);
    const Ran last = m_cli->json(option("backup"), to);
    QCOMPARE(last.object()[option("removed")].toArray().size(), 1);
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 2);
    const Ran listed =
        m_cli->plain({option("backups"), m_cli->file(), option("--in"), folder, option("--json")});
    QCOMPARE(listed.array().size(), 2);
}

void tst_backup::sayWhyNot()
{
    QCOMPARE(m_cli->plain({option("backups"), m_cli->file()}).exitCode, 1);
    QCOMPARE(m_cli->run(option("backup"), {option("--keep"), option("0")}).exitCode, 2);
    const Ran gone =
        m_cli->run(option("backup"), {option("--to"), m_cli->path(option("no folder"))});
    QVERIFY2(gone.exitCode == 6 && gone.err.contains("no folder"), gone.err);
    const QString backup = backUp();
    QCOMPARE(m_cli
                 ->plain({option("restore"), backup, m_cli->file(), option("--passphrase-file"),
                          m_cli->write(option("wrong"), "guess\n")})
                 .exitCode,
             3);
    QCOMPARE(restore(m_cli->path(option("none"))).exitCode, 3);
    const CliRunner other;
    const Ran foreign = restore(other.file());
    QVERIFY2(foreign.exitCode == 6 && foreign.err.contains("another project"), foreign.err);
    QCOMPARE(restore(other.file(), {option("--preview")}).exitCode, 6);
}

void tst_backup::previews()
{
    m_cli->add(option("systems"), {option("name=Before")});
    const QString backup = backUp();
    m_cli->add(option("systems"), {option("name=After")});
    const Ran preview = restore(backup, {option("--preview")});
    QVERIFY2(preview.exitCode == 0, preview.err);
    QCOMPARE(
        keysIn(preview.object(), option("records")),
        documentedKeys(option("restore"), option("--preview {\"backup\""), option("\"now\" as")));
    const auto systems = [&](const char *of) {
        return preview.object()[option(of)][option("records")][option("systems")].toInt();
    };
    QCOMPARE(systems("backup"), 1);
    QCOMPARE(systems("now"), 2);
    const QJsonArray lost = preview.object()[option("lost")].toArray();
    QCOMPARE(lost.size(), 2);
    QCOMPARE(lost.last()[option("sentence")].toString(), option("Make a backup"));
    const Ran words = m_cli->plain({option("restore"), backup, m_cli->file(), option("--preview"),
                                    option("--passphrase-file"), m_cli->passphraseFile()});
    QVERIFY2(words.out.contains("2 entries would not be"), words.out);
    QCOMPARE(m_cli->json(option("list"), {option("systems")}).array().size(), 2);
}

void tst_backup::restores()
{
    const QString backup = backUp();
    m_cli->add(option("systems"), {option("name=After")});
    const Ran done = restore(backup);
    QVERIFY2(done.exitCode == 0, done.err);
    QCOMPARE(keysIn(done.object()),
             documentedKeys(option("restore"), option("--json prints"), option("with --preview")));
    QCOMPARE(m_cli->json(option("list"), {option("systems")}).array().size(), 0);
    const QString aside = done.object()[option("aside")].toString();
    QVERIFY(QFileInfo(aside).fileName().startsWith(option("a before restore ")));
    QCOMPARE(m_cli->run(option("verify")).exitCode, 0);
    // And back again.
    QCOMPARE(restore(aside).exitCode, 0);
    QCOMPARE(m_cli->json(option("list"), {option("systems")}).array().size(), 1);
}

void tst_backup::restoresWithoutTheFile()
{
    const QString backup = backUp();
    QVERIFY(QFile::remove(m_cli->file()));
    QCOMPARE(m_cli->plain({option("backups"), m_cli->file(), option("--json")}).array().size(), 1);
    const Ran preview = restore(backup, {option("--preview")});
    QVERIFY2(preview.exitCode == 0, preview.err);
    QVERIFY(preview.object()[option("now")].isNull());
    const Ran done = restore(backup);
    QVERIFY2(done.exitCode == 0, done.err);
    QVERIFY(done.object()[option("aside")].toString().isEmpty());
    QCOMPARE(m_cli->run(option("verify")).exitCode, 0);
}

SAFEGUARD_TEST(tst_backup)
#include "tst_backup.moc"
