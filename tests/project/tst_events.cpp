// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/projectfixture.h"

#include <QCryptographicHash>

using namespace safeguard;
using namespace safeguard::testing;

/// What happened to a project and is no edit: unlocked, tried in vain, exported, verified.
class tst_events final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unlocksAreEntered();
    void failedUnlocksComeLater();
    void whatOneReadsTellsNothing();
    void anAttackDoesNotFillTheDisk();
    void exportsNameTheirFile();
    void verificationsSayHowTheyWent();
    void theLastEditIsNoEvent();
};

namespace {

Result<std::unique_ptr<Project>> unlocked(ProjectFixture &f, const Credentials &credentials,
                                          Access access = Access::ReadWrite)
{
    const UnlockLog log(f.dir.filePath(QStringLiteral("log")), f.clock);
    return unlockProject(f.path(), credentials, access, log, true, f.clock);
}

QStringList sentencesOf(const Project &project, qint64 from)
{
    QStringList sentences;
    const auto done = project.forEachEntry(from, project.entryCount(), [&](Entry &&entry) {
        sentences += entry.sentence;
        return true;
    });
    if (!done)
        qFatal("%s", qPrintable(done.error().text));
    return sentences;
}

Credentials wrong(const QString &user)
{
    return {user, Secret::fromText(QStringLiteral("not the passphrase"))};
}

}

void tst_events::unlocksAreEntered()
{
    ProjectFixture f;
    const qint64 before = f.project->entryCount();
    const RecoveryKey key = f.project->addRecoveryKey().value();
    f.project.reset();
    {
        const auto project = unlocked(f, dana());
        QVERIFY_OK(project);
    }
    const auto project = unlocked(f, {{}, {}, recoveryKeyFromText(key.text).value()});
    QVERIFY_OK(project);
    QCOMPARE(sentencesOf(**project, before + 1),
             QStringList({QStringLiteral("Unlock the project"),
                          QStringLiteral("Unlock the project with a recovery key")}));
    QVERIFY((*project)->verify({})->isSound());
}

void tst_events::failedUnlocksComeLater()
{
    ProjectFixture f;
    const qint64 before = f.project->entryCount();
    f.project.reset();
    QCOMPARE(unlocked(f, wrong(QStringLiteral("dana"))).error().code, ErrorCode::WrongPassphrase);
    f.clock.set(QDateTime({2026, 2, 28}, {12, 5}, Qt::UTC));
    QCOMPARE(unlocked(f, wrong(QStringLiteral("root\tme"))).error().code, ErrorCode::UnknownUser);
    QCOMPARE(unlocked(f, wrong(QStringLiteral("dana"))).error().code, ErrorCode::WrongPassphrase);
    auto project = unlocked(f, dana());
    QVERIFY_OK(project);
    const QStringList said = sentencesOf(**project, before + 1);
    QCOMPARE(said.size(), 2);
    QCOMPARE(said.first(),
             QStringLiteral("3 attempts to unlock failed on this computer, as dana, root me, "
                            "from 2026-02-28T12:00:00Z to 2026-02-28T12:05:00Z"));
    // Told once.
    const qint64 now = (*project)->entryCount();
    project->reset();
    const auto again = unlocked(f, dana());
    QCOMPARE(sentencesOf(**again, now + 1), QStringList(QStringLiteral("Unlock the project")));
}

void tst_events::whatOneReadsTellsNothing()
{
    ProjectFixture f;
    const qint64 before = f.project->entryCount();
    f.project.reset();
    QVERIFY(!unlocked(f, wrong(QStringLiteral("dana"))));
    {
        const auto reading = unlocked(f, dana(), Access::ReadOnly);
        QVERIFY_OK(reading);
        QCOMPARE((*reading)->entryCount(), before);
    }
    const auto project = unlocked(f, dana()); // and does not forget it either
    QVERIFY(sentencesOf(**project, before + 1).first().startsWith(u'1'));
}

void tst_events::anAttackDoesNotFillTheDisk()
{
    ProjectFixture f;
    const UnlockLog log(f.dir.filePath(QStringLiteral("log")), f.clock);
    for (int i = 0; i < 1100; ++i)
        log.failed(QByteArray("0123456789abcdef"), QString(1000, u'x'));
    QVERIFY(
        QFileInfo(f.dir.filePath(QStringLiteral("log/30313233343536373839616263646566"))).size() <
        100'000);
    QVERIFY(log.take("0123456789abcdef").startsWith(QStringLiteral("More than 1000 attempts")));
    QVERIFY(log.take("0123456789abcdef").isEmpty());
}

void tst_events::exportsNameTheirFile()
{
    ProjectFixture f;
    const QByteArray bytes = "name\nGateway\n";
    QVERIFY_OK(f.project->exportFile(QStringLiteral("Systems"),
                                     f.dir.filePath(QStringLiteral("s.csv")), bytes));
    const QString hash =
        QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(f.project->lastEntry().sentence,
             QStringLiteral("Export Systems as s.csv, SHA-256 ") + hash);
    const qint64 entries = f.project->entryCount();
    QVERIFY(!f.project->exportFile(QStringLiteral("Systems"),
                                   f.dir.filePath(QStringLiteral("no/such/s.csv")), bytes));
    QCOMPARE(f.project->entryCount(), entries);
}

void tst_events::verificationsSayHowTheyWent()
{
    ProjectFixture f;
    VerifyReport report;
    report.lines = {{true, {}, {}}};
    QVERIFY_OK(f.project->noteVerified(report));
    QCOMPARE(f.project->lastEntry().sentence, QStringLiteral("Verify the file: it is whole"));
    report.lines = {{true, {}, {}}, {false, {}, {}}, {false, {}, {}}};
    QVERIFY_OK(f.project->noteVerified(report));
    QCOMPARE(f.project->lastEntry().sentence,
             QStringLiteral("Verify the file: 2 places are wrong"));
}

void tst_events::theLastEditIsNoEvent()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    const Entry edit = f.project->lastEntry();
    QVERIFY_OK(f.project->note(QStringLiteral("Print")));
    QCOMPARE(f.project->lastEdit().hash, edit.hash);
    f.reopen();
    QCOMPARE(f.project->lastEdit().hash, edit.hash);
    QVERIFY(f.project->lastEntry().hash != edit.hash);
}

SAFEGUARD_TEST(tst_events)
#include "tst_events.moc"
