// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/sample.h"

#include "model/exchange/fieldtext.h"
#include "model/findings/findings.h"
#include "tests/tools/projectfixture.h"

#include <cmath>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

/// The content in words, without ids: a line per record.
QStringList contentOf(const Snapshot &snapshot)
{
    QStringList lines;
    for (const RegisterType &type : snapshot.registers()) {
        if (type.isProtected())
            continue;
        for (const RecordPtr &record : snapshot.rows(type.key)) {
            QStringList cells{type.key, QString::number(record->number)};
            for (const Field &field : type.fields)
                cells += displayText(field, field.get(*record), snapshot);
            lines += cells.join(u'|');
        }
    }
    lines.sort();
    return lines;
}

template <class T>
QRectF rectOf(const T &part)
{
    return QRectF(part.x, part.y, part.width, part.height);
}

bool isOnGrid(const QRectF &rect)
{
    const auto isMultiple = [](double length) { return std::fmod(length, 8) == 0; };
    return isMultiple(rect.x()) && isMultiple(rect.y()) && isMultiple(rect.width()) &&
           isMultiple(rect.height());
}

QStringList namesOf(const Snapshot &snapshot, const auto &items)
{
    QStringList names;
    for (const auto &item : items)
        names += snapshot.title(QStringLiteral("systems"), item.system);
    names.sort();
    return names;
}

}

class tst_sample : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void isAsLargeAsPromised();
    void everyRuleFindsSomething();
    void findsWhereItShould_data();
    void findsWhereItShould();
    void ephiComesIntoBeingWhereItShould();
    void derivesTiers_data();
    void derivesTiers();
    void placesSystemsWell();
    void isTheSameForTheSameDay();
    void movesWithTheDay();
    void leavesAHistory();

private:
    Snapshot now() const { return m_fixture.project->snapshot(); }
    ProjectFixture m_fixture;
};

void tst_sample::initTestCase()
{
    m_fixture.clock.set(QDateTime(today, {9, 30}, Qt::UTC));
    QVERIFY_OK(fillSample(*m_fixture.project));
}

void tst_sample::isAsLargeAsPromised()
{
    const std::map<const char *, size_t> least{{"systems", 24},
                                               {"flows", 32},
                                               {"data-elements", 32},
                                               {"people", 8},
                                               {"vendors", 6},
                                               {"products", 1},
                                               {"sites", 4},
                                               {"cloud-services", 6},
                                               {"trust-boundaries", 12},
                                               {"diagrams", 3},
                                               {"de-identifications", 3},
                                               {"evidence", 5},
                                               {"evidence-links", 5}};
    for (const auto &[key, count] : least)
        QVERIFY2(now().rows(QString::fromLatin1(key)).size() >= count, key);
    std::set<Lane> lanes;
    for (const System &system : now().rows<System>())
        lanes.insert(system.lane);
    QCOMPARE(lanes.size(), choices(Lane()).size());
}

void tst_sample::everyRuleFindsSomething()
{
    const Derived derived(now());
    std::set<QString> rules;
    for (const Finding &finding : derived.findings)
        rules.insert(finding.rule);
    const std::set<QString> expected{QStringLiteral("deidentification-unproven"),
                                     QStringLiteral("evidence-expired"),
                                     QStringLiteral("flow-names-nothing"),
                                     QStringLiteral("flow-not-at-source"),
                                     QStringLiteral("flow-unencrypted"),
                                     QStringLiteral("flow-unknown"),
                                     QStringLiteral("flow-weak"),
                                     QStringLiteral("patient-data-in-text"),
                                     QStringLiteral("production-data-in-test"),
                                     QStringLiteral("pseudonymised"),
                                     QStringLiteral("risk-analysis-missing"),
                                     QStringLiteral("side-store-ephi"),
                                     QStringLiteral("store-unencrypted"),
                                     QStringLiteral("store-unknown"),
                                     QStringLiteral("store-without-source"),
                                     QStringLiteral("tier-set-lower"),
                                     QStringLiteral("touchpoint-contradicted"),
                                     QStringLiteral("touchpoint-missing"),
                                     QStringLiteral("touchpoint-unanswered")};
    QCOMPARE(QStringList(rules.begin(), rules.end()),
             QStringList(expected.begin(), expected.end()));
}

void tst_sample::findsWhereItShould_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QStringList>("titles");
    const auto row = [](const char *rule, const QStringList &titles) {
        QTest::newRow(rule) << QString::fromLatin1(rule) << titles;
    };
    row("flow-unencrypted", {QStringLiteral("Ingestion log")});
    row("flow-weak", {QStringLiteral("Signed reports")});
    row("flow-unknown", {QStringLiteral("Nightly copy")});
    row("flow-names-nothing", {QStringLiteral("Remote assistance")});
    row("flow-not-at-source", {QStringLiteral("Firmware to the gateway")});
    row("store-unencrypted", {QStringLiteral("Staging database")});
    row("store-without-source", {QStringLiteral("Fleet dashboard")});
    row("tier-set-lower", {QStringLiteral("Study export")});
    row("pseudonymised", {QStringLiteral("Study CL-STU-03")});
    row("deidentification-unproven", {QStringLiteral("Waveforms for Northlake")});
    row("patient-data-in-text", {QStringLiteral("Support desk")});
    row("production-data-in-test",
        {QStringLiteral("Engineer's laptop"), QStringLiteral("Staging database"),
         QStringLiteral("Test runner")});
    row("side-store-ephi", {QStringLiteral("Backup vault"), QStringLiteral("Log service"),
                            QStringLiteral("Support desk")});
}

