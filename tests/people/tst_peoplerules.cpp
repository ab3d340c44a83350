// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/ruleset.h"
#include "model/findings/findings.h"
#include "tests/people/scene.h"

#include <QFile>
#include <QRegularExpression>
#include <set>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

Scene sceneOf(const char *lines)
{
    Scene scene(QStringLiteral("here"));
    for (const QString &line : QString::fromUtf8(lines).split(u'\n', Qt::SkipEmptyParts))
        scene.add(line.trimmed());
    return scene;
}

/// Those of people alone.
std::vector<Finding> findingsIn(const Snapshot &snapshot)
{
    std::vector<Finding> findings = Derived(snapshot).findings;
    std::erase_if(findings, [](const Finding &finding) {
        for (const char *area : {"access-", "training-", "security-officer", "revocation-",
                                 "person-", "people-", "separation-", "right"}) {
            if (finding.rule.startsWith(QLatin1String(area)))
                return false;
        }
        return true;
    });
    return findings;
}

const Finding *find(const std::vector<Finding> &findings, const QString &rule)
{
    for (const Finding &finding : findings) {
        if (finding.rule == rule)
            return &finding;
    }
    return nullptr;
}

/// A rule, the smallest project for which it fires, and the one beside it for which it does not.
struct Case
{
    const char *name;
    const char *rule;
    const char *fires;
    const char *doesNot;
    Severity severity;
    const char *registerKey;
    const char *says; ///< a part of the sentence or of the why
};

