// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/projectfixture.h"

#include <QSignalSpy>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

Secret phrase(const char *text)
{
    return Secret::fromText(QString::fromLatin1(text));
}

Credentials named(const char *user, const char *text)
{
    return {QString::fromLatin1(user), phrase(text)};
}

Credentials byKey(const QString &key)
{
    return {{}, {}, recoveryKeyFromText(key).value()};
}

Result<std::unique_ptr<Project>> openAs(const ProjectFixture &f, const Credentials &who)
{
    return Project::open(f.path(), who, Access::ReadWrite, allRegisters(), f.clock);
}

/// 0 when it opens.
int codeFor(const ProjectFixture &f, const Credentials &who)
{
    const auto opened = openAs(f, who);
    return opened ? 0 : int(opened.error().code);
}

Id<User> idNamed(const Project &project, const char *name)
{
    for (const User &user : project.snapshot().rows<User>()) {
        if (user.name == QLatin1String(name))
            return idOf(user);
    }
    return {};
}

Status renewed(Project &project, VaultProgress progress = {})
{
    auto future = project.renewKeyLong(std::move(progress));
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
        return failure(ErrorCode::Internal, QStringLiteral("it did not end"));
    return future.result();
}

/// Ines, an officer, Omar, an editor, and Lena, who audits.
void addOthers(Project &project)
{
    const auto add = [&](const char *name, Role role, const char *text) {
        QVERIFY_OK(project.addUser(QString::fromLatin1(name), QString::fromLatin1(name), role,
                                   phrase(text)));
    };
    add("ines", Role::SecurityOfficer, "i");
    add("omar", Role::Editor, "o");
    add("lena", Role::Auditor, "l");
}

QString recoveryKeyOf(ProjectFixture &f, const Credentials &who)
{
    f.project.reset();
    const QString key = openAs(f, who).value()->addRecoveryKey().value().text;
    f.reopen();
    return key;
}

}

/// A new data key for a project, with which everybody who stays and everything that was signed
/// go on.
class tst_keyrenewal final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoOpensBeforeAndAfter();
    void theHistoryGoesOn();
    void receiptsStillCompare();
    void onlyAnOfficerMay_data();
    void onlyAnOfficerMay();
    void byARecoveryKeyToo();
    void whatIsHalfDoneStaysOutside();
    void stoppedItLeavesNoTrace();
    void closingEndsIt();
    void editsWaitMeanwhile();
    void thatTheFileCannotBeWrittenIsSaid();
};

void tst_keyrenewal::whoOpensBeforeAndAfter()
{
    ProjectFixture f;
    addOthers(*f.project);
    const QString danas = recoveryKeyOf(f, dana());
    const QString omars = recoveryKeyOf(f, named("omar", "o"));
    const QString lenas = recoveryKeyOf(f, named("lena", "l"));
    const QString old = f.dir.filePath(QStringLiteral("old.safeguard"));
    f.project.reset();
    QVERIFY(QFile::copy(f.path(), old));
    for (const Credentials &who : {dana(), named("ines", "i"), named("omar", "o"),
                                   named("lena", "l"), byKey(danas), byKey(omars), byKey(lenas)})
        QCOMPARE(codeFor(f, who), 0);
    f.reopen();
    QVERIFY_OK(f.project->removeUser(idNamed(*f.project, "omar")));
    QVERIFY_OK(renewed(*f.project));
    f.project.reset();
    for (const Credentials &who :
         {dana(), named("ines", "i"), named("lena", "l"), byKey(danas), byKey(lenas)})
        QCOMPARE(codeFor(f, who), 0);
    QCOMPARE(codeFor(f, named("omar", "o")), int(ErrorCode::UnknownUser));
    QCOMPARE(codeFor(f, byKey(omars)), int(ErrorCode::WrongPassphrase));
    // The copy that Omar kept opens with what he has, and says nothing of what came after.
    auto kept = Project::open(old, named("omar", "o"), Access::ReadOnly, allRegisters(), f.clock);
    QVERIFY_OK(kept);
    QVERIFY((*kept)->snapshot().find(idNamed(**kept, "omar"))->isActive());
}

