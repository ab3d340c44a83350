// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/plan.h"
#include "tests/tools/projectfixture.h"
#include "tests/tools/situation.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

Situation twoStores()
{
    Situation base(QStringLiteral("Two stores"));
    for (const char *line :
         {"element Ecg content=health links_to_person=yes",
          "system One kind=database creates=Ecg stores=Ecg encryption_at_rest=aes_256",
          "system Two kind=database creates=Ecg stores=Ecg encryption_at_rest=none"})
        base.add(QString::fromLatin1(line));
    return base;
}

void assess(Risk &risk)
{
    risk.answer = RiskAnswer::Assessed;
    risk.likelihood = Level::High;
    risk.confidentiality = Level::Moderate;
}

/// The states of a target's cells, without repetition.
std::set<CellState> statesOf(const RiskMap &map, const RecordRef &subject)
{
    std::set<CellState> states;
    for (const RiskCell &cell : map.cellsOf(*map.targetOf(subject)))
        states.insert(cell.state);
    return states;
}

}

/// Answers, and what becomes of them.
class tst_riskmap final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void levels();
    void theMatrixIsTheProjects();
    void takingOverTwiceChangesNothing();
    void takingOverLeavesWhatUsersChanged();
    void oneAnalysisAtATime();
    void answersAreOfTheOpenAnalysis();
    void severalAtOnceAreOneBasis();
    void nextYear();
    void addedByHand();
    void whyItIsAsked();
    void noLongerAsked();
    void copiesFromASimilarSystem();
    void aPlanLowersNothing();
    void aNewRatingTakesBackWhatWasToRemain();
    void whatIsNoJudgementLeavesItOutOfDate();
    void removingASystemTakesItsRisks();
    void whatIsWrong();
    void inAProject();
};

void tst_riskmap::levels()
{
    const Snapshot empty(allRegisters());
    const RiskMethod method(empty);
    Risk risk;
    QVERIFY(!method.inherent(risk));
    assess(risk);
    QCOMPARE(*method.inherent(risk), Level::Moderate);
    risk.patientSafety = Level::VeryHigh; // the highest impact counts
    QCOMPARE(*method.inherent(risk), Level::VeryHigh);
    risk.residualLikelihood = Level::Low;
    risk.residualImpact = Level::High;
    QCOMPARE(*method.residual(risk), Level::Low);
    QVERIFY(method.isTolerated(Level::Low) && !method.isTolerated(Level::Moderate));
    risk.answer = RiskAnswer::DoesNotApply;
    QVERIFY(!method.inherent(risk));
    QCOMPARE(method.risk(Level::VeryLow, Level::VeryHigh), Level::Low);
    QCOMPARE(method.risk(Level::VeryHigh, Level::VeryLow), Level::VeryLow);
    QCOMPARE(method.risk(Level::Moderate, Level::High), Level::Moderate);
}

void tst_riskmap::theMatrixIsTheProjects()
{
    Snapshot content = twoStores().content();
    for (const MatrixCell &cell : content.rows<MatrixCell>()) {
        if (cell.likelihood == Level::High && cell.impact == Level::Moderate) {
            MatrixCell harsher = cell;
            harsher.risk = Level::VeryHigh;
            content.add(harsher);
            break;
        }
    }
    Risk risk;
    assess(risk);
    QCOMPARE(*RiskMethod(content).inherent(risk), Level::VeryHigh);
}

void tst_riskmap::takingOverTwiceChangesNothing()
{
    const Snapshot content = twoStores().content();
    Edit edit(content, situationProject());
    takeOver(edit, ThreatCatalog::current());
    QVERIFY(edit.changes().empty());
}

void tst_riskmap::takingOverLeavesWhatUsersChanged()
{
    Snapshot content = twoStores().content();
    Threat changed = **content.inOrder<Threat>().begin();
    changed.name = QStringLiteral("Otherwise");
    content.add(changed);
    ThreatCatalog later = ThreatCatalog::current();
    later.version = QStringLiteral("2030-01-01");
    later.threats.push_back(later.threats.front());
    later.threats.back().key = QStringLiteral("THR-99");
    later.threats.back().name = QStringLiteral("New");
    Edit edit(content, situationProject());
    takeOver(edit, later);
    QCOMPARE(edit.now().rows<Threat>().size(), content.rows<Threat>().size() + 1);
    QCOMPARE(edit.find(idOf(changed))->name, QStringLiteral("Otherwise"));
    QCOMPARE(edit.now().only<RiskPolicy>().catalogVersion, QStringLiteral("2030-01-01"));
}