const std::vector<Case> &cases()
{
    static const std::vector<Case> all{
        {"no course", "training-program-missing", "data", "data\ncourse Basics everyone=true",
         Severity::Medium, "organization", "No course"},
        {"only courses of the past", "training-program-missing",
         "data\ncourse Old everyone=true retired=true", "system Empty\nperson Anna",
         Severity::Medium, "organization", "No course"},
        {"no access on record", "access-not-recorded", "data",
         "data\nperson Anna\ngrant G1 person=Anna system=Tools", Severity::Medium, "organization",
         "Addressable"},
        {"no ePHI, so nobody's access", "access-not-recorded", "data\nperson Anna",
         "element Build content=operational links_to_person=no\nsystem Tools creates=Build\nperson "
         "Anna",
         Severity::Medium, "organization", "cannot be told"},
        {"no officer", "security-officer-missing", "data\nperson Anna",
         "data\nperson Anna security_officer=true", Severity::High, "organization", "Required"},
        {"an officer of next year", "security-officer-missing",
         "data\nperson Anna security_officer=true start=2027-01-01", "person Anna", Severity::High,
         "organization", "official"},
        {"the officer left", "security-officer-left",
         "person Anna security_officer=true separated=2026-11-21",
         "person Anna security_officer=true separated=2026-11-22", Severity::High, "people",
         "2026-11-21"},
        {"another took over", "security-officer-left",
         "person Anna security_officer=true separated=2026-11-21",
         "person Anna security_officer=true separated=2026-11-21\nperson Ben security_officer=true",
         Severity::High, "people", "Anna"},
        {"two officers", "security-officer-several",
         "person Anna security_officer=true\nperson Ben security_officer=true",
         "person Anna security_officer=true\nperson Ben", Severity::Low, "people", "Anna, Ben"},
        {"left with access", "access-after-separation",
         "data\nperson Anna separated=2026-11-20\ngrant G1 person=Anna system=Store",
         "data\nperson Anna separated=2026-11-20\ngrant G1 person=Anna system=Store "
         "revoked=2026-11-20",
         Severity::High, "access-grants", "24 hours before today"},
        {"left with access to what is out of scope", "access-after-separation",
         "data\nperson Anna separated=2026-11-20\ngrant G1 person=Anna system=Tools",
         "data\nperson Anna separated=2026-11-22\ngrant G1 person=Anna system=Tools",
         Severity::Medium, "access-grants", "24 hours are your own policy"},
        {"ended late", "revocation-late",
         "data\nperson Anna separated=2026-11-10 separated_time=17:00\ngrant G1 person=Anna "
         "system=Store revoked=2026-11-11 revoked_time=17:01",
         "data\nperson Anna separated=2026-11-10 separated_time=17:00\ngrant G1 person=Anna "
         "system=Store revoked=2026-11-11 revoked_time=17:00",
         Severity::Medium, "access-grants",
         "The rule names no number; 24 hours are your own policy"},
        {"ended late, long ago", "revocation-late",
         "data\nperson Anna separated=2025-11-10\ngrant G1 person=Anna system=Store "
         "revoked=2025-11-22",
         "data\nperson Anna separated=2025-11-10\ngrant G1 person=Anna system=Store "
         "revoked=2025-11-21",
         Severity::Medium, "access-grants", "From 264 to 312 hours"},
        {"perhaps late", "revocation-unproven",
         "data\nperson Anna separated=2026-11-10\ngrant G1 person=Anna system=Store "
         "revoked=2026-11-11",
         "data\nperson Anna separated=2026-11-10\ngrant G1 person=Anna system=Store "
         "revoked=2026-11-10",
         Severity::Low, "access-grants", "From 0 to 48 hours"},
        {"said to be shared", "access-shared-account",
         "data\nperson Anna\ngrant G1 person=Anna system=Store account=viewer shared=true",
         "data\nperson Anna\ngrant G1 person=Anna system=Store account=viewer", Severity::High,
         "access-grants", "\u201cviewer\u201d"},
        {"seen to be shared, Tier 2", "access-shared-account",
         "element Ecg content=health links_to_person=no\nsystem Box creates=Ecg\nperson "
         "Anna\nperson Ben\n"
         "grant G1 person=Anna system=Box account=lab\ngrant G2 person=Ben system=Box account=LAB",
         "data\nperson Anna\nperson Ben\ngrant G1 person=Anna system=Tools account=lab\ngrant G2 "
         "person=Ben system=Tools account=lab",
         Severity::Medium, "access-grants", "Anna, Ben"},
        {"never trained", "access-tier1-untrained",
         "data\ncourse Basics everyone=true\nperson Anna start=2026-11-20\ngrant G1 person=Anna "
         "system=Store",
         "data\ncourse Basics everyone=true\nperson Anna start=2026-11-20\ngrant G1 person=Anna "
         "system=Tools",
         Severity::High, "people", "Never done or overdue: Basics. Access: Store (GRT-001)"},
        {"owes nothing", "access-tier1-untrained",
         "data\nrole Dev\ncourse Coding roles=Dev\nperson Anna start=2026-01-20\ngrant G1 "
         "person=Anna system=Store",
         "data\nperson Anna start=2026-01-20\ngrant G1 person=Anna system=Store", Severity::High,
         "people", "No course is owed"},
        {"training is overdue", "training-overdue",
         "course Basics everyone=true\nperson Anna start=2026-10-22",
         "course Basics everyone=true\nperson Anna start=2026-10-23", Severity::Medium, "courses",
         "Anna. The longest since 2026-11-21"},
        {"many are overdue", "training-overdue",
         "course Basics everyone=true\nperson A start=2026-01-01\nperson B "
         "start=2026-01-01\nperson C start=2026-01-01\n"
         "person D start=2026-01-01\nperson E start=2026-01-01\nperson F start=2026-01-01\nperson "
         "G start=2026-01-01",
         "course Basics everyone=true retired=true\nperson A start=2026-01-01", Severity::Medium,
         "courses", "A, B, C, D, E and 2 more"},
        {"a new version is overdue", "training-version-old",
         "course Basics everyone=true version=2 version_since=2026-09-01 "
         "new_version_owed=true\nperson Anna start=2024-01-01\n"
         "record T1 person=Anna course=Basics completed=2026-01-01",
         "course Basics everyone=true version=2 version_since=2026-11-01 "
         "new_version_owed=true\nperson Anna start=2024-01-01\n"
         "record T1 person=Anna course=Basics completed=2026-01-01",
         Severity::Medium, "courses", "Anna. The newer one"},
        {"no start", "training-undated", "course Basics everyone=true\nperson Anna",
         "course Basics everyone=true\nperson Anna\nrecord T1 person=Anna course=Basics "
         "completed=2026-01-01",
         Severity::Low, "people", "Anna"},
        {"not reviewed", "access-unreviewed",
         "data\nperson Anna\ngrant G1 person=Anna system=Store granted=2025-11-21",
         "data\nperson Anna\ngrant G1 person=Anna system=Store granted=2025-11-22",
         Severity::Medium, "access-grants",
         "12 months by your own policy; the rule names no number"},
        {"two lines of one person are one person", "access-unreviewed",
         "data\nperson Anna\ngrant G1 person=Anna system=Store\ngrant G2 person=Anna system=Store",
         "data\nperson Anna\ngrant G1 person=Anna system=Store reviewed=2026-01-01",
         Severity::Medium, "access-grants", "access of 1 people"},
        {"not reviewed, out of scope", "access-unreviewed",
         "data\nperson Anna\ngrant G1 person=Anna system=Store",
         "data\nperson Anna\ngrant G1 person=Anna system=Tools", Severity::Medium, "access-grants",
         "Addressable"},
        {"nobody authorized it", "access-unauthorized",
         "data\nperson Anna\ngrant G1 person=Anna system=Store",
         "data\nperson Anna\nperson Boss\ngrant G1 person=Anna system=Store authorized_by=Boss",
         Severity::Medium, "access-grants", "Addressable"},
        {"of one who left, which is worse already", "access-unauthorized",
         "data\nperson Anna\ngrant G1 person=Anna system=Store",
         "data\nperson Anna separated=2026-11-01\ngrant G1 person=Anna system=Store",
         Severity::Medium, "access-grants", "Anna"},
        {"in another role", "access-other-role",
         "data\nrole Dev\nperson Anna\ngrant G1 person=Anna system=Store role=Dev",
         "data\nrole Dev\nperson Anna roles=Dev\ngrant G1 person=Anna system=Store role=Dev",
         Severity::Medium, "access-grants", "role that they do not have"},
        {"no role", "access-without-right", "data\nperson Anna\ngrant G1 person=Anna system=Store",
         "data\nelement Raw content=health links_to_person=no\nsystem Box creates=Raw\n"
         "person Anna\ngrant G1 person=Anna system=Tools\ngrant G2 person=Anna system=Box",
         Severity::Medium, "access-grants", "everything in the system"},
        {"not reviewed, of one who left", "access-unreviewed",
         "data\nperson Anna\ngrant G1 person=Anna system=Store",
         "data\nperson Anna separated=2026-11-01\ngrant G1 person=Anna system=Store",
         Severity::Medium, "access-grants", "Anna"},
        {"a silent role", "access-without-right",
         "data\nrole Dev\nperson Anna roles=Dev\ngrant G1 person=Anna system=Store role=Dev",
         "data\nrole Dev\nright R1 role=Dev system=Store operations=read\nperson Anna "
         "roles=Dev\ngrant G1 person=Anna system=Store role=Dev",
         Severity::Medium, "access-grants", "ePHI in"},
        {"no reason", "access-role-without-reason",
         "data\nrole Dev\nright R1 role=Dev system=Store operations=read",
         "data\nrole Dev\nright R1 role=Dev system=Store operations=read reason=Repairs",
         Severity::Low, "access-roles", "In: Store"},
        {"no reason, out of scope", "access-role-without-reason",
         "data\nrole Dev\nright R1 role=Dev system=Store operations=read\nright R2 role=Dev "
         "system=Tools operations=read",
         "data\nrole Dev\nright R1 role=Dev system=Tools operations=read", Severity::Low,
         "access-roles", "In: Store."},
        {"not cleared", "person-not-cleared",
         "data\nperson Anna\nperson Ben cleared=2026-01-01\ngrant G1 person=Anna system=Store",
         "data\nperson Anna\nperson Ben cleared=2026-01-01\ngrant G1 person=Ben system=Store",
         Severity::Low, "people", "Addressable"},
        {"not cleared, and gone", "person-not-cleared",
         "data\nperson Anna separated=2026-11-22\ngrant G1 person=Anna system=Store",
         "data\nperson Anna separated=2026-11-21\ngrant G1 person=Anna system=Store", Severity::Low,
         "people", "Anna"},
        {"nobody was ever cleared", "person-not-cleared",
         "data\nperson Anna\nperson Ben\ngrant G1 person=Anna system=Store\ngrant G2 person=Ben "
         "system=Store",
         "data\nperson Anna\nperson Ben\ngrant G1 person=Anna system=Tools", Severity::Low,
         "people", "Nobody's clearance"},
        {"steps are open", "separation-steps-open",
         "person Anna separated=2026-11-01 separation_steps=devices",
         "person Anna separated=2026-11-01 "
         "separation_steps=devices;keys;personal_devices;secrets;reminder",
         Severity::Low, "people", "the rule names none"},
        {"steps are open since long ago", "separation-steps-open",
         "person Anna separated=2025-11-22", "person Anna separated=2025-11-21", Severity::Low,
         "people", "2025-11-22"},
    };
    return all;
}

}

