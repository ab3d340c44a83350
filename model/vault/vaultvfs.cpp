// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/vaultvfs.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>

namespace safeguard {

using namespace format;

namespace {

/// Nothing may be thrown through SQLite.
template <class F>
int guarded(int failure, F &&call) noexcept
{
    try {
        return call();
    } catch (const std::bad_alloc &) {
        return SQLITE_IOERR_NOMEM;
    } catch (...) {
        return failure;
    }
}

crypto::ByteSpan spanOf(void *bytes, int size)
{
    return {static_cast<uint8_t *>(bytes), static_cast<size_t>(size)};
}

crypto::ByteView viewOf(const void *bytes, int size)
{
    return {static_cast<const uint8_t *>(bytes), static_cast<size_t>(size)};
}

constexpr size_t roundedUp(size_t size)
{
    return (size + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) *
           alignof(std::max_align_t);
}

/// The fields of page 1 on which the format rests: page size, rollback journal, reserved bytes.
bool hasOurShape(crypto::ByteView page1)
{
    return page1[16] == 0x10 && page1[17] == 0 && page1[18] == 1 && page1[19] == 1 &&
           page1[20] == reserved;
}

/// What SQLite reads of page 1 before it looks for a hot journal. It needs to learn only the shape
/// from it; the page itself may be torn until the journal is played back.
void putSyntheticStart(crypto::ByteSpan out)
{
    constexpr char title[] = "SQLite format 3"; // its zero is part of it
    std::ranges::fill(out, uint8_t{0});
    std::memcpy(out.data(), title, sizeof title);
    const uint8_t shape[] = {0x10, 0, 1, 1, reserved, 64, 32, 32};
    std::ranges::copy(shape, out.begin() + 16);
}

}

struct VaultVfs::Handle
{
    sqlite3_file base;
    VaultVfs *owner;
    JournalFile *journal; ///< owned; null in the main file's handle

    static Handle &of(sqlite3_file *file) { return *reinterpret_cast<Handle *>(file); }
    /// The platform's file behind a journal's handle.
    sqlite3_file *below()
    {
        return reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(this) +
                                                roundedUp(sizeof(Handle)));
    }
};

struct VaultVfs::Main
{
    static VaultVfs &owner(sqlite3_file *file) { return *Handle::of(file).owner; }
    static int close(sqlite3_file *) { return SQLITE_OK; }
    static int read(sqlite3_file *file, void *out, int size, sqlite3_int64 offset)
    {
        return guarded(SQLITE_IOERR_READ,
                       [&] { return owner(file).readMain(offset, spanOf(out, size)); });
    }
    static int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
    {
        return guarded(SQLITE_IOERR_WRITE,
                       [&] { return owner(file).writeMain(offset, viewOf(bytes, size)); });
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        return guarded(SQLITE_IOERR_TRUNCATE, [&] {
            if (size % int64_t(pageSize) != 0)
                return SQLITE_IOERR_TRUNCATE;
            const int code = owner(file).prepareWriting();
            return code != SQLITE_OK ? code : owner(file).m_pages.truncate(size);
        });
    }
    static int sync(sqlite3_file *file, int) { return owner(file).m_file.sync(); }
    static int fileSize(sqlite3_file *file, sqlite3_int64 *size)
    {
        uint32_t pages = 0;
        const int code = owner(file).m_pages.count(pages);
        *size = int64_t(pages) * int64_t(pageSize);
        return code;
    }
    static int lock(sqlite3_file *, int) { return SQLITE_OK; }
    static int checkReserved(sqlite3_file *, int *isReserved)
    {
        *isReserved = 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file *file, int operation, void *argument)
    {
        // A hint would make the file longer by bytes that are no sealed pages.
        if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE)
            return SQLITE_OK;
        if (operation == SQLITE_FCNTL_HAS_MOVED)
            return owner(file).m_file.control(operation, argument);
        return SQLITE_NOTFOUND;
    }
    static int sectorSize(sqlite3_file *) { return 512; }
    static int characteristics(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static constexpr sqlite3_io_methods methods = {
        1,       close,         read,    write,      truncate,        sync,    fileSize, lock,
        lock,    checkReserved, control, sectorSize, characteristics, nullptr, nullptr,  nullptr,
        nullptr, nullptr,       nullptr};
};

