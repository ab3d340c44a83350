// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <sqlite3.h>
#include <string>
#include <utility>

namespace safeguard {

/// The project file as bytes, through the handle of SQLite's platform VFS. Everything that touches
/// an open project goes through such handles: closing any other descriptor of the file would drop
/// the process's POSIX locks on it. Results are SQLite result codes.
class RawFile final
{
public:
    enum class Mode { ReadWrite, ReadOnly, CreateNew };
    /// Empty when it cannot be opened; \a code then says why. In Mode::ReadWrite a file that cannot
    /// be written is refused with SQLITE_READONLY.
    static std::unique_ptr<RawFile> open(const std::string &path, Mode mode, int &code);
    ~RawFile();
    RawFile(const RawFile &) = delete;
    RawFile &operator=(const RawFile &) = delete;

    /// SQLITE_IOERR_SHORT_READ when the file ends before; the rest of \a out is then zero.
    int read(int64_t offset, std::span<uint8_t> out);
    int write(int64_t offset, std::span<const uint8_t> bytes);
    int truncate(int64_t size);
    int sync();
    int size(int64_t &bytes);
    /// Keeps every other process from writing, or with \a exclusive from reading. SQLITE_BUSY when
    /// one of them is there already.
    int lock(bool exclusive);
    int control(int operation, void *argument);
    /// It goes by the name \a path, which a rename has given it or gives it before anything more is
    /// written: whether it has moved is asked of that name from now on.
    void goBy(const std::string &path);

    /// The VFS below; stays the one that was the default when the file was opened.
    sqlite3_vfs *vfs() const { return m_vfs; }
    sqlite3_filename name() const { return m_name; }

private:
    RawFile() = default;
    static sqlite3_filename newName(const std::string &path);
    sqlite3_file *file() { return reinterpret_cast<sqlite3_file *>(m_memory.get()); }

    sqlite3_vfs *m_vfs = nullptr;
    sqlite3_filename m_name = nullptr;
    sqlite3_filename m_firstName = nullptr;   ///< the platform's handle points to it
    std::pair<uint64_t, uint64_t> m_identity; ///< what goBy() knows it by
    std::unique_ptr<std::max_align_t[]> m_memory;
    bool m_isLocked = false;
};

}