void tst_keyrenewal::theHistoryGoesOn()
{
    ProjectFixture f;
    const auto gateway = f.add(systemNamed(QStringLiteral("Gateway")));
    const QByteArray id = f.project->projectId();
    const QByteArray digest = f.project->snapshot().digest();
    const Entry before = f.project->lastEntry();
    f.project->setViewState(QStringLiteral("screen"), QByteArrayLiteral("systems"));
    const QSignalSpy changes(f.project.get(), &Project::changed);
    QVERIFY_OK(renewed(*f.project));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(f.project->projectId(), id);
    QCOMPARE(f.project->snapshot().digest(), digest);
    QCOMPARE(f.project->entryCount(), before.sequence + 1);
    const Entry entry = f.project->lastEntry();
    QCOMPARE(entry.kind, EntryKind::Event);
    QCOMPARE(entry.user, idOf(f.project->user()));
    QCOMPARE(entry.parents, std::vector<QByteArray>{before.hash});
    QVERIFY(f.project->verify({})->isSound());
    // What was done before can be undone after, and what comes after stands behind it.
    QVERIFY_OK(f.project->undo());
    QVERIFY(!f.project->snapshot().find(gateway));
    QVERIFY_OK(f.project->redo());
    const auto later = f.add(systemNamed(QStringLiteral("Cloud")));
    QVERIFY_OK(renewed(*f.project));
    f.reopen();
    QVERIFY(f.project->notices().isEmpty());
    QVERIFY(!f.project->recovery().wasDirty);
    QVERIFY(f.project->snapshot().find(gateway) && f.project->snapshot().find(later));
    QCOMPARE(f.project->entryCount(), before.sequence + 5);
    QCOMPARE(f.project->viewState(QStringLiteral("screen")), QByteArrayLiteral("systems"));
    QVERIFY(f.project->verify({})->isSound());
    f.project.reset();
    QCOMPARE(QDir(f.dir.path()).entryList(QDir::Files), QStringList{QStringLiteral("a.safeguard")});
}

void tst_keyrenewal::receiptsStillCompare()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    const Receipt before = f.project->takeReceipt();
    QVERIFY_OK(renewed(*f.project));
    const Receipt after = f.project->takeReceipt();
    f.reopen();
    for (const Receipt &receipt : {before, after}) {
        const auto read = Receipt::fromText(receipt.toText());
        QVERIFY_OK(read);
        const auto line = f.project->compare(*read);
        QVERIFY_OK(line);
        QVERIFY2(line->isSound, qPrintable(line->finding));
    }
    QCOMPARE(after.projectId, before.projectId);
    QCOMPARE(after.publicKey, before.publicKey);
    QCOMPARE(after.sequence, before.sequence + 1);
}

void tst_keyrenewal::onlyAnOfficerMay_data()
{
    QTest::addColumn<int>("role");
    QTest::addColumn<bool>("may");
    for (const Role role :
         {Role::SecurityOfficer, Role::Editor, Role::Contributor, Role::Reviewer, Role::Auditor})
        QTest::addRow("%d", int(role)) << int(role) << (role == Role::SecurityOfficer);
}

void tst_keyrenewal::onlyAnOfficerMay()
{
    QFETCH(int, role);
    QFETCH(bool, may);
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(QStringLiteral("omar"), QStringLiteral("Omar"), Role(role),
                                  phrase("o")));
    f.project.reset();
    const QByteArray id = Vault::peek(f.path())->fileId;
    f.project = openAs(f, named("omar", "o")).value();
    const Status done = renewed(*f.project);
    QCOMPARE(done.has_value(), may);
    QCOMPARE(Vault::peek(f.path())->fileId != id, may);
    if (!may)
        QCOMPARE(done.error().code, ErrorCode::NotPermitted);
}

