// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/ics.h"
#include "model/inventory/project_info.h"
#include "model/people/person.h"
#include "model/risk/plan.h"
#include "model/vendors/agreement.h"
#include "tests/views/analysisfixture.h"
#include "tests/views/shellfixture.h"
#include "views/calendar/agreementstrip.h"
#include "views/calendar/calendarexport.h"
#include "views/calendar/calendarpages.h"
#include "views/calendar/calendarscreen.h"
#include "views/calendar/monthview.h"
#include "views/calendar/reminder.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QProcess>
#include <QSettings>
#include <QToolButton>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

Action actionNamed(const QString &title, QDate due)
{
    Action action;
    action.title = title;
    action.due = due;
    return action;
}

/// On 28 February 2026: an action ahead and one that is late, and an agreement that renews itself.
struct Dates : WorkspaceFixture
{
    void fill()
    {
        Person person;
        person.name = QStringLiteral("Ann");
        ann = add(person);
        Action action = actionNamed(QStringLiteral("Patch the gateway"), {2026, 3, 5});
        action.owner = ann;
        patch = add(action);
        late = add(actionNamed(QStringLiteral("Test the backup"), {2026, 2, 10}));
        Company company;
        company.name = QStringLiteral("Hill");
        company.reviewed = QDate(2026, 2, 1);
        Agreement agreement;
        agreement.counterparty = add(company);
        agreement.name = QStringLiteral("Hill BAA");
        agreement.status = AgreementStatus::Executed;
        agreement.executed = QDate(2025, 1, 1);
        agreement.expires = QDate(2026, 12, 31);
        agreement.renewsItself = true;
        agreement.renewalMonths = 12;
        agreement.noticeDays = 90;
        agreement.reviewed = QDate(2026, 2, 1);
        hill = add(agreement);
    }
    void open()
    {
        screen = std::make_unique<CalendarScreen>(*workspace);
        screen->month()->model()->setFirstDayOfWeek(Qt::Monday);
        screen->resize(1100, 760);
        screen->show();
        screen->activateWindow();
        if (!QTest::qWaitForWindowActive(screen.get()))
            qFatal("the screen got no keyboard");
        settle();
    }
    void settle() const
    {
        if (!QTest::qWaitFor([&] { return workspace->dueDates().isCurrent(); }, 5000))
            qFatal("nothing is worked out");
    }
    template <class T>
    T *find(const char *name) const
    {
        auto *found = screen->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    void to(const char *view) const { find<QToolButton>(view)->click(); }
    template <class E>
    void choose(const char *box, E choice) const
    {
        auto *combo = find<QComboBox>(box);
        combo->setCurrentIndex(combo->findData(int(choice)));
    }
    QTableView *agenda() const { return find<QTableView>("table-deadlines"); }
    QTableView *grid() const { return find<QTableView>("calendar-month"); }
    QTableView *strip() const { return find<QTableView>("calendar-year"); }
    QString heading() const { return find<QLabel>("why-heading")->text(); }
    QStringList titles(const QAbstractItemModel *model) const
    {
        QStringList titles;
        for (int row = 0; row < model->rowCount(); ++row)
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex at = model->index(row, column);
                if (at.data(MonthModel::PartRole) == int(MonthModel::EntryPart))
                    titles += at.data().toString();
            }
        return titles;
    }
    const Deadline *entry(const QString &title) const
    {
        for (const Deadline *one : screen->model()->chosen()) {
            if (one->title == title)
                return one;
        }
        return nullptr;
    }
    QDate dueOf(const Id<Action> &id) const { return *project().snapshot().find(id)->due; }
    /// Lets it fall on a day, as a mouse would.
    void drop(const QString &title, QDate day) const
    {
        const std::unique_ptr<QMimeData> data(mimeOf(*entry(title)));
        const QRect cell = grid()->visualRect(screen->month()->model()->indexOf(day));
        QDragEnterEvent enter(cell.center(), Qt::MoveAction, data.get(), Qt::LeftButton,
                              Qt::NoModifier);
        QApplication::sendEvent(grid()->viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(cell.center(), Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(grid()->viewport(), &event);
        QCoreApplication::processEvents();
    }

    Id<Person> ann;
    Id<Action> patch;
    Id<Action> late;
    Id<Agreement> hill;
    std::unique_ptr<CalendarScreen> screen;
};

const auto patchTitle = QStringLiteral("Action: Patch the gateway");
const auto lateTitle = QStringLiteral("Action: Test the backup");

/// Without the time of writing.
QByteArray undated(const QByteArray &ics)
{
    QByteArrayList lines = ics.split('\n');
    lines.erase(std::remove_if(lines.begin(), lines.end(),
                               [](const QByteArray &line) {
                                   return line.startsWith("DTSTAMP") ||
                                          line.startsWith("LAST-MODIFIED") ||
                                          line.startsWith("SEQUENCE");
                               }),
                lines.end());
    return lines.join('\n');
}

}

class tst_calendar final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agendaHasOverdueFirst();
    void theSameEntryInAllViews();
    void filterHoldsInAllViews();
    void monthByKeyboard();
    void monthHasRoomForMore();
    void weeksBeginAsTheLocaleSays();
    void overdueIsGathered();
    void dragMoves();
    void whatIsShownOutlivesAnEdit();
    void dragIsRefused();
    void movesByKeyboard();
    void yearTellsAnAgreement();
    void yearByKeyboard();
    void calendarFileIsTheCommandLines();
    void printsMonthAndYear();
    void emptyProject();
    void remindsOnceWithCountsOnly();
    void nothingToRemindOf();
};