struct VaultVfs::Journal
{
    static sqlite3_file *below(sqlite3_file *file) { return Handle::of(file).below(); }
    static int close(sqlite3_file *file)
    {
        delete Handle::of(file).journal;
        Handle::of(file).journal = nullptr;
        return below(file)->pMethods->xClose(below(file));
    }
    static int read(sqlite3_file *file, void *out, int size, sqlite3_int64 offset)
    {
        return guarded(SQLITE_IOERR_READ, [&] {
            const int code = Handle::of(file).journal->read(offset, spanOf(out, size));
            VaultVfs &owner = *Handle::of(file).owner;
            owner.m_isJournalDamaged |= code == SQLITE_IOERR_DATA;
            owner.m_isJournalAccepted |= Handle::of(file).journal->isAccepted();
            owner.m_isJournalCutShort |= Handle::of(file).journal->isCutShort();
            return code;
        });
    }
    static int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
    {
        return guarded(SQLITE_IOERR_WRITE, [&] {
            return Handle::of(file).journal->write(offset, viewOf(bytes, size));
        });
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        return below(file)->pMethods->xTruncate(below(file), size);
    }
    static int sync(sqlite3_file *file, int flags)
    {
        return below(file)->pMethods->xSync(below(file), flags);
    }
    static int fileSize(sqlite3_file *file, sqlite3_int64 *size)
    {
        return below(file)->pMethods->xFileSize(below(file), size);
    }
    static int control(sqlite3_file *, int, void *) { return SQLITE_NOTFOUND; }

    static constexpr sqlite3_io_methods methods = {1,
                                                   close,
                                                   read,
                                                   write,
                                                   truncate,
                                                   sync,
                                                   fileSize,
                                                   Main::lock,
                                                   Main::lock,
                                                   Main::checkReserved,
                                                   control,
                                                   Main::sectorSize,
                                                   Main::characteristics,
                                                   nullptr,
                                                   nullptr,
                                                   nullptr,
                                                   nullptr,
                                                   nullptr,
                                                   nullptr};
};

VaultVfs::VaultVfs(RawFile &file, const keys::FileKeys &keys, crypto::ByteView fileId,
                   crypto::RandomPool &random, std::function<int()> beforeWriting)
    : m_file(file)
    , m_path(file.name())
    , m_journalPath(m_path + "-journal")
    , m_keys(keys)
    , m_random(random)
    , m_beforeWriting(std::move(beforeWriting))
    , m_pages(file, keys.pages.view(), fileId, random)
    , m_scratch(pageSize)
{
    static std::atomic<unsigned> s_serial{0};
    m_name = "safeguard-" + std::to_string(++s_serial);
    std::copy_n(fileId.begin(), 16, m_fileId.begin());
    m_vfs.iVersion = 1;
    m_vfs.szOsFile = static_cast<int>(roundedUp(sizeof(Handle))) + file.vfs()->szOsFile;
    m_vfs.mxPathname = file.vfs()->mxPathname;
    m_vfs.zName = m_name.c_str();
    m_vfs.pAppData = this;
    m_vfs.xOpen = xOpen;
    m_vfs.xDelete = xDelete;
    m_vfs.xAccess = xAccess;
    m_vfs.xFullPathname = xFullPathname;
    m_vfs.xRandomness = xRandomness;
    m_vfs.xSleep = xSleep;
    m_vfs.xCurrentTime = xCurrentTime;
    m_vfs.xGetLastError = xGetLastError;
    if (sqlite3_vfs_register(&m_vfs, 0) != SQLITE_OK)
        throw std::bad_alloc();
}

VaultVfs::~VaultVfs()
{
    sqlite3_vfs_unregister(&m_vfs);
}

namespace {

VaultVfs &selfOf(sqlite3_vfs *vfs)
{
    return *static_cast<VaultVfs *>(vfs->pAppData);
}

}

int VaultVfs::xOpen(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *out, int flags,
                    int *given)
{
    VaultVfs &self = selfOf(vfs);
    out->pMethods = nullptr;
    if ((flags & SQLITE_OPEN_MAIN_DB) && name && self.m_path == name)
        return self.openMain(out, flags, given);
    if ((flags & SQLITE_OPEN_MAIN_JOURNAL) && self.isJournal(name))
        return guarded(SQLITE_CANTOPEN, [&] { return self.openJournal(name, out, flags, given); });
    return SQLITE_CANTOPEN;
}

int VaultVfs::openMain(sqlite3_file *out, int flags, int *given)
{
    Handle &handle = *new (out) Handle{{&Main::methods}, this, nullptr};
    Q_UNUSED(handle)
    if (given)
        *given = flags;
    return SQLITE_OK;
}

