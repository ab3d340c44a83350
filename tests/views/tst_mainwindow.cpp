// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screens.h"
#include "model/store/valuetext.h"
#include "tests/tools/workspacefixture.h"
#include "views/shell/palette.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

using namespace safeguard;
using namespace safeguard::testing;

class tst_mainwindow final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unlocksAndLocks();
    void tellsAWrongPassphrase();
    void undoNamesWhatItDoes();
    void everyScreenOpens();
    void undoAndRedoOfAnotherAsk();
    void theSideBarLeadsToEachScreen();
    void paletteFinds();
    void paletteKnowsCommandsByTheirBeginning();
    void fuzzyScores();
};

void tst_mainwindow::unlocksAndLocks()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Gateway")));
    f.project.reset();
    MainWindow window(shellContent());
    window.show();
    window.openFile(f.path());
    auto *passphraseLine = window.findChild<QLineEdit *>(QStringLiteral("passphrase"));
    QCOMPARE(window.findChild<QLineEdit *>(QStringLiteral("user"))->text(), QStringLiteral("dana"));
    QTest::keyClicks(passphraseLine, passphrase());
    QTest::keyClick(passphraseLine, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return window.workspace() != nullptr; }, 5000));
    QVERIFY(window.currentScreen());
    window.go({QStringLiteral("vendors")});
    QCOMPARE(window.currentScreen()->objectName(), QStringLiteral("screen-vendors"));
    QVERIFY(!window.windowTitle().contains(QStringLiteral("CardioLink")));

    window.lock();
    QVERIFY(!window.workspace());
    QVERIFY(!window.currentScreen());
    QVERIFY(passphraseLine->text().isEmpty());
    QTest::keyClicks(passphraseLine, passphrase());
    QTest::mouseClick(window.findChild<QPushButton *>(QStringLiteral("unlock-button")),
                      Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return window.workspace() != nullptr; }, 5000));
    QCOMPARE(window.currentScreen()->objectName(),
             QStringLiteral("screen-vendors")); // the same place
}

void tst_mainwindow::tellsAWrongPassphrase()
{
    ProjectFixture f;
    f.project.reset();
    MainWindow window(shellContent());
    window.show();
    window.openFile(f.path());
    auto *line = window.findChild<QLineEdit *>(QStringLiteral("passphrase"));
    QTest::keyClicks(line, QStringLiteral("nonsense"));
    QTest::keyClick(line, Qt::Key_Return);
    auto *error = window.findChild<QLabel *>(QStringLiteral("unlock-error"));
    QTRY_VERIFY_WITH_TIMEOUT(!error->isHidden() && !error->text().isEmpty(), 5000);
    QVERIFY(error->text().contains(QStringLiteral("passphrase")));
    QVERIFY(!window.workspace());
    QVERIFY(line->isEnabled());
}

void tst_mainwindow::undoNamesWhatItDoes()
{
    ProjectFixture f;
    MainWindow window(shellContent());
    window.show();
    window.setProject(std::move(f.project));
    auto *undo = window.findChild<QAction *>(QStringLiteral("undo"));
    auto *redo = window.findChild<QAction *>(QStringLiteral("redo"));
    QVERIFY(!undo->isEnabled());
    QVERIFY(window.workspace()->perform(QStringLiteral("Add the gateway"), [](Edit &edit) {
        edit.put(systemNamed(QStringLiteral("Gateway")));
        return Status();
    }));
    QVERIFY(undo->isEnabled());
    QVERIFY(undo->text().contains(QStringLiteral("Add the gateway")));
    undo->trigger();
    QVERIFY(window.workspace()->project().snapshot().rows<System>().isEmpty());
    QVERIFY(redo->isEnabled());
    redo->trigger();
    QCOMPARE(window.workspace()->project().snapshot().rows<System>().size(), size_t(1));
}

void tst_mainwindow::undoAndRedoOfAnotherAsk()
{
    ProjectFixture f;
    const auto omar = QStringLiteral("omar");
    const auto secret = [] { return Secret::fromText(QStringLiteral("another horse")); };
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, secret()));
    f.project.reset();
    const auto asOmar = [&] {
        auto own =
            Project::open(f.path(), {omar, secret()}, Access::ReadWrite, allRegisters(), f.clock);
        QVERIFY_OK(own);
        f.project = *std::move(own);
    };
    asOmar();
    f.add(systemNamed(QStringLiteral("By Omar")));
    f.reopen();
    QString said;
    // Refused, then granted.
    const auto takesAnAnswer = [&](const QString &action, size_t before, size_t after) {
        MainWindow window(shellContent());
        window.show();
        window.setProject(std::move(f.project));
        const auto count = [&] {
            return window.workspace()->project().snapshot().rows<System>().size();
        };
        for (const auto role : {QMessageBox::RejectRole, QMessageBox::AcceptRole}) {
            QTimer::singleShot(0, this, [&] {
                auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
                QVERIFY(box);
                said = box->text();
                for (auto *button : box->buttons()) {
                    if (box->buttonRole(button) == role)
                        button->click();
                }
            });
            window.findChild<QAction *>(action)->trigger();
            QCOMPARE(count(), role == QMessageBox::AcceptRole ? after : before);
        }
    };
    takesAnAnswer(QStringLiteral("undo"), 1, 0);
    QVERIFY2(said.contains(QStringLiteral("by Omar Reyes on ") + momentText(f.clock.now())),
             qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("\n\nAdd\n\nUndo it?")), qPrintable(said));
    asOmar();
    takesAnAnswer(QStringLiteral("redo"), 0, 1);
    QVERIFY2(said.contains(QStringLiteral("taken back by Dana Mensah on ")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("\n\nUndo: Add\n\nDo it again?")), qPrintable(said));
}

