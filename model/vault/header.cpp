// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/header.h"

namespace safeguard {

using namespace format;

int HeaderPair::load(RawFile &file)
{
    int64_t size = 0;
    if (const int code = file.size(size); code != SQLITE_OK)
        return code;
    for (size_t i = 0; i < 2; ++i) {
        std::vector<uint8_t> bytes(copySize);
        const int code = file.read(static_cast<int64_t>(i * copySize), bytes);
        if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
            return code;
        m_copies[i] = parse(std::move(bytes));
    }
    return SQLITE_OK;
}

std::optional<size_t> HeaderPair::current() const
{
    const bool a = m_copies[0].state == CopyState::Good;
    const bool b = m_copies[1].state == CopyState::Good;
    if (a && b)
        return m_copies[1].header.sequence > m_copies[0].header.sequence ? 1 : 0;
    return a ? std::optional<size_t>(0) : b ? std::optional<size_t>(1) : std::nullopt;
}

bool HeaderPair::isPair() const
{
    return m_copies[0].state == CopyState::Good && m_copies[0].bytes == m_copies[1].bytes;
}

int HeaderPair::save(RawFile &file, Header &header, crypto::ByteView headerKey)
{
    const size_t first = current() == std::optional<size_t>(0) ? 1 : 0;
    ++header.sequence;
    const std::vector<uint8_t> bytes = serialise(header, headerKey);
    for (const size_t index : {first, 1 - first}) {
        int code = file.write(static_cast<int64_t>(index * copySize), bytes);
        if (code == SQLITE_OK)
            code = file.sync();
        if (code != SQLITE_OK)
            return code;
        m_copies[index] = parse(bytes);
    }
    return SQLITE_OK;
}

}