void tst_keyrenewal::byARecoveryKeyToo()
{
    ProjectFixture f;
    const QString key = recoveryKeyOf(f, dana());
    f.project.reset();
    f.project = openAs(f, byKey(key)).value();
    QVERIFY_OK(renewed(*f.project));
    QVERIFY_OK(f.project->changePassphrase(phrase("another")));
    f.project.reset();
    QCOMPARE(codeFor(f, byKey(key)), 0);
    QCOMPARE(codeFor(f, named("dana", "another")), 0);
}

/// A slot that the history does not know, and one of who was removed, get no new key.
void tst_keyrenewal::whatIsHalfDoneStaysOutside()
{
    ProjectFixture f;
    f.project.reset();
    {
        auto vault = Vault::open(f.path(), dana(), Access::ReadWrite).value();
        const auto stranger =
            vault->prepareUser(QStringLiteral("stranger"), phrase("s"), KdfCost::floor());
        QVERIFY_OK(vault->addUser(stranger.value()));
    }
    f.reopen();
    QVERIFY_OK(renewed(*f.project));
    QCOMPARE(Vault::peek(f.path())->slots.size(), size_t(1));
    f.reopen();
    QVERIFY(f.project->notices().isEmpty());
}

void tst_keyrenewal::stoppedItLeavesNoTrace()
{
    ProjectFixture f;
    const QByteArray id = Vault::peek(f.path())->fileId;
    const qint64 entries = f.project->entryCount();
    const QSignalSpy changes(f.project.get(), &Project::changed);
    const Status done = renewed(*f.project, [](quint32, quint32) { return false; });
    QCOMPARE(done.error().code, ErrorCode::Cancelled);
    QVERIFY(changes.isEmpty());
    QCOMPARE(f.project->entryCount(), entries);
    QCOMPARE(Vault::peek(f.path())->fileId, id);
    f.add(systemNamed(QStringLiteral("Gateway")));
    f.reopen();
    QCOMPARE(f.project->entryCount(), entries + 1);
    QVERIFY(f.project->verify({})->isSound());
}

/// Locking in the middle of it leaves one of the two, whole.
void tst_keyrenewal::closingEndsIt()
{
    ProjectFixture f;
    const auto gateway = f.add(systemNamed(QStringLiteral("Gateway")));
    const QByteArray id = Vault::peek(f.path())->fileId;
    const qint64 entries = f.project->entryCount();
    (void)f.project->renewKeyLong();
    f.project.reset();
    const bool isRenewed = Vault::peek(f.path())->fileId != id;
    QCOMPARE(QDir(f.dir.path()).entryList(QDir::Files), QStringList{QStringLiteral("a.safeguard")});
    f.reopen();
    QCOMPARE(f.project->entryCount(), entries + isRenewed);
    QVERIFY(f.project->snapshot().find(gateway));
    QVERIFY(f.project->verify({})->isSound());
}

void tst_keyrenewal::editsWaitMeanwhile()
{
    ProjectFixture f;
    auto future = f.project->renewKeyLong();
    QVERIFY(f.project->isBusy());
    const auto edit = f.project->perform(QStringLiteral("Add"), [](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("Gateway")));
        return Status();
    });
    QCOMPARE(edit.error().code, ErrorCode::Refused);
    QCOMPARE(renewed(*f.project).error().code, ErrorCode::Refused);
    QVERIFY(QTest::qWaitFor([&] { return future.isFinished(); }, 30'000));
    QVERIFY_OK(future.result());
    f.add(systemNamed(QStringLiteral("Gateway")));
}

void tst_keyrenewal::thatTheFileCannotBeWrittenIsSaid()
{
    ProjectFixture f;
    f.project.reset();
    f.project = Project::open(f.path(), dana(), Access::ReadOnly, allRegisters(), f.clock).value();
    QCOMPARE(renewed(*f.project).error().code, ErrorCode::ReadOnly);
}

SAFEGUARD_TEST(tst_keyrenewal)
#include "tst_keyrenewal.moc"
