// SPDX-License-Identifier: GPL-3.0-or-later

// Flips, tears and truncations anywhere in a project, or in the journal of one that crashed: an
// error or the same content, never other content, never a crash.

#include "tests/vault/unfinished.h"

#include <cstdlib>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// Three bytes of place, one of what happens there, one of with what.
QByteArray mutated(QByteArray bytes, const uint8_t *data, size_t size)
{
    for (; size >= 5 && !bytes.isEmpty(); data += 5, size -= 5) {
        const qsizetype at = (data[0] << 16 | data[1] << 8 | data[2]) % bytes.size();
        switch (data[3] % 4) {
        case 0:
            bytes[at] = char(bytes[at] ^ (1 << data[4] % 8));
            break;
        case 1:
            bytes[at] = char(data[4]);
            break;
        case 2:
            std::fill(bytes.begin() + at, bytes.begin() + std::min(bytes.size(), at + 512),
                      char(data[4]));
            break;
        default:
            bytes.truncate(at);
        }
    }
    return bytes;
}

}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Bench s_bench;
    static const Unfinished s_state(s_bench);
    if (size < 1)
        return 0;
    const bool isJournal = data[0] & 1;
    if (isJournal) {
        // Who cuts whole segments off a journal deletes it: a limit, which is told where it shows.
        const QByteArray journal = mutated(s_state.journal, data + 1, size - 1);
        bool isTold = false;
        const QByteArray found = s_state.outcomeWith(s_bench, journal, &isTold);
        if (journal.size() == s_state.journal.size() && !isError(found) && !isTold &&
            found != s_state.content)
            std::abort();
        return 0;
    }
    s_bench.reset();
    setContent(s_bench.path(), mutated(s_bench.original(), data + 1, size - 1));
    const QByteArray found = outcome(s_bench.open());
    if (!isError(found) && found != s_state.content)
        std::abort();
    return 0;
}
