// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/qrcode.h"
#include "tests/tools/testmain.h"

using namespace safeguard;

/// The squares of a code. That others read it is for the tests that paint it.
class tst_qrcode final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasTheShapeOfOne();
    void takesTheSmallestThatFits();
    void refusesWhatDoesNotFit();
    void blocksAreTheSquares();
};

void tst_qrcode::hasTheShapeOfOne()
{
    const auto code = QrCode::of(QStringLiteral("ABCDE-FGHIJ"), QrCode::Repair::Medium);
    QVERIFY_OK(code);
    QCOMPARE(code->size(), 21); // version 1
    // The three finders, and nothing in the fourth corner's place of one.
    const auto isFinder = [&](int column, int row) {
        for (int i = 0; i < 7; ++i) {
            for (int k = 0; k < 7; ++k) {
                const int ring = qMax(qAbs(i - 3), qAbs(k - 3));
                if (code->isDark(column + i, row + k) != (ring != 2))
                    return false;
            }
        }
        return true;
    };
    QVERIFY(isFinder(0, 0) && isFinder(14, 0) && isFinder(0, 14));
    QVERIFY(!isFinder(14, 14));
    for (int i = -QrCode::quietZone; i < 21 + QrCode::quietZone; ++i) {
        for (int out = 1; out <= QrCode::quietZone; ++out)
            QVERIFY(!code->isDark(i, -out) && !code->isDark(-out, i) &&
                    !code->isDark(i, 20 + out) && !code->isDark(20 + out, i));
    }
}

void tst_qrcode::takesTheSmallestThatFits()
{
    const auto sizeOf = [](const QString &text, QrCode::Repair repair) {
        return QrCode::of(text, repair)->size();
    };
    // ISO/IEC 18004, table 7: 90 capitals in version 4-M, 5-Q; bytes take more room.
    QCOMPARE(sizeOf(QString(90, u'A'), QrCode::Repair::Medium), 33);
    QCOMPARE(sizeOf(QString(91, u'A'), QrCode::Repair::Medium), 37);
    QCOMPARE(sizeOf(QString(87, u'A'), QrCode::Repair::High), 37);
    QCOMPARE(sizeOf(QString(90, u'a'), QrCode::Repair::Medium), 41);
}

void tst_qrcode::refusesWhatDoesNotFit()
{
    QVERIFY_OK(QrCode::of(QString(1600, u'a'), QrCode::Repair::High));
    const auto refused = QrCode::of(QString(3000, u'a'), QrCode::Repair::Medium);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY(!QrCode::of(QString(), QrCode::Repair::Medium));
}

void tst_qrcode::blocksAreTheSquares()
{
    const auto code = QrCode::of(QStringLiteral("block by block"), QrCode::Repair::High);
    QVERIFY_OK(code);
    const QStringList lines = code->toBlocks().split(u'\n', Qt::SkipEmptyParts);
    const int side = code->size() + 2 * QrCode::quietZone;
    QCOMPARE(lines.size(), (side + 1) / 2);
    for (int line = 0; line < lines.size(); ++line) {
        QCOMPARE(lines[line].size(), side);
        for (int i = 0; i < side; ++i) {
            const QChar c = lines[line][i];
            const bool isTopLight = c == u'\u2588' || c == u'\u2580';
            const bool isBottomLight = c == u'\u2588' || c == u'\u2584';
            const int row = 2 * line - QrCode::quietZone;
            QCOMPARE(isTopLight, !code->isDark(i - QrCode::quietZone, row));
            QCOMPARE(isBottomLight, !code->isDark(i - QrCode::quietZone, row + 1));
        }
    }
}

SAFEGUARD_TEST(tst_qrcode)
#include "tst_qrcode.moc"
