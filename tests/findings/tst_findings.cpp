// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/documents/evidence.h"
#include "model/findings/findings.h"
#include "model/inventory/prompt.h"
#include "model/inventory/site.h"
#include "tests/tools/flowgraph.h"
#include "tests/tools/testmain.h"

#include <set>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

std::vector<Finding> findingsIn(const Snapshot &snapshot)
{
    return Derived(snapshot).findings;
}

const Finding *find(const std::vector<Finding> &findings, const QString &rule)
{
    for (const Finding &finding : findings) {
        if (finding.rule == rule)
            return &finding;
    }
    return nullptr;
}

Snapshot withPrompt(const FlowGraph &graph, SystemKind kind, PromptAnswer answer)
{
    Snapshot snapshot = graph.snapshot();
    Prompt prompt;
    prompt.kind = kind;
    prompt.answer = answer;
    prompt.reason = QStringLiteral("none is planned");
    snapshot.add(prompt);
    return snapshot;
}

/// The dates of a piece of evidence; the graph's day is 2028-02-29.
Snapshot withEvidence(QDate expires, QDate retainedUntil)
{
    Snapshot snapshot = FlowGraph().snapshot();
    Evidence evidence;
    evidence.title = QStringLiteral("Penetration test");
    evidence.expires = expires;
    evidence.retainedUntil = retainedUntil;
    snapshot.add(evidence);
    return snapshot;
}

/// Name from App to Cloud, protected as told.
void nameFlow(FlowGraph &g, Protection protection)
{
    g.system("App").creates("Name").with([](System &s) { s.lane = Lane::Device; });
    g.system("Cloud");
    g.flow("App", "Cloud").carries("Name").with([&](Flow &f) { f.protection = protection; });
}

void store(FlowGraph &g, const char *element, AtRest atRest)
{
    g.system("Store").creates(element).stores(element).with([&](System &s) {
        s.lane = Lane::Device;
        s.atRest = atRest;
    });
}

void placed(FlowGraph &g, const char *element, const std::function<void(System &)> &change)
{
    g.system("Place").creates(element).with([&](System &s) {
        s.lane = Lane::Device;
        change(s);
    });
}

void claim(FlowGraph &g, const std::function<void(Deidentification &)> &change)
{
    g.system("Cloud").creates("ECG").with([](System &s) { s.lane = Lane::Device; });
    g.system("Research");
    g.flow("Cloud", "Research").carries("ECG");
    g.safeHarbor().on("Cloud>Research").with(change);
}

/// A rule, the smallest project for which it fires, and the one beside it for which it does not.
struct Case
{
    const char *name;
    const char *rule;
    std::function<Snapshot()> fires;
    std::function<Snapshot()> doesNot;
    Severity severity;
    const char *registerKey;
};

std::function<Snapshot()> graph(const std::function<void(FlowGraph &)> &build)
{
    return [build] {
        FlowGraph g;
        build(g);
        return g.snapshot();
    };
}

std::function<Snapshot()> prompted(const std::function<void(FlowGraph &)> &build, SystemKind kind,
                                   PromptAnswer answer)
{
    return [=] {
        FlowGraph g;
        build(g);
        return withPrompt(g, kind, answer);
    };
}

