// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/plan.h"
#include "tests/tools/holdings.h"
#include "tests/tools/projectfixture.h"
#include "tests/vault/shimvfs.h"

#include <QProcess>
#include <QSignalSpy>

using namespace safeguard;
using namespace safeguard::testing;

class tst_project final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensWithWhatWasStored();
    void locksAndUnlocksWithoutGrowing();
    void tellsOncePerEdit();
    void anEditKnowsTheDay();
    void anEditThatChangesNothingLeavesNoTrace();
    void anEditThatFailsLeavesNothing();
    void undoAndRedoSurviveReopening();
    void numbersAreNeverGivenTwice();
    void namesAreUnique();
    void readOnlyRefuses();
    void usersAreProtected();
    void rolesAreHeld_data();
    void rolesAreHeld();
    void longEditsReportAndCancel();
    void viewStateIsKeptOutsideHistory();
    void aSecondUserJoinsAndSigns();
    void eventsAreEntered();
    void aCopyOfAnOpenFileIsVerified();
    void eventsWaitForWhatIsUnderWay();
};

void tst_project::opensWithWhatWasStored()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const QByteArray digest = f.project->snapshot().digest();
    const QByteArray projectId = f.project->projectId();
    f.reopen();
    QCOMPARE(f.project->snapshot().digest(), digest);
    QCOMPARE(f.project->projectId(), projectId);
    QCOMPARE(f.project->snapshot().find(id)->name, QStringLiteral("Gateway"));
    QCOMPARE(f.project->user().fullName, QStringLiteral("Dana Mensah"));
    QCOMPARE(f.project->user().role, Role::SecurityOfficer);
}

/// With a recovery key, which costs no derivation.
void tst_project::locksAndUnlocksWithoutGrowing()
{
    const ShimVfs shim; // does not wait for the disk
    ProjectFixture f;
    const auto unlock = [&, key = recoveryKeyFromText(f.project->addRecoveryKey()->text).value()] {
        return Project::open(f.path(), {{}, {}, key.clone()}, Access::ReadWrite, allRegisters(),
                             f.clock);
    };
    f.add(systemNamed(QStringLiteral("Patch")));
    f.project.reset();
    const auto turn = [&] {
        const Credentials wrong{{}, {}, Secret::fromText(QString(32, u'x'))};
        QCOMPARE(Project::open(f.path(), wrong, Access::ReadWrite, allRegisters()).error().code,
                 ErrorCode::WrongPassphrase);
        const auto project = unlock();
        QVERIFY_OK(project);
        (*project)->setViewState(QStringLiteral("key"), QByteArray(3000, 's'));
        QVERIFY_OK((*project)->perform(QStringLiteral("Rename"), [&](Edit &edit) {
            edit.change(idOf(*(*project)->snapshot().rows<System>().begin()),
                        [](System &system) { system.name = QStringLiteral("Patch, renamed"); });
            return Status();
        }));
        QVERIFY_OK((*project)->undo());
    };
    for (int i = 0; i < 20; ++i)
        turn();
    const Holdings before;
    for (int i = 0; i < openings() && !QTest::currentTestFailed(); ++i)
        turn();
    const Holdings after;
    QCOMPARE(after.files, before.files);
    const qint64 growth = after.heap - before.heap;
    QVERIFY2(growth < 60'000, qPrintable(QStringLiteral("%1 bytes").arg(growth)));
}

void tst_project::tellsOncePerEdit()
{
    ProjectFixture f;
    QSignalSpy spy(f.project.get(), &Project::changed);
    Id<System> first;
    QVERIFY_OK(f.project->perform(QStringLiteral("Add three"), [&](Edit &edit) {
        first = edit.put(systemNamed(QStringLiteral("A")));
        edit.put(systemNamed(QStringLiteral("B")));
        edit.put(systemNamed(QStringLiteral("C")));
        return Status();
    }));
    QCOMPARE(spy.size(), 1);
    const auto change = spy.first().first().value<Change>();
    QCOMPARE(change.registers.at(QStringLiteral("systems")).added.size(), size_t(3));
    QVERIFY(!change.touches(QStringLiteral("flows")));
    QVERIFY(f.project->snapshot().find(first));
}

void tst_project::anEditKnowsTheDay()
{
    ProjectFixture f;
    const auto addDone = [&](QDate day) {
        Action action;
        action.title = QStringLiteral("Encrypt");
        action.status = ActionStatus::Done;
        action.done = day;
        return f.project->perform(QStringLiteral("Add"), [&](Edit &edit) {
            edit.put(action);
            return edit.now().today() == f.clock.today()
                       ? Status()
                       : failure(ErrorCode::Refused, QStringLiteral("another day"));
        });
    };
    QVERIFY_OK(addDone(f.clock.today()));
    const auto refused = addDone(f.clock.today().addDays(1));
    QVERIFY(!refused);
    QVERIFY2(wholeText(refused.error()).contains(QStringLiteral("future")),
             qPrintable(wholeText(refused.error())));
}

void tst_project::anEditThatChangesNothingLeavesNoTrace()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    const qint64 entries = f.project->entryCount();
    QSignalSpy spy(f.project.get(), &Project::changed);
    const auto same = f.project->perform(QStringLiteral("Nothing"), [&](Edit &edit) {
        edit.change(id, [](System &system) { system.name = QStringLiteral("B"); });
        edit.change(id, [](System &system) { system.name = QStringLiteral("A"); });
        return edit.remove(edit.put(systemNamed(QStringLiteral("short-lived"))));
    });
    QVERIFY_OK(same);
    QVERIFY(same->isEmpty());
    QCOMPARE(f.project->entryCount(), entries);
    QVERIFY(spy.isEmpty());
}

