// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/flow.h"
#include "model/people/person.h"
#include "model/project/comment.h"
#include "model/vendors/company.h"
#include "tests/tools/projectfixture.h"
#include "tests/tools/zoneof.h"

using namespace safeguard;
using namespace safeguard::testing;

/// The history as lines, filters over them, and going back to what a record was.
class tst_historylines final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLinePerEntry();
    void filters_data();
    void filters();
    void daysAreThoseOfWhoeverLooks_data();
    void daysAreThoseOfWhoeverLooks();
    void whatIsSaidAboutARecordIsItsHistory();
    void recordsAreFoundByNameAndNumber();
    void anEmptyFilterTakesAll();
    void everyKindHasAName();
    void tellsInWords();
    void tellsInTheBackground();
    void goesBackToWhatARecordWas();
    void goesBackToWhatWasRemoved();
    void goesBackInTheBackground();
    void doesNotGoBackToNothing();
    void doesNotGoBackPastWhatIsGone();
    void doesNotGoBackToATakenName();
    void doesNotGoBackInWhatIsKeptByItself();
};

namespace {

RecordRef ref(const Id<System> &id)
{
    return {QStringLiteral("systems"), id};
}

std::vector<HistoryLine> linesOf(const Project &project)
{
    auto future = project.linesLong(1, project.entryCount());
    future.waitForFinished();
    auto lines = future.takeResult();
    if (!lines)
        qFatal("%s", qPrintable(lines.error().text));
    return *std::move(lines);
}

template <class T, class F>
qint64 change(Project &project, const Id<T> &id, F how)
{
    const auto done = project.perform(QStringLiteral("Change"), [&](Edit &edit) {
        edit.change(id, how);
        return Status();
    });
    if (!done)
        qFatal("%s", qPrintable(wholeText(done.error())));
    return done->entry.sequence;
}

qint64 rename(Project &project, const Id<System> &id, const QString &name)
{
    return change(project, id, [&](System &system) { system.name = name; });
}

const QDateTime noon({2026, 3, 14}, {12, 0}, Qt::UTC);

}

void tst_historylines::aLinePerEntry()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const auto other = f.add(systemNamed(QStringLiteral("Patch")));
    QVERIFY_OK(f.project->note(QStringLiteral("Print")));
    QVERIFY_OK(f.project->perform(QStringLiteral("Rename both"), [&](Edit &edit) {
        edit.change(id, [](System &system) { system.name += u'2'; });
        edit.change(other, [](System &system) {
            system.name += u'2';
            system.logoffMinutes = 5;
        });
        return Status();
    }));
    const auto lines = linesOf(*f.project);
    QCOMPARE(lines.size(), size_t(f.project->entryCount()));
    for (size_t i = 0; i < lines.size(); ++i) {
        QCOMPARE(lines[i].sequence, qint64(i + 1));
        QCOMPARE(lines[i].time, f.clock.now());
        QCOMPARE(lines[i].user, idOf(f.project->user()));
        QVERIFY(!lines[i].isExpunged);
    }
    const HistoryLine &both = lines.back();
    QCOMPARE(both.sentence, QStringLiteral("Rename both"));
    QCOMPARE(both.kind, EntryKind::Edit);
    QCOMPARE(both.records.size(), size_t(2)); // each once
    for (const auto &[type, record] : both.records) {
        QCOMPARE(type->key, QStringLiteral("systems"));
        QVERIFY(record == id || record == other);
    }
    const HistoryLine &note = lines[lines.size() - 2];
    QCOMPARE(note.kind, EntryKind::Event);
    QVERIFY(note.records.empty());
    // A part of them.
    auto part = f.project->linesLong(2, 3);
    part.waitForFinished();
    QCOMPARE(part.result()->size(), size_t(2));
    QCOMPARE(part.result()->front().sequence, qint64(2));
}

