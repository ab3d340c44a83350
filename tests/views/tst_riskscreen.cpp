// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screens.h"
#include "model/risk/answering.h"
#include "model/risk/approval.h"
#include "model/risk/plan.h"
#include "tests/tools/workspacefixture.h"
#include "views/kit/registerscreen.h"
#include "views/kit/signdialog.h"
#include "views/kit/tsv.h"
#include "views/risk/heatmap.h"
#include "views/risk/levelbar.h"
#include "views/risk/methodscreen.h"
#include "views/risk/riskscreen.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// Does something to the next dialog of that kind that comes up.
template <class T>
void whenShown(std::function<void(T *)> act)
{
    auto *timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, act] {
        if (auto *dialog = qobject_cast<T *>(QApplication::activeModalWidget())) {
            timer->stop();
            timer->deleteLater();
            act(dialog);
        }
    });
    timer->start(20);
}

Person personNamed(const QString &name)
{
    Person person;
    person.name = name;
    return person;
}

/// Two databases alike and a gateway, and the screen over them.
struct Desk
{
    Desk()
    {
        DataElement ecg = elementNamed(QStringLiteral("ECG"), Content::Health, LinksToPerson::Yes);
        const auto element = f.add(ecg);
        for (const char *name : {"Alpha", "Beta"}) {
            System system = systemNamed(QString::fromLatin1(name));
            system.kind = SystemKind::Database;
            system.creates = {element};
            system.stores = {element};
            f.add(system);
        }
        open();
    }
    void open()
    {
        if (!f.derived())
            qFatal("nothing is derived");
        screen = std::make_unique<RiskScreen>(*f.workspace);
        screen->resize(1000, 700);
        screen->show();
        toFront();
        for (const char *name : {"risk-targets", "risk-threats"})
            new QAbstractItemModelTester(find<QTableView>(name)->model(),
                                         QAbstractItemModelTester::FailureReportingMode::QtTest,
                                         screen.get());
    }
    /// Opens the file again as somebody.
    void reopen(const Credentials &as)
    {
        screen.reset();
        f.workspace.reset();
        auto opened =
            Project::open(f.files.path(), as, Access::ReadWrite, allRegisters(), f.files.clock);
        if (!opened)
            qFatal("%s", qPrintable(wholeText(opened.error())));
        f.workspace = std::make_unique<Workspace>(*std::move(opened));
        open();
    }
    template <class T>
    T *find(const char *name) const
    {
        auto *found = screen->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    void start(const char *button = "start-analysis") const
    {
        whenShown<QDialog>([](QDialog *dialog) {
            if (dialog->objectName() != QStringLiteral("start-dialog"))
                qFatal("another dialog is there");
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        });
        find<QPushButton>(button)->click();
        toFront();
        settle();
    }
    /// After a dialog, where there is no window manager.
    void toFront() const
    {
        screen->activateWindow();
        if (!QTest::qWaitForWindowActive(screen.get()))
            qFatal("the screen got no keyboard");
    }
    void selectThree() const
    {
        choose(0);
        for (int row = 1; row < 3; ++row)
            threats()->selectionModel()->select(threats()->model()->index(row, 0),
                                                QItemSelectionModel::Select |
                                                    QItemSelectionModel::Rows);
    }
    void settle() const
    {
        if (!f.derived())
            qFatal("nothing is derived");
    }
    QTableView *threats() const { return find<QTableView>("risk-threats"); }
    void key(Qt::Key key) const { QTest::keyClick(threats(), key); }
    void choose(int row) const
    {
        threats()->setFocus();
        threats()->setCurrentIndex(threats()->model()->index(row, 0));
    }
    void rate(int row) const
    {
        choose(row);
        key(Qt::Key_4);
        key(Qt::Key_3);
        settle();
    }
    /// All but the last \a left of everything that is asked, from the question \a first on.
    void answerAll(size_t left = 0, size_t first = 0) const
    {
        const auto derived = f.workspace->deriver().latest();
        std::vector<CellKey> keys;
        for (const RiskCell &cell : derived->risks.cells())
            keys.push_back({derived->risks.targets()[cell.target].subject, idOf(*cell.threat)});
        keys.resize(keys.size() - left);
        keys.erase(keys.begin(), keys.begin() + static_cast<ptrdiff_t>(first));
        const auto done = f.project().perform(QStringLiteral("Answer"), [&](Edit &edit) {
            return answer(edit, derived->risks, keys, [](Risk &risk) {
                risk.answer = RiskAnswer::Assessed;
                risk.likelihood = Level::Low;
                risk.integrity = Level::Low;
            });
        });
        if (!done)
            qFatal("%s", qPrintable(wholeText(done.error())));
        settle();
    }
    void target(int row) const
    {
        auto *targets = find<QTableView>("risk-targets");
        targets->setCurrentIndex(targets->model()->index(row, 0));
    }
    QString cell(int row, int column) const
    {
        return threats()->model()->index(row, column).data().toString();
    }
    QString state(int row) const { return cell(row, RiskCellModel::StateColumn); }
    int row() const { return threats()->currentIndex().row(); }
    QString last() const { return f.project().undoable()->sentence; }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }
    QAbstractButton *level(const char *bar, int number) const
    {
        return find<LevelBar>(bar)->findChildren<QAbstractButton *>()[number - 1];
    }
    size_t riskCount() const { return f.project().snapshot().rows<Risk>().size(); }
    Risk risk() const { return *f.project().snapshot().rows<Risk>().begin(); }
    QString threat(int row) const { return cell(row, RiskCellModel::ThreatColumn); }

    WorkspaceFixture f;
    std::unique_ptr<RiskScreen> screen;
};

}

