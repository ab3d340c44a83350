// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/connection.h"

#include "model/vault/format.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace safeguard {

namespace {

using std::string_view_literals::operator""sv;

/// What may be asked with an argument; everything else only without one, that is, read.
constexpr std::array s_pragmas = {
    "application_id"sv,     "user_version"sv,      "table_info"sv,      "table_xinfo"sv,
    "table_list"sv,         "index_list"sv,        "index_info"sv,      "index_xinfo"sv,
    "foreign_key_list"sv,   "foreign_key_check"sv, "integrity_check"sv, "quick_check"sv,
    "defer_foreign_keys"sv, "optimize"sv,          "analysis_limit"sv,
};
/// What acts even without an argument.
constexpr std::array s_actions = {"wal_checkpoint"sv, "incremental_vacuum"sv};

template <size_t N>
bool contains(const std::array<std::string_view, N> &names, std::string_view name)
{
    const auto isSame = [&](std::string_view other) {
        return sqlite3_strnicmp(other.data(), name.data(), static_cast<int>(other.size())) == 0 &&
               other.size() == name.size();
    };
    return std::ranges::any_of(names, isSame);
}

int authorize(void *, int action, const char *first, const char *second, const char *, const char *)
{
    switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        return SQLITE_DENY;
    case SQLITE_PRAGMA:
        if (contains(s_actions, first) || (second && !contains(s_pragmas, first)))
            return SQLITE_DENY;
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return second && sqlite3_stricmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_OK;
    }
}

void limit(sqlite3 *db)
{
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1); // VACUUM needs the one
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    sqlite3_extended_result_codes(db, 1);
}

/// TRUNCATE with FULL makes the last commit durable without syncing the folder; a write-ahead log
/// would lose committed transactions in SQLite 3.40 to 3.49 after a spilled savepoint rolls back.
/// The first statement that reads also plays back a journal.
constexpr const char *s_setUp = "PRAGMA page_size=4096;"
                                "PRAGMA auto_vacuum=NONE;"
                                "PRAGMA temp_store=MEMORY;"
                                "PRAGMA mmap_size=0;"
                                "PRAGMA cache_size=-65536;"
                                "PRAGMA cell_size_check=ON;"
                                "PRAGMA locking_mode=EXCLUSIVE;"
                                "PRAGMA synchronous=FULL;"
                                "SELECT count(*) FROM sqlite_schema;";

int setUp(sqlite3 *db, bool isReadOnly)
{
    int reserved = format::reserved; // for a new file; an old one says so itself
    sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
    int code = sqlite3_exec(db, s_setUp, nullptr, nullptr, nullptr);
    if (code == SQLITE_OK && !isReadOnly)
        code = sqlite3_exec(db, "PRAGMA journal_mode=TRUNCATE", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_set_authorizer(db, authorize, nullptr);
    return code;
}

}

Connection connect(const std::string &path, const char *vfs, bool isReadOnly, int &code)
{
    sqlite3 *db = nullptr;
    const int access = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    code = sqlite3_open_v2(path.c_str(), &db, access | SQLITE_OPEN_NOMUTEX, vfs);
    Connection connection(db);
    if (code == SQLITE_OK) {
        limit(db);
        code = setUp(db, isReadOnly);
    }
    if (code != SQLITE_OK)
        connection.reset();
    return connection;
}

int runTrusted(sqlite3 *db, const char *sql)
{
    sqlite3_set_authorizer(db, nullptr, nullptr);
    const int code = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
    sqlite3_set_authorizer(db, authorize, nullptr);
    return code;
}

int readColumn(sqlite3 *db, const char *sql, std::vector<std::string> &out)
{
    sqlite3_stmt *statement = nullptr;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, nullptr);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
        if (code != SQLITE_ROW)
            break;
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, 0));
        out.emplace_back(text ? text : "");
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

}
