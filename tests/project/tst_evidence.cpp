// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"
#include "model/documents/attaching.h"
#include "model/store/attachments.h"
#include "model/vault/vault.h"
#include "tests/tools/projectfixture.h"

#include <QCryptographicHash>
#include <QFile>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace safeguard;
using namespace safeguard::testing;

/// Files that are kept in a project: in, out, found altered.
class tst_evidence final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileComesOutAsItWentIn();
    void isOneEditWithItsLinks();
    void theSameContentIsStoredOnce();
    void undoAndRedoKeepTheFile();
    void whatCannotBeAddedLeavesNothing_data();
    void whatCannotBeAddedLeavesNothing();
    void aFileThatChangesIsRefused();
    void stoppedHalfwayLeavesNothing();
    void closedHalfwayLeavesNothing();
    void killedHalfwayIsClearedAtOpening();
    void editsGoBetween();
    void oneAtATime();
    void whileSomethingLongerIsUnderWay();
    void aRefusedRecordLeavesNoFile();
    void onlyWhoMayEdit();
    void aTypedHashIsRefused();
    void exportsAreNotedAndNeverReplaceProjects();
    void alteredContentIsNotWritten();
    void verifyNamesTheRecord_data();
    void verifyNamesTheRecord();
    void verifyTellsOfWhatTheHistoryNames();
    void verifyTellsOfWhatNobodyNames();
    void addingAgainHealsADamagedFile();
    void copiesCarryTheFiles();
    void earlierStatesNeedNoFiles();
    void removedForGood();
    void aRemovalCoversNoOtherFile();
    void whatWasRemovedAndIsThereIsTold();
    void largeFilesNeedLittleMemory();
};

namespace {

QByteArray someBytes(qint64 size, char seed = 1)
{
    QByteArray bytes(size, seed);
    for (qint64 at = 0; at < size; at += 4099)
        bytes[at] = static_cast<char>(at / 4099 + seed);
    return bytes;
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

template <class T>
T wait(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60000))
        qFatal("it does not end");
    return future.result();
}

/// A project with files beside it.
class EvidenceFixture final : public ProjectFixture
{
public:
    QString write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = dir.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("not written");
        return path;
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Result<Change> attach(const QString &path, const Evidence &about = {},
                          const std::vector<RecordRef> &subjects = {},
                          Project::Progress progress = {})
    {
        return wait(attachLong(*project, path, about, subjects, std::move(progress)));
    }
    Id<Evidence> added(const QString &name, const QByteArray &bytes, const Evidence &about = {})
    {
        const auto done = attach(write(name, bytes), about);
        if (!done)
            qFatal("%s", qPrintable(done.error().text));
        return addedEvidence(*done);
    }
    Status take(const Id<Evidence> &id, const QString &path, Project::Progress progress = {})
    {
        return wait(project->exportContentLong({QStringLiteral("evidence"), id}, path,
                                               std::move(progress)));
    }
    /// What somebody with a passphrase and SQL can do while the project is closed.
    void tamper(const QByteArray &sql)
    {
        project.reset();
        {
            const auto vault = Vault::open(path(), dana(), Access::ReadWrite);
            if (!vault)
                qFatal("%s", qPrintable(vault.error().text));
            Connection connection((*vault)->database());
            const auto done = connection.run(sql);
            if (!done)
                qFatal("%s", qPrintable(done.error().text));
        }
        reopen();
    }
    /// Rows of both tables, as "files/parts".
    QString stored()
    {
        project.reset();
        QString counts;
        {
            const auto vault = Vault::open(path(), dana(), Access::ReadOnly);
            Connection connection((*vault)->database());
            auto rows = connection.prepare("SELECT (SELECT count(*) FROM attachments) || '/' || "
                                           "(SELECT count(*) FROM attachment_parts)");
            if (rows && rows->step())
                counts = rows->text(0);
        }
        reopen();
        return counts;
    }
    QStringList faults()
    {
        const auto report = project->verify({});
        if (!report)
            qFatal("%s", qPrintable(report.error().text));
        QStringList lines;
        for (const VerifyLine &line : report->lines) {
            if (!line.isSound)
                lines += line.place + QStringLiteral(": ") + line.finding;
        }
        return lines;
    }
    QString storedFilesLine()
    {
        const auto report = project->verify({});
        for (const VerifyLine &line : report->lines) {
            if (line.place == QStringLiteral("Stored files"))
                return line.finding;
        }
        return {};
    }
};

