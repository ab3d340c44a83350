// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/journal.h"

#include <algorithm>

namespace safeguard {

using namespace format;

namespace {

constexpr size_t s_sector = 512;
constexpr size_t s_headerSize = 28;
constexpr size_t s_sealedHeader = s_headerSize + 32;
constexpr size_t s_updateSize = 12; // magic and record count
constexpr crypto::Block<8> s_magic = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};

bool isAtSector(int64_t offset)
{
    return offset % int64_t(s_sector) == 0;
}

bool startsWithMagic(crypto::ByteView header)
{
    return std::ranges::equal(header.first(s_magic.size()), s_magic);
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

void JournalFile::rememberSeed(int64_t offset, crypto::ByteView header)
{
    m_seeds[offset] = readBigEndian32(header.subspan(12));
}

uint32_t JournalFile::seedAt(int64_t offset) const
{
    const auto after = m_seeds.upper_bound(offset);
    return after == m_seeds.begin() ? 0 : std::prev(after)->second;
}

int JournalFile::read(int64_t offset, crypto::ByteSpan out)
{
    if (out.size() == pageSize)
        return readImage(offset, out);
    if (out.size() == s_magic.size())
        return readMagic(offset, out);
    const int code = rawRead(offset, out);
    if (code == SQLITE_IOERR_SHORT_READ && out.size() == 4)
        return SQLITE_IOERR_DATA;
    if (code == SQLITE_OK && out.size() == 4 && offset == m_checksumAt) {
        for (size_t i = 0; i < 4; ++i)
            out[i] = static_cast<uint8_t>(m_checksum >> (24 - 8 * i));
    }
    return code;
}

/// A header counts the images that were synced before it: one that is missing is damage, at which
/// SQLite would quietly stop.
int JournalFile::readImage(int64_t offset, crypto::ByteSpan out)
{
    crypto::Block<4> number;
    int code = rawRead(offset - 4, number);
    if (code == SQLITE_OK)
        code = rawRead(offset, out);
    if (code != SQLITE_OK)
        return code == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_DATA : code;
    const uint32_t seed = seedAt(offset);
    if (!m_cipher.open({readBigEndian32(number), seed}, out))
        return SQLITE_IOERR_DATA;
    m_checksumAt = offset + int64_t(pageSize);
    m_checksum = seed; // SQLite's file format, section 3: every 200th byte from the end
    for (int at = int(pageSize) - 200; at > 0; at -= 200)
        m_checksum += out[static_cast<size_t>(at)];
    return SQLITE_OK;
}

/// SQLite asks for the magic of a segment before it believes its header, and for another one at
/// the end of the file, where the name of a super-journal could stand; ours never has one.
int JournalFile::readMagic(int64_t offset, crypto::ByteSpan out)
{
    std::ranges::fill(out, uint8_t{0});
    if (!isAtSector(offset))
        return SQLITE_OK;
    crypto::Block<s_sealedHeader> header{};
    const int code = rawRead(offset, header);
    if (code == SQLITE_IOERR_SHORT_READ)
        return SQLITE_OK; // no header fits here
    if (code != SQLITE_OK)
        return code;
    const bool hasMagic = startsWithMagic(header);
    if (!hasMagic && isGenuine(offset, header)) {
        m_isAccepted = true; // begun, but nothing behind it was synced
        return SQLITE_OK;
    }
    std::ranges::copy(s_magic, header.begin());
    const bool fits = isGenuine(offset, header);
    if (hasMagic != fits)
        return SQLITE_IOERR_DATA; // a header was altered, be it in its magic alone
    if (!fits)
        return checkBehind(offset);
    std::ranges::copy(s_magic, out.begin());
    rememberSeed(offset, header);
    m_isAccepted = true;
    return SQLITE_OK;
}

/// Playback ends where no header is. A genuine one behind it means that this one was destroyed.
int JournalFile::checkBehind(int64_t offset)
{
    crypto::Block<s_sealedHeader> header{};
    int code = SQLITE_OK;
    for (int64_t at = offset + int64_t(s_sector); code == SQLITE_OK; at += int64_t(s_sector)) {
        code = rawRead(at, header);
        if (code == SQLITE_OK && startsWithMagic(header) && isGenuine(at, header))
            return SQLITE_IOERR_DATA;
        m_isCutShort |= at > offset + int64_t(pageSize);
    }
    return code == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : code;
}

bool JournalFile::isGenuine(int64_t offset, crypto::ByteView header) const
{
    return crypto::equal(header.subspan(s_headerSize), macOf(offset, header));
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
    return rawWrite(offset, offset == m_checksumAt ? crypto::ByteView(crypto::Block<4>{}) : bytes);
}

int JournalFile::writeImage(int64_t offset, crypto::ByteView page)
{
    crypto::Block<4> number;
    if (const int code = rawRead(offset - 4, number); code != SQLITE_OK)
        return code == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_WRITE : code;
    m_cipher.seal({readBigEndian32(number), seedAt(offset)}, page, m_scratch.span(), m_random);
    m_checksumAt = offset + int64_t(pageSize);
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
    if (start.size() == s_sector) // what follows is of a journal that was there before
        m_seeds.erase(m_seeds.lower_bound(offset), m_seeds.end());
    rememberSeed(offset, header);
    return rawWrite(offset, header);
}

}
