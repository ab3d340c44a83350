// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/situation.h"

#include "model/flows/deidentification.h"
#include "model/flows/diagram.h"
#include "model/inventory/organization.h"
#include "model/inventory/prompt.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// A map in which each cell is answered.
Situation baseSituation()
{
    Situation base(QStringLiteral("Base"));
    for (const char *line :
         {"element Pressure content=device_telemetry links_to_person=only_with_other_records",
          "element Name content=patient_identity links_to_person=yes identifier=names",
          "element Status content=operational links_to_person=no", "vendor LogCo", "vendor Other",
          "service Logs provider=LogCo eligible=yes", "boundary Home kind=network",
          "boundary Cloud kind=cloud_account",
          "system Patch kind=device environment=field boundary=Home creates=Pressure",
          "system Hub kind=gateway environment=field boundary=Home",
          "system Store kind=database boundary=Cloud creates=Name stores=Pressure;Name "
          "encryption_at_rest=aes_256 audit_logging=yes backup=yes authentication=multi_factor",
          "system Log kind=logging operator=vendor vendor=LogCo cloud_service=Logs",
          "system Bench kind=test environment=test production_data=no creates=Status",
          "flow Radio source=Patch target=Hub elements=Pressure protocol=BLE "
          "in_transit_protection=ble_pairing peer_authentication=pairing public_network=no",
          "flow Uplink source=Hub target=Store elements=Pressure protocol=HTTPS "
          "in_transit_protection=tls13 peer_authentication=server public_network=yes",
          "flow Trace source=Store target=Log elements=Name protocol=Syslog "
          "in_transit_protection=tls13 peer_authentication=server public_network=yes"})
        base.add(QString::fromLatin1(line));
    return base;
}

struct World
{
    Situation base = baseSituation();
    Snapshot content = answered(withAnalysis(base.content(), QStringLiteral("2026")));

    template <class T>
    void change(const char *name, const std::function<void(T &)> &edit)
    {
        T copy = *content.find(Id<T>(base.named(QString::fromLatin1(name)).id));
        edit(copy);
        content.add(copy);
    }
    template <class T>
    Id<T> id(const char *name) const
    {
        return Id<T>(base.named(QString::fromLatin1(name)).id);
    }
};

using Change = std::function<void(World &)>;

template <class T>
Change changing(const char *name, std::function<void(T &)> edit)
{
    return [=](World &world) { world.change<T>(name, edit); };
}

/// Names of what has answers on another ground, or of which a question is new.
QString staleNames(const Snapshot &content)
{
    const DataMap data(content);
    const RiskMap map(data);
    std::set<QString> names;
    for (const RiskCell &cell : map.cells()) {
        if (!isDone(cell.state))
            names.insert(content.title(map.targets()[cell.target].subject.registerKey,
                                       map.targets()[cell.target].subject.id));
    }
    return QStringList(names.begin(), names.end()).join(u' ');
}

}

Q_DECLARE_METATYPE(Change)

/// Which edits make which answers stale, and which do not.
class tst_staleness final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void edit_data();
    void edit();
    void saysWhatIsDifferent();
    void timeAloneMakesStale();
    void whatComesBackIsNotStale();
};