void tst_calendar::agendaHasOverdueFirst()
{
    Dates d;
    d.fill();
    d.open();
    watchModel(d.agenda());
    const auto *model = d.agenda()->model();
    QCOMPARE(model->index(0, DeadlinesModel::WhatColumn).data().toString(), lateTitle);
    QCOMPARE(model->index(1, DeadlinesModel::WhatColumn).data().toString(), patchTitle);
    QCOMPARE(d.heading(), lateTitle);
}

void tst_calendar::theSameEntryInAllViews()
{
    Dates d;
    d.fill();
    d.open();
    d.agenda()->setCurrentIndex(d.agenda()->model()->index(1, 0));
    d.to("calendar-to-month");
    QCOMPARE(d.grid()->currentIndex().data().toString(), patchTitle);
    QCOMPARE(d.screen->month()->month(), QDate(2026, 3, 1));
    QCOMPARE(d.heading(), patchTitle);
    d.to("calendar-to-year"); // it is no agreement; it stays chosen all the same
    QVERIFY(d.heading().contains(QStringLiteral("Hill BAA")));
    d.to("calendar-to-agenda");
    QCOMPARE(d.heading(), patchTitle);
}

void tst_calendar::filterHoldsInAllViews()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-year");
    QCOMPARE(d.strip()->model()->rowCount(), 1);
    d.choose("calendar-kind", DeadlineKind::Actions);
    QCOMPARE(d.strip()->model()->rowCount(), 0);
    QVERIFY(d.find<QLabel>("calendar-year-note")->isVisible());
    d.to("calendar-to-month");
    d.screen->month()->setMonth({2026, 3, 1});
    QCOMPARE(d.titles(d.grid()->model()), QStringList(patchTitle));
    d.find<QComboBox>("calendar-kind")->setCurrentIndex(0);
    d.choose("calendar-force", Force::Contract);
    QVERIFY(d.titles(d.grid()->model()).isEmpty());
    d.to("calendar-to-year");
    QCOMPARE(d.strip()->model()->rowCount(), 1);
    d.find<QComboBox>("calendar-force")->setCurrentIndex(0);
    auto *people = d.find<QComboBox>("calendar-person");
    people->setCurrentIndex(people->findText(QStringLiteral("Ann")));
    QCOMPARE(d.strip()->model()->rowCount(), 0);
    d.to("calendar-to-agenda");
    QCOMPARE(d.agenda()->model()->rowCount(), 1);
    QCOMPARE(d.heading(), patchTitle);
}

void tst_calendar::monthByKeyboard()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-month");
    watchModel(d.grid());
    d.screen->month()->setMonth({2026, 3, 1});
    const Went went(*d.workspace);
    QTableView *grid = d.grid();
    grid->setFocus();
    grid->setCurrentIndex(d.screen->month()->model()->indexOf(QDate(2026, 3, 4)));
    QVERIFY(d.heading().contains(QStringLiteral("2026")));
    QTest::keyClick(grid, Qt::Key_Right);
    QTest::keyClick(grid, Qt::Key_Down);
    QCOMPARE(d.heading(), patchTitle);
    QVERIFY(grid->currentIndex()
                .data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(QStringLiteral("2026-03-05, ") + patchTitle));
    QTest::keyClick(grid, Qt::Key_Return);
    QCOMPARE(went.to.screen, QStringLiteral("actions"));
    QCOMPARE(went.to.record, AnyId(d.patch));
    QTest::keyClick(grid, Qt::Key_Down); // passes over empty lines to the next week
    QCOMPARE(d.screen->month()->model()->day(grid->currentIndex()), QDate(2026, 3, 12));
    QTest::keyClick(grid, Qt::Key_PageDown);
    QCOMPARE(d.screen->month()->month(), QDate(2026, 4, 1));
}

