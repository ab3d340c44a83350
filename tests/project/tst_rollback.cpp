// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/connection.h"
#include "tests/tools/projectfixture.h"
#include "tests/tools/readme.h"
#include "tests/vault/shimvfs.h"

#include <QFile>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

constexpr qsizetype s_pagesStart = 32768;
constexpr qsizetype s_pageSize = 4096;

const auto omar = QStringLiteral("omar");

Secret omarsPhrase()
{
    return Secret::fromText(QStringLiteral("second phrase"));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void setContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

Result<std::unique_ptr<Project>> opened(const ProjectFixture &f, const QString &path)
{
    return Project::open(path, dana(), Access::ReadWrite, allRegisters(), f.clock);
}

Result<std::unique_ptr<Project>> openedByOmar(const ProjectFixture &f, const QString &path)
{
    return Project::open(path, {omar, omarsPhrase()}, Access::ReadWrite, allRegisters(), f.clock);
}

bool isSound(Project &project)
{
    const auto report = project.verify({});
    return report && report->isSound();
}

/// The file as it is when the project is closed; then it is open again.
QByteArray atRest(ProjectFixture &f)
{
    f.project.reset();
    const QByteArray bytes = contentOf(f.path());
    f.reopen();
    return bytes;
}

void rename(ProjectFixture &f, const Id<System> &id, const char *name)
{
    QVERIFY_OK(f.project->perform(QStringLiteral("Rename"), [&](Edit &edit) {
        edit.change(id, [&](System &system) { system.name = QString::fromLatin1(name); });
        return Status();
    }));
}

}

/// What was genuine once and is put back, in parts or as a whole: what finds it, and where a limit
/// is, that it is stated.
class tst_rollback final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOlderPageIsFound();
    void anOlderJournalIsFound_data();
    void anOlderJournalIsFound();
    void anOlderFileIsShownByAReceipt();
    void aCutTailIsShownByAReceipt();
    void aRemovedUsersCopy();
    void aReceiptOfSomebodyElse();
    void anOlderHeaderBringsNobodyBackIn();
};

/// One page after the other, each in its own place.
void tst_rollback::anOlderPageIsFound()
{
    ProjectFixture f;
    const Id<System> id = f.add(systemNamed(QStringLiteral("Patch")));
    f.add(systemNamed(QStringLiteral("Cloud")));
    const QByteArray older = atRest(f);
    rename(f, id, "Sensor patch");
    const QByteArray digest = f.project->snapshot().digest();
    const QByteArray newer = atRest(f);
    f.project.reset();
    int refused = 0;
    int found = 0;
    int harmless = 0;
    for (qsizetype at = s_pagesStart; at < std::min(older.size(), newer.size()); at += s_pageSize) {
        const QByteArray page = older.mid(at, s_pageSize);
        if (page == newer.mid(at, s_pageSize))
            continue;
        QByteArray mixed = newer;
        setContent(f.path(), mixed.replace(at, s_pageSize, page));
        const auto project = opened(f, f.path());
        if (!project)
            ++refused;
        else if (!isSound(**project))
            ++found;
        else if ((*project)->snapshot().digest() == digest)
            ++harmless; // counters alone
        else
            QFAIL(qPrintable(QStringLiteral("the page at %1").arg(at)));
    }
    qInfo("%d refused, %d found, %d harmless", refused, found, harmless);
    QVERIFY(found > 0);
    QVERIFY(readmeSays("*Verify* finds pages and journals whose content is not what the history "
                       "says"));
}

void tst_rollback::anOlderJournalIsFound_data()
{
    QTest::addColumn<int>("later");
    QTest::newRow("one edit later") << 1;
    QTest::newRow("many edits later") << 30;
}

/// It takes back what came after it, as far as it reaches: everything, or what then does not hold
/// together any more.
void tst_rollback::anOlderJournalIsFound()
{
    QFETCH(int, later);
    ShimVfs shim;
    ProjectFixture f;
    const Id<System> id = f.add(systemNamed(QStringLiteral("Patch")));
    const QByteArray digest = f.project->snapshot().digest();
    const QString journalPath = f.path() + QStringLiteral("-journal");
    QByteArray journal;
    shim.written = [&](const std::string &name, int64_t at, QByteArrayView) {
        if (journal.isEmpty() && at >= s_pagesStart &&
            !QString::fromStdString(name).endsWith(QStringLiteral("-journal")))
            journal = contentOf(journalPath);
    };
    rename(f, id, "Sensor patch");
    shim.written = {};
    QVERIFY(journal.size() > s_pageSize);
    if (later == 1)
        rename(f, id, "Adhesive patch");
    for (int i = 0; later > 1 && i < later; ++i)
        f.add(systemNamed(QStringLiteral("System %1").arg(i)));
    const Receipt receipt = f.project->takeReceipt();
    f.project.reset();
    setContent(journalPath, journal);
    const auto project = opened(f, f.path());
    if (later > 1) {
        QVERIFY(!project || !isSound(**project));
        return;
    }
    QVERIFY_OK(project);
    QCOMPARE((*project)->snapshot().digest(), digest);
    QVERIFY((*project)->recovery().isJournalReplayed);
    QVERIFY(isSound(**project)); // it is the older state as a whole
    QVERIFY(!(*project)->compare(receipt)->isSound);
}

