// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/columnfit.h"
#include "model/reports/shapedtext.h"
#include "tests/tools/testmain.h"

#include <numeric>

using namespace safeguard::report;

class tst_shapedtext : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usesItsOwnFace();
    void breaksLongWords();
    void keepsEveryCharacter_data();
    void keepsEveryCharacter();
    void spellsOutWhatGlyphsHide_data();
    void spellsOutWhatGlyphsHide();
    void setsFiguresOnAGrid();
    void replacesControlCharacters();
    void columnsFillTheWidth_data();
    void columnsFillTheWidth();
    void shortColumnsAreNotBroken();
};

void tst_shapedtext::usesItsOwnFace()
{
    QVERIFY(hasReportFace());
    QCOMPARE(reportFont(10, false).family(), QStringLiteral("Inter"));
}

void tst_shapedtext::breaksLongWords()
{
    const TextPtr text = shape(QStringLiteral("0123456789abcdef").repeated(20), type::cell, 80);
    QVERIFY(text->lineCount() > 10);
    QVERIFY2(text->width <= 80.01, qPrintable(QString::number(text->width)));
    for (const ShapedLine &line : text->lines)
        QVERIFY(line.fragments.back().right <= 80.01);
}

void tst_shapedtext::keepsEveryCharacter_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("prose") << QStringLiteral("Office fluid ffi; QMS-SEC-014 (rev. C) -> next 1:2");
    QTest::newRow("lines") << QStringLiteral("one\ntwo\n\nthree");
    QTest::newRow("mixed") << QStringLiteral("مراقب ECG 心电 💓 e\u0301");
    QTest::newRow("lone surrogate") << QString(QChar(0xd83d)) + QStringLiteral("x");
}

void tst_shapedtext::keepsEveryCharacter()
{
    QFETCH(QString, text);
    const TextPtr shaped = shape(text, type::body, 60);
    QCOMPARE(shaped->text.size(), text.size());
    int reached = 0;
    for (const ShapedLine &line : shaped->lines) {
        QCOMPARE(line.from, reached);
        reached = line.to;
    }
    QCOMPARE(reached, int(text.size()));
}

void tst_shapedtext::spellsOutWhatGlyphsHide_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("spelled");
    QTest::newRow("prose") << QStringLiteral("Office (QMS-SEC-014) §164.312") << false;
    QTest::newRow("greek and cyrillic") << QStringLiteral("Ωμέγα Монитор") << false;
    QTest::newRow("ideographs") << QStringLiteral("心电") << true;
    QTest::newRow("emoji") << QStringLiteral("💓") << true;
    QTest::newRow("arabic") << QStringLiteral("مراقب") << true;
}

void tst_shapedtext::spellsOutWhatGlyphsHide()
{
    QFETCH(QString, text);
    QFETCH(bool, spelled);
    const TextPtr shaped = shape(text, type::body, 500);
    QCOMPARE(shaped->spelled, spelled);
    // Glyph 0 would make the file invalid.
    for (const Fragment &part : shaped->lines.front().fragments)
        QVERIFY(!part.glyphs.glyphIndexes().contains(0u));
}

void tst_shapedtext::setsFiguresOnAGrid()
{
    const auto widthOf = [](const QString &text) {
        return shape(text, type::number, unbroken)->width;
    };
    QVERIFY(std::abs(widthOf(QStringLiteral("1111")) - widthOf(QStringLiteral("0000"))) < 0.35);
    QVERIFY(shape(QStringLiteral("1111"), type::cell, unbroken)->width <
            widthOf(QStringLiteral("1111")) - 1);
}

void tst_shapedtext::replacesControlCharacters()
{
    const TextPtr text = shape(QStringLiteral("a\tb\u0001c"), type::body, 500);
    QCOMPARE(text->text, QStringLiteral("a b c"));
}

void tst_shapedtext::columnsFillTheWidth_data()
{
    QTest::addColumn<QStringList>("cells");
    const QString essay = QStringLiteral("many words in a row ").repeated(60);
    QTest::newRow("short") << QStringList{QStringLiteral("a"), QStringLiteral("b")};
    QTest::newRow("essay") << QStringList{QStringLiteral("a"), essay, QStringLiteral("2026-05-04")};
    QTest::newRow("tokens") << QStringList(9, QStringLiteral("0123456789abcdef").repeated(20));
    QTest::newRow("empty") << QStringList{QString(), QString(), QString()};
}

void tst_shapedtext::columnsFillTheWidth()
{
    QFETCH(QStringList, cells);
    Table table;
    table.rows.resize(1);
    for (const QString &cell : cells) {
        table.columns.push_back({QString()});
        table.rows[0].cells.push_back({plain(cell)});
    }
    const std::vector<double> widths = fitColumns(table, wishesOf(table), 480);
    QCOMPARE(widths.size(), size_t(cells.size()));
    QVERIFY(std::abs(std::accumulate(widths.begin(), widths.end(), 0.0) - 480) < 0.01);
    for (const double width : widths)
        QVERIFY(width > 2 * cellPadX);
}

void tst_shapedtext::shortColumnsAreNotBroken()
{
    Table table;
    table.columns = {{QStringLiteral("Date")}, {QStringLiteral("What was found")}};
    table.rows = {{{Cell{plain(QStringLiteral("2026-05-04"))},
                    Cell{plain(QStringLiteral("word ").repeated(300))}},
                   {}}};
    const double width = fitColumns(table, wishesOf(table), 480).front();
    QCOMPARE(shape(QStringLiteral("2026-05-04"), type::cell, width - 2 * cellPadX)->lineCount(), 1);
    QVERIFY(width < 100);
}

SAFEGUARD_TEST(tst_shapedtext)
#include "tst_shapedtext.moc"
