// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/flowsample.h"

#include "model/diagram/layout.h"

namespace safeguard::testing {

namespace {

struct SystemRow
{
    const char *name;
    SystemKind kind;
    Lane lane;
    const char *boundary;
    const char *creates;
    const char *stores;
    AtRest atRest;
    Operator operatedBy;
    const char *vendor;
    Environment environment;
};

constexpr SystemRow systemRows[] = {
    {"Patch sensor", SystemKind::Device, Lane::Device, "Patient home", "ECG samples,Device serial",
     "ECG samples", AtRest::Aes128, Operator::Customer, "", Environment::Field},
    {"Patient phone", SystemKind::MobileApp, Lane::Device, "Patient home", "Symptom diary",
     "Symptom diary", AtRest::FullDisk, Operator::Customer, "", Environment::Field},
    {"Scale", SystemKind::Device, Lane::Device, "Patient home", "Body weight", "", AtRest::Unknown,
     Operator::Customer, "", Environment::Field},
    {"Home gateway", SystemKind::Gateway, Lane::Gateway, "Patient home", "", "ECG samples",
     AtRest::Unknown, Operator::Customer, "", Environment::Field},
    {"Phone backend", SystemKind::ChannelEndpoint, Lane::Gateway, "Mobile platform", "", "",
     AtRest::Unknown, Operator::Vendor, "Pushline", Environment::Production},
    {"Ingestion API", SystemKind::IngestionEndpoint, Lane::Cloud, "Public subnet", "", "",
     AtRest::Unknown, Operator::We, "", Environment::Production},
    {"Event queue", SystemKind::Queue, Lane::Cloud, "Private subnet", "",
     "ECG samples,Device serial", AtRest::Aes256, Operator::We, "", Environment::Production},
    {"Enrolment service", SystemKind::Other, Lane::Cloud, "Public subnet",
     "Patient name,Patient id", "", AtRest::Unknown, Operator::We, "", Environment::Production},
    {"Arrhythmia detector", SystemKind::Analytics, Lane::Cloud, "Private subnet", "Rhythm findings",
     "", AtRest::Unknown, Operator::We, "", Environment::Production},
    {"Identity and keys", SystemKind::IdentityAndKeys, Lane::Cloud, "Private subnet",
     "Staff accounts", "Staff accounts", AtRest::Aes256, Operator::We, "", Environment::Production},
    {"Patient database", SystemKind::Database, Lane::Storage, "Private subnet", "",
     "Patient name,Patient id,ECG samples,Rhythm findings", AtRest::Aes256, Operator::We, "",
     Environment::Production},
    {"Analytics store", SystemKind::DataLake, Lane::Storage, "Private subnet", "",
     "ECG samples,Patient id", AtRest::Aes256, Operator::We, "", Environment::Production},
    {"Backup vault", SystemKind::Backup, Lane::Storage, "Cloud account", "",
     "Patient name,ECG samples", AtRest::None, Operator::We, "", Environment::Production},
    {"Staging database", SystemKind::Test, Lane::Storage, "Cloud account", "",
     "Patient id,ECG samples", AtRest::Unknown, Operator::We, "", Environment::Staging},
    {"Clinician portal", SystemKind::Dashboard, Lane::Display, "Public subnet", "", "",
     AtRest::Unknown, Operator::We, "", Environment::Production},
    {"Clinic workstation", SystemKind::Workstation, Lane::Display, "Hospital network",
     "Clinical notes", "Clinical notes", AtRest::FullDisk, Operator::Customer, "",
     Environment::Production},
    {"Hospital EHR", SystemKind::Database, Lane::Display, "Hospital network", "",
     "Patient name,Rhythm findings", AtRest::Aes256, Operator::Customer, "",
     Environment::Production},
    {"Support desk", SystemKind::Support, Lane::Support, "Offices", "", "Patient name",
     AtRest::Unknown, Operator::Vendor, "Helpdesk Co", Environment::Production},
    {"Northwind Logs", SystemKind::Logging, Lane::Support, "", "", "Device serial", AtRest::None,
     Operator::Vendor, "Northwind", Environment::Production},
    {"Update server", SystemKind::UpdateServer, Lane::Support, "Cloud account", "Firmware image",
     "Firmware image", AtRest::Aes256, Operator::We, "", Environment::Production},
};

struct FlowRow
{
    const char *name;
    const char *from;
    const char *to;
    const char *elements;
    const char *protocol;
    Protection protection;
};

constexpr FlowRow flowRows[] = {
    {"ECG upload", "Patch sensor", "Home gateway", "ECG samples,Device serial", "BLE 5",
     Protection::BlePairing},
    {"Weight", "Scale", "Home gateway", "Body weight", "Wi-Fi", Protection::Wpa2},
    {"Diary", "Patient phone", "Phone backend", "Symptom diary", "HTTPS", Protection::Tls13},
    {"Pairing", "Patch sensor", "Patient phone", "Device serial", "BLE 5",
     Protection::BleJustWorks},
    {"Telemetry", "Home gateway", "Ingestion API", "ECG samples,Device serial,Body weight",
     "MQTT, mTLS", Protection::MutualTls},
    {"Diary relay", "Phone backend", "Ingestion API", "Symptom diary", "HTTPS", Protection::Tls12},
    {"Events", "Ingestion API", "Event queue", "ECG samples,Device serial,Body weight", "TLS 1.3",
     Protection::Tls13},
    {"Enrolment", "Enrolment service", "Ingestion API", "Patient id", "gRPC", Protection::Tls13},
    {"Register", "Enrolment service", "Patient database", "Patient name,Patient id", "SQL",
     Protection::Tls13},
    {"Stream", "Event queue", "Arrhythmia detector", "ECG samples,Device serial", "TLS 1.3",
     Protection::Tls13},
    {"Findings", "Arrhythmia detector", "Patient database", "Rhythm findings,ECG samples", "SQL",
     Protection::Tls13},
    {"Archive", "Event queue", "Patient database", "ECG samples,Device serial", "Batch",
     Protection::Tls13},
    {"Extract", "Patient database", "Analytics store", "ECG samples,Patient id", "ETL",
     Protection::Tls12},
    {"Nightly backup", "Patient database", "Backup vault", "Patient name,ECG samples", "Snapshot",
     Protection::Tls12},
    {"Refresh", "Patient database", "Staging database", "Patient id,ECG samples", "Dump",
     Protection::Unknown},
    {"Query", "Patient database", "Clinician portal", "Patient name,Rhythm findings", "HTTPS",
     Protection::Tls13},
    {"View", "Clinician portal", "Clinic workstation", "Patient name,Rhythm findings", "HTTPS",
     Protection::Tls13},
    {"Notes", "Clinic workstation", "Clinician portal", "Clinical notes", "HTTPS",
     Protection::Tls13},
    {"Report export", "Clinician portal", "Hospital EHR", "Patient name,Rhythm findings", "HL7",
     Protection::None},
    {"Chart lookup", "Hospital EHR", "Clinic workstation", "Patient name", "HTTPS",
     Protection::Tls12},
    {"Syslog", "Ingestion API", "Northwind Logs", "Device serial", "Syslog", Protection::None},
    {"Portal log", "Clinician portal", "Northwind Logs", "Patient name", "Syslog",
     Protection::None},
    {"Tickets", "Clinician portal", "Support desk", "Patient name", "HTTPS", Protection::Tls13},
    {"Sign-on", "Identity and keys", "Clinician portal", "Staff accounts", "OIDC",
     Protection::Tls13},
    {"Keys", "Identity and keys", "Ingestion API", "Staff accounts", "mTLS", Protection::MutualTls},
    {"Firmware", "Update server", "Home gateway", "Firmware image", "HTTPS", Protection::Tls13},
    {"Firmware relay", "Home gateway", "Patch sensor", "Firmware image", "BLE 5",
     Protection::BlePairing},
    {"Trends", "Analytics store", "Clinician portal", "ECG samples", "HTTPS", Protection::Tls13},
    {"Remote help", "Support desk", "Patient phone", "Patient name", "VoIP", Protection::Unknown},
    {"Push", "Phone backend", "Patient phone", "Symptom diary", "Push", Protection::Tls13},
};

struct BoundaryRow
{
    const char *name;
    const char *parent;
    BoundaryKind kind;
};

constexpr BoundaryRow boundaryRows[] = {
    {"Patient home", "", BoundaryKind::Physical},
    {"Mobile platform", "", BoundaryKind::Organization},
    {"Cloud account", "", BoundaryKind::CloudAccount},
    {"Public subnet", "Cloud account", BoundaryKind::Network},
    {"Private subnet", "Cloud account", BoundaryKind::Network},
    {"Hospital network", "", BoundaryKind::Network},
    {"Offices", "", BoundaryKind::Organization},
};

class Maker
{
public:
    explicit Maker(const Sink &sink)
        : m_sink(sink)
    {}
    FlowSample make()
    {
        addElements();
        addBoundaries();
        addSystems();
        addFlows();
        draw();
        return m_sample;
    }

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    AnyId id(const QString &name) const { return m_sample.byName.value(name); }
    IdSet<DataElement> elements(const char *names) const
    {
        IdSet<DataElement> set;
        for (const QString &name : text(names).split(QLatin1Char(','), Qt::SkipEmptyParts))
            set.insert(Id<DataElement>(id(name)));
        return set;
    }
    void addElement(const char *name, Content content, LinksToPerson links)
    {
        DataElement element;
        element.name = text(name);
        element.content = content;
        element.linksToPerson = links;
        m_sample.byName.insert(element.name, m_sink.element(element));
    }
    void addElements()
    {
        for (const char *name : {"ECG samples", "Body weight", "Rhythm findings"})
            addElement(name, Content::Health, LinksToPerson::OnlyWithOtherRecords);
        addElement("Symptom diary", Content::Health, LinksToPerson::OnlyWithOtherRecords);
        addElement("Clinical notes", Content::Health, LinksToPerson::Yes);
        addElement("Device serial", Content::DeviceTelemetry, LinksToPerson::OnlyWithOtherRecords);
        for (const char *name : {"Patient name", "Patient id"})
            addElement(name, Content::PatientIdentity, LinksToPerson::Yes);
        for (const char *name : {"Staff accounts", "Firmware image"})
            addElement(name, Content::Operational, LinksToPerson::No);
    }
    void addBoundaries()
    {
        for (const BoundaryRow &row : boundaryRows) {
            TrustBoundary boundary;
            boundary.name = text(row.name);
            boundary.kind = row.kind;
            boundary.parent = Id<TrustBoundary>(id(text(row.parent)));
            const Id<TrustBoundary> made(m_sink.boundary(boundary));
            m_sample.byName.insert(boundary.name, made);
            m_sample.boundaries.push_back(made);
            diagram::Container container;
            container.id = made;
            container.title = boundary.name;
            container.parent = boundary.parent;
            m_graph.containers.push_back(container);
        }
    }
    void addSystems()
    {
        QHash<QString, AnyId> vendors;
        for (const SystemRow &row : systemRows) {
            System system;
            system.name = text(row.name);
            system.kind = row.kind;
            system.lane = row.lane;
            system.boundary = Id<TrustBoundary>(id(text(row.boundary)));
            system.creates = elements(row.creates);
            system.stores = elements(row.stores);
            system.atRest = row.atRest;
            system.operatedBy = row.operatedBy;
            system.environment = row.environment;
            if (const QString name = text(row.vendor); !name.isEmpty()) {
                Company vendor;
                vendor.name = name;
                system.vendor = Id<Company>(m_sink.vendor(vendor));
            }
            const Id<System> made(m_sink.system(system));
            m_sample.byName.insert(system.name, made);
            m_sample.systems.push_back(made);
            diagram::Node node;
            node.id = made;
            node.title = system.name;
            node.rect = QRectF(0, 0, 168, 64);
            node.lane = static_cast<int>(row.lane);
            node.container = system.boundary;
            m_graph.nodes.push_back(node);
        }
    }
    void addFlows()
    {
        for (const FlowRow &row : flowRows) {
            Flow flow;
            flow.name = text(row.name);
            flow.source = Id<System>(id(text(row.from)));
            flow.target = Id<System>(id(text(row.to)));
            flow.elements = elements(row.elements);
            flow.protocol = text(row.protocol);
            flow.protection = row.protection;
            const Id<Flow> made(m_sink.flow(flow));
            m_sample.byName.insert(flow.name, made);
            m_sample.flows.push_back(made);
            m_graph.edges.push_back({made, flow.source, flow.target, flow.protocol});
        }
    }
    void draw()
    {
        Diagram record;
        record.name = QStringLiteral("CardioLink, system level");
        m_sample.diagram = Id<Diagram>(m_sink.diagram(record));
        for (const Choice &lane : choices(Lane()))
            m_graph.lanes.push_back({lane.label});
        const diagram::Arrangement arrangement = diagram::arrange(m_graph);
        for (size_t n = 0; n < m_graph.nodes.size(); ++n)
            m_sink.placement(placementOf(m_graph.nodes[n].id, arrangement.nodes[n]));
        for (size_t c = 0; c < m_graph.containers.size(); ++c) {
            const QRectF &rect = arrangement.containers[c];
            BoundaryShape shape;
            shape.diagram = m_sample.diagram;
            shape.boundary = Id<TrustBoundary>(m_graph.containers[c].id);
            shape.x = rect.x();
            shape.y = rect.y();
            shape.width = rect.width();
            shape.height = rect.height();
            m_sink.shape(shape);
        }
        QRectF all;
        for (const QRectF &rect : arrangement.nodes)
            all |= rect;
        for (const QRectF &rect : arrangement.containers)
            all |= rect;
        DiagramNote note;
        note.diagram = m_sample.diagram;
        note.text = QStringLiteral("Firmware reaches the patch through the gateway only.");
        note.x = all.left();
        note.y = all.bottom() + 32;
        m_sink.note(note);
    }
    Placement placementOf(const AnyId &system, const QRectF &rect) const
    {
        Placement placement;
        placement.diagram = m_sample.diagram;
        placement.system = Id<System>(system);
        placement.x = rect.x();
        placement.y = rect.y();
        placement.width = rect.width();
        placement.height = rect.height();
        return placement;
    }

    const Sink &m_sink;
    FlowSample m_sample;
    diagram::Graph m_graph;
};

}

FlowSample addFlowSample(const Sink &sink)
{
    return Maker(sink).make();
}

}