class tst_riskscreen final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void starts();
    void ratesByKeys();
    void anEditHeldBackStaysOnTheCard();
    void ratesByButtons();
    void isAheadOfWhatIsDerived();
    void severalAtOnce();
    void severalLeaveWhatIsAnsweredAlone();
    void halfARatingWaits();
    void asksWhatAnAnalysisIsAbout();
    void levelsTellWhatTheyMean();
    void plansAndAccepts();
    void keepsItsArrangement();
    void doesNotApplyWithAReason();
    void typedWordsAreStored();
    void treatment();
    void confirmsAsBefore();
    void tellsWhatChanged();
    void copies();
    void onlyWhatIsOpen();
    void undoesStepByStep();
    void undoesAfterReopening();
    void readersSeeWhyNot();
    void revealsARisk();
    void aReasonOverARatingIsNotTakenInPassing();
    void registersFollow();
    void heatMap();
    void someRegistersAreAddedElsewhere_data();
    void someRegistersAreAddedElsewhere();
    void theMethodLeadsToItsRegisters();
    void goesToTheNextOpenQuestion();
    void concludesAndApproves();
    void anotherApproves();
};

void tst_riskscreen::starts()
{
    Desk d;
    auto *start = d.find<QPushButton>("start-analysis");
    QVERIFY(start->isVisible() && start->isEnabled());
    QVERIFY(!d.threats()->isVisible());
    const qint64 before = d.f.project().entryCount();
    d.start();
    QCOMPARE(d.f.project().entryCount(), before + 1);
    QCOMPARE(d.last(), QStringLiteral("Start Security risk analysis 2026"));
    const auto assessment = *d.f.project().snapshot().rows<Assessment>().begin();
    QCOMPARE(assessment.started, QDate(2026, 2, 28));
    QVERIFY(assessment.method.contains(QStringLiteral("SP 800-30")));
    QVERIFY(d.threats()->isVisible());
    QVERIFY(d.text("risk-note").contains(QStringLiteral("Security risk analysis 2026")));
    QVERIFY(d.text("risk-note").contains(QStringLiteral(" 0 of ")));
    QCOMPARE(d.state(0), QStringLiteral("Open"));
    QCOMPARE(d.text("risk-threat"), d.threat(0));
    QVERIFY(d.text("risk-why").startsWith(QStringLiteral("Asked ")));
    QVERIFY(d.text("risk-record").contains(QStringLiteral("Encryption at rest")));
    QVERIFY_OK(d.f.project().undo());
    d.settle();
    QVERIFY(d.find<QPushButton>("start-analysis")->isVisible());
}

void tst_riskscreen::ratesByKeys()
{
    Desk d;
    d.start();
    const qint64 before = d.f.project().entryCount();
    d.choose(0);
    d.key(Qt::Key_4);
    QCOMPARE(d.f.project().entryCount(), before); // the impact is to follow
    d.key(Qt::Key_3);
    QCOMPARE(d.f.project().entryCount(), before + 1);
    QCOMPARE(d.last(), QStringLiteral("Rate %1 for Alpha").arg(d.threat(0)));
    QCOMPARE(d.row(), 1);
    d.settle();
    QCOMPARE(d.row(), 1); // also after what follows is there
    QCOMPARE(d.state(0), QStringLiteral("Assessed"));
    QCOMPARE(d.cell(0, RiskCellModel::LikelihoodColumn), QStringLiteral("4"));
    QCOMPARE(d.cell(0, RiskCellModel::ImpactColumn), QStringLiteral("3"));
    QCOMPARE(d.cell(0, RiskCellModel::RiskColumn), QStringLiteral("Moderate"));
    d.choose(0);
    QCOMPARE(d.text("risk-result"),
             QStringLiteral("High likelihood \u00d7 Moderate impact = Moderate"));
    const Risk risk = d.risk();
    const Threat threat = *d.f.project().snapshot().find(risk.threat);
    QCOMPARE(risk.confidentiality.has_value(), threat.harms.contains(Property::Confidentiality));
    QCOMPARE(risk.integrity.has_value(), threat.harms.contains(Property::Integrity));
    QCOMPARE(risk.availability.has_value(), threat.harms.contains(Property::Availability));
    QVERIFY(!risk.patientSafety);
}

void tst_riskscreen::anEditHeldBackStaysOnTheCard()
{
    Desk d;
    d.start();
    d.choose(0);
    d.key(Qt::Key_4);
    QVERIFY(d.text("risk-hint").startsWith(QStringLiteral("Not stored yet")));
    d.choose(1);
    QVERIFY(d.text("risk-hint").isEmpty());
    d.choose(0); // it waits
    QCOMPARE(d.find<LevelBar>("level-likelihood")->level(), std::optional(Level::High));
    d.key(Qt::Key_2);
    d.key(Qt::Key_Escape);
    QVERIFY(!d.find<LevelBar>("level-likelihood")->level());
    QVERIFY(d.text("risk-hint").isEmpty());
    QCOMPARE(d.riskCount(), size_t(0));
}

void tst_riskscreen::ratesByButtons()
{
    Desk d;
    d.start();
    d.choose(0);
    d.level("level-patient-safety", 5)->click();
    QVERIFY(d.text("risk-hint").contains(QStringLiteral("how likely")));
    QCOMPARE(d.riskCount(), size_t(0));
    d.level("level-likelihood", 5)->click();
    QCOMPARE(d.risk().patientSafety, std::optional(Level::VeryHigh));
    d.settle();
    QCOMPARE(d.row(), 0); // the mouse stays where it is
    QCOMPARE(d.cell(0, RiskCellModel::RiskColumn), QStringLiteral("Very high"));
    QTest::keyClick(d.level("level-likelihood", 5), Qt::Key_1);
    QCOMPARE(d.risk().likelihood, std::optional(Level::VeryLow));
    d.level("level-residual-likelihood", 1)->click();
    QVERIFY(d.text("risk-hint").contains(QStringLiteral("after treatment")));
    QVERIFY(!d.risk().residualLikelihood);
    d.level("level-residual-impact", 2)->click();
    QCOMPARE(d.risk().residualImpact, std::optional(Level::Low));
    QVERIFY(!d.text("risk-remains").isEmpty());
    d.level("level-likelihood", 1)->click(); // takes it back
    QVERIFY(d.text("risk-hint").contains(QStringLiteral("how likely")));
    QCOMPARE(d.risk().likelihood, std::optional(Level::VeryLow));
}

