// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/theme.h"
#include "model/drawing/drawing.h"

#include <QWidget>

namespace safeguard {

/// A drawing as large as it fits; the wheel and plus and minus make it larger, dragging and the
/// arrow keys move it, a double click or 0 fits it again.
class DrawingView final : public QWidget
{
    Q_OBJECT

public:
    explicit DrawingView(QWidget *parent = nullptr);
    void show(const Drawing &drawing, const diagram::Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fit();
    void zoom(double factor, QPointF at);
    double fittingScale() const;

    double m_zoom = 1; ///< times the fitting scale
    QPointF m_shift;   ///< of the drawing's centre from the widget's, in pixels
    QPointF m_grabbed;
    Drawing m_drawing;
    diagram::Theme m_theme;
};

}
