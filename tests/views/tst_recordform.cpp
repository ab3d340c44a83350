// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/inventory/prompt.h"
#include "model/vendors/company.h"
#include "tests/tools/workspacefixture.h"
#include "views/kit/registerscreen.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>
#include <QWheelEvent>

using namespace safeguard;
using namespace safeguard::testing;

class tst_recordform final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRegisterHasAForm();
    void anAcceptedValueIsOneEdit();
    void saysWhatIsWrongWhileTyping();
    void waitsForTheSecondHalf();
    void followsUndo();
    void ticksSeveral();
    void undoKeysAreTheProjectsUnlessSomethingIsTyped();
    void aWheelChangesNothing();
    void makesTheRecordItNames();
    void addsANewOneToSeveral();
    void keepsWhatIsRefused();
    void readsAgainWhenItIsSeen();
    void saysThatSeveralAreSelected();
    void namesAreNoMarkup();
};

template <class W>
static W *control(const QWidget &form, const QString &field)
{
    auto *editor = form.findChild<QWidget *>(QStringLiteral("field-") + field);
    return editor ? editor->findChild<W *>() : nullptr;
}

void tst_recordform::everyRegisterHasAForm()
{
    WorkspaceFixture f;
    for (const RegisterType &type : f.project().registers()) {
        RecordForm form(*f.workspace, type);
        for (const Field &field : type.fields) {
            const bool isThere =
                form.findChild<QWidget *>(QStringLiteral("field-") + field.key) != nullptr;
            QVERIFY2(isThere == !(field.isGeometry || field.isOwner), qPrintable(type.key + u'.' + field.key));
        }
    }
}

