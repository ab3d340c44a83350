// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/inventory/organization.h"
#include "tests/views/analysisfixture.h"
#include "views/kit/namesheader.h"
#include "views/risk/coveragescreen.h"
#include "views/risk/riskscreen.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

struct Grid : AnalysisFixture
{
    void open()
    {
        screen = std::make_unique<CoverageScreen>(*workspace);
        screen->resize(1000, 700);
        screen->show();
        screen->activateWindow();
        if (!QTest::qWaitForWindowActive(screen.get()))
            qFatal("the screen got no keyboard");
        watchModel(table());
    }
    QTableView *table() const
    {
        return screen->findChild<QTableView *>(QStringLiteral("coverage"));
    }
    const CoverageModel &model() const
    {
        return static_cast<const CoverageModel &>(*table()->model());
    }
    QString text(const char *label) const
    {
        return screen->findChild<QLabel *>(QLatin1String(label))->text();
    }
    QString count(CoverageMark mark) const
    {
        return screen->findChild<QLabel *>(QStringLiteral("count-%1").arg(int(mark)))->text();
    }
    QModelIndex cellOf(size_t system, const RiskCell &cell) const
    {
        return model().indexOf({QStringLiteral("systems"), systems[system]}, idOf(*cell.threat));
    }
    std::unique_ptr<CoverageScreen> screen;
};

}

class tst_coverage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutAnalysis();
    void aCellPerQuestion();
    void marks();
    void saysWhatIsDone();
    void tellsACell();
    void onlyOpenRows();
    void opensTheQuestion();
    void byKeyboard();
    void staysInPlace();
};

void tst_coverage::withoutAnalysis()
{
    Grid g;
    g.open();
    auto *go = g.screen->findChild<QPushButton *>(QStringLiteral("to-analysis"));
    QVERIFY(go->isVisible());
    QVERIFY(!g.table()->isVisible());
    const Went went(*g.workspace);
    go->click();
    QCOMPARE(went.to.screen, QStringLiteral("risk-analysis"));
    g.start(QStringLiteral("2026"));
    QVERIFY(g.table()->isVisible());
}

void tst_coverage::aCellPerQuestion()
{
    Grid g;
    g.start(QStringLiteral("2026"));
    g.open();
    const CoverageModel &model = g.model();
    QCOMPARE(model.rowCount(), static_cast<int>(g.risks().targets().size()));
    size_t cells = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex at = model.index(row, column);
            const RiskCell *cell = model.cell(at);
            QCOMPARE(at.data(CoverageModel::MarkRole).isValid(), cell != nullptr);
            QCOMPARE(at.data().toString().isEmpty(), !cell);
            if (!cell)
                continue;
            ++cells;
            QCOMPARE(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                     cell->threat->name);
            QCOMPARE(g.risks().targets()[cell->target].subject, model.target(row)->subject);
        }
    }
    QCOMPARE(cells, g.risks().cells().size());
    QVERIFY(cells < static_cast<size_t>(model.rowCount() * model.columnCount())); // some are empty
    for (int column = 0; column < model.columnCount(); ++column) {
        int asked = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            asked += model.cell(model.index(row, column)) != nullptr;
        QVERIFY(asked > 0);
    }
}

void tst_coverage::marks()
{
    Grid g;
    g.start(QStringLiteral("2026"));
    g.answerAll(&Grid::moderate, 1);
    g.open();
    const auto cells = g.risks().cellsOf(0);
    const auto letter = [&](size_t cell) { return g.cellOf(0, cells[cell]).data().toString(); };
    QCOMPARE(letter(0), QStringLiteral("?"));
    QCOMPARE(letter(1), QStringLiteral("M"));
    const auto threat = idOf(*cells[2].threat);
    const RiskMap map(DataMap(g.project().snapshot()));
    g.edit([&](Edit &edit) {
        return answer(edit, map, {{{QStringLiteral("systems"), g.systems[0]}, threat}},
                      [](Risk &risk) {
                          risk.answer = RiskAnswer::DoesNotApply;
                          risk.reason = QStringLiteral("It has no screen");
                      });
    });
    const QModelIndex at = g.model().indexOf({QStringLiteral("systems"), g.systems[0]}, threat);
    QCOMPARE(at.data().toString(), QStringLiteral("\u2013"));
    QVERIFY(at.data(Qt::ToolTipRole).toString().contains(QStringLiteral("It has no screen")));
    g.edit([&](Edit &edit) {
        edit.change(g.systems[1],
                    [](System &system) { system.authentication = Authentication::None; });
        return Status();
    });
    const QModelIndex changed = g.cellOf(1, g.risks().cellsOf(1)[0]);
    QCOMPARE(changed.data().toString(), QStringLiteral("\u2260"));
    QVERIFY2(changed.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Changed: ")),
             qPrintable(changed.data(Qt::ToolTipRole).toString()));
    std::set<QString> letters;
    for (int i = 0; i < coverageMarkCount; ++i)
        letters.insert(letterOf(static_cast<CoverageMark>(i)));
    QCOMPARE(letters.size(), static_cast<size_t>(coverageMarkCount));
}

