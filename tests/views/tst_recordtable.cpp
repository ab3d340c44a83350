// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/inventory/prompt.h"
#include "model/project/baseline.h"
#include "model/store/valuetext.h"
#include "tests/tools/workspacefixture.h"
#include "views/kit/editdialog.h"
#include "views/kit/recordtable.h"
#include "views/kit/stayingmenu.h"
#include "views/kit/tsv.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace safeguard;
using namespace safeguard::testing;

class tst_recordtable final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void modelStaysSoundThroughEdits();
    void sortsByTwoColumns();
    void momentsAreShortAndSortToTheSecond();
    void shiftClickAddsAKey();
    void rowsFollowWhatIsDerived();
    void largeRegistersAreSortedInAWorker();
    void filtersByColumnAndSearch();
    void editsInPlaceAsOneEntry();
    void refusesWhatIsInvalid();
    void setsAFieldForMany();
    void copiesAndPastesTsv();
    void tsvRoundTrip();
    void columnsAreRemembered();
    void orderAndFiltersAreRemembered();
    void viewsAreKeptByName();
    void aDraggedColumnIsStoredOnce();
    void aTickLeavesTheMenuOpen();
    void sayWhenNothingMatches();
    void setsFieldsThatNeedEachOther();
    void copiedFormulasAreText();
    void pastesBehindTheLastRow();
};

static std::vector<QString> namesIn(const RecordTableModel &model)
{
    std::vector<QString> names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.push_back(model.index(row, 1).data().toString());
    return names;
}

static std::vector<QString> texts(std::initializer_list<const char *> words)
{
    std::vector<QString> all;
    for (const char *word : words)
        all.push_back(QString::fromLatin1(word));
    return all;
}

static System in(const QString &name, Lane lane)
{
    System system = systemNamed(name);
    system.lane = lane;
    return system;
}

void tst_recordtable::modelStaysSoundThroughEdits()
{
    WorkspaceFixture f;
    RecordTableModel model(*f.workspace, f.project().registers().of<System>());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<Id<System>> ids;
    for (int i = 0; i < 20; ++i)
        ids.push_back(f.add(systemNamed(QString::number(i))));
    QCOMPARE(model.rowCount(), 20);
    const QPersistentModelIndex kept = model.index(7, 1);
    model.sort(1, Qt::DescendingOrder);
    QCOMPARE(kept.data().toString(), QStringLiteral("7"));
    QVERIFY(f.workspace->perform(QStringLiteral("Remove"),
                                 [&](Edit &edit) { return edit.remove(ids[3]); }));
    QCOMPARE(model.rowCount(), 19);
    QCOMPARE(kept.data().toString(), QStringLiteral("7"));
    QVERIFY_OK(f.project().undo());
    QCOMPARE(model.rowCount(), 20);
    model.setFilter(1, QStringLiteral("1"));
    QCOMPARE(model.rowCount(), 11);
    f.add(systemNamed(QStringLiteral("111")));
    QCOMPARE(model.rowCount(), 12);
}

void tst_recordtable::sortsByTwoColumns()
{
    WorkspaceFixture f;
    f.add(in(QStringLiteral("b10"), Lane::Cloud));
    f.add(in(QStringLiteral("b9"), Lane::Cloud));
    f.add(in(QStringLiteral("a"), Lane::Device));
    f.add(in(QStringLiteral("c"), Lane::Cloud));
    RecordTableModel model(*f.workspace, f.project().registers().of<System>());
    const int lane = model.columnOf(QStringLiteral("lane"));
    model.sort(1, Qt::AscendingOrder); // numbers within names count as numbers
    QCOMPARE(namesIn(model), texts({"a", "b9", "b10", "c"}));
    model.toggleSort(lane, false); // device comes before cloud: the order of life, not of letters
    QCOMPARE(namesIn(model), texts({"a", "b10", "b9", "c"}));
    model.toggleSort(1, true);
    model.toggleSort(1, true); // descending within a lane
    QCOMPARE(namesIn(model), texts({"a", "c", "b10", "b9"}));
    model.toggleSort(lane, true);
    QCOMPARE(namesIn(model), texts({"c", "b10", "b9", "a"}));
    model.toggleSort(lane, true); // and not sorted by lane any more
    QCOMPARE(namesIn(model), texts({"c", "b10", "b9", "a"}));
    QCOMPARE(model.query().order.size(), 1);
}