void tst_riskscreen::isAheadOfWhatIsDerived()
{
    Desk d;
    d.start();
    d.choose(0);
    d.key(Qt::Key_4);
    d.key(Qt::Key_3);
    d.choose(0); // before what follows is there
    QCOMPARE(d.find<LevelBar>("level-likelihood")->level(), std::optional(Level::High));
    d.level("level-patient-safety", 2)->click();
    d.settle();
    QCOMPARE(d.riskCount(), size_t(1));
    QCOMPARE(d.risk().likelihood, std::optional(Level::High));
    QCOMPARE(d.risk().patientSafety, std::optional(Level::Low));
}

void tst_riskscreen::severalAtOnce()
{
    Desk d;
    d.start();
    d.choose(0);
    d.key(Qt::Key_A); // nothing is meant by that
    for (int row = 1; row < 3; ++row)
        d.threats()->selectionModel()->select(d.threats()->model()->index(row, 0),
                                              QItemSelectionModel::Select |
                                                  QItemSelectionModel::Rows);
    const qint64 before = d.f.project().entryCount();
    d.key(Qt::Key_2);
    d.key(Qt::Key_2);
    QCOMPARE(d.f.project().entryCount(), before + 1);
    QCOMPARE(d.last(), QStringLiteral("Rate 3 threats for Alpha"));
    d.settle();
    for (int row = 0; row < 3; ++row)
        QCOMPARE(d.cell(row, RiskCellModel::RiskColumn), QStringLiteral("Low"));
    QCOMPARE(d.row(), 3);
}

void tst_riskscreen::severalLeaveWhatIsAnsweredAlone()
{
    Desk d;
    d.start();
    d.rate(1);
    const auto rateAll = [&](const char *button) {
        bool isAsked = false;
        whenShown<QMessageBox>([&](QMessageBox *box) {
            isAsked = true;
            QVERIFY2(box->text().startsWith(QStringLiteral("1 of the selected")),
                     qPrintable(box->text()));
            if (auto *chosen = box->findChild<QAbstractButton *>(QLatin1String(button)))
                chosen->click();
            else
                box->reject();
        });
        d.selectThree();
        d.key(Qt::Key_2);
        d.key(Qt::Key_2);
        d.toFront();
        d.settle();
        return isAsked;
    };
    const auto levels = [&] {
        QStringList shown;
        for (int row = 0; row < 3; ++row)
            shown += d.cell(row, RiskCellModel::LikelihoodColumn);
        return shown.join(u',');
    };
    QVERIFY(rateAll("none of them"));
    QCOMPARE(levels(), QStringLiteral(",4,"));
    QVERIFY(rateAll("leave-others"));
    QCOMPARE(levels(), QStringLiteral("2,4,2"));
    QCOMPARE(d.last(), QStringLiteral("Rate 2 threats for Alpha"));
    QVERIFY(rateAll("replace-others"));
    QCOMPARE(levels(), QStringLiteral("2,2,2"));
    // Alike, they are rated on together without a word.
    d.selectThree();
    d.level("level-patient-safety", 1)->click();
    QCOMPARE(d.last(), QStringLiteral("Rate 3 threats for Alpha"));
    // Texts go where none or the same stands.
    d.choose(2);
    auto *edit = d.find<QPlainTextEdit>("risk-vulnerability");
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("Own words"));
    d.selectThree();
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("Common words"));
    d.threats()->setFocus();
    QMap<QString, int> words;
    for (const Risk &risk : d.f.project().snapshot().rows<Risk>())
        ++words[risk.vulnerability];
    QCOMPARE(words, (QMap<QString, int>{{QStringLiteral("Own words"), 1},
                                        {QStringLiteral("Common words"), 2}}));
}

void tst_riskscreen::halfARatingWaits()
{
    Desk d;
    d.start();
    QString said;
    connect(d.f.workspace.get(), &Workspace::said, this,
            [&](const QString &words) { said = words; });
    d.choose(1);
    d.key(Qt::Key_4);
    const QString threat = d.threat(1);
    QVERIFY(said.isEmpty());
    d.choose(0);
    QCOMPARE(
        said,
        QStringLiteral("Not stored yet: %1 for Alpha. What you chose waits there.").arg(threat));
    d.reopen(dana());
    d.choose(1);
    QCOMPARE(d.find<LevelBar>("level-likelihood")->level(), std::optional(Level::High));
    QVERIFY(d.text("risk-hint").startsWith(QStringLiteral("Not stored yet")));
    d.key(Qt::Key_Escape); // also when it was not chosen just now
    QVERIFY(!d.find<LevelBar>("level-likelihood")->level());
    d.key(Qt::Key_4);
    d.key(Qt::Key_3);
    d.reopen(dana());
    d.choose(1);
    QVERIFY(d.text("risk-hint").isEmpty());
    QCOMPARE(d.riskCount(), size_t(1));
}

