// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/datamap.h"
#include "model/flows/deidentification.h"
#include "model/inventory/organization.h"
#include "model/registers.h"

#include <deque>

namespace safeguard::testing {

/// A flow graph in words: graph.system("Patch").creates("ECG"), graph.flow("Patch",
/// "Cloud").carries("ECG"). Lists are separated by commas; a flow's name is "Patch>Cloud", a second
/// one "Patch>Cloud#2". Ids grow in the order of declaration.
///
/// Elements that every graph knows:
///     ECG, Battery      health, telemetry; link to no one
///     Serial            telemetry; links only with another system's records
///     Name              patient identity; links
///     Pseudonym         patient identity; links only with another system's records
///     Diagnosis         health; links
///     Token, Login      telemetry, patient identity; unknown
///     Staff, Build      operational; links, does not
class FlowGraph final
{
public:
    FlowGraph();

    class SystemWords
    {
    public:
        SystemWords(FlowGraph &graph, System &system)
            : m_graph(graph)
            , m_system(system)
        {}
        SystemWords &creates(const char *elements);
        SystemWords &stores(const char *elements);
        SystemWords &with(const std::function<void(System &)> &change)
        {
            change(m_system);
            return *this;
        }
        SystemWords &retired()
        {
            m_system.status = SystemStatus::Retired;
            return *this;
        }
        SystemWords &planned()
        {
            m_system.status = SystemStatus::Planned;
            return *this;
        }

    private:
        FlowGraph &m_graph;
        System &m_system;
    };
    class FlowWords
    {
    public:
        FlowWords(FlowGraph &graph, Flow &flow)
            : m_graph(graph)
            , m_flow(flow)
        {}
        FlowWords &carries(const char *elements);
        FlowWords &with(const std::function<void(Flow &)> &change)
        {
            change(m_flow);
            return *this;
        }
        FlowWords &setByHand(Tier tier)
        {
            m_flow.tierOverride = tier;
            m_flow.tierReason = QStringLiteral("by hand");
            return *this;
        }

    private:
        FlowGraph &m_graph;
        Flow &m_flow;
    };
    class ProofWords
    {
    public:
        ProofWords(FlowGraph &graph, Deidentification &proof)
            : m_graph(graph)
            , m_proof(proof)
        {}
        ProofWords &on(const char *flows);
        ProofWords &covers(const char *elements);
        ProofWords &with(const std::function<void(Deidentification &)> &change)
        {
            change(m_proof);
            return *this;
        }

    private:
        FlowGraph &m_graph;
        Deidentification &m_proof;
    };

    SystemWords system(const char *name);
    FlowWords flow(const char *source, const char *target);
    /// All 18 identifiers removed, no actual knowledge; of all flows and elements until on() and
    /// covers() name some.
    ProofWords safeHarbor();
    /// Complete, by an expert, expiring on that day.
    ProofWords expert(QDate expires);
    DataElement &element(const char *name);
    Organization &organization() { return m_organization; }

    Id<System> systemId(const char *name) const;
    Id<Flow> flowId(const char *name) const;
    Id<DataElement> elementId(const char *name) const;
    QString nameOf(const AnyId &id) const;

    QDate today{2028, 2, 29};
    Snapshot snapshot() const;

    /// "Patch 2, Cloud 1, Patch>Cloud 2": systems, then flows, as declared.
    QString tiers(const DataMap &map) const;
    /// "Cloud: ECG by Name cut Patch>Cloud": a line per join.
    QString joins(const DataMap &map) const;
    /// "App: Name", a line per origin.
    QString origins(const DataMap &map) const;
    /// "Cloud: ECG=Patch>Cloud, Name=App>Cloud": a line per join; "ECG=Cloud" where it begins.
    QString traces(const DataMap &map) const;

private:
    AnyId nextId();
    template <class T>
    IdSet<T> ids(const char *names, const std::deque<T> &records) const;
    void addElement(const char *name, Content content, LinksToPerson links);
    template <class T>
    QString names(const std::vector<Id<T>> &ids) const;
    QString traceOf(const std::vector<DataPath> &paths) const;

    int m_lastId = 0;
    Organization m_organization;
    std::deque<DataElement> m_elements;
    std::deque<System> m_systems;
    std::deque<Flow> m_flows;
    std::deque<Deidentification> m_proofs;
};

}
