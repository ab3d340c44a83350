// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/strippainter.h"

#include <QPainter>

namespace safeguard {

namespace {

constexpr double barHeight = 10;

/// Strokes from below left to above right, by hand: the same on paper, where brushes with patterns
/// come out otherwise.
void hatch(QPainter &painter, const QRectF &box, const QColor &colour)
{
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setPen(QPen(colour, 1));
    for (double x = std::floor(box.left() / 4) * 4 - box.height(); x < box.right(); x += 4)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
}

void paintNotice(QPainter &painter, const QRectF &day, const QRectF &bar, const QColor &colour)
{
    const QPointF tip(day.center().x(), bar.top() + 1);
    const double top = bar.top() - 6;
    painter.setPen(QPen(colour, 1.5));
    painter.drawLine(QPointF(tip.x(), top), QPointF(tip.x(), bar.bottom() + 2));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(
        QPolygonF{QPointF(tip.x() - 4, top), QPointF(tip.x() + 4, top), QPointF(tip.x(), top + 6)});
}

}

void paintStrip(QPainter &painter, const QRectF &box, const std::vector<StripPart> &parts,
                QDate from, QDate to, bool isOver, const StripColours &colours)
{
    const double day = box.width() / static_cast<double>(from.daysTo(to) + 1);
    const double middle = box.center().y() + 1;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const StripPart &part : parts) {
        const double left = box.left() + day * static_cast<double>(from.daysTo(part.from));
        const double right = box.left() + day * static_cast<double>(from.daysTo(part.to) + 1);
        const QRectF days(left, box.top(), right - left, box.height());
        const QRectF bar(left, middle - barHeight / 2, right - left, barHeight);
        switch (part.kind) {
        case StripPart::Term:
            painter.fillRect(bar, isOver ? colours.over : colours.term);
            break;
        case StripPart::Beyond:
            painter.fillRect(bar, colours.beyond);
            painter.fillRect(QRectF(bar.left(), bar.top(), bar.width(), 1), colours.term);
            painter.fillRect(QRectF(bar.left(), bar.bottom() - 1, bar.width(), 1), colours.term);
            break;
        case StripPart::TooLate:
            painter.fillRect(bar, colours.ground);
            hatch(painter, bar, colours.notice);
            break;
        case StripPart::NoticeDay:
            painter.setRenderHint(QPainter::Antialiasing);
            paintNotice(painter, days, bar, colours.notice);
            painter.setRenderHint(QPainter::Antialiasing, false);
            break;
        case StripPart::Today:
            painter.fillRect(QRectF(days.center().x() - 0.5, box.top(), 1.5, box.height()),
                             colours.today);
            break;
        }
    }
}

}
