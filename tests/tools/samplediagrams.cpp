// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/samplediagrams.h"

#include <algorithm>
#include <QRandomGenerator>

namespace safeguard::testing {

using namespace diagram;

AnyId numberedId(int number, int kind)
{
    QByteArray bytes(16, '\0');
    bytes[0] = char(1 + kind);
    for (int i = 0; i < 4; ++i)
        bytes[15 - i] = char(number >> (8 * i));
    return AnyId::fromBytes(bytes);
}

namespace {

QString text(const char *words)
{
    return QString::fromUtf8(words);
}

void addSystem(Graph &graph, int number, const char *title, const char *subtitle, int lane,
               int container, int tier, Glyph glyph = Glyph::None)
{
    Node node;
    node.id = numberedId(number);
    node.title = text(title);
    node.subtitle = text(subtitle);
    node.lane = lane;
    node.container = container < 0 ? AnyId() : numberedId(container, 1);
    node.tier = tier;
    node.glyph = glyph;
    graph.nodes.push_back(node);
}

void addFlow(Graph &graph, int from, int to, const char *label, int tier, Glyph glyph = Glyph::Lock)
{
    Edge edge;
    edge.id = numberedId(static_cast<int>(graph.edges.size()), 2);
    edge.source = numberedId(from);
    edge.target = numberedId(to);
    edge.label = text(label);
    edge.tier = tier;
    edge.glyph = glyph;
    edge.dashed = glyph == Glyph::Warning;
    edge.role = glyph == Glyph::Warning ? ColorRole::Danger : ColorRole::Automatic;
    graph.edges.push_back(edge);
}

}

Graph heartMonitor()
{
    Graph g;
    for (const char *lane : {"Device", "Gateway", "Cloud", "Storage", "Display", "Support"})
        g.lanes.push_back({text(lane)});
    g.containers.push_back({numberedId(0, 1), text("Patient home")});
    g.containers.push_back({numberedId(1, 1), text("Cloud account")});
    g.containers.push_back({numberedId(2, 1), text("Private network"), {}, numberedId(1, 1)});
    g.containers.push_back({numberedId(3, 1), text("Clinic")});
    addSystem(g, 0, "Patch sensor", "Serial, ECG samples", 0, 0, 2, Glyph::Device);
    addSystem(g, 1, "Patient phone", "Pairing, app account", 1, 0, 2, Glyph::Phone);
    addSystem(g, 2, "Home gateway", "Relays telemetry", 1, 0, 2, Glyph::Gateway);
    addSystem(g, 3, "Ingestion API", "Joins patient id", 2, 1, 1, Glyph::Cloud);
    addSystem(g, 4, "Event queue", "Keeps seven days", 2, 2, 1);
    addSystem(g, 5, "Patient database", "AES-256 at rest", 3, 2, 1, Glyph::Store);
    addSystem(g, 6, "Analytics store", "No risk entry", 3, 2, 1, Glyph::Store);
    addSystem(g, 7, "De-identifier", "Safe Harbor", 3, 2, 3);
    addSystem(g, 8, "Clinician portal", "Display", 4, 1, 1, Glyph::Display);
    addSystem(g, 9, "Ward workstation", "Chrome", 4, 3, 1, Glyph::Display);
    addSystem(g, 10, "Northwind Logs", "Vendor, no BAA", 5, -1, 1);
    addSystem(g, 11, "Support desk", "Remote sessions", 5, -1, 1, Glyph::Support);
    addSystem(g, 12, "Firmware updates", "Signed images", 2, 1, 4);
    g.nodes[10].warning = true;
    addFlow(g, 0, 1, "BLE 5", 2);
    addFlow(g, 0, 2, "BLE 5", 2);
    addFlow(g, 1, 3, "Wi-Fi, TLS 1.3", 2);
    addFlow(g, 2, 3, "MQTT, mTLS", 2);
    addFlow(g, 3, 4, "TLS 1.3", 1);
    addFlow(g, 4, 5, "TLS 1.3", 1);
    addFlow(g, 5, 6, "Batch", 1);
    addFlow(g, 6, 7, "ETL", 1);
    addFlow(g, 5, 8, "HTTPS", 1);
    addFlow(g, 8, 9, "HTTPS", 1);
    addFlow(g, 3, 10, "Syslog, UDP 514", 1, Glyph::Warning);
    addFlow(g, 8, 11, "Screen sharing", 1, Glyph::Question);
    addFlow(g, 12, 2, "Update", 4);
    addFlow(g, 9, 8, "Orders", 1);
    return g;
}

namespace {

class Sampler
{
public:
    explicit Sampler(const SampleShape &shape)
        : m_shape(shape)
        , m_random(shape.seed)
    {}
    Graph run()
    {
        for (int i = 0; i < m_shape.lanes; ++i)
            m_graph.lanes.push_back({QStringLiteral("Lane %1").arg(i + 1)});
        addBoundaries();
        addSystems();
        addFlows();
        return std::move(m_graph);
    }

private:
    bool chance(double share) { return m_random.generateDouble() < share; }
    int below(int limit)
    {
        return limit > 0 ? static_cast<int>(m_random.bounded(quint32(limit))) : 0;
    }

