// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace safeguard {

struct CloseConnection
{
    void operator()(sqlite3 *db) const { sqlite3_close_v2(db); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

/// Opens \a path through the VFS of that name and sets what the format and the safety of the file
/// depend on: rollback journal truncated after each transaction, full synchronisation, exclusive,
/// nothing temporary on disk. Plays back a journal that a crash has left. From then on SQL cannot
/// change any of this, attach another file or load code. A SQLite result code when empty.
Connection connect(const std::string &path, const char *vfs, bool isReadOnly, int &code);

/// The statements that a later part may need with the authorizer out of the way, one by one.
int runTrusted(sqlite3 *db, const char *sql);
/// The first column of each row as text, through the authorizer. Stops at the first error.
int readColumn(sqlite3 *db, const char *sql, std::vector<std::string> &out);

}
