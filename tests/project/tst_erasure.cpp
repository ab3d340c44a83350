// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"
#include "model/project/signing.h"
#include "model/store/schema.h"
#include "model/vendors/company.h"
#include "tests/tools/projectfixture.h"

#include <sqlite3.h>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const auto secret = QStringLiteral("Jane Doe 123-45-6789");
const auto why = QStringLiteral("Patient data in a note");

/// All that the database says, as bytes: SQL text of every table.
QByteArray everythingIn(const QString &path)
{
    auto vault = Vault::open(path, dana(), Access::ReadOnly);
    if (!vault)
        qFatal("%s", qPrintable(vault.error().text));
    QByteArray all;
    Connection connection((*vault)->database());
    QList<QByteArray> tables;
    auto names = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (*names->step())
        tables += names->text(0).toUtf8();
    for (const QByteArray &table : tables) {
        sqlite3_stmt *rows = nullptr;
        sqlite3_prepare_v2((*vault)->database(), "SELECT * FROM " + table, -1, &rows, nullptr);
        while (sqlite3_step(rows) == SQLITE_ROW) {
            for (int column = 0; column < sqlite3_column_count(rows); ++column) {
                const QByteArray cell(static_cast<const char *>(sqlite3_column_blob(rows, column)),
                                      sqlite3_column_bytes(rows, column));
                all += cell + '\0';
                if (cell.startsWith('z'))
                    all += qUncompress(cell.mid(1)) + '\0';
            }
        }
        sqlite3_finalize(rows);
    }
    return all;
}

}

/// Something is taken out of project and history for good, and both still hold.
class tst_erasure final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLeft();
    void theRestStays();
    void twice();
    void choicesAndNamesOfUsersStay();
    void signaturesSaySo();
    void undoEndsThere();
    void refuses();
    void inTheBackground();
};

void tst_erasure::nothingIsLeft()
{
    ProjectFixture f;
    System system = systemNamed(secret);
    system.description = QStringLiteral("Ask jane doe 123-45-6789 about it, ") +
                         QString(3000, u'x'); // so that the changeset is compressed
    const auto id = f.add(system);
    QVERIFY_OK(f.project->perform(QStringLiteral("Rename ") + secret, [&](Edit &edit) {
        edit.change(id, [](System &s) { s.name = QStringLiteral("Gateway"); });
        return Status();
    }));
    QVERIFY_OK(
        f.project->addComment({QStringLiteral("systems"), id}, QStringLiteral("Is it ") + secret));
    f.project->setViewState(QStringLiteral("filter"), secret.toUtf8());
    const QByteArray projectId = f.project->projectId();
    const auto receipt = f.project->takeReceipt();
    f.project.reset();
    QVERIFY(everythingIn(f.path()).contains("123-45-6789"));

    auto opened = Project::open(f.path(), dana(), Access::ReadWrite, allRegisters(), f.clock);
    f.project = *std::move(opened);
    const auto reach = f.project->find(secret);
    QVERIFY_OK(reach);
    QCOMPARE(reach->records.size(), size_t(2));
    QCOMPARE(reach->entries, qint64(3));
    QVERIFY_OK(f.project->expunge(secret, why));
    QCOMPARE(f.project->snapshot().find(id)->description.left(24),
             QStringLiteral("Ask [removed] about it, "));
    QCOMPARE(f.project->lastEntry().kind, EntryKind::Expunge);
    const QByteArray digest = f.project->snapshot().digest();
    const auto report = f.project->verify({});
    for (const VerifyLine &line : report->lines)
        QVERIFY2(line.isSound, qPrintable(line.place + line.finding));
    QVERIFY(f.project->compare(receipt)->isSound);
    f.reopen();
    QCOMPARE(f.project->snapshot().digest(), digest);
    QCOMPARE(f.project->projectId(), projectId);
    f.project.reset();
    const QByteArray left = everythingIn(f.path()).toLower();
    QVERIFY(!left.contains("123-45-6789"));
    QVERIFY(!left.contains("jane"));
    QVERIFY(left.contains(why.toLower().toUtf8()));
}

