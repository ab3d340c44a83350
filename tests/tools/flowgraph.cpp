// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/flowgraph.h"

namespace safeguard::testing {

namespace {

template <class T>
const T *named(const std::deque<T> &records, const QString &name)
{
    for (const T &record : records) {
        if (record.name == name)
            return &record;
    }
    return nullptr;
}

template <class T>
const T &theOne(const std::deque<T> &records, const QString &name)
{
    const T *found = named(records, name);
    if (!found)
        qFatal("the graph has no \"%s\"", qPrintable(name));
    return *found;
}

}

FlowGraph::FlowGraph()
{
    m_organization.id = nextId();
    m_organization.name = QStringLiteral("Maker");
    using enum Content;
    using enum LinksToPerson;
    addElement("ECG", Health, No);
    addElement("Battery", DeviceTelemetry, No);
    addElement("Serial", DeviceTelemetry, OnlyWithOtherRecords);
    addElement("Name", PatientIdentity, Yes);
    addElement("Pseudonym", PatientIdentity, OnlyWithOtherRecords);
    addElement("Diagnosis", Health, Yes);
    addElement("Token", DeviceTelemetry, Unknown);
    addElement("Login", PatientIdentity, Unknown);
    addElement("Staff", Operational, Yes);
    addElement("Build", Operational, No);
}

AnyId FlowGraph::nextId()
{
    QByteArray bytes(16, '\0');
    ++m_lastId;
    bytes[14] = static_cast<char>(m_lastId >> 8);
    bytes[15] = static_cast<char>(m_lastId);
    return AnyId::fromBytes(bytes);
}

void FlowGraph::addElement(const char *name, Content content, LinksToPerson links)
{
    DataElement element;
    element.id = nextId();
    element.number = static_cast<int>(m_elements.size()) + 1;
    element.name = QString::fromLatin1(name);
    element.content = content;
    element.linksToPerson = links;
    m_elements.push_back(element);
}

template <class T>
IdSet<T> FlowGraph::ids(const char *names, const std::deque<T> &records) const
{
    IdSet<T> found;
    const QStringList list = QString::fromLatin1(names).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &name : list)
        found.insert(idOf(theOne(records, name.trimmed())));
    return found;
}

FlowGraph::SystemWords &FlowGraph::SystemWords::creates(const char *elements)
{
    m_system.creates = m_graph.ids(elements, m_graph.m_elements);
    return *this;
}

FlowGraph::SystemWords &FlowGraph::SystemWords::stores(const char *elements)
{
    m_system.stores = m_graph.ids(elements, m_graph.m_elements);
    return *this;
}

FlowGraph::FlowWords &FlowGraph::FlowWords::carries(const char *elements)
{
    m_flow.elements = m_graph.ids(elements, m_graph.m_elements);
    return *this;
}

FlowGraph::ProofWords &FlowGraph::ProofWords::on(const char *flows)
{
    m_proof.flowScope = FlowScope::These;
    m_proof.flows = m_graph.ids(flows, m_graph.m_flows);
    return *this;
}

FlowGraph::ProofWords &FlowGraph::ProofWords::covers(const char *elements)
{
    m_proof.elementScope = ElementScope::These;
    m_proof.elements = m_graph.ids(elements, m_graph.m_elements);
    return *this;
}

FlowGraph::SystemWords FlowGraph::system(const char *name)
{
    System &added = m_systems.emplace_back();
    added.id = nextId();
    added.number = static_cast<int>(m_systems.size());
    added.name = QString::fromLatin1(name);
    return {*this, added};
}

FlowGraph::FlowWords FlowGraph::flow(const char *source, const char *target)
{
    QString name = QString::fromLatin1(source) + QLatin1Char('>') + QString::fromLatin1(target);
    if (named(m_flows, name))
        name += QStringLiteral("#2");
    Flow &added = m_flows.emplace_back();
    added.id = nextId();
    added.number = static_cast<int>(m_flows.size());
    added.name = name;
    added.source = systemId(source);
    added.target = systemId(target);
    return {*this, added};
}

FlowGraph::ProofWords FlowGraph::safeHarbor()
{
    Deidentification &proof = m_proofs.emplace_back();
    proof.id = nextId();
    proof.number = static_cast<int>(m_proofs.size());
    proof.name = QStringLiteral("Proof %1").arg(proof.number);
    for (int i = 0; i < identifierCount; ++i)
        proof.removed.set(static_cast<Identifier>(i));
    proof.actualKnowledge = YesNoUnknown::No;
    proof.flowScope = FlowScope::All;
    proof.elementScope = ElementScope::All;
    return {*this, proof};
}