    void addBoundaries()
    {
        for (int i = 0; i < m_shape.boundaries; ++i) {
            Container c;
            c.id = numberedId(i, 1);
            c.title = QStringLiteral("Boundary %1").arg(i + 1);
            if (i > 0 && chance(m_shape.nested))
                c.parent = numberedId(below(std::min(i, 1 + i / 2)), 1);
            m_graph.containers.push_back(c);
        }
    }
    void addSystems()
    {
        static const char *const kinds[] = {"Sensor",   "Gateway",        "Ingestion API",
                                            "Database", "Portal",         "Support desk",
                                            "Queue",    "Analytics store"};
        static const Glyph glyphs[] = {Glyph::Device,  Glyph::Gateway, Glyph::Cloud, Glyph::Store,
                                       Glyph::Display, Glyph::Support, Glyph::None,  Glyph::None};
        for (int i = 0; i < m_shape.systems; ++i) {
            // Neighbouring numbers belong to one site, which spans the lanes.
            const int lane = m_shape.lanes > 0 ? i % m_shape.lanes : -1;
            const int kind = below(8);
            const bool inside = m_shape.boundaries > 0 && !chance(0.2);
            const int site =
                inside ? static_cast<int>(qint64(i) * m_shape.boundaries / m_shape.systems) : -1;
            addSystem(m_graph, i, kinds[kind], "AES-256, eu-west", lane, site, 1 + below(4),
                      chance(0.4) ? glyphs[kind] : Glyph::None);
            m_graph.nodes.back().title += QStringLiteral(" %1").arg(i + 1);
            if (chance(m_shape.pinned)) {
                m_graph.nodes.back().pinned = true;
                m_graph.nodes.back().rect.moveTo(8 * below(400), 90 * i);
            }
        }
    }
    int partner(int from)
    {
        const int connected = std::max(1, static_cast<int>(m_shape.systems * (1 - m_shape.lonely)));
        if (chance(m_shape.selfLoops))
            return from;
        if (chance(m_shape.far))
            return below(connected);
        return std::clamp(from + 1 + below(2 * std::max(1, m_shape.lanes)) - m_shape.lanes / 2, 0,
                          connected - 1);
    }
    void addFlows()
    {
        static const char *const labels[] = {"TLS 1.3", "HTTPS",  "BLE 5", "MQTT, mTLS",
                                             "Batch",   "Syslog", "SFTP",  "REST"};
        const int connected = std::max(1, static_cast<int>(m_shape.systems * (1 - m_shape.lonely)));
        while (static_cast<int>(m_graph.edges.size()) < m_shape.flows && m_shape.systems > 0) {
            const int from = below(connected);
            const int to = partner(from);
            if (to == from && !chance(m_shape.selfLoops + 0.01))
                continue;
            const int dice = below(10);
            const Glyph glyph = dice == 0   ? Glyph::Warning
                                : dice == 1 ? Glyph::Question
                                            : Glyph::Lock;
            addFlow(m_graph, from, to, labels[below(8)], 1 + below(4), glyph);
            if (chance(m_shape.twins) && static_cast<int>(m_graph.edges.size()) < m_shape.flows)
                addFlow(m_graph, to, from, labels[below(8)], 1 + below(4), Glyph::Lock);
        }
    }

    SampleShape m_shape;
    QRandomGenerator m_random;
    Graph m_graph;
};

}

Graph sampleDiagram(const SampleShape &shape)
{
    return Sampler(shape).run();
}

}
