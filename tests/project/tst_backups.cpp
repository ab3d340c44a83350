// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/restore.h"
#include "tests/tools/projectfixture.h"

#include <QFile>
#include <QProcess>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace safeguard;
using namespace safeguard::testing;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
}

void setContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
}

QDateTime at(const QString &time)
{
    return QDateTime::fromString(time, QStringLiteral("yyyy-MM-dd HHmm"));
}

std::vector<Backup> planned(const QStringList &times)
{
    std::vector<Backup> backups;
    for (const QString &time : times) {
        Backup backup;
        backup.kind = BackupKind::Planned;
        backup.path = time;
        backup.taken = at(time.left(15));
        backup.copy = time.size() > 15 ? time.mid(15).toInt() : 1;
        backups.push_back(backup);
    }
    return backups;
}

struct BackupFixture : ProjectFixture
{
    BackupPlan plan = BackupPlan::defaultFor(path());
    QString folder = plan.folder;

    /// An entry, then a backup of it at that time.
    QString backUpAt(const QString &time)
    {
        clock.set(at(time));
        add(systemNamed(AnyId::random().toText()));
        const auto done = project->backUp(plan);
        if (!done)
            qFatal("%s", qPrintable(done.error().text));
        return done->path;
    }
    RestoreRequest request(const QString &backup) const
    {
        return {backup, path(), std::make_shared<const Credentials>(dana())};
    }
    Result<Restored> restore(const QString &backup)
    {
        project.reset();
        return restoreBackup(request(backup), allRegisters(), clock);
    }
    Result<std::unique_ptr<Project>> read(const QString &file) const
    {
        return Project::open(file, dana(), Access::ReadOnly, allRegisters(), clock);
    }
};

}

class tst_backups final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRule_data();
    void theRule();
    void theRuleLeavesOthersAlone();
    void oneIsDueAfterADay();
    void namesSayWhatTheyAre();
    void backsUpARunningProject();
    void removesItsOwnAlone();
    void removesWhatWasCutOff();
    void failsWithoutATrace();
    void theDiskIsFull();
    void givesWayWhenItIsQuiet();
    void previewsWhatWouldBeLost();
    void anotherProjectIsNoPreview();
    void restores();
    void restoresWhatIsDamagedOrGone_data();
    void restoresWhatIsDamagedOrGone();
    void refusesWithoutATrace();
    void restoresAnOlderVersion();
    void isKilledAtAnyStep();
    void restoresUntilItIsKilled(); // the child
};

void tst_backups::theRule_data()
{
    QTest::addColumn<QString>("now");
    QTest::addColumn<QStringList>("backups");
    QTest::addColumn<QStringList>("removed");
    const auto list = [](const char *words) { return QString::fromLatin1(words).split(u','); };
    const auto row = [&](const char *name, const char *now, const char *backups,
                         const char *removed) {
        QTest::newRow(name) << QString::fromLatin1(now) << list(backups)
                            << (*removed ? list(removed) : QStringList());
    };
    row("fewer than are kept", "2026-11-22 0730", "2026-11-21 0730,2026-11-22 0730", "");
    row("the third of a month", "2026-11-22 0730",
        "2026-11-20 0730,2026-11-21 0730,2026-11-22 0730", "2026-11-20 0730");
    row("the last of each month stays", "2026-11-22 0730",
        "2026-09-01 0000,2026-10-30 0730,2026-10-31 2359,2026-11-21 0730,2026-11-22 0730",
        "2026-10-30 0730");
    row("for a year", "2026-11-22 0730",
        "2025-10-31 0730,2025-11-01 0730,2025-11-30 0730,2026-11-21 0730,2026-11-22 0730",
        "2025-11-01 0730,2025-10-31 0730");
    row("leap day", "2028-02-29 0730",
        "2024-02-29 0730,2027-01-31 0730,2027-02-28 0730,2028-01-31 0730,2028-02-28 "
        "2359,2028-02-29 "
        "0730",
        "2027-01-31 0730,2024-02-29 0730");
    row("the day after leap day", "2028-03-01 0730",
        "2028-02-28 0730,2028-02-29 0730,2028-02-29 1200,2028-03-01 0730",
        "2028-02-29 "
        "0730,2028-02-28 0730");
    row("the clock was set back", "2026-11-22 0730",
        "2026-11-22 0730,2027-05-01 0730,2027-05-02 0730,2027-05-03 0730", "");
    row("and the one just made stays", "2026-11-22 0730",
        "2026-11-22 0728,2026-11-22 0729,2026-11-22 0730,2027-05-03 0730", "2026-11-22 0728");
    row("several in a minute", "2026-11-22 0730",
        "2026-11-22 073010,2026-11-22 07302,2026-11-22 0730", "2026-11-22 0730");
    row("none", "2026-11-22 0730", "2027-11-22 0730", "");
}

