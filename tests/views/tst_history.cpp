// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/workspacefixture.h"
#include "views/history/historyfilterbar.h"
#include "views/history/historyscreen.h"
#include "views/kit/expungedialog.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace safeguard;
using namespace safeguard::testing;

class tst_history final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsOnlyWhatIsShown();
    void readsPieceByPiece();
    void newEntriesComeOnTop();
    void filters();
    void aRecordsOwnHistory();
    void putsARecordBack();
    void removesForGood();
};

namespace {

Id<System> addSystem(Workspace &workspace, const QString &name)
{
    Id<System> id;
    workspace.perform(QStringLiteral("Add ") + name, [&](Edit &edit) {
        id = edit.put(systemNamed(name));
        return Status();
    });
    return id;
}

void rename(Workspace &workspace, const Id<System> &id, const QString &name)
{
    workspace.perform(QStringLiteral("Rename to ") + name, [&](Edit &edit) {
        edit.change(id, [&](System &system) { system.name = name; });
        return Status();
    });
}

QStringList sentencesIn(const QAbstractItemModel &model)
{
    QStringList sentences;
    for (int row = 0; row < model.rowCount(); ++row)
        sentences += model.index(row, HistoryModel::WhatColumn).data().toString();
    return sentences;
}

}

void tst_history::wordsOnlyWhatIsShown()
{
    WorkspaceFixture f;
    QVERIFY(f.workspace->perform(QStringLiteral("Fill"), [](Edit &edit) {
        for (int i = 0; i < 200; ++i)
            edit.put(systemNamed(QStringLiteral("System %1").arg(i)));
        return Status();
    }));
    const auto told = f.workspace->project().tell({f.workspace->project().entryCount()});
    QVERIFY_OK(told);
    const auto all = told->front().changes.size();
    QVERIFY(all > 400);
    HistoryScreen screen(*f.workspace);
    const auto *list = screen.findChild<QListWidget *>();
    QTRY_COMPARE(list->count(), 401);
    QCOMPARE(list->item(list->count() - 1)->text(), QStringLiteral("and %1 more").arg(all - 400));
}

void tst_history::readsPieceByPiece()
{
    WorkspaceFixture f;
    for (int i = 0; i < 450; ++i)
        QVERIFY(f.workspace->project().note(QStringLiteral("Event %1").arg(i)).has_value());
    HistoryModel model(*f.workspace);
    const QAbstractItemModelTester tester(&model);
    QVERIFY(!model.isComplete());
    QTRY_VERIFY(model.isComplete());
    QCOMPARE(model.rowCount(), static_cast<int>(f.workspace->project().entryCount()));
    QCOMPARE(model.line(0)->sentence, QStringLiteral("Event 449"));
    QCOMPARE(model.line(model.rowCount() - 1)->sequence, qint64(1));
    for (int row = 1; row < model.rowCount(); ++row)
        QCOMPARE(model.line(row)->sequence, model.line(row - 1)->sequence - 1);
}

void tst_history::newEntriesComeOnTop()
{
    WorkspaceFixture f;
    HistoryModel model(*f.workspace);
    const QAbstractItemModelTester tester(&model);
    QTRY_VERIFY(model.isComplete());
    addSystem(*f.workspace, QStringLiteral("Gateway"));
    addSystem(*f.workspace, QStringLiteral("Patch"));
    QTRY_COMPARE(model.line(0)->sentence, QStringLiteral("Add Patch"));
    QCOMPARE(model.line(1)->sentence, QStringLiteral("Add Gateway"));
    QCOMPARE(model.rowCount(), static_cast<int>(f.workspace->project().entryCount()));
}

