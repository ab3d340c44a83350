// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/projectfixture.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const auto omar = QStringLiteral("omar");

Secret phrase(const char *text = "second phrase")
{
    return Secret::fromText(QString::fromLatin1(text));
}

bool opens(const ProjectFixture &f, const char *text = "second phrase")
{
    return Project::open(f.path(), {omar, phrase(text)}, Access::ReadWrite, allRegisters(), f.clock)
        .has_value();
}

User omarIn(const Project &project)
{
    for (const User &user : project.snapshot().rows<User>()) {
        if (user.name == omar)
            return user;
    }
    return {};
}

/// What a program that stopped between the two halves of an addition left, by way of the vault.
template <class F>
void inVault(ProjectFixture &f, F change)
{
    f.project.reset();
    auto vault = Vault::open(f.path(), dana(), Access::ReadWrite);
    QVERIFY_OK(vault);
    change(**vault);
}

}

/// A user is an entry of the history and a slot of the file: both or none.
class tst_projectusers final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotValidLeavesNothing_data();
    void whatIsNotValidLeavesNothing();
    void anEntryWithoutSlotIsCompleted();
    void aSlotWithoutEntryIsCompleted();
    void whoSignedComesBackWithAnotherKey();
    void aRemovedUserIsOut();
    void aRemovalThatWasInterruptedIsCompleted();
    void anOfficerStays();
};

void tst_projectusers::whatIsNotValidLeavesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("fullName");
    QTest::newRow("full name too long") << omar << QString(501, u'x');
    QTest::newRow("tab in the full name") << omar << QStringLiteral("Omar\tReyes");
    QTest::newRow("no full name") << omar << QStringLiteral(" ");
    QTest::newRow("name taken") << QStringLiteral("DANA") << QStringLiteral("Dana");
    QTest::newRow("name too long") << QString(65, u'x') << QStringLiteral("Omar Reyes");
}

void tst_projectusers::whatIsNotValidLeavesNothing()
{
    QFETCH(QString, name);
    QFETCH(QString, fullName);
    ProjectFixture f;
    const qint64 entries = f.project->entryCount();
    QVERIFY(!f.project->addUser(name, fullName, Role::Editor, phrase()));
    QCOMPARE(f.project->entryCount(), entries);
    QCOMPARE(Vault::peek(f.path())->slots.size(), size_t(1));
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, phrase()));
    f.project.reset();
    QVERIFY(opens(f));
}

void tst_projectusers::anEntryWithoutSlotIsCompleted()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, phrase()));
    QVERIFY(f.project->notices().isEmpty());
    inVault(f, [](Vault &vault) { QVERIFY_OK(vault.removeSlot(1)); });
    f.reopen();
    QCOMPARE(f.project->notices().size(), 1);
    QVERIFY(f.project->notices().first().startsWith(omar));
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar R."), Role::Reviewer, phrase("new")));
    QCOMPARE(f.project->snapshot().rows<User>().size(), size_t(2));
    f.reopen();
    QVERIFY(f.project->notices().isEmpty());
    QVERIFY(f.project->verify({})->isSound());
    f.project.reset();
    QVERIFY(opens(f, "new"));
}

void tst_projectusers::aSlotWithoutEntryIsCompleted()
{
    ProjectFixture f;
    inVault(f, [](Vault &vault) {
        const auto pending = vault.prepareUser(omar, phrase("lost"), KdfCost::floor());
        QVERIFY_OK(pending);
        QVERIFY_OK(vault.addUser(*pending));
    });
    QVERIFY(!opens(f, "lost"));
    f.reopen();
    QCOMPARE(f.project->notices().size(), 1);
    QVERIFY(f.project->notices().first().startsWith(omar));
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, phrase()));
    QCOMPARE(Vault::peek(f.path())->slots.size(), size_t(2));
    f.reopen();
    QVERIFY(f.project->notices().isEmpty());
    f.project.reset();
    QVERIFY(!opens(f, "lost"));
    QVERIFY(opens(f));
}

