// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/projectfixture.h"

#include <cstdio>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const auto fileVariable = "SAFEGUARD_KILL_FILE";

/// What the child says of an edit once it has returned: "ACK sequence hash", and of some
/// "DIGEST sequence digest" afterwards.
struct Told
{
    qint64 sequence = 0;
    QByteArray hash;
    QHash<qint64, QByteArray> digests;
};

Told toldBy(const QByteArray &output)
{
    Told told;
    const QList<QByteArray> lines = output.split('\n');
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) { // the last one may be torn
        const QList<QByteArray> words = lines[i].split(' ');
        if (words.size() == 3 && words[0] == "DIGEST") {
            told.digests.insert(words[1].toLongLong(), words[2]);
        } else if (words.size() == 3 && words[0] == "ACK") {
            told.sequence = words[1].toLongLong();
            told.hash = words[2];
        }
    }
    return told;
}

}

/// Takes the machine away from a process that edits, at any moment.
class tst_kill final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyAcknowledgedEditSurvives();
    void editsUntilItIsKilled(); // the child
};

void tst_kill::editsUntilItIsKilled()
{
    const QString path = qEnvironmentVariable(fileVariable);
    if (path.isEmpty())
        QSKIP("the child of everyAcknowledgedEditSurvives");
    auto opened = Project::open(path, dana(), Access::ReadWrite, allRegisters());
    QVERIFY_OK(opened);
    Project &project = **opened;
    QRandomGenerator random = QRandomGenerator::securelySeeded();
    std::vector<Id<System>> systems;
    for (int i = 0;; ++i) {
        const int what = static_cast<int>(random.bounded(10));
        if (what == 0 && project.undoable()) {
            QVERIFY_OK(project.undo());
        } else if (what == 1 && project.redoable()) {
            QVERIFY_OK(project.redo());
        } else {
            QVERIFY_OK(project.perform(QStringLiteral("Edit %1").arg(i), [&](Edit &edit) {
                System system = systemNamed(AnyId::random().toText());
                system.description = QString(what == 2 ? 9000 : 300, u'x');
                systems.push_back(edit.put(system));
                edit.change(systems[random.bounded(quint32(systems.size()))],
                            [&](System &other) { other.evidence = QString::number(i); });
                return Status();
            }));
        }
        const Entry last = project.lastEntry();
        std::printf("ACK %lld %s\n", last.sequence, last.hash.toHex().constData());
        if (i % 2 == 0)
            std::printf("DIGEST %lld %s\n", last.sequence,
                        project.snapshot().digest().toHex().constData());
        std::fflush(stdout);
    }
}

void tst_kill::everyAcknowledgedEditSurvives()
{
    const int wanted = qEnvironmentVariableIntValue("SAFEGUARD_KILLS");
    const int kills = wanted > 0 ? wanted : 20;
    ProjectFixture f;
    f.project.reset();
    QRandomGenerator random = QRandomGenerator::securelySeeded();
    int recovered = 0;
    int beyond = 0;
    int compared = 0;
    qint64 acknowledged = 0;
    for (int i = 0; i < kills; ++i) {
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(fileVariable), f.path());
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::MergedChannels);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("tst_kill"), QStringLiteral("editsUntilItIsKilled"),
                     QStringLiteral("-maxwarnings"), QStringLiteral("0")});
        QByteArray output;
        QElapsedTimer waiting;
        waiting.start();
        while (!output.contains("ACK ") && waiting.elapsed() < 20'000) {
            child.waitForReadyRead(100);
            output += child.readAll();
        }
        QVERIFY2(output.contains("ACK "), output.constData());
        waiting.restart();
        const int life = static_cast<int>(random.bounded(150));
        while (waiting.elapsed() < life) {
            child.waitForReadyRead(1);
            output += child.readAll();
        }
        child.kill();
        QVERIFY(child.waitForFinished());
        output += child.readAll();
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);

        const Told last = toldBy(output);
        auto opened = Project::open(f.path(), dana(), Access::ReadWrite, allRegisters(), f.clock);
        QVERIFY_OK(opened);
        Project &project = **opened;
        QVERIFY(project.recovery().wasDirty);
        recovered += project.recovery().isJournalReplayed;
        QVERIFY(project.entryCount() >= last.sequence);
        // At most the one edit that was stored but not yet told of.
        QVERIFY(project.entryCount() <= last.sequence + 1);
        beyond += project.entryCount() > last.sequence;
        QByteArray hash;
        QVERIFY_OK(project.forEachEntry(last.sequence, last.sequence, [&](Entry &&entry) {
            hash = entry.hash.toHex();
            return true;
        }));
        QCOMPARE(hash, last.hash);
        // The stack of undo is whole: what it takes back it gives back.
        const QByteArray digest = project.snapshot().digest();
        if (const QByteArray told = last.digests.value(project.entryCount()); !told.isEmpty()) {
            QCOMPARE(digest.toHex(), told);
            ++compared;
        }
        QVERIFY(project.undoable());
        QVERIFY_OK(project.undo());
        QVERIFY(project.snapshot().digest() != digest);
        QVERIFY_OK(project.redo());
        QCOMPARE(project.snapshot().digest(), digest);
        const auto report = project.verify({});
        QVERIFY_OK(report);
        for (const VerifyLine &line : report->lines)
            QVERIFY2(line.isSound, qPrintable(line.place + QStringLiteral(": ") + line.finding));
        acknowledged = project.entryCount();
    }
    qInfo("%d kills, %d journals replayed, %d edits stored but not told of, %d digests "
          "compared, %lld entries",
          kills, recovered, beyond, compared, acknowledged);
}

SAFEGUARD_TEST(tst_kill)
#include "tst_kill.moc"