void tst_historylines::filters_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *by, const char *value, bool matches) {
        QTest::addRow("%s: %s", by, value)
            << QString::fromLatin1(by) << QString::fromUtf8(value) << matches;
    };
    row("person", "author", true);
    row("person", "somebody else", false);
    row("kind", "edit", true);
    row("kind", "edit or event", true);
    row("kind", "event", false);
    row("register", "systems", true);
    row("register", "people", true);
    row("register", "flows", false);
    row("record", "touched", true);
    row("record", "another", false);
    row("text", "Home gateway", true);
    row("text", "hOME gATE", true);
    row("text", "named so", true); // the name of a record that it is about
    row("text", "elsewhere", false);
    row("text", "%", false); // no pattern
    row("from", "2026-03-13", true);
    row("from", "2026-03-14", true);
    row("from", "2026-03-15", false);
    row("to", "2026-03-13", false);
    row("to", "2026-03-14", true);
    row("to", "2026-03-15", true);
    row("all at once", "", true);
    row("all but one", "", false);
}

void tst_historylines::filters()
{
    QFETCH(QString, by);
    QFETCH(QString, value);
    QFETCH(bool, matches);
    const auto registers = allRegisters();
    HistoryLine line{7,
                     EntryKind::Edit,
                     Id<User>::random(),
                     noon,
                     QStringLiteral("Rename the Home gateway"),
                     false,
                     {}};
    const AnyId touched = AnyId::random();
    const AnyId person = AnyId::random();
    line.records = {{registers->find(QStringLiteral("systems")), touched},
                    {registers->find(QStringLiteral("people")), person}};
    HistoryFilter filter;
    std::set<AnyId> names;
    if (by == QStringLiteral("person"))
        filter.user = value == QStringLiteral("author") ? line.user : Id<User>::random();
    if (by == QStringLiteral("kind") && value.contains(QStringLiteral("edit")))
        filter.kinds.insert(EntryKind::Edit);
    if (by == QStringLiteral("kind") && value.contains(QStringLiteral("event")))
        filter.kinds.insert(EntryKind::Event);
    if (by == QStringLiteral("register"))
        filter.type = registers->find(value);
    if (by == QStringLiteral("record"))
        filter.record = value == QStringLiteral("touched") ? touched : AnyId::random();
    if (by == QStringLiteral("text")) {
        filter.text = value;
        names.insert(value == QStringLiteral("named so") ? person : AnyId::random());
    }
    if (by == QStringLiteral("from"))
        filter.from = QDate::fromString(value, Qt::ISODate);
    if (by == QStringLiteral("to"))
        filter.to = QDate::fromString(value, Qt::ISODate);
    if (by.startsWith(QStringLiteral("all "))) {
        filter.text = QStringLiteral("gateway");
        filter.user = line.user;
        filter.kinds = {EntryKind::Edit, EntryKind::Undo};
        filter.type = registers->find(QStringLiteral("systems"));
        filter.record = by == QStringLiteral("all at once") ? touched : AnyId::random();
        filter.from = filter.to = noon.date();
    }
    QVERIFY(!filter.isEmpty());
    QCOMPARE(filter.matches(line, names), matches);
}

void tst_historylines::daysAreThoseOfWhoeverLooks_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("utc");
    QTest::addColumn<QString>("day");
    const auto row = [](const char *zone, const char *utc, const char *day) {
        QTest::addRow("%s in %s", utc, zone)
            << QByteArray(zone) << QString::fromLatin1(utc) << QString::fromLatin1(day);
    };
    row("UTC", "2026-03-14T00:00:00", "2026-03-14");
    row("UTC", "2026-03-13T23:59:59", "2026-03-13");
    row("Europe/Zurich", "2026-03-13T22:59:59", "2026-03-13");
    row("Europe/Zurich", "2026-03-13T23:00:00", "2026-03-14");
    row("America/Los_Angeles", "2026-03-14T06:59:59", "2026-03-13");
    row("America/Los_Angeles", "2026-03-14T07:00:00", "2026-03-14");
    row("Asia/Kathmandu", "2026-03-13T18:15:00", "2026-03-14");
}

