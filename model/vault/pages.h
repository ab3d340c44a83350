// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/format.h"
#include "model/vault/rawfile.h"

#include <optional>

namespace safeguard {

/// Seals pages of 4096 bytes: 4048 of text, nonce 24, tag 16, 8 zeros. The tag also covers what
/// the page is (domain, file, number), so that no page can stand in for another one.
class PageCipher final
{
public:
    enum class Domain : uint8_t { Main = 'D', Journal = 'J' };
    PageCipher(Domain domain, crypto::ByteView key, crypto::ByteView fileId);

    /// What the tag covers beside the text; \a segment is 0 outside journals.
    struct Place
    {
        uint32_t number;
        uint32_t segment = 0;
    };
    /// \a out becomes the sealed \a page; they may not overlap. The last 48 bytes of \a page are
    /// ignored. Throws when there is no randomness.
    void seal(Place place, crypto::ByteView page, crypto::ByteSpan out, crypto::RandomPool &random);
    /// Decrypts in place, the reserved bytes become zeros, as SQLite's checksums expect. False, and
    /// the page zeroed, when it is not what was sealed for this place.
    [[nodiscard]] bool open(Place place, crypto::ByteSpan page);

private:
    crypto::ByteView associatedFor(Place place);
    crypto::Xaes m_cipher;
    crypto::Block<43> m_associated{};
};

/// The sealed pages of a file behind its header. Page numbers start at 1.
class PageFile final
{
public:
    PageFile(RawFile &file, crypto::ByteView key, crypto::ByteView fileId,
             crypto::RandomPool &random);

    /// SQLITE_IOERR_DATA for a page that fails authentication, SQLITE_IOERR_SHORT_READ (and zeros)
    /// past the end of the file; a partial page at the end is not a page.
    int read(uint32_t number, crypto::ByteSpan page);
    /// Pages between the end of the file and \a number are sealed as zeros: SQLite leaves holes,
    /// and a rule that unwritten bytes are valid would let an attacker blank a page.
    int write(uint32_t number, crypto::ByteView page);
    int truncate(int64_t size);
    int count(uint32_t &pages);
    uint64_t sealed() const { return m_sealed; }

private:
    int put(uint32_t number, crypto::ByteView page);

    RawFile &m_file;
    PageCipher m_cipher;
    crypto::RandomPool &m_random;
    Secret m_scratch;
    std::optional<uint32_t> m_count; ///< empty when it must be asked again
    uint64_t m_sealed = 0;
};

}
