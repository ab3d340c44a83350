// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/format.h"
#include "model/vault/rawfile.h"

namespace safeguard {

/// The two header copies at the start of a file. The valid one with the higher sequence counts; a
/// change writes the other one first, so that at each moment one of them is whole.
class HeaderPair final
{
public:
    /// Reads both; only a failing read is an error, damage is told by the copies' states.
    int load(RawFile &file);

    const format::Copy &copy(size_t index) const { return m_copies[index]; }
    /// The index of the copy that counts, empty when neither is good.
    std::optional<size_t> current() const;
    /// Whether both copies are good and say the same.
    bool isPair() const;
    /// Leaves \a index out of the choice: its MAC is not what the key says.
    void distrust(size_t index) { m_copies[index].state = format::CopyState::Damaged; }

    /// Writes \a header into both copies, each synced before the next is touched, under the next
    /// sequence.
    int save(RawFile &file, format::Header &header, crypto::ByteView headerKey);

private:
    std::array<format::Copy, 2> m_copies;
};

}
