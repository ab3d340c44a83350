// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/exchange/fieldtext.h"
#include "model/findings/findings.h"
#include "model/risk/plan.h"
#include "model/risk/riskmap.h"
#include "tests/tools/samplefixture.h"

#include <cmath>
#include <QRegularExpression>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const QDate today(2026, 3, 14);

/// The content in words, without ids: a line per record.
QStringList contentOf(const Snapshot &snapshot)
{
    QStringList lines;
    for (const RegisterType &type : snapshot.registers()) {
        // A basis is spelled in ids; a digest is over them.
        if (type.isProtected() || type.key == QLatin1String(RiskBasis::registerKey))
            continue;
        for (const RecordPtr &record : snapshot.rows(type.key)) {
            QStringList cells{type.key, QString::number(record->number)};
            for (const Field &field : type.fields) {
                if (field.reference != QLatin1String(RiskBasis::registerKey) &&
                    field.key != QStringLiteral("digest"))
                    cells += displayText(field, field.get(*record), snapshot);
            }
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
    void movesWithTheDay_data();
    void movesWithTheDay();
    void historyRunsForward();
    void tellsNothingBeforeItsDay();
    void followsTheClockItWasGiven();
    void leavesWhatIsThere();
    void lastYearWasComplete();
    void thisYearIsUnderWay();
    void muchIsDifferentThisYear();
    void answersAreWhole();
    void plansAndAccepts();
    void leavesAHistory();

private:
    Snapshot now() const { return m_fixture.project->snapshot(); }
    Snapshot lastYear() const;
    ProjectFixture m_fixture;
};

void tst_sample::initTestCase()
{
    m_fixture.clock.set(QDateTime(today, {9, 30}, Qt::UTC));
    QVERIFY_OK(takeSample(m_fixture));
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
    const QStringList expected =
        QStringLiteral("acceptance-expired access-after-separation access-role-without-reason "
                       "access-shared-account access-tier1-untrained access-unauthorized "
                       "access-without-right action-overdue action-unverified baa-missing "
                       "baa-notice-longer baa-notice-open baa-provision baa-unchecked baa-unclear "
                       "deidentification-unproven evidence-expired flow-names-nothing "
                       "flow-not-at-source flow-unencrypted flow-unknown flow-weak "
                       "patient-data-in-text person-not-cleared production-data-in-test "
                       "pseudonymised revocation-late risk-analysis-incomplete "
                       "risk-lowered-without-reason risk-untreated separation-steps-open "
                       "service-eligibility-unknown side-store-ephi store-unencrypted "
                       "store-unknown store-without-source tier-set-lower touchpoint-contradicted "
                       "touchpoint-missing touchpoint-unanswered training-overdue")
            .split(u' ');
    QCOMPARE(QStringList(rules.begin(), rules.end()), expected);
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
    row("action-overdue",
        {QStringLiteral("Give testers accounts of their own and end the shared one")});
    row("action-unverified",
        {QStringLiteral(
            "Renew the certificates of gateways in storage, and raise an alarm by age")});
    row("acceptance-expired",
        {QStringLiteral("Power, network or environment failure, Home gateway")});
    row("risk-lowered-without-reason",
        {QStringLiteral("Data breach by exfiltration, Study portal")});
    row("baa-missing",
        {QStringLiteral("LogHarbor"), QStringLiteral("Northlake Signal Institute"),
         QStringLiteral("Osprey Telecardiology"), QStringLiteral("Tern Bay Clinic")});
    row("baa-provision", {QStringLiteral("Deskwell BAA"), QStringLiteral("Marlow County BAA"),
                          QStringLiteral("Pinebridge BAA")});
    row("access-after-separation", {QStringLiteral("Owen Pryce in Clinical database"),
         QStringLiteral("Samuel Ortiz in Returns bench")});
    row("risk-untreated", {QStringLiteral("Data breach by exfiltration, Study portal"),
                           QStringLiteral("Insider misuse, Support desk"),
                           QStringLiteral("Missing log review, Log service"),
                           QStringLiteral("Power, network or environment failure, Home gateway"),
                           QStringLiteral("Production ePHI in test environments, "
                                          "Engineer's laptop")});
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
    QVERIFY_OK(takeSample(other));
    QCOMPARE(contentOf(other.project->snapshot()), contentOf(now()));
}

void tst_sample::movesWithTheDay_data()
{
    QTest::addColumn<QDateTime>("moment");
    const auto row = [](const char *name, QDate date, QTime time) {
        QTest::newRow(name) << QDateTime(date, time, Qt::UTC);
    };
    row("new year", {2030, 1, 2}, {0, 0});
    row("leap day", {2028, 2, 29}, {12, 0});
    row("after a leap day", {2028, 3, 1}, {23, 59});
    row("a year after a leap day", {2029, 4, 13}, {0, 1});
}

void tst_sample::movesWithTheDay()
{
    QFETCH(QDateTime, moment);
    ProjectFixture other;
    other.clock.set(moment);
    QVERIFY_OK(takeSample(other));
    const Snapshot snapshot = other.project->snapshot();
    const auto lastReview = [](const Snapshot &from) {
        const auto id =
            recordFromText(QStringLiteral("systems"), QStringLiteral("Heart patch"), from);
        return *from.find(Id<System>(*id))->lastReview;
    };
    QCOMPARE(lastReview(snapshot).daysTo(moment.date()), lastReview(now()).daysTo(today));
    QCOMPARE(Derived(snapshot).findings.size(), Derived(now()).findings.size());
    QCOMPARE(RiskMap(DataMap(snapshot)).coverage(), RiskMap(DataMap(now())).coverage());
}

void tst_sample::historyRunsForward()
{
    std::vector<QDateTime> times;
    QVERIFY_OK(
        m_fixture.project->forEachEntry(1, m_fixture.project->entryCount(), [&](Entry &&entry) {
            times.push_back(entry.time);
            return true;
        }));
    QVERIFY(times.size() > 40);
    QVERIFY(std::is_sorted(times.begin(), times.end()));
    QVERIFY(times.back() <= m_fixture.clock.now());
    QVERIFY(times.front().date().daysTo(today) > 400);
    QVERIFY(times.back().date().daysTo(today) < 7);
}

/// What a record tells of has happened by the time at which the record says so.
void tst_sample::tellsNothingBeforeItsDay()
{
    const QStringList planned{QStringLiteral("expires"), QStringLiteral("retained_until"),
                              QStringLiteral("due")};
    std::vector<Entry> entries;
    QVERIFY_OK(
        m_fixture.project->forEachEntry(1, m_fixture.project->entryCount(), [&](Entry &&entry) {
            entries.push_back(std::move(entry));
            return true;
        }));
    int seen = 0;
    for (const Entry &entry : entries) {
        const auto changes = m_fixture.project->changesOf(entry);
        QVERIFY_OK(changes);
        for (const FieldChange &change : *changes) {
            if (!change.field || change.field->kind != Kind::Date ||
                planned.contains(change.field->key))
                continue;
            const QDate told = QDate::fromString(change.after.toString(), Qt::ISODate);
            seen += told.isValid();
            QVERIFY2(!told.isValid() || told <= entry.time.date(),
                     qPrintable(entry.sentence + u' ' + change.field->key));
        }
    }
    QVERIFY(seen > 60);
}

void tst_sample::followsTheClockItWasGiven()
{
    ProjectFixture other;
    QVERIFY_OK(takeSample(other));
    other.clock.set(other.clock.now().addDays(3));
    QCOMPARE(other.project->snapshot().today(), other.clock.today());
    QVERIFY_OK(other.project->note(QStringLiteral("Later")));
    QCOMPARE(other.project->lastEntry().time, other.clock.now());
}

void tst_sample::leavesWhatIsThere()
{
    QTemporaryDir folder;
    QFile there(folder.filePath(QStringLiteral("s.safeguard")));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("something else");
    there.close();
    QVERIFY(!createSample(there.fileName(), someProject(), m_fixture.clock));
    QCOMPARE(QFileInfo(there.fileName()).size(), 14);
}

/// As of the baseline that froze it.
Snapshot tst_sample::lastYear() const
{
    const Baseline *baseline = now().inOrder<Baseline>().front();
    Snapshot then = m_fixture.project->contentAt(*baseline->entry).value();
    then.setToday(baseline->taken.date());
    return then;
}

void tst_sample::lastYearWasComplete()
{
    const Snapshot then = lastYear();
    const RiskMap map{DataMap(then)};
    QVERIFY(then.today().daysTo(today) > 350);
    const Coverage coverage = map.coverage();
    QVERIFY(coverage.isComplete());
    QVERIFY(coverage.all() > 240);
    QVERIFY(coverage.count(CellState::DoesNotApply) * 10 > coverage.all());
    QVERIFY(coverage.count(CellState::DoesNotApply) * 4 < coverage.all());
    QVERIFY(map.noLongerAsked().empty());
}

void tst_sample::thisYearIsUnderWay()
{
    const RiskMap map{DataMap(now())};
    QVERIFY(map.isOpen());
    QCOMPARE(now().rows<Assessment>().size(), size_t(2));
    QVERIFY(map.assessment()->started->daysTo(today) < 20);
    const Coverage coverage = map.coverage();
    const auto isAbout = [&](CellState state, int count) {
        return std::abs(coverage.count(state) - count) <= 3;
    };
    QVERIFY(isAbout(CellState::Open, 12));
    QVERIFY(isAbout(CellState::ToConfirm, 6));
    QVERIFY(isAbout(CellState::InputChanged, 7));
    QVERIFY(coverage.done() > 200);
    for (const RiskCell &cell : map.cells()) {
        if (cell.state != CellState::InputChanged)
            continue;
        QVERIFY(cell.risk->assessment == idOf(*map.assessment())); // answered before the change
        QVERIFY(!map.changesSince(cell).isEmpty());
    }
}

void tst_sample::muchIsDifferentThisYear()
{
    const RiskMap before{DataMap(lastYear())};
    const RiskMap after{DataMap(now())};
    std::map<QString, int> counts;
    for (const RiskCell &cell : after.cells()) {
        if (!isDone(cell.state))
            continue;
        const RiskCell *was = before.cell(after.targets()[cell.target].subject, idOf(*cell.threat));
        if (!was) {
            ++counts[QStringLiteral("new")];
            continue;
        }
        const auto level = after.method().inherent(*cell.risk);
        const auto earlier = before.method().inherent(*was->risk);
        if (level == earlier)
            ++counts[cell.risk->justification == was->risk->justification &&
                             cell.risk->reason == was->risk->reason
                         ? QStringLiteral("confirmed")
                         : QStringLiteral("justified anew")];
        else
            ++counts[level > earlier ? QStringLiteral("raised") : QStringLiteral("lowered")];
    }
    QVERIFY(counts[QStringLiteral("new")] >= 15);
    QVERIFY(counts[QStringLiteral("raised")] >= 15);
    QVERIFY(counts[QStringLiteral("lowered")] >= 10);
    QVERIFY(counts[QStringLiteral("justified anew")] >= 10);
    QVERIFY(counts[QStringLiteral("confirmed")] >= 120);
    QVERIFY(after.noLongerAsked().size() >= 20);
}

void tst_sample::answersAreWhole()
{
    const RiskMap map{DataMap(now())};
    static const QRegularExpression season(
        QStringLiteral("\\b(January|February|March|April|May|June|July|August|September|October|"
                       "November|December|spring|summer|autumn|winter)\\b"));
    std::map<QString, int> uses;
    for (const Risk &risk : now().rows<Risk>()) {
        const QString name = now().title(QString::fromLatin1(Risk::registerKey), risk.id);
        QVERIFY2(risk.isAnswered() && now().find(risk.threat) && now().find(risk.basis) &&
                     now().find(risk.assessment) && now().find(risk.owner) && !risk.byHand,
                 qPrintable(name));
        QVERIFY2(now().rows(risk.subject.registerKey).find(risk.subject.id), qPrintable(name));
        const bool isRated = risk.answer == RiskAnswer::Assessed;
        const QString why = isRated ? risk.justification : risk.reason;
        QVERIFY2(why.size() > 10 && why.endsWith(u'.'), qPrintable(name));
        QCOMPARE(risk.patientSafety.has_value(), isRated);
        QCOMPARE(risk.vulnerability.isEmpty(), !isRated);
        for (const QString &text : {risk.vulnerability, risk.safeguards, why})
            QVERIFY2(!text.contains(season), qPrintable(name)); // true on any day
        ++uses[why];
    }
    for (const auto &[why, count] : uses)
        QVERIFY2(count <= 3, qPrintable(why));
}

void tst_sample::plansAndAccepts()
{
    std::map<ActionStatus, int> counts;
    int closed = 0;
    for (const Action &action : now().rows<Action>()) {
        ++counts[action.status];
        closed += action.isClosed();
        QVERIFY2(now().find(action.owner) && action.due && !action.risks.isEmpty(),
                 qPrintable(action.title));
    }
    for (const Choice &status : choices(ActionStatus()))
        QVERIFY2(counts[*detail::choiceFrom<ActionStatus>(Value(status.key))] > 0,
                 qPrintable(status.label));
    QVERIFY(now().rows<Action>().size() >= 12);
    QVERIFY(closed >= 4);
    QCOMPARE(now().rows<RiskPolicy>().size(), size_t(1));
    QVERIFY(!now().only<RiskPolicy>().reason.isEmpty());
    const auto &acceptances = now().rows<RiskAcceptance>();
    QCOMPARE(acceptances.size(), size_t(3));
    QCOMPARE(std::count_if(acceptances.begin(), acceptances.end(),
                           [](const RiskAcceptance &one) { return !one.holds(today); }),
             1);
}

void tst_sample::leavesAHistory()
{
    const auto report = m_fixture.project->verify({});
    QVERIFY_OK(report);
    QVERIFY(report->isSound());
    const qint64 entries = m_fixture.project->entryCount();
    while (m_fixture.project->undoable())
        QVERIFY_OK(m_fixture.project->undo());
    QVERIFY(m_fixture.project->entryCount() > entries + 15);
    QVERIFY(now().rows<System>().isEmpty());
    QVERIFY(m_fixture.project->verify({})->isSound());
}

SAFEGUARD_TEST(tst_sample)
#include "tst_sample.moc"
