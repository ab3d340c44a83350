// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/rawfile.h"

#include <cstddef>

namespace safeguard {

std::unique_ptr<RawFile> RawFile::open(const std::string &path, Mode mode, int &code)
{
    std::unique_ptr<RawFile> raw(new RawFile);
    raw->m_vfs = sqlite3_vfs_find(nullptr);
    raw->m_name = sqlite3_create_filename(path.c_str(), (path + "-journal").c_str(),
                                          (path + "-wal").c_str(), 0, nullptr);
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
    if (m_name)
        sqlite3_free_filename(m_name);
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

int RawFile::control(int operation, void *argument)
{
    return file()->pMethods->xFileControl(file(), operation, argument);
}

}
