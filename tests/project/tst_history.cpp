// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/connection.h"
#include "tests/tools/projectfixture.h"

using namespace safeguard;
using namespace safeguard::testing;

class tst_history final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isChainedAndSignedFromTheFirstEntryOn();
    void saysWhatChanged();
    void hashesCoverEverything();
    void undoStackFollowsFromTheEntries();
    void undoStackIsReadFromItsNewestEnd();
};

void tst_history::isChainedAndSignedFromTheFirstEntryOn()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("A")));
    QVERIFY_OK(f.project->undo());
    QByteArray previous;
    qint64 count = 0;
    QVERIFY_OK(f.project->forEachEntry(1, 1000, [&](Entry &&entry) {
        ++count;
        const auto user = f.project->snapshot().find(entry.user);
        const bool isGenesis = entry.sequence == 1;
        return entry.sequence == count && entry.hash == entry.computedHash() &&
               (isGenesis ? entry.parents.empty()
                          : entry.parents.front() == std::exchange(previous, entry.hash)) &&
               (isGenesis ? (previous = entry.hash, true) : true) && user;
    }));
    QCOMPARE(count, f.project->entryCount());
    const auto report = f.project->verify({});
    QVERIFY_OK(report);
    QVERIFY(report->isSound());
    QVERIFY(std::any_of(report->lines.begin(), report->lines.end(), [&](auto &line) {
        return line.finding.startsWith(QString::number(count) + QStringLiteral(" entries"));
    }));
}

void tst_history::saysWhatChanged()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    DataElement ecg;
    ecg.name = QStringLiteral("ECG");
    const auto element = f.add(ecg);
    QVERIFY_OK(f.project->perform(QStringLiteral("Edit"), [&](Edit &edit) {
        edit.change(id, [&](System &system) {
            system.name = QStringLiteral("B");
            system.creates.insert(element);
        });
        return Status();
    }));
    std::optional<Entry> last;
    QVERIFY_OK(f.project->forEachEntry(f.project->entryCount(), f.project->entryCount(),
                                       [&](Entry &&entry) {
                                           last = std::move(entry);
                                           return true;
                                       }));
    const auto changes = f.project->changesOf(*last);
    QVERIFY_OK(changes);
    QCOMPARE(changes->size(), size_t(2));
    for (const FieldChange &change : *changes) {
        QVERIFY(change.record == id);
        if (change.field->key == QStringLiteral("name")) {
            QCOMPARE(change.before.toString(), QStringLiteral("A"));
            QCOMPARE(change.after.toString(), QStringLiteral("B"));
        } else {
            QCOMPARE(change.field->key, QStringLiteral("creates"));
            QCOMPARE(change.operation, RowOperation::Insert);
            QCOMPARE(change.after.toByteArray(), element.toBytes());
        }
    }
}

void tst_history::hashesCoverEverything()
{
    Entry entry;
    entry.sequence = 3;
    entry.time = QDateTime({2026, 1, 1}, {}, Qt::UTC);
    entry.parents = {QByteArray(32, 'p')};
    const QByteArray hash = entry.computedHash();
    const auto differs = [&](auto change) {
        Entry other = entry;
        change(other);
        return other.computedHash() != hash;
    };
    QVERIFY(differs([](Entry &e) { e.sequence = 4; }));
    QVERIFY(differs([](Entry &e) { e.kind = EntryKind::Undo; }));
    QVERIFY(differs([](Entry &e) { e.user = Id<User>::random(); }));
    QVERIFY(differs([](Entry &e) { e.time = e.time.addMSecs(1); }));
    QVERIFY(differs([](Entry &e) { e.sentence = QStringLiteral("x"); }));
    QVERIFY(differs([](Entry &e) { e.schemaVersion = 9; }));
    QVERIFY(differs([](Entry &e) { e.parents.front()[0] = 'q'; }));
    QVERIFY(differs([](Entry &e) { e.parents.push_back(QByteArray(32, 'p')); }));
    QVERIFY(differs([](Entry &e) { e.target = 1; }));
    QVERIFY(differs([](Entry &e) { e.changes = Changeset("T"); }));
}

void tst_history::undoStackFollowsFromTheEntries()
{
    UndoStack stack;
    const auto push = [&](qint64 sequence, EntryKind kind, qint64 target = 0) {
        stack.push({sequence, kind, {}, target, {}});
    };
    push(1, EntryKind::User);
    QVERIFY(!stack.undoable());
    push(2, EntryKind::Edit);
    push(3, EntryKind::Import);
    push(4, EntryKind::Undo, 3);
    QCOMPARE(stack.undoable()->sequence, qint64(2));
    QCOMPARE(stack.redoable()->sequence, qint64(3));
    push(5, EntryKind::Redo, 3);
    QCOMPARE(stack.undoable()->sequence, qint64(3));
    push(6, EntryKind::User);
    QCOMPARE(stack.undoable()->sequence, qint64(3));
    push(7, EntryKind::Migration);
    QVERIFY(!stack.undoable());
    QVERIFY(!stack.redoable());
}

void tst_history::undoStackIsReadFromItsNewestEnd()
{
    QRandomGenerator random(3);
    const auto sequenceOf = [](const EntryHead *head) { return head ? head->sequence : 0; };
    UndoStack whole(10'000);
    std::vector<EntryHead> heads;
    int refills = 0;
    const auto readBack = [&] {
        UndoStack part(3);
        for (auto at = heads.rbegin(); at != heads.rend() && part.pushOlder(*at); ++at) {
        }
        return part;
    };
    UndoStack goesOn(3); // what is read once, then follows
    for (qint64 sequence = 1; sequence <= 4000; ++sequence) {
        const int what = random.bounded(100);
        EntryHead head{sequence, EntryKind::Edit, {}, 0, {}};
        if (sequence == 1 || what == 0)
            head.kind = sequence == 1 ? EntryKind::User : EntryKind::Migration;
        else if (what < 15)
            head.kind = what < 10 ? EntryKind::Event : EntryKind::Sign;
        else if (what < 50 && whole.undoable())
            head = {sequence, EntryKind::Undo, {}, whole.undoable()->sequence, {}};
        else if (what < 75 && whole.redoable())
            head = {sequence, EntryKind::Redo, {}, whole.redoable()->sequence, {}};
        heads.push_back(head);
        whole.push(head);
        goesOn.push(head);
        if (goesOn.isExhausted() || sequence % 50 == 0) {
            refills += goesOn.isExhausted() ? 1 : 0;
            goesOn = readBack();
        }
        const UndoStack part = readBack();
        for (const UndoStack *stack : {&part, &std::as_const(goesOn)}) {
            QCOMPARE(sequenceOf(stack->undoable()), sequenceOf(whole.undoable()));
            QCOMPARE(sequenceOf(stack->redoable()), sequenceOf(whole.redoable()));
        }
    }
    QVERIFY(refills > 10);
}

SAFEGUARD_TEST(tst_history)
#include "tst_history.moc"