void tst_staleness::edit_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("stale");
    const auto row = [](const char *name, Change change, const char *stale) {
        QTest::newRow(name) << std::move(change) << QString::fromLatin1(stale);
    };
    row(
        "nothing", [](World &) {}, "");
    row("system renamed",
        changing<System>("Store", [](auto &s) { s.name = QStringLiteral("Vault"); }), "");
    row("system described",
        changing<System>("Store", [](auto &s) { s.description = QStringLiteral("x"); }), "");
    row(
        "system's owner",
        [](World &w) {
            Person person;
            person.name = QStringLiteral("Rina");
            const auto id = w.content.add(person);
            w.change<System>("Store", [&](auto &s) { s.owner = id; });
        },
        "");
    row(
        "system's site",
        [](World &w) {
            Site site;
            site.name = QStringLiteral("Here");
            const auto id = w.content.add(site);
            w.change<System>("Store", [&](auto &s) { s.site = id; });
        },
        "");
    row("system reviewed",
        changing<System>("Store", [](auto &s) { s.lastReview = QDate(2026, 1, 1); }), "");
    row("system's kind", changing<System>("Store", [](auto &s) { s.kind = SystemKind::Analytics; }),
        "Store Uplink");
    row("system's encryption", changing<System>("Store", [](auto &s) { s.atRest = AtRest::None; }),
        "Store");
    row("system's key custody",
        changing<System>("Store", [](auto &s) { s.keyCustody = KeyCustody::Provider; }), "Store");
    row("system's authentication",
        changing<System>("Store", [](auto &s) { s.authentication = Authentication::Password; }),
        "Store");
    row("system's logoff", changing<System>("Store", [](auto &s) { s.logoffMinutes = 5; }),
        "Store");
    row("system's audit log",
        changing<System>("Store", [](auto &s) { s.auditLogging = YesNoUnknown::No; }), "Store");
    row("system's backup", changing<System>("Store", [](auto &s) { s.backup = YesNoUnknown::No; }),
        "Store");
    row("system's environment",
        changing<System>("Store", [](auto &s) { s.environment = Environment::Staging; }), "Store");
    row(
        "system's boundary",
        [](World &w) {
            const auto home = w.id<TrustBoundary>("Home");
            w.change<System>("Store", [&](auto &s) { s.boundary = home; });
        },
        "Store Uplink");
    row("boundary renamed",
        changing<TrustBoundary>("Cloud", [](auto &b) { b.name = QStringLiteral("Account"); }), "");
    row("system's operator",
        changing<System>("Store", [](auto &s) { s.operatedBy = Operator::Vendor; }),
        "Store Uplink");
    row("system retired",
        changing<System>("Log", [](auto &s) { s.status = SystemStatus::Retired; }), "");
    row("vendor renamed",
        changing<Company>("LogCo", [](auto &v) { v.name = QStringLiteral("Logs Inc"); }), "");
    row(
        "another vendor",
        [](World &w) {
            const auto other = w.id<Company>("Other");
            w.change<System>("Log", [&](auto &s) { s.vendor = other; });
        },
        "Log");
    row("service no longer eligible",
        changing<CloudService>("Logs", [](auto &s) { s.eligible = YesNoUnknown::No; }), "Log");
    row("service renamed",
        changing<CloudService>("Logs", [](auto &s) { s.name = QStringLiteral("L"); }), "");
    row("flow renamed", changing<Flow>("Uplink", [](auto &f) { f.name = QStringLiteral("Up"); }),
        "");
    row("flow described",
        changing<Flow>("Uplink", [](auto &f) { f.description = QStringLiteral("x"); }), "");
    row("flow's protection",
        changing<Flow>("Uplink", [](auto &f) { f.protection = Protection::None; }), "Uplink");
    row("flow's protocol",
        changing<Flow>("Uplink", [](auto &f) { f.protocol = QStringLiteral("MQTT"); }), "Uplink");
    row("flow over radio",
        changing<Flow>("Uplink", [](auto &f) { f.protocol = QStringLiteral("LTE"); }),
        "Store Uplink");
    row("flow's network",
        changing<Flow>("Uplink", [](auto &f) { f.publicNetwork = YesNoUnknown::No; }),
        "Hub Uplink");
    row(
        "element added to a flow",
        [](World &w) {
            const auto name = w.id<DataElement>("Pressure");
            w.change<Flow>("Trace", [&](auto &f) { f.elements.insert(name); });
        },
        "Log Trace");
    row("element taken from a flow", changing<Flow>("Uplink", [](auto &f) { f.elements = {}; }),
        "Store Uplink");
    row(
        "flow turned elsewhere",
        [](World &w) {
            const auto store = w.id<System>("Store");
            w.change<Flow>("Radio", [&](auto &f) { f.target = store; });
        },
        "Hub Radio Store Uplink");
    row(
        "flow removed",
        [](World &w) { w.content.remove(QStringLiteral("flows"), w.id<Flow>("Trace")); }, "Log");
    row(
        "flow added",
        [](World &w) {
            Flow flow;
            flow.name = QStringLiteral("Extra");
            flow.source = w.id<System>("Store");
            flow.target = w.id<System>("Hub");
            flow.elements = {w.id<DataElement>("Name")};
            w.content.add(flow);
        },
        "Extra Hub Store Uplink");
    row("element renamed",
        changing<DataElement>("Name", [](auto &e) { e.name = QStringLiteral("Full"); }), "");
    row("element described",
        changing<DataElement>("Name", [](auto &e) { e.description = QStringLiteral("x"); }), "");
    row("element no longer links",
        changing<DataElement>("Name",
                              [](auto &e) {
                                  e.linksToPerson = LinksToPerson::No;
                                  e.content = Content::Operational;
                              }),
        "Store");
    row(
        "system added",
        [](World &w) {
            System system;
            system.name = QStringLiteral("Fresh");
            w.content.add(system);
        },
        "Fresh");
    row(
        "system removed",
        [](World &w) { w.content.remove(QStringLiteral("systems"), w.id<System>("Bench")); }, "");
    row("out-of-scope system changed",
        changing<System>("Bench", [](auto &s) { s.atRest = AtRest::None; }), "");
    row("organization renamed",
        changing<Organization>("organization",
                               [](auto &o) { o.name = QStringLiteral("Acme Inc"); }),
        "");
    row("organization's role",
        changing<Organization>("organization",
                               [](auto &o) { o.hipaaRole = HipaaRole::CoveredEntity; }),
        "Acme");
    row(
        "diagram drawn",
        [](World &w) {
            Diagram diagram;
            diagram.name = QStringLiteral("D");
            w.content.add(diagram);
        },
        "");
    row(
        "threat reworded",
        [](World &w) {
            Threat threat = **w.content.inOrder<Threat>().begin();
            threat.description = QStringLiteral("x");
            w.content.add(threat);
        },
        "");
    row(
        "threat not asked about",
        [](World &w) {
            Threat threat = **w.content.inOrder<Threat>().begin();
            threat.use = ThreatUse::NotAsked;
            w.content.add(threat);
        },
        "");
    row(
        "own threat",
        [](World &w) {
            Threat threat;
            threat.name = QStringLiteral("Own");
            ThreatRule rule;
            rule.threat = w.content.add(threat);
            rule.kinds = {SystemKind::Gateway};
            w.content.add(rule);
        },
        "Hub");
    row(
        "matrix changed",
        [](World &w) {
            MatrixCell cell = **w.content.inOrder<MatrixCell>().begin();
            cell.risk = Level::VeryHigh;
            w.content.add(cell);
        },
        "");
}