void tst_projectusers::whoSignedComesBackWithAnotherKey()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, phrase()));
    f.project.reset();
    auto own =
        Project::open(f.path(), {omar, phrase()}, Access::ReadWrite, allRegisters(), f.clock);
    QVERIFY_OK(own);
    f.project = *std::move(own);
    f.add(systemNamed(QStringLiteral("By Omar")));
    inVault(f, [](Vault &vault) { QVERIFY_OK(vault.removeSlot(1)); });
    f.reopen();
    QCOMPARE(f.project->notices().size(), 1);
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, phrase("new")));
    QCOMPARE(f.project->snapshot().rows<User>().size(), size_t(2));
    // What was signed with the lost key is proved by the history, which entered that key.
    QVERIFY(f.project->verify({})->isSound());
    f.project.reset();
    QVERIFY(opens(f, "new"));
}

void tst_projectusers::aRemovedUserIsOut()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, phrase()));
    const Id<User> id = idOf(omarIn(*f.project));
    f.project.reset();
    {
        auto own =
            Project::open(f.path(), {omar, phrase()}, Access::ReadWrite, allRegisters(), f.clock);
        QVERIFY_OK(own);
        QVERIFY_OK((*own)->addRecoveryKey());
    }
    QCOMPARE(Vault::peek(f.path())->slots.size(), size_t(3));
    f.reopen();
    QVERIFY_OK(f.project->removeUser(id));
    QVERIFY(!omarIn(*f.project).isActive());
    QCOMPARE(Vault::peek(f.path())->slots.size(), size_t(1)); // the recovery key too
    QVERIFY(f.project->verify({})->isSound());
    f.reopen();
    QVERIFY(f.project->notices().isEmpty());
    QVERIFY(!f.project->changeUser(id, QStringLiteral("Omar"), Role::Editor));
    f.project.reset();
    QVERIFY(!opens(f));
    f.reopen();
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Auditor, phrase()));
    QCOMPARE(f.project->snapshot().rows<User>().size(), size_t(2));
    QVERIFY(omarIn(*f.project).isActive());
    f.project.reset();
    QVERIFY(opens(f));
}

void tst_projectusers::aRemovalThatWasInterruptedIsCompleted()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, phrase()));
    const Id<User> id = idOf(omarIn(*f.project));
    // The first half alone, as when the program stops there.
    QVERIFY_OK(f.project->perform(
        QStringLiteral("Remove Omar"),
        [&](Edit &edit) {
            edit.change(id, [](User &user) { user.status = UserStatus::Removed; });
            return Status();
        },
        EntryKind::User));
    f.project.reset();
    const auto refused =
        Project::open(f.path(), {omar, phrase()}, Access::ReadWrite, allRegisters(), f.clock);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotPermitted);
    f.reopen();
    QCOMPARE(f.project->notices().size(), 1);
    QVERIFY_OK(f.project->removeUser(id));
    QCOMPARE(Vault::peek(f.path())->slots.size(), size_t(1));
    f.reopen();
    QVERIFY(f.project->notices().isEmpty());
}

void tst_projectusers::anOfficerStays()
{
    ProjectFixture f;
    const Id<User> self = idOf(f.project->user());
    const QString name = f.project->user().fullName;
    QCOMPARE(f.project->changeUser(self, name, Role::Editor).error().code, ErrorCode::Refused);
    QCOMPARE(f.project->removeUser(self).error().code, ErrorCode::Refused);
    QVERIFY_OK(
        f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::SecurityOfficer, phrase()));
    QVERIFY_OK(f.project->changeUser(self, name, Role::Editor));
    QCOMPARE(f.project->removeUser(idOf(omarIn(*f.project))).error().code, ErrorCode::NotPermitted);
}

SAFEGUARD_TEST(tst_projectusers)
#include "tst_projectusers.moc"