void tst_backups::theRule()
{
    QFETCH(QString, now);
    QFETCH(QStringList, backups);
    QFETCH(QStringList, removed);
    QStringList paths;
    for (const Backup &backup : outdatedBackups(planned(backups), 2, at(now)))
        paths += backup.path;
    QCOMPARE(paths, removed);
}

void tst_backups::theRuleLeavesOthersAlone()
{
    auto backups = planned({QStringLiteral("2020-01-01 0000"), QStringLiteral("2020-01-02 0000"),
                            QStringLiteral("2026-11-22 0730")});
    backups[0].kind = BackupKind::Other;
    backups[1].kind = BackupKind::BeforeRestore;
    QVERIFY(outdatedBackups(backups, 1, at(QStringLiteral("2026-11-22 0730"))).empty());
    // Not even none at all is kept.
    QVERIFY(outdatedBackups(planned({QStringLiteral("2026-11-22 0730")}), 0,
                            at(QStringLiteral("2026-11-22 0730")))
                .empty());
}

void tst_backups::oneIsDueAfterADay()
{
    const BackupPlan plan;
    const auto isDue = [&](const QStringList &times, const char *now) {
        return isBackupDue(planned(times), plan, at(QString::fromLatin1(now)));
    };
    QVERIFY(isDue({}, "2026-11-22 0730"));
    QVERIFY(!isDue({QStringLiteral("2026-11-21 0731")}, "2026-11-22 0730"));
    QVERIFY(isDue({QStringLiteral("2026-11-21 0730")}, "2026-11-22 0730"));
    QVERIFY(!isDue({QStringLiteral("2026-11-22 0600"), QStringLiteral("2020-01-01 0000")},
                   "2026-11-22 0730"));
    // One from the future does not keep others from being made.
    QVERIFY(isDue({QStringLiteral("2027-05-01 0000")}, "2026-11-22 0730"));
    BackupPlan never;
    never.hours = 0;
    QVERIFY(!isBackupDue({}, never, at(QStringLiteral("2026-11-22 0730"))));
}

