// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/vault/vaulttest.h"

namespace safeguard::testing {

using RawCopy = std::vector<uint8_t>;

/// A header copy as it stands in a file.
RawCopy bytesOf(const QByteArray &file, size_t copy);
/// What everybody can mend after a change: the checksum.
void fixSum(RawCopy &copy);
/// What only a holder of the data key can: the MAC, then the checksum.
void fixMac(RawCopy &copy, const Unlocked &keys);

/// \a file with both header copies changed and mended; \a keys when the attacker has the data key.
QByteArray withHeader(QByteArray file, const std::function<void(RawCopy &)> &change,
                      const Unlocked *keys = nullptr);

constexpr size_t slotAt(size_t index)
{
    return 1024 + index * format::slotSize;
}

}
