// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/shellfixture.h"
#include "views/flows/diagramscreen.h"
#include "views/kit/importdialog.h"
#include "views/kit/recordtable.h"
#include "views/kit/registerexport.h"
#include "views/shell/autolock.h"
#include "views/shell/recoverykeydialog.h"
#include "views/users/renewkeydialog.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QTimer>
#include <QToolTip>

using namespace safeguard;
using namespace safeguard::testing;

/// Locking: everything of the project is gone from the screen at once, nothing typed is lost, and
/// whoever showed a dialog or menu meanwhile returns to living objects.
class tst_lock final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void closesWhatIsShown_data();
    void closesWhatIsShown();
    void closesListsAndTips();
    void closesWhatIsShownAfterwards();
    void storesWhatIsBeingTyped();
    void storesWhatIsBeingTypedBehindADialog();
    void storesWhatIsTypedInATable();
    void keepsWhatCannotBeStored();
    void closingKeepsItToo();
    void timeAsleepCounts();
    void theFirstTouchIsTooLate();
};

namespace {

using Shows = std::function<void(ShellFixture &)>;

RecordTable *tableOf(const ShellFixture &f)
{
    return f.window.currentScreen()->findChild<RecordTable *>();
}

/// What is on the screen besides the window.
QStringList othersShown(const MainWindow &window)
{
    QStringList names;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget != &window && widget->isVisible())
            names += QString::fromLatin1(widget->metaObject()->className());
    }
    return names;
}

template <class W>
W *formControl(const ShellFixture &f, const char *field)
{
    auto *form = f.window.currentScreen()->findChild<QWidget *>(QStringLiteral("form-systems"));
    return form->findChild<QWidget *>(QStringLiteral("field-") + QLatin1String(field))
        ->findChild<W *>();
}

/// Types another name into the form and leaves the keyboard there.
void retypeName(const ShellFixture &f)
{
    auto *name = formControl<QLineEdit>(f, "name");
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("Home gateway"));
}

/// Shows a system named Gateway, ready to be edited.
Id<System> showGateway(ShellFixture &f)
{
    Id<System> id;
    f.window.workspace()->perform(QStringLiteral("Add"), [&](Edit &edit) {
        id = edit.put(systemNamed(QStringLiteral("Gateway")));
        return Status();
    });
    f.window.go({QStringLiteral("systems"), id});
    return id;
}

}

