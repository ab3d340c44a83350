// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/baselines/drawingview.h"

#include <cmath>
#include <QMouseEvent>
#include <QPainter>

namespace safeguard {

DrawingView::DrawingView(QWidget *parent)
    : QWidget(parent)
    , m_theme(diagram::Theme::light())
{
    setObjectName(QStringLiteral("compared-drawing"));
    setMinimumSize(320, 240);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::OpenHandCursor);
    setToolTip(
        tr("The wheel or + and - make it larger and smaller, dragging moves it, 0 fits it."));
}

void DrawingView::show(const Drawing &drawing, const diagram::Theme &theme)
{
    m_drawing = drawing;
    m_theme = theme;
    fit();
    setAccessibleName(drawing.altText);
    update();
}

void DrawingView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.color(diagram::ColorRole::Ground));
    if (m_drawing.bounds.isEmpty())
        return;
    const double scale = fittingScale() * m_zoom;
    painter.translate(QRectF(rect()).center() + m_shift);
    painter.scale(scale, scale);
    painter.translate(-m_drawing.bounds.center());
    diagram::paint(painter, m_drawing.list, m_theme);
}

double DrawingView::fittingScale() const
{
    const QSizeF size = m_drawing.bounds.size();
    return std::min({width() / size.width(), height() / size.height(), 1.5});
}

void DrawingView::fit()
{
    m_zoom = 1;
    m_shift = {};
    update();
}

void DrawingView::zoom(double factor, QPointF at)
{
    const double old = m_zoom;
    m_zoom = std::clamp(m_zoom * factor, 1.0, 20.0);
    // What is under the pointer stays there.
    const QPointF from = at - QRectF(rect()).center() - m_shift;
    m_shift += from * (1 - m_zoom / old);
    if (m_zoom == 1.0)
        m_shift = {};
    update();
}

void DrawingView::wheelEvent(QWheelEvent *event)
{
    zoom(std::pow(1.2, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void DrawingView::mousePressEvent(QMouseEvent *event)
{
    m_grabbed = event->position();
}

void DrawingView::mouseMoveEvent(QMouseEvent *event)
{
    m_shift += event->position() - m_grabbed;
    m_grabbed = event->position();
    update();
}

void DrawingView::mouseDoubleClickEvent(QMouseEvent *)
{
    fit();
}

void DrawingView::keyPressEvent(QKeyEvent *event)
{
    constexpr double step = 60;
    const QPointF centre = QRectF(rect()).center();
    switch (event->key()) {
    case Qt::Key_Plus:
        return zoom(1.2, centre);
    case Qt::Key_Minus:
        return zoom(1 / 1.2, centre);
    case Qt::Key_0:
        return fit();
    case Qt::Key_Left:
        m_shift.rx() += step;
        return update();
    case Qt::Key_Right:
        m_shift.rx() -= step;
        return update();
    case Qt::Key_Up:
        m_shift.ry() += step;
        return update();
    case Qt::Key_Down:
        m_shift.ry() -= step;
        return update();
    default:
        QWidget::keyPressEvent(event);
    }
}

}