/// Of this process, in KiB: "VmRSS" now, "VmHWM" the most since forgetPeak().
qint64 memory(const char *what)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(what))
            return line.mid(line.indexOf(':') + 1).simplified().split(' ').front().toLongLong();
    }
    return 0;
}

/// What deriving a key takes would hide the rest.
bool forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write("5") == 1;
}

}

void tst_evidence::aFileComesOutAsItWentIn()
{
    EvidenceFixture f;
    const QByteArray bytes = someBytes(3 * Attachments::partSize + 17);
    Evidence about;
    about.effective = QDate(2026, 1, 5);
    about.retainedUntil = QDate(2032, 1, 5);
    const auto id = f.added(QStringLiteral("Penetration test.pdf"), bytes, about);
    f.reopen();
    const Evidence evidence = *f.project->snapshot().find(id);
    QCOMPARE(evidence.title, QStringLiteral("Penetration test"));
    QCOMPARE(evidence.fileName, QStringLiteral("Penetration test.pdf"));
    QCOMPARE(evidence.size, static_cast<int>(bytes.size()));
    QCOMPARE(evidence.content, toBase32(sha256(bytes)));
    QCOMPARE(evidence.retainedUntil, about.retainedUntil);
    const QString out = f.dir.filePath(QStringLiteral("out.pdf"));
    QVERIFY_OK(f.take(id, out));
    QVERIFY(EvidenceFixture::read(out) == bytes);
    QCOMPARE(f.faults(), QStringList());
    QVERIFY(f.storedFilesLine().startsWith(QStringLiteral("1 of 1 ")));
}

void tst_evidence::isOneEditWithItsLinks()
{
    EvidenceFixture f;
    const RecordRef cloud{QStringLiteral("systems"), f.add(systemNamed(QStringLiteral("Cloud")))};
    const RecordRef patch{QStringLiteral("systems"), f.add(systemNamed(QStringLiteral("Patch")))};
    const qint64 before = f.project->entryCount();
    const auto done = f.attach(f.write(QStringLiteral("a.txt"), "A"), {}, {cloud, patch});
    QVERIFY_OK(done);
    QCOMPARE(f.project->entryCount(), before + 1);
    const Snapshot now = f.project->snapshot();
    QCOMPARE(evidenceFor(now, cloud).size(), size_t(1));
    const auto subjects = subjectsOf(now, addedEvidence(*done));
    QCOMPARE(subjects.size(), size_t(2));
    for (const RecordRef &subject : {cloud, patch})
        QVERIFY(std::find(subjects.begin(), subjects.end(), subject) != subjects.end());
    // The same name again: another free title, and a link made twice is one.
    QVERIFY_OK(f.attach(f.write(QStringLiteral("a.txt"), "B"), {}, {cloud, cloud}));
    const Snapshot then = f.project->snapshot();
    const auto both = evidenceFor(then, cloud);
    QCOMPARE(both.size(), size_t(2));
    QCOMPARE(both[1]->title, QStringLiteral("a (2)"));
    QCOMPARE(then.rows<EvidenceLink>().size(), size_t(3));
}

void tst_evidence::theSameContentIsStoredOnce()
{
    EvidenceFixture f;
    const QByteArray bytes = someBytes(2 * Attachments::partSize);
    const auto first = f.added(QStringLiteral("a.txt"), bytes);
    const auto second = f.added(QStringLiteral("b.txt"), bytes);
    QVERIFY(first != second);
    QCOMPARE(f.stored(), QStringLiteral("1/2"));
    const QString out = f.dir.filePath(QStringLiteral("out.txt"));
    QVERIFY_OK(f.take(second, out));
    QVERIFY(EvidenceFixture::read(out) == bytes);
}

