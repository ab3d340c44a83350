// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/displaylist.h"
#include "views/flows/canvasstyle.h"

#include <QGraphicsItem>

namespace safeguard {

/// What is painted from one display list in one go, without any child items: a system, a boundary
/// or a note.
class ListItem : public QGraphicsItem
{
public:
    explicit ListItem(std::shared_ptr<const CanvasStyle> style);

    void setStyle(std::shared_ptr<const CanvasStyle> style);
    void setSelected(bool selected);
    /// Where it stands once nothing is dragged.
    QRectF rect() const { return m_rect; }
    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override;

protected:
    /// In item coordinates: the upper left corner of the rectangle is the origin.
    virtual diagram::DisplayList makeList(const diagram::TextMetrics &metrics) const = 0;
    /// From further away than words can be read.
    virtual void paintSmall(QPainter &painter, const CanvasStyle &style) const = 0;
    /// Places the item anew, also when it was dragged elsewhere.
    void setRect(const QRectF &rect);
    void refresh();

private:
    std::shared_ptr<const CanvasStyle> m_style;
    mutable diagram::DisplayList m_list;
    mutable bool m_isStale = true;
    QRectF m_rect;
    bool m_isSelected = false;
};

class NodeItem final : public ListItem
{
public:
    using ListItem::ListItem;
    void setNode(const diagram::Node &node);
    const diagram::Node &node() const { return m_node; }

protected:
    diagram::DisplayList makeList(const diagram::TextMetrics &metrics) const override;
    void paintSmall(QPainter &painter, const CanvasStyle &style) const override;

private:
    diagram::Node m_node;
};

class BoundaryItem final : public ListItem
{
public:
    using ListItem::ListItem;
    void setContainer(const diagram::Container &container);
    const diagram::Container &container() const { return m_container; }

protected:
    diagram::DisplayList makeList(const diagram::TextMetrics &metrics) const override;
    void paintSmall(QPainter &painter, const CanvasStyle &style) const override;

private:
    diagram::Container m_container;
};

}
