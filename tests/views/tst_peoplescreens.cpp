// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/inventory/data_element.h"
#include "model/people/access.h"
#include "model/people/person.h"
#include "model/people/training.h"
#include "tests/tools/workspacefixture.h"
#include "views/people/accessscreen.h"
#include "views/people/classdialog.h"
#include "views/people/peoplescreen.h"
#include "views/people/trainingscreen.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTableWidget>
#include <QTimer>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// A portal with an identity in it, two roles; Ann and Ben were let in.
struct Staff : WorkspaceFixture
{
    Staff()
    {
        patient = add(elementNamed(QStringLiteral("Patient id"), Content::PatientIdentity,
                                   LinksToPerson::Yes));
        System one = systemNamed(QStringLiteral("Portal"));
        one.creates = {patient};
        portal = add(one);
        support = add(roleNamed(QStringLiteral("Support")));
        developer = add(roleNamed(QStringLiteral("Developer")));
        ann = add(personNamed(QStringLiteral("Ann"), support));
        ben = add(personNamed(QStringLiteral("Ben"), developer));
        Course course;
        course.name = QStringLiteral("Handling ePHI");
        course.isForEveryone = true;
        handling = add(course);
        for (const auto &[person, role] : {std::pair(ann, support), std::pair(ben, developer)}) {
            AccessGrant grant;
            grant.person = person;
            grant.system = portal;
            grant.role = role;
            grant.granted = project().snapshot().today().addDays(-100);
            add(grant);
        }
    }
    static AccessRole roleNamed(const QString &name)
    {
        AccessRole role;
        role.name = name;
        return role;
    }
    Person personNamed(const QString &name, const Id<AccessRole> &role)
    {
        Person person;
        person.name = name;
        person.start = project().snapshot().today().addDays(-100);
        person.roles = {role};
        return person;
    }
    void right(const Id<AccessRole> &role, const ChoiceSet<DataOperation> &operations,
               const Id<DataElement> &element = {})
    {
        AccessRight one;
        one.role = role;
        one.system = portal;
        one.element = element;
        one.operations = operations;
        one.reason = QStringLiteral("Calls");
        add(one);
    }
    std::vector<AccessRight> rights() const
    {
        std::vector<AccessRight> all;
        for (const AccessRight &one : project().snapshot().rows<AccessRight>())
            all.push_back(one);
        return all;
    }
    void becomeReviewer()
    {
        const QString name = QStringLiteral("rea");
        if (!project().addUser(name, name, {Role::Reviewer, {}}, Secret::fromText(passphrase())))
            qFatal("no reviewer");
        workspace.reset();
        auto opened = Project::open(files.path(), {name, Secret::fromText(passphrase())},
                                    Access::ReadWrite, allRegisters(), files.clock);
        workspace = std::make_unique<Workspace>(std::move(opened.value()));
    }
    int recordCount() const
    {
        return static_cast<int>(project().snapshot().rows<TrainingRecord>().size());
    }

    Id<DataElement> patient;
    Id<System> portal;
    Id<AccessRole> support;
    Id<AccessRole> developer;
    Id<Person> ann;
    Id<Person> ben;
    Id<Course> handling;
};

