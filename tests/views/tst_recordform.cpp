// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/inventory/prompt.h"
#include "tests/tools/workspacefixture.h"
#include "views/kit/recordform.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

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

SAFEGUARD_TEST(tst_recordform)
#include "tst_recordform.moc"
