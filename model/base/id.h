// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <QByteArray>
#include <QHashFunctions>
#include <QString>
#include <optional>

namespace safeguard {

/// 128 bits that name one record in the world: random, or derived from a name for natural
/// singletons, so that two copies of a project never create twins. Ordered bytewise.
/// The null value (all zero) names nothing.
class AnyId
{
public:
    constexpr AnyId() = default;
    /// 16 bytes, as stored in SQL; anything else is the null id.
    static AnyId fromBytes(QByteArrayView bytes);
    /// 26 characters of base32, as shown outside; empty when the text is no id.
    static std::optional<AnyId> fromText(QStringView text);
    /// Fresh, from the operating system's random source (UUID version 4 layout).
    static AnyId random();
    /// The same for the same arguments for ever (UUID version 5 of "register/key" in the project).
    static AnyId fromName(const AnyId &project, QStringView registerKey, QStringView key);

    bool isNull() const { return *this == AnyId(); }
    QByteArray toBytes() const { return view().toByteArray(); }
    /// Valid as long as this id.
    QByteArrayView view() const
    {
        return QByteArrayView(reinterpret_cast<const char *>(m_bytes.data()), 16);
    }
    QString toText() const;

    friend constexpr auto operator<=>(const AnyId &, const AnyId &) = default;
    friend size_t qHash(const AnyId &id, size_t seed = 0) noexcept
    {
        return qHashBits(id.m_bytes.data(), id.m_bytes.size(), seed);
    }

private:
    std::array<quint8, 16> m_bytes{};
};

/// The id of a T. Two kinds of records cannot be confused by accident.
template <class T>
class Id final : public AnyId
{
public:
    constexpr Id() = default;
    constexpr explicit Id(const AnyId &id)
        : AnyId(id)
    {}
    static Id random() { return Id(AnyId::random()); }
};

}

template <>
struct std::hash<safeguard::AnyId>
{
    size_t operator()(const safeguard::AnyId &id) const noexcept { return qHash(id); }
};
template <class T>
struct std::hash<safeguard::Id<T>> : std::hash<safeguard::AnyId>
{};
