// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/theme.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace safeguard::diagram {

namespace {

struct RoleColors
{
    ColorRole role;
    QRgb light, dark, print;
};

constexpr RoleColors palette[] = {
    {ColorRole::Automatic, 0xff64748b, 0xff94a3b8, 0xff475569},
    {ColorRole::Ground, 0xfff8fafc, 0xff14181e, 0xffffffff},
    {ColorRole::NodeFill, 0xffffffff, 0xff1f252d, 0xffffffff},
    {ColorRole::NodeText, 0xff0f172a, 0xfff1f5f9, 0xff000000},
    {ColorRole::MutedText, 0xff56657a, 0xffa8b3c2, 0xff3f4a5a},
    {ColorRole::Neutral, 0xff64748b, 0xff94a3b8, 0xff475569},
    {ColorRole::Tier1, 0xffb42318, 0xfff97066, 0xffa31b12},
    {ColorRole::Tier2, 0xffa15c07, 0xfff5a524, 0xff8a4d05},
    {ColorRole::Tier3, 0xff0f766e, 0xff2dd4bf, 0xff0b645d},
    {ColorRole::Tier4, 0xff475569, 0xffa3b1c6, 0xff3b4758},
    {ColorRole::OnTier, 0xffffffff, 0xff14181e, 0xffffffff},
    {ColorRole::Boundary, 0xff8493a8, 0xff6f7f94, 0xff64748b},
    {ColorRole::BoundaryText, 0xff475569, 0xffb6c2d1, 0xff334155},
    {ColorRole::LaneFill, 0xffeef2f6, 0xff1a1f26, 0xfff4f6f8},
    {ColorRole::LaneText, 0xff526075, 0xff9fb0c3, 0xff475569},
    {ColorRole::LabelFill, 0xffffffff, 0xff262d36, 0xffffffff},
    {ColorRole::LabelOutline, 0xffd5dce5, 0xff3d4753, 0xffb8c2ce},
    {ColorRole::LabelText, 0xff1e293b, 0xffe2e8f0, 0xff111827},
    {ColorRole::Danger, 0xffc01c13, 0xffff7b72, 0xffab150d},
    {ColorRole::Good, 0xff15803d, 0xff4ade80, 0xff166534},
    {ColorRole::Caution, 0xffa15c07, 0xfff5a524, 0xff8a4d05},
    {ColorRole::Accent, 0xff1d5fd6, 0xff6ea8fe, 0xff1a4fb4},
    {ColorRole::Added, 0xff15803d, 0xff4ade80, 0xff166534},
    {ColorRole::Removed, 0xffb42318, 0xfff97066, 0xffa31b12},
    {ColorRole::Changed, 0xff6d28d9, 0xffb794f6, 0xff5b21b6},
    {ColorRole::Category1, 0xff1d5fd6, 0xff6ea8fe, 0xff1a4fb4},
    {ColorRole::Category2, 0xff0f766e, 0xff2dd4bf, 0xff0b645d},
    {ColorRole::Category3, 0xff7c3aed, 0xffb794f6, 0xff5b21b6},
    {ColorRole::Category4, 0xffa15c07, 0xfff5a524, 0xff8a4d05},
    {ColorRole::Category5, 0xffbe185d, 0xfff48fb1, 0xff9d174d},
    {ColorRole::Category6, 0xff4d6b0c, 0xffa3d65c, 0xff3f5a08},
};

struct RoleFont
{
    FontRole role;
    int pixels;
    QFont::Weight weight;
};

constexpr RoleFont faces[] = {
    {FontRole::NodeTitle, 13, QFont::DemiBold}, {FontRole::NodeSubtitle, 12, QFont::Normal},
    {FontRole::FlowLabel, 12, QFont::Normal},   {FontRole::BoundaryTitle, 12, QFont::DemiBold},
    {FontRole::LaneTitle, 12, QFont::DemiBold}, {FontRole::Badge, 11, QFont::Bold},
    {FontRole::Heading, 18, QFont::DemiBold},   {FontRole::Caption, 12, QFont::Normal},
};

Theme themeOf(const QString &family, QRgb RoleColors::*variant)
{
    Theme theme;
    for (const RoleColors &entry : palette)
        theme.colors[static_cast<size_t>(entry.role)] = QColor::fromRgba(entry.*variant);
    for (const RoleFont &face : faces) {
        QFont font(family);
        font.setPixelSize(face.pixels);
        font.setWeight(face.weight);
        font.setHintingPreference(QFont::PreferNoHinting);
        theme.fonts[static_cast<size_t>(face.role)] = font;
    }
    return theme;
}

double luminance(const QColor &color)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

}

Theme Theme::light(const QString &family)
{
    return themeOf(family, &RoleColors::light);
}

Theme Theme::dark(const QString &family)
{
    return themeOf(family, &RoleColors::dark);
}

Theme Theme::print(const QString &family)
{
    return themeOf(family, &RoleColors::print);
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

TextMetrics::TextMetrics(const Theme &theme)
    : m_widths(theme.fonts.size())
{
    for (const QFont &font : theme.fonts)
        m_metrics.emplace_back(font);
}

double TextMetrics::width(FontRole role, const QString &text) const
{
    auto &known = m_widths[static_cast<size_t>(role)];
    const auto it = known.constFind(text);
    if (it != known.constEnd())
        return *it;
    const double width = m_metrics[static_cast<size_t>(role)].horizontalAdvance(text);
    known.insert(text, width);
    return width;
}

QString TextMetrics::elided(FontRole role, const QString &text, double width) const
{
    if (this->width(role, text) <= width)
        return text;
    return m_metrics[static_cast<size_t>(role)].elidedText(text, Qt::ElideRight, width);
}

}
