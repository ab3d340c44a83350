// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/journal.h"

#include <algorithm>

namespace safeguard {

using namespace format;

namespace {

constexpr size_t s_sector = 512;
constexpr size_t s_headerSize = 28;
constexpr size_t s_updateSize = 12; // magic and record count
constexpr crypto::Block<8> s_magic = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};

bool isAtSector(int64_t offset)
{
    return offset % int64_t(s_sector) == 0;
}

bool isZero(crypto::ByteView bytes)
{
    return std::ranges::all_of(bytes, [](uint8_t b) { return b == 0; });
}

}

JournalFile::JournalFile(sqlite3_file *file, crypto::ByteView pageKey, crypto::ByteView headerKey,
                         crypto::ByteView fileId, crypto::RandomPool &random)
    : m_file(file)
    , m_cipher(PageCipher::Domain::Journal, pageKey, fileId)
    , m_headerKey(headerKey)
    , m_random(random)
    , m_scratch(pageSize)
{
    std::copy_n(fileId.begin(), 16, m_fileId.begin());
}

int JournalFile::rawRead(int64_t offset, crypto::ByteSpan out)
{
    return m_file->pMethods->xRead(m_file, out.data(), static_cast<int>(out.size()), offset);
}

int JournalFile::rawWrite(int64_t offset, crypto::ByteView bytes)
{
    return m_file->pMethods->xWrite(m_file, bytes.data(), static_cast<int>(bytes.size()), offset);
}

crypto::Block<32> JournalFile::macOf(int64_t offset, crypto::ByteView header) const
{
    crypto::Block<8> place;
    putLittleEndian(place, static_cast<uint64_t>(offset));
    return crypto::hmacSha256(m_headerKey.view(), {m_fileId, place, header.first(s_headerSize)});
}

void JournalFile::rememberMask(int64_t imageOffset, crypto::ByteView sealed)
{
    const crypto::Block<4> purpose = {'m', 'a', 's', 'k'};
    const auto mac =
        crypto::hmacSha256(m_headerKey.view(), {purpose, sealed.subspan(pageText, reserved)});
    std::copy_n(mac.begin(), 4, m_mask.begin());
    m_checksumAt = imageOffset + int64_t(pageSize);
}

int JournalFile::read(int64_t offset, crypto::ByteSpan out)
{
    if (out.size() == pageSize)
        return readImage(offset, out);
    if (out.size() == s_magic.size())
        return readMagic(offset, out);
    const int code = rawRead(offset, out);
    if (code == SQLITE_OK && out.size() == 4 && offset == m_checksumAt) {
        for (size_t i = 0; i < 4; ++i)
            out[i] ^= m_mask[i];
    }
    return code;
}

int JournalFile::readImage(int64_t offset, crypto::ByteSpan out)
{
    crypto::Block<4> number;
    if (const int code = rawRead(offset - 4, number); code != SQLITE_OK)
        return code;
    if (const int code = rawRead(offset, out); code != SQLITE_OK)
        return code;
    rememberMask(offset, out);
    return m_cipher.open(readBigEndian32(number), out) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

/// SQLite asks for the magic of a segment before it believes its header, and for another one at
/// the end of the file, where the name of a super-journal could stand; ours never has one.
int JournalFile::readMagic(int64_t offset, crypto::ByteSpan out)
{
    std::ranges::fill(out, uint8_t{0});
    if (!isAtSector(offset))
        return SQLITE_OK;
    crypto::Block<s_headerSize + 32> sealed{};
    const int code = rawRead(offset, sealed);
    if (code == SQLITE_IOERR_SHORT_READ)
        return SQLITE_OK; // no header fits here
    if (code != SQLITE_OK)
        return code;
    const crypto::ByteView view(sealed);
    if (!std::ranges::equal(view.first(s_magic.size()), s_magic))
        return SQLITE_OK;
    if (!crypto::equal(view.subspan(s_headerSize), macOf(offset, view)))
        return SQLITE_IOERR_DATA;
    std::ranges::copy(s_magic, out.begin());
    return SQLITE_OK;
}

int JournalFile::write(int64_t offset, crypto::ByteView bytes)
{
    const bool isHeader = isAtSector(offset);
    if (bytes.size() == pageSize)
        return writeImage(offset, bytes);
    if (isHeader && bytes.size() == s_sector)
        return writeHeader(offset, bytes);
    if (isHeader && bytes.size() == s_updateSize)
        return writeHeader(offset, bytes);
    const bool isEraser =
        isHeader && isZero(bytes) && (bytes.size() == 1 || bytes.size() == s_headerSize);
    if (isEraser)
        return rawWrite(offset, bytes);
    if (bytes.size() != 4)
        return SQLITE_IOERR_WRITE;
    crypto::Block<4> four;
    std::ranges::copy(bytes, four.begin());
    if (offset == m_checksumAt) {
        for (size_t i = 0; i < 4; ++i)
            four[i] ^= m_mask[i];
    }
    return rawWrite(offset, four);
}

int JournalFile::writeImage(int64_t offset, crypto::ByteView page)
{
    crypto::Block<4> number;
    if (const int code = rawRead(offset - 4, number); code != SQLITE_OK)
        return code == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_WRITE : code;
    m_cipher.seal(readBigEndian32(number), page, m_scratch.span(), m_random);
    rememberMask(offset, m_scratch.view());
    return rawWrite(offset, m_scratch.view());
}

/// \a start is a whole sector, or the 12 bytes that make a header on disk valid.
int JournalFile::writeHeader(int64_t offset, crypto::ByteView start)
{
    std::vector<uint8_t> header(std::max(start.size(), s_headerSize + 32));
    if (start.size() < header.size()) {
        if (const int code = rawRead(offset, header); code != SQLITE_OK)
            return code == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_WRITE : code;
    }
    std::ranges::copy(start, header.begin());
    std::ranges::copy(macOf(offset, header), header.begin() + s_headerSize);
    return rawWrite(offset, header);
}

}
