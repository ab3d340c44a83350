// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/baseline.h"
#include "model/project/comment.h"
#include "model/project/signing.h"
#include "tests/tools/workspacefixture.h"
#include "views/baselines/baselinesscreen.h"
#include "views/baselines/comparedialog.h"
#include "views/kit/recordform.h"
#include "views/kit/recordremarks.h"
#include "views/kit/signdialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>

using namespace safeguard;
using namespace safeguard::testing;

/// Signatures, comments and baselines where people meet them.
class tst_trust final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signsWithThePassphraseAgain();
    void theWrongPassphraseSaysSo();
    void aSupersededSignatureSaysSo();
    void commentsAndResolves();
    void aReaderSignsAndCommentsNothing();
    void formsHaveRemarksWhereTheyCan();
    void takesABaselineAndCompares();

private:
    static Id<System> addSystem(Workspace &workspace, const QString &name);
};

Id<System> tst_trust::addSystem(Workspace &workspace, const QString &name)
{
    Id<System> id;
    workspace.perform(QStringLiteral("Add ") + name, [&](Edit &edit) {
        id = edit.put(systemNamed(name));
        return Status();
    });
    return id;
}

namespace {
RecordRef ref(const Id<System> &id)
{
    return {QStringLiteral("systems"), id};
}

QStringList labelsIn(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts += label->text();
    return texts;
}
}

void tst_trust::signsWithThePassphraseAgain()
{
    WorkspaceFixture f;
    const auto id = addSystem(*f.workspace, QStringLiteral("Gateway"));
    SignDialog dialog(*f.workspace, ref(id));
    auto *sign = dialog.findChild<QPushButton *>(QStringLiteral("sign-accept"));
    auto *meaning = dialog.findChild<QComboBox *>(QStringLiteral("sign-meaning"));
    QVERIFY(dialog.findChild<QPlainTextEdit *>(QStringLiteral("signed-text"))
                ->toPlainText()
                .contains(QStringLiteral("Name: Gateway")));
    QCOMPARE(meaning->count(), 3);
    QVERIFY(!sign->isEnabled());
    meaning->setCurrentIndex(2);
    dialog.findChild<QLineEdit *>(QStringLiteral("sign-passphrase"))->setText(passphrase());
    QVERIFY(sign->isEnabled());
    sign->click();
    QVERIFY(dialog.findChild<QLineEdit *>(QStringLiteral("sign-passphrase"))->text().isEmpty());
    QTRY_COMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
    const Snapshot now = f.workspace->project().snapshot();
    QCOMPARE(signaturesOf(now, ref(id)).front()->meaning, Meaning::Approved);
}

void tst_trust::theWrongPassphraseSaysSo()
{
    WorkspaceFixture f;
    const auto id = addSystem(*f.workspace, QStringLiteral("Gateway"));
    SignDialog dialog(*f.workspace, ref(id));
    dialog.findChild<QLineEdit *>(QStringLiteral("sign-passphrase"))
        ->setText(QStringLiteral("not the passphrase"));
    dialog.findChild<QPushButton *>(QStringLiteral("sign-accept"))->click();
    const auto *error = dialog.findChild<QLabel *>(QStringLiteral("sign-error"));
    QTRY_VERIFY(!error->isHidden());
    QVERIFY(!error->text().isEmpty());
    QVERIFY(f.workspace->project().snapshot().rows<Signature>().isEmpty());
    QCOMPARE(f.workspace->project().lastEntry().kind, EntryKind::Event);
}

void tst_trust::aSupersededSignatureSaysSo()
{
    WorkspaceFixture f;
    const auto id = addSystem(*f.workspace, QStringLiteral("Gateway"));
    RecordRemarks remarks(*f.workspace);
    remarks.show(ref(id));
    QVERIFY(labelsIn(remarks).contains(QStringLiteral("Not signed.")));
    QVERIFY_OK(
        f.workspace->project().sign(ref(id), Meaning::Reviewed, Secret::fromText(passphrase())));
    QVERIFY(labelsIn(remarks).contains(nameOf(SignatureState::Current)));
    f.workspace->perform(QStringLiteral("Rename"), [&](Edit &edit) {
        edit.change(id, [](System &system) { system.name = QStringLiteral("Other"); });
        return Status();
    });
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(labelsIn(remarks).contains(nameOf(SignatureState::Superseded)));
    QVERIFY(!labelsIn(remarks).contains(nameOf(SignatureState::Current)));
}