void tst_project::anEditThatFailsLeavesNothing()
{
    ProjectFixture f;
    const QByteArray digest = f.project->snapshot().digest();
    const qint64 entries = f.project->entryCount();
    const auto invalid = f.project->perform(QStringLiteral("Bad"), [&](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("Good")));
        edit.put(systemNamed(QString()));
        return Status();
    });
    QVERIFY(!invalid);
    QCOMPARE(invalid.error().code, ErrorCode::InvalidInput);
    QCOMPARE(invalid.error().problems.front().field, QStringLiteral("name"));
    const auto refused = f.project->perform(QStringLiteral("Stop"), [&](Edit &edit) -> Status {
        edit.put(systemNamed(QStringLiteral("Good")));
        return failure(ErrorCode::Refused, QStringLiteral("no"));
    });
    QVERIFY(!refused);
    f.reopen();
    QCOMPARE(f.project->snapshot().digest(), digest);
    QCOMPARE(f.project->entryCount(), entries);
}

void tst_project::undoAndRedoSurviveReopening()
{
    ProjectFixture f;
    std::vector<QByteArray> digests{f.project->snapshot().digest()};
    for (int i = 0; i < 5; ++i) {
        f.add(systemNamed(QString::number(i)));
        digests.push_back(f.project->snapshot().digest());
    }
    for (int i = 4; i >= 0; --i) {
        QVERIFY_OK(f.project->undo());
        QCOMPARE(f.project->snapshot().digest(), digests[static_cast<size_t>(i)]);
        f.reopen();
    }
    while (f.project->undoable()) // what making the project brought in
        QVERIFY_OK(f.project->undo());
    while (f.project->redoable()) {
        QVERIFY_OK(f.project->redo());
        f.reopen();
    }
    QCOMPARE(f.project->snapshot().digest(), digests.back());
    QVERIFY(!f.project->redo());
    QVERIFY_OK(f.project->undo());
    f.add(systemNamed(QStringLiteral("other way")));
    QVERIFY(!f.project->redoable());
}

void tst_project::numbersAreNeverGivenTwice()
{
    ProjectFixture f;
    const auto first = f.add(systemNamed(QStringLiteral("A")));
    QCOMPARE(f.project->snapshot().find(first)->number, 1);
    QVERIFY_OK(f.project->undo());
    const auto second = f.add(systemNamed(QStringLiteral("B")));
    QCOMPARE(f.project->snapshot().find(second)->number, 2);
    QCOMPARE(f.project->snapshot().describe(QStringLiteral("systems"), second),
             QStringLiteral("SYS-002 B"));
}

void tst_project::namesAreUnique()
{
    ProjectFixture f;
    const auto a = f.add(systemNamed(QStringLiteral("Überwachung")));
    const auto again = f.project->perform(QStringLiteral("Again"), [](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("  ÜBERWACHUNG ")));
        return Status();
    });
    QVERIFY(!again);
    const auto twins = f.project->perform(QStringLiteral("Twins"), [](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("Twin")));
        edit.put(systemNamed(QStringLiteral("twin")));
        return Status();
    });
    QVERIFY(!twins);
    // A name may pass from one record to another in one edit.
    QVERIFY_OK(f.project->perform(QStringLiteral("Pass on"), [&](Edit &edit) {
        edit.change(a, [](System &system) { system.name = QStringLiteral("Old"); });
        edit.put(systemNamed(QStringLiteral("Überwachung")));
        return Status();
    }));
    QVERIFY_OK(f.project->undo());
    QVERIFY_OK(f.project->perform(QStringLiteral("Free again"), [&](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("Old")));
        return Status();
    }));
}