void tst_evidence::undoAndRedoKeepTheFile()
{
    EvidenceFixture f;
    const QByteArray bytes("proof");
    const auto id = f.added(QStringLiteral("a.txt"), bytes);
    QVERIFY_OK(f.project->undo());
    QVERIFY(!f.project->snapshot().find(id));
    QCOMPARE(f.stored(), QStringLiteral("1/1"));
    QCOMPARE(f.faults(), QStringList());
    QVERIFY_OK(f.project->redo());
    const QString out = f.dir.filePath(QStringLiteral("out.txt"));
    QVERIFY_OK(f.take(id, out));
    QCOMPARE(EvidenceFixture::read(out), bytes);
}

void tst_evidence::whatCannotBeAddedLeavesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("code");
    QTest::newRow("missing") << QStringLiteral("no such file") << int(ErrorCode::NotFound);
    QTest::newRow("folder") << QStringLiteral("folder") << int(ErrorCode::InvalidInput);
    QTest::newRow("empty") << QStringLiteral("empty") << int(ErrorCode::InvalidInput);
    QTest::newRow("too large") << QStringLiteral("large") << int(ErrorCode::InvalidInput);
    QTest::newRow("no right") << QStringLiteral("secret") << int(ErrorCode::Io);
    QTest::newRow("the project") << QStringLiteral("a.safeguard") << int(ErrorCode::InvalidInput);
    QTest::newRow("a link to it") << QStringLiteral("link") << int(ErrorCode::InvalidInput);
    QTest::newRow("a second name of it") << QStringLiteral("hard") << int(ErrorCode::InvalidInput);
}

void tst_evidence::whatCannotBeAddedLeavesNothing()
{
    QFETCH(QString, name);
    QFETCH(int, code);
    EvidenceFixture f;
    QVERIFY(QDir(f.dir.path()).mkdir(QStringLiteral("folder")));
    f.write(QStringLiteral("empty"), {});
    QFile large(f.dir.filePath(QStringLiteral("large")));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(qint64(2) << 30)); // sparse
    large.close();
    QFile::setPermissions(f.write(QStringLiteral("secret"), "x"), {});
    QVERIFY(QFile::link(f.path(), f.dir.filePath(QStringLiteral("link"))));
#ifdef Q_OS_UNIX
    QVERIFY(::link(QFile::encodeName(f.path()).constData(),
                   QFile::encodeName(f.dir.filePath(QStringLiteral("hard"))).constData()) == 0);
    if (name == QStringLiteral("secret") && ::geteuid() == 0)
        QSKIP("this user may read everything");
#endif
    const qint64 before = f.project->entryCount();
    const auto done = f.attach(f.dir.filePath(name));
    QVERIFY(!done);
    QCOMPARE(int(done.error().code), code);
    QVERIFY(done.error().text.contains(name));
    QCOMPARE(f.project->entryCount(), before);
    // The lock of the project was not let go.
    const auto second = Vault::open(f.path(), dana(), Access::ReadWrite);
    QVERIFY(!second);
    QCOMPARE(f.stored(), QStringLiteral("0/0"));
}

void tst_evidence::aFileThatChangesIsRefused()
{
    EvidenceFixture f;
    const qint64 size = 20 * Attachments::partSize;
    for (const bool isShorter : {false, true}) {
        const QString path = f.write(QStringLiteral("log.txt"), someBytes(size));
        // Between the first reading, which says what it is, and the second, which stores it.
        const auto done = f.attach(path, {}, {}, [&](qint64 at, qint64) {
            QFile file(path);
            if (at == size && file.open(QIODevice::ReadWrite)) {
                if (isShorter)
                    file.resize(size / 2);
                else
                    file.write("other");
            }
            return true;
        });
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Refused);
        QVERIFY(done.error().text.contains(QStringLiteral("log.txt")));
        QCOMPARE(f.stored(), QStringLiteral("0/0"));
    }
    QVERIFY(f.project->snapshot().rows<Evidence>().isEmpty());
}