FlowGraph::ProofWords FlowGraph::expert(QDate expires)
{
    return safeHarbor().with([&](Deidentification &proof) {
        proof.removed = {};
        proof.actualKnowledge = YesNoUnknown::Unknown;
        proof.method = DeidMethod::ExpertDetermination;
        proof.expert = QStringLiteral("Statistician");
        proof.determined = QDate(2026, 1, 1);
        proof.expires = expires;
        proof.report = QStringLiteral("Report 7");
    });
}

DataElement &FlowGraph::element(const char *name)
{
    return const_cast<DataElement &>(theOne(m_elements, QString::fromLatin1(name)));
}

Id<System> FlowGraph::systemId(const char *name) const
{
    return idOf(theOne(m_systems, QString::fromLatin1(name)));
}

Id<Flow> FlowGraph::flowId(const char *name) const
{
    return idOf(theOne(m_flows, QString::fromLatin1(name)));
}

Id<DataElement> FlowGraph::elementId(const char *name) const
{
    return idOf(theOne(m_elements, QString::fromLatin1(name)));
}

QString FlowGraph::nameOf(const AnyId &id) const
{
    const auto in = [&](const auto &records) {
        for (const auto &record : records) {
            if (record.id == id)
                return record.name;
        }
        return QString();
    };
    return in(m_elements) + in(m_systems) + in(m_flows);
}

Snapshot FlowGraph::snapshot() const
{
    Snapshot snapshot(allRegisters());
    snapshot.setToday(today);
    snapshot.add(m_organization);
    const auto addAll = [&](const auto &records) {
        for (const auto &record : records)
            snapshot.add(record);
    };
    addAll(m_elements);
    addAll(m_systems);
    addAll(m_flows);
    addAll(m_proofs);
    return snapshot;
}

QString FlowGraph::tiers(const DataMap &map) const
{
    QStringList words;
    const auto add = [&](const auto &records) {
        for (const auto &record : records) {
            const int tier = static_cast<int>(map.tierOf(idOf(record))) + 1;
            words += record.name + QLatin1Char(' ') + QString::number(tier);
        }
    };
    add(m_systems);
    add(m_flows);
    return words.join(QStringLiteral(", "));
}

template <class T>
QString FlowGraph::names(const std::vector<Id<T>> &ids) const
{
    QStringList names;
    for (const Id<T> &id : IdSet<T>(ids))
        names += nameOf(id);
    return names.join(QStringLiteral(", "));
}

QString FlowGraph::joins(const DataMap &map) const
{
    const auto elementsOf = [](const std::vector<DataPath> &paths) {
        std::vector<Id<DataElement>> elements;
        for (const DataPath &path : paths)
            elements.push_back(path.element);
        return elements;
    };
    QStringList lines;
    for (const Join &join : map.joins()) {
        QString line = nameOf(join.system) + QStringLiteral(": ") + names(elementsOf(join.raw)) +
                       QStringLiteral(" by ") + names(elementsOf(join.linking));
        if (!join.cut.empty())
            line += QStringLiteral(" cut ") + names(join.cut);
        lines += line;
    }
    return lines.join(QLatin1Char('\n'));
}

QString FlowGraph::origins(const DataMap &map) const
{
    QStringList lines;
    for (const Origin &origin : map.origins())
        lines += nameOf(origin.system) + QStringLiteral(": ") + names(origin.elements);
    return lines.join(QLatin1Char('\n'));
}

QString FlowGraph::traceOf(const std::vector<DataPath> &paths) const
{
    QStringList words;
    for (const DataElement &element : m_elements) {
        for (const DataPath &path : paths) {
            if (path.element != element.id)
                continue;
            QStringList way{nameOf(path.from)};
            AnyId at = path.from;
            for (const Id<Flow> &id : path.flows) {
                const Flow &flow = theOne(m_flows, nameOf(id));
                way += flow.source == at ? nameOf(flow.target) : QStringLiteral("(a gap)");
                at = flow.target;
            }
            words += element.name + QLatin1Char('=') + way.join(QLatin1Char('>'));
        }
    }
    return words.join(QStringLiteral(", "));
}

QString FlowGraph::traces(const DataMap &map) const
{
    QStringList lines;
    for (const Join &join : map.joins()) {
        std::vector<DataPath> paths = join.raw;
        paths.insert(paths.end(), join.linking.begin(), join.linking.end());
        lines += nameOf(join.system) + QStringLiteral(": ") + traceOf(paths);
    }
    return lines.join(QLatin1Char('\n'));
}

}