void tst_calendar::monthHasRoomForMore()
{
    Dates d;
    constexpr int count = 40;
    for (int i = 0; i < count; ++i)
        d.add(actionNamed(QStringLiteral("Action %1").arg(i), {2026, 3, 5}));
    d.open();
    d.to("calendar-to-month");
    auto *model = d.screen->month()->model();
    model->setMonth({2026, 3, 1});
    const int lines = model->lines();
    QVERIFY(lines >= 2 && lines < count);
    QCOMPARE(d.titles(model).size(), lines - 1);
    const QModelIndex day = model->indexOf(QDate(2026, 3, 5));
    const QModelIndex more = day.siblingAtRow(day.row() + lines);
    QCOMPARE(more.data().toString(), QStringLiteral("+%1 more").arg(count - lines + 1));
    d.grid()->setCurrentIndex(more);
    QVERIFY(d.screen->findChildren<QLabel *>(QStringLiteral("why-line")).size() >= count);
    Q_EMIT d.grid()->activated(more);
    QCOMPARE(d.titles(model).size(), count);
    // A month of fewer weeks has room for more.
    model->setMonth({2027, 2, 1});
    QCOMPARE(model->weekCount(), 4);
    QVERIFY(model->lines() > lines);
}

void tst_calendar::weeksBeginAsTheLocaleSays()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-month");
    auto *model = d.screen->month()->model();
    model->setMonth({2026, 2, 1});
    QCOMPARE(model->day(model->index(0, 0)), QDate(2026, 1, 26));
    QCOMPARE(model->weekCount(), 5);
    model->setFirstDayOfWeek(Qt::Sunday);
    QCOMPARE(model->day(model->index(0, 0)), QDate(2026, 2, 1));
    QCOMPARE(model->weekCount(), 4);
    QVERIFY(model->indexOf(QDate(2026, 2, 28)).data(MonthModel::IsTodayRole).toBool());
}

void tst_calendar::overdueIsGathered()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-month");
    d.find<QPushButton>("calendar-next")->click();
    d.find<QPushButton>("calendar-next")->click();
    QCOMPARE(d.find<QLabel>("calendar-period")->text(), QStringLiteral("April 2026"));
    auto *list = d.find<QListView>("calendar-overdue");
    QCOMPARE(list->model()->rowCount(), 1);
    const Went went(*d.workspace);
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QCOMPARE(d.heading(), lateTitle);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(went.to.record, AnyId(d.late));
    d.find<QPushButton>("calendar-today")->click();
    QCOMPARE(d.screen->month()->month(), QDate(2026, 2, 1));
}

void tst_calendar::dragMoves()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-month");
    d.screen->month()->setMonth({2026, 3, 1});
    d.drop(patchTitle, {2026, 3, 18});
    QTRY_COMPARE(d.dueOf(d.patch), QDate(2026, 3, 18));
    QCOMPARE(d.project().undoable()->sentence,
             QStringLiteral("Move \u201c%1\u201d to 2026-03-18").arg(patchTitle));
    d.settle();
    QTRY_COMPARE(d.heading(), patchTitle);
    QCOMPARE(d.screen->month()->model()->day(d.grid()->currentIndex()), QDate(2026, 3, 18));
    QVERIFY(d.project().undo());
    QCOMPARE(d.dueOf(d.patch), QDate(2026, 3, 5));
    d.settle();
    d.drop(lateTitle, {2026, 3, 2}); // from the overdue ones
    QTRY_COMPARE(d.dueOf(d.late), QDate(2026, 3, 2));
}

/// While the model is being renewed, the month and the year show entries of either, never of none.
void tst_calendar::whatIsShownOutlivesAnEdit()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-month");
    const std::weak_ptr<const DueDates::Found> shown = d.workspace->dueDates().latest();
    bool isKept = false;
    const QObject context;
    // Whoever shows an entry asks for it again as soon as the model is whole.
    connect(d.screen->model(), &QAbstractItemModel::modelAboutToBeReset, &context,
            [&] { isKept = shown.use_count() > 1; });
    d.add(actionNamed(QStringLiteral("Another"), {2026, 3, 6}));
    d.settle();
    QVERIFY(isKept); // by the views, besides the model
    QTRY_VERIFY(shown.expired());
}