void tst_recordtable::momentsAreShortAndSortToTheSecond()
{
    WorkspaceFixture f;
    const auto start = f.files.clock.now();
    for (const int seconds : {30, 10, 20}) {
        f.files.clock.set(start.addSecs(seconds));
        QVERIFY_OK(f.project().takeBaseline(QString::number(seconds), {}));
    }
    RecordTableModel model(*f.workspace, f.project().registers().of<Baseline>());
    const int taken = model.columnOf(QStringLiteral("taken"));
    model.sort(taken, Qt::AscendingOrder);
    QCOMPARE(namesIn(model), texts({"10", "20", "30"}));
    QCOMPARE(model.index(0, taken).data().toString(), momentText(start.addSecs(10)));
}

void tst_recordtable::shiftClickAddsAKey()
{
    WorkspaceFixture f;
    f.add(in(QStringLiteral("b"), Lane::Cloud));
    f.add(in(QStringLiteral("a"), Lane::Device));
    f.add(in(QStringLiteral("a2"), Lane::Cloud));
    auto *model = new RecordTableModel(*f.workspace, f.project().registers().of<System>());
    RecordTable table(model);
    table.resize(900, 400);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    auto *header = table.view()->horizontalHeader();
    const auto click = [&](const QString &key, Qt::KeyboardModifiers with) {
        const int x = header->sectionViewportPosition(model->columnOf(key)) + 30;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, with, QPoint(x, 12));
    };
    click(QStringLiteral("lane"), Qt::NoModifier);
    click(QStringLiteral("lane"), Qt::NoModifier);
    const QImage one = header->grab().toImage();
    click(QStringLiteral("name"), Qt::ShiftModifier);
    QCOMPARE(namesIn(*model), texts({"a2", "b", "a"}));
    QVERIFY(header->grab().toImage() != one); // the ranks show
    QVERIFY(model
                ->headerData(model->columnOf(QStringLiteral("name")), Qt::Horizontal,
                             Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("key 2")));
}

void tst_recordtable::rowsFollowWhatIsDerived()
{
    WorkspaceFixture f;
    const auto a = f.add(in(QStringLiteral("A"), Lane::Cloud));
    f.add(in(QStringLiteral("B"), Lane::Cloud));
    RecordTableModel model(*f.workspace, f.project().registers().of<System>(),
                           {{QStringLiteral("holds"), QStringLiteral("Holds"),
                             [](const Record &record, const Derived &derived) {
                                 return derived.map.heldBy(Id<System>(record.id)).empty()
                                            ? QStringLiteral("nothing")
                                            : QStringLiteral("something");
                             }}});
    QVERIFY(f.derived());
    model.setFilter(model.columnOf(QStringLiteral("holds")), QStringLiteral("something"));
    QCOMPARE(model.rowCount(), 0);
    const auto pulse =
        f.add(elementNamed(QStringLiteral("Pulse"), Content::Health, LinksToPerson::Yes));
    QVERIFY(f.workspace->perform(QStringLiteral("Create"), [&](Edit &edit) {
        edit.change(a, [&](System &system) { system.creates = {pulse}; });
        return Status();
    }));
    QVERIFY(f.derived());
    QTRY_COMPARE(namesIn(model), texts({"A"}));
}

