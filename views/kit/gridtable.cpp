// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/gridtable.h"

#include "views/kit/namesheader.h"
#include "views/kit/tokens.h"
#include "views/kit/uprightheader.h"

#include <QPainter>
#include <QTableView>

namespace safeguard {

void GridDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Tokens &tokens = Tokens::instance();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, tokens.color(Ink::AccentSoft));
    painter->save();
    paintCell(painter, option, index);
    painter->restore();
    painter->setPen(tokens.color(Ink::Hairline));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (option.state & QStyle::State_HasFocus) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens.color(Ink::Accent), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -2), 4, 4);
    }
    painter->restore();
}

void dressGrid(QTableView *table, int headingHeight, int namesWidth, const QSize &cell)
{
    table->setHorizontalHeader(new UprightHeader(headingHeight, table));
    table->setVerticalHeader(new NamesHeader(namesWidth, table));
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    for (QHeaderView *header : {table->horizontalHeader(), table->verticalHeader()}) {
        const int size = header == table->horizontalHeader() ? cell.width() : cell.height();
        header->setSectionResizeMode(QHeaderView::Fixed);
        header->setMinimumSectionSize(size);
        header->setDefaultSectionSize(size);
    }
}

}