void tst_riskmap::oneAnalysisAtATime()
{
    const Snapshot content = withAnalysis(twoStores().content(), QStringLiteral("2026"));
    Edit edit(content, situationProject());
    const auto second = startAnalysis(edit, {}, ThreatCatalog::current());
    QVERIFY(!second && second.error().text.contains(QStringLiteral("2026")));
}

void tst_riskmap::answersAreOfTheOpenAnalysis()
{
    const Situation base = twoStores();
    const RecordRef one = base.named(QStringLiteral("One"));
    {
        Edit edit(base.content(), situationProject());
        const DataMap data(base.content());
        const RiskMap map(data);
        const CellKey key{one, idOf(*map.cells().front().threat)};
        QCOMPARE(answer(edit, map, {key}, assess).error().code, ErrorCode::Refused);
    }
    const Snapshot content = withAnalysis(base.content(), QStringLiteral("2026"));
    const DataMap data(content);
    const RiskMap map(data);
    QVERIFY(map.isOpen());
    QCOMPARE(map.coverage().done(), 0);
    const CellKey key{one, idOf(*map.cellsOf(*map.targetOf(one)).front().threat)};
    Edit edit(content, situationProject());
    QVERIFY(!answer(edit, map, {key}, {})); // nothing to confirm
    QVERIFY(answer(edit, map, {key}, assess));
    const Snapshot after = edit.now();
    QCOMPARE(after.rows<Risk>().size(), size_t(1));
    const DataMap later(after);
    const RiskMap now(later);
    QCOMPARE(now.cell(key.subject, key.threat)->state, CellState::Assessed);
    QCOMPARE(now.coverage().done(), 1);
    QCOMPARE(now.coverage().all(), map.coverage().all());
}

void tst_riskmap::severalAtOnceAreOneBasis()
{
    const Situation base = twoStores();
    const Snapshot content = withAnalysis(base.content(), QStringLiteral("2026"));
    const DataMap data(content);
    const RiskMap map(data);
    std::vector<CellKey> keys;
    const RecordRef one = base.named(QStringLiteral("One"));
    for (const RiskCell &cell : map.cellsOf(*map.targetOf(one)))
        keys.push_back({one, idOf(*cell.threat)});
    Edit edit(content, situationProject());
    QVERIFY(answer(edit, map, keys, assess));
    QCOMPARE(edit.now().rows<Risk>().size(), keys.size());
    QCOMPARE(edit.now().rows<RiskBasis>().size(), size_t(1));
    Edit again(edit.now(), situationProject());
    const DataMap later(edit.now());
    QVERIFY(answer(again, RiskMap(later), keys, {}));
    QVERIFY(again.changes().empty());
}

void tst_riskmap::nextYear()
{
    const Situation base = twoStores();
    Snapshot content = answered(withAnalysis(base.content(), QStringLiteral("2026")));
    QVERIFY(RiskMap(DataMap(content)).coverage().isComplete());
    Baseline baseline;
    baseline.name = QStringLiteral("Frozen");
    Assessment closed = **content.inOrder<Assessment>().begin();
    closed.baseline = content.add(baseline);
    closed.number = 1;
    content.add(closed);
    QVERIFY(!RiskMap(DataMap(content)).isOpen());
    QVERIFY(RiskMap(DataMap(content)).coverage().isComplete()); // until something changes
    content = withAnalysis(content, QStringLiteral("2027"));
    System two = *content.find(Id<System>(base.named(QStringLiteral("Two")).id));
    two.atRest = AtRest::Aes256;
    content.add(two);
    const DataMap data(content);
    const RiskMap map(data);
    QCOMPARE(map.coverage().done(), 0);
    const RecordRef one = base.named(QStringLiteral("One"));
    QCOMPARE(statesOf(map, one), std::set{CellState::ToConfirm});
    QCOMPARE(statesOf(map, base.named(QStringLiteral("Two"))), std::set{CellState::InputChanged});
    std::vector<CellKey> keys;
    for (const RiskCell &cell : map.cellsOf(*map.targetOf(one)))
        keys.push_back({one, idOf(*cell.threat)});
    Edit edit(content, situationProject());
    QVERIFY(answer(edit, map, keys, {}));
    QCOMPARE(edit.now().rows<Risk>().size(), content.rows<Risk>().size()); // none doubled
    const DataMap later(edit.now());
    QVERIFY(RiskMap(later).coverageOf(*map.targetOf(one)).isComplete());
}