void tst_erasure::theRestStays()
{
    ProjectFixture f;
    Company vendor;
    vendor.name = QStringLiteral("Host of Jane");
    f.add(vendor);
    f.add(systemNamed(QStringLiteral("Gateway")));
    const qint64 entries = f.project->entryCount();
    QVERIFY_OK(f.project->expunge(QStringLiteral("jane"), why));
    QCOMPARE((*f.project->snapshot().rows<Company>().begin()).name,
             QStringLiteral("Host of [removed]"));
    QCOMPARE((*f.project->snapshot().rows<System>().begin()).name, QStringLiteral("Gateway"));
    QCOMPARE(f.project->entryCount(), entries + 1);
    const auto then = f.project->contentAt(entries);
    QVERIFY_OK(then);
    QCOMPARE((*then->rows<Company>().begin()).name, QStringLiteral("Host of [removed]"));
}

void tst_erasure::twice()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Jane and John")));
    QVERIFY_OK(f.project->expunge(QStringLiteral("Jane"), why));
    QVERIFY_OK(f.project->expunge(QStringLiteral("John"), why));
    QCOMPARE(f.project->snapshot().find(id)->name, QStringLiteral("[removed] and [removed]"));
    QVERIFY(f.project->verify({})->isSound());
    f.reopen();
    QVERIFY(f.project->verify({})->isSound());
}

void tst_erasure::choicesAndNamesOfUsersStay()
{
    ProjectFixture f;
    System system = systemNamed(QStringLiteral("Home gateway of Dana Mensah"));
    system.kind = SystemKind::Gateway;
    const auto id = f.add(system);
    QVERIFY_OK(f.project->expunge(QStringLiteral("gateway"), why));
    QVERIFY_OK(f.project->expunge(QStringLiteral("Dana Mensah"), why));
    QCOMPARE(f.project->snapshot().find(id)->kind, SystemKind::Gateway);
    QCOMPARE(f.project->snapshot().find(id)->name, QStringLiteral("Home [removed] of [removed]"));
    QCOMPARE(f.project->user().fullName, QStringLiteral("Dana Mensah"));
    QVERIFY(f.project->verify({})->isSound());
}

void tst_erasure::signaturesSaySo()
{
    ProjectFixture f;
    const auto first = f.add(systemNamed(secret));
    const auto second = f.add(systemNamed(QStringLiteral("Patch")));
    for (const auto &id : {first, second})
        QVERIFY_OK(f.project->sign({QStringLiteral("systems"), id}, Meaning::Approved,
                                   Secret::fromText(passphrase())));
    QVERIFY_OK(f.project->takeBaseline(QStringLiteral("Then"), {}));
    QVERIFY_OK(f.project->expunge(secret, why));
    const Snapshot now = f.project->snapshot();
    QCOMPARE(stateOf(*signaturesOf(now, {QStringLiteral("systems"), first}).front(), now),
             SignatureState::Expunged);
    QCOMPARE(stateOf(*signaturesOf(now, {QStringLiteral("systems"), second}).front(), now),
             SignatureState::Current);
    QVERIFY(f.project->verify({})->isSound());
}

void tst_erasure::undoEndsThere()
{
    ProjectFixture f;
    f.add(systemNamed(secret));
    QVERIFY(f.project->undoable());
    QVERIFY_OK(f.project->expunge(secret, why));
    QVERIFY(!f.project->undoable());
    f.reopen();
    QVERIFY(!f.project->undoable());
}

void tst_erasure::refuses()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    const qint64 entries = f.project->entryCount();
    QCOMPARE(f.project->expunge(QStringLiteral("ab"), why).error().code, ErrorCode::InvalidInput);
    QCOMPARE(f.project->expunge(secret, {}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(f.project->expunge(secret, QStringLiteral("It was ") + secret).error().code,
             ErrorCode::InvalidInput);
    QCOMPARE(f.project->expunge(QStringLiteral("removed"), why).error().code,
             ErrorCode::InvalidInput);
    QCOMPARE(f.project->expunge(secret, why).error().code, ErrorCode::NotFound);
    QCOMPARE(f.project->entryCount(), entries);
}

void tst_erasure::inTheBackground()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(secret));
    auto found = f.project->findLong(secret);
    QTRY_VERIFY(found.isFinished());
    QCOMPARE(found.result()->entries, qint64(1));
    auto done = f.project->expungeLong(secret, why);
    QTRY_VERIFY(done.isFinished());
    QVERIFY_OK(done.result());
    QCOMPARE(f.project->snapshot().find(id)->name, Erasure::mark());
}

SAFEGUARD_TEST(tst_erasure)
#include "tst_erasure.moc"
