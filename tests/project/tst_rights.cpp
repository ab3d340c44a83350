// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/people/person.h"
#include "model/project/restore.h"
#include "model/project/rights.h"
#include "tests/tools/projectfixture.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// The table as the user documentation has it: Security Officer, Editor, Contributor (of the map),
/// Reviewer, Auditor. "own": in the areas given.
const QHash<QString, QString> expected{
    {QStringLiteral("read"), QStringLiteral("yes yes yes yes yes")},
    {QStringLiteral("edit"), QStringLiteral("yes yes own no no")},
    {QStringLiteral("users"), QStringLiteral("yes no no no no")},
    {QStringLiteral("upgrade"), QStringLiteral("yes yes no no no")},
    {QStringLiteral("restore"), QStringLiteral("yes yes no no no")},
    {QStringLiteral("export"), QStringLiteral("yes yes yes yes yes")},
    {QStringLiteral("verify"), QStringLiteral("yes yes yes yes yes")},
    {QStringLiteral("comment"), QStringLiteral("yes yes yes yes no")},
    {QStringLiteral("sign"), QStringLiteral("yes yes yes yes no")},
    {QStringLiteral("approve"), QStringLiteral("yes no no yes no")},
    {QStringLiteral("baseline"), QStringLiteral("yes yes no no no")},
    {QStringLiteral("expunge"), QStringLiteral("yes no no no no")},
    {QStringLiteral("own_keys"), QStringLiteral("yes yes yes yes yes")},
};

Secret phrase();

/// A backup of the project, restored elsewhere by its user.
Status restored(Project &project)
{
    const QTemporaryDir dir;
    const auto made = project.backUp({dir.path(), 10, 24}, {});
    SG_TRY(made);
    const auto done = restoreBackup(
        {made->path, dir.filePath(QStringLiteral("b.safeguard")),
         std::make_shared<const Credentials>(Credentials{project.user().name, phrase()})},
        allRegisters());
    SG_TRY(done);
    return {};
}

Secret phrase()
{
    return Secret::fromText(QStringLiteral("second phrase"));
}

RecordRef firstSystem(const Project &project)
{
    return {QStringLiteral("systems"), (*project.snapshot().rows<System>().begin()).id};
}

template <class T>
Status edited(Project &project, const QString &name)
{
    const auto done = project.perform(QStringLiteral("Add"), [&](Edit &edit) {
        T record;
        record.name = name;
        edit.put(record);
        return Status();
    });
    return done ? Status() : Status(failure(done.error()));
}

}

/// Each cell of role x operation, tried on a project by a user of that role.
class tst_rights final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachCell_data();
    void eachCell();
    void undoTouchesOwnAreasOnly();
    void aReaderUpgradesNothing();

private:
    static Status attempt(Project &project, Operation operation);
};

void tst_rights::eachCell_data()
{
    QTest::addColumn<int>("role");
    QTest::addColumn<int>("operation");
    QTest::addColumn<QString>("answer");
    QCOMPARE(static_cast<int>(choices(Operation()).size()), operationCount);
    QCOMPARE(expected.size(), operationCount);
    for (int operation = 0; operation < operationCount; ++operation) {
        const QString key = choices(Operation())[static_cast<size_t>(operation)].key;
        const QStringList answers = expected[key].split(u' ');
        for (int role = 0; role < answers.size(); ++role)
            QTest::addRow("%s: %s", qPrintable(choices(Role())[static_cast<size_t>(role)].key),
                          qPrintable(key))
                << role << operation << answers[role];
    }
}

