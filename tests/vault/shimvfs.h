// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <QByteArray>
#include <QRandomGenerator>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace safeguard::testing {

/// A VFS between the vault and the platform: it can fail any operation, show what is written, and
/// model a loss of power as SQLite's own test6.c does: what was not synced is written, lost or torn
/// in sectors of 512 bytes; a file that was renamed meanwhile keeps its new name. It is the default
/// VFS while it lives.
class ShimVfs final
{
public:
    enum class Op { Open, Read, Write, Truncate, Sync, Delete };

    ShimVfs();
    ~ShimVfs();
    ShimVfs(const ShimVfs &) = delete;
    ShimVfs &operator=(const ShimVfs &) = delete;

    /// Asked before each operation: the SQLite code with which it shall fail, SQLITE_OK to go on.
    std::function<int(Op)> fault;
    /// Told of all that is written.
    std::function<void(const std::string &path, int64_t offset, QByteArrayView bytes)> written;

    /// From now on sync is only modelled; each file stands as it is.
    void beginPowerModel()
    {
        m_models.clear();
        m_isModelling = true;
    }
    /// Leaves on disk what a loss of power at this moment might leave, and ends the model.
    void losePower(QRandomGenerator &random);

private:
    struct File;
    struct Methods;
    struct Pending
    {
        int64_t offset;
        QByteArray bytes; ///< null: truncation to the offset
    };
    struct Model
    {
        QByteArray durable;
        std::vector<Pending> pending;
        quint64 inode = 0; ///< 0 for a file that was deleted
    };
    static int xOpen(sqlite3_vfs *, sqlite3_filename, sqlite3_file *, int, int *);
    static int xDelete(sqlite3_vfs *, const char *, int);
    int ask(Op op) const { return fault ? fault(op) : SQLITE_OK; }
    void note(const std::string &path, Pending pending);
    void makeDurable(const std::string &path);
    Model &modelOf(const std::string &path);

    sqlite3_vfs *m_below;
    sqlite3_vfs m_vfs;
    bool m_isModelling = false;
    std::map<std::string, Model> m_models;
};

/// Fails from the operation \a at on, all or once, of the kinds in \a ops.
class FailingAt final
{
public:
    FailingAt(ShimVfs &shim, std::vector<ShimVfs::Op> ops, int at, int code, bool isPersistent);
    bool hasFailed() const { return m_failures > 0; }
    void disarm();

private:
    ShimVfs &m_shim;
    int m_seen = 0;
    int m_failures = 0;
};

}