/// What is found about people. Each rule fires for one project and not for the one beside it.
class tst_peoplerules final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rule_data();
    void rule();
    void everyRuleIsHeldHere();
    void everyFindingIsWhole();
    void ownPolicyIsNotLaw();
    void anEmptyProjectIsLeftAlone();
    void peopleAloneSayLittle();
    void aWholeStaffSaysLittle();
};

void tst_peoplerules::rule_data()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < cases().size(); ++i)
        QTest::newRow(cases()[i].name) << static_cast<int>(i);
}

void tst_peoplerules::rule()
{
    QFETCH(int, index);
    const Case &expected = cases()[static_cast<size_t>(index)];
    const QString rule = QString::fromLatin1(expected.rule);
    const Snapshot snapshot = sceneOf(expected.fires).content();
    const auto findings = findingsIn(snapshot);
    const Finding *finding = find(findings, rule);
    QVERIFY2(finding, "does not fire");
    QCOMPARE(finding->severity, expected.severity);
    QCOMPARE(finding->registerKey, QString::fromLatin1(expected.registerKey));
    const QString told = finding->sentence + u' ' + finding->why;
    QVERIFY2(told.contains(QString::fromUtf8(expected.says)), qPrintable(told));
    QVERIFY2(!find(findingsIn(sceneOf(expected.doesNot).content()), rule),
             "fires for the case beside it");
}

