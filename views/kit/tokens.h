// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

namespace safeguard {

/// What a colour is for. Each appearance gives every role a colour; no other place names one.
enum class Ink {
    Ground, ///< behind panels
    Panel,
    PanelAlt, ///< zebra and hover
    Hairline,
    Outline, ///< of controls
    Text,
    Muted,
    Accent,
    OnAccent,
    AccentSoft, ///< selection
    OnAccentSoft,
    Danger,
    DangerSoft,
    Warning,
    WarningSoft,
    Good,
    GoodSoft,
    Tier1,
    Tier2,
    Tier3,
    Tier4,
    OnTier,
};

enum class Appearance { System, Light, Dark };

/// Colours, sizes and fonts of the whole program, by role. One instance; widgets repaint on change.
class Tokens final : public QObject
{
    Q_OBJECT

public:
    static Tokens &instance();

    static constexpr int grid = 4;
    static constexpr int radius = 6;
    static constexpr int rowHeight = 30;

    QColor color(Ink ink) const;
    QString css(Ink ink) const { return color(ink).name(); }
    bool isDark() const { return m_isDark; }

    Appearance appearance() const { return m_appearance; }
    /// Applies palette, style sheet and fonts to the whole application, and remembers the choice.
    void setAppearance(Appearance appearance);

    QFont titleFont() const;
    QFont headingFont() const;
    QFont smallFont() const;

Q_SIGNALS:
    void changed();

private:
    Tokens();
    void apply();
    Appearance m_appearance = Appearance::System;
    bool m_isDark = false;
    bool m_systemIsDark = false;
};

}