void tst_staleness::edit()
{
    QFETCH(Change, change);
    QFETCH(QString, stale);
    static const World fresh;
    World world = fresh;
    change(world);
    QCOMPARE(staleNames(world.content), stale);
}

void tst_staleness::saysWhatIsDifferent()
{
    World world;
    world.change<System>("Store", [](auto &system) {
        system.name = QStringLiteral("Vault");
        system.atRest = AtRest::None;
    });
    const DataMap data(world.content);
    const RiskMap map(data);
    const auto target = map.targetOf(world.base.named(QStringLiteral("Store")));
    const RiskCell &cell = map.cellsOf(*target).front();
    QCOMPARE(cell.state, CellState::InputChanged);
    QCOMPARE(map.changesSince(cell),
             QStringList(QStringLiteral("Encryption at rest: AES-256, now None")));
    world = World();
    world.change<Flow>(
        "Trace", [&](auto &flow) { flow.elements.insert(world.id<DataElement>("Pressure")); });
    const DataMap later(world.content);
    const RiskMap changed(later);
    const auto log = changed.targetOf(world.base.named(QStringLiteral("Log")));
    QCOMPARE(changed.changesSince(changed.cellsOf(*log).front()),
             QStringList(QStringLiteral("Can hold Pressure now")));
}

void tst_staleness::timeAloneMakesStale()
{
    World world;
    world.content = world.base.content();
    Deidentification proof;
    proof.name = QStringLiteral("Proof");
    proof.method = DeidMethod::ExpertDetermination;
    proof.expert = QStringLiteral("J. Doe");
    proof.determined = QDate(2026, 1, 1);
    proof.expires = QDate(2026, 12, 31);
    proof.report = QStringLiteral("DOC-1");
    proof.flows = {world.id<Flow>("Trace")};
    proof.elements = {world.id<DataElement>("Name")};
    world.content.add(proof);
    world.content = answered(withAnalysis(world.content, QStringLiteral("2026")));
    QCOMPARE(staleNames(world.content), QString());
    world.content.setToday({2027, 1, 1});
    QCOMPARE(staleNames(world.content), QStringLiteral("Log Trace"));
}

void tst_staleness::whatComesBackIsNotStale()
{
    World world;
    world.change<System>("Store", [](auto &system) { system.atRest = AtRest::None; });
    QVERIFY(!staleNames(world.content).isEmpty());
    world.change<System>("Store", [](auto &system) { system.atRest = AtRest::Aes256; });
    QCOMPARE(staleNames(world.content), QString());
}

SAFEGUARD_TEST(tst_staleness)
#include "tst_staleness.moc"
