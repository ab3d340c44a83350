// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/workspacefixture.h"
#include "views/kit/recordtable.h"
#include "views/kit/tsv.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>

using namespace safeguard;
using namespace safeguard::testing;

class tst_recordtable final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void modelStaysSoundThroughEdits();
    void sortsByTwoColumns();
    void filtersByColumnAndSearch();
    void editsInPlaceAsOneEntry();
    void refusesWhatIsInvalid();
    void setsAFieldForMany();
    void copiesAndPastesTsv();
    void tsvRoundTrip();
    void columnsAreRemembered();
};

static std::vector<QString> namesIn(const RecordTableModel &model)
{
    std::vector<QString> names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.push_back(model.index(row, 1).data().toString());
    return names;
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
    QCOMPARE(namesIn(model), (std::vector<QString>{QStringLiteral("a"), QStringLiteral("b9"),
                                                   QStringLiteral("b10"), QStringLiteral("c")}));
    model.sort(lane, Qt::DescendingOrder);
    QCOMPARE(namesIn(model), (std::vector<QString>{QStringLiteral("a"), QStringLiteral("b9"),
                                                   QStringLiteral("b10"), QStringLiteral("c")}));
    model.sort(lane, Qt::AscendingOrder);
    QCOMPARE(namesIn(model), (std::vector<QString>{QStringLiteral("b9"), QStringLiteral("b10"),
                                                   QStringLiteral("c"), QStringLiteral("a")}));
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
    model->setParent(&table);
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
    model->setParent(&table);
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
        model->setParent(&table);
        QVERIFY(!table.view()->isColumnHidden(model->columnOf(QStringLiteral("kind"))));
        QMenu menu;
        table.fillColumnMenu(&menu);
        menu.actions().at(model->columnOf(QStringLiteral("kind")))->setChecked(false);
    }
    auto *model = new RecordTableModel(*f.workspace, type);
    RecordTable again(model);
    model->setParent(&again);
    QVERIFY(again.view()->isColumnHidden(model->columnOf(QStringLiteral("kind"))));
}

SAFEGUARD_TEST(tst_recordtable)
#include "tst_recordtable.moc"
