// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/nodeitem.h"

#include "views/kit/tokens.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace safeguard {

namespace {
constexpr double selectionRoom = 8; // outside of the ring that marks a join
}

diagram::Theme currentCanvasTheme()
{
    const QString family = QApplication::font().family();
    return Tokens::instance().isDark() ? diagram::Theme::dark(family)
                                       : diagram::Theme::light(family);
}

ListItem::ListItem(std::shared_ptr<const CanvasStyle> style)
    : m_style(std::move(style))
{}

void ListItem::setStyle(std::shared_ptr<const CanvasStyle> style)
{
    m_style = std::move(style);
    refresh();
}

void ListItem::setSelected(bool selected)
{
    if (m_isSelected == selected)
        return;
    m_isSelected = selected;
    update();
}

void ListItem::setRect(const QRectF &rect)
{
    if (rect.size() != m_rect.size())
        prepareGeometryChange();
    m_rect = rect;
    setPos(rect.topLeft());
}

void ListItem::refresh()
{
    m_isStale = true;
    update();
}

QRectF ListItem::boundingRect() const
{
    // Room for the selection, and for marks that stand on the border.
    return QRectF(QPointF(), m_rect.size()).adjusted(-11, -11, 11, 11);
}

void ListItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const double scale = painter->worldTransform().m11();
    const diagram::Detail detail = diagram::detailFor(scale);
    if (detail == diagram::Detail::Minimal) {
        paintSmall(*painter, *m_style);
    } else {
        if (m_isStale) {
            m_list = makeList(m_style->metrics);
            m_isStale = false;
        }
        diagram::paint(*painter, m_list, m_style->theme, {detail, false, {}});
    }
    if (m_isSelected) {
        QPen pen(m_style->color(diagram::ColorRole::Accent), 2);
        pen.setCosmetic(true);
        painter->setPen(pen);
        painter->setBrush(Qt::NoBrush);
        const QRectF ring =
            QRectF(QPointF(), m_rect.size())
                .adjusted(-selectionRoom, -selectionRoom, selectionRoom, selectionRoom);
        painter->drawRoundedRect(ring, 15, 15);
    }
}

void NodeItem::setNode(const diagram::Node &node)
{
    m_node = node;
    setRect(node.rect);
    refresh();
}

diagram::DisplayList NodeItem::makeList(const diagram::TextMetrics &metrics) const
{
    diagram::Node own = m_node;
    own.rect.moveTopLeft({});
    diagram::DisplayList list;
    diagram::addNode(list, own, metrics);
    return list;
}

void NodeItem::paintSmall(QPainter &painter, const CanvasStyle &style) const
{
    const auto role = m_node.outline == diagram::ColorRole::Automatic
                          ? diagram::tierRole(m_node.tier)
                          : m_node.outline;
    QPen pen(style.color(role), 1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.setBrush(style.color(diagram::ColorRole::NodeFill));
    const QRectF box(QPointF(), m_node.rect.size());
    painter.drawRect(box);
    constexpr double leastNameScale = 0.2;
    constexpr double namePixels = 8.5;
    const double scale = painter.worldTransform().m11();
    if (scale < leastNameScale)
        return;
    // As large as can be read, in the whole of the box: it tells which system this is.
    QFont font = style.theme.font(diagram::FontRole::NodeTitle);
    font.setPixelSize(qRound(namePixels / scale));
    painter.setFont(font);
    painter.setPen(style.color(diagram::ColorRole::NodeText));
    painter.drawText(box.adjusted(6, 2, -6, -2), Qt::AlignCenter | Qt::TextWordWrap, m_node.title);
}

void BoundaryItem::setContainer(const diagram::Container &container)
{
    m_container = container;
    setRect(container.rect);
    refresh();
}

diagram::DisplayList BoundaryItem::makeList(const diagram::TextMetrics &metrics) const
{
    diagram::Container own = m_container;
    own.rect.moveTopLeft({});
    diagram::DisplayList list;
    diagram::addContainer(list, own, metrics);
    return list;
}

void BoundaryItem::paintSmall(QPainter &painter, const CanvasStyle &style) const
{
    QPen pen(style.color(diagram::ColorRole::Boundary), 1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(QPointF(), m_container.rect.size()));
}

}
