// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/library.h"

#include "model/vault/messages.h"

#include <algorithm>
#include <botan/mem_ops.h>
#include <cstring>
#include <sqlite3.h>

namespace safeguard {

namespace {

sqlite3_mem_methods s_system;

void wipingFree(void *memory)
{
    Botan::secure_scrub_memory(memory, static_cast<size_t>(s_system.xSize(memory)));
    s_system.xFree(memory);
}

/// The system's realloc would leave the old copy behind when it moves.
void *wipingRealloc(void *memory, int size)
{
    const int old = s_system.xSize(memory);
    if (size <= old && size > old / 2)
        return memory;
    void *moved = s_system.xMalloc(size);
    if (!moved)
        return nullptr;
    std::memcpy(moved, memory, static_cast<size_t>(std::min(old, size)));
    wipingFree(memory);
    return moved;
}

bool configure()
{
    if (sqlite3_config(SQLITE_CONFIG_URI, 0) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &s_system) != SQLITE_OK)
        return false;
    sqlite3_mem_methods wiping = s_system;
    wiping.xFree = wipingFree;
    wiping.xRealloc = wipingRealloc;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &wiping) == SQLITE_OK &&
           sqlite3_initialize() == SQLITE_OK;
}

}

Status prepareSqlite()
{
    static const bool s_isPrepared = configure();
    if (!s_isPrepared)
        return failure(ErrorCode::Internal,
                       VaultText::tr("SQLite was used before its protections were set up, so no "
                                     "project is opened. Restart the program."));
    return {};
}

}