void tst_sample::findsWhereItShould()
{
    QFETCH(QString, rule);
    QFETCH(QStringList, titles);
    const Derived derived(now());
    QStringList found;
    for (const Finding &finding : derived.findings) {
        if (finding.rule == rule)
            found += now().title(finding.registerKey, finding.id);
    }
    found.sort();
    QCOMPARE(found, titles);
}

void tst_sample::ephiComesIntoBeingWhereItShould()
{
    const DataMap map(now());
    QCOMPARE(namesOf(now(), map.joins()),
             QStringList({QStringLiteral("CardioLink app"), QStringLiteral("Ingestion API")}));
    QVERIFY(namesOf(now(), map.origins()).contains(QStringLiteral("Hospital record system")));
}

void tst_sample::derivesTiers_data()
{
    QTest::addColumn<QString>("system");
    QTest::addColumn<int>("tier");
    for (const auto &[system, tier] :
         std::initializer_list<std::pair<const char *, int>>{{"Heart patch", 2},
                                                             {"Home gateway", 2},
                                                             {"Returns bench", 2},
                                                             {"Engineer's laptop", 2},
                                                             {"CardioLink app", 1},
                                                             {"Ingestion API", 1},
                                                             {"Fleet dashboard", 1},
                                                             {"Northlake workspace", 1},
                                                             {"Study portal", 1},
                                                             {"Research data lake", 3},
                                                             {"Model training", 3},
                                                             {"Update server", 4},
                                                             {"Base station, first generation", 4}})
        QTest::newRow(system) << QString::fromLatin1(system) << tier;
}

void tst_sample::derivesTiers()
{
    QFETCH(QString, system);
    QFETCH(int, tier);
    const auto id = recordFromText(QStringLiteral("systems"), system, now());
    QVERIFY_OK(id);
    QCOMPARE(static_cast<int>(DataMap(now()).tierOf(Id<System>(*id))) + 1, tier);
}

void tst_sample::placesSystemsWell()
{
    const Snapshot snapshot = now();
    std::map<std::pair<AnyId, AnyId>, QRectF> shapes;
    for (const BoundaryShape &shape : snapshot.rows<BoundaryShape>()) {
        shapes[{shape.diagram, shape.boundary}] = rectOf(shape);
        QVERIFY(isOnGrid(rectOf(shape)));
    }
    for (const auto &[key, rect] : shapes) {
        const TrustBoundary *boundary = snapshot.find(Id<TrustBoundary>(key.second));
        if (!boundary->parent.isNull())
            QVERIFY2(shapes.at({key.first, boundary->parent}).contains(rect),
                     qPrintable(boundary->name));
    }
    for (const Placement &placement : snapshot.rows<Placement>()) {
        const System &system = *snapshot.find(placement.system);
        QVERIFY(isOnGrid(rectOf(placement)));
        const TrustBoundary *home = snapshot.find(system.boundary);
        for (const auto &[key, rect] : shapes) {
            if (key.first != placement.diagram)
                continue;
            bool isInside = false;
            for (const TrustBoundary *at = home; at; at = snapshot.find(at->parent))
                isInside = isInside || at->id == key.second;
            QVERIFY2(isInside ? rect.contains(rectOf(placement))
                              : !rect.intersects(rectOf(placement)),
                     qPrintable(system.name));
        }
        for (const Placement &other : snapshot.rows<Placement>())
            QVERIFY(other.id == placement.id || other.diagram != placement.diagram ||
                    !rectOf(other).intersects(rectOf(placement)));
    }
}

void tst_sample::isTheSameForTheSameDay()
{
    ProjectFixture other;
    other.clock.set(QDateTime(today, {18, 0}, Qt::UTC));
    QVERIFY_OK(fillSample(*other.project));
    QCOMPARE(contentOf(other.project->snapshot()), contentOf(now()));
    // In one project the ids are the same too: to enter it again changes nothing.
    const QByteArray digest = other.project->snapshot().digest();
    QVERIFY_OK(fillSample(*other.project));
    QCOMPARE(other.project->snapshot().digest(), digest);
}

void tst_sample::movesWithTheDay()
{
    QTemporaryDir folder;
    FixedClock clock(QDate(2030, 1, 2));
    const auto project = createSample(folder.filePath(QStringLiteral("s.safeguard")), someProject(),
                                      clock.today(), clock);
    QVERIFY_OK(project);
    const auto lastReview = [](const Snapshot &snapshot) {
        const auto id =
            recordFromText(QStringLiteral("systems"), QStringLiteral("Heart patch"), snapshot);
        return *snapshot.find(Id<System>(*id))->lastReview;
    };
    QCOMPARE(lastReview((*project)->snapshot()).daysTo(clock.today()),
             lastReview(now()).daysTo(today));
    QCOMPARE(Derived((*project)->snapshot()).findings.size(), Derived(now()).findings.size());
}

void tst_sample::leavesAHistory()
{
    QVERIFY(m_fixture.project->entryCount() > 15);
    const auto report = m_fixture.project->verify({});
    QVERIFY_OK(report);
    QVERIFY(report->isSound());
    for (qint64 n = m_fixture.project->entryCount(); n > 2; --n)
        QVERIFY_OK(m_fixture.project->undo());
    QVERIFY(now().rows<System>().isEmpty());
}

SAFEGUARD_TEST(tst_sample)
#include "tst_sample.moc"