void tst_historylines::daysAreThoseOfWhoeverLooks()
{
    QFETCH(QByteArray, zone);
    QFETCH(QString, utc);
    QFETCH(QString, day);
    const ZoneOf here(zone);
    HistoryLine line;
    line.time = QDateTime::fromString(utc + u'Z', Qt::ISODate);
    const QDate local = QDate::fromString(day, Qt::ISODate);
    const auto matches = [&](const QDate &from, const QDate &to) {
        HistoryFilter filter;
        filter.from = from;
        filter.to = to;
        return filter.matches(line, {});
    };
    QVERIFY(matches(local, local));
    QVERIFY(matches(local, {}) && matches({}, local));
    QVERIFY(!matches(local.addDays(1), {}));
    QVERIFY(!matches({}, local.addDays(-1)));
}

void tst_historylines::whatIsSaidAboutARecordIsItsHistory()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const auto other = f.add(systemNamed(QStringLiteral("Patch")));
    const RecordRef gateway{QStringLiteral("systems"), id};
    QVERIFY_OK(f.project->addComment(gateway, QStringLiteral("Which cipher?")));
    QVERIFY_OK(f.project->sign(gateway, Meaning::Approved, Secret::fromText(passphrase())));
    HistoryFilter filter;
    filter.record = id;
    const auto lines = linesOf(*f.project);
    const auto count = [&] {
        return std::count_if(lines.begin(), lines.end(),
                             [&](const HistoryLine &line) { return filter.matches(line, {}); });
    };
    QCOMPARE(count(), 3); // added, commented on, signed
    filter.record = other;
    QCOMPARE(count(), 1);
}

void tst_historylines::recordsAreFoundByNameAndNumber()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Zürich gateway")));
    const auto other = f.add(systemNamed(QStringLiteral("Patch")));
    const Snapshot now = f.project->snapshot();
    QCOMPARE(recordsWith(QStringLiteral("ZÜRICH"), now), std::set<AnyId>{id});
    QCOMPARE(recordsWith(QStringLiteral("sys-002"), now), std::set<AnyId>{other});
    QVERIFY(recordsWith(QStringLiteral("SYS-00"), now).size() == 2);
    QVERIFY(recordsWith(QStringLiteral("nowhere"), now).empty());
    QVERIFY(recordsWith({}, now).empty());
    // With a filter: found by what it is called now, although no sentence says so.
    HistoryFilter filter;
    filter.text = QStringLiteral("zürich");
    const auto names = recordsWith(filter.text, now);
    std::vector<qint64> found;
    for (const HistoryLine &line : linesOf(*f.project)) {
        if (filter.matches(line, names))
            found.push_back(line.sequence);
    }
    QCOMPARE(found, std::vector<qint64>{f.project->entryCount() - 1});
}

void tst_historylines::anEmptyFilterTakesAll()
{
    const HistoryFilter filter;
    QVERIFY(filter.isEmpty());
    QVERIFY(filter.matches(HistoryLine(), {}));
}

void tst_historylines::everyKindHasAName()
{
    std::set<QString> names;
    for (int kind = 0; kind <= static_cast<int>(EntryKind::Event); ++kind) {
        names.insert(nameOf(static_cast<EntryKind>(kind)));
        QVERIFY(!nameOf(static_cast<EntryKind>(kind)).isEmpty());
    }
    QCOMPARE(names.size(), size_t(static_cast<int>(EntryKind::Event) + 1));
}

