// SPDX-License-Identifier: GPL-3.0-or-later

// A header copy as a hostile hand might write it, with a right checksum: whatever is taken for good
// keeps its bounds and is written back as it was.

#include "model/vault/format.h"

#include <algorithm>
#include <cstdlib>

using namespace safeguard;
using namespace safeguard::format;

namespace {

/// The input lies over a sound header, so that single bytes already reach the fields.
std::vector<uint8_t> copyFrom(crypto::ByteView input, crypto::ByteView key)
{
    Header header;
    header.slots[0] = Slot{};
    header.slots[0]->memoryKib = 65536;
    header.slots[0]->passes = 3;
    header.slots[0]->lanes = 4;
    header.slots[0]->name = "Anna";
    std::vector<uint8_t> copy = serialise(header, key);
    for (size_t i = 0; i + 3 <= input.size(); i += 3) {
        const size_t at = (size_t(input[i]) << 8 | input[i + 1]) % copySize;
        copy[at] = input[i + 2];
    }
    const crypto::ByteView view(copy);
    const auto sum = crypto::sha256({view.first(992), view.subspan(1024)});
    std::ranges::copy(sum, copy.begin() + 992);
    return copy;
}

}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const crypto::Block<32> key{};
    const crypto::ByteView input(data, size);
    (void)parse({input.begin(), input.end()});
    const Copy copy = parse(copyFrom(input, key));
    if (copy.state != CopyState::Good)
        return 0;
    for (const auto &slot : copy.header.slots) {
        if (slot && (slot->memoryKib > maxMemoryKib || slot->passes > maxPasses ||
                     slot->lanes > maxLanes || slot->name.size() > nameSize))
            std::abort();
    }
    const Copy again = parse(serialise(copy.header, key));
    if (again.state != CopyState::Good || again.header.slots != copy.header.slots ||
        !isAuthentic(again, key))
        std::abort();
    return 0;
}
