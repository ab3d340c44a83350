// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vendors/vendormap.h"

#include "model/inventory/organization.h"
#include "model/inventory/system.h"
#include "model/vendors/cloud_service.h"
#include "model/vendors/provisionanswers.h"

#include <set>

namespace safeguard {

namespace {

struct VendorWords
{
    Q_DECLARE_TR_FUNCTIONS(Vendors)
};

bool holdsIt(Standing standing)
{
    return standing == Standing::One;
}

AgreementCover coverFrom(AgreementState state)
{
    switch (state) {
    case AgreementState::Draft:
    case AgreementState::Negotiation:
        return AgreementCover::Draft;
    case AgreementState::NotYet:
        return AgreementCover::NotYet;
    case AgreementState::InForce:
        return AgreementCover::Covered;
    case AgreementState::Expired:
        return AgreementCover::Expired;
    case AgreementState::Terminated:
        return AgreementCover::Terminated;
    }
    return AgreementCover::None;
}

/// How near it is to being cover; the higher the nearer.
int nearness(AgreementState state)
{
    static const std::array order{AgreementState::Terminated, AgreementState::Expired,
                                  AgreementState::Draft,      AgreementState::Negotiation,
                                  AgreementState::NotYet,     AgreementState::InForce};
    return static_cast<int>(std::find(order.begin(), order.end(), state) - order.begin());
}

class VendorReader
{
public:
    explicit VendorReader(const DataMap &map)
        : m_map(map)
        , m_snapshot(map.snapshot())
        , m_provisions(map.snapshot())
    {
        for (const System *system : m_snapshot.inOrder<System>()) {
            if (!system->isRetired())
                readSystem(*system);
        }
        for (const Flow *flow : m_snapshot.inOrder<Flow>())
            m_incoming[flow->target].push_back(flow);
        for (const Agreement *agreement : m_snapshot.inOrder<Agreement>())
            m_agreements[{agreement->counterparty, agreement->direction}].push_back(agreement);
        m_role = m_snapshot.only<Organization>().hipaaRole;
    }

    std::vector<VendorNeed> read()
    {
        std::vector<VendorNeed> needs;
        for (const Company *company : m_snapshot.inOrder<Company>()) {
            if (company->isVendor() && isThere(*company))
                needs.push_back(downstream(*company));
        }
        coverChains(needs);
        for (const Company *company : m_snapshot.inOrder<Company>()) {
            if (company->isCustomer() && isThere(*company))
                needs.push_back(upstream(*company));
        }
        return needs;
    }

private:
    void readSystem(const System &system)
    {
        const Id<System> id = idOf(system);
        if (system.operatedBy == Operator::Vendor && !system.vendor.isNull())
            m_systems[system.vendor].push_back(id);
        const CloudService *service = m_snapshot.find(system.cloudService);
        const bool isSame =
            service && system.operatedBy == Operator::Vendor && service->provider == system.vendor;
        if (service && !isSame && !service->provider.isNull())
            m_systems[service->provider].push_back(id);
        m_isEPhiHere = m_isEPhiHere || holdsIt(m_map.standingOf(id));
    }

    bool isThere(const Company &company) const
    {
        return company.isCurrent(m_snapshot.today()) || m_systems.contains(idOf(company));
    }

    VendorNeed downstream(const Company &company) const
    {
        VendorNeed need;
        need.company = idOf(company);
        bool isUnknown = false;
        const auto systems = m_systems.find(need.company);
        if (systems != m_systems.end()) {
            for (const Id<System> &id : systems->second) {
                const Standing standing = m_map.standingOf(id);
                (holdsIt(standing) ? need.systems : need.others).push_back(id);
                isUnknown = isUnknown || standing == Standing::NotClassified;
                if (standing < need.standing)
                    need.standing = standing;
            }
        }
        if (m_role == HipaaRole::Outside) { // no agreement has to name any
            need.others.insert(need.others.end(), need.systems.begin(), need.systems.end());
            need.systems.clear();
        }
        addFlows(need);
        need.need = needFor(company, need, isUnknown);
        if (need.need == Need::Required || need.need == Need::Unclear)
            findCover(need);
        return need;
    }

