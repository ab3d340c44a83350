// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/journal.h"
#include "model/vault/keys.h"

namespace safeguard {

/// A SQLite VFS for one project file: it opens this file and its rollback journal, both sealed, and
/// nothing else: no other database, no temporary file, no write-ahead log. SQLite's locks are no
/// business of it; the caller holds the file's lock from before the header is read until the end.
class VaultVfs final
{
public:
    VaultVfs(RawFile &file, const keys::FileKeys &keys, crypto::ByteView fileId,
             crypto::RandomPool &random, std::function<int()> beforeWriting);
    ~VaultVfs();
    VaultVfs(const VaultVfs &) = delete;
    VaultVfs &operator=(const VaultVfs &) = delete;

    /// For sqlite3_open_v2; empty when SQLite had no memory to register it.
    const char *name() const { return m_vfs.zName; }
    PageFile &pages() { return m_pages; }
    /// The header was written clean in the meantime: the next write must ask for permission again.
    void rest() { m_isWriting = false; }
    /// The page that failed authentication last, 0 when none did.
    uint32_t damagedPage() const { return m_damagedPage; }
    /// Whether a genuine journal was found and read, that is, played back.
    bool isJournalAccepted() const { return m_isJournalAccepted; }
    /// Whether the journal goes on behind the last segment that was played back.
    bool isJournalCutShort() const { return m_isJournalCutShort; }
    /// Whether it was the journal that failed authentication last.
    bool isJournalDamaged() const { return m_isJournalDamaged; }

private:
    struct Handle;
    struct Main;
    struct Journal;
    friend struct Main;
    friend struct Journal;
    static int xOpen(sqlite3_vfs *, sqlite3_filename, sqlite3_file *, int, int *);
    static int xDelete(sqlite3_vfs *, const char *, int);
    static int xAccess(sqlite3_vfs *, const char *, int, int *);
    static int xFullPathname(sqlite3_vfs *, const char *, int, char *);
    static int xRandomness(sqlite3_vfs *, int, char *);
    static int xSleep(sqlite3_vfs *, int);
    static int xCurrentTime(sqlite3_vfs *, double *);
    static int xGetLastError(sqlite3_vfs *, int, char *);

    int openMain(sqlite3_file *out, int flags, int *given);
    int openJournal(sqlite3_filename name, sqlite3_file *out, int flags, int *given);
    bool isJournal(const char *name) const { return name && m_journalPath == name; }
    int prepareWriting();
    int readMain(int64_t offset, crypto::ByteSpan out);
    int readPart(int64_t offset, crypto::ByteSpan out);
    int writeMain(int64_t offset, crypto::ByteView page);

    RawFile &m_file;
    std::string m_name;
    std::string m_path;
    std::string m_journalPath;
    const keys::FileKeys &m_keys;
    crypto::Block<16> m_fileId;
    crypto::RandomPool &m_random;
    std::function<int()> m_beforeWriting;
    bool m_isWriting = false;
    PageFile m_pages;
    Secret m_scratch;
    uint32_t m_damagedPage = 0;
    bool m_isJournalDamaged = false;
    bool m_isJournalAccepted = false;
    bool m_isJournalCutShort = false;
    sqlite3_vfs m_vfs{};
};

}