void tst_riskscreen::asksWhatAnAnalysisIsAbout()
{
    Desk d;
    const auto ana = d.f.add(personNamed(QStringLiteral("Ana Lima")));
    whenShown<QDialog>([](QDialog *dialog) { dialog->reject(); });
    d.find<QPushButton>("start-analysis")->click();
    QVERIFY(d.f.project().snapshot().rows<Assessment>().isEmpty());
    QString error;
    whenShown<QDialog>([&](QDialog *dialog) {
        auto *name =
            dialog->findChild<QWidget *>(QStringLiteral("field-name"))->findChild<QLineEdit *>();
        QCOMPARE(name->text(), QStringLiteral("Security risk analysis 2026"));
        name->clear();
        auto *accept = dialog->findChild<QPushButton *>(QStringLiteral("record-accept"));
        accept->click();
        error = dialog->findChild<QLabel *>(QStringLiteral("record-error"))->text();
        name->setText(QStringLiteral("After the burglary"));
        auto *cause = dialog->findChild<QComboBox *>(QStringLiteral("field-cause"));
        QCOMPARE(cause->count(), 3);
        QVERIFY(cause->currentText().isEmpty());
        name->setFocus();
        QTest::keyClick(name, Qt::Key_Tab);
        QTRY_VERIFY(cause->hasFocus());
        QTest::keyClicks(cause->lineEdit(), QStringLiteral("A burglary"));
        auto *people = dialog->findChild<QWidget *>(QStringLiteral("field-participants"))
                           ->findChild<QListWidget *>();
        QCOMPARE(people->count(), 1);
        people->item(0)->setCheckState(Qt::Checked);
        accept->click();
    });
    d.find<QPushButton>("start-analysis")->click();
    QVERIFY(!error.isEmpty());
    const Assessment made = *d.f.project().snapshot().rows<Assessment>().begin();
    QCOMPARE(made.name, QStringLiteral("After the burglary"));
    QCOMPARE(made.cause, QStringLiteral("A burglary"));
    QVERIFY(made.participants.contains(ana));
    QCOMPARE(d.last(), QStringLiteral("Start After the burglary"));
}

void tst_riskscreen::levelsTellWhatTheyMean()
{
    Desk d;
    d.start();
    d.choose(0);
    const auto told = [&] { return d.text("risk-meaning"); };
    QVERIFY(told().startsWith(QStringLiteral("1 is the least")));
    d.key(Qt::Key_2);
    QCOMPARE(told(), QStringLiteral("Likelihood 2, low: Unlikely: between once in ten years and "
                                    "once a year."));
    d.level("level-patient-safety", 5)->setFocus();
    QVERIFY2(told().startsWith(QStringLiteral("Patient safety 5, very high: Permanent")),
             qPrintable(told()));
    QTest::keyClick(d.level("level-patient-safety", 5), Qt::Key_Left); // looks, chooses nothing
    QVERIFY2(told().startsWith(QStringLiteral("Patient safety 4")), qPrintable(told()));
    QVERIFY(!d.find<LevelBar>("level-patient-safety")->level());
    d.choose(1);
    QVERIFY(told().startsWith(QStringLiteral("1 is the least")));
}

void tst_riskscreen::plansAndAccepts()
{
    Desk d;
    d.f.add(personNamed(QStringLiteral("Dana Mensah")));
    d.start();
    d.choose(0);
    auto *plan = d.find<QPushButton>("plan-action");
    auto *accept = d.find<QPushButton>("accept-risk");
    QVERIFY(!plan->isEnabled() && !accept->isEnabled());
    d.rate(0);
    d.rate(1);
    d.choose(0);
    Address went;
    connect(d.f.workspace.get(), &Workspace::asked, this, [&](const Address &to) { went = to; });
    plan->click();
    const Action action = *d.f.project().snapshot().rows<Action>().begin();
    QCOMPARE(went.screen, QStringLiteral("actions"));
    QCOMPARE(went.record, action.id);
    QCOMPARE(action.risks.size(), 1);
    const auto riskOf = [&](const Id<Risk> &id) { return *d.f.project().snapshot().find(id); };
    const Risk risk = riskOf(*action.risks.begin());
    QCOMPARE(risk.treatment, Treatment::Mitigate);
    d.settle();
    const auto links = [&] {
        QStringList words;
        QCoreApplication::processEvents();
        for (const QLabel *label :
             d.screen->findChildren<QLabel *>(QStringLiteral("treatment-link"))) {
            if (label->isVisible())
                words += label->accessibleName();
        }
        return words;
    };
    QCOMPARE(
        links(),
        QStringList{QStringLiteral("Reduce \u201c%1\u201d for Alpha: planned").arg(d.threat(0))});
    went = {};
    Q_EMIT d.find<QLabel>("treatment-link")->linkActivated(QStringLiteral("#"));
    QCOMPARE(went.record, action.id);
    d.choose(1);
    QVERIFY(links().isEmpty());
    whenShown<QDialog>([](QDialog *dialog) {
        dialog->findChild<QPlainTextEdit *>()->setPlainText(QStringLiteral("It is small"));
        dialog->findChild<QPushButton *>(QStringLiteral("record-accept"))->click();
    });
    accept->click();
    d.toFront();
    const RiskAcceptance made = *d.f.project().snapshot().rows<RiskAcceptance>().begin();
    QCOMPARE(made.reason, QStringLiteral("It is small"));
    QCOMPARE(made.accepted, std::optional(QDate(2026, 2, 28)));
    QCOMPARE(made.expires, std::optional(QDate(2027, 2, 28)));
    QCOMPARE(riskOf(made.risk).treatment, Treatment::Accept);
    d.settle();
    QVERIFY2(links().value(0).startsWith(QStringLiteral("Accepted by Dana Mensah until ")),
             qPrintable(links().join(u'|')));
    d.threats()->selectAll();
    QVERIFY(plan->isEnabled() && !accept->isEnabled());
    QCOMPARE(links().size(), 2);
}

void tst_riskscreen::keepsItsArrangement()
{
    Desk d;
    d.start();
    const auto splitters = [&] { return d.screen->findChildren<QSplitter *>(); };
    const auto sizes = [&] {
        QList<int> all;
        for (const QSplitter *splitter : splitters())
            all += splitter->sizes();
        return all;
    };
    QCOMPARE(splitters().size(), 2);
    const QList<int> before = sizes();
    for (QSplitter *splitter : splitters()) {
        QList<int> moved = splitter->sizes();
        moved[0] += 40;
        moved[1] -= 40;
        splitter->setSizes(moved);
    }
    const QList<int> moved = sizes();
    QVERIFY(moved != before);
    d.target(1);
    d.choose(2);
    d.screen->hide();
    d.reopen(dana());
    QCOMPARE(sizes(), moved);
    QCOMPARE(d.find<QTableView>("risk-targets")->currentIndex().row(), 1);
    QCOMPARE(d.row(), 2);
}

