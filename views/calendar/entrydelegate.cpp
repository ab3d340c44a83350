// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/entrydelegate.h"

#include "views/calendar/monthview.h"
#include "views/kit/forcelook.h"

#include <QPainter>

namespace safeguard {

namespace {

void paintFrame(QPainter *painter, const QRect &box)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(Tokens::instance().color(Ink::Accent), 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4);
}

void paintLine(QPainter *painter, const QRect &box, const Deadline &deadline, bool isLate)
{
    const Tokens &tokens = Tokens::instance();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(deadline.isNotice ? Qt::transparent
                                        : tokens.color(softInkOf(deadline.force)));
    painter->drawRoundedRect(box, 4, 4);
    const int side = box.height() - 4;
    paintSign(painter, QRect(box.left() + 2, box.top() + 2, side - 1, side), deadline.force);
    QFont font = tokens.smallFont();
    font.setWeight(isLate ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(tokens.color(isLate              ? Ink::Danger
                                 : deadline.isNotice ? Ink::Muted
                                                     : Ink::Text));
    const QRect room = box.adjusted(side + 5, 0, -2, 0);
    painter->drawText(
        room, Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(deadline.title, Qt::ElideRight, room.width()));
}

/// The number of a day; today on the accent.
void paintDay(QPainter *painter, const QRect &cell, const QModelIndex &index)
{
    const Tokens &tokens = Tokens::instance();
    const QString text = index.data().toString();
    const bool isToday = index.data(MonthModel::IsTodayRole).toBool();
    const bool isOutside = index.data(MonthModel::IsOutsideRole).toBool();
    QFont font = tokens.smallFont();
    font.setWeight(isToday ? QFont::Bold : QFont::DemiBold);
    painter->setFont(font);
    const int wide = qMax(cell.height() - 4, painter->fontMetrics().horizontalAdvance(text) + 8);
    const QRect spot(cell.left() + 3, cell.top() + 3, wide, cell.height() - 4);
    painter->setRenderHint(QPainter::Antialiasing);
    if (isToday) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.color(Ink::Accent));
        painter->drawRoundedRect(spot, spot.height() / 2.0, spot.height() / 2.0);
    }
    painter->setPen(tokens.color(isToday ? Ink::OnAccent : isOutside ? Ink::Muted : Ink::Text));
    painter->drawText(spot, Qt::AlignCenter, text);
}

void paintGround(QPainter *painter, const QRect &cell, const QModelIndex &index)
{
    const Tokens &tokens = Tokens::instance();
    const bool isOutside = index.data(MonthModel::IsOutsideRole).toBool();
    painter->fillRect(cell, tokens.color(isOutside ? Ink::Ground : Ink::Panel));
    painter->setPen(tokens.color(Ink::Hairline));
    painter->drawLine(cell.topRight(), cell.bottomRight());
    if (index.data(MonthModel::PartRole).toInt() == MonthModel::DayPart)
        painter->drawLine(cell.topLeft(), cell.topRight());
}

}

int EntryDelegate::lineHeight()
{
    return QFontMetrics(Tokens::instance().smallFont()).height() + 6;
}

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {width, lineHeight()};
}

void EntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const auto *month = qobject_cast<const MonthModel *>(index.model());
    const auto *list = qobject_cast<const EntryListModel *>(index.model());
    const Deadline *deadline = month  ? month->deadline(index)
                               : list ? list->deadline(index)
                                      : nullptr;
    painter->save();
    if (month)
        paintGround(painter, option.rect, index);
    QRect box = option.rect.adjusted(3, 1, -4, 0);
    box.setHeight(lineHeight() - 2);
    if (deadline) {
        paintLine(painter, box, *deadline, index.data(MonthModel::IsLateRole).toBool());
    } else if (index.data(MonthModel::PartRole).toInt() == MonthModel::DayPart) {
        box = option.rect.adjusted(1, 1, -2, 0);
        paintDay(painter, option.rect, index);
    } else {
        painter->setFont(Tokens::instance().smallFont());
        painter->setPen(Tokens::instance().color(Ink::Accent));
        painter->drawText(box.adjusted(4, 0, 0, 0), Qt::AlignVCenter, index.data().toString());
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->currentIndex() == index)
        paintFrame(painter, box);
    painter->restore();
}

}