void tst_historylines::tellsInWords()
{
    ProjectFixture f;
    Company vendor;
    vendor.name = QStringLiteral("Northwind");
    const auto host = f.add(vendor);
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const qint64 edited = change(*f.project, id, [&](System &system) {
        system.vendor = host;
        system.kind = SystemKind::Gateway;
        system.logoffMinutes = 15;
    });
    QVERIFY_OK(f.project->addComment(ref(id), QStringLiteral("Is it?")));
    const auto told = f.project->tell({f.project->entryCount(), edited});
    QVERIFY_OK(told);
    QCOMPARE(told->size(), size_t(2)); // in the order in which they were asked for
    QCOMPARE(told->back().line.sequence, edited);
    QCOMPARE(told->back().who, QStringLiteral("Dana Mensah"));
    QStringList sentences;
    for (const ChangeWords &words : told->back().changes) {
        QCOMPARE(words.operation, QStringLiteral("edited"));
        sentences += words.sentence;
    }
    sentences.sort();
    QCOMPARE(sentences.size(), 3);
    QVERIFY(sentences.contains(QStringLiteral("SYS-001 Gateway: Vendor is \u201cNorthwind\u201d")));
    QVERIFY2(sentences.join(u'\n').contains(QStringLiteral("\u201c15\u201d")),
             qPrintable(sentences.join(u'\n')));
    // What a comment is about is named, not given by its id.
    QString about;
    for (const ChangeWords &words : told->front().changes)
        about += words.field == QStringLiteral("subject") ? words.after : QString();
    QCOMPARE(about, QStringLiteral("SYS-001 Gateway"));
    QCOMPARE(f.project->tell({edited, f.project->entryCount() + 1}).error().code,
             ErrorCode::NotFound);
    QVERIFY(f.project->tell({})->empty());
}

void tst_historylines::tellsInTheBackground()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    std::atomic<int> asked = 0;
    auto future = f.project->tellLong({1, 2, 3}, [&](quint32, quint32 all) {
        ++asked;
        return all == 3;
    });
    QTRY_VERIFY(future.isFinished());
    QVERIFY_OK(future.result());
    QCOMPARE(future.result()->size(), size_t(3));
    QCOMPARE(asked.load(), 3);
    future = f.project->tellLong({1, 2, 3}, [](quint32 done, quint32) { return done < 2; });
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
    QVERIFY(!f.project->isBusy());
}

void tst_historylines::goesBackToWhatARecordWas()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const qint64 then = change(*f.project, id, [](System &system) { system.logoffMinutes = 15; });
    rename(*f.project, id, QStringLiteral("Home gateway"));
    const auto other = f.add(systemNamed(QStringLiteral("Patch")));
    change(*f.project, id, [](System &system) { system.logoffMinutes.reset(); });
    const qint64 entries = f.project->entryCount();
    const auto done = f.project->goBack(ref(id), then);
    QVERIFY_OK(done);
    QCOMPARE(f.project->entryCount(), entries + 1);
    QCOMPARE(done->entry.kind, EntryKind::Edit);
    QVERIFY(done->entry.sentence.contains(QStringLiteral("SYS-001 Gateway")));
    const Snapshot now = f.project->snapshot();
    QCOMPARE(now.find(id)->name, QStringLiteral("Gateway"));
    QCOMPARE(*now.find(id)->logoffMinutes, 15);
    QVERIFY(now.find(other)); // others stay as they are
    // A second time there is nothing to change.
    QVERIFY(f.project->goBack(ref(id), then)->isEmpty());
    QVERIFY_OK(f.project->undo());
    QCOMPARE(f.project->snapshot().find(id)->name, QStringLiteral("Home gateway"));
    QVERIFY(f.project->verify({})->isSound());
}

void tst_historylines::goesBackToWhatWasRemoved()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("First")));
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const qint64 then = f.project->entryCount();
    QVERIFY_OK(
        f.project->perform(QStringLiteral("Remove"), [&](Edit &edit) { return edit.remove(id); }));
    const auto later = f.add(systemNamed(QStringLiteral("Later")));
    QVERIFY_OK(f.project->goBack(ref(id), then));
    const Snapshot now = f.project->snapshot();
    QCOMPARE(now.find(id)->number, 2);
    QCOMPARE(now.find(later)->number, 3);
    f.reopen();
    QCOMPARE(f.project->snapshot().find(id)->number, 2);
    const auto next = f.add(systemNamed(QStringLiteral("Next")));
    QCOMPARE(f.project->snapshot().find(next)->number, 4);
    QVERIFY(f.project->verify({})->isSound());
}

