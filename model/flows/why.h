// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/datamap.h"

namespace safeguard {

/// One sentence of an explanation, and the record that it is about.
struct WhyLine
{
    QString text;
    QString registerKey = {};
    AnyId id = {};
};
using Why = std::vector<WhyLine>;

/// "Tier 1".
QString tierName(Tier tier);
QString standingName(Standing standing);
/// "linked to a patient".
QString stateName(DataState state);
/// "Patch sensor → Home gateway → Ingestion API".
QString pathText(const DataMap &map, const DataPath &path);

/// Why a system or a flow has its tier: what is the strictest in it, where that comes from, where
/// it was linked and by what.
Why whyTier(const DataMap &map, const Id<System> &id);
Why whyTier(const DataMap &map, const Id<Flow> &id);
Why whyJoin(const DataMap &map, const Join &join);
Why whyOrigin(const DataMap &map, const Origin &origin);

/// All sentences as one text.
QString textOf(const Why &why);

}