void tst_recordtable::largeRegistersAreSortedInAWorker()
{
    WorkspaceFixture f;
    const int count = static_cast<int>(RecordTableModel::largestAtOnce) + 1;
    QVERIFY(f.workspace->perform(QStringLiteral("Fill"), [&](Edit &edit) {
        for (int i = 0; i < count; ++i)
            edit.put(systemNamed(QStringLiteral("System %1").arg(i)));
        return Status();
    }));
    RecordTableModel model(*f.workspace, f.project().registers().of<System>());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), count);
    const QPersistentModelIndex kept = model.index(7, 1);
    const QString name = kept.data().toString();
    model.setSearch(QStringLiteral("no such thing"));
    QVERIFY(model.isArranging());
    QCOMPARE(model.rowCount(), count); // as they were until it is done
    model.setSearch({});               // the newest query wins
    QTRY_VERIFY(!model.isArranging());
    QCOMPARE(model.rowCount(), count);
    model.sort(1, Qt::DescendingOrder);
    QTRY_VERIFY(!model.isArranging());
    QCOMPARE(namesIn(model).front(), QStringLiteral("System %1").arg(count - 1));
    QCOMPARE(kept.data().toString(), name);
    // A row added meanwhile is there at once, and in its place later.
    const auto fresh = f.add(systemNamed(QStringLiteral("System 10.5")));
    QVERIFY(model.rowOf(fresh) >= 0);
    QTRY_VERIFY(!model.isArranging());
    QCOMPARE(model.record(model.rowOf(fresh) - 1)->number, 12); // below System 11
}

void tst_recordtable::filtersByColumnAndSearch()
{
    WorkspaceFixture f;
    f.add(in(QStringLiteral("Gateway"), Lane::Gateway));
    f.add(in(QStringLiteral("Gate two"), Lane::Cloud));
    f.add(in(QStringLiteral("Store"), Lane::Storage));
    RecordTableModel model(*f.workspace, f.project().registers().of<System>());
    model.setFilter(1, QStringLiteral("GATE"));
    QCOMPARE(model.rowCount(), 2);
    model.setFilter(model.columnOf(QStringLiteral("lane")), QStringLiteral("cloud"));
    QCOMPARE(namesIn(model), std::vector<QString>{QStringLiteral("Gate two")});
    model.setFilter(1, {});
    model.setFilter(model.columnOf(QStringLiteral("lane")), {});
    model.setSearch(QStringLiteral("sys-003"));
    QCOMPARE(namesIn(model), std::vector<QString>{QStringLiteral("Store")});
}

void tst_recordtable::editsInPlaceAsOneEntry()
{
    WorkspaceFixture f;
    f.add(systemNamed(QStringLiteral("A")));
    RecordTableModel model(*f.workspace, f.project().registers().of<System>());
    const qint64 entries = f.project().entryCount();
    const int lane = model.columnOf(QStringLiteral("lane"));
    QVERIFY(model.setData(model.index(0, lane), QStringLiteral("storage")));
    QCOMPARE(f.project().entryCount(), entries + 1);
    QCOMPARE(model.index(0, lane).data().toString(), QStringLiteral("Storage"));
    QCOMPARE(f.project().undoable()->sentence, QStringLiteral("Change Lane of SYS-001 A"));
}

void tst_recordtable::refusesWhatIsInvalid()
{
    WorkspaceFixture f;
    f.add(systemNamed(QStringLiteral("A")));
    RecordTableModel model(*f.workspace, f.project().registers().of<System>());
    QSignalSpy refused(f.workspace.get(), &Workspace::refused);
    QVERIFY(!model.setData(model.index(0, 1), QString()));
    QVERIFY(!model.setData(model.index(0, model.columnOf(QStringLiteral("lane"))),
                           QStringLiteral("moon")));
    QVERIFY(!model.setData(model.index(0, 0), QStringLiteral("SYS-9"))); // the number is permanent
    QCOMPARE(refused.size(), 2);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("A"));
}