    /// Those that bring ePHI to its systems from another's.
    void addFlows(VendorNeed &need) const
    {
        for (const Id<System> &id : need.systems) {
            const auto incoming = m_incoming.find(id);
            for (const Flow *flow :
                 incoming == m_incoming.end() ? std::vector<const Flow *>() : incoming->second) {
                const bool isOwn = std::find(need.systems.begin(), need.systems.end(),
                                             flow->source) != need.systems.end();
                if (!isOwn && holdsIt(m_map.standingOf(idOf(*flow))))
                    need.flows.push_back(idOf(*flow));
            }
        }
    }

    Need needFor(const Company &company, const VendorNeed &need, bool isUnknown) const
    {
        if (m_role == HipaaRole::Outside)
            return Need::NotRequired;
        if (!need.systems.empty())
            return company.exemption.trimmed().isEmpty() ? Need::Required : Need::Exempt;
        const bool namesPatients =
            std::any_of(company.elements.begin(), company.elements.end(), [&](const auto &id) {
                const DataElement *element = m_snapshot.find(id);
                return element && element->content != Content::Operational &&
                       element->linksToPerson != LinksToPerson::No;
            });
        const bool isOpen = isUnknown || (namesPatients && need.others.empty());
        return isOpen && company.exemption.trimmed().isEmpty() ? Need::Unclear : Need::NotRequired;
    }

    VendorNeed upstream(const Company &company) const
    {
        VendorNeed need;
        need.company = idOf(company);
        need.direction = Direction::Upstream;
        const bool isForOthers = m_role != HipaaRole::CoveredEntity && m_role != HipaaRole::Outside;
        if (!isForOthers || !m_isEPhiHere)
            return need;
        need.standing = Standing::One;
        need.need = company.exemption.trimmed().isEmpty() ? Need::Required : Need::Exempt;
        findCover(need);
        return need;
    }

    /// What the agreements with the company do for its systems.
    void findCover(VendorNeed &need) const
    {
        const auto at = m_agreements.find({need.company, need.direction});
        if (at == m_agreements.end())
            return uncover(need, AgreementCover::None);
        const QDate today = m_snapshot.today();
        const Agreement *nearest = nullptr;
        std::set<Id<System>> covered;
        bool coversAll = false;
        for (const Agreement *agreement : at->second) {
            const AgreementState state = stateOf(*agreement, today);
            if (!nearest || nearness(stateOf(*nearest, today)) <= nearness(state))
                nearest = agreement;
            if (state != AgreementState::InForce)
                continue;
            coversAll = coversAll || agreement->systems.isEmpty();
            covered.insert(agreement->systems.begin(), agreement->systems.end());
        }
        need.agreement = idOf(*nearest);
        const AgreementCover cover = coverFrom(stateOf(*nearest, today));
        if (cover != AgreementCover::Covered)
            return uncover(need, cover);
        for (const Id<System> &system : need.systems) {
            if (!coversAll && !covered.contains(system))
                need.uncovered.push_back(system);
        }
        need.cover = need.uncovered.empty() ? AgreementCover::Covered : AgreementCover::OutOfScope;
    }

    static void uncover(VendorNeed &need, AgreementCover cover)
    {
        need.cover = cover;
        need.uncovered = need.systems;
    }

    /// Subcontractors without an agreement of their own with us stand under the one above them, if
    /// that binds them.
    void coverChains(std::vector<VendorNeed> &needs) const
    {
        std::map<Id<Company>, VendorNeed *> byCompany;
        for (VendorNeed &need : needs)
            byCompany[need.company] = &need;
        for (VendorNeed &need : needs) {
            if (need.need == Need::Required && need.cover == AgreementCover::None)
                coverFromAbove(need, byCompany);
        }
    }

