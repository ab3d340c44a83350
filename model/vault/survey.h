// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/pages.h"

namespace safeguard {

/// What authenticating every page found.
struct Survey
{
    uint32_t pages = 0;               ///< that the database says it has
    uint32_t surplus = 0;             ///< in the file behind them; they belong to nothing
    std::vector<uint32_t> damaged;    ///< pages of the database, and such as are missing
    std::vector<uint32_t> tornLeaves; ///< unreadable, but unused
};

/// True to go on.
using SurveyProgress = std::function<bool(uint32_t done, uint32_t all)>;

/// Reads every page. SQLite never journals the leaves of its free list, so a power loss may leave
/// them torn in a sound file; SQLite ignores their content, a tag does not. SQLITE_INTERRUPT when
/// cancelled, other codes when the file cannot be read.
int takeSurvey(PageFile &pages, Survey &out, const SurveyProgress &progress = {});

/// Seals the torn leaves anew, as zeros, and cuts the surplus off.
int mend(PageFile &pages, RawFile &file, const Survey &survey);

}
