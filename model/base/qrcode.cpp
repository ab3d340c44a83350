// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/qrcode.h"

#include <QCoreApplication>
#include <qrencode.h>

namespace safeguard {

namespace {

struct QrText
{
    Q_DECLARE_TR_FUNCTIONS(QrCode)
};

struct Free
{
    void operator()(QRcode *code) const
    {
        std::fill_n(code->data, code->width * code->width, uchar(0));
        QRcode_free(code);
    }
};

void forget(QByteArray &bytes)
{
    std::fill(bytes.begin(), bytes.end(), '\0'); // fill() would make a copy of what is shared
    bytes.clear();
}

}

Result<QrCode> QrCode::of(const QString &text, Repair repair)
{
    QByteArray utf8 = text.toUtf8();
    const std::unique_ptr<QRcode, Free> code(QRcode_encodeString(
        utf8.constData(), 0, repair == Repair::High ? QR_ECLEVEL_Q : QR_ECLEVEL_M, QR_MODE_8, 1));
    forget(utf8);
    if (!code)
        return failure(ErrorCode::InvalidInput,
                       QrText::tr("This is too long to be shown as a QR code."));
    QrCode made;
    made.m_size = code->width;
    made.m_squares.resize(made.m_size * made.m_size);
    for (qsizetype i = 0; i < made.m_squares.size(); ++i)
        made.m_squares[i] = static_cast<char>(code->data[i] & 1);
    return made;
}

QrCode::~QrCode()
{
    forget(m_squares);
}

QrCode::QrCode(QrCode &&other) noexcept = default;
QrCode &QrCode::operator=(QrCode &&other) noexcept = default;

bool QrCode::isDark(int column, int row) const
{
    const bool isWithin = column >= 0 && row >= 0 && column < m_size && row < m_size;
    return isWithin && m_squares[row * m_size + column] != 0;
}

QString QrCode::toBlocks() const
{
    static constexpr char16_t blocks[] = {u'\u2588', u'\u2580', u'\u2584', u' '};
    QString text;
    for (int row = -quietZone; row < m_size + quietZone; row += 2) {
        for (int column = -quietZone; column < m_size + quietZone; ++column)
            text += QChar(blocks[2 * isDark(column, row) + isDark(column, row + 1)]);
        text += u'\n';
    }
    return text;
}

}