template <class S>
struct Shown
{
    explicit Shown(Staff &staff, const char *table)
        : f(staff)
    {
        if (!f.derived())
            qFatal("nothing is derived");
        screen = std::make_unique<S>(*f.workspace);
        view = screen->template findChild<QTableView *>(QString::fromLatin1(table));
        tester = std::make_unique<QAbstractItemModelTester>(
            view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        screen->resize(1000, 700);
        screen->show();
        screen->activateWindow();
        if (!QTest::qWaitForWindowActive(screen.get()))
            qFatal("the screen got no keyboard");
        view->setFocus();
    }
    QString text(int row, int column) const
    {
        return view->model()->index(row, column).data().toString();
    }
    void goTo(int row, int column) const
    {
        view->setCurrentIndex(view->model()->index(row, column));
    }
    template <class W>
    W *find(const char *name) const
    {
        return screen->template findChild<W *>(QString::fromLatin1(name));
    }
    QString panelText() const
    {
        QString all;
        for (const QLabel *label : screen->template findChildren<QLabel *>(
                 QStringLiteral("why-line"), Qt::FindChildrenRecursively)) {
            if (label->isVisible())
                all +=
                    (label->accessibleName().isEmpty() ? label->text() : label->accessibleName()) +
                    u'\n';
        }
        return all;
    }
    Staff &f;
    std::unique_ptr<S> screen;
    QTableView *view;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

using AccessShown = Shown<AccessScreen>;
using TrainingShown = Shown<TrainingScreen>;
constexpr ChoiceSet<DataOperation> nothing;

QString errorOf(const ClassDialog &dialog)
{
    const auto *error = dialog.findChild<QLabel *>(QStringLiteral("class-error"));
    return error->isVisible() ? error->text() : QString();
}

/// The next dialog gets this done to it.
void inDialog(const std::function<void(ClassDialog &)> &act)
{
    QTimer::singleShot(0, qApp, [act] {
        auto *dialog = qobject_cast<ClassDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            qFatal("no dialog is open");
        act(*dialog);
        dialog->reject(); // when something in it failed
    });
}

}

class tst_peoplescreens final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lettersAreTyped();
    void whatEverythingGivesCannotBeTakenFromOne();
    void cellsAreCopiedAndPasted();
    void aReasonBySide();
    void tellsWhoReachesIt();
    void listsWhatIsAskedFor();
    void reviewersOnlyLook();
    void statesOfTraining();
    void aClassIsRecorded();
    void aDayThatHasNotComeIsRefused();
    void figuresAsChartAndTable();
    void withoutAnything();
    void leadsToACell();
    void whatIsOpenStandsBesideThePerson();
};

void tst_peoplescreens::lettersAreTyped()
{
    Staff f;
    AccessShown shown(f, "access-matrix");
    QCOMPARE(shown.view->model()->rowCount(), 1); // no right names the element yet
    QCOMPARE(shown.view->model()->columnCount(), 2);
    shown.goTo(0, 0);
    QTest::keyClick(shown.view, Qt::Key_R);
    auto *line = shown.view->findChild<QLineEdit *>();
    QVERIFY(line);
    QTest::keyClicks(line, QStringLiteral("c"));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(shown.text(0, 0), QStringLiteral("CR"));
    QCOMPARE(f.project().undoable()->sentence, QStringLiteral("Set access of Support in Portal"));
    const auto rights = f.rights();
    QCOMPARE(rights.size(), size_t(1));
    QCOMPARE(rights[0].role, f.support);
    QVERIFY(rights[0].element.isNull());
    QVERIFY(shown.view->model()->index(0, 0).data(AccessModel::IsUnreasonedRole).toBool());
    // Other letters change nothing.
    QVERIFY(!shown.view->model()->setData(shown.view->model()->index(0, 0), QStringLiteral("xyz")));
    QCOMPARE(f.rights().size(), size_t(1));
    QTest::keyClick(shown.view, Qt::Key_Delete);
    QTRY_COMPARE(shown.text(0, 0), QString());
    QVERIFY(f.rights().empty());
    QVERIFY(f.project().undo());
    QTRY_COMPARE(shown.text(0, 0), QStringLiteral("CR"));
}

void tst_peoplescreens::whatEverythingGivesCannotBeTakenFromOne()
{
    Staff f;
    f.right(f.support, {DataOperation::Read});
    f.right(f.support, {DataOperation::Update}, f.patient);
    AccessShown shown(f, "access-matrix");
    QCOMPARE(shown.view->model()->rowCount(), 2);
    QCOMPARE(shown.text(1, 0), QStringLiteral("RU"));
    QCOMPARE(shown.view->model()->index(1, 0).data(AccessModel::OwnRole).toString(),
             QStringLiteral("U"));
    QString said;
    connect(f.workspace.get(), &Workspace::said, this, [&](const QString &text) { said = text; });
    QVERIFY(!shown.view->model()->setData(shown.view->model()->index(1, 0), QStringLiteral("U")));
    QVERIFY(said.contains(QStringLiteral("Support")));
    QCOMPARE(shown.text(1, 0), QStringLiteral("RU"));
    // To clear it leaves what everything gives.
    shown.goTo(1, 0);
    QTest::keyClick(shown.view, Qt::Key_Delete);
    QTRY_COMPARE(f.rights().size(), size_t(1));
    shown.goTo(0, 0);
    QVERIFY(shown.find<QCheckBox>("operation-1")->isChecked());
    QVERIFY(shown.find<QCheckBox>("operation-1")->isEnabled());
}

