// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/why.h"
#include "model/vendors/agreementterm.h"

namespace safeguard {

/// Whether the map makes an agreement with a company necessary, 160.103 (business associate).
enum class Need {
    NotRequired, ///< no ePHI is with it
    Required,
    Unclear, ///< nobody has said what is in its system, or it names data that the map does not show
    Exempt,  ///< it would be, and somebody has written why not
};
QString nameOf(Need need);
QString keyOf(Need need);

/// What stands behind a company today, the worst that is so.
enum class AgreementCover {
    Covered,
    None,
    Draft,  ///< or in negotiation
    NotYet, ///< not effective yet
    Expired,
    Terminated,
    OutOfScope, ///< in force, and does not name every system that it has to
    NoFlowDown, ///< a subcontractor, and the agreement above does not bind subcontractors
};
QString nameOf(AgreementCover cover);
QString keyOf(AgreementCover cover);

/// What an agreement with a company is needed for, and whether it is there.
struct VendorNeed
{
    Id<Company> company;
    Direction direction = Direction::Downstream;
    Need need = Need::NotRequired;
    AgreementCover cover = AgreementCover::None;
    Standing standing = Standing::Four; ///< the strictest of what it holds
    std::vector<Id<System>> systems;    ///< with ePHI, that an agreement has to name
    std::vector<Id<System>> others;     ///< without
    std::vector<Id<Flow>> flows;        ///< that bring it ePHI from elsewhere
    std::vector<Id<System>> uncovered;  ///< of the systems
    Id<Agreement> agreement;            ///< that covers it, or the nearest to doing so
    Id<Company> through;                ///< a subcontractor: whose agreement covers it

    bool isGap() const { return need == Need::Required && cover != AgreementCover::Covered; }
};

/// Which companies need an agreement and have one: a pure function of the snapshot and its day.
/// 164.308(b), 164.314(a), 164.502(e).
class VendorMap final
{
public:
    explicit VendorMap(const DataMap &map);

    /// By direction, vendors first, then in order of the numbers. A company that is both is there
    /// twice; one with whom the business has ended and who holds nothing is not.
    const std::vector<VendorNeed> &needs() const { return m_needs; }
    /// Null when it is not there in that direction.
    const VendorNeed *need(const Id<Company> &company, Direction direction) const;
    /// The shortest time in which an upstream agreement in force wants breaches reported, and which
    /// that is; none when no agreement says.
    struct NoticeTerm
    {
        int days = 0;
        Id<Agreement> agreement;
    };
    const std::optional<NoticeTerm> &shortestUpstream() const { return m_shortest; }

private:
    std::vector<VendorNeed> m_needs;
    std::optional<NoticeTerm> m_shortest;
};

/// Why a company needs an agreement or not, and what covers it: a sentence each.
Why whyNeeded(const DataMap &map, const VendorNeed &need);

}