void tst_evidence::stoppedHalfwayLeavesNothing()
{
    EvidenceFixture f;
    const qint64 size = 20 * Attachments::partSize;
    const QString path = f.write(QStringLiteral("a.bin"), someBytes(size));
    const qint64 before = f.project->entryCount();
    for (const qint64 stop : {qint64(0), size / 2, size + size / 2, 2 * size}) {
        const auto done = f.attach(path, {}, {}, [&](qint64 at, qint64) { return at < stop; });
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
    }
    QCOMPARE(f.project->entryCount(), before);
    // Also without opening it anew.
    QVERIFY(QTest::qWaitFor([&] { return f.storedFilesLine() == QStringLiteral("none"); }, 10000));
    QVERIFY_OK(f.attach(path));
    QCOMPARE(f.stored(), QStringLiteral("1/20"));
}

void tst_evidence::closedHalfwayLeavesNothing()
{
    EvidenceFixture f;
    const qint64 size = 20 * Attachments::partSize;
    const QString path = f.write(QStringLiteral("a.bin"), someBytes(size));
    std::atomic<bool> isStoring = false;
    auto future = attachLong(*f.project, path, {}, {}, [&](qint64 at, qint64) {
        isStoring = isStoring || at > size;
        return true;
    });
    QVERIFY(QTest::qWaitFor([&] { return isStoring.load(); }, 10000));
    f.project.reset();
    QVERIFY(future.isFinished());
    f.reopen();
    QCOMPARE(f.stored(), QStringLiteral("0/0"));
    QVERIFY(f.project->snapshot().rows<Evidence>().isEmpty());
}

void tst_evidence::killedHalfwayIsClearedAtOpening()
{
    EvidenceFixture f;
    f.added(QStringLiteral("kept.txt"), "kept");
    f.project.reset();
    {
        const auto vault = Vault::open(f.path(), dana(), Access::ReadWrite);
        Connection connection((*vault)->database());
        Attachments attachments(connection);
        const auto begun = attachments.begin(QByteArray(32, 'x'), 3 * Attachments::partSize);
        QVERIFY_OK(begun);
        QVERIFY_OK(attachments.append(*begun, 0, {someBytes(Attachments::partSize)}));
    }
    f.reopen();
    QCOMPARE(f.stored(), QStringLiteral("1/1"));
    QCOMPARE(f.faults(), QStringList());
}

void tst_evidence::editsGoBetween()
{
    EvidenceFixture f;
    const qint64 size = 40 * Attachments::partSize;
    const QString path = f.write(QStringLiteral("a.bin"), someBytes(size));
    std::atomic<qint64> told = 0;
    std::atomic<bool> mayGoOn = false;
    auto future = attachLong(*f.project, path, {}, {}, [&](qint64 at, qint64) {
        told = at;
        while (at > size && at < 2 * size && !mayGoOn)
            QThread::msleep(1);
        return true;
    });
    QVERIFY(QTest::qWaitFor([&] { return told > size; }, 30000));
    f.add(systemNamed(QStringLiteral("Between")));
    QVERIFY(!future.isFinished());
    mayGoOn = true;
    QVERIFY_OK(wait(future));
    QCOMPARE(f.faults(), QStringList());
    QCOMPARE(f.project->undoable()->sentence, QStringLiteral("Add the evidence “a.bin”"));
}

void tst_evidence::oneAtATime()
{
    EvidenceFixture f;
    const QString path = f.write(QStringLiteral("a.txt"), "A");
    auto first = attachLong(*f.project, path, {}, {}, {});
    auto second = attachLong(*f.project, path, {}, {}, {});
    QVERIFY(second.isFinished());
    QCOMPARE(second.result().error().code, ErrorCode::Refused);
    QVERIFY_OK(wait(first));
    QVERIFY_OK(f.attach(path));
}