void tst_historylines::goesBackInTheBackground()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const qint64 then = f.project->entryCount();
    rename(*f.project, id, QStringLiteral("Other"));
    auto future = f.project->goBackLong(ref(id), then);
    QVERIFY(f.project->isBusy());
    QTRY_VERIFY(future.isFinished());
    QVERIFY_OK(future.result());
    QCOMPARE(f.project->snapshot().find(id)->name, QStringLiteral("Gateway"));
    future = f.project->goBackLong(ref(id), 1);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().code, ErrorCode::NotFound);
    QVERIFY(!f.project->isBusy());
}

void tst_historylines::doesNotGoBackToNothing()
{
    ProjectFixture f;
    const qint64 before = f.project->entryCount();
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const qint64 entries = f.project->entryCount();
    const auto refused = f.project->goBack(ref(id), before);
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    QVERIFY(refused.error().text.contains(QString::number(before)));
    QCOMPARE(f.project->goBack(ref(Id<System>::random()), entries).error().code,
             ErrorCode::NotFound);
    QCOMPARE(f.project->goBack({QStringLiteral("toasters"), id}, entries).error().code,
             ErrorCode::NotFound);
    QCOMPARE(f.project->goBack(ref(id), 0).error().code, ErrorCode::NotFound);
    QCOMPARE(f.project->goBack(ref(id), entries + 1).error().code, ErrorCode::NotFound);
    QCOMPARE(f.project->entryCount(), entries);
}

void tst_historylines::doesNotGoBackPastWhatIsGone()
{
    ProjectFixture f;
    Company vendor;
    vendor.name = QStringLiteral("Northwind");
    const auto host = f.add(vendor);
    System system = systemNamed(QStringLiteral("Gateway"));
    system.vendor = host;
    const auto id = f.add(system);
    const qint64 then = f.project->entryCount();
    change(*f.project, id, [](System &now) { now.vendor = {}; });
    QVERIFY_OK(f.project->perform(QStringLiteral("Remove"),
                                  [&](Edit &edit) { return edit.remove(host); }));
    const qint64 entries = f.project->entryCount();
    const auto refused = f.project->goBack(ref(id), then);
    QVERIFY(!refused);
    QVERIFY2(refused.error().text.contains(QStringLiteral("Vendor")),
             qPrintable(refused.error().text));
    QCOMPARE(f.project->entryCount(), entries);
    QVERIFY(f.project->snapshot().find(id)->vendor.isNull());
    // With the vendor back, so can the system.
    QVERIFY_OK(f.project->goBack({QStringLiteral("vendors"), host}, then));
    QVERIFY_OK(f.project->goBack(ref(id), then));
    QCOMPARE(f.project->snapshot().find(id)->vendor, host);
}

void tst_historylines::doesNotGoBackToATakenName()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const qint64 then = f.project->entryCount();
    rename(*f.project, id, QStringLiteral("Old gateway"));
    f.add(systemNamed(QStringLiteral("Gateway")));
    const auto refused = f.project->goBack(ref(id), then);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY(refused.error().text.contains(QStringLiteral("Gateway")));
}

void tst_historylines::doesNotGoBackInWhatIsKeptByItself()
{
    ProjectFixture f;
    const RecordRef self{QStringLiteral("users"), f.project->user().id};
    const qint64 then = f.project->entryCount();
    QVERIFY_OK(f.project->changeUser(idOf(f.project->user()), QStringLiteral("Dana M."),
                                     Role::SecurityOfficer));
    QCOMPARE(f.project->goBack(self, then).error().code, ErrorCode::NotPermitted);
}

SAFEGUARD_TEST(tst_historylines)
#include "tst_historylines.moc"