void tst_backups::namesSayWhatTheyAre()
{
    const QString project = QStringLiteral("/x/Cardio Link.safeguard");
    QCOMPARE(backupName(project, BackupKind::Planned, at(QStringLiteral("2028-02-29 0730"))),
             QStringLiteral("Cardio Link 2028-02-29 0730.safeguard"));
    QCOMPARE(
        backupName(project, BackupKind::BeforeRestore, at(QStringLiteral("2028-02-29 0730")), 2),
        QStringLiteral("Cardio Link before restore 2028-02-29 0730 (2).safeguard"));

    BackupFixture f;
    f.backUpAt(QStringLiteral("2026-11-22 0730"));
    const QString twin = f.backUpAt(QStringLiteral("2026-11-22 0730"));
    QCOMPARE(QFileInfo(twin).fileName(), QStringLiteral("a 2026-11-22 0730 (2).safeguard"));
    const QByteArray bytes = contentOf(twin);
    setContent(f.folder + QStringLiteral("/a 2026-02-30 0730.safeguard"), bytes); // no such day
    setContent(f.folder + QStringLiteral("/b 2026-11-22 0731.safeguard"), bytes);
    setContent(f.folder + QStringLiteral("/a before restore 2026-11-22 0732.safeguard"), bytes);
    setContent(f.folder + QStringLiteral("/notes.safeguard"), "not a project");
    setContent(f.folder + QStringLiteral("/a 2026-11-22 0733.txt"), bytes);
    QStringList names;
    for (const Backup &backup : backupsIn(f.folder, {}, f.path()))
        names += backup.fileName() + u'|' + QString::number(static_cast<int>(backup.kind));
    names.sort();
    QCOMPARE(names, QStringList({QStringLiteral("a 2026-02-30 0730.safeguard|2"),
                                 QStringLiteral("a 2026-11-22 0730 (2).safeguard|0"),
                                 QStringLiteral("a 2026-11-22 0730.safeguard|0"),
                                 QStringLiteral("a before restore 2026-11-22 0732.safeguard|1"),
                                 QStringLiteral("b 2026-11-22 0731.safeguard|2")}));
    const auto latest = backupsOf(f.path(), f.folder);
    QCOMPARE(latest.size(), 5U);
    QCOMPARE(latest.back().taken, at(QStringLiteral("2026-11-22 0730")));
    QCOMPARE(latest.back().users, QStringList{QStringLiteral("dana")});
    QCOMPARE(latest.back().size, bytes.size());
}

void tst_backups::backsUpARunningProject()
{
    BackupFixture f;
    const QString backup = f.backUpAt(QStringLiteral("2026-11-22 0730"));
    QCOMPARE(backup, f.folder + QStringLiteral("/a 2026-11-22 0730.safeguard"));
    f.add(systemNamed(QStringLiteral("Later")));
    auto opened = f.read(backup);
    QVERIFY_OK(opened);
    QCOMPARE((*opened)->entryCount(), f.project->entryCount() - 1);
    QVERIFY((*opened)->verify({})->isSound());
    QVERIFY(!Vault::peek(backup)->isDirty);
#ifdef Q_OS_UNIX
    const pid_t child = fork();
    if (child == 0)
        _exit(Vault::peek(f.path())->isInUse ? 1 : 0);
    int status = 0;
    waitpid(child, &status, 0);
    QCOMPARE(WEXITSTATUS(status), 1); // another process still cannot open it
#endif
    f.project.reset();
    auto reading = f.read(f.path());
    QVERIFY_OK(reading);
    QVERIFY_OK((*reading)->backUp(f.plan)); // it needs no right to write
}

void tst_backups::removesItsOwnAlone()
{
    BackupFixture f;
    f.plan.newest = 1;
    const QString first = f.backUpAt(QStringLiteral("2026-11-22 0730"));
    const QByteArray bytes = contentOf(first);
    ProjectFixture other;
    other.clock.set(at(QStringLiteral("2026-11-22 0725")));
    const auto othersBackup =
        other.project->backUp({f.folder, 1, 24}); // the same name but another project
    QVERIFY_OK(othersBackup);
    const QStringList foreign{
        QStringLiteral("a before restore 2026-11-22 0700.safeguard"),
        QStringLiteral("a keep 2026-11-22 0700.safeguard"),
        QStringLiteral("a 2026-11-22.safeguard"),
        QStringLiteral("a 2026-11-22 0701.safeguard.txt"),
        QFileInfo(othersBackup->path).fileName(),
    };
    for (const QString &name : foreign) {
        if (!QFile::exists(f.folder + u'/' + name))
            setContent(f.folder + u'/' + name, bytes);
    }
    setContent(f.folder + QStringLiteral("/a 2026-11-22 0702.safeguard"), "not a project");
    const QString second = f.backUpAt(QStringLiteral("2026-11-22 0731"));
    QVERIFY(!QFile::exists(first));
    QVERIFY(QFile::exists(second));
    for (const QString &name : foreign)
        QVERIFY2(QFile::exists(f.folder + u'/' + name), qPrintable(name));
    QCOMPARE(contentOf(f.folder + QStringLiteral("/a 2026-11-22 0702.safeguard")),
             QByteArray("not a project"));
    QCOMPARE(filesIn(f.folder).size(), foreign.size() + 2);
}