void tst_lock::closesWhatIsShown_data()
{
    QTest::addColumn<Shows>("show");
    const auto row = [](const char *name, const Shows &show) { QTest::newRow(name) << show; };
    row("import dialog", [](ShellFixture &f) {
        const QString path = f.files.dir.filePath(QStringLiteral("in.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("name\nServer\n") > 0);
        file.close();
        ImportDialog::runWith(*f.window.workspace(), f.project().registers().of<System>(), path,
                              f.window.currentScreen());
    });
    row("edit dialog", [](ShellFixture &f) {
        tableOf(f)->view()->selectAll();
        tableOf(f)->editSelected();
    });
    row("menu of a row", [](ShellFixture &f) {
        Q_EMIT tableOf(f)->view()->customContextMenuRequested({5, 5});
    });
    row("menu of the columns", [](ShellFixture &f) {
        Q_EMIT tableOf(f)->view()->horizontalHeader()->customContextMenuRequested({5, 5});
    });
    row("menu of a matrix cell", [](ShellFixture &f) {
        f.window.workspace()->perform(QStringLiteral("Add"), [](Edit &edit) {
            edit.put(elementNamed(QStringLiteral("Pulse"), {}, {}));
            return Status();
        });
        f.window.go({QStringLiteral("matrix")});
        auto *table = f.window.currentScreen()->findChild<QTableView *>();
        QTRY_VERIFY(table->visualRect(table->model()->index(0, 0)).isValid());
        Q_EMIT table->customContextMenuRequested(
            table->visualRect(table->model()->index(0, 0)).center());
    });
    row("file dialog", [](ShellFixture &f) {
        ImportDialog::run(*f.window.workspace(), f.project().registers().of<System>(),
                          f.window.currentScreen());
    });
    row("file dialog to save", [](ShellFixture &f) {
        RegisterExport::ask(*f.window.workspace(), f.project().registers().of<System>(), {},
                            f.window.currentScreen());
    });
    row("message of a screen", [](ShellFixture &f) {
        QApplication::clipboard()->setText(QStringLiteral("Last review\nnever"));
        tableOf(f)->paste();
    });
    row("message of the window", [](ShellFixture &f) {
        Q_EMIT f.window.workspace()->refused({ErrorCode::Refused, QStringLiteral("No.")});
    });
    row("picker of the canvas", [](ShellFixture &f) {
        f.window.go({QStringLiteral("diagrams")});
        qobject_cast<DiagramScreen *>(f.window.currentScreen())->placeFromInventory();
    });
    for (const char *id : {"verify", "recovery", "passphrase", "about"})
        row(id, [id](ShellFixture &f) { f.find<QAction>(id)->trigger(); });
    row("recovery key", [](ShellFixture &f) {
        const auto key = f.project().addRecoveryKey();
        RecoveryKeyDialog({{}, {}, {}, {}, {}, key->text}, &f.window).exec();
    });
    row("offer of a new key", [](ShellFixture &f) {
        RenewKeyDialog(*f.window.workspace(), QStringLiteral("Why."), &f.window).exec();
    });
    row("two at once", [](ShellFixture &f) {
        QTimer::singleShot(10, &f.window, [&f] { f.find<QAction>("about")->trigger(); });
        tableOf(f)->view()->selectAll();
        tableOf(f)->editSelected();
    });
}

void tst_lock::closesWhatIsShown()
{
    QFETCH(const Shows, show);
    ShellFixture f;
    showGateway(f);
    bool wasShown = false;
    QStringList stillShown;
    QTimer::singleShot(150, &f.window, [&] {
        wasShown = !othersShown(f.window).isEmpty();
        f.window.lock();
        stillShown = othersShown(f.window);
        if (f.window.currentScreen() && f.window.currentScreen()->isVisible())
            stillShown += QStringLiteral("the screen");
    });
    show(f);
    QTRY_VERIFY(wasShown);
    QCOMPARE(stillShown, QStringList());
    QVERIFY(f.isClosed());
    QVERIFY(!f.window.currentScreen());
    QVERIFY(f.find<QWidget>("unlock")->isVisible());
    QVERIFY(f.find<QWidget>("unlock")->isEnabled());
}

void tst_lock::closesListsAndTips()
{
    ShellFixture f;
    showGateway(f);
    auto *choice = formControl<QComboBox>(f, "owner");
    choice->showPopup();
    QToolTip::showText({40, 40}, QStringLiteral("Gateway"), &f.window);
    QVERIFY(othersShown(f.window).size() >= 2);
    f.window.lock();
    QCOMPARE(othersShown(f.window), QStringList());
    QVERIFY(!f.window.workspace());

    QVERIFY(f.unlock());
    f.find<QAction>("palette")->trigger();
    QVERIFY(!othersShown(f.window).isEmpty());
    f.window.lock();
    QCOMPARE(othersShown(f.window), QStringList());
    QVERIFY(!f.window.workspace());
}

/// Code that goes on after its dialog was closed may show the next one.
void tst_lock::closesWhatIsShownAfterwards()
{
    ShellFixture f;
    showGateway(f);
    QTimer::singleShot(50, &f.window, [&] { f.window.lock(); });
    QDialog first(f.window.currentScreen());
    QCOMPARE(first.exec(), int(QDialog::Rejected));
    QVERIFY(f.window.workspace()); // lives as long as this function works with it
    QVERIFY(!f.find<QWidget>("unlock")->isEnabled());
    QDialog second(f.window.currentScreen());
    QCOMPARE(second.exec(), int(QDialog::Rejected));
    QVERIFY(f.window.workspace());
    first.setParent(nullptr);
    second.setParent(nullptr);
    QVERIFY(f.isClosed());
}

void tst_lock::storesWhatIsBeingTyped()
{
    ShellFixture f;
    const auto id = showGateway(f);
    retypeName(f);
    f.window.lock();
    QVERIFY(!f.window.workspace());
    QVERIFY(f.unlock());
    QCOMPARE(f.project().snapshot().find(id)->name, QStringLiteral("Home gateway"));
}

void tst_lock::storesWhatIsBeingTypedBehindADialog()
{
    ShellFixture f;
    const auto id = showGateway(f);
    retypeName(f);
    QTimer::singleShot(100, &f.window, [&] { f.window.lock(); });
    f.find<QAction>("about")->trigger();
    QVERIFY(f.isClosed());
    QVERIFY(f.unlock());
    QCOMPARE(f.project().snapshot().find(id)->name, QStringLiteral("Home gateway"));
}

void tst_lock::storesWhatIsTypedInATable()
{
    ShellFixture f;
    const auto id = showGateway(f);
    QTableView *view = tableOf(f)->view();
    view->setFocus();
    view->setCurrentIndex(view->model()->index(0, 1));
    view->edit(view->currentIndex());
    auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(line);
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("Home gateway"));
    f.window.lock();
    QVERIFY(f.unlock());
    QCOMPARE(f.project().snapshot().find(id)->name, QStringLiteral("Home gateway"));
}

void tst_lock::keepsWhatCannotBeStored()
{
    ShellFixture f;
    const auto id = showGateway(f);
    auto *review = formControl<QLineEdit>(f, "last_review");
    review->setFocus();
    QTest::keyClicks(review, QStringLiteral("after Easter"));
    f.window.lock();
    QVERIFY(!f.window.workspace());
    QVERIFY(f.unlock());
    QVERIFY(!f.project().snapshot().find(id)->lastReview);
    review = formControl<QLineEdit>(f, "last_review");
    QCOMPARE(review->text(), QStringLiteral("after Easter"));
    QVERIFY(!f.find<QLabel>("problem-last_review")->isHidden());

    review->setFocus();
    review->selectAll();
    QTest::keyClicks(review, QStringLiteral("2026-04-05"));
    f.window.lock();
    QVERIFY(f.unlock());
    QCOMPARE(f.project().snapshot().find(id)->lastReview, QDate(2026, 4, 5));
    QVERIFY(f.find<QLabel>("problem-last_review")->isHidden());
}

void tst_lock::closingKeepsItToo()
{
    ShellFixture f;
    const auto id = showGateway(f);
    retypeName(f);
    f.find<QAction>("close")->trigger();
    QVERIFY(!f.window.workspace());
    f.window.openFile(f.files.path());
    f.type("user", QStringLiteral("dana"));
    QVERIFY(f.unlock());
    QCOMPARE(f.project().snapshot().find(id)->name, QStringLiteral("Home gateway"));
}

void tst_lock::timeAsleepCounts()
{
    FixedClock clock(QDateTime({2026, 2, 28}, {12, 0}, Qt::UTC));
    AutoLock lock(clock);
    QCOMPARE(lock.minutes(), AutoLock::defaultMinutes);
    QSignalSpy expired(&lock, &AutoLock::expired);
    QTest::qWait(1200);
    QCOMPARE(expired.size(), 0);
    clock.set(clock.now().addSecs(60 * AutoLock::defaultMinutes + 1));
    QTRY_COMPARE_WITH_TIMEOUT(expired.size(), 1, 2500);
    QVERIFY(lock.secondsLeft() > 60 * AutoLock::defaultMinutes - 5);
    clock.set(clock.now().addSecs(-7200)); // set back: what really passes counts still
    QVERIFY(lock.secondsLeft() <= 60 * AutoLock::defaultMinutes);
}

void tst_lock::theFirstTouchIsTooLate()
{
    FixedClock clock(QDateTime({2026, 2, 28}, {12, 0}, Qt::UTC));
    AutoLock lock(clock);
    QSignalSpy expired(&lock, &AutoLock::expired);
    clock.set(clock.now().addSecs(60 * AutoLock::defaultMinutes + 1));
    QWidget widget;
    QTest::mouseMove(&widget);
    QTest::keyClick(&widget, Qt::Key_A);
    QVERIFY(lock.secondsLeft() <= 0); // not begun anew
    QTRY_COMPARE_WITH_TIMEOUT(expired.size(), 1, 500);
}

SAFEGUARD_TEST(tst_lock)
#include "tst_lock.moc"
