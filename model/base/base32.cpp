// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"

namespace safeguard {

QString toBase32(QByteArrayView bytes)
{
    static constexpr char16_t alphabet[] = u"abcdefghijklmnopqrstuvwxyz234567";
    QString out;
    out.reserve((bytes.size() * 8 + 4) / 5);
    quint32 pending = 0;
    int bits = 0;
    for (const char byte : bytes) {
        pending = (pending << 8) | static_cast<quint8>(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            out += QChar(alphabet[(pending >> (bits - 5)) & 31]);
    }
    if (bits > 0)
        out += QChar(alphabet[(pending << (5 - bits)) & 31]);
    return out;
}

std::optional<QByteArray> fromBase32(QStringView text)
{
    QByteArray out;
    out.reserve(text.size() * 5 / 8);
    quint32 pending = 0;
    int bits = 0;
    for (const QChar c : text) {
        const char16_t u = c.toLower().unicode();
        quint32 digit = 0;
        if (u >= u'a' && u <= u'z')
            digit = u - u'a';
        else if (u >= u'2' && u <= u'7')
            digit = u - u'2' + 26;
        else
            return std::nullopt;
        pending = (pending << 5) | digit;
        bits += 5;
        if (bits >= 8) {
            out += static_cast<char>((pending >> (bits - 8)) & 0xff);
            bits -= 8;
        }
    }
    const bool whole = bits < 5 && (pending & ((1U << bits) - 1)) == 0;
    return whole ? std::optional(out) : std::nullopt;
}

}
