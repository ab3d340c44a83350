// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/stylesheet.h"

#include "views/kit/tokens.h"

namespace safeguard {

namespace {

// @Role names a colour of the tokens.
constexpr char16_t sheet[] = uR"(
QToolTip { background: @Panel; color: @Text; border: 1px solid @Hairline; padding: 4px; }
QWidget[role="panel"] { background: @Panel; border: 1px solid @Hairline; border-radius: 8px; }
QFrame[role="notice"] { background: @AccentSoft; border: none; border-radius: 6px; }
QFrame[role="notice"] QLabel { color: @OnAccentSoft; }
QWidget[role="bar"] { background: @Panel; }
QLabel { background: transparent; }
QLabel[role="muted"] { color: @Muted; }
QLabel[role="error"] { color: @Danger; }
QLabel[role="heading"] { font-weight: 600; color: @Text; }
QLabel[role="section"] { font-weight: 600; color: @Muted; padding-top: 8px; }
QFrame[role="hairline"] { background: @Hairline; border: none; max-height: 1px; min-height: 1px; }

QPushButton, QToolButton[role="button"] {
    background: @Panel; color: @Text; border: 1px solid @Hairline; border-radius: 6px;
    padding: 5px 12px; min-height: 18px; }
QPushButton:hover, QToolButton[role="button"]:hover { background: @PanelAlt; border-color: @Outline; }
QPushButton:focus, QToolButton[role="button"]:focus { border: 2px solid @Accent; padding: 4px 11px; }
QPushButton:disabled, QToolButton[role="button"]:disabled { color: @Outline; }
QPushButton[role="primary"] { background: @Accent; color: @OnAccent; border: 1px solid @Accent; font-weight: 600; }
QPushButton[role="primary"]:disabled { background: @Hairline; color: @Muted; border-color: @Hairline; }
QPushButton[role="primary"]:focus { border: 2px solid @Text; padding: 4px 11px; }
QPushButton[role="danger"] { color: @Danger; }
QPushButton[role="quiet"] { border-color: transparent; background: transparent; color: @Accent; padding: 5px 6px; }
QPushButton[role="quiet"]:hover { background: @AccentSoft; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; background: transparent; color: @Text; }
QToolButton:hover { background: @PanelAlt; }
QToolButton:checked { background: @AccentSoft; color: @OnAccentSoft; }
QToolButton:focus { border: 1px solid @Accent; }
QToolButton[role="level"] { background: @Panel; border-color: @Outline; padding: 2px 0; }
QToolButton[role="level"]:hover { background: @PanelAlt; }
QToolButton[role="level"]:checked { background: @Accent; color: @OnAccent; border-color: @Accent; font-weight: 600; }
QToolButton[role="level"]:disabled { color: @Outline; border-color: @Hairline; }
QToolButton[role="level"]:checked:disabled { background: @Hairline; color: @Muted; }
QToolButton[role="level"]:focus { border: 2px solid @Text; padding: 1px 0; }
QToolButton[role="filter"] { background: @Panel; border-color: @Hairline; padding: 4px 10px; }
QToolButton[role="filter"]:checked { background: @AccentSoft; color: @OnAccentSoft; border-color: @Accent; }
QToolButton[role="filter"]:focus { border: 2px solid @Accent; padding: 3px 9px; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {
    background: @Panel; color: @Text; border: 1px solid @Outline; border-radius: 6px;
    padding: 4px 8px; min-height: 18px; selection-background-color: @Accent;
    selection-color: @OnAccent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
    border: 2px solid @Accent; padding: 3px 7px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid @Danger; padding: 3px 7px; }
QLineEdit:disabled, QLineEdit:read-only, QComboBox:disabled, QPlainTextEdit:disabled, QPlainTextEdit:read-only { background: @Ground; color: @Muted; border-color: @Hairline; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 20px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(@icons/chevron-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @Panel; border: 1px solid @Hairline; outline: none; padding: 4px; }
QCheckBox { spacing: 8px; background: transparent; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 15px; height: 15px; border: 1px solid @Outline; border-radius: 4px; background: @Panel; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: @Accent; border-color: @Accent; image: url(@icons/check.svg); }
QCheckBox::indicator:focus { border: 2px solid @Accent; }

QTableView, QTreeView, QListView {
    background: @Panel; alternate-background-color: @PanelAlt; border: none; outline: none;
    gridline-color: @Hairline; selection-background-color: @AccentSoft; selection-color: @OnAccentSoft; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid @Hairline; }
QTableView::item:selected { background: @AccentSoft; color: @OnAccentSoft; }
QTableView::item:focus { border: 2px solid @Accent; }
QTableView QLineEdit, QTableView QComboBox { border-radius: 0; }
QHeaderView { background: @Panel; }
QHeaderView::section {
    background: @Panel; color: @Muted; border: none; border-bottom: 1px solid @Hairline;
    padding: 6px 8px; font-weight: 600; }
QHeaderView::section:hover { color: @Text; }
QTableCornerButton::section { background: @Panel; border: none; }
QTreeView[role="list"]::item { padding: 5px; border-bottom: 1px solid @Hairline; }
QTreeView[role="list"]::item:selected { background: @AccentSoft; color: @OnAccentSoft; }
QListView::item { padding: 5px 8px; border-radius: 6px; }
QListView::item:selected { background: @AccentSoft; color: @OnAccentSoft; }
QListView[role="popup"] { border: 1px solid @Outline; padding: 3px; }
QListView[role="side"] { background: transparent; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar::handle:vertical { background: @Outline; border-radius: 3px; min-height: 28px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle:horizontal { background: @Outline; border-radius: 3px; min-width: 28px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; height: 0; width: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { border: none; background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 8px; }
QSplitter::handle:vertical { height: 8px; }

QMenuBar { background: @Panel; color: @Text; border-bottom: 1px solid @Hairline; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: @AccentSoft; color: @OnAccentSoft; }
QMenu { background: @Panel; color: @Text; border: 1px solid @Hairline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @AccentSoft; color: @OnAccentSoft; }
QMenu::item:disabled { color: @Outline; }
QMenu::separator { height: 1px; background: @Hairline; margin: 4px 8px; }
QStatusBar { background: @Panel; border-top: 1px solid @Hairline; color: @Muted; }
QStatusBar::item { border: none; }
QTabBar::tab { background: transparent; color: @Muted; padding: 6px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @Accent; border-bottom: 2px solid @Accent; }
QTabBar::tab:focus { color: @Text; }
QTabWidget::pane { border: none; }
QProgressBar { background: @Hairline; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @Accent; border-radius: 3px; }
QDialog { background: @Ground; }
)";

}

QString styleSheet(const Tokens &tokens)
{
    static const std::pair<const char16_t *, Ink> names[] = {
        // Longer names first: @PanelAlt begins with @Panel.
        {u"@PanelAlt", Ink::PanelAlt}, {u"@Panel", Ink::Panel},
        {u"@Ground", Ink::Ground},     {u"@Hairline", Ink::Hairline},
        {u"@Outline", Ink::Outline},   {u"@Text", Ink::Text},
        {u"@Muted", Ink::Muted},       {u"@OnAccentSoft", Ink::OnAccentSoft},
        {u"@OnAccent", Ink::OnAccent}, {u"@AccentSoft", Ink::AccentSoft},
        {u"@Accent", Ink::Accent},     {u"@Danger", Ink::Danger},
    };
    QString css = QString::fromUtf16(sheet);
    css.replace(QStringLiteral("@icons"),
                tokens.isDark() ? QStringLiteral(":/icons/dark") : QStringLiteral(":/icons/light"));
    for (const auto &[name, ink] : names)
        css.replace(QString::fromUtf16(name), tokens.css(ink));
    return css;
}

}
