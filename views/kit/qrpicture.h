// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/qrcode.h"

#include <QWidget>

namespace safeguard {

/// Paints the code with its quiet zone as large as fits into the middle of \a place, dark on white
/// in light and dark appearance alike, its squares on whole pixels of the device.
void paintQr(QPainter &painter, const QRectF &place, const QrCode &code);

/// A QR code on the screen, with a name for who cannot see it.
class QrPicture final : public QWidget
{
    Q_OBJECT

public:
    /// Each square at least \a square logical pixels wide.
    QrPicture(QrCode code, const QString &name, int square, QWidget *parent = nullptr);

    QSize sizeHint() const override;

private:
    void paintEvent(QPaintEvent *) override;

    QrCode m_code;
    int m_square;
};

}