void tst_recordtable::setsAFieldForMany()
{
    WorkspaceFixture f;
    for (int i = 0; i < 5; ++i)
        f.add(systemNamed(QString::number(i)));
    auto *model = new RecordTableModel(*f.workspace, f.project().registers().of<System>());
    RecordTable table(model);
    table.view()->selectAll();
    QCOMPARE(table.selected().size(), size_t(5));
    const qint64 entries = f.project().entryCount();
    table.removeSelected(); // nothing refers to them: no question, one edit
    QCOMPARE(f.project().entryCount(), entries + 1);
    QCOMPARE(model->rowCount(), 0);
    QVERIFY_OK(f.project().undo());
    QCOMPARE(model->rowCount(), 5);
}

void tst_recordtable::copiesAndPastesTsv()
{
    WorkspaceFixture f;
    f.add(in(QStringLiteral("A"), Lane::Device));
    f.add(in(QStringLiteral("B \"quoted\""), Lane::Cloud));
    auto *model = new RecordTableModel(*f.workspace, f.project().registers().of<System>());
    RecordTable table(model);
    table.view()->selectAll();
    table.copy();
    const auto rows = fromTsv(QApplication::clipboard()->text());
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0][1], QStringLiteral("Name"));
    QCOMPARE(rows[2][1], QStringLiteral("B \"quoted\""));

    // A heading says what the columns are; rows beyond the last are added. One edit.
    const qint64 entries = f.project().entryCount();
    table.view()->setCurrentIndex(model->index(1, 1));
    QApplication::clipboard()->setText(QStringLiteral("Lane\tName\nGateway\tB2\nStorage\tC\n"));
    table.paste();
    QCOMPARE(f.project().entryCount(), entries + 1);
    QCOMPARE(namesIn(*model), (std::vector<QString>{QStringLiteral("A"), QStringLiteral("B2"),
                                                    QStringLiteral("C")}));
    QCOMPARE(model->index(2, model->columnOf(QStringLiteral("lane"))).data().toString(),
             QStringLiteral("Storage"));
    QVERIFY_OK(f.project().undo());
    QCOMPARE(model->rowCount(), 2);
}

void tst_recordtable::tsvRoundTrip()
{
    const QList<QStringList> rows{
        {QStringLiteral("a\tb"), QStringLiteral("c\nd"), QStringLiteral("\"e\"")},
        {QString(), QStringLiteral("心"), QStringLiteral("x")}};
    QCOMPARE(fromTsv(toTsv(rows)), rows);
    QCOMPARE(fromTsv(QStringLiteral("a\tb\r\nc\td\r\n")),
             (QList<QStringList>{{QStringLiteral("a"), QStringLiteral("b")},
                                 {QStringLiteral("c"), QStringLiteral("d")}}));
}

void tst_recordtable::columnsAreRemembered()
{
    WorkspaceFixture f;
    f.add(systemNamed(QStringLiteral("A")));
    const auto &type = f.project().registers().of<System>();
    {
        auto *model = new RecordTableModel(*f.workspace, type);
        RecordTable table(model);
        QVERIFY(!table.view()->isColumnHidden(model->columnOf(QStringLiteral("kind"))));
        QMenu menu;
        table.fillColumnMenu(&menu);
        for (QAction *action : menu.actions()) {
            if (action->data() == QStringLiteral("kind"))
                action->setChecked(false);
        }
    }
    auto *model = new RecordTableModel(*f.workspace, type);
    RecordTable again(model);
    QVERIFY(again.view()->isColumnHidden(model->columnOf(QStringLiteral("kind"))));
}