void tst_evidence::whileSomethingLongerIsUnderWay()
{
    EvidenceFixture f;
    std::atomic<bool> mayEnd = false;
    auto longer = f.project->performLong(QStringLiteral("Import"),
                                         [&](Edit &edit, const Project::Progress &) {
                                             while (!mayEnd)
                                                 QThread::msleep(1);
                                             edit.put(systemNamed(QStringLiteral("Imported")));
                                             return Status();
                                         },
                                         {});
    auto future = attachLong(*f.project, f.write(QStringLiteral("a.txt"), "A"), {}, {}, {});
    QTest::qWait(50);
    QVERIFY(!future.isFinished());
    mayEnd = true;
    QVERIFY_OK(wait(future));
    QVERIFY_OK(wait(longer));
    QCOMPARE(f.project->snapshot().rows<Evidence>().size(), size_t(1));
}

void tst_evidence::aRefusedRecordLeavesNoFile()
{
    EvidenceFixture f;
    Evidence about;
    about.title = QStringLiteral("Twice");
    f.added(QStringLiteral("a.txt"), "A", about);
    const QString other = f.write(QStringLiteral("b.txt"), "B");
    auto done = f.attach(other, about); // known before anything is read
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::InvalidInput);
    // And when the title is taken only while the file is read.
    about.title = QStringLiteral("Third");
    auto future = attachLong(*f.project, other, about, {}, {});
    Evidence quicker;
    quicker.title = about.title;
    f.add(quicker);
    done = wait(future);
    QVERIFY(!done);
    QCOMPARE(f.stored(), QStringLiteral("1/1"));
}

void tst_evidence::onlyWhoMayEdit()
{
    EvidenceFixture f;
    const auto id = f.added(QStringLiteral("a.txt"), "A");
    QVERIFY_OK(f.project->addUser(QStringLiteral("rea"), QStringLiteral("Rea Reader"),
                                  Role::Auditor, Secret::fromText(passphrase())));
    f.project.reset();
    auto opened = Project::open(f.path(), {QStringLiteral("rea"), Secret::fromText(passphrase())},
                                Access::ReadWrite, allRegisters(), f.clock);
    QVERIFY_OK(opened);
    f.project = *std::move(opened);
    const auto done = f.attach(f.write(QStringLiteral("b.txt"), "B"));
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::NotPermitted);
    QVERIFY_OK(f.take(id, f.dir.filePath(QStringLiteral("out.txt"))));
}

void tst_evidence::aTypedHashIsRefused()
{
    EvidenceFixture f;
    const auto id = f.added(QStringLiteral("a.txt"), "A");
    const auto type = [&](const QString &content) {
        return f.project->perform(QStringLiteral("Type"), [&](Edit &edit) {
            edit.change(id, [&](Evidence &e) { e.content = content; });
            return Status();
        });
    };
    for (const QString &content : {toBase32(sha256("B")), QStringLiteral("what?")}) {
        const auto done = type(content);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::InvalidInput);
        QCOMPARE(done.error().problems.front().field, QStringLiteral("content"));
    }
    const auto other = f.added(QStringLiteral("b.txt"), "B");
    QVERIFY_OK(type(f.project->snapshot().find(other)->content));
}

