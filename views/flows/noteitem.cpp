// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/noteitem.h"

#include "model/drawing/notes.h"

#include <QPainter>

namespace safeguard {

void NoteItem::setNote(const PlacedNote &note, const diagram::TextMetrics &metrics)
{
    m_note = note;
    setRect(rectOf(note, metrics));
    refresh();
}

diagram::DisplayList NoteItem::makeList(const diagram::TextMetrics &metrics) const
{
    PlacedNote own = m_note;
    own.corner = {};
    diagram::DisplayList list;
    addNote(list, own, metrics);
    return list;
}

void NoteItem::paintSmall(QPainter &painter, const CanvasStyle &style) const
{
    QPen pen(style.color(diagram::ColorRole::LabelOutline), 1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.setBrush(style.color(diagram::ColorRole::LabelFill));
    painter.drawRect(QRectF(QPointF(), rect().size()));
}

}