void tst_riskmap::addedByHand()
{
    const Situation base = twoStores();
    const Snapshot content = withAnalysis(base.content(), QStringLiteral("2026"));
    const DataMap data(content);
    const RiskMap map(data);
    const RecordRef one = base.named(QStringLiteral("One"));
    Id<Threat> radio;
    for (const Threat &threat : content.rows<Threat>()) {
        if (threat.catalogKey == QStringLiteral("THR-16"))
            radio = idOf(threat);
    }
    QVERIFY(!map.cell(one, radio));
    Edit edit(content, situationProject());
    QVERIFY(answer(edit, map, {{one, radio}}, assess));
    const Snapshot after = edit.now();
    const DataMap later(after);
    const RiskMap now(later);
    QVERIFY(now.cell(one, radio) && !now.cell(one, radio)->rule);
    QCOMPARE(now.cell(one, radio)->state, CellState::Assessed);
    QCOMPARE(now.coverage().all(), map.coverage().all() + 1);
    const RecordRef elsewhere{QStringLiteral("systems"), AnyId::random()};
    QCOMPARE(answer(edit, now, {{elsewhere, radio}}, assess).error().code, ErrorCode::NotFound);
}

void tst_riskmap::whyItIsAsked()
{
    RiskTarget target;
    target.kind = SystemKind::Database;
    RiskCell cell;
    QCOMPARE(whyAsked(cell, target), QStringLiteral("Added by hand"));
    ThreatRule rule;
    cell.rule = &rule;
    QCOMPARE(whyAsked(cell, target), QStringLiteral("Asked about every system in scope"));
    rule.kinds = {SystemKind::Database, SystemKind::Gateway};
    rule.when = {Trait::Stores, Trait::EPhi};
    rule.unless = {Trait::Mutual};
    QCOMPARE(whyAsked(cell, target),
             QStringLiteral("Asked because of: Database; Tier 1; Stores patient data; "
                            "Not so: Both ends are authenticated"));
    target.type = RuleTarget::Flows;
    rule.when = rule.unless = {};
    QCOMPARE(whyAsked(cell, target), QStringLiteral("Asked because of: Ends at: Database"));
    rule.kinds = {};
    QCOMPARE(whyAsked(cell, target), QStringLiteral("Asked about every flow in scope"));
    target.type = RuleTarget::Organization;
    QCOMPARE(whyAsked(cell, target), QStringLiteral("Asked about the organization as a whole"));
}

void tst_riskmap::noLongerAsked()
{
    const Situation base = twoStores();
    Snapshot content = answered(withAnalysis(base.content(), QStringLiteral("2026")));
    const RecordRef two = base.named(QStringLiteral("Two"));
    const DataMap before(content);
    const size_t count = RiskMap(before).cellsOf(*RiskMap(before).targetOf(two)).size();
    System retired = *content.find(Id<System>(two.id));
    retired.status = SystemStatus::Retired;
    content.add(retired);
    {
        const DataMap data(content);
        const RiskMap map(data);
        QCOMPARE(map.noLongerAsked().size(), count); // kept, not counted
        QVERIFY(map.coverage().isComplete());
    }
    retired.status = SystemStatus::InUse;
    content.add(retired);
    const DataMap data(content);
    const RiskMap map(data);
    QVERIFY(map.noLongerAsked().empty());
    QVERIFY(map.coverage().isComplete()); // the answers are there again
}

