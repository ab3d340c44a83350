// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringView>
#include <optional>

namespace safeguard {

/// RFC 4648 base32 in lower case without padding: n bytes become ceil(8n/5) characters.
QString toBase32(QByteArrayView bytes);

/// The inverse of toBase32(), upper or lower case. Empty when a character does not belong or the
/// unused bits of the last character are not zero, so that each value has one spelling.
std::optional<QByteArray> fromBase32(QStringView text);

}