void tst_recordtable::orderAndFiltersAreRemembered()
{
    WorkspaceFixture f;
    f.add(in(QStringLiteral("A"), Lane::Cloud));
    f.add(in(QStringLiteral("B"), Lane::Device));
    const auto &type = f.project().registers().of<System>();
    {
        auto *model = new RecordTableModel(*f.workspace, type);
        RecordTable table(model);
        model->toggleSort(model->columnOf(QStringLiteral("lane")), false);
        model->toggleSort(1, true);
        model->setFilter(1, QStringLiteral("b"));
        model->setSearch(QStringLiteral("of a moment"));
    }
    auto *model = new RecordTableModel(*f.workspace, type);
    RecordTable again(model);
    QCOMPARE(model->query().order.size(), 2);
    QCOMPARE(model->query().order[0].column, QStringLiteral("lane"));
    QCOMPARE(namesIn(*model), texts({"B"}));
    QVERIFY(model->query().search.isEmpty());
    QVERIFY(!again.findChild<QWidget *>(QStringLiteral("filters"))->isHidden());
    QCOMPARE(again.findChild<QLineEdit *>(QStringLiteral("filter-name"))->text(),
             QStringLiteral("b"));
}

void tst_recordtable::viewsAreKeptByName()
{
    WorkspaceFixture f;
    f.add(in(QStringLiteral("A"), Lane::Cloud));
    f.add(in(QStringLiteral("B"), Lane::Device));
    auto *model = new RecordTableModel(*f.workspace, f.project().registers().of<System>());
    RecordTable table(model);
    model->setSearch(QStringLiteral("cloud"));
    table.view()->setColumnHidden(model->columnOf(QStringLiteral("kind")), true);
    table.looks().keep(table.look(QStringLiteral("In the cloud")));
    table.setLook({});
    QCOMPARE(model->rowCount(), 2);
    QVERIFY(!table.view()->isColumnHidden(model->columnOf(QStringLiteral("kind"))));
    table.looks().rename(QStringLiteral("In the cloud"), QStringLiteral("Cloud"));
    auto looks = table.looks().named();
    QCOMPARE(looks.size(), size_t(1));
    QCOMPARE(looks[0].name, QStringLiteral("Cloud"));
    table.setLook(looks[0]);
    QCOMPARE(namesIn(*model), texts({"A"}));
    QVERIFY(table.view()->isColumnHidden(model->columnOf(QStringLiteral("kind"))));
    table.looks().remove(QStringLiteral("Cloud"));
    QVERIFY(table.looks().named().empty());
}

void tst_recordtable::aDraggedColumnIsStoredOnce()
{
    WorkspaceFixture f;
    auto *model = new RecordTableModel(*f.workspace, f.project().registers().of<System>());
    RecordTable table(model);
    const QByteArray before = table.looks().inUse().columns;
    for (int width = 100; width < 180; ++width)
        table.view()->setColumnWidth(1, width);
    QCOMPARE(table.looks().inUse().columns, before); // not while it is dragged
    QTRY_VERIFY(table.looks().inUse().columns != before);
}

void tst_recordtable::aTickLeavesTheMenuOpen()
{
    WorkspaceFixture f;
    auto *model = new RecordTableModel(*f.workspace, f.project().registers().of<System>());
    RecordTable table(model);
    StayingMenu menu;
    table.fillColumnMenu(&menu);
    menu.popup(QPoint(10, 10));
    QVERIFY(QTest::qWaitForWindowExposed(&menu));
    for (const int at : {2, 3}) {
        QAction *action = menu.actions().at(at);
        const bool was = action->isChecked();
        QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
        QCOMPARE(action->isChecked(), !was);
        QVERIFY(menu.isVisible());
    }
    QTest::keyClick(&menu, Qt::Key_Escape);
    QVERIFY(!menu.isVisible());
}

void tst_recordtable::sayWhenNothingMatches()
{
    WorkspaceFixture f;
    f.add(systemNamed(QStringLiteral("A")));
    auto *model = new RecordTableModel(*f.workspace, f.project().registers().of<System>());
    RecordTable table(model);
    auto *note = table.findChild<QWidget *>(QStringLiteral("nothing-matches"));
    QVERIFY(note->isHidden());
    model->setSearch(QStringLiteral("zebra"));
    QVERIFY(!note->isHidden());
    table.findChild<QPushButton *>(QStringLiteral("clear-filters"))->click();
    QVERIFY(note->isHidden());
    QCOMPARE(model->rowCount(), 1);
}

