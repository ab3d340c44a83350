// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/shellfixture.h"
#include "views/kit/qrpicture.h"
#include "views/kit/secretclipboard.h"
#include "views/shell/receiptcode.h"
#include "views/shell/recoverykeydialog.h"

#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QProcess>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// What an independent reader sees in the picture; empty when it sees no code.
QString readFrom(const QString &picture)
{
    QProcess reader;
    reader.start(QStringLiteral("zbarimg"),
                 {QStringLiteral("--quiet"), QStringLiteral("--nodbus"), QStringLiteral("--raw"),
                  QStringLiteral("-Sdisable"), QStringLiteral("-Sqrcode.enable"), picture});
    if (!reader.waitForFinished())
        qFatal("zbarimg (zbar-tools) is needed");
    QString text = QString::fromUtf8(reader.readAllStandardOutput());
    if (text.endsWith(u'\n'))
        text.chop(1); // its own
    return text;
}

QString readFrom(const QImage &image)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("code.png"));
    return image.save(path) ? readFrom(path) : QStringLiteral("not saved");
}

KeySheet sheetWith(const QString &key)
{
    return {QStringLiteral("heart.safeguard"), QStringLiteral("CardioLink"), QStringLiteral("dana"),
            QStringLiteral("Dana Mensah"),     QDate(2026, 2, 28),           key};
}

const auto someKey = QStringLiteral("ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z2345-67ABC-DEFGH-IJKLM-NOPQR-"
                                    "STUVW-XYZ23");

/// The default appearance again, whatever happens.
struct WithAppearance
{
    explicit WithAppearance(Appearance appearance) { Tokens::instance().setAppearance(appearance); }
    ~WithAppearance() { Tokens::instance().setAppearance(Appearance::Light); }
};

}

/// Codes as they are shown and printed, read by another program.
class tst_codes final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isReadAtEachScale_data();
    void isReadAtEachScale();
    void squaresAreCrisp();
    void aRecoveryKeyIsShown_data();
    void aRecoveryKeyIsShown();
    void aRecoveryKeyIsLetGoOnlyOnPurpose();
    void aRecoveryKeyIsPrinted();
    void aRecoveryKeyIsCopied();
    void aSecretIsOnTheClipboardForAWhile();
    void whatOthersCopiedStays();
    void aReceiptIsShown_data();
    void aReceiptIsShown();
};

void tst_codes::isReadAtEachScale_data()
{
    QTest::addColumn<qreal>("ratio");
    QTest::addColumn<int>("side");
    for (const qreal ratio : {1.0, 1.25, 1.5, 2.0})
        for (const int side : {150, 231, 400})
            QTest::addRow("%g, %d", ratio, side) << ratio << side;
}

void tst_codes::isReadAtEachScale()
{
    QFETCH(qreal, ratio);
    QFETCH(int, side);
    const QSize size = QSizeF(side * ratio, side * ratio).toSize();
    QImage image(size, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(QColor(20, 24, 30));
    const auto code = QrCode::of(someKey, QrCode::Repair::High);
    QVERIFY_OK(code);
    {
        QPainter painter(&image);
        paintQr(painter, QRectF(0, 0, side, side), *code);
    }
    QCOMPARE(readFrom(image), someKey);
}

/// Each pixel is black, white or the ground: no square is smeared over the next.
void tst_codes::squaresAreCrisp()
{
    for (const qreal ratio : {1.0, 1.25, 1.75, 2.0}) {
        QImage image(500, 500, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::red);
        const auto code = QrCode::of(someKey, QrCode::Repair::High);
        {
            QPainter painter(&image);
            painter.setRenderHint(QPainter::Antialiasing);
            paintQr(painter, QRectF(3.3, 5.1, 180, 180), *code);
        }
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QRgb pixel = image.pixel(x, y);
                QVERIFY2(pixel == qRgb(0, 0, 0) || pixel == qRgb(255, 255, 255) ||
                             pixel == qRgb(255, 0, 0),
                         qPrintable(QColor(pixel).name()));
            }
        }
    }
}

void tst_codes::aRecoveryKeyIsShown_data()
{
    QTest::addColumn<int>("appearance");
    QTest::newRow("light") << int(Appearance::Light);
    QTest::newRow("dark") << int(Appearance::Dark);
}

void tst_codes::aRecoveryKeyIsShown()
{
    QFETCH(int, appearance);
    const WithAppearance with{Appearance(appearance)};
    RecoveryKeyDialog dialog(sheetWith(someKey));
    dialog.show();
    QCOMPARE(readFrom(dialog.grab().toImage()), someKey);
    auto *groups = dialog.findChild<QLabel *>(QStringLiteral("key-groups"));
    QCOMPARE(groups->text().replace(u'\n', u'-'), someKey);
    QVERIFY(!dialog.findChild<QWidget *>(QStringLiteral("key-code"))->accessibleName().isEmpty());
}