void tst_project::readOnlyRefuses()
{
    ProjectFixture f;
    f.project.reset();
    auto opened = Project::open(f.path(), dana(), Access::ReadOnly, allRegisters(), f.clock);
    QVERIFY_OK(opened);
    QVERIFY((*opened)->isReadOnly());
    const auto refused = (*opened)->perform(QStringLiteral("Add"), [](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("A")));
        return Status();
    });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::ReadOnly);
}

void tst_project::usersAreProtected()
{
    ProjectFixture f;
    const auto refused = f.project->perform(QStringLiteral("Rise"), [&](Edit &edit) {
        edit.change(idOf(f.project->user()), [](User &user) { user.role = Role::Auditor; });
        return Status();
    });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotPermitted);
}

void tst_project::rolesAreHeld_data()
{
    QTest::addColumn<int>("role");
    QTest::addColumn<bool>("edits");
    QTest::addColumn<bool>("addsUsers");
    QTest::newRow("officer") << static_cast<int>(Role::SecurityOfficer) << true << true;
    QTest::newRow("editor") << static_cast<int>(Role::Editor) << true << false;
    QTest::newRow("auditor") << static_cast<int>(Role::Auditor) << false << false;
}

void tst_project::rolesAreHeld()
{
    QFETCH(int, role);
    QFETCH(bool, edits);
    QFETCH(bool, addsUsers);
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Cloud")));
    const QString phrase = QStringLiteral("second phrase");
    QVERIFY_OK(f.project->addUser(QStringLiteral("omar"), QStringLiteral("Omar Reyes"),
                                  static_cast<Role>(role), Secret::fromText(phrase)));
    f.project.reset();
    auto opened = Project::open(f.path(), {QStringLiteral("omar"), Secret::fromText(phrase)},
                                Access::ReadWrite, allRegisters(), f.clock);
    QVERIFY_OK(opened);
    Project &project = **opened;
    const auto isHeld = [](const auto &done, bool isAllowed) {
        return isAllowed ? done.has_value() : !done && done.error().code == ErrorCode::NotPermitted;
    };
    const auto add = [](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("By Omar")));
        return Status();
    };
    QVERIFY(isHeld(project.perform(QStringLiteral("Add"), add), edits));
    QVERIFY(isHeld(project.undo(), edits));
    QVERIFY(isHeld(project.redo(), edits) || !edits);
    const size_t slots = Vault::peek(f.path())->slots.size();
    QVERIFY(isHeld(project.addUser(QStringLiteral("eve"), QStringLiteral("Eve"),
                                   Role::SecurityOfficer, Secret::fromText(phrase)),
                   addsUsers));
    QCOMPARE(Vault::peek(f.path())->slots.size(), slots + (addsUsers ? 1 : 0));
    QVERIFY_OK(project.changePassphrase(Secret::fromText(QStringLiteral("own phrase"))));
    QVERIFY(project.verify({})->isSound());
}

void tst_project::longEditsReportAndCancel()
{
    ProjectFixture f;
    std::atomic<qint64> seen = 0;
    const auto writes = [](Edit &edit, const Project::Progress &progress) -> Status {
        for (int i = 0; i < 500; ++i) {
            edit.put(systemNamed(QString::number(i)));
            if (!progress(i, 500))
                return failure(ErrorCode::Cancelled, QStringLiteral("cancelled"));
        }
        return {};
    };
    auto done = f.project->performLong(
        QStringLiteral("Import"), writes,
        [&](qint64 n, qint64) {
            seen = n;
            return true;
        },
        EntryKind::Import);
    QVERIFY(f.project->isBusy());
    QVERIFY(!f.project->undo());
    QTRY_VERIFY(done.isFinished());
    QVERIFY_OK(done.result());
    QCOMPARE(seen.load(), qint64(499));
    QCOMPARE(f.project->snapshot().rows<System>().size(), size_t(500));
    // The order of the import is the order of the numbers.
    for (const System &system : f.project->snapshot().rows<System>())
        QCOMPARE(system.number, system.name.toInt() + 1);
    QVERIFY_OK(f.project->undo());
    auto cancelled = f.project->performLong(QStringLiteral("Import"), writes,
                                            [](qint64 n, qint64) { return n < 10; });
    QTRY_VERIFY(cancelled.isFinished());
    QCOMPARE(cancelled.result().error().code, ErrorCode::Cancelled);
    QVERIFY(f.project->snapshot().rows<System>().isEmpty());
}