void tst_recordform::anAcceptedValueIsOneEdit()
{
    WorkspaceFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    const qint64 entries = f.project().entryCount();
    auto *name = control<QLineEdit>(form, QStringLiteral("name"));
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("Gateway"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(f.project().snapshot().find(id)->name, QStringLiteral("Gateway"));
    auto *lane = control<QComboBox>(form, QStringLiteral("lane"));
    lane->setCurrentIndex(lane->findData(QStringLiteral("storage")));
    Q_EMIT lane->activated(lane->currentIndex());
    QCOMPARE(f.project().snapshot().find(id)->lane, Lane::Storage);
    QCOMPARE(f.project().entryCount(), entries + 2);
}

void tst_recordform::saysWhatIsWrongWhileTyping()
{
    WorkspaceFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    auto *date = control<QLineEdit>(form, QStringLiteral("last_review"));
    auto *problem = form.findChild<QLabel *>(QStringLiteral("problem-last_review"));
    QVERIFY(problem->isHidden());
    QTest::keyClicks(date, QStringLiteral("2026-02-30"));
    QVERIFY(!problem->isHidden());
    QVERIFY(problem->text().contains(QStringLiteral("date")));
    QTest::keyClick(date, Qt::Key_Return);
    QVERIFY(!f.project().snapshot().find(id)->lastReview);
    date->clear();
    QTest::keyClicks(date, QStringLiteral("2028-02-29"));
    QVERIFY(problem->isHidden());
    QTest::keyClick(date, Qt::Key_Return);
    QCOMPARE(f.project().snapshot().find(id)->lastReview.value(), QDate(2028, 2, 29));
}

void tst_recordform::waitsForTheSecondHalf()
{
    WorkspaceFixture f;
    const Prompt prompt = *f.project().snapshot().rows<Prompt>().begin();
    RecordForm form(*f.workspace, f.project().registers().of<Prompt>());
    form.show(prompt.id);
    auto *answer = control<QComboBox>(form, QStringLiteral("answer"));
    answer->setCurrentIndex(answer->findData(QStringLiteral("absent")));
    Q_EMIT answer->activated(answer->currentIndex());
    QCOMPARE(f.project().snapshot().find(idOf(prompt))->answer, PromptAnswer::NotAnswered);
    QVERIFY(!form.findChild<QLabel *>(QStringLiteral("problem-reason"))->isHidden());
    auto *reason = control<QLineEdit>(form, QStringLiteral("reason"));
    QTest::keyClicks(reason, QStringLiteral("We have none"));
    QTest::keyClick(reason, Qt::Key_Return);
    QCOMPARE(f.project().snapshot().find(idOf(prompt))->answer, PromptAnswer::Absent);
    QCOMPARE(f.project().snapshot().find(idOf(prompt))->reason, QStringLiteral("We have none"));
    QVERIFY(form.findChild<QLabel *>(QStringLiteral("problem-reason"))->isHidden());
}

void tst_recordform::followsUndo()
{
    WorkspaceFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    form.setVisible(true);
    QVERIFY(f.workspace->perform(QStringLiteral("Rename"), [&](Edit &edit) {
        edit.change(id, [](System &system) { system.name = QStringLiteral("B"); });
        return Status();
    }));
    auto *name = control<QLineEdit>(form, QStringLiteral("name"));
    QCOMPARE(name->text(), QStringLiteral("B"));
    QVERIFY_OK(f.project().undo());
    QCOMPARE(name->text(), QStringLiteral("A"));
}

void tst_recordform::ticksSeveral()
{
    WorkspaceFixture f;
    const auto ecg = f.add(elementNamed(QStringLiteral("ECG"), Content::Health, LinksToPerson::No));
    const auto pulse =
        f.add(elementNamed(QStringLiteral("Pulse"), Content::Health, LinksToPerson::No));
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    auto *list = control<QListWidget>(form, QStringLiteral("creates"));
    QCOMPARE(list->count(), 2);
    list->item(0)->setCheckState(Qt::Checked);
    list = control<QListWidget>(form, QStringLiteral("creates"));
    list->item(1)->setCheckState(Qt::Checked);
    const System *now = f.project().snapshot().find(id);
    QVERIFY(now->creates.contains(ecg) && now->creates.contains(pulse));
}

void tst_recordform::undoKeysAreTheProjectsUnlessSomethingIsTyped()
{
    WorkspaceFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    form.focusField(QStringLiteral("name"));
    auto *name = control<QLineEdit>(form, QStringLiteral("name"));
    QCOMPARE(name->selectedText(), QStringLiteral("A")); // typing replaces it
    const auto takesUndo = [name] {
        QKeyEvent key(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
        key.ignore();
        QCoreApplication::sendEvent(name, &key);
        return key.isAccepted();
    };
    QVERIFY(!takesUndo());
    QTest::keyClicks(name, QStringLiteral("Gateway"));
    QVERIFY(takesUndo());
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(f.project().snapshot().find(id)->name, QStringLiteral("Gateway"));
    QVERIFY(!takesUndo());
}

static void wheelOver(QWidget *widget)
{
    const QPointF at(5, 5);
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, -120}, {}, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

void tst_recordform::aWheelChangesNothing()
{
    WorkspaceFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    form.setVisible(true);
    QVERIFY(QTest::qWaitForWindowActive(&form));
    const qint64 entries = f.project().entryCount();
    form.focusField(QStringLiteral("name"));
    auto *lane = control<QComboBox>(form, QStringLiteral("lane"));
    const int before = lane->currentIndex();
    wheelOver(lane);
    QVERIFY(!lane->hasFocus());
    QCOMPARE(lane->currentIndex(), before);
    lane->setFocus();
    wheelOver(lane);
    QCOMPARE(lane->currentIndex(), before);
    auto *vendor = control<QComboBox>(form, QStringLiteral("vendor"));
    wheelOver(vendor->lineEdit());
    QVERIFY(!vendor->lineEdit()->hasFocus());
    form.focusField(QStringLiteral("name"));
    QCOMPARE(f.project().entryCount(), entries);
}

void tst_recordform::makesTheRecordItNames()
{
    WorkspaceFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    form.setVisible(true);
    QVERIFY(QTest::qWaitForWindowActive(&form));
    auto *vendor = control<QComboBox>(form, QStringLiteral("vendor"));
    vendor->setFocus();
    const qint64 entries = f.project().entryCount();
    QTest::keyClicks(vendor->lineEdit(), QStringLiteral("Acme"));
    QAbstractItemView *popup = vendor->lineEdit()->completer()->popup();
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), 1);
    QCOMPARE(popup->model()->index(0, 0).data().toString(),
             QStringLiteral("New company \u201cAcme\u201d"));
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QTRY_COMPARE(f.project().entryCount(), entries + 1); // record and reference in one step
    const Company made = *f.project().snapshot().rows<Company>().begin();
    QCOMPARE(made.name, QStringLiteral("Acme"));
    QCOMPARE(f.project().snapshot().find(id)->vendor, idOf(made));
    QCOMPARE(vendor->currentText(), QStringLiteral("Acme"));
    QVERIFY_OK(f.project().undo());
    QVERIFY(f.project().snapshot().rows<Company>().isEmpty());
    QCOMPARE(vendor->currentText(), QString());
}

