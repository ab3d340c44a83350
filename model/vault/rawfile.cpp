// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/rawfile.h"

#include <cstddef>
#if defined(__unix__) || defined(__APPLE__)
#include <sys/stat.h>
#endif

namespace safeguard {

namespace {

/// Volume and number of the file with that name; zeros when there is none, or no such numbers.
std::pair<uint64_t, uint64_t> identityOf(const char *path)
{
#if defined(__unix__) || defined(__APPLE__)
    struct stat found = {};
    if (::stat(path, &found) == 0)
        return {uint64_t(found.st_dev), uint64_t(found.st_ino)};
#else
    (void)path;
#endif
    return {0, 0};
}

}

sqlite3_filename RawFile::newName(const std::string &path)
{
    return sqlite3_create_filename(path.c_str(), (path + "-journal").c_str(),
                                   (path + "-wal").c_str(), 0, nullptr);
}

std::unique_ptr<RawFile> RawFile::open(const std::string &path, Mode mode, int &code)
{
    std::unique_ptr<RawFile> raw(new RawFile);
    raw->m_vfs = sqlite3_vfs_find(nullptr);
    raw->m_name = newName(path);
    if (!raw->m_name) {
        code = SQLITE_NOMEM;
        return nullptr;
    }
    const size_t units =
        (static_cast<size_t>(raw->m_vfs->szOsFile) + sizeof(std::max_align_t) - 1) /
        sizeof(std::max_align_t);
    raw->m_memory = std::make_unique<std::max_align_t[]>(units);
    int flags = SQLITE_OPEN_MAIN_DB;
    flags |= mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (mode == Mode::CreateNew)
        flags |= SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;
    int given = 0;
    code = raw->m_vfs->xOpen(raw->m_vfs, raw->m_name, raw->file(), flags, &given);
    if (code == SQLITE_OK && mode != Mode::ReadOnly && (given & SQLITE_OPEN_READONLY))
        code = SQLITE_READONLY;
    if (code != SQLITE_OK)
        return nullptr;
    return raw;
}

RawFile::~RawFile()
{
    if (m_memory && file()->pMethods) {
        if (m_isLocked)
            file()->pMethods->xUnlock(file(), SQLITE_LOCK_NONE);
        file()->pMethods->xClose(file());
    }
    for (const sqlite3_filename name : {m_name, m_firstName}) {
        if (name)
            sqlite3_free_filename(name);
    }
}

int RawFile::read(int64_t offset, std::span<uint8_t> out)
{
    return file()->pMethods->xRead(file(), out.data(), static_cast<int>(out.size()), offset);
}

int RawFile::write(int64_t offset, std::span<const uint8_t> bytes)
{
    return file()->pMethods->xWrite(file(), bytes.data(), static_cast<int>(bytes.size()), offset);
}

int RawFile::truncate(int64_t size)
{
    return file()->pMethods->xTruncate(file(), size);
}

int RawFile::sync()
{
    return file()->pMethods->xSync(file(), SQLITE_SYNC_NORMAL);
}

int RawFile::size(int64_t &bytes)
{
    sqlite3_int64 size = 0;
    const int code = file()->pMethods->xFileSize(file(), &size);
    bytes = size;
    return code;
}

int RawFile::lock(bool exclusive)
{
    int code = file()->pMethods->xLock(file(), SQLITE_LOCK_SHARED);
    m_isLocked = code == SQLITE_OK;
    if (code == SQLITE_OK && exclusive)
        code = file()->pMethods->xLock(file(), SQLITE_LOCK_EXCLUSIVE);
    return code;
}

void RawFile::goBy(const std::string &path)
{
    const sqlite3_filename name = newName(path);
    if (!name)
        throw std::bad_alloc();
    m_identity = identityOf(m_name);
    if (m_firstName)
        sqlite3_free_filename(m_name);
    else
        m_firstName = m_name;
    m_name = name;
}

int RawFile::control(int operation, void *argument)
{
    if (operation == SQLITE_FCNTL_HAS_MOVED && m_firstName) {
        *static_cast<int *>(argument) = identityOf(m_name) != m_identity;
        return SQLITE_OK;
    }
    return file()->pMethods->xFileControl(file(), operation, argument);
}

}
