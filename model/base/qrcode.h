// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QByteArray>

namespace safeguard {

/// A text as a QR code (ISO/IEC 18004): the squares alone, for others to paint. What it holds may
/// be a secret, so it leaves memory with the object.
class QrCode final
{
public:
    /// How much of the code may be unreadable: Medium 15 %, for a screen; High 25 %, for paper.
    enum class Repair { Medium, High };
    /// Squares that have to be light on each side.
    static constexpr int quietZone = 4;

    /// The smallest code that holds the text in UTF-8. Error: InvalidInput, beyond some 1,600
    /// bytes.
    static Result<QrCode> of(const QString &text, Repair repair);
    ~QrCode();
    QrCode(QrCode &&) noexcept;
    QrCode &operator=(QrCode &&) noexcept;

    /// Squares on a side, without the quiet zone.
    int size() const { return m_size; }
    /// Light outside, so that the quiet zone need not be treated apart.
    bool isDark(int column, int row) const;
    /// Two rows to a line of block characters, quiet zone included. The light squares are the
    /// characters: right for light letters on a dark ground.
    QString toBlocks() const;

private:
    QrCode() = default;
    int m_size = 0;
    QByteArray m_squares; ///< row by row, 1 is dark
};

}