void tst_riskscreen::doesNotApplyWithAReason()
{
    Desk d;
    d.start();
    d.choose(0);
    d.key(Qt::Key_N);
    auto *reason = d.find<QLineEdit>("risk-reason");
    QTRY_VERIFY(reason->hasFocus());
    QTest::keyClicks(reason, QStringLiteral("It is not connected"));
    QTest::keyClick(reason, Qt::Key_Return);
    QCOMPARE(d.last(), QStringLiteral("Say that %1 does not apply to Alpha").arg(d.threat(0)));
    QVERIFY(d.threats()->hasFocus());
    QCOMPARE(d.row(), 1);
    d.settle();
    QCOMPARE(d.state(0), QStringLiteral("Does not apply"));
    QCOMPARE(d.risk().reason, QStringLiteral("It is not connected"));
    d.rate(0); // it does after all
    QCOMPARE(d.state(0), QStringLiteral("Assessed"));
    QVERIFY(d.risk().reason.isEmpty());
}

void tst_riskscreen::typedWordsAreStored()
{
    Desk d;
    d.start();
    d.rate(0);
    d.choose(0);
    auto *edit = d.find<QPlainTextEdit>("risk-vulnerability");
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("Old library"));
    QVERIFY(d.risk().vulnerability.isEmpty());
    d.threats()->setFocus();
    QCOMPARE(d.risk().vulnerability, QStringLiteral("Old library"));
    QCOMPARE(d.last(), QStringLiteral("Describe %1 for Alpha").arg(d.threat(0)));
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("!"));
    d.target(1); // without leaving the text first
    QCOMPARE(d.f.project().snapshot().rows<Risk>().size(), size_t(1));
    QVERIFY(d.risk().vulnerability.contains(u'!'));
}

void tst_riskscreen::treatment()
{
    Desk d;
    d.start();
    d.rate(0);
    d.choose(0);
    auto *combo = d.find<QComboBox>("risk-treatment");
    combo->setCurrentIndex(int(Treatment::Transfer));
    Q_EMIT combo->activated(int(Treatment::Transfer));
    QCOMPARE(d.risk().treatment, Treatment::Transfer);
    QCOMPARE(d.last(), QStringLiteral("Decide about %1 for Alpha").arg(d.threat(0)));
}

/// Concludes the analysis that is open and signs it.
static void approve(const Desk &d)
{
    const RiskMap map{DataMap(d.f.project().snapshot())};
    const Id<Assessment> id = idOf(*map.assessment());
    QVERIFY_OK(concludeAnalysis(d.f.project(), map));
    QVERIFY_OK(d.f.project().sign({QString::fromLatin1(Assessment::registerKey), id},
                                  Meaning::Approved, Secret::fromText(passphrase())));
    d.settle();
}

void tst_riskscreen::confirmsAsBefore()
{
    Desk d;
    d.start();
    d.rate(0);
    d.answerAll(0, 1);
    approve(d);
    d.choose(0);
    QVERIFY(d.text("risk-closed").contains(QStringLiteral("concluded")));
    d.key(Qt::Key_1);
    d.key(Qt::Key_1);
    QCOMPARE(d.cell(0, RiskCellModel::LikelihoodColumn), QStringLiteral("4"));
    QCOMPARE(d.find<QPushButton>("analysis-step")->text(), QStringLiteral("Start next analysis"));
    d.start("analysis-step");
    QCOMPARE(d.last(), QStringLiteral("Start Security risk analysis 2026 (2)"));
    QCOMPARE(d.state(0), QStringLiteral("To confirm"));
    d.choose(0);
    QVERIFY(d.find<QPushButton>("risk-confirm")->isVisible());
    const QString before =
        QStringLiteral("Answered in Security risk analysis 2026: High likelihood \u00d7 Moderate "
                       "impact = Moderate\nby Dana Mensah on ");
    QTRY_VERIFY2(d.text("risk-before").startsWith(before), qPrintable(d.text("risk-before")));
    QCOMPARE(d.text("risk-changes"), QStringLiteral("Nothing on record has changed since."));
    d.key(Qt::Key_C);
    QCOMPARE(d.last(), QStringLiteral("Confirm %1 for Alpha").arg(d.threat(0)));
    QCOMPARE(d.row(), 1);
    d.settle();
    QCOMPARE(d.state(0), QStringLiteral("Assessed"));
    d.choose(0);
    d.key(Qt::Key_C); // nothing to confirm here
    QCOMPARE(d.row(), 0);
    QVERIFY(!d.find<QPushButton>("risk-confirm")->isVisible());
}

void tst_riskscreen::tellsWhatChanged()
{
    Desk d;
    d.start();
    d.rate(0);
    System changed = *d.f.project().snapshot().rows<System>().begin();
    for (const System &each : d.f.project().snapshot().rows<System>())
        changed = each.name == QStringLiteral("Alpha") ? each : changed;
    changed.atRest = AtRest::None;
    d.f.add(changed);
    d.settle();
    QCOMPARE(d.state(0), QStringLiteral("Changed since"));
    d.choose(0);
    QVERIFY2(d.text("risk-changes").contains(QStringLiteral("Encryption at rest: ")),
             qPrintable(d.text("risk-changes")));
    const QString before = QStringLiteral("Answered in this analysis: High likelihood \u00d7 ");
    QTRY_VERIFY2(d.text("risk-before").startsWith(before) &&
                     d.text("risk-before").contains(QStringLiteral("by Dana Mensah on ")),
                 qPrintable(d.text("risk-before")));
    d.find<QPushButton>("risk-confirm")->click();
    d.settle();
    QCOMPARE(d.state(0), QStringLiteral("Assessed"));
}