void tst_project::viewStateIsKeptOutsideHistory()
{
    ProjectFixture f;
    const qint64 entries = f.project->entryCount();
    f.project->setViewState(QStringLiteral("systems/columns"), QByteArray("\x00\x01", 2));
    f.reopen();
    QCOMPARE(f.project->viewState(QStringLiteral("systems/columns")), QByteArray("\x00\x01", 2));
    QCOMPARE(f.project->entryCount(), entries);
}

void tst_project::aSecondUserJoinsAndSigns()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(QStringLiteral("omar"), QStringLiteral("Omar Reyes"),
                                  Role::Editor, Secret::fromText(QStringLiteral("second phrase"))));
    f.project.reset();
    auto opened = Project::open(
        f.path(), {QStringLiteral("omar"), Secret::fromText(QStringLiteral("second phrase"))},
        Access::ReadWrite, allRegisters(), f.clock);
    QVERIFY_OK(opened);
    f.project = *std::move(opened);
    QCOMPARE(f.project->user().fullName, QStringLiteral("Omar Reyes"));
    f.add(systemNamed(QStringLiteral("By Omar")));
    QVERIFY(f.project->verify({})->isSound());
    QVERIFY_OK(f.project->changePassphrase(Secret::fromText(QStringLiteral("third phrase"))));
    f.reopen(); // Dana still gets in
    QVERIFY(f.project->verify({})->isSound());
}

void tst_project::aCopyOfAnOpenFileIsVerified()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    const QString copy = f.dir.filePath(QStringLiteral("copy.safeguard"));
    {
        // As a copying program would, and not by QFile here: that lets go of the lock.
        QProcess cp;
        cp.start(QStringLiteral("cp"), {f.path(), copy});
        QVERIFY(cp.waitForFinished());
    }
    const auto opened = Project::open(copy, dana(), Access::ReadWrite, allRegisters(), f.clock);
    QVERIFY_OK(opened);
    QVERIFY((*opened)->recovery().isJournalIncomplete);
    QCOMPARE((*opened)->notices().size(), 1);
    for (const char *words : {"is what its history says", "Back up now"}) // and what to do
        QVERIFY2((*opened)->notices().front().contains(QLatin1String(words)),
                 qPrintable((*opened)->notices().front()));
}

void tst_project::eventsAreEntered()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    const QByteArray digest = f.project->snapshot().digest();
    const auto undoable = f.project->undoable()->sequence;
    QSignalSpy spy(f.project.get(), &Project::changed);
    QVERIFY_OK(f.project->note(QStringLiteral("Print the binder")));
    QCOMPARE(spy.size(), 1);
    QVERIFY(spy.first().first().value<Change>().registers.empty());
    f.reopen();
    QCOMPARE(f.project->lastEntry().kind, EntryKind::Event);
    QCOMPARE(f.project->lastEntry().sentence, QStringLiteral("Print the binder"));
    QCOMPARE(f.project->snapshot().digest(), digest);
    QCOMPARE(f.project->undoable()->sequence, undoable);
    QVERIFY(f.project->verify({})->isSound());

    f.project.reset();
    auto reading = Project::open(f.path(), dana(), Access::ReadOnly, allRegisters(), f.clock);
    QVERIFY(reading);
    QCOMPARE((*reading)->note(QStringLiteral("Print")).error().code, ErrorCode::ReadOnly);
}

void tst_project::eventsWaitForWhatIsUnderWay()
{
    ProjectFixture f;
    const qint64 before = f.project->entryCount();
    auto verified = f.project->verifyLong([](quint32, quint32) { return true; });
    QVERIFY_OK(f.project->note(QStringLiteral("Print the binder")));
    QCOMPARE(f.project->entryCount(), before);
    QTRY_VERIFY(verified.isFinished());
    QCOMPARE(f.project->lastEntry().sentence, QStringLiteral("Print the binder"));

    // Closed before it is done, it is not forgotten.
    verified = f.project->verifyLong([](quint32, quint32) { return true; });
    QVERIFY_OK(f.project->note(QStringLiteral("Print it again")));
    f.reopen();
    QCOMPARE(f.project->lastEntry().sentence, QStringLiteral("Print it again"));
}

SAFEGUARD_TEST(tst_project)
#include "tst_project.moc"
