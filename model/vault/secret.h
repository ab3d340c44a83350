// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <botan/secmem.h>
#include <cstddef>
#include <cstdint>
#include <QString>
#include <span>

namespace safeguard {

/// Bytes that are overwritten before their memory is given back, in locked memory where the system
/// grants it. Moves but does not copy by accident; see clone().
class Secret final
{
public:
    Secret() = default;
    explicit Secret(size_t size)
        : m_bytes(size)
    {}
    explicit Secret(std::span<const uint8_t> bytes)
        : m_bytes(bytes.begin(), bytes.end())
    {}
    /// A passphrase as typed: normalised to NFC, so that two keyboards agree, then UTF-8.
    static Secret fromText(const QString &text);

    Secret(Secret &&) = default;
    Secret &operator=(Secret &&) = default;
    Secret clone() const { return Secret(view()); }

    bool isEmpty() const { return m_bytes.empty(); }
    std::span<const uint8_t> view() const { return {m_bytes.data(), m_bytes.size()}; }
    std::span<uint8_t> span() { return {m_bytes.data(), m_bytes.size()}; }

private:
    Secret(const Secret &) = default;
    Botan::secure_vector<uint8_t> m_bytes;
};

/// Overwrites \a text, also where an optimiser thinks that nobody looks; does nothing to a text
/// that is shared with another QString.
void wipe(QString &text);
void wipe(QByteArray &bytes);

}
