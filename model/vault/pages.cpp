// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/pages.h"

#include <algorithm>

namespace safeguard {

using namespace format;

namespace {

int64_t offsetOf(uint32_t number)
{
    return static_cast<int64_t>(pagesStart) +
           (static_cast<int64_t>(number) - 1) * int64_t(pageSize);
}

}

PageCipher::PageCipher(Domain domain, crypto::ByteView key, crypto::ByteView fileId)
    : m_cipher(key)
{
    const crypto::Block<4> mark = {'S', 'G', 'D', '1'};
    const crypto::ByteSpan out(m_associated);
    std::ranges::copy(mark, out.begin());
    out[4] = uint8_t(domain);
    out[5] = cipherXaes;
    putLittleEndian(out.subspan(6, 4), pageSize);
    out[10] = reserved;
    std::ranges::copy(fileId.first(16), out.begin() + 11);
}

crypto::ByteView PageCipher::associatedFor(Place place)
{
    putLittleEndian(crypto::ByteSpan(m_associated).subspan(27, 8), place.number);
    putLittleEndian(crypto::ByteSpan(m_associated).subspan(35, 8), place.segment);
    return m_associated;
}

void PageCipher::seal(Place place, crypto::ByteView page, crypto::ByteSpan out,
                      crypto::RandomPool &random)
{
    crypto::Nonce nonce;
    random.fill(nonce);
    std::copy_n(page.begin(), pageText, out.begin());
    const crypto::Tag tag = m_cipher.seal(nonce, associatedFor(place), out.first(pageText));
    auto end = std::ranges::copy(nonce, out.begin() + pageText).out;
    end = std::ranges::copy(tag, end).out;
    std::fill(end, out.end(), uint8_t{0});
}

bool PageCipher::open(Place place, crypto::ByteSpan page)
{
    crypto::Nonce nonce;
    crypto::Tag tag;
    std::copy_n(page.begin() + pageText, nonce.size(), nonce.begin());
    std::copy_n(page.begin() + pageText + 24, tag.size(), tag.begin());
    const bool hasZeros =
        std::ranges::all_of(page.subspan(pageText + 40), [](uint8_t b) { return b == 0; });
    const bool isGenuine =
        hasZeros && m_cipher.open(nonce, associatedFor(place), page.first(pageText), tag);
    std::ranges::fill(isGenuine ? page.subspan(pageText) : page, uint8_t{0});
    return isGenuine;
}

PageFile::PageFile(RawFile &file, crypto::ByteView key, crypto::ByteView fileId,
                   crypto::RandomPool &random)
    : m_file(file)
    , m_cipher(PageCipher::Domain::Main, key, fileId)
    , m_random(random)
    , m_scratch(pageSize)
{}

int PageFile::read(uint32_t number, crypto::ByteSpan page)
{
    const int code = m_file.read(offsetOf(number), page);
    if (code == SQLITE_IOERR_SHORT_READ)
        std::ranges::fill(page, uint8_t{0});
    if (code != SQLITE_OK)
        return code;
    return m_cipher.open({number}, page) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

int PageFile::write(uint32_t number, crypto::ByteView page)
{
    uint32_t pages = 0;
    if (const int code = count(pages); code != SQLITE_OK)
        return code;
    if (number > pages + 1) {
        const std::vector<uint8_t> zeros(pageSize);
        for (uint32_t hole = pages + 1; hole < number; ++hole) {
            if (const int code = put(hole, zeros); code != SQLITE_OK)
                return code;
        }
    }
    return put(number, page);
}

int PageFile::put(uint32_t number, crypto::ByteView page)
{
    m_cipher.seal({number}, page, m_scratch.span(), m_random);
    ++m_sealed;
    const int code = m_file.write(offsetOf(number), m_scratch.view());
    if (code != SQLITE_OK)
        m_count.reset();
    else if (m_count && number > *m_count)
        m_count = number;
    return code;
}

int PageFile::truncate(int64_t size)
{
    m_count.reset();
    return m_file.truncate(int64_t(pagesStart) + size);
}

int PageFile::count(uint32_t &pages)
{
    if (!m_count) {
        int64_t size = 0;
        if (const int code = m_file.size(size); code != SQLITE_OK)
            return code;
        m_count = size < int64_t(pagesStart)
                      ? 0
                      : static_cast<uint32_t>((size - int64_t(pagesStart)) / int64_t(pageSize));
    }
    pages = *m_count;
    return SQLITE_OK;
}

}
