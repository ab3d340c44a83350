// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/datamap.h"
#include "model/store/schema.h"
#include "tests/tools/olderproject.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {
const auto keptFiles =
    QStringLiteral(SAFEGUARD_SOURCE_DIR "/tests/project/files/schema-%1.safeguard");
}

/// Projects of older versions: the files that are kept, and some made here as they made them.
class tst_upgrade final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachReleasedVersionIsKept();
    void keptFilesOpen_data();
    void keptFilesOpen();
    void olderEditsAreUndone_data() { keptFilesOpen_data(); }
    void olderEditsAreUndone();
    void readingOnlyLeavesTheFile_data() { keptFilesOpen_data(); }
    void readingOnlyLeavesTheFile();
    void theBackupIsTheFileAsItWas();
    void anEmptyListKeepsItsMeaning();
    void aNewerFileIsRefused();

private:
    QString copyOfKept(int version);
    Result<std::unique_ptr<Project>> open(Access access = Access::ReadWrite)
    {
        return Project::open(m_path, dana(), access, allRegisters(), m_clock);
    }
    QStringList backups() const
    {
        return QDir(m_dir->path()).entryList({QStringLiteral("a, as of *")}, QDir::Files);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    FixedClock m_clock{QDateTime({2026, 2, 28}, {12, 0}, Qt::UTC)};
};

QString tst_upgrade::copyOfKept(int version)
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(QStringLiteral("a.safeguard"));
    QFile::copy(keptFiles.arg(version), m_path);
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    return m_path;
}

void tst_upgrade::eachReleasedVersionIsKept()
{
    for (int version = 1; version <= currentSchemaVersion(); ++version)
        QVERIFY2(QFile::exists(keptFiles.arg(version)), qPrintable(keptFiles.arg(version)));
}

void tst_upgrade::keptFilesOpen_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version <= currentSchemaVersion(); ++version)
        QTest::addRow("version %d", version) << version;
}

void tst_upgrade::keptFilesOpen()
{
    QFETCH(int, version);
    copyOfKept(version);
    auto project = open();
    QVERIFY_OK(project);
    const bool isOlder = version < currentSchemaVersion();
    QCOMPARE(backups().size(), isOlder ? 1 : 0);
    QCOMPARE((*project)->notices().size(), isOlder ? 1 : 0);
    QCOMPARE((*project)->snapshot().rows<System>().size(), size_t(2));
    const DataMap map((*project)->snapshot());
    const Flow &flow = *(*project)->snapshot().rows<Flow>().begin();
    QCOMPARE(map.tierOf(idOf(flow)), Tier::Three);
    const auto report = (*project)->verify({});
    QVERIFY_OK(report);
    QVERIFY(report->isSound());
    // The fields that came later are there to be filled in.
    QVERIFY_OK((*project)->perform(QStringLiteral("Add"), [](Edit &edit) {
        Site site;
        site.name = QStringLiteral("Plant");
        System system = systemNamed(QStringLiteral("Line"));
        system.site = edit.put(site);
        edit.put(system);
        return Status();
    }));
    project->reset();
    auto again = open();
    QVERIFY_OK(again);
    QVERIFY((*again)->notices().isEmpty());
    QCOMPARE(backups().size(), isOlder ? 1 : 0);
}

void tst_upgrade::olderEditsAreUndone()
{
    QFETCH(int, version);
    copyOfKept(version);
    auto opened = open();
    QVERIFY_OK(opened);
    Project &project = **opened;
    const QByteArray digest = project.snapshot().digest();
    QVERIFY(project.redoable());
    QVERIFY_OK(project.redo()); // renames
    QVERIFY_OK(project.undo());
    int undone = 0;
    for (; project.undoable(); ++undone)
        QVERIFY_OK(project.undo());
    QCOMPARE(undone, 3);
    QVERIFY(project.snapshot().rows<System>().isEmpty());
    for (; undone > 0; --undone)
        QVERIFY_OK(project.redo());
    QCOMPARE(project.snapshot().digest(), digest);
    std::vector<Entry> entries;
    QVERIFY_OK(project.forEachEntry(1, project.entryCount(), [&](Entry &&entry) {
        entries.push_back(std::move(entry));
        return true;
    }));
    for (const Entry &entry : entries)
        QVERIFY_OK(project.changesOf(entry));
    QVERIFY(project.verify({})->isSound());
}

void tst_upgrade::readingOnlyLeavesTheFile()
{
    QFETCH(int, version);
    copyOfKept(version);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    {
        auto project = open(Access::ReadOnly);
        QVERIFY_OK(project);
        QCOMPARE((*project)->snapshot().rows<System>().size(), size_t(2));
        const DataMap map((*project)->snapshot());
        QCOMPARE(map.tierOf(idOf(*(*project)->snapshot().rows<Flow>().begin())), Tier::Three);
        QVERIFY((*project)->verify({})->isSound());
        QCOMPARE((*project)->undo().error().code, ErrorCode::ReadOnly);
        QVERIFY((*project)->viewState(QStringLiteral("none")).isEmpty());
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == before);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 1);
}

void tst_upgrade::theBackupIsTheFileAsItWas()
{
    copyOfKept(1);
    QVERIFY_OK(open());
    QCOMPARE(backups().size(), 1);
    m_path = m_dir->filePath(backups().first());
    auto backup = open(Access::ReadOnly);
    QVERIFY_OK(backup);
    QCOMPARE((*backup)->snapshot().rows<System>().size(), size_t(2));
    QVERIFY((*backup)->verify({})->isSound());
}

void tst_upgrade::anEmptyListKeepsItsMeaning()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(QStringLiteral("a.safeguard"));
    writeOlderProject(m_path, 2, {.emptiesAList = true});
    const auto check = [](const Project &project) {
        const Snapshot now = project.snapshot();
        const Deidentification &proof = *now.rows<Deidentification>().begin();
        return proof.flowScope == FlowScope::These && proof.flows.size() == 1 &&
               proof.elementScope == ElementScope::All && proof.elements.isEmpty() &&
               DataMap(now).tierOf(*proof.flows.begin()) == Tier::Three;
    };
    {
        auto reader = open(Access::ReadOnly);
        QVERIFY_OK(reader);
        QVERIFY(check(**reader));
        QVERIFY((*reader)->lastEntry().kind != EntryKind::Migration);
    }
    auto project = open();
    QVERIFY_OK(project);
    QVERIFY(check(**project));
    // It changed content, so it is signed, and older edits are behind it.
    QCOMPARE((*project)->lastEntry().kind, EntryKind::Migration);
    QCOMPARE((*project)->lastEntry().user, Id<User>((*project)->user().id));
    QVERIFY(!(*project)->undoable());
    QVERIFY((*project)->verify({})->isSound());
    const qint64 entries = (*project)->entryCount();
    project->reset();
    project = open();
    QVERIFY_OK(project);
    QVERIFY(check(**project));
    QCOMPARE((*project)->entryCount(), entries);
}

void tst_upgrade::aNewerFileIsRefused()
{
    copyOfKept(currentSchemaVersion());
    const auto older = registersAt(2);
    const SchemaLimit limit(2);
    for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
        const auto refused = Project::open(m_path, dana(), access, older, m_clock);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NewerVersion);
    }
    QVERIFY(backups().isEmpty());
}

SAFEGUARD_TEST(tst_upgrade)
#include "tst_upgrade.moc"
