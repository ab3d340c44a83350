// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/drawing/diagramcontent.h"
#include "views/flows/nodeitem.h"

namespace safeguard {

class NoteItem final : public ListItem
{
public:
    using ListItem::ListItem;
    void setNote(const PlacedNote &note, const diagram::TextMetrics &metrics);
    const PlacedNote &note() const { return m_note; }

protected:
    diagram::DisplayList makeList(const diagram::TextMetrics &metrics) const override;
    void paintSmall(QPainter &painter, const CanvasStyle &style) const override;

private:
    PlacedNote m_note;
};

}