// clang-format off: a table
const std::vector<Case> &cases()
{
    static const auto inLane = [](Lane lane) {
        return graph(
            [lane](FlowGraph &g) { g.system("Station").with([&](System &s) { s.lane = lane; }); });
    };
    static const auto nothing = [](FlowGraph &) {};
    static const auto logging = [](FlowGraph &g) {
        g.system("Log").with([](System &s) { s.kind = SystemKind::Logging; });
    };
    static const auto retiredLogging = [](FlowGraph &g) {
        g.system("Log").retired().with([](System &s) { s.kind = SystemKind::Logging; });
    };
    static const auto flowOf = [](Protection p) {
        return graph([p](FlowGraph &g) { nameFlow(g, p); });
    };
    static const auto storeOf = [](const char *e, AtRest a) {
        return graph([=](FlowGraph &g) { store(g, e, a); });
    };
    static const auto place = [](const char *e, std::function<void(System &)> c) {
        return graph([=](FlowGraph &g) { placed(g, e, c); });
    };
    static const auto claimed = [](std::function<void(Deidentification &)> c) {
        return graph([=](FlowGraph &g) { claim(g, c); });
    };
    static const auto override = [](Tier tier) {
        return graph([tier](FlowGraph &g) {
            nameFlow(g, Protection::Tls13);
            g.flow("App", "Cloud").carries("Name").setByHand(tier);
        });
    };
    static const auto carrying = [](const char *elements, bool isRetired) {
        return graph([=](FlowGraph &g) {
            g.system("App").creates("Name");
            auto target = g.system("Cloud");
            if (isRetired)
                target.retired();
            g.flow("App", "Cloud").carries(elements);
        });
    };
    static const std::vector<Case> all{
        {"cloud alone", "scope-only-cloud", inLane(Lane::Cloud), inLane(Lane::Gateway),
         Severity::High, "organization"},
        {"device is there", "scope-only-cloud", inLane(Lane::Display), inLane(Lane::Device),
         Severity::High, "organization"},
        {"an empty inventory", "scope-only-cloud", inLane(Lane::Storage), graph(nothing),
         Severity::High, "organization"},
        {"not answered", "touchpoint-unanswered",
         prompted(nothing, SystemKind::Logging, PromptAnswer::NotAnswered),
         prompted(nothing, SystemKind::Logging, PromptAnswer::Absent), Severity::Medium,
         "touchpoint-prompts"},
        {"absent, but there", "touchpoint-contradicted",
         prompted(logging, SystemKind::Logging, PromptAnswer::Absent),
         prompted(retiredLogging, SystemKind::Logging, PromptAnswer::Absent), Severity::Medium,
         "touchpoint-prompts"},
        {"present, but not there", "touchpoint-missing",
         prompted(retiredLogging, SystemKind::Logging, PromptAnswer::Present),
         prompted(logging, SystemKind::Logging, PromptAnswer::Present), Severity::Medium,
         "touchpoint-prompts"},
        {"no encryption in transit", "flow-unencrypted", flowOf(Protection::None),
         flowOf(Protection::Tls12), Severity::High, "flows"},
        {"weak encryption in transit", "flow-weak", flowOf(Protection::TlsOld),
         flowOf(Protection::Tls12), Severity::Medium, "flows"},
        {"unknown in transit", "flow-unknown", flowOf(Protection::Unknown),
         flowOf(Protection::None), Severity::Medium, "flows"},
        {"no encryption at rest", "store-unencrypted", storeOf("Name", AtRest::None),
         storeOf("Name", AtRest::Aes256), Severity::High, "systems"},
        {"no encryption at rest, Tier 2", "store-unencrypted", storeOf("Diagnosis", AtRest::None),
         storeOf("ECG", AtRest::None), Severity::High, "systems"},
        {"unknown at rest", "store-unknown", storeOf("Name", AtRest::Unknown),
         storeOf("Name", AtRest::None), Severity::Medium, "systems"},
        {"ePHI in test", "production-data-in-test",
         place("Name", [](System &s) { s.environment = Environment::Test; }),
         place("Name", [](System &s) { s.environment = Environment::Production; }), Severity::High,
         "systems"},
        {"production data said of development", "production-data-in-test",
         place("Build",
               [](System &s) {
                   s.kind = SystemKind::Development;
                   s.productionData = YesNoUnknown::Yes;
               }),
         place("Build",
               [](System &s) {
                   s.kind = SystemKind::Development;
                   s.productionData = YesNoUnknown::No;
               }),
         Severity::High, "systems"},
        {"ePHI in staging", "production-data-in-test",
         place("Name", [](System &s) { s.environment = Environment::Staging; }),
         place("ECG", [](System &s) { s.environment = Environment::Staging; }), Severity::High,
         "systems"},
        {"ePHI in a log", "side-store-ephi",
         place("Name", [](System &s) { s.kind = SystemKind::Logging; }),
         place("ECG", [](System &s) { s.kind = SystemKind::Logging; }), Severity::Medium,
         "systems"},
        {"ePHI in a backup", "side-store-ephi",
         place("Name", [](System &s) { s.kind = SystemKind::Backup; }),
         place("Name", [](System &s) { s.kind = SystemKind::Database; }), Severity::Medium,
         "systems"},
        {"ePHI in support", "side-store-ephi",
         place("Name", [](System &s) { s.kind = SystemKind::Support; }),
         place("Staff", [](System &s) { s.kind = SystemKind::Support; }), Severity::Medium,
         "systems"},
        {"claim without proof", "deidentification-unproven",
         claimed([](Deidentification &d) { d.removed.set(Identifier::Fax, false); }),
         claimed([](Deidentification &) {}), Severity::High, "de-identifications"},
        {"pseudonymised", "pseudonymised",
         claimed([](Deidentification &d) { d.reidentificationCode = true; }),
         claimed([](Deidentification &d) { d.removed = {}; }), Severity::High,
         "de-identifications"},
        {"tier set lower", "tier-set-lower", override(Tier::Two), override(Tier::One),
         Severity::Medium, "flows"},
        {"flow that names nothing", "flow-names-nothing", carrying("", false),
         carrying("Name", false), Severity::Medium, "flows"},
        {"retired flow that names nothing", "flow-names-nothing", carrying("", false),
         carrying("", true), Severity::Medium, "flows"},
        {"flow of what its source cannot hold", "flow-not-at-source", carrying("Name, ECG", false),
         carrying("Name", false), Severity::Medium, "flows"},
        {"retired flow of what its source cannot hold", "flow-not-at-source",
         carrying("ECG", false), carrying("ECG", true), Severity::Medium, "flows"},
        {"system of which nothing is said", "system-not-classified",
         graph([](FlowGraph &g) { g.system("New"); }),
         graph([](FlowGraph &g) { g.system("New").retired(); }), Severity::Medium, "systems"},
        {"system that is brought something", "system-not-classified", graph([](FlowGraph &g) {
             g.system("New");
             g.system("A").creates("ECG");
             g.flow("A", "New");
         }),
         graph([](FlowGraph &g) {
             g.system("New");
             g.system("A").creates("ECG");
             g.flow("A", "New").carries("ECG");
         }),
         Severity::Medium, "systems"},
        {"store of what nothing brings", "store-without-source",
         graph([](FlowGraph &g) { g.system("Store").stores("ECG"); }),
         graph([](FlowGraph &g) { g.system("Store").stores("ECG").retired(); }), Severity::Low,
         "systems"},
        {"store of what it creates", "store-without-source",
         graph([](FlowGraph &g) { g.system("Store").stores("ECG, Build").creates("Build"); }),
         graph([](FlowGraph &g) { g.system("Store").stores("ECG").creates("ECG"); }), Severity::Low,
         "systems"},
        {"evidence of yesterday", "evidence-expired",
         [] {
             return withEvidence({2028, 2, 28}, {2034, 2, 28});
         },
         [] {
             return withEvidence({2028, 2, 29}, {2034, 2, 28});
         },
         Severity::Medium, "evidence"},
        {"evidence kept long enough", "evidence-retention-over",
         [] {
             return withEvidence({2029, 1, 1}, {2028, 2, 28});
         },
         [] {
             return withEvidence({2029, 1, 1}, {2028, 2, 29});
         },
         Severity::Low, "evidence"},
    };
    return all;
}
// clang-format on