int VaultVfs::openJournal(sqlite3_filename name, sqlite3_file *out, int flags, int *given)
{
    Handle &handle = *new (out) Handle{{nullptr}, this, nullptr};
    auto journal = std::make_unique<JournalFile>(handle.below(), m_keys.journalPages.view(),
                                                 m_keys.journalHeaders.view(), m_fileId, m_random);
    const int code = m_file.vfs()->xOpen(m_file.vfs(), name, handle.below(), flags, given);
    if (code != SQLITE_OK)
        return code;
    handle.journal = journal.release();
    handle.base.pMethods = &Journal::methods;
    return SQLITE_OK;
}

int VaultVfs::xDelete(sqlite3_vfs *vfs, const char *name, int syncsFolder)
{
    VaultVfs &self = selfOf(vfs);
    if (!self.isJournal(name))
        return SQLITE_IOERR_DELETE;
    return self.m_file.vfs()->xDelete(self.m_file.vfs(), name, syncsFolder);
}

int VaultVfs::xAccess(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
    VaultVfs &self = selfOf(vfs);
    *result = 0;
    if (self.m_path != name && !self.isJournal(name))
        return SQLITE_OK;
    return self.m_file.vfs()->xAccess(self.m_file.vfs(), name, flags, result);
}

int VaultVfs::xFullPathname(sqlite3_vfs *, const char *name, int size, char *out)
{
    const size_t length = std::strlen(name) + 1;
    if (length > static_cast<size_t>(size))
        return SQLITE_CANTOPEN;
    std::memcpy(out, name, length);
    return SQLITE_OK;
}

int VaultVfs::xRandomness(sqlite3_vfs *vfs, int size, char *out)
{
    sqlite3_vfs *below = selfOf(vfs).m_file.vfs();
    return below->xRandomness(below, size, out);
}

int VaultVfs::xSleep(sqlite3_vfs *vfs, int microseconds)
{
    sqlite3_vfs *below = selfOf(vfs).m_file.vfs();
    return below->xSleep(below, microseconds);
}

int VaultVfs::xCurrentTime(sqlite3_vfs *vfs, double *now)
{
    sqlite3_vfs *below = selfOf(vfs).m_file.vfs();
    return below->xCurrentTime(below, now);
}

int VaultVfs::xGetLastError(sqlite3_vfs *vfs, int size, char *out)
{
    sqlite3_vfs *below = selfOf(vfs).m_file.vfs();
    return below->xGetLastError ? below->xGetLastError(below, size, out) : 0;
}

int VaultVfs::prepareWriting()
{
    if (m_isWriting)
        return SQLITE_OK;
    const int code = m_beforeWriting();
    m_isWriting = code == SQLITE_OK;
    return code;
}

int VaultVfs::readMain(int64_t offset, crypto::ByteSpan out)
{
    if (out.size() != pageSize || offset % int64_t(pageSize) != 0)
        return readPart(offset, out);
    const uint32_t number = static_cast<uint32_t>(offset / int64_t(pageSize)) + 1;
    const int code = m_pages.read(number, out);
    if (code == SQLITE_IOERR_DATA)
        m_damagedPage = number;
    return code;
}

/// SQLite also reads the first 100 bytes, the change counter, and pieces of overflow pages.
int VaultVfs::readPart(int64_t offset, crypto::ByteSpan out)
{
    const size_t start = static_cast<size_t>(offset % int64_t(pageSize));
    if (start + out.size() > pageSize)
        return SQLITE_IOERR_READ;
    const crypto::ByteSpan page = m_scratch.span();
    const int code = readMain(offset - static_cast<int64_t>(start), page);
    std::ranges::copy(page.subspan(start, out.size()), out.begin());
    std::ranges::fill(page, uint8_t{0});
    if (code == SQLITE_IOERR_DATA && offset == 0 && out.size() == 100) {
        putSyntheticStart(out);
        return SQLITE_OK;
    }
    return code;
}

int VaultVfs::writeMain(int64_t offset, crypto::ByteView page)
{
    if (page.size() != pageSize || offset % int64_t(pageSize) != 0 ||
        (offset == 0 && !hasOurShape(page)))
        return SQLITE_IOERR_WRITE;
    if (const int code = prepareWriting(); code != SQLITE_OK)
        return code;
    return m_pages.write(static_cast<uint32_t>(offset / int64_t(pageSize)) + 1, page);
}

}
