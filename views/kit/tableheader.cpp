// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/tableheader.h"

#include "views/kit/recordtablemodel.h"

#include <QApplication>
#include <QPainter>

namespace safeguard {

TableHeader::TableHeader(RecordTableModel *model, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_records(model)
{
    setSectionsMovable(true);
    setHighlightSections(false);
    setSectionsClickable(true);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Columns of %1").arg(model->type().plural));
    connect(this, &QHeaderView::sectionClicked, model, [model](int section) {
        model->toggleSort(section, QApplication::keyboardModifiers() & Qt::ShiftModifier);
    });
    connect(model, &RecordTableModel::queryChanged, viewport(), qOverload<>(&QWidget::update));
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    const QList<SortKey> &order = m_records->query().order;
    const auto key = std::find_if(order.begin(), order.end(), [&](const SortKey &each) {
        return each.column == m_records->columnKey(section);
    });
    if (key == order.end())
        return;
    const Tokens &tokens = Tokens::instance();
    const bool isOneOfSeveral = order.size() > 1;
    const QRect mark = rect.adjusted(rect.width() - (isOneOfSeveral ? 28 : 20), 1, -1, -1);
    painter->save();
    painter->fillRect(mark, tokens.color(Ink::Panel));
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.color(Ink::Accent));
    const QPointF at(mark.left() + 9, mark.center().y() + 0.5);
    const qreal tip = key->order == Qt::AscendingOrder ? -3.0 : 3.0;
    painter->drawPolygon(
        QPolygonF{at + QPointF(-4, -tip), at + QPointF(4, -tip), at + QPointF(0, tip)});
    if (isOneOfSeveral) {
        painter->setPen(tokens.color(Ink::Accent));
        painter->setFont(tokens.smallFont());
        painter->drawText(mark.adjusted(15, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                          QString::number(key - order.begin() + 1));
    }
    painter->restore();
}

}
