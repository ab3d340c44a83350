// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/analysisfixture.h"
#include "views/kit/recordtablemodel.h"
#include "views/risk/yearscreen.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// Two analyses: what Alpha was asked first rises, what Beta was asked first does not apply any
/// more, and the rest is confirmed.
struct Years : AnalysisFixture
{
    void first()
    {
        start(QStringLiteral("Analysis 2026"));
        answerAll(&Years::moderate);
        approve();
        threat = idOf(*risks().cellsOf(0)[0].threat);
    }
    void second()
    {
        start(QStringLiteral("Analysis 2027"));
        change(0, [](Risk &risk) {
            risk.likelihood = Level::VeryHigh;
            risk.integrity = Level::VeryHigh;
            risk.justification = QStringLiteral("It happened to a neighbour");
        });
        change(1, [](Risk &risk) {
            risk.answer = RiskAnswer::DoesNotApply;
            risk.reason = QStringLiteral("It is sealed");
        });
        answerAll([](Risk &) {});
    }
    void change(size_t system, const std::function<void(Risk &)> &how)
    {
        const RiskMap map(DataMap(project().snapshot()));
        edit([&](Edit &edit) {
            return answer(edit, map, {{{QStringLiteral("systems"), systems[system]}, threat}}, how);
        });
    }
    void open()
    {
        screen = std::make_unique<YearScreen>(*workspace);
        screen->resize(1000, 700);
        screen->show();
        watchModel(table());
    }
    bool isRead() const
    {
        const bool isThere =
            QTest::qWaitFor([this] { return table()->isVisible() && !isBusy(); }, 8000);
        if (!isThere)
            qWarning("%s", qPrintable(find<QLabel>("year-notice")->text()));
        return isThere;
    }
    bool isBusy() const { return !find<QAbstractButton>("year-export")->isEnabled(); }
    template <class T>
    T *find(const char *name) const
    {
        auto *found = screen->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    QTableView *table() const { return find<QTableView>("year-risks"); }
    QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    Id<Threat> threat;
    std::unique_ptr<YearScreen> screen;
};

}

class tst_yearscreen final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutAnother();
    void whatMoved();
    void narrows();
    void ofAnEarlierOne();
    void followsTheAnswers();
    void opensTheRisk();
    void exportsTheReport();
    void leavingStopsIt();
};

void tst_yearscreen::withoutAnother()
{
    Years y;
    y.open();
    QVERIFY(!y.table()->isVisible());
    QVERIFY(y.find<QLabel>("year-notice")->text().contains(QStringLiteral("two analyses")));
    y.first();
    QVERIFY(!y.table()->isVisible());
    QVERIFY(y.find<QLabel>("year-notice")->text().startsWith(QStringLiteral("From the next one")));
    QVERIFY(y.isBusy());
}

void tst_yearscreen::whatMoved()
{
    Years y;
    y.first();
    y.second();
    y.open();
    QVERIFY(y.isRead());
    QCOMPARE(y.table()->model()->rowCount(), 2);
    QCOMPARE(y.cell(0, YearModel::MoveColumn), QStringLiteral("Raised"));
    QCOMPARE(y.cell(0, YearModel::ThreatColumn), y.project().snapshot().find(y.threat)->name);
    QVERIFY(y.cell(0, YearModel::SubjectColumn).contains(QStringLiteral("Alpha")));
    QCOMPARE(y.cell(0, YearModel::BeforeColumn), QStringLiteral("Moderate"));
    QCOMPARE(y.cell(0, YearModel::AfterColumn), QStringLiteral("Very high"));
    QCOMPARE(y.table()
                 ->model()
                 ->index(0, YearModel::AfterColumn)
                 .data(RecordTableModel::InkRole)
                 .toInt(),
             int(Ink::Danger));
    QVERIFY2(y.cell(0, YearModel::WhyColumn).contains(QStringLiteral("neighbour")),
             qPrintable(y.cell(0, YearModel::WhyColumn)));
    QCOMPARE(y.cell(1, YearModel::MoveColumn), QStringLiteral("Lowered"));
    QCOMPARE(y.cell(1, YearModel::AfterColumn), QStringLiteral("Does not apply"));
    QVERIFY(y.find<QLabel>("year-note")->text().contains(QStringLiteral("Analysis 2026")));
    const auto all = y.risks().cells().size();
    QCOMPARE(y.find<QLabel>("year-same")->text(), QStringLiteral("%1 as they were").arg(all - 2));
}

