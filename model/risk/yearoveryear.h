// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/riskmap.h"

namespace safeguard {

enum class RiskMove {
    New,        ///< answered now, was not then
    Gone,       ///< answered then, is not asked or not there any more
    Raised,     ///< from "does not apply" too
    Lowered,    ///< to "does not apply" too
    Rejustified ///< of the same level, for another reason or by other means
};
inline constexpr int riskMoveCount = 5;
QString nameOf(RiskMove move);
QString keyOf(RiskMove move);

/// A risk that is not what it was.
struct RiskDifference
{
    RiskMove move = RiskMove::New;
    RecordRef subject;
    Id<Threat> threat;
    const Risk *before = nullptr;     ///< null when it is new
    const Risk *after = nullptr;      ///< null when it is gone
    std::optional<Level> levelBefore; ///< what counted then; none for "does not apply"
    std::optional<Level> levelAfter;
    QStringList reasons; ///< never empty
};

/// What two states of the risk analysis differ in, and why: what changed in the map, in the matrix,
/// in the answer, and what was done in between. Levels are each by the method of its time. Points
/// into the snapshots of both maps, which have to outlive it.
struct YearOverYear
{
    YearOverYear(const RiskMap &before, const RiskMap &after);

    std::vector<RiskDifference> differences; ///< by move, then by target and threat
    qint64 same = 0;                         ///< risks that are as they were

    qint64 count(RiskMove move) const;
};

}