Status tst_rights::attempt(Project &project, Operation operation)
{
    const auto statusOf = [](const auto &result) {
        return result ? Status() : Status(failure(result.error()));
    };
    switch (operation) {
    case Operation::Read:
        return project.snapshot().rows<System>().isEmpty()
                   ? Status(failure(ErrorCode::NotFound, QString()))
                   : Status();
    case Operation::Edit:
        return edited<Company>(project, QStringLiteral("Host"));
    case Operation::Comment:
        return statusOf(project.addComment(firstSystem(project), QStringLiteral("Which one?")));
    case Operation::Sign:
        return statusOf(project.sign(firstSystem(project), Meaning::Prepared, phrase()));
    case Operation::Approve:
        return statusOf(project.sign(firstSystem(project), Meaning::Approved, phrase()));
    case Operation::Baseline:
        return statusOf(project.takeBaseline(QStringLiteral("Review"), {}));
    case Operation::Expunge:
        return statusOf(project.expunge(QStringLiteral("Patch"), QStringLiteral("A mistake")));
    case Operation::Users:
        return statusOf(project.addUser(QStringLiteral("third"), QStringLiteral("Third"),
                                        Role::Auditor, phrase()));
    case Operation::Upgrade:
        return statusOf(project.perform(
            QStringLiteral("Upgrade"), [](Edit &) { return Status(); }, EntryKind::Migration));
    case Operation::Restore:
        return restored(project);
    case Operation::Export:
        return may(project.user(), Operation::Export);
    case Operation::Verify:
        return statusOf(project.verify({}));
    case Operation::OwnKeys:
        SG_TRY(project.changePassphrase(Secret::fromText(QStringLiteral("third phrase"))));
        return statusOf(project.addRecoveryKey());
    }
    return {};
}

void tst_rights::eachCell()
{
    QFETCH(int, role);
    QFETCH(int, operation);
    QFETCH(QString, answer);
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Patch")));
    QVERIFY_OK(f.project->addUser(QStringLiteral("omar"), QStringLiteral("Omar Reyes"),
                                  {static_cast<Role>(role), {Area::Map}}, phrase()));
    f.project.reset();
    auto own = Project::open(f.path(), {QStringLiteral("omar"), phrase()}, Access::ReadWrite,
                             allRegisters(), f.clock);
    QVERIFY_OK(own);
    const qint64 entries = (*own)->entryCount();
    const Status done = attempt(**own, static_cast<Operation>(operation));
    QCOMPARE(done.has_value(), answer == QLatin1String("yes"));
    if (!done) {
        QCOMPARE(done.error().code, ErrorCode::NotPermitted);
        QVERIFY(!done.error().text.isEmpty());
        QCOMPARE((*own)->entryCount(), entries);
    }
    if (answer == QLatin1String("own")) {
        QVERIFY_OK(edited<System>(**own, QStringLiteral("Gateway")));
        QVERIFY((*own)->mayEdit(allRegisters()->of<System>()));
        QVERIFY(!(*own)->mayEdit(allRegisters()->of<Company>()));
    }
    QVERIFY((*own)->verify({})->isSound());
}

void tst_rights::undoTouchesOwnAreasOnly()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(QStringLiteral("omar"), QStringLiteral("Omar Reyes"),
                                  {Role::Contributor, {Area::Context}}, phrase()));
    QVERIFY_OK(edited<Company>(*f.project, QStringLiteral("Host")));
    QVERIFY_OK(edited<System>(*f.project, QStringLiteral("Patch")));
    f.project.reset();
    auto own = Project::open(f.path(), {QStringLiteral("omar"), phrase()}, Access::ReadWrite,
                             allRegisters(), f.clock);
    QVERIFY_OK(own);
    const auto undone = (*own)->undo();
    QVERIFY(!undone);
    QCOMPARE(undone.error().code, ErrorCode::NotPermitted);
    QCOMPARE((*own)->snapshot().rows<System>().size(), size_t(1));
    QVERIFY_OK(edited<Company>(**own, QStringLiteral("Other")));
    QVERIFY_OK((*own)->undo());
    QCOMPARE((*own)->snapshot().rows<Company>().size(), size_t(1));
}

void tst_rights::aReaderUpgradesNothing()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("a.safeguard"));
    QVERIFY(QFile::copy(
        QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/project/files/schema-3.safeguard"), path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    // The officer of the older file gives access by the program of today, on a copy of it.
    QByteArray before;
    {
        auto vault = Vault::open(path, dana(), Access::ReadWrite);
        QVERIFY_OK(vault);
        Connection connection((*vault)->database());
        QVERIFY_OK(connection.run("UPDATE users SET role = 'auditor'"));
    }
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        before = file.readAll();
    }
    auto project = Project::open(path, dana(), Access::ReadWrite, allRegisters());
    QVERIFY_OK(project);
    QVERIFY((*project)->isReadOnly());
    QCOMPARE((*project)->notices().size(), 1);
    QCOMPARE((*project)->snapshot().rows<System>().size(), size_t(2));
    project->reset();
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 1); // no backup was needed
}

SAFEGUARD_TEST(tst_rights)
#include "tst_rights.moc"
