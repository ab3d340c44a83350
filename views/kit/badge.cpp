// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/badge.h"

#include <QPainter>

namespace safeguard {

Ink inkOf(Tier tier)
{
    constexpr std::array inks{Ink::Tier1, Ink::Tier2, Ink::Tier3, Ink::Tier4};
    return inks.at(static_cast<size_t>(tier));
}

Ink inkOf(Standing standing)
{
    switch (standing) {
    case Standing::NotClassified:
        return Ink::Warning;
    case Standing::Retired:
        return Ink::Muted;
    default:
        return inkOf(static_cast<Tier>(standing));
    }
}

Ink inkOf(Severity severity)
{
    constexpr std::array inks{Ink::Muted, Ink::Warning, Ink::Danger};
    return inks.at(static_cast<size_t>(severity));
}

Ink inkOf(Cover cover)
{
    constexpr std::array inks{Ink::Good, Ink::Warning, Ink::Warning, Ink::Danger, Ink::Good};
    return inks.at(static_cast<size_t>(cover));
}

namespace {
QFont badgeFont()
{
    QFont font = Tokens::instance().smallFont();
    font.setWeight(QFont::DemiBold);
    return font;
}
}

void paintBadge(QPainter *painter, const QRect &within, const QString &text, Ink ink)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QFont font = badgeFont();
    const QFontMetrics metrics(font);
    const int width = qMin(within.width(), metrics.horizontalAdvance(text) + 14);
    const QRect rect(within.left(), within.center().y() - 9, width, 19);
    const QColor color = Tokens::instance().color(ink);
    painter->setBrush(Tokens::instance().color(Ink::Panel));
    painter->setPen(QPen(color, 1));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9);
    painter->setPen(color);
    painter->setFont(font);
    painter->drawText(rect.adjusted(6, 0, -6, 0), Qt::AlignCenter,
                      metrics.elidedText(text, Qt::ElideRight, width - 10));
    painter->restore();
}

void paintTierMark(QPainter *painter, const QPoint &at, Tier tier)
{
    const Tokens &tokens = Tokens::instance();
    const QRect mark(at, QSize(14, 15));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(tokens.color(inkOf(tier)));
    painter->setPen(Qt::NoPen);
    painter->drawRoundedRect(mark, 4, 4);
    QFont digit = tokens.smallFont();
    digit.setWeight(QFont::DemiBold);
    painter->setFont(digit);
    painter->setPen(tokens.color(Ink::OnTier));
    painter->drawText(mark, Qt::AlignCenter, QString::number(static_cast<int>(tier) + 1));
    painter->restore();
}

Badge::Badge(QWidget *parent)
    : QLabel(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::set(const QString &text, Ink ink)
{
    m_ink = ink;
    setText(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return {QFontMetrics(badgeFont()).horizontalAdvance(text()) + 14, 21};
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(&painter, rect(), text(), m_ink);
}

}
