// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/namesheader.h"

#include "views/kit/badge.h"
#include "views/kit/icon.h"

#include <QItemSelectionModel>
#include <QPainter>

namespace safeguard {

NamesHeader::NamesHeader(int width, QWidget *parent)
    : QHeaderView(Qt::Vertical, parent)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setFixedWidth(width);
}

void NamesHeader::setSelectionModel(QItemSelectionModel *selection)
{
    QHeaderView::setSelectionModel(selection);
    if (selection)
        connect(selection, &QItemSelectionModel::currentRowChanged, viewport(),
                qOverload<>(&QWidget::update));
}

QVariant NamesHeader::told(int section, int role) const
{
    return model()->headerData(section, Qt::Vertical, role);
}

QRect NamesHeader::paintMarks(QPainter *painter, QRect rect, int section) const
{
    rect.adjust(told(section, IndentRole).toBool() ? 24 : 8, 0, -8, 0);
    const QString sign = told(section, IconRole).toString();
    if (!sign.isEmpty()) {
        icon(sign, Ink::Muted).paint(painter, QRect(rect.left(), rect.center().y() - 7, 15, 15));
        rect.adjust(22, 0, 0, 0);
    }
    const QVariant tier = told(section, TierRole);
    if (tier.isValid()) {
        paintTierMark(painter, {rect.left(), rect.center().y() - 7},
                      static_cast<Tier>(tier.toInt()));
        rect.adjust(20, 0, 0, 0);
    }
    return rect;
}

QRect NamesHeader::paintFigure(QPainter *painter, QRect rect, int section) const
{
    const QString figure = told(section, FigureRole).toString();
    if (figure.isEmpty())
        return rect;
    painter->setPen(
        Tokens::instance().color(static_cast<Ink>(told(section, FigureInkRole).toInt())));
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight, figure);
    return rect.adjusted(0, 0, -8 - painter->fontMetrics().horizontalAdvance(figure), 0);
}

void NamesHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Tokens &tokens = Tokens::instance();
    const QModelIndex current = selectionModel() ? selectionModel()->currentIndex() : QModelIndex();
    const bool isCurrent = current.isValid() && current.row() == section;
    painter->save();
    painter->fillRect(rect, tokens.color(isCurrent ? Ink::AccentSoft : Ink::Panel));
    painter->setPen(
        tokens.color(told(section, EndsGroupRole).toBool() ? Ink::Outline : Ink::Hairline));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const QRect name = paintFigure(painter, paintMarks(painter, rect, section), section);
    painter->setFont(font());
    painter->setPen(tokens.color(isCurrent ? Ink::OnAccentSoft : Ink::Text));
    painter->drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(told(section, Qt::DisplayRole).toString(),
                                                        Qt::ElideRight, name.width()));
    painter->restore();
}

}
