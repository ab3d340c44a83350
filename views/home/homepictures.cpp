// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/homepictures.h"

#include "views/kit/forcelook.h"

#include <numeric>
#include <QLocale>
#include <QPainter>

namespace safeguard {

HomePicture::HomePicture(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void HomePicture::setParts(const QString &figure, std::vector<HomePart> parts)
{
    m_figure = figure;
    m_parts = std::move(parts);
    QStringList words;
    for (const HomePart &part : m_parts)
        words += part.words;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setToolTip(words.join(u'\n'));
    update();
}

void HomePicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPicture(painter, rect().adjusted(4, 4, -4, -4));
    if (!hasFocus())
        return;
    painter.setPen(QPen(Tokens::instance().color(Ink::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Tokens::radius, Tokens::radius);
}

void RingPicture::paintPicture(QPainter &painter, const QRect &box) const
{
    constexpr int thick = 11;
    constexpr int whole = 360 * 16;
    const Tokens &tokens = Tokens::instance();
    const int side = qMin(box.width(), box.height()) - thick;
    QRect ring(0, 0, side, side);
    ring.moveCenter(box.center());
    painter.setPen(QPen(tokens.color(Ink::Hairline), thick, Qt::SolidLine, Qt::FlatCap));
    painter.drawEllipse(ring);
    const double all =
        std::accumulate(parts().begin(), parts().end(), 0.0,
                        [](double sum, const HomePart &part) { return sum + part.amount; });
    double done = 0;
    for (const HomePart &part : parts()) {
        const int from = qRound(whole * (all > 0 ? done / all : 0));
        done += part.amount;
        const int to = qRound(whole * (all > 0 ? done / all : 0));
        painter.setPen(QPen(tokens.color(part.ink), thick, Qt::SolidLine, Qt::FlatCap));
        if (to > from)
            painter.drawArc(ring, 90 * 16 - from, from - to);
    }
    QFont font = tokens.titleFont();
    painter.setFont(font);
    painter.setPen(tokens.color(Ink::Text));
    painter.drawText(ring, Qt::AlignCenter,
                     figure().isEmpty() ? QStringLiteral("\u2013") : figure());
}

void DaysPicture::setDays(std::vector<HomeDay> days, QDate today)
{
    m_days = std::move(days);
    m_today = today;
    update();
}

void DaysPicture::paintDay(QPainter &painter, const QRectF &column, const HomeDay &day,
                           int most) const
{
    double bottom = column.bottom();
    for (int i = 0; i < forceCount; ++i) {
        const double high = column.height() * day.counts[static_cast<size_t>(i)] / most;
        painter.fillRect(QRectF(column.left(), bottom - high, column.width(), high),
                         Tokens::instance().color(inkOf(static_cast<Force>(i))));
        bottom -= high;
    }
}

void DaysPicture::paintPicture(QPainter &painter, const QRect &box) const
{
    const Tokens &tokens = Tokens::instance();
    painter.setRenderHint(QPainter::Antialiasing, false);
    int most = 1;
    for (const HomeDay &day : m_days)
        most = qMax(most, std::accumulate(day.counts.begin(), day.counts.end(), 0));
    painter.setFont(tokens.smallFont());
    const int text = painter.fontMetrics().height();
    const QRectF plot = QRectF(box).adjusted(0, text + 2, 0, -text - 3);
    const double wide = plot.width() / homeDays;
    for (size_t i = 0; i < m_days.size(); ++i)
        paintDay(painter,
                 {plot.left() + wide * double(i), plot.top(), qMax(2.0, wide - 1), plot.height()},
                 m_days[i], most);
    painter.setPen(tokens.color(Ink::Outline));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setPen(tokens.color(Ink::Muted));
    const QRectF below(box.left(), plot.bottom() + 2, box.width(), text);
    painter.drawText(below, Qt::AlignLeft, tr("today"));
    painter.drawText(below, Qt::AlignRight,
                     m_today.addDays(homeDays - 1).toString(QStringLiteral("MM-dd")));
    const bool isAny = std::any_of(m_days.begin(), m_days.end(), [](const HomeDay &day) {
        return std::accumulate(day.counts.begin(), day.counts.end(), 0) > 0;
    });
    if (isAny)
        painter.drawText(QRectF(box.left(), box.top(), box.width(), text), Qt::AlignLeft,
                         tr("most on a day: %1").arg(most));
}

}