void tst_recordform::addsANewOneToSeveral()
{
    WorkspaceFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    form.setVisible(true);
    auto *creates = form.findChild<QWidget *>(QStringLiteral("field-creates"));
    creates->findChild<QLineEdit *>()->setText(QStringLiteral("Pulse"));
    auto *offer = creates->findChild<QPushButton *>();
    QVERIFY(!offer->isHidden());
    offer->click();
    const auto elements = f.project().snapshot().rows<DataElement>();
    QCOMPARE(elements.size(), size_t(1));
    QCOMPARE((*elements.begin()).name, QStringLiteral("Pulse"));
    QVERIFY(f.project().snapshot().find(id)->creates.contains(idOf(*elements.begin())));
    QVERIFY(offer->isHidden());
    QCOMPARE(control<QListWidget>(form, QStringLiteral("creates"))->count(), 1);
}

void tst_recordform::keepsWhatIsRefused()
{
    WorkspaceFixture f;
    const auto a = f.add(systemNamed(QStringLiteral("A")));
    const auto b = f.add(systemNamed(QStringLiteral("B")));
    RegisterScreen screen(*f.workspace, QStringLiteral("systems"));
    screen.resize(1000, 700);
    static_cast<QWidget &>(screen).show();
    screen.table()->select(a);
    RecordForm &form = *screen.form();
    QCOMPARE(form.shown(), AnyId(a));
    auto *name = control<QLineEdit>(form, QStringLiteral("name"));
    name->setText(QString());
    QTest::keyClicks(name, QStringLiteral("B")); // taken
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(form.hasUnstored());
    screen.table()->select(b);
    QCOMPARE(form.shown(), AnyId(a));
    QTRY_COMPARE(screen.table()->current(), AnyId(a));
    QCOMPARE(name->text(), QStringLiteral("B"));
    auto *notice = form.findChild<QWidget *>(QStringLiteral("notice-unstored"));
    QVERIFY(!notice->isHidden());
    // Neither an undo elsewhere nor a new record takes it away.
    QVERIFY_OK(f.project().undo());
    QCOMPARE(name->text(), QStringLiteral("B"));
    QVERIFY_OK(f.project().redo());
    screen.addRecord();
    QCOMPARE(f.project().snapshot().rows<System>().size(), size_t(2));
    form.findChild<QPushButton *>(QStringLiteral("unstored-button"))->click();
    QVERIFY(notice->isHidden());
    QCOMPARE(name->text(), QStringLiteral("A"));
    screen.table()->select(b);
    QCOMPARE(form.shown(), AnyId(b));
}

void tst_recordform::readsAgainWhenItIsSeen()
{
    WorkspaceFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("A")));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    QVERIFY(f.workspace->perform(QStringLiteral("Rename"), [&](Edit &edit) {
        edit.change(id, [](System &system) { system.name = QStringLiteral("B"); });
        return Status();
    }));
    auto *name = control<QLineEdit>(form, QStringLiteral("name"));
    QCOMPARE(name->text(), QStringLiteral("A")); // nobody sees it
    form.setVisible(true);
    QCOMPARE(name->text(), QStringLiteral("B"));
}

void tst_recordform::saysThatSeveralAreSelected()
{
    WorkspaceFixture f;
    f.add(systemNamed(QStringLiteral("A")));
    f.add(systemNamed(QStringLiteral("B")));
    RegisterScreen screen(*f.workspace, QStringLiteral("systems"));
    auto *notice = screen.form()->findChild<QWidget *>(QStringLiteral("notice-several"));
    QVERIFY(notice->isHidden());
    screen.table()->view()->selectAll();
    QVERIFY(!notice->isHidden());
    auto *button = notice->findChild<QPushButton *>();
    QVERIFY(button->text().contains(u'2'));
    QSignalSpy asked(screen.form(), &RecordForm::setForSelectedAsked);
    QTimer::singleShot(0, [] {
        if (QWidget *dialog = QApplication::activeModalWidget())
            dialog->close();
    });
    button->click();
    QCOMPARE(asked.size(), 1);
    screen.table()->view()->selectRow(0);
    QVERIFY(notice->isHidden());
}

void tst_recordform::namesAreNoMarkup()
{
    WorkspaceFixture f;
    const QString name = QStringLiteral("<img src=\"file:///secret.png\"><b>A</b>");
    const auto id = f.add(systemNamed(name));
    RecordForm form(*f.workspace, f.project().registers().of<System>());
    form.show(id);
    form.setVisible(true);
    const auto labels = form.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [&](const QLabel *label) { return label->text() == name; }));
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
    // Labels that say nothing about it are plain too: those of message boxes and tool tips.
    QLabel other(name);
    other.ensurePolished();
    QCOMPARE(other.textFormat(), Qt::PlainText);
}

SAFEGUARD_TEST(tst_recordform)
#include "tst_recordform.moc"