void tst_trust::commentsAndResolves()
{
    WorkspaceFixture f;
    const auto id = addSystem(*f.workspace, QStringLiteral("Gateway"));
    RecordRemarks remarks(*f.workspace);
    remarks.show(ref(id));
    auto *text = remarks.findChild<QPlainTextEdit *>(QStringLiteral("new-comment"));
    auto *add = remarks.findChild<QPushButton *>(QStringLiteral("add-comment"));
    QVERIFY(!add->isEnabled());
    text->setPlainText(QStringLiteral("Is this <b>the</b> old one?"));
    add->click();
    QVERIFY(text->toPlainText().isEmpty());
    QVERIFY(labelsIn(remarks).contains(QStringLiteral("Is this <b>the</b> old one?")));
    remarks.findChild<QPushButton *>(QStringLiteral("resolve-comment"))->click();
    QVERIFY((*f.workspace->project().snapshot().rows<Comment>().begin()).isResolved);
}

void tst_trust::aReaderSignsAndCommentsNothing()
{
    WorkspaceFixture f;
    const auto id = addSystem(*f.workspace, QStringLiteral("Gateway"));
    Project &project = f.workspace->project();
    const auto phrase = Secret::fromText(QStringLiteral("second phrase"));
    QVERIFY_OK(
        project.addUser(QStringLiteral("ada"), QStringLiteral("Ada Bell"), Role::Auditor, phrase));
    const QString path = project.path();
    f.workspace.reset();
    auto own = openProject(path, {QStringLiteral("ada"), phrase.clone()});
    QVERIFY_OK(own);
    Workspace workspace(*std::move(own));
    RecordRemarks remarks(workspace);
    remarks.show(ref(id));
    const auto *sign = remarks.findChild<QPushButton *>(QStringLiteral("sign-record"));
    QVERIFY(!sign->isEnabled());
    QVERIFY(sign->toolTip().contains(QStringLiteral("Auditor")));
    QVERIFY(!remarks.findChild<QPlainTextEdit *>(QStringLiteral("new-comment"))->isEnabled());
}

void tst_trust::formsHaveRemarksWhereTheyCan()
{
    WorkspaceFixture f;
    for (const RegisterType &type : f.workspace->project().registers()) {
        RecordForm form(*f.workspace, type);
        QCOMPARE(form.findChild<RecordRemarks *>() != nullptr, isSignable(type));
    }
}

void tst_trust::takesABaselineAndCompares()
{
    WorkspaceFixture f;
    const auto id = addSystem(*f.workspace, QStringLiteral("Gateway"));
    BaselinesScreen screen(*f.workspace);
    auto *compare = screen.findChild<QPushButton *>(QStringLiteral("compare-baselines"));
    QVERIFY(!compare->isEnabled());
    QTimer::singleShot(0, this, [] {
        auto *dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(QStringLiteral("baseline-name"))
            ->setText(QStringLiteral("Review"));
        dialog->findChild<QPushButton *>(QStringLiteral("baseline-accept"))->click();
    });
    screen.findChild<QPushButton *>(QStringLiteral("take-baseline"))->click();
    QCOMPARE((*f.workspace->project().snapshot().rows<Baseline>().begin()).name,
             QStringLiteral("Review"));
    QVERIFY(compare->isEnabled());
    f.workspace->perform(QStringLiteral("Change"), [&](Edit &edit) {
        edit.change(id, [](System &system) { system.name = QStringLiteral("Hub"); });
        edit.put(systemNamed(QStringLiteral("Patch")));
        return Status();
    });
    CompareDialog dialog(*f.workspace, {});
    const auto *verdict = dialog.findChild<QLabel *>(QStringLiteral("compare-verdict"));
    QTRY_COMPARE(verdict->text(), QStringLiteral("2 records are new, gone or changed."));
    const auto *tree = dialog.findChild<QTreeWidget *>(QStringLiteral("compared-records"));
    QCOMPARE(tree->topLevelItemCount(), 1);
    const auto *systems = tree->topLevelItem(0);
    QCOMPARE(systems->childCount(), 2);
    QCOMPARE(systems->child(0)->child(0)->text(2), QStringLiteral("Gateway"));
    QCOMPARE(systems->child(0)->child(0)->text(3), QStringLiteral("Hub"));
    QCOMPARE(systems->child(1)->text(1), QStringLiteral("New"));
}

SAFEGUARD_TEST(tst_trust)
#include "tst_trust.moc"