void tst_calendar::dragIsRefused()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-month");
    d.screen->month()->setMonth({2026, 10, 1});
    const QString notice = QStringLiteral("Last day for notice: Hill BAA");
    QVERIFY(d.entry(notice));
    const qint64 entries = d.project().entryCount();
    QSignalSpy said(d.workspace.get(), &Workspace::said);
    d.drop(notice, {2026, 10, 20});
    QTRY_VERIFY(d.find<QLabel>("calendar-said")->isVisible());
    QVERIFY2(d.find<QLabel>("calendar-said")->text().contains(whyFixed(*d.entry(notice))),
             qPrintable(d.find<QLabel>("calendar-said")->text()));
    QCOMPARE(said.size(), 1);
    QCOMPARE(d.project().entryCount(), entries);
    QCOMPARE(d.entry(notice)->due, QDate(2026, 10, 2));
    QCOMPARE(d.heading(), notice);
    QVERIFY(!d.find<QWidget>("calendar-move")->isVisible());
    d.grid()->setCurrentIndex(d.screen->month()->model()->indexOf(QDate(2026, 10, 5)));
    QVERIFY(!d.find<QLabel>("calendar-said")->isVisible());
}

void tst_calendar::movesByKeyboard()
{
    Dates d;
    d.fill();
    d.open();
    d.agenda()->setCurrentIndex(d.agenda()->model()->index(1, 0));
    auto *day = d.find<QDateEdit>("calendar-day");
    QVERIFY(day->isVisible());
    QCOMPARE(day->date(), QDate(2026, 3, 5));
    day->setDate({2026, 3, 9});
    auto *button = d.find<QPushButton>("calendar-move");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(d.dueOf(d.patch), QDate(2026, 3, 9));
    d.settle();
    QTRY_COMPARE(d.heading(), patchTitle);
    QCOMPARE(day->date(), QDate(2026, 3, 9));
}

void tst_calendar::yearTellsAnAgreement()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-year");
    watchModel(d.strip());
    const auto *model = d.strip()->model();
    const auto text = [&](int column) {
        return model->index(0, column).data(Qt::AccessibleTextRole).toString();
    };
    const int first = AgreementStripModel::FirstMonthColumn;
    QCOMPARE(text(AgreementStripModel::NameColumn), QStringLiteral("Hill BAA"));
    QCOMPARE(text(AgreementStripModel::NextColumn), QStringLiteral("Notice by 2026-10-02"));
    QCOMPARE(text(first), QStringLiteral("January 2026, in force"));
    QCOMPARE(text(first + 1), QStringLiteral("February 2026, in force, today"));
    QCOMPARE(text(first + 9), QStringLiteral("October 2026, in force, too late for notice, last "
                                             "day for notice 2026-10-02"));
    d.find<QPushButton>("calendar-next")->click();
    QCOMPARE(text(first), QStringLiteral("January 2027, goes on by itself"));
    d.find<QPushButton>("calendar-previous")->click();
    d.find<QPushButton>("calendar-previous")->click();
    d.find<QPushButton>("calendar-previous")->click();
    QCOMPARE(model->rowCount(), 0); // 2024
}

void tst_calendar::yearByKeyboard()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-year");
    const Went went(*d.workspace);
    QTableView *strip = d.strip();
    strip->setFocus();
    strip->setCurrentIndex(strip->model()->index(0, 0));
    for (int i = 0; i < AgreementStripModel::FirstMonthColumn + 9; ++i)
        QTest::keyClick(strip, Qt::Key_Right);
    QCOMPARE(d.heading(), QStringLiteral("Last day for notice: Hill BAA"));
    QTest::keyClick(strip, Qt::Key_Return);
    QCOMPARE(went.to.screen, QStringLiteral("agreements"));
    QCOMPARE(went.to.record, AnyId(d.hill));
    QTest::keyClick(strip, Qt::Key_PageDown);
    QCOMPARE(d.screen->year()->year(), 2027);
}

void tst_calendar::calendarFileIsTheCommandLines()
{
    Dates d;
    d.fill();
    d.open();
    d.choose("calendar-kind", DeadlineKind::Actions);
    const QByteArray shown = d.screen->findChild<CalendarExport *>()->ics();
    QCOMPARE(shown.count("BEGIN:VEVENT"), 2);
    d.screen.reset();
    d.workspace.reset();
    const QString cli = QCoreApplication::applicationDirPath() + QStringLiteral("/safeguard-cli");
    if (!QFile::exists(cli))
        QSKIP("the command line was not built");
    const QString out = d.files.dir.filePath(QStringLiteral("a.ics"));
    const QString secret = d.files.dir.filePath(QStringLiteral("secret"));
    QFile file(secret);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(passphrase().toUtf8());
    file.close();
    QProcess process;
    process.start(cli,
                  {QStringLiteral("export"), d.files.path(), QStringLiteral("deadlines"),
                   QStringLiteral("-o"), out, QStringLiteral("--kind"), QStringLiteral("actions"),
                   QStringLiteral("--within"), QStringLiteral("30d"), QStringLiteral("--today"),
                   QStringLiteral("2026-02-28"), QStringLiteral("--passphrase-file"), secret});
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QFile written(out);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(undated(written.readAll()), undated(shown));
}

