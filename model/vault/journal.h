// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/pages.h"

#include <map>

namespace safeguard {

/// The rollback journal below SQLite. It knows the shapes of SQLite's journal writes (file format
/// documentation, section 3) and refuses any other:
///
/// - page images of 4096 bytes, sealed under the number in the four bytes before them and the
/// random
///   seed in the header of their segment;
/// - four bytes of checksum behind an image, a sum over plaintext. It is not stored, but computed
///   again from the authentic image when SQLite asks for it;
/// - segment headers (28 bytes at the start of a 512-byte sector), followed by a MAC over the
///   header and its place, in the padding. SQLite first writes a header without its magic and puts
///   magic and record count in later; both are written with their MAC in one go.
///
/// What fails authentication is an error, never zeros, at which SQLite would quietly stop playing
/// the journal back.
class JournalFile final
{
public:
    JournalFile(sqlite3_file *file, crypto::ByteView pageKey, crypto::ByteView headerKey,
                crypto::ByteView fileId, crypto::RandomPool &random);

    int read(int64_t offset, crypto::ByteSpan out);
    int write(int64_t offset, crypto::ByteView bytes);

    /// Whether a genuine segment header was read.
    bool isAccepted() const { return m_isAccepted; }
    /// Whether there are images behind a header that is none. A crash before the header was synced
    /// leaves that, and so does who destroys a header.
    bool isCutShort() const { return m_isCutShort; }

private:
    int readImage(int64_t offset, crypto::ByteSpan out);
    int readMagic(int64_t offset, crypto::ByteSpan out);
    bool isGenuine(int64_t offset, crypto::ByteView header) const;
    int checkBehind(int64_t offset);
    int writeImage(int64_t offset, crypto::ByteView page);
    int writeHeader(int64_t offset, crypto::ByteView start);
    crypto::Block<32> macOf(int64_t offset, crypto::ByteView header) const;
    uint32_t seedAt(int64_t offset) const;
    void rememberSeed(int64_t offset, crypto::ByteView header);
    int rawRead(int64_t offset, crypto::ByteSpan out);
    int rawWrite(int64_t offset, crypto::ByteView bytes);

    sqlite3_file *m_file;
    PageCipher m_cipher;
    Secret m_headerKey;
    crypto::Block<16> m_fileId;
    crypto::RandomPool &m_random;
    Secret m_scratch;
    bool m_isAccepted = false;
    bool m_isCutShort = false;
    std::map<int64_t, uint32_t> m_seeds; ///< of the segments, by their offset
    int64_t m_checksumAt = -1;           ///< behind the image that was read or written last
    uint32_t m_checksum = 0;             ///< of the image that was read last
};

}