void tst_evidence::exportsAreNotedAndNeverReplaceProjects()
{
    EvidenceFixture f;
    const auto id = f.added(QStringLiteral("a.txt"), "A");
    QVERIFY_OK(f.take(id, f.dir.filePath(QStringLiteral("copy.txt"))));
    QCOMPARE(f.project->lastEntry().sentence,
             QStringLiteral("Export evidence EVD-001 as copy.txt, SHA-256 %1")
                 .arg(QString::fromLatin1(sha256("A").toHex())));
    const QString hard = f.dir.filePath(QStringLiteral("hard"));
    QVERIFY(QFile::link(f.path(), hard));
    for (const QString &path : {f.path(), hard})
        QCOMPARE(f.take(id, path).error().code, ErrorCode::Refused);
    const QString stopped = f.write(QStringLiteral("before.txt"), "before");
    QCOMPARE(f.take(id, stopped, [](qint64, qint64) { return false; }).error().code,
             ErrorCode::Cancelled);
    QCOMPARE(EvidenceFixture::read(stopped), QByteArray("before"));
    Evidence elsewhere;
    elsewhere.title = QStringLiteral("Elsewhere");
    QCOMPARE(f.take(f.add(elsewhere), stopped).error().code, ErrorCode::NotFound);
    QVERIFY(f.project->verify({})->isSound());
}

void tst_evidence::alteredContentIsNotWritten()
{
    EvidenceFixture f;
    const auto id = f.added(QStringLiteral("a.bin"), someBytes(3 * Attachments::partSize));
    f.tamper("UPDATE attachment_parts SET data = zeroblob(length(data)) WHERE id & 0xffffff = 2");
    const QString out = f.write(QStringLiteral("out.bin"), "before");
    const auto done = f.take(id, out);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Damaged);
    QCOMPARE(EvidenceFixture::read(out), QByteArray("before"));
    f.tamper("DELETE FROM attachments");
    QCOMPARE(f.take(id, out).error().code, ErrorCode::Damaged);
}

void tst_evidence::verifyNamesTheRecord_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("said");
    QTest::newRow("altered")
        << QByteArray(
               "UPDATE attachment_parts SET data = zeroblob(length(data)) WHERE id = (SELECT "
               "max(id) FROM attachment_parts)")
        << QStringLiteral("was altered");
    QTest::newRow("part missing")
        << QByteArray("DELETE FROM attachment_parts WHERE id = (SELECT max(id) FROM "
                      "attachment_parts)")
        << QStringLiteral("part 2 of 2 is missing");
    QTest::newRow("file missing") << QByteArray("DELETE FROM attachments WHERE number = 2")
                                  << QStringLiteral("is missing");
    QTest::newRow("exchanged with its hash")
        << QByteArray("UPDATE attachments SET sha256 = zeroblob(32) WHERE number = 2")
        << QStringLiteral("is missing");
}

void tst_evidence::verifyNamesTheRecord()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, said);
    EvidenceFixture f;
    f.added(QStringLiteral("a.txt"), "A");
    f.added(QStringLiteral("b.bin"), someBytes(Attachments::partSize + 1));
    QCOMPARE(f.faults(), QStringList());
    f.tamper(sql);
    const QStringList faults = f.faults();
    const QStringList ofIt = faults.filter(QStringLiteral("EVD-002: "));
    QCOMPARE(ofIt.size(), 1);
    QVERIFY2(ofIt.front().contains(said), qPrintable(ofIt.front()));
    QVERIFY(faults.filter(QStringLiteral("EVD-001")).isEmpty());
    // Not complete, as far as a project can tell that is only read.
    f.tamper("UPDATE attachments SET complete = 0 WHERE number = 1");
    QVERIFY(f.faults().contains(QStringLiteral("EVD-001: its file is missing")));
}

void tst_evidence::verifyTellsOfWhatTheHistoryNames()
{
    EvidenceFixture f;
    const auto id = f.added(QStringLiteral("a.txt"), "A");
    QVERIFY_OK(
        f.project->perform(QStringLiteral("Remove"), [&](Edit &edit) { return edit.remove(id); }));
    QCOMPARE(f.faults(), QStringList());
    QVERIFY(!f.storedFilesLine().contains(QStringLiteral("no record")));
    f.tamper("UPDATE attachment_parts SET data = x'00'");
    QVERIFY(f.faults().join(u'\n').contains(QStringLiteral("EVD-001, removed since: ")));
}

