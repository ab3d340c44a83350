// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/tokens.h"

#include "model/reports/typography.h"
#include "views/kit/style.h"
#include "views/kit/stylesheet.h"

#include <array>
#include <QApplication>
#include <QPalette>
#include <QSettings>

static void initIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace safeguard {

namespace {

struct Pair
{
    QRgb light;
    QRgb dark;
};

// In the order of Ink. Text on its ground has a contrast of at least 4.5:1 (tested).
constexpr std::array<Pair, 22> colors{{
    {0xfff4f6f8, 0xff14171c}, // Ground
    {0xffffffff, 0xff1c2027}, // Panel
    {0xfff8fafc, 0xff222730}, // PanelAlt
    {0xffe3e7ec, 0xff323945}, // Hairline
    {0xff8f98a6, 0xff7d8795}, // Outline
    {0xff17202e, 0xffe8ebf0}, // Text
    {0xff566173, 0xffa3acba}, // Muted
    {0xff1f5fd6, 0xff6ba1ff}, // Accent
    {0xffffffff, 0xff0c1420}, // OnAccent
    {0xffe3edfd, 0xff25395c}, // AccentSoft
    {0xff174fb8, 0xffbcd5ff}, // OnAccentSoft
    {0xffb42318, 0xffff8a80}, // Danger
    {0xfffde8e6, 0xff4a2023}, // DangerSoft
    {0xff8f5200, 0xfff2b45c}, // Warning
    {0xfffdf0d9, 0xff43320f}, // WarningSoft
    {0xff12704a, 0xff6fd3a4}, // Good
    {0xffdff5ea, 0xff173a2b}, // GoodSoft
    {0xffb42318, 0xffff8a80}, // Tier1
    {0xff9a5b00, 0xfff2b45c}, // Tier2
    {0xff0f766e, 0xff5fd0c5}, // Tier3
    {0xff566173, 0xffa3acba}, // Tier4
    {0xffffffff, 0xff14171c}, // OnTier
}};

const auto settingsKey = QStringLiteral("appearance");

QFont scaled(qreal factor, QFont::Weight weight)
{
    QFont font = QApplication::font();
    font.setPixelSize(qRound(13 * factor));
    font.setWeight(weight);
    return font;
}

}

Tokens &Tokens::instance()
{
    static Tokens tokens;
    return tokens;
}

Tokens::Tokens()
{
    initIcons();
    m_systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(new Style);
    QFont font = QApplication::font();
    if (report::hasReportFace())
        font.setFamily(report::reportFont(1, false).family());
    font.setPixelSize(13);
    QApplication::setFont(font);
    const int stored = QSettings().value(settingsKey).toInt();
    m_appearance = static_cast<Appearance>(qBound(0, stored, 2));
    apply();
}

QColor Tokens::color(Ink ink) const
{
    const Pair &pair = colors.at(static_cast<size_t>(ink));
    return QColor::fromRgb(m_isDark ? pair.dark : pair.light);
}

void Tokens::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    QSettings().setValue(settingsKey, static_cast<int>(appearance));
    apply();
    Q_EMIT changed();
}

void Tokens::apply()
{
    m_isDark =
        m_appearance == Appearance::Dark || (m_appearance == Appearance::System && m_systemIsDark);
    QPalette palette;
    palette.setColor(QPalette::Window, color(Ink::Ground));
    palette.setColor(QPalette::Base, color(Ink::Panel));
    palette.setColor(QPalette::AlternateBase, color(Ink::PanelAlt));
    palette.setColor(QPalette::Button, color(Ink::Panel));
    palette.setColor(QPalette::Text, color(Ink::Text));
    palette.setColor(QPalette::WindowText, color(Ink::Text));
    palette.setColor(QPalette::ButtonText, color(Ink::Text));
    palette.setColor(QPalette::ToolTipBase, color(Ink::Panel));
    palette.setColor(QPalette::ToolTipText, color(Ink::Text));
    palette.setColor(QPalette::PlaceholderText, color(Ink::Muted));
    palette.setColor(QPalette::Highlight, color(Ink::AccentSoft));
    palette.setColor(QPalette::HighlightedText, color(Ink::OnAccentSoft));
    palette.setColor(QPalette::Link, color(Ink::Accent));
    palette.setColor(QPalette::Mid, color(Ink::Hairline));
    palette.setColor(QPalette::Dark, color(Ink::Outline));
    palette.setColor(QPalette::Light, color(Ink::Panel));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(Ink::Outline));
    QApplication::setPalette(palette);
    qApp->setStyleSheet(styleSheet(*this));
}

QFont Tokens::titleFont() const
{
    return scaled(1.54, QFont::DemiBold);
}

QFont Tokens::headingFont() const
{
    return scaled(1, QFont::DemiBold);
}

QFont Tokens::smallFont() const
{
    return scaled(0.85, QFont::Normal);
}

}