void tst_recordtable::setsFieldsThatNeedEachOther()
{
    WorkspaceFixture f;
    const auto &type = f.project().registers().of<Prompt>();
    std::vector<AnyId> ids;
    for (const Prompt &prompt : f.project().snapshot().rows<Prompt>()) {
        if (ids.size() < 3)
            ids.push_back(prompt.id);
    }
    EditDialog dialog(*f.workspace, type, ids);
    dialog.show();
    auto *set = dialog.findChild<QPushButton *>(QStringLiteral("set"));
    const auto choices = [&] { return dialog.findChildren<QComboBox *>(QStringLiteral("field")); };
    const auto choose = [&](QComboBox *combo, const QString &text) {
        QVERIFY(combo->findText(text) >= 0);
        combo->setCurrentIndex(combo->findText(text));
    };
    choose(choices().at(0), type.field(u"answer")->label);
    auto *answer = dialog.findChild<QWidget *>(QStringLiteral("field-answer"));
    auto *answers = answer->findChild<QComboBox *>();
    // Tab goes from the field to its value.
    QCOMPARE(choices().at(0)->nextInFocusChain(), answers);
    answers->setCurrentIndex(answers->findData(QStringLiteral("absent")));
    set->click();
    QVERIFY(dialog.isVisible()); // refused: it says why and stays
    QVERIFY(!dialog.findChild<QLabel *>(QStringLiteral("set-error"))->text().isEmpty());
    dialog.findChild<QPushButton *>(QStringLiteral("another-field"))->click();
    choose(choices().at(1), type.field(u"reason")->label);
    auto *reason = dialog.findChild<QWidget *>(QStringLiteral("field-reason"));
    reason->findChild<QLineEdit *>()->setText(QStringLiteral("We have none"));
    const qint64 entries = f.project().entryCount();
    set->click();
    QVERIFY(!dialog.isVisible());
    QCOMPARE(f.project().entryCount(), entries + 1);
    for (const AnyId &id : ids) {
        const Prompt *prompt = f.project().snapshot().find(Id<Prompt>(id));
        QCOMPARE(prompt->answer, PromptAnswer::Absent);
        QCOMPARE(prompt->reason, QStringLiteral("We have none"));
    }
}

void tst_recordtable::copiedFormulasAreText()
{
    const QList<QStringList> rows{{QStringLiteral("=1+1"), QStringLiteral("+A1"),
                                   QStringLiteral("-2"), QStringLiteral("@x"),
                                   QStringLiteral("\tb"), QStringLiteral("\rc"),
                                   QStringLiteral("'=a"), QStringLiteral("'quoted'")}};
    const QString tsv = toTsv(rows);
    QVERIFY(tsv.startsWith(QStringLiteral("'=1+1\t'+A1\t'-2\t'@x\t")));
    QCOMPARE(fromTsv(tsv), rows);
}

void tst_recordtable::pastesBehindTheLastRow()
{
    WorkspaceFixture f;
    auto *model = new RecordTableModel(*f.workspace, f.project().registers().of<System>());
    RecordTable table(model);
    QApplication::clipboard()->setText(QStringLiteral("First\nSecond"));
    table.paste(); // into an empty register
    QCOMPARE(namesIn(*model), texts({"First", "Second"}));
    table.view()->setCurrentIndex(model->index(0, 1));
    QApplication::clipboard()->setText(QStringLiteral("Third"));
    table.pasteAtEnd();
    QCOMPARE(namesIn(*model), texts({"First", "Second", "Third"}));
    QApplication::clipboard()->setText(QStringLiteral("Name\tLane\nFourth\tStorage"));
    table.pasteAtEnd();
    QCOMPARE(namesIn(*model), texts({"First", "Second", "Third", "Fourth"}));
}

SAFEGUARD_TEST(tst_recordtable)
#include "tst_recordtable.moc"