void tst_coverage::saysWhatIsDone()
{
    Grid g;
    g.start(QStringLiteral("2026"));
    g.answerAll(&Grid::moderate, 2);
    g.open();
    const qint64 all = g.risks().coverage().all();
    QVERIFY2(g.text("coverage-note").startsWith(QStringLiteral("2 of %1 open").arg(all)),
             qPrintable(g.text("coverage-note")));
    QCOMPARE(g.count(CoverageMark::Open), QStringLiteral("Open 2"));
    QCOMPARE(g.count(CoverageMark::Moderate), QStringLiteral("Moderate %1").arg(all - 2));
    const qint64 ofFirst = g.risks().coverageOf(0).all();
    QCOMPARE(g.model().headerData(0, Qt::Vertical, NamesHeader::FigureRole).toString(),
             QStringLiteral("%1/%2").arg(ofFirst - 2).arg(ofFirst));
    g.answerAll(&Grid::moderate);
    QVERIFY2(g.text("coverage-note").startsWith(QStringLiteral("%1 of %1 answered").arg(all)),
             qPrintable(g.text("coverage-note")));
    QVERIFY(!g.screen->findChild<QPushButton *>(QStringLiteral("coverage-next"))->isEnabled());
}

void tst_coverage::tellsACell()
{
    Grid g;
    g.start(QStringLiteral("2026"));
    g.answerAll(&Grid::moderate, 1);
    g.open();
    const RiskCell &first = g.risks().cellsOf(0)[0];
    g.table()->setCurrentIndex(g.cellOf(0, first));
    for (const QString &part : {QStringLiteral("Alpha"), first.threat->name, QStringLiteral("Open"),
                                whyAsked(first, g.risks().targets()[0])})
        QVERIFY2(g.text("coverage-cell").contains(part), qPrintable(g.text("coverage-cell")));
    g.table()->setCurrentIndex(g.cellOf(0, g.risks().cellsOf(0)[1]));
    QVERIFY2(g.text("coverage-cell").contains(QStringLiteral("risk now: Moderate")),
             qPrintable(g.text("coverage-cell")));
}

void tst_coverage::onlyOpenRows()
{
    Grid g;
    g.start(QStringLiteral("2026"));
    g.answerAll(&Grid::moderate, 1);
    g.open();
    QVERIFY(g.model().rowCount() > 2);
    const RiskCell &first = g.risks().cellsOf(0)[0];
    g.table()->setCurrentIndex(g.cellOf(0, first));
    auto *only = g.screen->findChild<QCheckBox *>(QStringLiteral("coverage-open-only"));
    only->click();
    QCOMPARE(g.model().rowCount(), 1);
    QCOMPARE(g.model().target(0)->subject.id, AnyId(g.systems[0]));
    QCOMPARE(g.model().cell(g.table()->currentIndex())->threat->id, first.threat->id);
    g.answerAll(&Grid::moderate);
    QCOMPARE(g.model().rowCount(), 0);
    only->click();
    QVERIFY(g.model().rowCount() > 2);
}

void tst_coverage::opensTheQuestion()
{
    Grid g;
    g.start(QStringLiteral("2026"));
    g.open();
    RiskScreen questions(*g.workspace);
    const Went went(*g.workspace);
    const RiskCell &cell = g.risks().cellsOf(1)[3]; // nothing is written of it yet
    const QModelIndex at = g.cellOf(1, cell);
    Q_EMIT g.table()->activated(at);
    QCOMPARE(went.to.screen, QStringLiteral("risk-analysis"));
    questions.reveal(went.to);
    auto *targets = questions.findChild<QTableView *>(QStringLiteral("risk-targets"));
    auto *threats = questions.findChild<QTableView *>(QStringLiteral("risk-threats"));
    QCOMPARE(targets->currentIndex().row(), 1);
    QCOMPARE(threats->currentIndex().row(), 3);
}

void tst_coverage::byKeyboard()
{
    Grid g;
    g.start(QStringLiteral("2026"));
    g.answerAll(&Grid::moderate, 2);
    g.open();
    const Went went(*g.workspace);
    g.table()->setFocus();
    g.table()->setCurrentIndex(g.model().index(g.model().rowCount() - 1, 0));
    auto *next = g.screen->findChild<QPushButton *>(QStringLiteral("coverage-next"));
    next->click();
    QCOMPARE(g.table()->currentIndex(), g.cellOf(0, g.risks().cellsOf(0)[0]));
    next->click();
    QCOMPARE(g.table()->currentIndex(), g.cellOf(0, g.risks().cellsOf(0)[1]));
    next->click();
    QCOMPARE(g.table()->currentIndex(), g.cellOf(0, g.risks().cellsOf(0)[0]));
    QTest::keyClick(g.table(), Qt::Key_Down);
    QCOMPARE(g.table()->currentIndex().row(), 1);
    QTest::keyClick(g.table(), Qt::Key_Return);
    QCOMPARE(went.to.record, AnyId(g.systems[1]));
    QCOMPARE(went.to.field, g.risks().cellsOf(0)[0].threat->id.toText());
}

void tst_coverage::staysInPlace()
{
    Grid g;
    g.start(QStringLiteral("2026"));
    g.open();
    const auto subject = RecordRef{QStringLiteral("systems"), g.systems[1]};
    const auto threat = idOf(*g.risks().cellsOf(1)[2].threat);
    g.table()->setCurrentIndex(g.model().indexOf(subject, threat));
    g.answerAll(&Grid::moderate);
    QCOMPARE(g.table()->currentIndex(), g.model().indexOf(subject, threat));
    QVERIFY(g.text("coverage-cell").contains(QStringLiteral("Assessed")));
    System earlier = systemNamed(QStringLiteral("Gamma"));
    earlier.kind = SystemKind::Database;
    earlier.stores = g.project().snapshot().find(g.systems[0])->stores;
    g.add(earlier);
    g.settle();
    QCOMPARE(g.table()->currentIndex(), g.model().indexOf(subject, threat));
}

SAFEGUARD_TEST(tst_coverage)
#include "tst_coverage.moc"