void tst_history::filters()
{
    WorkspaceFixture f;
    const auto gateway = addSystem(*f.workspace, QStringLiteral("Gateway"));
    rename(*f.workspace, gateway, QStringLiteral("Home station"));
    QVERIFY(f.workspace->project().note(QStringLiteral("Print")).has_value());
    HistoryScreen screen(*f.workspace);
    auto *table = screen.findChild<QTableView *>();
    QTRY_VERIFY(static_cast<HistoryModel *>(table->model())->isComplete());
    // By a word: of the sentence, and of the record as it is called now.
    screen.findChild<QLineEdit *>(QStringLiteral("history-text"))
        ->setText(QStringLiteral("HOME ST"));
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(sentencesIn(*table->model()), QStringList({QStringLiteral("Rename to Home station"),
                                                        QStringLiteral("Add Gateway")}));
    screen.findChild<QPushButton *>(QStringLiteral("history-clear"))->click();
    auto *kinds = screen.findChild<QComboBox *>(QStringLiteral("history-kind"));
    kinds->setCurrentIndex(kinds->findText(QStringLiteral("Events")));
    QCOMPARE(sentencesIn(*table->model()), QStringList(QStringLiteral("Print")));
    kinds->setCurrentIndex(0);
    auto *registers = screen.findChild<QComboBox *>(QStringLiteral("history-register"));
    registers->setCurrentIndex(registers->findData(QStringLiteral("systems")));
    QCOMPARE(table->model()->rowCount(), 2);
}

void tst_history::aRecordsOwnHistory()
{
    WorkspaceFixture f;
    const auto gateway = addSystem(*f.workspace, QStringLiteral("Gateway"));
    addSystem(*f.workspace, QStringLiteral("Patch"));
    HistoryScreen screen(*f.workspace);
    auto *table = screen.findChild<QTableView *>();
    QTRY_VERIFY(static_cast<HistoryModel *>(table->model())->isComplete());
    screen.reveal({QStringLiteral("history"), gateway});
    QCOMPARE(sentencesIn(*table->model()), QStringList(QStringLiteral("Add Gateway")));
    auto *chip = screen.findChild<QPushButton *>(QStringLiteral("history-record"));
    QVERIFY(chip->text().contains(QStringLiteral("Gateway")));
    chip->click();
    QVERIFY(table->model()->rowCount() > 2);
}

void tst_history::putsARecordBack()
{
    WorkspaceFixture f;
    const auto gateway = addSystem(*f.workspace, QStringLiteral("Gateway"));
    rename(*f.workspace, gateway, QStringLiteral("Other"));
    HistoryScreen screen(*f.workspace);
    auto *table = screen.findChild<QTableView *>();
    QTRY_VERIFY(static_cast<HistoryModel *>(table->model())->isComplete());
    screen.reveal({QStringLiteral("history"), gateway});
    table->setCurrentIndex(table->model()->index(1, HistoryModel::WhatColumn));
    auto *goBack = screen.findChild<QPushButton *>(QStringLiteral("go-back"));
    QVERIFY(goBack->isEnabled());
    goBack->click();
    QTRY_COMPARE(f.workspace->project().snapshot().find(gateway)->name, QStringLiteral("Gateway"));
    QVERIFY(f.workspace->project().undo().has_value());
    QCOMPARE(f.workspace->project().snapshot().find(gateway)->name, QStringLiteral("Other"));
}

void tst_history::removesForGood()
{
    WorkspaceFixture f;
    const auto id = addSystem(*f.workspace, QStringLiteral("Patch of Jane Doe"));
    ExpungeDialog dialog(*f.workspace);
    auto *text = dialog.findChild<QLineEdit *>(QStringLiteral("expunge-text"));
    auto *find = dialog.findChild<QPushButton *>(QStringLiteral("expunge-find"));
    auto *remove = dialog.findChild<QPushButton *>(QStringLiteral("expunge-remove"));
    QVERIFY(!find->isEnabled() && !remove->isEnabled());
    text->setText(QStringLiteral("jane doe"));
    dialog.findChild<QLineEdit *>(QStringLiteral("expunge-reason"))
        ->setText(QStringLiteral("A patient's name"));
    QVERIFY(!remove->isEnabled()); // nobody has seen how far it reaches
    find->click();
    QTRY_VERIFY(remove->isEnabled());
    text->setText(QStringLiteral("jane do"));
    QVERIFY(!remove->isEnabled());
    text->setText(QStringLiteral("jane doe"));
    remove->click();
    QTRY_COMPARE(f.workspace->project().snapshot().find(id)->name,
                 QStringLiteral("Patch of [removed]"));
    QTRY_COMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
}

SAFEGUARD_TEST(tst_history)
#include "tst_history.moc"