void tst_backups::removesWhatWasCutOff()
{
    BackupFixture f;
    const QByteArray bytes = contentOf(f.backUpAt(QStringLiteral("2026-11-22 0730")));
    const QString half =
        f.folder + QStringLiteral("/a 2026-11-22 0731.safeguard.new-ABCDEFGH2345WXYZ");
    const QString foreign = f.folder + QStringLiteral("/a.safeguard.new-ABCDEFGH2345WXYZ");
    setContent(half, bytes.left(40'000));
    setContent(foreign, bytes.left(40'000));
    f.backUpAt(QStringLiteral("2026-11-22 0732"));
    QVERIFY(!QFile::exists(half));
    QVERIFY(QFile::exists(foreign));
}

void tst_backups::failsWithoutATrace()
{
    BackupFixture f;
    f.plan.newest = 1;
    f.backUpAt(QStringLiteral("2026-11-22 0730"));
    f.clock.set(at(QStringLiteral("2026-11-22 0740")));
    const QStringList before = filesIn(f.folder);
    const auto stop = [](quint32, quint32) { return false; };
    QCOMPARE(f.project->backUp(f.plan, stop).error().code, ErrorCode::Cancelled);
    // At its last page, too: the older one stays until the new one is whole.
    const auto stopLate = [](quint32 done, quint32 all) { return done < all; };
    QCOMPARE(f.project->backUp(f.plan, stopLate).error().code, ErrorCode::Cancelled);
    QCOMPARE(filesIn(f.folder), before);

    const auto gone = f.project->backUp({f.dir.filePath(QStringLiteral("gone")), 1, 24});
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
    QVERIFY(gone.error().text.contains(QStringLiteral("gone")));
    QVERIFY(!f.project->backUp({QStringLiteral("/proc/self"), 1, 24})); // nobody writes there
    QCOMPARE(filesIn(f.folder), before);
    f.add(systemNamed(QStringLiteral("Gateway"))); // and work goes on
}

void tst_backups::theDiskIsFull()
{
#ifdef Q_OS_UNIX
    BackupFixture f;
    f.plan.newest = 1;
    f.backUpAt(QStringLiteral("2026-11-22 0730"));
    f.clock.set(at(QStringLiteral("2026-11-22 0740")));
    const QStringList before = filesIn(f.folder);
    // A limit on the size of files fails the write half way, as a full disk does.
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = limit;
    small.rlim_cur = 60'000;
    setrlimit(RLIMIT_FSIZE, &small);
    const auto done = f.project->backUp(f.plan);
    setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!done);
    QCOMPARE(filesIn(f.folder), before);
    QVERIFY_OK(f.project->backUp(f.plan));
#else
    QSKIP("File size limits are a Unix thing.");
#endif
}

void tst_backups::givesWayWhenItIsQuiet()
{
    BackupFixture f;
    auto alone = f.project->backUpQuietly(f.plan);
    QVERIFY(!f.project->isBusy());
    QTRY_VERIFY(alone.isFinished());
    QVERIFY_OK(alone.result());
    const QStringList before = filesIn(f.folder);

    auto disturbed = f.project->backUpQuietly(f.plan);
    f.add(systemNamed(QStringLiteral("Gateway")));
    QTRY_VERIFY(disturbed.isFinished());
    QCOMPARE(disturbed.result().error().code, ErrorCode::Cancelled);
    QCOMPARE(filesIn(f.folder), before);

    auto asked = f.project->backUpLong(f.plan, [](quint32, quint32) { return true; });
    QVERIFY(f.project->isBusy());
    QTRY_VERIFY(asked.isFinished());
    QVERIFY_OK(asked.result());

    // A project that closes does not wait for the rest of it.
    auto abandoned = f.project->backUpQuietly(f.plan);
    f.project.reset();
    QVERIFY(abandoned.resultCount() == 1);
}

void tst_backups::previewsWhatWouldBeLost()
{
    BackupFixture f;
    const QString backup = f.backUpAt(QStringLiteral("2026-11-22 0730"));
    const qint64 entries = f.project->entryCount();
    const auto opened = f.read(backup);
    QVERIFY_OK(opened);
    auto same = previewRestore(**opened, f.project.get());
    QVERIFY_OK(same);
    QVERIFY(same->lost.empty());

    f.clock.set(at(QStringLiteral("2026-11-22 0800")));
    f.add(systemNamed(QStringLiteral("Gateway")));
    QVERIFY_OK(f.project->note(QStringLiteral("Print the binder")));
    const auto preview = previewRestore(**opened, f.project.get());
    QVERIFY_OK(preview);
    const auto systems = [](const Holding &holding) {
        return std::find_if(holding.counts.begin(), holding.counts.end(),
                            [](auto &count) { return count.key == QStringLiteral("systems"); })
            ->records;
    };
    QCOMPARE(systems(preview->backup), 1);
    QCOMPARE(systems(*preview->current), 2);
    QCOMPARE(preview->backup.last.sequence, entries);
    QCOMPARE(preview->backup.last.by, QStringLiteral("Dana Mensah"));
    QCOMPARE(preview->backup.last.sentence, QStringLiteral("Add"));
    QCOMPARE(preview->lost.size(), 2U);
    QCOMPARE(preview->lost.front().sentence, QStringLiteral("Print the binder"));
    QCOMPARE(preview->lost.back().sequence, entries + 1);
    QCOMPARE(preview->lost.back().time, at(QStringLiteral("2026-11-22 0800")).toUTC());

    const auto alone = previewRestore(**opened, nullptr);
    QVERIFY_OK(alone);
    QVERIFY(!alone->current);

    // After a restore the two have parted: what the current one has on its own would be lost.
    const QString later = f.backUpAt(QStringLiteral("2026-11-22 0810"));
    QVERIFY_OK(f.restore(backup));
    f.reopen();
    const auto parted = f.read(later);
    QVERIFY_OK(parted);
    const auto back = previewRestore(**parted, f.project.get());
    QVERIFY_OK(back);
    QCOMPARE(back->lost.size(), 1U);
    QVERIFY(back->lost.front().sentence.startsWith(QStringLiteral("Restore")));
}

void tst_backups::anotherProjectIsNoPreview()
{
    const BackupFixture f;
    const ProjectFixture other;
    QCOMPARE(previewRestore(*other.project, f.project.get()).error().code, ErrorCode::Refused);
}

void tst_backups::restores()
{
    BackupFixture f;
    const QString backup = f.backUpAt(QStringLiteral("2026-11-22 0730"));
    const QByteArray bytes = contentOf(backup);
    const qint64 entries = f.project->entryCount();
    f.add(systemNamed(QStringLiteral("Lost")));
    f.clock.set(at(QStringLiteral("2026-11-22 0900")));
    const auto restored = f.restore(backup);
    QVERIFY_OK(restored);
    QCOMPARE(restored->sequence, entries);
    QCOMPARE(QFileInfo(restored->aside).fileName(),
             QStringLiteral("a before restore 2026-11-22 0900.safeguard"));
    QCOMPARE(contentOf(backup), bytes);
    f.reopen();
    QCOMPARE(f.project->snapshot().rows<System>().size(), size_t(1));
    QCOMPARE(f.project->lastEntry().kind, EntryKind::Event);
    QCOMPARE(f.project->lastEntry().sentence,
             QStringLiteral("Restore a backup, \u201c%1\u201d, which ends with entry %2 of "
                            "2026-11-22 07:30 UTC")
                 .arg(QFileInfo(backup).completeBaseName())
                 .arg(entries));
    QVERIFY(!f.project->recovery().wasDirty);
    QVERIFY(f.project->verify({})->isSound());
    const auto aside = f.read(restored->aside);
    QVERIFY_OK(aside);
    QCOMPARE((*aside)->snapshot().rows<System>().size(), size_t(2));
    QCOMPARE(filesIn(f.dir.path()),
             QStringList({QStringLiteral("a backups"), QFileInfo(restored->aside).fileName(),
                          QStringLiteral("a.safeguard")}));
    // It is offered for taking the restore back.
    const auto offered = backupsOf(f.path(), f.folder);
    QCOMPARE(offered.size(), 2U);
    QCOMPARE(offered.front().kind, BackupKind::BeforeRestore);
}

void tst_backups::restoresWhatIsDamagedOrGone_data()
{
    QTest::addColumn<int>("size"); // -1: gone
    QTest::newRow("gone") << -1;
    QTest::newRow("empty") << 0;
    QTest::newRow("headers destroyed") << 40'000;
}

void tst_backups::restoresWhatIsDamagedOrGone()
{
    QFETCH(int, size);
    BackupFixture f;
    const QString backup = f.backUpAt(QStringLiteral("2026-11-22 0730"));
    f.project.reset();
    QFile::remove(f.path());
    const QByteArray ruin(qMax(0, size), 'x');
    if (size >= 0)
        setContent(f.path(), ruin);
    QCOMPARE(backupsOf(f.path(), f.folder).size(), 1U);
    const auto restored = f.restore(backup);
    QVERIFY_OK(restored);
    QCOMPARE(restored->aside.isEmpty(), size < 0);
    if (size >= 0)
        QCOMPARE(contentOf(restored->aside), ruin);
    f.reopen();
    QCOMPARE(f.project->snapshot().rows<System>().size(), size_t(1));
}

void tst_backups::refusesWithoutATrace()
{
    BackupFixture f;
    const QString backup = f.backUpAt(QStringLiteral("2026-11-22 0730"));
    const auto inUse = restoreBackup(f.request(backup), allRegisters(), f.clock);
    QCOMPARE(inUse.error().code, ErrorCode::InUse);
    f.project.reset();
    const QByteArray before = contentOf(f.path());
    const QStringList files = filesIn(f.dir.path());
    const auto codeFor = [&](const RestoreRequest &request) {
        const auto done = restoreBackup(request, allRegisters(), f.clock);
        return done ? ErrorCode::Internal : done.error().code;
    };
    RestoreRequest wrong = f.request(backup);
    wrong.credentials = std::make_shared<const Credentials>(
        Credentials{QStringLiteral("dana"), Secret::fromText(QStringLiteral("guess"))});
    QCOMPARE(codeFor(wrong), ErrorCode::WrongPassphrase);
    QCOMPARE(codeFor(f.request(f.path())), ErrorCode::Refused);
    QCOMPARE(codeFor(f.request(f.dir.filePath(QStringLiteral("none")))), ErrorCode::NotFound);
    ProjectFixture other;
    other.project.reset();
    QCOMPARE(codeFor(f.request(other.path())), ErrorCode::Refused);
    QByteArray damaged = contentOf(backup);
    damaged[damaged.size() - 100] = char(damaged[damaged.size() - 100] ^ 1);
    const QString bad = f.dir.filePath(QStringLiteral("a 2026-11-22 0731.safeguard"));
    setContent(bad, damaged);
    QCOMPARE(codeFor(f.request(bad)), ErrorCode::Damaged);
    QFile::remove(bad);
    const auto stopped = restoreBackup(f.request(backup), allRegisters(), f.clock,
                                       [](quint32, quint32) { return false; });
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    QCOMPARE(contentOf(f.path()), before);
    QCOMPARE(filesIn(f.dir.path()), files);
}

void tst_backups::restoresAnOlderVersion()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("old.safeguard"));
    const FixedClock clock(at(QStringLiteral("2026-11-22 0730")));
    const RestoreRequest request{
        QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/project/files/schema-1.safeguard"), path,
        std::make_shared<const Credentials>(dana())};
    QVERIFY_OK(restoreBackup(request, allRegisters(), clock));
    QCOMPARE(filesIn(dir.path()), QStringList{QStringLiteral("old.safeguard")});
    auto project = Project::open(path, dana(), Access::ReadWrite, allRegisters(), clock);
    QVERIFY_OK(project);
    QVERIFY((*project)->notices().isEmpty());
    QCOMPARE((*project)->lastEntry().kind, EntryKind::Event);
    QVERIFY((*project)->verify({})->isSound());
}

namespace {
const auto stepVariable = "SAFEGUARD_RESTORE_STEP";
const auto fileVariable = "SAFEGUARD_RESTORE_FILE";
const auto backupVariable = "SAFEGUARD_RESTORE_BACKUP";
constexpr int killedCode = 99;
}

void tst_backups::restoresUntilItIsKilled()
{
    if (qEnvironmentVariableIsEmpty(stepVariable))
        QSKIP("the child of isKilledAtAnyStep");
    int left = qEnvironmentVariableIntValue(stepVariable);
    const RestoreRequest request{qEnvironmentVariable(backupVariable),
                                 qEnvironmentVariable(fileVariable),
                                 std::make_shared<const Credentials>(dana())};
    QVERIFY_OK(restoreBackup(request, allRegisters(), Clock::system(), {}, [&](const char *) {
        if (left-- == 0)
            _Exit(killedCode);
    }));
}

/// The project is whole under its own name or set aside, the backup is untouched, and restoring
/// again leaves nothing of the first attempt but what was set aside.
void tst_backups::isKilledAtAnyStep()
{
    BackupFixture f;
    const QString backup = f.backUpAt(QStringLiteral("2026-11-22 0730"));
    const QByteArray saved = contentOf(backup);
    f.add(systemNamed(QStringLiteral("Later")));
    f.project.reset();
    const QByteArray before = contentOf(f.path());
    int steps = 0;
    for (bool isKilled = true; isKilled; ++steps) {
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(stepVariable), QString::number(steps));
        environment.insert(QString::fromLatin1(fileVariable), f.path());
        environment.insert(QString::fromLatin1(backupVariable), backup);
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("tst_backups"), QStringLiteral("restoresUntilItIsKilled")});
        QVERIFY(child.waitForFinished());
        isKilled = child.exitCode() == killedCode;
        QVERIFY2(isKilled || child.exitCode() == 0, child.readAll());
        QCOMPARE(contentOf(backup), saved);
        const bool isInPlace = contentOf(f.path()) == before;
        bool isThere = isInPlace;
        for (const Backup &other : backupsOf(f.path(), f.folder))
            isThere = isThere || contentOf(other.path) == before;
        QVERIFY2(isThere, qPrintable(QString::number(steps)));
        if (!isInPlace)
            QVERIFY_OK(f.read(f.path()));
        QVERIFY_OK(f.restore(backup));
        for (const QString &name : filesIn(f.dir.path())) {
            QVERIFY2(!name.startsWith(QStringLiteral(".safeguard-restore")), qPrintable(name));
            if (name.startsWith(QStringLiteral("a before restore")))
                QVERIFY(QFile::remove(f.dir.filePath(name)));
        }
        setContent(f.path(), before);
    }
    QCOMPARE(steps, 10);
}

SAFEGUARD_TEST(tst_backups)
#include "tst_backups.moc"
