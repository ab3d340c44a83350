// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flows/canvasview.h"

namespace safeguard {

/// The whole diagram in a corner, with the part that is in view; a press goes there.
class Overview final : public QWidget
{
    Q_OBJECT

public:
    explicit Overview(CanvasView &view, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    QTransform toWidget() const;
    void drawContent();

    CanvasView &m_view;
    QPixmap m_picture; ///< null: to be drawn
};

}