void tst_peoplescreens::cellsAreCopiedAndPasted()
{
    Staff f;
    f.right(f.support, {DataOperation::Create, DataOperation::Read});
    AccessShown shown(f, "access-matrix");
    shown.goTo(0, 0);
    QTest::keyClick(shown.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("CR"));
    shown.goTo(0, 1);
    const qint64 before = f.project().entryCount();
    QTest::keyClick(shown.view, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(shown.text(0, 1), QStringLiteral("CR"));
    QCOMPARE(f.project().entryCount(), before + 1);
    QApplication::clipboard()->setText(QStringLiteral("D\tfoo"));
    shown.goTo(0, 0);
    QTest::keyClick(shown.view, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.project().entryCount(), before + 1); // nothing of it
    QApplication::clipboard()->setText(QStringLiteral("d\tR U\tC"));
    QTest::keyClick(shown.view, Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(shown.text(0, 0), QStringLiteral("D"));
    QCOMPARE(shown.text(0, 1), QStringLiteral("RU")); // the third has no column
    QCOMPARE(f.project().entryCount(), before + 2);
    QCOMPARE(f.rights().size(), size_t(2));
    for (const AccessRight &right : f.rights())
        QCOMPARE(right.reason, right.role == f.support ? QStringLiteral("Calls") : QString());
}

void tst_peoplescreens::aReasonBySide()
{
    Staff f;
    AccessShown shown(f, "access-matrix");
    auto *reason = shown.screen->findChild<QPlainTextEdit *>();
    QVERIFY(reason);
    QVERIFY(!reason->isVisible()); // without a right there is nothing to give reasons for
    shown.find<QCheckBox>("operation-1")->click();
    QTRY_COMPARE(shown.text(0, 0), QStringLiteral("R"));
    QTRY_VERIFY(reason->isVisible());
    reason->setFocus();
    QTest::keyClicks(reason, QStringLiteral("Calls of patients"));
    shown.view->setFocus();
    QTRY_COMPARE(f.rights().at(0).reason, QStringLiteral("Calls of patients"));
    QVERIFY(f.rights().at(0).operations == ChoiceSet<DataOperation>{DataOperation::Read});
}

void tst_peoplescreens::tellsWhoReachesIt()
{
    Staff f;
    f.right(f.support, {DataOperation::Read});
    AccessShown shown(f, "access-matrix");
    shown.goTo(0, 0);
    // Ben's role says nothing about the portal: he counts as reaching everything.
    QVERIFY2(shown.panelText().contains(QStringLiteral("Ann: ")), qPrintable(shown.panelText()));
    QVERIFY2(shown.panelText().contains(QStringLiteral("Ben: ")), qPrintable(shown.panelText()));
    QVERIFY(shown.find<QLabel>("access-note")->text().contains(QStringLiteral("2 people")));
}

void tst_peoplescreens::listsWhatIsAskedFor()
{
    Staff f;
    AccessShown shown(f, "access-matrix");
    QCOMPARE(shown.view->model()->rowCount(), 1);
    shown.find<QCheckBox>("all-data")->click();
    QCOMPARE(shown.view->model()->rowCount(), 2);
    shown.find<QCheckBox>("all-data")->click();
    shown.find<QLineEdit>("find")->setText(QStringLiteral("patient"));
    QCOMPARE(shown.view->model()->rowCount(), 1);
    shown.find<QLineEdit>("find")->setText(QStringLiteral("nothing like it"));
    QCOMPARE(shown.view->model()->rowCount(), 0);
    QCOMPARE(shown.find<QLabel>("why-heading")->text(), QStringLiteral("Nothing matches"));
    shown.find<QLineEdit>("find")->clear();
    auto *tier = shown.find<QComboBox>("tier");
    tier->setCurrentIndex(tier->findData(int(Tier::Four)));
    QCOMPARE(shown.view->model()->rowCount(), 0);
    tier->setCurrentIndex(tier->findData(int(Tier::One)));
    QCOMPARE(shown.view->model()->rowCount(), 1);
}

void tst_peoplescreens::reviewersOnlyLook()
{
    Staff f;
    f.right(f.support, {DataOperation::Read});
    f.becomeReviewer();
    AccessShown shown(f, "access-matrix");
    QVERIFY(!(shown.view->model()->flags(shown.view->model()->index(0, 0)) & Qt::ItemIsEditable));
    QVERIFY(!shown.find<QCheckBox>("operation-0")->isEnabled());
    TrainingShown training(f, "training-matrix");
    QVERIFY(!training.find<QPushButton>("record-completion")->isEnabled());
}

void tst_peoplescreens::statesOfTraining()
{
    Staff f;
    TrainingRecord record;
    record.person = f.ann;
    record.course = f.handling;
    record.completed = f.project().snapshot().today().addDays(-10);
    f.add(record);
    TrainingShown shown(f, "training-matrix");
    QCOMPARE(shown.view->model()->rowCount(), 2);
    QCOMPARE(shown.text(0, 0), QStringLiteral("\u2713"));
    QCOMPARE(shown.text(1, 0), QStringLiteral("!"));
    QCOMPARE(shown.find<QLabel>("training-note")->text(),
             QStringLiteral("50 % fulfilled   \u00b7   1 overdue"));
    QCOMPARE(shown.find<QLabel>("count-overdue")->text(), QStringLiteral("Overdue 1"));
    shown.goTo(1, 0);
    QCOMPARE(shown.find<QLabel>("why-heading")->text(), QStringLiteral("Ben: Handling ePHI"));
    shown.find<QCheckBox>("open-only")->click();
    QCOMPARE(shown.view->model()->rowCount(), 1);
    QCOMPARE(shown.view->model()->headerData(0, Qt::Vertical, Qt::DisplayRole).toString(),
             QStringLiteral("Ben"));
    shown.find<QLineEdit>("find")->setText(QStringLiteral("support"));
    QCOMPARE(shown.view->model()->rowCount(), 0);
}

void tst_peoplescreens::aClassIsRecorded()
{
    Staff f;
    TrainingShown shown(f, "training-matrix");
    shown.view->selectAll();
    shown.goTo(0, 0);
    shown.view->selectColumn(0);
    const QDate today = f.project().snapshot().today();
    inDialog([](ClassDialog &dialog) {
        auto *people = dialog.findChild<QListWidget *>(QStringLiteral("class-people"));
        QCOMPARE(people->count(), 2);
        QCOMPARE(people->item(0)->checkState(), Qt::Checked);
        QCOMPARE(people->item(1)->checkState(), Qt::Checked);
        auto *record = dialog.findChild<QPushButton *>(QStringLiteral("record"));
        QCOMPARE(record->text(), QStringLiteral("Record for 2 people"));
        people->item(1)->setCheckState(Qt::Unchecked);
        people->item(0)->setCheckState(Qt::Unchecked);
        QVERIFY(!record->isEnabled());
        people->item(1)->setCheckState(Qt::Checked);
        people->item(0)->setCheckState(Qt::Checked);
        record->click();
        QVERIFY2(!dialog.isVisible(), qPrintable(errorOf(dialog)));
    });
    shown.find<QPushButton>("record-completion")->click();
    QCOMPARE(f.recordCount(), 2);
    for (const TrainingRecord &record : f.project().snapshot().rows<TrainingRecord>())
        QCOMPARE(*record.completed, today);
    QTRY_COMPARE(shown.text(1, 0), QStringLiteral("\u2713"));
    QCOMPARE(f.project().undoable()->sentence, QStringLiteral("Record completion for 2 people"));
    QVERIFY(f.project().undo());
    QCOMPARE(f.recordCount(), 0);
}

void tst_peoplescreens::aDayThatHasNotComeIsRefused()
{
    Staff f;
    TrainingShown shown(f, "training-matrix");
    shown.goTo(0, 0);
    inDialog([&](ClassDialog &dialog) {
        auto *day =
            dialog.findChild<QWidget *>(QStringLiteral("completed"))->findChild<QLineEdit *>();
        day->setText(f.project().snapshot().today().addDays(1).toString(Qt::ISODate));
        dialog.accept();
        QVERIFY(dialog.isVisible());
        QCOMPARE(errorOf(dialog), QStringLiteral("That day has not come yet."));
    });
    shown.find<QPushButton>("record-completion")->click();
    QCOMPARE(f.recordCount(), 0);
}

void tst_peoplescreens::figuresAsChartAndTable()
{
    Staff f;
    TrainingShown shown(f, "training-matrix");
    shown.find<QTabBar>("training-pages")->setCurrentIndex(1);
    auto *card = shown.screen->findChild<QFrame *>(QStringLiteral("figures-roles"));
    QVERIFY(card->isVisible());
    auto *table = card->findChild<QTableWidget *>();
    QCOMPARE(table->rowCount(), 2);
    QCOMPARE(table->item(0, 0)->text(), QStringLiteral("Support"));
    QCOMPARE(table->item(0, 3)->text(), QStringLiteral("1")); // overdue
    auto *phishing = shown.screen->findChild<QFrame *>(QStringLiteral("figures-phishing"));
    QVERIFY(!phishing->findChild<QTableWidget *>()->isVisible());
    QApplication::clipboard()->clear();
    card->findChild<QWidget *>(QStringLiteral("copy-picture"))->setFocus();
    QTest::keyClick(card->findChild<QWidget *>(QStringLiteral("copy-picture")), Qt::Key_Space);
    QVERIFY(!QApplication::clipboard()->pixmap().isNull());
}

void tst_peoplescreens::withoutAnything()
{
    WorkspaceFixture f;
    QVERIFY(f.derived());
    AccessScreen access(*f.workspace);
    QCOMPARE(access.findChild<QLabel *>(QStringLiteral("why-heading"))->text(),
             QStringLiteral("No roles yet"));
    TrainingScreen training(*f.workspace);
    QCOMPARE(training.findChild<QLabel *>(QStringLiteral("why-heading"))->text(),
             QStringLiteral("No courses yet"));
    QCOMPARE(training.findChild<QLabel *>(QStringLiteral("training-note"))->text(),
             QStringLiteral("0 overdue"));
}

void tst_peoplescreens::leadsToACell()
{
    Staff f;
    f.right(f.developer, {DataOperation::Read});
    TrainingRecord record;
    record.person = f.ben;
    record.course = f.handling;
    const auto plan = f.add(record);
    AccessShown access(f, "access-matrix");
    access.screen->reveal({QStringLiteral("access-matrix"), f.rights().at(0).id});
    QCOMPARE(access.view->currentIndex().column(), 1);
    TrainingShown training(f, "training-matrix");
    training.screen->reveal({QStringLiteral("training"), plan});
    QCOMPARE(training.view->currentIndex().row(), 1);
}

void tst_peoplescreens::whatIsOpenStandsBesideThePerson()
{
    Staff f;
    Person left = *f.project().snapshot().find(f.ann);
    left.separated = f.project().snapshot().today().addDays(-3);
    f.add(left);
    QVERIFY(f.derived());
    PeopleScreen screen(*f.workspace);
    screen.show();
    screen.reveal({QStringLiteral("people"), f.ann});
    const auto text = [&] {
        const auto *label = screen.findChild<QLabel *>(QStringLiteral("person-access"));
        return label ? label->text() : QString();
    };
    QTRY_VERIFY2(text().startsWith(QStringLiteral("Has left, and 1 ")), qPrintable(text()));
    const auto *link = screen.findChild<QLabel *>(QStringLiteral("person-line"));
    QVERIFY2(link->accessibleName().startsWith(QStringLiteral("Portal, as Support")),
             qPrintable(link->accessibleName()));
    auto *end = screen.findChild<QPushButton *>(QStringLiteral("end-access"));
    QVERIFY(end->isVisible());
    end->click();
    QTRY_COMPARE(text(), QStringLiteral("No access is open."));
    QCOMPARE(f.project().undoable()->sentence, QStringLiteral("End all access of Ann"));
    QTRY_VERIFY(screen.findChild<QLabel *>(QStringLiteral("person-revocation")));
    QVERIFY(f.project().undo());
    QTRY_VERIFY2(text().startsWith(QStringLiteral("Has left, and 1 ")), qPrintable(text()));
}

SAFEGUARD_TEST(tst_peoplescreens)
#include "tst_peoplescreens.moc"
