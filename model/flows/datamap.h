// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/deidentification.h"

#include <array>

namespace safeguard {

/// In which state a data element can be present in a system or on a flow.
enum class DataState {
    Raw,          ///< as created, not linked to a patient
    Linked,       ///< met something that links to a patient; stays so wherever it goes
    Deidentified, ///< by a proof that holds
    Plain,        ///< patient identity and operational data, which are what they are
};

/// One shortest way on which an element comes in a state: flows in order, empty when it came into
/// being (or into that state) at \a from itself.
struct DataPath
{
    Id<DataElement> element;
    DataState state = DataState::Plain;
    Id<System> from;
    std::vector<Id<Flow>> flows;
};

/// An element as present somewhere.
struct Presence
{
    Id<DataElement> element;
    DataState state = DataState::Plain;
    Tier tier = Tier::Four;
};

/// A system in which raw data become linked to a patient: a piece of the ePHI creation boundary.
struct Join
{
    Id<System> system;
    std::vector<DataPath> raw;     ///< the elements that become linked, and how they come
    std::vector<DataPath> linking; ///< what links them
    std::vector<Id<Flow>> cut;     ///< the flows that bring the elements raw
};

/// A system that creates patient identity or data that link to a patient from the start.
struct Origin
{
    Id<System> system;
    std::vector<Id<DataElement>> elements;
};

/// What is said of a system or a flow: its tier, or why it has none.
enum class Standing {
    One,
    Two,
    Three,
    Four,
    NotClassified, ///< in use, and no data element is known to be in it
    Retired,       ///< a flow: one of its ends is
};

/// Which data can be where, derived from what systems create, what flows carry and which
/// de-identifications are proven on the snapshot's day: the least fixpoint of the flow graph.
/// Retired systems and their flows take no part. A pure function of the snapshot.
///
/// 160.103 (individually identifiable health information), 164.514(a)-(c) (de-identification).
class DataMap final
{
public:
    explicit DataMap(const Snapshot &snapshot);

    const Snapshot &snapshot() const { return m_snapshot; }

    /// The strictest tier of what can be present; Tier 4 where nothing is.
    Tier tierOf(const Id<System> &id) const;
    Tier tierOf(const Id<Flow> &id) const;
    Standing standingOf(const Id<System> &id) const;
    Standing standingOf(const Id<Flow> &id) const;
    /// In element order.
    std::vector<Presence> heldBy(const Id<System> &id) const;
    std::vector<Presence> carriedBy(const Id<Flow> &id) const;
    /// What the flows bring to a system and take from it.
    IdSet<DataElement> receivedBy(const Id<System> &id) const;
    IdSet<DataElement> sentBy(const Id<System> &id) const;
    /// What a flow names although its source cannot hold it.
    IdSet<DataElement> notHeldAtSource(const Id<Flow> &id) const;
    /// Holds something that links to a patient.
    bool linksToPatients(const Id<System> &id) const;

    /// In order of the systems' numbers.
    const std::vector<Join> &joins() const { return m_joins; }
    const std::vector<Origin> &origins() const { return m_origins; }

    /// A shortest way on which the element reaches the system in that state. Empty when it does
    /// not.
    std::optional<DataPath> pathTo(const Id<System> &system, const Id<DataElement> &element,
                                   DataState state) const;

    /// Whether something that the flow carries can go on from its target to that system, without
    /// coming back through the flow's source.
    bool leadsOnTo(const Id<Flow> &flow, const Id<System> &system) const;

    /// Tier 1; Tier 2 unless the organization excludes it with a reason; what is not classified,
    /// since unknown counts as the stricter; never a retired system.
    bool isInScope(const Id<System> &id) const { return isInScope(standingOf(id)); }
    bool isInScope(const Id<Flow> &id) const { return isInScope(standingOf(id)); }
    bool isInScope(Standing standing) const;

private:
    static constexpr int here = -1; ///< created, or turned into this state, in the system itself
    /// The systems (by index) in which an element is in one state, each with the flow by which it
    /// came, or `here`. Dense, since a walk asks about a system once per flow.
    class Layer
    {
    public:
        bool contains(int system) const
        {
            return !m_via.empty() && m_via[static_cast<size_t>(system)] != absent;
        }
        int via(int system) const { return m_via[static_cast<size_t>(system)]; }
        void setVia(int system, int flow) { m_via[static_cast<size_t>(system)] = flow; }
        /// False when it was there already. \a count is that of all systems.
        bool add(int system, int flow, size_t count)
        {
            if (contains(system))
                return false;
            if (m_via.empty())
                m_via.resize(count, absent);
            setVia(system, flow);
            m_systems.push_back(system);
            return true;
        }
        /// In the order in which they were reached.
        const std::vector<int> &systems() const { return m_systems; }

    private:
        static constexpr int absent = -2;
        std::vector<int> m_via;
        std::vector<int> m_systems;
    };
    struct Element
    {
        const DataElement *record = nullptr;
        bool isLinkable = false; ///< health or telemetry
        bool links = false;      ///< to a patient, by itself
        std::vector<int> creators;
        std::vector<int> flows; ///< those that carry it
        std::array<Layer, 4> layers;
        const Layer &layer(DataState state) const { return layers[static_cast<size_t>(state)]; }
        Layer &layer(DataState state) { return layers[static_cast<size_t>(state)]; }
    };
    struct Edge
    {
        const Flow *record = nullptr;
        int source = -1;
        int target = -1;
        std::vector<bool> carries;   ///< by element: named by the flow
        std::vector<bool> isCovered; ///< by element: under a proof that holds; may be empty
    };

    void indexRecords();
    void indexProofs();
    void walk();
    void spread(Element &element, DataState state, std::vector<int> from, bool stopsAtLinks);
    void spreadDeidentified(int element);
    void findBoundary();
    void rateTiers();
    DataPath pathOf(int system, int element, DataState state) const;
    bool isCovered(int flow, int element) const;
    bool deidentifies(int flow, int element) const;
    bool carries(int flow, int element, DataState state) const;
    Tier tierOf(const Element &element, DataState state) const;
    Presence presence(int element, DataState state) const;
    bool isHeld(int system, int element, DataState state) const;
    std::vector<int> namedBy(int flow) const;
    int indexOf(const Id<System> &id) const;
    int indexOf(const Id<Flow> &id) const;
    bool isScopeTier(Tier tier) const;

    Snapshot m_snapshot;
    std::vector<const System *> m_systems;
    std::vector<Element> m_elements;
    std::vector<Edge> m_flows;
    QHash<AnyId, int> m_systemIndex;
    QHash<AnyId, int> m_elementIndex;
    QHash<AnyId, int> m_flowIndex;
    std::vector<std::vector<int>> m_outgoing;
    std::vector<std::vector<int>> m_incoming;
    std::vector<std::vector<int>> m_heldElements; ///< per system, in element order
    std::vector<bool> m_links;                    ///< per system
    std::vector<Tier> m_systemTiers;
    std::vector<Tier> m_flowTiers;
    std::vector<Join> m_joins;
    std::vector<Origin> m_origins;
};

/// The strictest of two tiers.
inline Tier strictest(Tier a, Tier b)
{
    return a < b ? a : b;
}

}