void tst_mainwindow::everyScreenOpens()
{
    ProjectFixture f;
    MainWindow window(shellContent());
    window.show();
    window.setProject(std::move(f.project));
    for (const ScreenInfo &screen : shellContent().screens) {
        window.go({screen.key});
        QVERIFY2(window.currentScreen(), qPrintable(screen.key));
        window.currentScreen()->grab();
    }
}

void tst_mainwindow::theSideBarLeadsToEachScreen()
{
    ProjectFixture f;
    MainWindow window(shellContent());
    window.show();
    window.setProject(std::move(f.project));
    auto *side = window.findChild<QListWidget *>(QStringLiteral("sidebar"));
    const auto lines = [&](const QString &title) {
        auto found = side->findItems(title, Qt::MatchExactly);
        found.removeIf([](auto *item) { return !(item->flags() & Qt::ItemIsEnabled); });
        return found;
    };
    const auto screens = shellContent().screens;
    int hidden = 0;
    for (const ScreenInfo &screen : screens) {
        const auto over = std::find_if(screens.begin(), screens.end(), [&](const ScreenInfo &one) {
            return one.key == (screen.within.isEmpty() ? screen.key : screen.within);
        });
        QVERIFY2(over != screens.end() && over->within.isEmpty(), qPrintable(screen.key));
        hidden += !screen.within.isEmpty();
        QCOMPARE(lines(screen.title).size(), screen.within.isEmpty() ? 1 : 0);
        window.go({screen.key});
        QCOMPARE(side->currentItem(), lines(over->title).front());
        QVERIFY(window.findChild<QAction *>(QStringLiteral("screen-") + screen.key));
    }
    QCOMPARE(hidden, 5);
    window.go({QStringLiteral("threats")});
    QListWidgetItem *method = lines(QStringLiteral("Risk method")).front();
    side->scrollToItem(method);
    QTest::mouseClick(side->viewport(), Qt::LeftButton, {}, side->visualItemRect(method).center());
    QCOMPARE(window.currentScreen()->objectName(), QStringLiteral("screen-risk-method"));
    window.go({QStringLiteral("threats")});
    QTest::keyClick(side, Qt::Key_Return);
    QCOMPARE(window.currentScreen()->objectName(), QStringLiteral("screen-risk-method"));
}

void tst_mainwindow::paletteFinds()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Ingestion API")));
    f.add(systemNamed(QStringLiteral("Gateway")));
    MainWindow window(shellContent());
    window.show();
    window.setProject(std::move(f.project));
    window.go({QStringLiteral("vendors")});
    window.findChild<QAction *>(QStringLiteral("palette"))->trigger();
    auto *palette =
        window.findChild<CommandPalette *>(QStringLiteral("palette"), Qt::FindDirectChildrenOnly);
    QVERIFY(palette);
    auto *line = palette->findChild<QLineEdit *>();
    QTest::keyClicks(line, QStringLiteral("ingest"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(window.currentScreen()->objectName(), QStringLiteral("screen-systems"));
    Q_UNUSED(id)
}

void tst_mainwindow::paletteKnowsCommandsByTheirBeginning()
{
    ProjectFixture f;
    f.add(systemNamed(QStringLiteral("Compare")));
    MainWindow window(shellContent());
    window.show();
    window.setProject(std::move(f.project));
    window.findChild<QAction *>(QStringLiteral("palette"))->trigger();
    auto *palette =
        window.findChild<CommandPalette *>(QStringLiteral("palette"), Qt::FindDirectChildrenOnly);
    auto *line = palette->findChild<QLineEdit *>();
    const auto *list = palette->findChild<QListWidget *>();
    QTest::keyClicks(line, QStringLiteral("compare"));
    QVERIFY2(list->item(0)->text().startsWith(QStringLiteral("Compare with a baseline")),
             qPrintable(list->item(0)->text()));
    QCOMPARE(list->item(1)->text(), QStringLiteral("Compare"));
    line->clear();
    QTest::keyClicks(line, QStringLiteral("sys001")); // within a name, records come first
    QCOMPARE(list->item(0)->text(), QStringLiteral("Compare"));
}

void tst_mainwindow::fuzzyScores()
{
    QVERIFY(fuzzyScore(u"ing", u"Ingestion API") > 0);
    QVERIFY(fuzzyScore(u"ia", u"Ingestion API") > fuzzyScore(u"ia", u"Gratia"));
    QCOMPARE(fuzzyScore(u"xyz", u"Ingestion API"), 0);
    QVERIFY(fuzzyScore(u"sys012", u"SYS-012 Gateway") > 0);
}

SAFEGUARD_TEST(tst_mainwindow)
#include "tst_mainwindow.moc"