void tst_evidence::verifyTellsOfWhatNobodyNames()
{
    EvidenceFixture f;
    f.project.reset();
    {
        const auto vault = Vault::open(f.path(), dana(), Access::ReadWrite);
        Connection connection((*vault)->database());
        Attachments attachments(connection);
        const auto begun = attachments.begin(sha256("orphan"), 6);
        QVERIFY_OK(begun);
        QVERIFY_OK(attachments.append(*begun, 0, {QByteArray("orphan")}));
        QVERIFY_OK(attachments.complete(*begun));
    }
    f.reopen();
    QCOMPARE(f.faults(), QStringList());
    QVERIFY(f.storedFilesLine().contains(QStringLiteral("no record")));
}

void tst_evidence::addingAgainHealsADamagedFile()
{
    EvidenceFixture f;
    const QByteArray bytes = someBytes(2 * Attachments::partSize);
    const auto id = f.added(QStringLiteral("a.bin"), bytes);
    f.tamper("UPDATE attachment_parts SET data = x'00'");
    QVERIFY(!f.faults().isEmpty());
    QVERIFY_OK(f.attach(f.dir.filePath(QStringLiteral("a.bin"))));
    QCOMPARE(f.faults(), QStringList());
    const QString out = f.dir.filePath(QStringLiteral("out.bin"));
    QVERIFY_OK(f.take(id, out));
    QVERIFY(EvidenceFixture::read(out) == bytes);
    f.reopen();
    QCOMPARE(f.stored(), QStringLiteral("1/2"));
}

void tst_evidence::copiesCarryTheFiles()
{
    EvidenceFixture f;
    const auto id = f.added(QStringLiteral("a.txt"), "A");
    f.project.reset();
    const QString copy = f.dir.filePath(QStringLiteral("b.safeguard"));
    QVERIFY_OK((*Vault::open(f.path(), dana(), Access::ReadOnly))->copyTo(copy));
    QVERIFY(QFile::remove(f.path()) && QFile::rename(copy, f.path()));
    f.reopen();
    QVERIFY_OK(f.take(id, f.dir.filePath(QStringLiteral("out.txt"))));
    QCOMPARE(EvidenceFixture::read(f.dir.filePath(QStringLiteral("out.txt"))), QByteArray("A"));
}

void tst_evidence::earlierStatesNeedNoFiles()
{
    EvidenceFixture f;
    const auto id = f.added(QStringLiteral("a.txt"), "A");
    f.tamper("DELETE FROM attachments; DELETE FROM attachment_parts");
    const auto then = f.project->contentAt(f.project->entryCount());
    QVERIFY_OK(then);
    QCOMPARE(then->find(id)->title, QStringLiteral("a"));
}

void tst_evidence::removedForGood()
{
    EvidenceFixture f;
    const QByteArray bytes = someBytes(100 * Attachments::partSize + 7);
    const auto id = f.added(QStringLiteral("scan.bin"), bytes);
    const auto other = f.added(QStringLiteral("other.txt"), "other");
    const auto twin = f.added(QStringLiteral("twin.bin"), bytes, {});
    const auto target = ExpungeTarget::file(f.project->snapshot().find(id)->content);
    const auto reach = f.project->find(target);
    QVERIFY_OK(reach);
    QCOMPARE(reach->bytes, bytes.size());
    QCOMPARE(reach->records.size(), size_t(2));
    QCOMPARE(f.project->expunge(target, QStringLiteral(" ")).error().code, ErrorCode::InvalidInput);
    const qint64 before = QFileInfo(f.path()).size();
    const auto done = f.project->expunge(target, QStringLiteral("Names of patients"));
    QVERIFY_OK(done);
    QVERIFY(QFileInfo(f.path()).size() < before - 100 * Attachments::partSize);
    QCOMPARE(f.stored(), QStringLiteral("1/1")); // and reopened
    QCOMPARE(f.faults(), QStringList());
    QVERIFY(f.storedFilesLine().contains(QStringLiteral("1 removed for good")));
    for (const auto &named : {id, twin}) {
        const Snapshot now = f.project->snapshot();
        QVERIFY(
            removalInWords(*now.find(named), now).contains(QStringLiteral("Names of patients")));
        const Status taken = f.take(named, f.dir.filePath(QStringLiteral("out.bin")));
        QVERIFY(!taken && taken.error().text.contains(QStringLiteral("for good")));
    }
    QVERIFY_OK(f.take(other, f.dir.filePath(QStringLiteral("out.txt"))));
    const auto again = f.attach(f.dir.filePath(QStringLiteral("scan.bin")));
    QVERIFY(!again && again.error().text.contains(QStringLiteral("Names of patients")));
    QCOMPARE(f.project->expunge(target, QStringLiteral("Again")).error().code, ErrorCode::NotFound);
    QCOMPARE(f.stored(), QStringLiteral("1/1"));
}

