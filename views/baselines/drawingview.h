// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/theme.h"
#include "model/drawing/drawing.h"

#include <QWidget>

namespace safeguard {

/// A drawing, as large as it fits.
class DrawingView final : public QWidget
{
    Q_OBJECT

public:
    explicit DrawingView(QWidget *parent = nullptr);
    void show(const Drawing &drawing, const diagram::Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Drawing m_drawing;
    diagram::Theme m_theme;
};

}