Snapshot withNote(const QString &text)
{
    FlowGraph g;
    g.system("Log").with([&](System &system) {
        system.lane = Lane::Device;
        system.description = text;
    });
    return g.snapshot();
}

}

class tst_findings final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachRuleFiresForItsCaseOnly_data();
    void eachRuleFiresForItsCaseOnly();
    void everyRuleIsHeldHere();
    void patientDataAreSeen_data();
    void patientDataAreSeen();
    void otherNumbersAreLeftAlone_data();
    void otherNumbersAreLeftAlone();
    void patientDataAreNeverRepeated();
    void patientDataAreSeenInEveryRegister();
    void theMostSevereComeFirst();
    void severitiesHaveKeys();
};

void tst_findings::eachRuleFiresForItsCaseOnly_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < cases().size(); ++i)
        QTest::newRow(cases()[i].name) << static_cast<int>(i);
}

void tst_findings::eachRuleFiresForItsCaseOnly()
{
    QFETCH(int, index);
    const Case &expected = cases()[static_cast<size_t>(index)];
    const QString rule = QString::fromLatin1(expected.rule);
    const Snapshot snapshot = expected.fires();
    const auto findings = findingsIn(snapshot);
    const Finding *finding = find(findings, rule);
    QVERIFY2(finding, "does not fire");
    QCOMPARE(finding->severity, expected.severity);
    QCOMPARE(finding->registerKey, QString::fromLatin1(expected.registerKey));
    QVERIFY(snapshot.rows(finding->registerKey).find(finding->id));
    QVERIFY(!finding->sentence.isEmpty() && !finding->why.isEmpty() && !finding->fix.isEmpty());
    QVERIFY(!finding->sentence.contains(QLatin1Char('%')) &&
            !finding->why.contains(QLatin1Char('%')));
    QVERIFY(finding->citation.startsWith(QStringLiteral("164.")));
    const RegisterType *type = snapshot.registers().find(finding->registerKey);
    QVERIFY(finding->field.isEmpty() || type->field(finding->field));
    QVERIFY2(!find(findingsIn(expected.doesNot()), rule), "fires for the case beside it");
}