void tst_riskmap::copiesFromASimilarSystem()
{
    const Situation base = twoStores();
    const Snapshot content = withAnalysis(base.content(), QStringLiteral("2026"));
    const RecordRef one = base.named(QStringLiteral("One"));
    const RecordRef two = base.named(QStringLiteral("Two"));
    const DataMap data(content);
    const RiskMap map(data);
    const auto cells = map.cellsOf(*map.targetOf(one));
    Edit edit(content, situationProject());
    QVERIFY(
        answer(edit, map, {{one, idOf(*cells[0].threat)}, {one, idOf(*cells[1].threat)}}, assess));
    QVERIFY(answer(edit, map, {{two, idOf(*cells[0].threat)}}, [](Risk &risk) {
        risk.answer = RiskAnswer::DoesNotApply;
        risk.reason = QStringLiteral("Own answer");
    }));
    const DataMap later(edit.now());
    const RiskMap now(later);
    Edit copying(edit.now(), situationProject());
    const auto copied = copyAnswers(copying, now, one, two);
    QVERIFY(copied);
    QCOMPARE(*copied, 1);
    const DataMap afterwards(copying.now());
    const RiskMap after(afterwards);
    QCOMPARE(after.cell(two, idOf(*cells[0].threat))->state, CellState::DoesNotApply);
    QCOMPARE(after.cell(two, idOf(*cells[1].threat))->state, CellState::Assessed);
    QCOMPARE(after.cell(two, idOf(*cells[1].threat))->risk->subject, two);
}

void tst_riskmap::aPlanLowersNothing()
{
    const Situation base = twoStores();
    Snapshot content = answered(withAnalysis(base.content(), QStringLiteral("2026")));
    Risk risk = *RiskMap(DataMap(content)).snapshot().inOrder<Risk>().front();
    risk.answer = RiskAnswer::Assessed;
    risk.reason.clear();
    risk.likelihood = risk.confidentiality = Level::VeryHigh;
    risk.residualLikelihood = risk.residualImpact = Level::Low;
    risk.treatment = Treatment::Mitigate;
    content.add(risk);
    const auto present = [&] { return *RiskMap(DataMap(content)).present(risk); };
    QCOMPARE(present(), Level::VeryHigh); // nobody does anything
    Action action;
    action.id = AnyId::random();
    action.title = QStringLiteral("Encrypt");
    action.risks = {idOf(risk)};
    for (const ActionStatus status :
         {ActionStatus::Planned, ActionStatus::InProgress, ActionStatus::Dropped}) {
        action.status = status;
        content.add(action);
        QCOMPARE(present(), Level::VeryHigh);
    }
    action.status = ActionStatus::Done;
    content.add(action);
    QCOMPARE(present(), Level::VeryHigh); // nobody has verified it
    action.verified = QDate(2026, 2, 1);
    action.verification = QStringLiteral("Looked");
    content.add(action);
    QCOMPARE(present(), Level::Low);
    Action second = action;
    second.id = AnyId::random();
    second.status = ActionStatus::InProgress;
    content.add(second);
    QCOMPARE(present(), Level::VeryHigh); // there is more to do
    const auto remaining = RiskMap(DataMap(content)).remaining(risk);
    QVERIFY(remaining && remaining->first == Level::Low && remaining->second == Level::Low);
    risk.residualLikelihood = risk.residualImpact = std::nullopt;
    content.add(risk);
    QCOMPARE(RiskMap(DataMap(content)).remaining(risk)->first, Level::VeryHigh);
}

