// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"
#include "views/kit/icon.h"
#include "views/kit/tokens.h"

#include <cmath>
#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QMessageBox>

using namespace safeguard;

class tst_tokens final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsReadable_data();
    void textIsReadable();
    void everyIconDraws();
    void messageBoxesCarryOurIcons();
    void cleanup() { Tokens::instance().setAppearance(Appearance::Light); }
};

/// WCAG 2.2, relative luminance and contrast ratio.
static double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

static double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a) + 0.05;
    const double lb = luminance(b) + 0.05;
    return la > lb ? la / lb : lb / la;
}

void tst_tokens::textIsReadable_data()
{
    QTest::addColumn<int>("appearance");
    QTest::addColumn<int>("text");
    QTest::addColumn<int>("ground");
    QTest::addColumn<double>("least");
    const std::tuple<const char *, Ink, Ink, double> pairs[] = {
        {"text on panel", Ink::Text, Ink::Panel, 4.5},
        {"text on ground", Ink::Text, Ink::Ground, 4.5},
        {"text on hover", Ink::Text, Ink::PanelAlt, 4.5},
        {"muted on panel", Ink::Muted, Ink::Panel, 4.5},
        {"muted on ground", Ink::Muted, Ink::Ground, 4.5},
        {"accent on panel", Ink::Accent, Ink::Panel, 4.5},
        {"on accent", Ink::OnAccent, Ink::Accent, 4.5},
        {"selection", Ink::OnAccentSoft, Ink::AccentSoft, 4.5},
        {"danger on panel", Ink::Danger, Ink::Panel, 4.5},
        {"warning on panel", Ink::Warning, Ink::Panel, 4.5},
        {"good on panel", Ink::Good, Ink::Panel, 4.5},
        {"tier 1", Ink::Tier1, Ink::Panel, 4.5},
        {"tier 2", Ink::Tier2, Ink::Panel, 4.5},
        {"tier 3", Ink::Tier3, Ink::Panel, 4.5},
        {"tier 4", Ink::Tier4, Ink::Panel, 4.5},
        {"digit on tier 1", Ink::OnTier, Ink::Tier1, 4.5},
        {"digit on tier 2", Ink::OnTier, Ink::Tier2, 4.5},
        {"digit on tier 3", Ink::OnTier, Ink::Tier3, 4.5},
        {"digit on tier 4", Ink::OnTier, Ink::Tier4, 4.5},
        {"outline of controls", Ink::Outline, Ink::Panel, 2.8},
    };
    for (const auto &[name, text, ground, least] : pairs) {
        for (const Appearance appearance : {Appearance::Light, Appearance::Dark})
            QTest::addRow("%s %s", name, appearance == Appearance::Dark ? "dark" : "light")
                << int(appearance) << int(text) << int(ground) << least;
    }
}

void tst_tokens::textIsReadable()
{
    QFETCH(int, appearance);
    QFETCH(int, text);
    QFETCH(int, ground);
    QFETCH(double, least);
    Tokens &tokens = Tokens::instance();
    tokens.setAppearance(static_cast<Appearance>(appearance));
    const double ratio =
        contrast(tokens.color(static_cast<Ink>(text)), tokens.color(static_cast<Ink>(ground)));
    QVERIFY2(ratio >= least, qPrintable(QString::number(ratio)));
}

void tst_tokens::everyIconDraws()
{
    const QStringList files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    QVERIFY(files.size() > 20);
    for (const QString &file : files) {
        const QImage image = icon(file.chopped(4), Ink::Text).pixmap(24, 24).toImage();
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                drawn += qAlpha(image.pixel(x, y)) > 0;
        }
        QVERIFY2(drawn > 10, qPrintable(file));
    }
}

void tst_tokens::messageBoxesCarryOurIcons()
{
    for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
        Tokens::instance().setAppearance(appearance);
        QMessageBox box(QMessageBox::Warning, QStringLiteral("Title"),
                        QStringLiteral("<b>Text</b>"), QMessageBox::Ok | QMessageBox::Cancel);
        const QColor ink = Tokens::instance().color(Ink::Warning);
        const QImage image = box.iconPixmap().toImage();
        bool isOurs = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                isOurs = isOurs || image.pixelColor(x, y) == ink;
        }
        QVERIFY(isOurs);
        for (const QAbstractButton *button : box.buttons())
            QVERIFY(button->icon().isNull());
        for (QLabel *label : box.findChildren<QLabel *>()) {
            label->ensurePolished();
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }
}

SAFEGUARD_TEST(tst_tokens)
#include "tst_tokens.moc"