void tst_rollback::anOlderFileIsShownByAReceipt()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Patch")));
    const QByteArray older = atRest(f);
    f.add(systemNamed(QStringLiteral("Cloud")));
    const Receipt receipt = f.project->takeReceipt();
    QVERIFY(f.project->compare(receipt)->isSound);
    f.project.reset();
    setContent(f.path(), older);
    f.reopen();
    QVERIFY(isSound(*f.project)); // the file alone cannot tell
    QVERIFY(readmeSays("put an older copy of the whole file in its place, or cut off the last "
                       "entries with what they did. A receipt shows that."));
    const auto compared = f.project->compare(receipt);
    QVERIFY_OK(compared);
    QVERIFY(!compared->isSound);
    QVERIFY(compared->finding.contains(QStringLiteral("this is an older copy")));
    // Also when as many entries were made since.
    f.add(systemNamed(QStringLiteral("Elsewhere")));
    f.add(systemNamed(QStringLiteral("And there")));
    QVERIFY(!f.project->compare(receipt)->isSound);
}

/// By SQL, with everything that the entries did.
void tst_rollback::aCutTailIsShownByAReceipt()
{
    ProjectFixture f;
    const Id<System> id = f.add(systemNamed(QStringLiteral("Patch")));
    const QByteArray digest = f.project->snapshot().digest();
    const qint64 entries = f.project->entryCount();
    rename(f, id, "Sensor patch");
    const Receipt receipt = f.project->takeReceipt();
    f.project.reset();
    {
        auto vault = Vault::open(f.path(), dana(), Access::ReadWrite);
        QVERIFY_OK(vault);
        Connection connection((*vault)->database());
        QVERIFY_OK(connection.run("UPDATE systems SET name = 'Patch'"));
        QVERIFY_OK(
            connection.run("DELETE FROM history WHERE sequence > " + QByteArray::number(entries)));
    }
    f.reopen();
    QCOMPARE(f.project->snapshot().digest(), digest);
    QVERIFY(isSound(*f.project));
    const auto compared = f.project->compare(receipt);
    QVERIFY_OK(compared);
    QVERIFY(!compared->isSound);
    QVERIFY(compared->finding.contains(QStringLiteral("entries were cut off")));
}

void tst_rollback::aReceiptOfSomebodyElse()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Patch")));
    Receipt receipt = f.project->takeReceipt();
    QVERIFY(f.project->compare(receipt)->isSound);
    const auto signedBy = [](ProjectFixture &of, Receipt &about) {
        of.project.reset();
        const auto vault = Vault::open(of.path(), dana(), Access::ReadOnly);
        QVERIFY_OK(vault);
        about.signature = (*vault)->sign(about.signedText().toUtf8());
    };
    ProjectFixture other;
    const auto foreign = f.project->compare(other.project->takeReceipt());
    QVERIFY(!foreign->isSound);
    QVERIFY(foreign->finding.contains(QStringLiteral("of another project")));
    Receipt forged = receipt;
    forged.publicKey = other.project->takeReceipt().publicKey;
    signedBy(other, forged);
    QVERIFY_OK(Receipt::fromText(forged.toText())); // by itself it is sound
    const auto compared = f.project->compare(forged);
    QVERIFY(!compared->isSound);
    QVERIFY2(compared->finding.contains(QStringLiteral("no user of the project signed it")),
             qPrintable(compared->finding));
    receipt.taken = receipt.taken.addYears(-7);
    signedBy(f, receipt);
    f.reopen();
    const auto early = f.project->compare(receipt);
    QVERIFY(!early->isSound);
    QVERIFY2(early->finding.contains(QStringLiteral("dated before entry")),
             qPrintable(early->finding));
    QVERIFY(early->place.contains(QStringLiteral("by dana")));
    // Nor is it by somebody who became a user only after the entry.
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, omarsPhrase()));
    f.project.reset();
    Receipt late = receipt;
    late.publicKey = (*openedByOmar(f, f.path()))->takeReceipt().publicKey;
    f.reopen();
    QVERIFY(f.project->compare(late)->finding.contains(QStringLiteral("no user of the project")));
}

void tst_rollback::aRemovedUsersCopy()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, omarsPhrase()));
    f.add(systemNamed(QStringLiteral("Patch")));
    const QString kept = f.dir.filePath(QStringLiteral("kept"));
    setContent(kept, atRest(f));
    for (const User &user : f.project->snapshot().rows<User>()) {
        if (user.name == omar)
            QVERIFY_OK(f.project->removeUser(idOf(user)));
    }
    f.add(systemNamed(QStringLiteral("Cloud")));
    f.project.reset();
    QCOMPARE(openedByOmar(f, f.path()).error().code, ErrorCode::UnknownUser);
    const auto copy = openedByOmar(f, kept);
    QVERIFY_OK(copy);
    QCOMPARE((*copy)->snapshot().rows<System>().size(), size_t(1));
    QVERIFY(readmeSays("A user who was removed and kept a copy of the file keeps what was in it"));
}

/// To the vault the older header is genuine. The history knows who was removed since.
void tst_rollback::anOlderHeaderBringsNobodyBackIn()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, omarsPhrase()));
    const QByteArray header = atRest(f).left(s_pagesStart);
    for (const User &user : f.project->snapshot().rows<User>()) {
        if (user.name == omar)
            QVERIFY_OK(f.project->removeUser(idOf(user)));
    }
    QByteArray file = atRest(f);
    f.project.reset();
    setContent(f.path(), file.replace(0, s_pagesStart, header));
    const auto refused = openedByOmar(f, f.path());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotPermitted);
    f.reopen();
    QVERIFY(!f.project->notices().isEmpty());
    QVERIFY(f.project->notices().first().contains(QStringLiteral("still has a key")));
}

SAFEGUARD_TEST(tst_rollback)
#include "tst_rollback.moc"