void tst_riskscreen::copies()
{
    Desk d;
    d.start();
    auto *copy = d.find<QToolButton>("copy-answers");
    QVERIFY(!copy->isEnabled());
    d.rate(0);
    d.rate(1);
    QVERIFY(!copy->isEnabled()); // nobody else has answers
    d.target(1);
    QVERIFY(copy->isEnabled());
    Q_EMIT copy->menu()->aboutToShow();
    const auto actions = copy->menu()->actions();
    QCOMPARE(actions.size(), 1);
    QVERIFY(actions[0]->text().contains(QStringLiteral("Alpha")));
    const qint64 before = d.f.project().entryCount();
    actions[0]->trigger();
    QCOMPARE(d.f.project().entryCount(), before + 1);
    QCOMPARE(d.last(), QStringLiteral("Copy answers of Alpha to Beta"));
    d.settle();
    QCOMPARE(d.find<QTableView>("risk-targets")->currentIndex().row(), 1);
    QCOMPARE(d.state(0), QStringLiteral("Assessed"));
    QCOMPARE(d.riskCount(), size_t(4));
}

void tst_riskscreen::onlyWhatIsOpen()
{
    Desk d;
    d.start();
    auto *targets = d.find<QTableView>("risk-targets");
    const int all = targets->model()->rowCount();
    d.find<QCheckBox>("risk-open-only")->click();
    QCOMPARE(targets->model()->rowCount(), all);
    d.choose(0);
    d.threats()->selectAll();
    d.key(Qt::Key_1);
    d.key(Qt::Key_1);
    d.settle();
    QCOMPARE(targets->model()->rowCount(), all); // the current one stays
    QCOMPARE(targets->currentIndex().row(), 0);
    const QString done = targets->model()->index(0, RiskTargetModel::DoneColumn).data().toString();
    const int count = d.threats()->model()->rowCount();
    QCOMPARE(done, QStringLiteral("%1 of %1").arg(count));
    d.target(1);
    d.rate(0);
    QCOMPARE(targets->model()->rowCount(), all - 1);
    QCOMPARE(targets->currentIndex().data().toString(), QStringLiteral("Beta"));
}

void tst_riskscreen::undoesStepByStep()
{
    Desk d;
    d.start();
    d.rate(0);
    d.choose(1);
    d.key(Qt::Key_N);
    auto *reason = d.find<QLineEdit>("risk-reason");
    QTest::keyClicks(reason, QStringLiteral("No"));
    QTest::keyClick(reason, Qt::Key_Return);
    d.settle();
    QCOMPARE(d.state(1), QStringLiteral("Does not apply"));
    QVERIFY_OK(d.f.project().undo());
    d.settle();
    QCOMPARE(d.state(1), QStringLiteral("Open"));
    d.choose(1);
    QVERIFY(reason->text().isEmpty());
    QVERIFY_OK(d.f.project().undo());
    d.settle();
    QCOMPARE(d.state(0), QStringLiteral("Open"));
    d.choose(0);
    QVERIFY(!d.find<LevelBar>("level-likelihood")->level());
    QVERIFY_OK(d.f.project().redo());
    d.settle();
    QCOMPARE(d.state(0), QStringLiteral("Assessed"));
    QCOMPARE(d.find<LevelBar>("level-likelihood")->level(), std::optional(Level::High));
}

void tst_riskscreen::undoesAfterReopening()
{
    Desk d;
    d.start();
    d.rate(0);
    d.target(1);
    Q_EMIT d.find<QToolButton>("copy-answers")->menu()->aboutToShow();
    d.find<QToolButton>("copy-answers")->menu()->actions()[0]->trigger();
    d.reopen(dana());
    QCOMPARE(d.state(0), QStringLiteral("Assessed"));
    for (const size_t left : {size_t(1), size_t(0)}) {
        QVERIFY_OK(d.f.project().undo());
        d.settle();
        QCOMPARE(d.riskCount(), left);
    }
    QCOMPARE(d.state(0), QStringLiteral("Open"));
    QVERIFY_OK(d.f.project().undo());
    d.settle();
    QVERIFY(d.find<QPushButton>("start-analysis")->isVisible());
}

void tst_riskscreen::readersSeeWhyNot()
{
    Desk d;
    QVERIFY_OK(d.f.project().addUser(QStringLiteral("rea"), QStringLiteral("Rea Reader"),
                                     Role::Auditor, Secret::fromText(passphrase())));
    const Credentials rea{QStringLiteral("rea"), Secret::fromText(passphrase())};
    d.start();
    d.rate(0);
    d.reopen(rea);
    d.choose(0);
    QVERIFY(!d.text("risk-closed").isEmpty());
    for (const char *bar : {"level-likelihood", "level-residual-impact", "level-patient-safety"})
        QVERIFY(!d.level(bar, 1)->isEnabled());
    for (const char *name : {"risk-reason", "risk-treatment", "risk-vulnerability",
                             "risk-not-applicable", "copy-answers"})
        QVERIFY2(!d.find<QWidget>(name)->isEnabled(), name);
    const qint64 before = d.f.project().entryCount();
    for (const Qt::Key key : {Qt::Key_1, Qt::Key_1, Qt::Key_C, Qt::Key_N})
        d.key(key);
    QVERIFY(!d.find<QLineEdit>("risk-reason")->hasFocus());
    QCOMPARE(d.f.project().entryCount(), before);
    QCOMPARE(d.text("risk-result"),
             QStringLiteral("High likelihood \u00d7 Moderate impact = Moderate"));
}

void tst_riskscreen::revealsARisk()
{
    Desk d;
    d.start();
    d.target(1);
    d.rate(2);
    const Risk risk = d.risk();
    d.target(0);
    d.screen->reveal({QStringLiteral("risk-analysis"), risk.id});
    QCOMPARE(d.find<QTableView>("risk-targets")->currentIndex().row(), 1);
    QCOMPARE(d.row(), 2);
    d.screen->reveal(
        {QStringLiteral("risk-analysis"), d.f.project().snapshot().only<Organization>().id});
    QCOMPARE(d.find<QTableView>("risk-targets")->currentIndex().row(),
             d.find<QTableView>("risk-targets")->model()->rowCount() - 1);
}