void tst_peoplerules::everyRuleIsHeldHere()
{
    std::set<QString> held;
    for (const Case &each : cases())
        held.insert(QString::fromLatin1(each.rule));
    QFile source(QStringLiteral(SAFEGUARD_SOURCE_DIR "/model/findings/peoplerules.cpp"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    static const QRegularExpression key(QStringLiteral("\"([a-z0-9]+(?:-[a-z0-9]+)+)\""));
    std::set<QString> known;
    for (auto at = key.globalMatch(QString::fromUtf8(source.readAll())); at.hasNext();)
        known.insert(at.next().captured(1));
    QVERIFY(known.size() >= 15);
    for (const QString &rule : known)
        QVERIFY2(held.contains(rule), qPrintable(rule));
}

void tst_peoplerules::everyFindingIsWhole()
{
    int seen = 0;
    for (const Case &each : cases()) {
        const Snapshot snapshot = sceneOf(each.fires).content();
        for (const Finding &finding : findingsIn(snapshot)) {
            const QString told = finding.sentence + u' ' + finding.why;
            QVERIFY2(!told.contains(u'%') && finding.why.endsWith(u'.') &&
                         !finding.sentence.endsWith(u'.') && !finding.fix.isEmpty(),
                     qPrintable(told));
            QVERIFY2(RuleSet::current().find(finding.citation), qPrintable(finding.citation));
            QVERIFY(snapshot.rows(finding.registerKey).find(finding.id));
            const RegisterType *type = snapshot.registers().find(finding.registerKey);
            QVERIFY2(finding.field.isEmpty() || type->field(finding.field),
                     qPrintable(finding.field));
            ++seen;
        }
    }
    QVERIFY(seen > 60);
}

/// A number of days, hours or months is never said without whose it is.
void tst_peoplerules::ownPolicyIsNotLaw()
{
    static const std::set<QString> numbered{
        QStringLiteral("access-after-separation"), QStringLiteral("revocation-late"),
        QStringLiteral("revocation-unproven"),     QStringLiteral("access-unreviewed"),
        QStringLiteral("training-overdue"),        QStringLiteral("training-version-old")};
    int seen = 0;
    for (const Case &each : cases()) {
        for (const Finding &finding : findingsIn(sceneOf(each.fires).content())) {
            const Citation &law = *RuleSet::current().find(finding.citation);
            if (numbered.contains(finding.rule)) {
                QVERIFY2(finding.why.contains(QStringLiteral("own policy")),
                         qPrintable(finding.why));
                ++seen;
            }
            if (finding.why.contains(QStringLiteral("Addressable")))
                QCOMPARE(law.mark, QStringLiteral("Addressable"));
            if (finding.why.contains(QStringLiteral("Required.")))
                QCOMPARE(law.mark, QStringLiteral("Required"));
        }
    }
    QVERIFY(seen > 10);
}

void tst_peoplerules::anEmptyProjectIsLeftAlone()
{
    QVERIFY(findingsIn(sceneOf("").content()).empty());
    QVERIFY(findingsIn(sceneOf("system Empty\nrole Dev\nperson Anna roles=Dev").content()).empty());
}

/// A project that has never used these registers hears once of each.
void tst_peoplerules::peopleAloneSayLittle()
{
    QStringList rules;
    for (const Finding &finding : findingsIn(sceneOf("data\nperson Anna\nperson Ben").content()))
        rules += finding.rule;
    rules.sort();
    QCOMPARE(rules.join(u' '), QStringLiteral("access-not-recorded security-officer-missing "
                                              "training-program-missing"));
}

/// Many with the same fault are one finding, except where each is grave.
void tst_peoplerules::aWholeStaffSaysLittle()
{
    QString lines = QStringLiteral("data\ncourse Basics everyone=true\n");
    for (int i = 0; i < 200; ++i)
        lines += QStringLiteral("person P%1 start=2026-01-01\ngrant G%1 person=P%1 system=Store\n")
                     .arg(i);
    std::map<QString, int> counts;
    for (const Finding &finding : findingsIn(sceneOf(qPrintable(lines)).content()))
        ++counts[finding.rule];
    QCOMPARE(counts[QStringLiteral("access-tier1-untrained")], 200);
    counts.erase(QStringLiteral("access-tier1-untrained"));
    for (const auto &[rule, count] : counts)
        QVERIFY2(count == 1, qPrintable(rule));
}

SAFEGUARD_TEST(tst_peoplerules)
#include "tst_peoplerules.moc"