void tst_evidence::aRemovalCoversNoOtherFile()
{
    EvidenceFixture f;
    const auto id = f.added(QStringLiteral("scan.txt"), "names");
    f.added(QStringLiteral("other.txt"), "other");
    const auto target = ExpungeTarget::file(f.project->snapshot().find(id)->content);
    QVERIFY_OK(wait(f.project->expungeLong(target, QStringLiteral("Names of patients"))));
    f.tamper("DELETE FROM attachments; DELETE FROM attachment_parts");
    const QStringList faults = f.faults();
    QCOMPARE(faults.size(), 1);
    QVERIFY2(faults.front().contains(QStringLiteral("EVD-002")), qPrintable(faults.front()));
}

void tst_evidence::whatWasRemovedAndIsThereIsTold()
{
    EvidenceFixture f;
    const auto id = f.added(QStringLiteral("scan.txt"), "names");
    const auto target = ExpungeTarget::file(f.project->snapshot().find(id)->content);
    QVERIFY_OK(f.project->expunge(target, QStringLiteral("Names of patients")));
    f.project.reset();
    {
        const auto vault = Vault::open(f.path(), dana(), Access::ReadWrite);
        Connection connection((*vault)->database());
        Attachments attachments(connection);
        const auto begun = attachments.begin(sha256("names"), 5);
        QVERIFY_OK(begun);
        QVERIFY_OK(attachments.append(*begun, 0, {QByteArray("names")}));
        QVERIFY_OK(attachments.complete(*begun));
    }
    f.reopen();
    const QStringList faults = f.faults();
    QCOMPARE(faults.size(), 1);
    QVERIFY2(faults.front().contains(QStringLiteral("EXP-001")), qPrintable(faults.front()));
}

void tst_evidence::largeFilesNeedLittleMemory()
{
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("SAFEGUARD_EVIDENCE_MB", &isSet);
    const qint64 megabytes = isSet ? wanted : 64;
    EvidenceFixture f;
    const QString path = f.dir.filePath(QStringLiteral("large.bin"));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        for (qint64 i = 0; i < megabytes; ++i) {
            const QByteArray piece = someBytes(1000000, static_cast<char>(i));
            hash.addData(piece);
            QCOMPARE(file.write(piece), piece.size());
        }
    }
    if (!forgetPeak())
        QSKIP("This system does not tell how much memory is in use.");
    const qint64 before = memory("VmRSS");
    const auto done = f.attach(path);
    QVERIFY_OK(done);
    const qint64 afterAdding = memory("VmHWM");
    const QString out = f.dir.filePath(QStringLiteral("out.bin"));
    QVERIFY_OK(f.take(addedEvidence(*done), out));
    const qint64 after = memory("VmHWM");
    QCOMPARE(f.faults(), QStringList());
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCryptographicHash read(QCryptographicHash::Sha256);
    QVERIFY(read.addData(&file));
    QCOMPARE(read.result(), hash.result());
    qInfo("%lld MB: %lld KiB before; at most %lld while adding, %lld with taking out", megabytes,
          before, afterAdding, after);
    QVERIFY2(after - before < 48 * 1024, "a file is to go through piece by piece");
}

SAFEGUARD_TEST(tst_evidence)
#include "tst_evidence.moc"