/// A rule whose key appears in no case above is not held by this test.
void tst_findings::everyRuleIsHeldHere()
{
    std::set<QString> held{QStringLiteral("patient-data-in-text")};
    for (const Case &each : cases())
        held.insert(QString::fromLatin1(each.rule));
    QFile source(QStringLiteral(SAFEGUARD_SOURCE_DIR "/model/findings/rules.cpp"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(source.readAll());
    static const QRegularExpression key(
        QStringLiteral("QStringLiteral\\(\"([a-z]+(?:-[a-z]+)+)\"\\)"));
    std::set<QString> known;
    for (auto at = key.globalMatch(text); at.hasNext();)
        known.insert(at.next().captured(1));
    known.insert(QStringLiteral("pseudonymised"));
    QVERIFY(known.size() >= 15);
    QStringList missing;
    for (const QString &rule : known) {
        if (!held.contains(rule))
            missing += rule;
    }
    QCOMPARE(missing.join(QLatin1Char(' ')), QString());
}

void tst_findings::patientDataAreSeen_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"123-45-6789", "the patient 123-45-6789 called", "(123-45-6789)", "SSN 123 45 6789",
          "SSN:123456789", "ssn 123456789", "social security number 123456789",
          "Social Security No. 123456789", "123\u201145\u20116789", "MRN 1234567", "mrn: 0012345",
          "MRN#12345", "MRN-1234567", "MRN=99887766", "MRN A1234567",
          "medical record number 1234567", "Medical record no. 1234567", "x\n123-45-6789\ny"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void tst_findings::patientDataAreSeen()
{
    QFETCH(QString, text);
    const auto findings = findingsIn(withNote(text));
    const Finding *finding = find(findings, QStringLiteral("patient-data-in-text"));
    QVERIFY(finding);
    QCOMPARE(finding->severity, Severity::High);
    QCOMPARE(finding->field, QStringLiteral("description"));
}

void tst_findings::otherNumbersAreLeftAlone_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"123-456-7890",
                             "(555) 123-4567",
                             "+1 555 123 4567",
                             "+49 301-22-3456",
                             "555.123.4567",
                             "2026-02-28",
                             "28-02-2026",
                             "02/28/2026",
                             "12-3456-789",
                             "PN 10-123-45-6789",
                             "AB123-45-6789",
                             "123-45-6789-01",
                             "123-45-67890",
                             "000-45-6789",
                             "666-45-6789",
                             "912-45-6789",
                             "123-00-6789",
                             "123-45-0000",
                             "123456789",
                             "version 123.45.6789",
                             "ISO 13485:2016",
                             "21 CFR 820.30",
                             "164.308(a)(1)",
                             "MRN",
                             "the MRN field, 10 digits",
                             "MRN 123",
                             "medical record number",
                             "10.123.45.67",
                             "serial 1234567",
                             "SSN",
                             "SSN is not stored",
                             "amrn 1234567",
                             "123-45 6789"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void tst_findings::otherNumbersAreLeftAlone()
{
    QFETCH(QString, text);
    QVERIFY(!find(findingsIn(withNote(text)), QStringLiteral("patient-data-in-text")));
}

void tst_findings::patientDataAreNeverRepeated()
{
    for (const char *text : {"123-45-6789", "MRN 1234567"}) {
        const QString number = QString::fromLatin1(text).right(4);
        Snapshot snapshot = withNote(QString::fromLatin1(text));
        Site site; // a name is the record's title
        site.name = QString::fromLatin1(text);
        site.number = 3;
        snapshot.add(site);
        int seen = 0;
        for (const Finding &finding : findingsIn(snapshot)) {
            seen += finding.rule == QStringLiteral("patient-data-in-text");
            for (const QString &words :
                 {finding.sentence, finding.why, finding.fix, finding.citation, finding.field})
                QVERIFY(!words.contains(number));
        }
        QCOMPARE(seen, 2);
    }
}

void tst_findings::patientDataAreSeenInEveryRegister()
{
    int fields = 0;
    for (const RegisterType &type : *allRegisters()) {
        for (const Field &field : type.fields) {
            if (type.isProtected() || field.isSubject || (field.kind != Kind::Text && field.kind != Kind::LongText))
                continue;
            Snapshot snapshot(allRegisters());
            snapshot.setToday({2028, 2, 29});
            auto record = type.make();
            record->id = AnyId::random();
            field.set(*record, QStringLiteral("MRN 1234567"));
            // What a flow or a part refers to is not there: only this rule is asked.
            snapshot.put(type.key, std::move(record));
            const auto findings = findingsIn(snapshot);
            const Finding *finding = find(findings, QStringLiteral("patient-data-in-text"));
            QVERIFY2(finding, qPrintable(type.key + QLatin1Char('.') + field.key));
            QCOMPARE(finding->registerKey, type.key);
            QCOMPARE(finding->field, field.key);
            ++fields;
        }
    }
    QVERIFY(fields > 30);
}

void tst_findings::theMostSevereComeFirst()
{
    FlowGraph g;
    g.system("Store").creates("Name").stores("Name, ECG").with([](System &system) {
        system.kind = SystemKind::Logging;
        system.atRest = AtRest::None;
    });
    const auto findings = findingsIn(withPrompt(g, SystemKind::Backup, PromptAnswer::NotAnswered));
    std::set<Severity> seen;
    for (size_t i = 0; i < findings.size(); ++i) {
        seen.insert(findings[i].severity);
        QVERIFY(i == 0 || findings[i - 1].severity >= findings[i].severity);
    }
    QCOMPARE(seen.size(), size_t(3));
}

void tst_findings::severitiesHaveKeys()
{
    for (const Severity severity : {Severity::Low, Severity::Medium, Severity::High}) {
        QCOMPARE(severityFrom(severityKey(severity)), std::optional(severity));
        QVERIFY(!severityName(severity).isEmpty());
    }
    QVERIFY(!severityFrom(u"critical"));
}

SAFEGUARD_TEST(tst_findings)
#include "tst_findings.moc"