    void coverFromAbove(VendorNeed &need,
                        const std::map<Id<Company>, VendorNeed *> &byCompany) const
    {
        std::set<Id<Company>> seen{need.company};
        const Company *company = m_snapshot.find(need.company);
        while (company && !company->subcontractorOf.isNull() &&
               seen.insert(company->subcontractorOf).second) {
            const auto above = byCompany.find(company->subcontractorOf);
            const Agreement *agreement =
                above == byCompany.end() ? nullptr : m_snapshot.find(above->second->agreement);
            if (agreement && stateOf(*agreement, m_snapshot.today()) == AgreementState::InForce) {
                need.through = company->subcontractorOf;
                need.agreement = idOf(*agreement);
                const bool binds = m_provisions.bindsSubcontractors(idOf(*agreement));
                need.cover = binds ? AgreementCover::Covered : AgreementCover::NoFlowDown;
                if (binds)
                    need.uncovered.clear();
                return;
            }
            company = m_snapshot.find(company->subcontractorOf);
        }
    }

    const DataMap &m_map;
    const Snapshot &m_snapshot;
    ProvisionAnswers m_provisions;
    HipaaRole m_role = HipaaRole::NotDetermined;
    bool m_isEPhiHere = false;
    std::map<Id<Company>, std::vector<Id<System>>> m_systems;
    std::map<Id<System>, std::vector<const Flow *>> m_incoming;
    std::map<std::pair<Id<Company>, Direction>, std::vector<const Agreement *>> m_agreements;
};

QString titlesOf(const Snapshot &snapshot, const std::vector<Id<System>> &systems)
{
    QStringList titles;
    for (const Id<System> &id : systems)
        titles += snapshot.title(QString::fromLatin1(System::registerKey), id);
    return titles.join(QStringLiteral(", "));
}

}

QString nameOf(Need need)
{
    switch (need) {
    case Need::NotRequired:
        return VendorWords::tr("Not required");
    case Need::Required:
        return VendorWords::tr("Required");
    case Need::Unclear:
        return VendorWords::tr("Unclear");
    case Need::Exempt:
        return VendorWords::tr("Not needed, because");
    }
    return {};
}

QString keyOf(Need need)
{
    static const std::array keys{"not_required", "required", "unclear", "exempt"};
    return QLatin1String(keys.at(static_cast<size_t>(need)));
}

QString nameOf(AgreementCover cover)
{
    switch (cover) {
    case AgreementCover::Covered:
        return VendorWords::tr("Covered");
    case AgreementCover::None:
        return VendorWords::tr("No agreement");
    case AgreementCover::Draft:
        return VendorWords::tr("Not signed yet");
    case AgreementCover::NotYet:
        return VendorWords::tr("Not effective yet");
    case AgreementCover::Expired:
        return VendorWords::tr("Expired");
    case AgreementCover::Terminated:
        return VendorWords::tr("Terminated");
    case AgreementCover::OutOfScope:
        return VendorWords::tr("Does not name every system");
    case AgreementCover::NoFlowDown:
        return VendorWords::tr("Does not bind subcontractors");
    }
    return {};
}

QString keyOf(AgreementCover cover)
{
    static const std::array keys{"covered", "none",       "draft",        "not_yet",
                                 "expired", "terminated", "out_of_scope", "no_flow_down"};
    return QLatin1String(keys.at(static_cast<size_t>(cover)));
}

VendorMap::VendorMap(const DataMap &map)
    : m_needs(VendorReader(map).read())
{
    const Snapshot &snapshot = map.snapshot();
    for (const Agreement *agreement : snapshot.inOrder<Agreement>()) {
        if (agreement->direction != Direction::Upstream || !agreement->breachNoticeDays ||
            stateOf(*agreement, snapshot.today()) != AgreementState::InForce)
            continue;
        if (!m_shortest || *agreement->breachNoticeDays < m_shortest->days)
            m_shortest = NoticeTerm{*agreement->breachNoticeDays, idOf(*agreement)};
    }
}

const VendorNeed *VendorMap::need(const Id<Company> &company, Direction direction) const
{
    const auto at = std::find_if(m_needs.begin(), m_needs.end(), [&](const VendorNeed &need) {
        return need.company == company && need.direction == direction;
    });
    return at == m_needs.end() ? nullptr : &*at;
}

namespace {

Why whyUpstream(const Snapshot &snapshot, const VendorNeed &need)
{
    const HipaaRole role = snapshot.only<Organization>().hipaaRole;
    if (need.need == Need::NotRequired)
        return {{role == HipaaRole::CoveredEntity || role == HipaaRole::Outside
                     ? VendorWords::tr("You do not handle ePHI for it: your role is %1.")
                           .arg(labelOf(role).toLower())
                     : VendorWords::tr("No ePHI is on the map.")}};
    return {{VendorWords::tr("You handle ePHI for it as its business associate.")}};
}

Why whyDownstream(const DataMap &map, const VendorNeed &need)
{
    const Snapshot &snapshot = map.snapshot();
    Why why;
    if (snapshot.only<Organization>().hipaaRole == HipaaRole::Outside)
        return {{VendorWords::tr("The organization is outside HIPAA, as it says of itself.")}};
    for (const Id<System> &id : need.systems) {
        const System *system = snapshot.find(id);
        const bool isOperator =
            system && system->operatedBy == Operator::Vendor && system->vendor == need.company;
        why.push_back({(isOperator ? VendorWords::tr("It operates %1, which can hold ePHI.")
                                   : VendorWords::tr("%1 runs on its cloud service, and can hold "
                                                     "ePHI: also encrypted, and without the key."))
                           .arg(snapshot.title(QString::fromLatin1(System::registerKey), id)),
                       QString::fromLatin1(System::registerKey), id});
    }
    for (const Id<Flow> &id : need.flows)
        why.push_back({VendorWords::tr("%1 brings ePHI there.")
                           .arg(snapshot.describe(QString::fromLatin1(Flow::registerKey), id)),
                       QString::fromLatin1(Flow::registerKey), id});
    if (need.need == Need::Unclear)
        why.push_back({need.others.empty()
                           ? VendorWords::tr("It says that it handles patient data, and no system "
                                             "of it is on the map.")
                           : VendorWords::tr("Nobody has said which data can be in %1.")
                                 .arg(titlesOf(snapshot, need.others))});
    else if (need.systems.empty())
        why.push_back(
            {need.others.empty()
                 ? VendorWords::tr("No system of it is on the map.")
                 : VendorWords::tr("No ePHI can be in %1.").arg(titlesOf(snapshot, need.others))});
    return why;
}

QString whyCovered(const Snapshot &snapshot, const VendorNeed &need)
{
    const Agreement *agreement = snapshot.find(need.agreement);
    if (!agreement)
        return VendorWords::tr("There is no agreement with it.");
    const QString name =
        snapshot.describe(QString::fromLatin1(Agreement::registerKey), agreement->id);
    const QString above = snapshot.title(QString::fromLatin1(Company::registerKey), need.through);
    switch (need.cover) {
    case AgreementCover::OutOfScope:
        return VendorWords::tr("%1 is in force and does not name %2.")
            .arg(name, titlesOf(snapshot, need.uncovered));
    case AgreementCover::NoFlowDown:
        return VendorWords::tr("It works for %1. In %2 nobody has found that subcontractors are "
                               "bound.")
            .arg(above, name);
    case AgreementCover::Covered: {
        if (!need.through.isNull())
            return VendorWords::tr("It works for %1, who is bound by %2 to bind it.")
                .arg(above, name);
        const auto term = termOf(*agreement, snapshot.today());
        return term ? VendorWords::tr("%1 is in force until %2.")
                          .arg(name, term->ends.toString(Qt::ISODate))
                    : VendorWords::tr("%1 is in force.").arg(name);
    }
    default:
        return VendorWords::tr("%1: %2.").arg(name, nameOf(need.cover));
    }
}

}

Why whyNeeded(const DataMap &map, const VendorNeed &need)
{
    const Snapshot &snapshot = map.snapshot();
    Why why = need.direction == Direction::Upstream ? whyUpstream(snapshot, need)
                                                    : whyDownstream(map, need);
    const Company *company = snapshot.find(need.company);
    if (need.need == Need::Exempt && company)
        why.push_back({VendorWords::tr("No agreement is needed, somebody has written: %1")
                           .arg(company->exemption)});
    if (need.need == Need::Required)
        why.push_back({whyCovered(snapshot, need), QString::fromLatin1(Agreement::registerKey),
                       need.agreement});
    return why;
}

}
