// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/baselines/drawingview.h"

#include <QPainter>

namespace safeguard {

DrawingView::DrawingView(QWidget *parent)
    : QWidget(parent)
    , m_theme(diagram::Theme::light())
{
    setObjectName(QStringLiteral("compared-drawing"));
    setMinimumSize(320, 240);
}

void DrawingView::show(const Drawing &drawing, const diagram::Theme &theme)
{
    m_drawing = drawing;
    m_theme = theme;
    setAccessibleName(drawing.altText);
    update();
}

void DrawingView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.color(diagram::ColorRole::Ground));
    const QSizeF size = m_drawing.bounds.size();
    if (size.isEmpty())
        return;
    const double scale = std::min({width() / size.width(), height() / size.height(), 1.5});
    painter.translate(rect().center());
    painter.scale(scale, scale);
    painter.translate(-m_drawing.bounds.center());
    diagram::paint(painter, m_drawing.list, m_theme);
}

}