void tst_calendar::printsMonthAndYear()
{
    Dates d;
    d.fill();
    d.open();
    d.to("calendar-to-month");
    const auto month = report::toPdf(monthPages(*d.screen->model(), {2026, 3, 1}));
    QVERIFY_OK(month);
    QVERIFY(month->pdf.startsWith("%PDF-1."));
    const report::Document pages = monthPages(*d.screen->model(), {2026, 3, 1});
    const auto &grid = std::get<report::Table>(pages.blocks.at(1));
    QCOMPARE(grid.columns.size(), 7U);
    int entries = 0;
    for (const auto &row : grid.rows)
        for (const auto &cell : row.cells)
            entries += static_cast<int>(cell.runs.size()) - 1;
    QCOMPARE(entries, 1);
    QCOMPARE(std::get<report::Table>(pages.blocks.at(2)).rows.size(), 1U);
    const auto year = report::toPdf(yearPages(*d.screen->model(), 2026));
    QVERIFY_OK(year);
    QVERIFY(year->deadLinks.isEmpty());
    const report::Document strip = yearPages(*d.screen->model(), 2026);
    QCOMPARE(std::get<report::Table>(strip.blocks.back()).rows.size(), 1U);
}

void tst_calendar::emptyProject()
{
    Dates d;
    d.open();
    QCOMPARE(d.heading(), QStringLiteral("Nothing is due"));
    for (const char *view : {"calendar-to-month", "calendar-to-year", "calendar-to-agenda"}) {
        d.to(view);
        QCOMPARE(d.heading(), QStringLiteral("Nothing is due"));
        QVERIFY(!d.find<QWidget>("calendar-move")->isVisible());
    }
    QVERIFY(!d.find<QAction>("calendar-ics")->isEnabled());
}

void tst_calendar::remindsOnceWithCountsOnly()
{
    ProjectFixture files;
    files.add(actionNamed(QStringLiteral("Patch the gateway"), {2026, 3, 5}));
    files.add(actionNamed(QStringLiteral("Test the backup"), {2026, 2, 10}));
    QVERIFY(!Reminder::isOnDesktop()); // unless somebody asks for it
    MainWindow window(quickContent());
    window.show();
    window.setProject(std::move(files.project));
    auto *bar = window.findChild<QWidget *>(QStringLiteral("notice-bar"));
    QTRY_VERIFY(bar->isVisible());
    QCOMPARE(window.findChild<QLabel *>(QStringLiteral("notice-words"))->text(),
             QStringLiteral("1 overdue, 1 due within 7 days"));
    window.findChild<QPushButton *>(QStringLiteral("notice-go"))->click();
    QVERIFY(!bar->isVisible());
    QCOMPARE(window.currentScreen()->objectName(), QStringLiteral("screen-deadlines"));
    const auto done = window.workspace()->project().perform(QStringLiteral("Add"), [](Edit &edit) {
        edit.put(actionNamed(QStringLiteral("Another"), {2026, 2, 11}));
        return Status();
    });
    QVERIFY(done);
    QTRY_VERIFY(window.workspace()->dueDates().isCurrent());
    QVERIFY(!bar->isVisible()); // once is enough
    window.lock();
    QTRY_VERIFY(!window.workspace());
    QVERIFY(window.findChild<QLabel *>(QStringLiteral("notice-words"))->text().isEmpty());
}

void tst_calendar::nothingToRemindOf()
{
    ProjectFixture files;
    files.add(actionNamed(QStringLiteral("Patch the gateway"), {2026, 3, 8}));
    MainWindow window(quickContent());
    window.show();
    window.setProject(std::move(files.project));
    QTRY_VERIFY(window.workspace()->dueDates().isCurrent());
    QCoreApplication::processEvents();
    QVERIFY(!window.findChild<QWidget *>(QStringLiteral("notice-bar"))->isVisible());
}

SAFEGUARD_TEST(tst_calendar)
#include "tst_calendar.moc"