void tst_codes::aRecoveryKeyIsLetGoOnlyOnPurpose()
{
    RecoveryKeyDialog dialog(sheetWith(someKey));
    dialog.show();
    const QSize size = dialog.size();
    for (const int key : {Qt::Key_Escape, Qt::Key_Return})
        QTest::keyClick(dialog.findChild<QWidget *>(QStringLiteral("key-groups")), Qt::Key(key));
    dialog.close();
    QVERIFY(dialog.isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(dialog.size(), size);
    QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("key-note"))
                ->text()
                .contains(QStringLiteral("not shown again")));
    dialog.findChild<QPushButton *>(QStringLiteral("key-kept"))->click();
    QVERIFY(!dialog.isVisible());
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void tst_codes::aRecoveryKeyIsPrinted()
{
    const QTemporaryDir folder;
    const QString pdf = folder.filePath(QStringLiteral("key.pdf"));
    QVERIFY_OK(saveKeySheet(pdf, sheetWith(someKey)));
    QProcess text;
    text.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), pdf, QStringLiteral("-")});
    QVERIFY(text.waitForFinished());
    const QString page = QString::fromUtf8(text.readAllStandardOutput());
    QCOMPARE(page.count(u'\f'), 1); // one page
    for (const char *words :
         {"Recovery key", "CardioLink", "heart.safeguard", "Dana Mensah", "dana", "2026",
          "ABCDE-FGHIJ-KLMNO-PQRST", "UVWXY-Z2345-67ABC-DEFGH", "IJKLM-NOPQR-STUVW-XYZ23"})
        QVERIFY2(page.contains(QString::fromLatin1(words)), words);
    QProcess painter;
    painter.start(QStringLiteral("pdftoppm"),
                  {QStringLiteral("-r"), QStringLiteral("150"), QStringLiteral("-png"), pdf,
                   folder.filePath(QStringLiteral("page"))});
    QVERIFY(painter.waitForFinished());
    QCOMPARE(readFrom(folder.filePath(QStringLiteral("page-1.png"))), someKey);
    QVERIFY(!saveKeySheet(folder.filePath(QStringLiteral("no/such/key.pdf")), sheetWith(someKey)));
}

void tst_codes::aRecoveryKeyIsCopied()
{
    QApplication::clipboard()->clear();
    RecoveryKeyDialog dialog(sheetWith(someKey));
    dialog.findChild<QPushButton *>(QStringLiteral("key-copy"))->click();
    QCOMPARE(QApplication::clipboard()->text(), someKey);
    QApplication::clipboard()->clear();
}

void tst_codes::aSecretIsOnTheClipboardForAWhile()
{
    copySecret(someKey, std::chrono::milliseconds(1));
    QCOMPARE(QApplication::clipboard()->text(), someKey);
    QCOMPARE(
        QApplication::clipboard()->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")),
        QByteArrayLiteral("secret"));
    QTRY_COMPARE(QApplication::clipboard()->text(), QString());
}

void tst_codes::whatOthersCopiedStays()
{
    bool isOver = false;
    copySecret(someKey, std::chrono::milliseconds(0));
    QApplication::clipboard()->setText(QStringLiteral("something else"));
    QTimer::singleShot(20, this, [&] { isOver = true; });
    QTRY_VERIFY(isOver);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("something else"));
    // A second secret has a time of its own.
    copySecret(QStringLiteral("first"), std::chrono::milliseconds(0));
    copySecret(QStringLiteral("second"), std::chrono::hours(1));
    isOver = false;
    QTimer::singleShot(20, this, [&] { isOver = true; });
    QTRY_VERIFY(isOver);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("second"));
    QApplication::clipboard()->clear();
}

void tst_codes::aReceiptIsShown_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<int>("appearance");
    QTest::newRow("light") << QStringLiteral("dana") << int(Appearance::Light);
    QTest::newRow("dark") << QStringLiteral("dana") << int(Appearance::Dark);
    QTest::newRow("longest name") << QString(64, u'w') << int(Appearance::Light);
    QTest::newRow("other letters")
        << QStringLiteral("Zo\u00eb \u0141ukasiewicz \u5065\u5eb7") << int(Appearance::Light);
}

void tst_codes::aReceiptIsShown()
{
    QFETCH(QString, user);
    QFETCH(int, appearance);
    const WithAppearance with{Appearance(appearance)};
    const QTemporaryDir folder;
    NewProject about = someProject();
    about.userName = user;
    const auto project = createProject(folder.filePath(QStringLiteral("a.safeguard")), about);
    QVERIFY_OK(project);
    const Receipt receipt = (*project)->takeReceipt();
    ReceiptCode dialog(receipt);
    dialog.show();
    const QString text = readFrom(dialog.grab().toImage());
    QCOMPARE(text, receipt.toCodeText());
    const auto read = Receipt::fromText(text);
    QVERIFY_OK(read);
    QCOMPARE(read->toText(), receipt.toText());
    QVERIFY((*project)->compare(*read)->isSound);
}

SAFEGUARD_TEST(tst_codes)
#include "tst_codes.moc"
