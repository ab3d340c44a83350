// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/datamap.h"

#include <array>

namespace safeguard {

enum class Cover {
    Covered,
    Weak,    ///< encrypted by a method that no longer counts as protection
    Unknown, ///< not answered; not the same as no
    Gap,
    Enclosed, ///< leaves no enclosure: not encrypted, and nobody comes near it
};
/// In the order in which they are told.
inline constexpr std::array allCovers{Cover::Covered, Cover::Enclosed, Cover::Weak, Cover::Unknown,
                                      Cover::Gap};
constexpr bool isProtected(Cover cover)
{
    return cover == Cover::Covered || cover == Cover::Enclosed;
}
QString coverKey(Cover cover);
QString coverName(Cover cover);

Cover coverAtRest(AtRest encryption);
/// By the channel, or by the payload's own encryption where that reaches at least to the target.
Cover coverInTransit(const DataMap &map, const Flow &flow);

/// One place where Tier 1 or 2 data rest or move, and whether encryption protects them there.
/// 164.312(a)(2)(iv) at rest, 164.312(e)(2)(ii) in transit, both Addressable.
struct CoverageRow
{
    QString registerKey; ///< systems or flows
    AnyId id;
    Tier tier = Tier::One;
    Cover cover = Cover::Unknown;
    QString how; ///< what is on record
    QString citation;
};

/// A system in which encrypted data become readable.
struct DecryptPoint
{
    Id<System> system;
    Id<Flow> flow; ///< that ends there
};

class WayFinder;

struct EncryptionMap
{
    std::vector<CoverageRow> atRest;
    std::vector<CoverageRow> inTransit;
    std::vector<DecryptPoint> decryptPoints;
    std::vector<Id<System>> joins;  ///< in order of their numbers
    std::vector<Id<System>> stores; ///< of Tier 1 data
    std::shared_ptr<const WayFinder> finder;

    struct Way
    {
        Id<System> join;
        Id<System> store;
        std::vector<Id<Flow>> flows;
    };
    /// One shortest way per join and store of Tier 1 data that it leads to. Found when asked for:
    /// there may be as many as joins times stores.
    std::vector<Way> ways() const;
};

EncryptionMap deriveEncryption(const DataMap &map);

}