void tst_riskmap::aNewRatingTakesBackWhatWasToRemain()
{
    const Situation base = twoStores();
    Snapshot content = withAnalysis(base.content(), QStringLiteral("2026"));
    const RecordRef one = base.named(QStringLiteral("One"));
    const RiskMap before{DataMap(content)};
    const CellKey key{one, idOf(*before.cellsOf(*before.targetOf(one)).front().threat)};
    const auto answerWith = [&](const std::function<void(Risk &)> &change) {
        const RiskMap map{DataMap(content)};
        Edit edit(content, situationProject());
        if (!answer(edit, map, {key}, change))
            qFatal("refused");
        content = edit.now();
        return *RiskMap(DataMap(content)).cell(one, key.threat)->risk;
    };
    const Risk risk = answerWith([](Risk &risk) {
        assess(risk);
        risk.treatment = Treatment::Mitigate;
        risk.residualLikelihood = risk.residualImpact = Level::Low;
    });
    Action action;
    action.id = AnyId::random();
    action.title = QStringLiteral("Encrypt");
    action.risks = {idOf(risk)};
    content.add(action);
    const auto rate = [](Level level) { return [level](Risk &risk) { risk.likelihood = level; }; };
    QVERIFY(answerWith(rate(Level::VeryHigh)).residualImpact); // as long as it is a plan
    action.status = ActionStatus::Done;
    action.verified = QDate(2026, 2, 1);
    action.verification = QStringLiteral("Looked");
    content.add(action);
    QVERIFY(answerWith({}).residualImpact); // confirmed
    QVERIFY(answerWith([](Risk &risk) {
                risk.likelihood = Level::High;
                risk.residualLikelihood = Level::Moderate;
            }).residualImpact); // given anew
    const Risk raised = answerWith(rate(Level::VeryHigh));
    QVERIFY(!raised.residualImpact && !raised.residualLikelihood);
    const RiskMap after{DataMap(content)};
    QCOMPARE(after.present(raised), after.method().inherent(raised));
}

void tst_riskmap::whatIsNoJudgementLeavesItOutOfDate()
{
    const Situation base = twoStores();
    Snapshot content = answered(withAnalysis(base.content(), QStringLiteral("2026")));
    const RecordRef one = base.named(QStringLiteral("One"));
    System store = *content.find(Id<System>(one.id));
    store.logoffMinutes = 7;
    content.add(store);
    const RiskMap map{DataMap(content)};
    const RiskCell first = map.cellsOf(*map.targetOf(one)).front();
    QCOMPARE(first.state, CellState::InputChanged);
    const CellKey key{one, idOf(*first.threat)};
    const auto stateAfter = [&](const auto &write) {
        Edit edit(content, situationProject());
        if (!write(edit, map, std::vector<CellKey>{key},
                   [](Risk &risk) { risk.safeguards = QStringLiteral("Badge readers"); }))
            qFatal("refused");
        return RiskMap(DataMap(edit.now())).cell(one, key.threat)->state;
    };
    QCOMPARE(stateAfter(annotate), CellState::InputChanged);
    QVERIFY(isDone(stateAfter(answer)));
}

void tst_riskmap::removingASystemTakesItsRisks()
{
    const Situation base = twoStores();
    const Snapshot content = answered(withAnalysis(base.content(), QStringLiteral("2026")));
    const RecordRef two = base.named(QStringLiteral("Two"));
    Edit edit(content, situationProject());
    QVERIFY(edit.removeWithDependents(content.registers().of<System>(), two.id));
    for (const Risk &risk : edit.now().rows<Risk>())
        QVERIFY(risk.subject != two);
    QVERIFY(edit.now().rows<Risk>().size() < content.rows<Risk>().size());
    Edit refused(content, situationProject());
    QVERIFY(!refused.remove(
        (*content.rows<Risk>().begin()).threat)); // what was answered about it would be lost
}

