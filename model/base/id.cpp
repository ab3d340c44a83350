// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/id.h"

#include "model/base/base32.h"

#include <algorithm>
#include <QUuid>

namespace safeguard {

AnyId AnyId::fromBytes(QByteArrayView bytes)
{
    AnyId id;
    if (bytes.size() == 16)
        std::copy(bytes.begin(), bytes.end(), id.m_bytes.begin());
    return id;
}

std::optional<AnyId> AnyId::fromText(QStringView text)
{
    if (text.size() != 26)
        return std::nullopt;
    const auto bytes = fromBase32(text);
    return bytes ? std::optional(fromBytes(*bytes)) : std::nullopt;
}

AnyId AnyId::random()
{
    return fromBytes(QUuid::createUuid().toRfc4122());
}

AnyId AnyId::fromName(const AnyId &project, QStringView registerKey, QStringView key)
{
    const QUuid space = QUuid::fromRfc4122(project.toBytes());
    const QString name = registerKey.toString() + QLatin1Char('/') + key.toString();
    return fromBytes(QUuid::createUuidV5(space, name).toRfc4122());
}

QString AnyId::toText() const
{
    return toBase32(view());
}

}
