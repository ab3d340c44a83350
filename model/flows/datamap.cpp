// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/datamap.h"

#include "model/inventory/organization.h"

namespace safeguard {

namespace {

constexpr std::array allStates{DataState::Raw, DataState::Linked, DataState::Deidentified,
                               DataState::Plain};

bool linksToPatient(const DataElement &element)
{
    // A staff member's name links to a person, but not to a patient.
    return element.content != Content::Operational &&
           (element.linksToPerson == LinksToPerson::Yes ||
            element.linksToPerson == LinksToPerson::Unknown);
}

bool isHealthOrTelemetry(const DataElement &element)
{
    return element.content == Content::Health || element.content == Content::DeviceTelemetry;
}

}

DataMap::DataMap(const Snapshot &snapshot)
    : m_snapshot(snapshot)
{
    indexRecords();
    indexProofs();
    walk();
    findBoundary();
    rateTiers();
}

void DataMap::indexRecords()
{
    for (const DataElement &element : m_snapshot.rows<DataElement>()) {
        m_elementIndex.insert(element.id, static_cast<int>(m_elements.size()));
        m_elements.push_back(
            {&element, isHealthOrTelemetry(element), linksToPatient(element), {}, {}, {}});
    }
    for (const System &system : m_snapshot.rows<System>()) {
        if (system.isRetired())
            continue;
        const int index = static_cast<int>(m_systems.size());
        m_systemIndex.insert(system.id, index);
        m_systems.push_back(&system);
        for (const auto &id : system.creates)
            m_elements[static_cast<size_t>(m_elementIndex.value(id))].creators.push_back(index);
    }
    m_outgoing.resize(m_systems.size());
    m_incoming.resize(m_systems.size());
    m_heldElements.resize(m_systems.size());
    m_links.resize(m_systems.size());
    for (const Flow &flow : m_snapshot.rows<Flow>()) {
        const int source = m_systemIndex.value(flow.source, -1);
        const int target = m_systemIndex.value(flow.target, -1);
        if (source < 0 || target < 0)
            continue;
        const int index = static_cast<int>(m_flows.size());
        m_flowIndex.insert(flow.id, index);
        m_flows.push_back({&flow, source, target, std::vector<bool>(m_elements.size()), {}});
        m_outgoing[static_cast<size_t>(source)].push_back(index);
        m_incoming[static_cast<size_t>(target)].push_back(index);
        for (const auto &id : flow.elements) {
            const auto element = static_cast<size_t>(m_elementIndex.value(id));
            m_elements[element].flows.push_back(index);
            m_flows.back().carries[element] = true;
        }
    }
}

void DataMap::indexProofs()
{
    for (const Deidentification &proof : m_snapshot.rows<Deidentification>()) {
        if (!proof.gaps(m_snapshot.today()).isEmpty())
            continue;
        for (Edge &edge : m_flows) {
            if (!proof.appliesTo(idOf(*edge.record)))
                continue;
            edge.isCovered.resize(m_elements.size());
            for (const auto &element : edge.record->elements) {
                const auto index = static_cast<size_t>(m_elementIndex.value(element));
                // Operational data are no one's: there is nothing to take out of them.
                const bool isSomeones = m_elements[index].record->content != Content::Operational;
                if (isSomeones && proof.covers(element))
                    edge.isCovered[index] = true;
            }
        }
    }
}

bool DataMap::isCovered(int flow, int element) const
{
    const std::vector<bool> &covered = m_flows[static_cast<size_t>(flow)].isCovered;
    return !covered.empty() && covered[static_cast<size_t>(element)];
}

/// Breadth first from the systems in which the state begins, so that each way found is a shortest.
void DataMap::spread(Element &element, DataState state, std::vector<int> from, bool stopsAtLinks)
{
    const int index = static_cast<int>(&element - m_elements.data());
    Layer &layer = element.layer(state);
    std::vector<int> reached;
    for (const int system : from) {
        if (layer.add(system, here, m_systems.size()))
            reached.push_back(system);
    }
    for (size_t next = 0; next < reached.size(); ++next) {
        const auto system = static_cast<size_t>(reached[next]);
        if (stopsAtLinks && m_links[system])
            continue; // what leaves here is linked
        for (const int flow : m_outgoing[system]) {
            const Edge &edge = m_flows[static_cast<size_t>(flow)];
            const bool passes = edge.carries[static_cast<size_t>(index)] &&
                                (state == DataState::Deidentified || !isCovered(flow, index));
            if (passes && layer.add(edge.target, flow, m_systems.size()))
                reached.push_back(edge.target);
        }
    }
}

/// Whether the element leaves the flow's source in another state and is de-identified on the flow.
bool DataMap::deidentifies(int flow, int element) const
{
    const int source = m_flows[static_cast<size_t>(flow)].source;
    return isCovered(flow, element) &&
           std::any_of(allStates.begin(), allStates.end(), [&](DataState state) {
               return state != DataState::Deidentified &&
                      m_elements[static_cast<size_t>(element)].layer(state).contains(source);
           });
}

/// Begins on the flows that de-identify the element.
void DataMap::spreadDeidentified(int index)
{
    Element &element = m_elements[static_cast<size_t>(index)];
    Layer &layer = element.layer(DataState::Deidentified);
    // A proof behind another one changes nothing, so one look at each is enough once the
    // other states stand.
    std::vector<std::pair<int, int>> entries;
    for (const int flow : element.flows) {
        if (deidentifies(flow, index))
            entries.emplace_back(m_flows[static_cast<size_t>(flow)].target, flow);
    }
    std::vector<int> from;
    for (const auto &[system, flow] : entries)
        from.push_back(system);
    spread(element, DataState::Deidentified, from, false);
    for (const auto &[system, flow] : entries) {
        if (layer.via(system) == here)
            layer.setVia(system, flow);
    }
}

void DataMap::walk()
{
    // What links is known first, for it does not depend on what is linked.
    for (Element &element : m_elements) {
        if (!element.isLinkable)
            spread(element, DataState::Plain, element.creators, false);
        else if (element.links)
            spread(element, DataState::Linked, element.creators, false);
        if (element.links) {
            const DataState state = element.isLinkable ? DataState::Linked : DataState::Plain;
            for (const int system : element.layer(state).systems())
                m_links[static_cast<size_t>(system)] = true;
        }
    }
    for (Element &element : m_elements) {
        if (!element.isLinkable || element.links)
            continue;
        spread(element, DataState::Raw, element.creators, true);
        std::vector<int> joins;
        for (const int system : element.layer(DataState::Raw).systems()) {
            if (m_links[static_cast<size_t>(system)])
                joins.push_back(system);
        }
        std::sort(joins.begin(), joins.end());
        spread(element, DataState::Linked, joins, false);
    }
    for (size_t i = 0; i < m_elements.size(); ++i) {
        spreadDeidentified(static_cast<int>(i));
        for (const DataState state : allStates) {
            for (const int system : m_elements[i].layer(state).systems()) {
                auto &held = m_heldElements[static_cast<size_t>(system)];
                if (held.empty() || held.back() != static_cast<int>(i))
                    held.push_back(static_cast<int>(i));
            }
        }
    }
}

void DataMap::findBoundary()
{
    for (size_t s = 0; s < m_systems.size(); ++s) {
        const int system = static_cast<int>(s);
        const Id<System> id = idOf(*m_systems[s]);
        Join join{id, {}, {}, {}};
        Origin origin{id, {}};
        for (const int e : m_heldElements[s]) {
            const Element &element = m_elements[static_cast<size_t>(e)];
            const bool isCreated = m_systems[s]->creates.contains(idOf(*element.record));
            if (isCreated && (element.record->content == Content::PatientIdentity ||
                              (element.isLinkable && element.links)))
                origin.elements.push_back(idOf(*element.record));
            if (!m_links[s])
                continue;
            if (element.layer(DataState::Raw).contains(system))
                join.raw.push_back(pathOf(system, e, DataState::Raw));
            const DataState linked = element.isLinkable ? DataState::Linked : DataState::Plain;
            if (element.links && element.layer(linked).contains(system))
                join.linking.push_back(pathOf(system, e, linked));
        }
        for (const int flow : m_incoming[s]) {
            const Flow &record = *m_flows[static_cast<size_t>(flow)].record;
            if (std::any_of(join.raw.begin(), join.raw.end(), [&](const DataPath &path) {
                    return record.elements.contains(path.element) &&
                           carries(flow, m_elementIndex.value(path.element), DataState::Raw);
                }))
                join.cut.push_back(idOf(record));
        }
        if (!join.raw.empty())
            m_joins.push_back(std::move(join));
        if (!origin.elements.empty())
            m_origins.push_back(std::move(origin));
    }
    const auto byNumber = [this](const auto &a, const auto &b) {
        return m_snapshot.find(a.system)->number < m_snapshot.find(b.system)->number;
    };
    std::stable_sort(m_joins.begin(), m_joins.end(), byNumber);
    std::stable_sort(m_origins.begin(), m_origins.end(), byNumber);
}

/// Whether the flow, which names the element, takes it along in that state.
bool DataMap::carries(int flow, int element, DataState state) const
{
    const Edge &edge = m_flows[static_cast<size_t>(flow)];
    const Element &what = m_elements[static_cast<size_t>(element)];
    const auto isAtSource = [&](DataState s) { return what.layer(s).contains(edge.source); };
    if (state == DataState::Deidentified)
        return isAtSource(state) || (isCovered(flow, element) &&
                                     std::any_of(allStates.begin(), allStates.end(), isAtSource));
    if (isCovered(flow, element))
        return false;
    const bool isLinkedHere = state == DataState::Raw && m_links[static_cast<size_t>(edge.source)];
    return isAtSource(state) && !isLinkedHere;
}

DataPath DataMap::pathOf(int system, int element, DataState state) const
{
    const Element &what = m_elements[static_cast<size_t>(element)];
    DataPath path{idOf(*what.record), state, {}, {}};
    const Layer &layer = what.layer(state);
    for (int at = system;;) {
        path.from = idOf(*m_systems[static_cast<size_t>(at)]);
        const int via = layer.contains(at) ? layer.via(at) : here;
        if (via == here)
            break;
        const Edge &edge = m_flows[static_cast<size_t>(via)];
        path.flows.push_back(idOf(*edge.record));
        at = edge.source;
        if (state == DataState::Deidentified && deidentifies(via, element)) {
            // Here it begins, even where the element comes back to this system de-identified.
            path.from = idOf(*m_systems[static_cast<size_t>(at)]);
            break;
        }
    }
    std::reverse(path.flows.begin(), path.flows.end());
    return path;
}

std::optional<DataPath> DataMap::pathTo(const Id<System> &system, const Id<DataElement> &element,
                                        DataState state) const
{
    const int s = indexOf(system);
    const int e = m_elementIndex.value(element, -1);
    if (s < 0 || e < 0 || !m_elements[static_cast<size_t>(e)].layer(state).contains(s))
        return std::nullopt;
    return pathOf(s, e, state);
}

Tier DataMap::tierOf(const Element &element, DataState state) const
{
    if (element.record->content == Content::Operational)
        return Tier::Four;
    switch (state) {
    case DataState::Raw:
        return Tier::Two;
    case DataState::Deidentified:
        return Tier::Three;
    case DataState::Linked:
    case DataState::Plain: // patient identity
        return Tier::One;
    }
    return Tier::One;
}

/// As it is told: what turned linked here is linked only.
bool DataMap::isHeld(int system, int element, DataState state) const
{
    return m_elements[static_cast<size_t>(element)].layer(state).contains(system) &&
           !(state == DataState::Raw && m_links[static_cast<size_t>(system)]);
}

std::vector<int> DataMap::namedBy(int flow) const
{
    std::vector<int> named;
    const std::vector<bool> &carries = m_flows[static_cast<size_t>(flow)].carries;
    for (size_t element = 0; element < carries.size(); ++element) {
        if (carries[element])
            named.push_back(static_cast<int>(element));
    }
    return named;
}

namespace {
/// Calls \a add with each of the elements and each state that \a isThere says.
template <class IsThere, class Add>
void forEachPresence(const std::vector<int> &elements, const IsThere &isThere, const Add &add)
{
    for (const int element : elements) {
        for (const DataState state : allStates) {
            if (isThere(element, state))
                add(element, state);
        }
    }
}
}

std::vector<Presence> DataMap::heldBy(const Id<System> &id) const
{
    std::vector<Presence> found;
    if (const int system = indexOf(id); system >= 0)
        forEachPresence(
            m_heldElements[static_cast<size_t>(system)],
            [&](int e, DataState state) { return isHeld(system, e, state); },
            [&](int e, DataState state) { found.push_back(presence(e, state)); });
    return found;
}

std::vector<Presence> DataMap::carriedBy(const Id<Flow> &id) const
{
    std::vector<Presence> found;
    if (const int flow = indexOf(id); flow >= 0)
        forEachPresence(
            namedBy(flow), [&](int e, DataState state) { return carries(flow, e, state); },
            [&](int e, DataState state) { found.push_back(presence(e, state)); });
    return found;
}

Presence DataMap::presence(int element, DataState state) const
{
    const Element &what = m_elements[static_cast<size_t>(element)];
    return {idOf(*what.record), state, tierOf(what, state)};
}

void DataMap::rateTiers()
{
    const auto rate = [this](std::vector<Tier> &tiers, const std::vector<int> &elements,
                             const auto &isThere) {
        Tier tier = Tier::Four;
        forEachPresence(elements, isThere, [&](int e, DataState state) {
            tier = strictest(tier, tierOf(m_elements[static_cast<size_t>(e)], state));
        });
        tiers.push_back(tier);
    };
    for (size_t system = 0; system < m_systems.size(); ++system)
        rate(m_systemTiers, m_heldElements[system],
             [&](int e, DataState state) { return isHeld(static_cast<int>(system), e, state); });
    for (size_t flow = 0; flow < m_flows.size(); ++flow)
        rate(m_flowTiers, namedBy(static_cast<int>(flow)),
             [&](int e, DataState state) { return carries(static_cast<int>(flow), e, state); });
}

Tier DataMap::tierOf(const Id<System> &id) const
{
    const int system = indexOf(id);
    return system < 0 ? Tier::Four : m_systemTiers[static_cast<size_t>(system)];
}

Tier DataMap::tierOf(const Id<Flow> &id) const
{
    const int flow = indexOf(id);
    return flow < 0 ? Tier::Four : m_flowTiers[static_cast<size_t>(flow)];
}

IdSet<DataElement> DataMap::notHeldAtSource(const Id<Flow> &id) const
{
    IdSet<DataElement> missing;
    const int flow = indexOf(id);
    if (flow < 0)
        return missing;
    const Edge &edge = m_flows[static_cast<size_t>(flow)];
    for (const auto &element : edge.record->elements) {
        const Element &what = m_elements[static_cast<size_t>(m_elementIndex.value(element))];
        if (std::none_of(allStates.begin(), allStates.end(),
                         [&](DataState s) { return what.layer(s).contains(edge.source); }))
            missing.insert(element);
    }
    return missing;
}

IdSet<DataElement> DataMap::receivedBy(const Id<System> &id) const
{
    IdSet<DataElement> received;
    if (const int system = indexOf(id); system >= 0) {
        for (const int flow : m_incoming[static_cast<size_t>(system)]) {
            for (const Presence &presence :
                 carriedBy(idOf(*m_flows[static_cast<size_t>(flow)].record)))
                received.insert(presence.element);
        }
    }
    return received;
}

IdSet<DataElement> DataMap::sentBy(const Id<System> &id) const
{
    IdSet<DataElement> sent;
    if (const int system = indexOf(id); system >= 0) {
        for (const int flow : m_outgoing[static_cast<size_t>(system)]) {
            for (const Presence &presence :
                 carriedBy(idOf(*m_flows[static_cast<size_t>(flow)].record)))
                sent.insert(presence.element);
        }
    }
    return sent;
}

bool DataMap::linksToPatients(const Id<System> &id) const
{
    const int system = indexOf(id);
    return system >= 0 && m_links[static_cast<size_t>(system)];
}

bool DataMap::leadsOnTo(const Id<Flow> &id, const Id<System> &system) const
{
    const int first = indexOf(id);
    const int wanted = indexOf(system);
    if (first < 0 || wanted < 0)
        return false;
    const Edge &begin = m_flows[static_cast<size_t>(first)];
    const auto carriesSome = [&](const Edge &edge) {
        return std::any_of(
            begin.record->elements.begin(), begin.record->elements.end(),
            [&](const auto &element) { return edge.record->elements.contains(element); });
    };
    std::vector<bool> seen(m_systems.size());
    seen[static_cast<size_t>(begin.source)] = seen[static_cast<size_t>(begin.target)] = true;
    std::vector<int> reached{begin.target};
    for (size_t next = 0; next < reached.size(); ++next) {
        for (const int flow : m_outgoing[static_cast<size_t>(reached[next])]) {
            const Edge &edge = m_flows[static_cast<size_t>(flow)];
            if (seen[static_cast<size_t>(edge.target)] || !carriesSome(edge))
                continue;
            if (edge.target == wanted)
                return true;
            seen[static_cast<size_t>(edge.target)] = true;
            reached.push_back(edge.target);
        }
    }
    return false;
}

int DataMap::indexOf(const Id<System> &id) const
{
    return m_systemIndex.value(id, -1);
}

int DataMap::indexOf(const Id<Flow> &id) const
{
    return m_flowIndex.value(id, -1);
}

bool DataMap::isScopeTier(Tier tier) const
{
    const auto &organization = m_snapshot.only<Organization>();
    const bool isTier2Excluded =
        organization.excludesTier2 && !organization.tier2Reason.trimmed().isEmpty();
    return tier == Tier::One || (tier == Tier::Two && !isTier2Excluded);
}

Standing DataMap::standingOf(const Id<System> &id) const
{
    if (indexOf(id) < 0)
        return Standing::Retired;
    const Tier tier = tierOf(id); // Tier 4 also where nothing is, so that alone is looked into
    return tier == Tier::Four && heldBy(id).empty() ? Standing::NotClassified
                                                    : static_cast<Standing>(tier);
}

Standing DataMap::standingOf(const Id<Flow> &id) const
{
    if (indexOf(id) < 0)
        return Standing::Retired;
    const Tier tier = tierOf(id);
    return tier == Tier::Four && carriedBy(id).empty() ? Standing::NotClassified
                                                       : static_cast<Standing>(tier);
}

bool DataMap::isInScope(Standing standing) const
{
    return standing == Standing::NotClassified ||
           (standing != Standing::Retired && isScopeTier(static_cast<Tier>(standing)));
}

}