void tst_yearscreen::narrows()
{
    Years y;
    y.first();
    y.second();
    y.open();
    QVERIFY(y.isRead());
    QCOMPARE(y.find<QAbstractButton>("year-all")->text(), QStringLiteral("All 2"));
    QCOMPARE(y.find<QAbstractButton>("year-lowered")->text(), QStringLiteral("Lowered 1"));
    y.find<QAbstractButton>("year-lowered")->click();
    QCOMPARE(y.table()->model()->rowCount(), 1);
    QCOMPARE(y.cell(0, YearModel::MoveColumn), QStringLiteral("Lowered"));
    y.find<QAbstractButton>("year-gone")->click();
    QCOMPARE(y.table()->model()->rowCount(), 0);
    y.find<QAbstractButton>("year-all")->click();
    QCOMPARE(y.table()->model()->rowCount(), 2);
}

void tst_yearscreen::ofAnEarlierOne()
{
    Years y;
    y.first();
    y.second();
    y.approve();
    y.start(QStringLiteral("Analysis 2028"));
    y.open();
    QVERIFY(y.isRead());
    auto *analyses = y.find<QComboBox>("year-analysis");
    QCOMPARE(analyses->currentText(), QStringLiteral("Analysis 2028"));
    QCOMPARE(y.table()->model()->rowCount(), 0);
    analyses->setCurrentIndex(1);
    QVERIFY(y.isRead());
    QCOMPARE(y.table()->model()->rowCount(), 2);
    QVERIFY(y.find<QLabel>("year-note")->text().contains(QStringLiteral("Analysis 2026")));
    analyses->setCurrentIndex(2);
    QVERIFY(!y.table()->isVisible());
}

void tst_yearscreen::followsTheAnswers()
{
    Years y;
    y.first();
    y.second();
    y.open();
    QVERIFY(y.isRead());
    y.change(0, [](Risk &risk) {
        risk.likelihood = Level::High;
        risk.integrity = Level::Moderate;
        risk.justification = QStringLiteral("Judged so");
    });
    QTRY_COMPARE(y.table()->model()->rowCount(), 1);
    y.screen->hide();
    y.change(1, [](Risk &risk) {
        Years::moderate(risk);
        risk.reason.clear();
    });
    QTest::qWait(50);
    QCOMPARE(y.table()->model()->rowCount(), 1); // nobody looks
    y.screen->show();
    QTRY_COMPARE(y.table()->model()->rowCount(), 0);
}

void tst_yearscreen::opensTheRisk()
{
    Years y;
    y.first();
    y.second();
    const auto unasked = idOf(*y.risks().cellsOf(0)[1].threat);
    y.edit([&](Edit &edit) {
        edit.change(unasked, [](Threat &threat) {
            threat.use = ThreatUse::NotAsked;
            threat.reason = QStringLiteral("Cannot happen here");
        });
        return Status();
    });
    y.open();
    QVERIFY(y.isRead());
    const Went went(*y.workspace);
    const auto *model = static_cast<YearModel *>(y.table()->model());
    const auto rowOf = [&](RiskMove move) {
        int row = 0;
        while (row < model->rowCount() && model->difference(row)->move != move)
            ++row;
        return row;
    };
    Q_EMIT y.table()->activated(model->index(rowOf(RiskMove::Raised), 0));
    QCOMPARE(went.to.screen, QStringLiteral("risk-analysis"));
    QCOMPARE(went.to.record, AnyId(y.systems[0]));
    QCOMPARE(went.to.field, y.threat.toText());
    Q_EMIT y.table()->activated(model->index(rowOf(RiskMove::Gone), 0));
    QCOMPARE(went.to.screen, QStringLiteral("risks"));
    QVERIFY(y.project().snapshot().find(Id<Risk>(went.to.record)));
}

void tst_yearscreen::exportsTheReport()
{
    Years y;
    y.first();
    y.second();
    y.open();
    QVERIFY(y.isRead());
    const QString path = y.files.dir.filePath(QStringLiteral("years.pdf"));
    QString offered;
    QTimer answering;
    connect(&answering, &QTimer::timeout, this, [&] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        answering.stop();
        offered = dialog->selectedFiles().value(0);
        dialog->selectFile(path);
        dialog->findChild<QLineEdit *>()->setText(path);
        static_cast<QDialog *>(dialog)->accept();
    });
    answering.start(20);
    y.find<QAbstractButton>("year-export")->click();
    QTRY_VERIFY(QFile::exists(path));
    QVERIFY2(offered.endsWith(QStringLiteral("Risks, year over year, Analysis 2027, draft.pdf")),
             qPrintable(offered));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(8).startsWith("%PDF-1."));
    QVERIFY(!y.isBusy());
}

void tst_yearscreen::leavingStopsIt()
{
    Years y;
    y.first();
    y.second();
    y.open();
    QVERIFY(y.isBusy());
    y.screen.reset();
    y.workspace.reset(); // waits for nothing
    QTest::qWait(50);
}

SAFEGUARD_TEST(tst_yearscreen)
#include "tst_yearscreen.moc"
