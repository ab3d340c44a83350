// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/figureplan.h"
#include "tests/reports/sampledocument.h"
#include "tests/tools/testmain.h"

using namespace safeguard::report;
using safeguard::testing::boxFigure;

class tst_figureplan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void choosesPaper_data();
    void choosesPaper();
    void neverPrintsTextBelowSixPoints();
    void coversTheDrawingWithTiles();
};

void tst_figureplan::choosesPaper_data()
{
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<double>("text");
    QTest::addColumn<int>("longSide"); ///< of the paper, points
    QTest::addColumn<bool>("tiled");
    QTest::newRow("inline") << QSizeF(400, 200) << 9.0 << 842 << false;
    QTest::newRow("a little smaller inline") << QSizeF(600, 300) << 9.0 << 842 << false;
    QTest::newRow("turned A4") << QSizeF(1000, 500) << 9.0 << 842 << false;
    QTest::newRow("A3") << QSizeF(1400, 900) << 9.0 << 1191 << false;
    QTest::newRow("A0") << QSizeF(4600, 3000) << 9.0 << 3370 << false;
    QTest::newRow("tiny text is enlarged") << QSizeF(300, 200) << 2.0 << 1191 << false;
    QTest::newRow("tiles") << QSizeF(9000, 7000) << 9.0 << 1191 << true;
}

void tst_figureplan::choosesPaper()
{
    QFETCH(QSizeF, size);
    QFETCH(double, text);
    QFETCH(int, longSide);
    QFETCH(bool, tiled);
    const FigurePlan plan = planFigure(boxFigure(size, text, {}), Stationery(Paper::A4), 40);
    QCOMPARE(int(std::max(plan.shape.size.width(), plan.shape.size.height())), longSide);
    QCOMPARE(plan.isTiled(), tiled);
    QVERIFY(size.width() * plan.scale <= plan.shape.width() + 0.01);
    QVERIFY(size.height() * plan.scale <= plan.shape.height() - 40 + 0.01);
}

void tst_figureplan::neverPrintsTextBelowSixPoints()
{
    for (int width = 200; width <= 12'000; width += 370) {
        for (const double text : {4.0, 8.0, 12.0}) {
            const FigurePlan plan = planFigure(boxFigure(QSizeF(width, width * 0.7), text, {}),
                                               Stationery(Paper::Letter), 40);
            const double scale = plan.isTiled() ? plan.tileScale : plan.scale;
            QVERIFY2(scale * text >= smallestPrintedText - 1e-9,
                     qPrintable(QString::number(width)));
        }
    }
}

void tst_figureplan::coversTheDrawingWithTiles()
{
    const QSizeF size(20'000, 3'000);
    const FigurePlan plan = planFigure(boxFigure(size, 9, {}), Stationery(Paper::A4), 40);
    QVERIFY(plan.isTiled());
    QVERIFY(plan.columns * plan.tileShape.width() >= size.width() * plan.tileScale);
    QVERIFY(plan.rows * (plan.tileShape.height() - 40) >= size.height() * plan.tileScale);
    QVERIFY(std::max(plan.tileShape.size.width(), plan.tileShape.size.height()) <= 3370);
}

SAFEGUARD_TEST(tst_figureplan)
#include "tst_figureplan.moc"