void tst_riskscreen::aReasonOverARatingIsNotTakenInPassing()
{
    Desk d;
    d.start();
    d.rate(0);
    d.choose(0);
    d.key(Qt::Key_N);
    auto *reason = d.find<QLineEdit>("risk-reason");
    QTest::keyClicks(reason, QStringLiteral("Gone"));
    d.threats()->setFocus();
    QCOMPARE(d.risk().answer, RiskAnswer::Assessed);
    QCOMPARE(reason->text(), QStringLiteral("Gone"));
    d.find<QPushButton>("risk-not-applicable")->click();
    QCOMPARE(d.risk().answer, RiskAnswer::DoesNotApply);
    d.choose(1);
    d.key(Qt::Key_N); // where nothing is answered yet, leaving the line answers
    QTest::keyClicks(reason, QStringLiteral("Not here"));
    d.choose(2);
    d.settle();
    QCOMPARE(d.state(1), QStringLiteral("Does not apply"));
    QVERIFY(reason->text().isEmpty());
}

void tst_riskscreen::registersFollow()
{
    Desk d;
    d.start();
    d.rate(0);
    const Derived derived(d.f.project().snapshot());
    for (const ScreenInfo &info : shellContent().screens) {
        if (info.key == QStringLiteral("risk-analysis")) {
            const Coverage coverage = derived.risks.coverage();
            const auto count = info.count(d.f.project().snapshot(), &derived);
            QCOMPARE(count.text, QString::number(coverage.all() - 1));
            QVERIFY(count.isAlert);
        }
        if (info.key != QStringLiteral("risks") && info.key != QStringLiteral("assessments"))
            continue;
        std::unique_ptr<Screen> screen(info.make(*d.f.workspace));
        const auto *model = screen->findChild<QTableView *>()->model();
        QStringList shown;
        for (int column = 0; column < model->columnCount(); ++column)
            shown += model->index(0, column).data().toString();
        if (info.key == QStringLiteral("risks"))
            QVERIFY2(shown.contains(QStringLiteral("Moderate")) &&
                         shown.contains(QStringLiteral("Assessed")),
                     qPrintable(shown.join(u'|')));
        else
            QVERIFY2(shown.join(u'|').contains(QStringLiteral("Open, 1 of ")),
                     qPrintable(shown.join(u'|')));
    }
}

void tst_riskscreen::heatMap()
{
    Desk d;
    d.start();
    HeatMapScreen screen(*d.f.workspace);
    auto *inherent = screen.findChild<QTableView *>(QStringLiteral("heat-inherent"));
    auto *residual = screen.findChild<QTableView *>(QStringLiteral("heat-residual"));
    auto *risks = screen.findChild<QTableView *>(QStringLiteral("heat-risks"));
    for (auto *table : {inherent, residual, risks})
        new QAbstractItemModelTester(table->model(),
                                     QAbstractItemModelTester::FailureReportingMode::QtTest, table);
    d.rate(0); // high, moderate: second row from the top, third column
    d.rate(1);
    d.choose(1);
    d.level("level-residual-likelihood", 1)->click();
    d.level("level-residual-impact", 2)->click();
    d.settle();
    QCOMPARE(inherent->model()->index(1, 2).data().toString(), QStringLiteral("2"));
    QCOMPARE(residual->model()->index(4, 1).data().toString(), QStringLiteral("1"));
    QCOMPARE(inherent->model()->index(1, 2).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("High likelihood, Moderate impact, risk Moderate: 2 risks"));
    inherent->setCurrentIndex(inherent->model()->index(0, 2));
    QCOMPARE(risks->model()->rowCount(), 0);
    QTest::keyClick(inherent, Qt::Key_Down);
    QCOMPARE(risks->model()->rowCount(), 2);
    residual->setCurrentIndex(residual->model()->index(4, 1));
    QCOMPARE(risks->model()->rowCount(), 1);
    QCOMPARE(risks->model()->index(0, 0).data().toString(), d.threat(1));
    QVERIFY(!inherent->selectionModel()->hasSelection());
    Address went;
    connect(d.f.workspace.get(), &Workspace::asked, this, [&](const Address &to) { went = to; });
    Q_EMIT risks->activated(risks->model()->index(0, 0));
    QCOMPARE(went.screen, QStringLiteral("risk-analysis"));
    d.screen->reveal(went);
    QCOMPARE(d.row(), 1);
}

void tst_riskscreen::someRegistersAreAddedElsewhere_data()
{
    QTest::addColumn<QString>("key");
    for (const char *key : {"assessments", "risk-policy", "risk-scale", "risk-matrix"})
        QTest::newRow(key) << QString::fromLatin1(key);
}

void tst_riskscreen::someRegistersAreAddedElsewhere()
{
    QFETCH(QString, key);
    Desk d;
    RegisterScreen screen(*d.f.workspace, key);
    screen.show();
    const auto count = [&] { return d.f.project().snapshot().rows(key).size(); };
    QCOMPARE(count(), size_t(0));
    QVERIFY(screen.findChild<QLabel *>(QStringLiteral("added-elsewhere"))->isVisible());
    QVERIFY(!screen.findChild<QPushButton *>(QStringLiteral("add-first"))->isVisible());
    QVERIFY(!screen.findChild<QPushButton *>(QStringLiteral("import-first"))->isVisible());
    d.start();
    const size_t before = count();
    QVERIFY(before > 0);
    auto *add = screen.findChild<QPushButton *>(QStringLiteral("add"));
    QVERIFY(!add->isEnabled());
    QVERIFY(add->toolTip().contains(QStringLiteral("screen Risk analysis")));
    screen.addRecord();
    QTest::keyClick(&screen, Qt::Key_Insert);
    const auto &type = *d.f.project().registers().find(key);
    const QString twice = QStringLiteral("%1\nmore\nstill more").arg(type.fields.back().key);
    const auto pasted =
        pasteTsv(twice, *screen.table()->model(), {}, *screen.table()->view()->horizontalHeader());
    QVERIFY(!pasted);
    QCOMPARE(pasted.error().text, type.addedElsewhere);
    QCOMPARE(count(), before);
}

