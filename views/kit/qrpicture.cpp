// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/qrpicture.h"

#include <cmath>
#include <QPainter>

namespace safeguard {

namespace {

int sideOf(const QrCode &code)
{
    return code.size() + 2 * QrCode::quietZone;
}

}

void paintQr(QPainter &painter, const QRectF &place, const QrCode &code)
{
    const int squares = sideOf(code);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const qreal square =
        std::max(1.0, std::floor(qMin(place.width(), place.height()) * ratio / squares)) / ratio;
    const QSizeF size(square * squares, square * squares);
    const QPointF space = place.center() - QPointF(size.width(), size.height()) / 2;
    const QPointF start(std::round(space.x() * ratio) / ratio,
                        std::round(space.y() * ratio) / ratio);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(start, size), Qt::white);
    for (int row = 0; row < code.size(); ++row) {
        for (int column = 0; column < code.size(); ++column) {
            int end = column;
            while (code.isDark(end, row))
                ++end;
            if (end == column)
                continue;
            const QPointF at((column + QrCode::quietZone) * square,
                             (row + QrCode::quietZone) * square);
            painter.fillRect(QRectF(start + at, QSizeF((end - column) * square, square)),
                             Qt::black);
            column = end;
        }
    }
    painter.restore();
}

QrPicture::QrPicture(QrCode code, const QString &name, int square, QWidget *parent)
    : QWidget(parent)
    , m_code(std::move(code))
    , m_square(square)
{
    setAccessibleName(name);
    setToolTip(name);
    setFixedSize(sizeHint());
}

QSize QrPicture::sizeHint() const
{
    const int side = sideOf(m_code) * m_square;
    return {side, side};
}

void QrPicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintQr(painter, rect(), m_code);
}

}
