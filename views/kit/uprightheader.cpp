// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/uprightheader.h"

#include "views/kit/tokens.h"

#include <QItemSelectionModel>
#include <QPainter>

namespace safeguard {

UprightHeader::UprightHeader(int height, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_height(height)
{
    setSectionsClickable(true);
    setHighlightSections(false);
}

QSize UprightHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), m_height};
}

void UprightHeader::setSelectionModel(QItemSelectionModel *selection)
{
    QHeaderView::setSelectionModel(selection);
    if (selection)
        connect(selection, &QItemSelectionModel::currentColumnChanged, viewport(),
                qOverload<>(&QWidget::update));
}

void UprightHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Tokens &tokens = Tokens::instance();
    const QModelIndex current = selectionModel() ? selectionModel()->currentIndex() : QModelIndex();
    const bool isCurrent = current.isValid() && current.column() == section;
    painter->save();
    painter->fillRect(rect, tokens.color(isCurrent ? Ink::AccentSoft : Ink::Panel));
    painter->setPen(tokens.color(Ink::Hairline));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->translate(rect.left() + rect.width() / 2 + 5, rect.bottom() - 8);
    painter->rotate(-90);
    painter->setPen(tokens.color(isCurrent ? Ink::OnAccentSoft : Ink::Text));
    const QString text = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
    painter->drawText(0, 0,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.height() - 16));
    painter->restore();
}

}