void tst_riskscreen::theMethodLeadsToItsRegisters()
{
    Desk d;
    d.start();
    MethodScreen screen(*d.f.workspace);
    Address went;
    connect(d.f.workspace.get(), &Workspace::asked, this, [&](const Address &to) { went = to; });
    for (const QString &key : MethodScreen::registers()) {
        screen.findChild<QPushButton *>(QStringLiteral("open-") + key)->click();
        QCOMPARE(went.screen, key);
    }
    const auto said = [&](const QString &words) {
        const auto labels = screen.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](auto *label) { return label->text().contains(words); });
    };
    QVERIFY(said(QStringLiteral("As in NIST SP 800-30")));
    QVERIFY_OK(d.f.project().perform(QStringLiteral("Edit"), [&](Edit &edit) {
        const auto cells = edit.now().rows<MatrixCell>();
        const auto mild = std::find_if(cells.begin(), cells.end(), [](const MatrixCell &cell) {
            return cell.risk == Level::VeryLow;
        });
        edit.change(idOf(*mild), [](MatrixCell &cell) { cell.risk = Level::VeryHigh; });
        return Status();
    }));
    QVERIFY(!said(QStringLiteral("As in NIST SP 800-30")));
    QVERIFY(said(QStringLiteral("1 cell")));
}

void tst_riskscreen::goesToTheNextOpenQuestion()
{
    Desk d;
    d.start();
    auto *step = d.find<QPushButton>("analysis-step");
    QCOMPARE(step->text(), QStringLiteral("Next open question"));
    const int count = d.threats()->model()->rowCount();
    d.answerAll(1); // the last one of the last target is left
    QCOMPARE(d.state(0), QStringLiteral("Assessed"));
    step->click();
    QCOMPARE(d.state(d.row()), QStringLiteral("Open"));
    QVERIFY(d.find<QTableView>("risk-targets")->currentIndex().row() > 0);
    QVERIFY(d.threats()->hasFocus());
    d.key(Qt::Key_1);
    d.key(Qt::Key_1);
    d.settle();
    QCOMPARE(step->text(), QStringLiteral("Conclude\u2026"));
    QVERIFY_OK(d.f.project().undo());
    d.settle();
    d.target(0);
    d.choose(count - 1);
    step->click(); // from any place
    QCOMPARE(d.state(d.row()), QStringLiteral("Open"));
}

void tst_riskscreen::concludesAndApproves()
{
    Desk d;
    d.start();
    d.answerAll();
    auto *step = d.find<QPushButton>("analysis-step");
    QCOMPARE(step->text(), QStringLiteral("Conclude\u2026"));
    whenShown<QMessageBox>([](QMessageBox *box) { box->reject(); });
    step->click();
    QVERIFY(d.f.project().snapshot().rows<Baseline>().isEmpty());
    whenShown<QMessageBox>([](QMessageBox *box) {
        box->findChild<QAbstractButton *>(QStringLiteral("conclude-accept"))->click();
    });
    bool isAsked = false;
    whenShown<SignDialog>([&](SignDialog *dialog) {
        isAsked = true;
        QCOMPARE(dialog->findChild<QComboBox *>(QStringLiteral("sign-meaning"))->currentText(),
                 QStringLiteral("Approved"));
        dialog->findChild<QLineEdit *>(QStringLiteral("sign-passphrase"))->setText(passphrase());
        dialog->findChild<QPushButton *>(QStringLiteral("sign-accept"))->click();
    });
    step->click();
    QTRY_VERIFY_WITH_TIMEOUT(isAsked, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(d.f.project().snapshot().rows<Signature>().size(), size_t(1), 10000);
    d.settle();
    QVERIFY2(d.text("risk-note").contains(QStringLiteral("Approved by Dana Mensah")),
             qPrintable(d.text("risk-note")));
    QCOMPARE(step->text(), QStringLiteral("Start next analysis"));
    // What it rests on changes: it says so.
    System system = *d.f.project().snapshot().rows<System>().begin();
    system.atRest = AtRest::Aes256;
    d.f.add(system);
    d.settle();
    QVERIFY2(d.text("risk-note").contains(QStringLiteral("out of date for")),
             qPrintable(d.text("risk-note")));
    d.start("analysis-step");
    QVERIFY(d.text("risk-note").contains(QStringLiteral("2026 (2)")));
    QCOMPARE(step->text(), QStringLiteral("Next open question"));
}

void tst_riskscreen::anotherApproves()
{
    Desk d;
    d.start();
    d.answerAll();
    Project &project = d.f.project();
    for (const auto &[name, role] :
         {std::pair("ed", Role::Editor), std::pair("rev", Role::Reviewer)})
        QVERIFY_OK(project.addUser(QString::fromLatin1(name), QString::fromLatin1(name), {role, {}},
                                   Secret::fromText(passphrase())));
    const auto as = [](const char *name) {
        return Credentials{QString::fromLatin1(name), Secret::fromText(passphrase())};
    };
    d.reopen(as("rev"));
    QVERIFY(!d.find<QPushButton>("analysis-step")->isEnabled());
    QVERIFY(!d.find<QPushButton>("analysis-step")->toolTip().isEmpty());
    d.reopen(as("ed"));
    whenShown<QMessageBox>([](QMessageBox *box) {
        box->findChild<QAbstractButton *>(QStringLiteral("conclude-accept"))->click();
    });
    d.find<QPushButton>("analysis-step")->click();
    QTRY_COMPARE_WITH_TIMEOUT(d.find<QPushButton>("analysis-step")->text(),
                              QStringLiteral("Approve\u2026"), 10000);
    QTRY_VERIFY(!d.find<QPushButton>("analysis-step")->isEnabled());
    d.reopen(as("rev"));
    QVERIFY(d.find<QPushButton>("analysis-step")->isEnabled());
    QVERIFY(d.text("risk-note").contains(QStringLiteral("not approved yet")));
}

SAFEGUARD_TEST(tst_riskscreen)
#include "tst_riskscreen.moc"
