// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/checklist.h"
#include "model/catalog/ruleset.h"
#include "model/vendors/agreement.h"
#include "model/vendors/company.h"
#include "tests/tools/workspacefixture.h"
#include "views/vendors/answersdialog.h"
#include "views/vendors/vendorscreens.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTimer>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

struct Vendors : WorkspaceFixture
{
    Vendors()
    {
        Company one;
        one.name = QStringLiteral("LogHarbor");
        company = add(one);
        Agreement baa;
        baa.name = QStringLiteral("LogHarbor BAA");
        baa.counterparty = company;
        agreement = add(baa);
    }
    std::vector<AgreementProvision> provisions() const
    {
        std::vector<AgreementProvision> all;
        for (const AgreementProvision &one : project().snapshot().rows<AgreementProvision>())
            all.push_back(one);
        return all;
    }
    Id<Company> company;
    Id<Agreement> agreement;
};

/// The dialog that \a open opens gets this done to it.
void inAnswers(const std::function<void()> &open, const std::function<void(AnswersDialog &)> &act)
{
    QTimer::singleShot(0, qApp, [act] {
        auto *dialog = qobject_cast<AnswersDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            qFatal("no dialog is open");
        act(*dialog);
        dialog->reject(); // when something in it failed
    });
    open();
}

void choose(AnswersDialog &dialog, const QString &question, const char *answer,
            const QString &words = {})
{
    auto *box = dialog.findChild<QComboBox *>(QStringLiteral("answer-") + question);
    box->setCurrentIndex(box->findData(QString::fromLatin1(answer)));
    dialog.findChild<QLineEdit *>(QStringLiteral("words-") + question)->setText(words);
}

}

class tst_vendorscreens final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyQuestionIsCited();
    void provisionsAreAnsweredInOneEdit();
    void theQuestionnaireToo();
    void nothingChangedIsNoEdit();
    void draftsAreWritten();
};

void tst_vendorscreens::everyQuestionIsCited()
{
    const RuleSet &rules = RuleSet::current();
    QSet<QString> keys;
    for (const Checklist *list : {&Checklist::provisions(), &Checklist::vendorQuestions()}) {
        QVERIFY(list->questions.size() >= 10);
        QVERIFY(!list->note.isEmpty());
        for (const Checklist::Question &one : list->questions) {
            QVERIFY2(!keys.contains(one.key), qPrintable(one.key));
            keys.insert(one.key);
            QVERIFY2(one.question.endsWith(u'?') && !one.title.isEmpty(), qPrintable(one.key));
            QVERIFY2(one.force == Checklist::Force::Practice || !one.citation.isEmpty(),
                     qPrintable(one.key));
        }
    }
    for (const Checklist::Question &one : Checklist::vendorQuestions().questions)
        QVERIFY2(one.citation.isEmpty() || rules.find(one.citation), qPrintable(one.citation));
}

void tst_vendorscreens::provisionsAreAnsweredInOneEdit()
{
    Vendors f;
    AgreementsScreen screen(*f.workspace);
    screen.show();
    screen.reveal({QStringLiteral("agreements"), f.agreement});
    const auto *told = screen.findChild<QLabel *>(QStringLiteral("checklist-agreement-provisions"));
    const auto count = Checklist::provisions().questions.size();
    QCOMPARE(told->text(), QStringLiteral("0 of %1 answered").arg(count));
    auto *open = screen.findChild<QPushButton *>(QStringLiteral("answer-agreement-provisions"));
    const QString first = Checklist::provisions().questions[0].key;
    const QString second = Checklist::provisions().questions[1].key;
    const qint64 before = f.project().entryCount();
    inAnswers([&] { open->click(); },
              [&](AnswersDialog &dialog) {
                  choose(dialog, first, "yes", QStringLiteral(" 4.2 "));
                  choose(dialog, second, "no");
                  dialog.accept();
              });
    QCOMPARE(f.project().entryCount(), before + 1);
    QCOMPARE(f.project().undoable()->sentence,
             QStringLiteral("Answer for LogHarbor BAA: Required provisions"));
    QCOMPARE(f.provisions().size(), size_t(2));
    for (const AgreementProvision &one : f.provisions()) {
        QCOMPARE(one.agreement, f.agreement);
        QCOMPARE(one.answer, one.provision == first ? ProvisionAnswer::Yes : ProvisionAnswer::No);
        QCOMPARE(one.place, one.provision == first ? QStringLiteral("4.2") : QString());
    }
    QCOMPARE(told->text(), QStringLiteral("2 of %1 answered, 1 no or partly").arg(count));
    inAnswers([&] { open->click(); },
              [&](AnswersDialog &dialog) {
                  choose(dialog, second, "partly", QStringLiteral("Annex B"));
                  dialog.accept();
              });
    QCOMPARE(f.provisions().size(), size_t(2)); // the same record
    QVERIFY(f.project().undo());
    QVERIFY(f.project().undo());
    QCOMPARE(f.provisions().size(), size_t(0));
    QCOMPARE(told->text(), QStringLiteral("0 of %1 answered").arg(count));
}

void tst_vendorscreens::theQuestionnaireToo()
{
    Vendors f;
    CompaniesScreen screen(*f.workspace);
    screen.show();
    screen.reveal({QStringLiteral("vendors"), f.company});
    auto *open = screen.findChild<QPushButton *>(QStringLiteral("answer-vendor-answers"));
    inAnswers([&] { open->click(); },
              [&](AnswersDialog &dialog) {
                  choose(dialog, QStringLiteral("VQ-01"), "yes", QStringLiteral("May 2026"));
                  dialog.accept();
              });
    const auto &rows = f.project().snapshot().rows<VendorAnswer>();
    QCOMPARE(rows.size(), 1);
    const VendorAnswer answer = *rows.begin();
    QCOMPARE(answer.vendor, f.company);
    QCOMPARE(answer.question, QStringLiteral("VQ-01"));
    QCOMPARE(answer.answer, VendorReply::Yes);
    QCOMPARE(answer.note, QStringLiteral("May 2026"));
}

void tst_vendorscreens::nothingChangedIsNoEdit()
{
    Vendors f;
    AgreementsScreen screen(*f.workspace);
    screen.show();
    screen.reveal({QStringLiteral("agreements"), f.agreement});
    const qint64 before = f.project().entryCount();
    inAnswers(
        [&] {
            screen.findChild<QPushButton *>(QStringLiteral("answer-agreement-provisions"))->click();
        },
        [](AnswersDialog &dialog) { dialog.accept(); });
    QCOMPARE(f.project().entryCount(), before);
}

void tst_vendorscreens::draftsAreWritten()
{
    Vendors f;
    CompaniesScreen screen(*f.workspace);
    screen.show();
    screen.reveal({QStringLiteral("vendors"), f.company});
    const auto written = [&](const char *name) {
        const QString path = f.files.dir.filePath(QString::fromLatin1(name));
        screen.draftTo(path);
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QString text = QString::fromUtf8(written("draft.txt"));
    QVERIFY2(text.contains(QStringLiteral("LogHarbor")), qPrintable(text.left(400)));
    QVERIFY2(text.contains(QStringLiteral("counsel")), qPrintable(text.left(400)));
    QVERIFY(written("draft.pdf").startsWith("%PDF-"));
}

SAFEGUARD_TEST(tst_vendorscreens)
#include "tst_vendorscreens.moc"