void tst_riskmap::whatIsWrong()
{
    Snapshot empty(allRegisters());
    const auto problems = [&](const auto &record) {
        std::vector<FieldProblem> found;
        using Type = std::decay_t<decltype(record)>;
        for (const Rule &rule : allRegisters()->of<Type>().rules)
            rule(record, empty, found);
        QStringList fields;
        for (const FieldProblem &problem : found)
            fields += problem.field;
        return fields.join(u' ');
    };
    Risk risk;
    QCOMPARE(problems(risk), QString());
    risk.answer = RiskAnswer::DoesNotApply;
    QCOMPARE(problems(risk), QStringLiteral("reason"));
    risk.answer = RiskAnswer::Assessed;
    QCOMPARE(problems(risk), QStringLiteral("likelihood confidentiality"));
    assess(risk);
    QCOMPARE(problems(risk), QString());
    risk.residualImpact = Level::Low;
    QCOMPARE(problems(risk), QStringLiteral("residual_impact"));
    Action action;
    action.status = ActionStatus::Done;
    QCOMPARE(problems(action), QStringLiteral("done"));
    action.done = QDate(2026, 1, 1);
    QVERIFY(!action.isClosed() && !action.isOpen());
    action.verified = QDate(2026, 2, 1);
    QCOMPARE(problems(action), QStringLiteral("verification"));
    empty.setToday({2026, 1, 15});
    action.verification = QStringLiteral("x");
    QCOMPARE(problems(action), QStringLiteral("verified")); // in the future
    empty.setToday({2026, 3, 1});
    QCOMPARE(problems(action), QString());
    action.done = QDate(2026, 2, 2);
    QCOMPARE(problems(action), QStringLiteral("verified")); // before it was done
    action.done = QDate(2026, 1, 1);
    action.verification.clear();
    QVERIFY(!action.isClosed());
    action.verification = QStringLiteral("Tried it");
    QVERIFY(action.isClosed());
    action.status = ActionStatus::Dropped;
    QCOMPARE(problems(action), QStringLiteral("reason verified"));
    Threat threat;
    threat.use = ThreatUse::NotAsked;
    QCOMPARE(problems(threat), QStringLiteral("reason"));
    RiskAcceptance acceptance;
    acceptance.accepted = QDate(2026, 2, 1);
    acceptance.expires = QDate(2026, 1, 1);
    QCOMPARE(problems(acceptance), QStringLiteral("expires"));
    acceptance.accepted = QDate(2025, 12, 1);
    QVERIFY(acceptance.holds({2026, 1, 1}) && !acceptance.holds({2026, 1, 2}));
    QVERIFY(!acceptance.holds({2025, 11, 30})); // not yet
}

void tst_riskmap::inAProject()
{
    ProjectFixture f;
    DataElement ecg;
    ecg.name = QStringLiteral("ECG");
    ecg.content = Content::Health;
    System store = systemNamed(QStringLiteral("Store"));
    store.kind = SystemKind::Database;
    store.creates = {f.add(ecg)};
    const auto id = f.add(store);
    const auto started = f.project->perform(QStringLiteral("Start"), [](Edit &edit) -> Status {
        Assessment about;
        about.name = QStringLiteral("2026");
        about.started = QDate(2026, 3, 1);
        SG_TRY(startAnalysis(edit, about, ThreatCatalog::current()));
        return {};
    });
    QVERIFY_OK(started);
    const RecordRef subject{QStringLiteral("systems"), id};
    const auto states = [&] {
        const DataMap data(f.project->snapshot());
        return statesOf(RiskMap(data), subject);
    };
    QCOMPARE(states(), std::set{CellState::Open});
    const auto done = f.project->perform(QStringLiteral("Answer"), [&](Edit &edit) {
        const DataMap data(edit.now());
        const RiskMap map(data);
        std::vector<CellKey> keys;
        for (const RiskCell &cell : map.cellsOf(*map.targetOf(subject)))
            keys.push_back({subject, idOf(*cell.threat)});
        return answer(edit, map, keys, assess);
    });
    QVERIFY_OK(done);
    QCOMPARE(states(), std::set{CellState::Assessed});
    const Risk &risk = **f.project->snapshot().inOrder<Risk>().begin();
    const QString name = f.project->snapshot().describe(QStringLiteral("risks"), risk.id);
    QVERIFY2(name.startsWith(QStringLiteral("RSK-001 ")) &&
                 name.endsWith(QStringLiteral(", Store")),
             qPrintable(name));
    f.reopen();
    QCOMPARE(states(), std::set{CellState::Assessed});
    QVERIFY_OK(f.project->undo());
    QCOMPARE(states(), std::set{CellState::Open});
    QVERIFY_OK(f.project->redo());
    QCOMPARE(states(), std::set{CellState::Assessed});
    const auto report = f.project->verify({});
    QVERIFY_OK(report);
    for (const VerifyLine &line : report->lines)
        QVERIFY2(line.isSound, qPrintable(line.finding));
}

SAFEGUARD_TEST(tst_riskmap)
#include "tst_riskmap.moc"
