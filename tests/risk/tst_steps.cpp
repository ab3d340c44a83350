// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/answering.h"
#include "model/risk/approval.h"
#include "model/risk/plan.h"
#include "tests/tools/projectfixture.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

RiskMap mapOf(const Snapshot &content)
{
    return RiskMap(DataMap(content));
}

void assess(Risk &risk)
{
    risk.answer = RiskAnswer::Assessed;
    risk.likelihood = Level::Moderate;
    risk.integrity = Level::High;
}

/// What the steps are about: all but baselines, which stay once they are taken.
QByteArray stateOf(const Project &project)
{
    return project.snapshot().digestOf(
        {QStringLiteral("assessments"), QStringLiteral("risks"), QStringLiteral("risk-bases"),
         QStringLiteral("threats"), QStringLiteral("threat-rules"), QStringLiteral("risk-scale"),
         QStringLiteral("risk-matrix"), QStringLiteral("risk-policy"), QStringLiteral("actions"),
         QStringLiteral("risk-acceptances")});
}

RecordRef subjectOf(const Snapshot &content, const char *name)
{
    for (const System &system : content.rows<System>()) {
        if (system.name == QLatin1String(name))
            return {QStringLiteral("systems"), system.id};
    }
    return {};
}

/// The cells of a system; only \a count of them, when that is given.
std::vector<CellKey> cellsOf(const RiskMap &map, const RecordRef &subject, size_t from = 0,
                             size_t count = 1000)
{
    std::vector<CellKey> keys;
    const auto cells = map.cellsOf(*map.targetOf(subject));
    for (size_t i = from; i < std::min(cells.size(), from + count); ++i)
        keys.push_back({subject, idOf(*cells[i].threat)});
    return keys;
}

Status start(Edit &edit, const char *name)
{
    Assessment about;
    about.name = QString::fromLatin1(name);
    about.started = QDate(2026, 2, 1);
    SG_TRY(startAnalysis(edit, about, ThreatCatalog::current()));
    return {};
}

struct Step
{
    const char *name;
    std::function<Status(Edit &)> writes;
};

Status answerRest(Edit &edit, const std::function<void(Risk &)> &change)
{
    const RiskMap map = mapOf(edit.now());
    std::vector<CellKey> keys;
    for (const RiskCell &cell : map.cells()) {
        if (!isDone(cell.state))
            keys.push_back({map.targets()[cell.target].subject, idOf(*cell.threat)});
    }
    return answer(edit, map, keys, change);
}

Id<Risk> firstRisk(const Edit &edit)
{
    return idOf(*edit.now().inOrder<Risk>().front());
}

/// Everything that the screen of the analysis and its registers do, in turn.
std::vector<Step> steps()
{
    return {
        {"start", [](Edit &edit) { return start(edit, "Analysis 2026"); }},
        {"scope",
         [](Edit &edit) {
             edit.change(idOf(*edit.now().inOrder<Assessment>().front()),
                         [](Assessment &about) { about.scope = QStringLiteral("All"); });
             return Status();
         }},
        {"rate one",
         [](Edit &edit) {
             const RiskMap map = mapOf(edit.now());
             return answer(edit, map, cellsOf(map, subjectOf(edit.now(), "One"), 0, 1), assess);
         }},
        {"does not apply",
         [](Edit &edit) {
             const RiskMap map = mapOf(edit.now());
             return answer(edit, map, cellsOf(map, subjectOf(edit.now(), "One"), 1, 1),
                           [](Risk &risk) {
                               risk.answer = RiskAnswer::DoesNotApply;
                               risk.reason = QStringLiteral("No such port");
                           });
         }},
        {"several alike",
         [](Edit &edit) {
             const RiskMap map = mapOf(edit.now());
             return answer(edit, map, cellsOf(map, subjectOf(edit.now(), "One"), 2, 4), assess);
         }},
        {"rate anew",
         [](Edit &edit) {
             const RiskMap map = mapOf(edit.now());
             return answer(edit, map, cellsOf(map, subjectOf(edit.now(), "One"), 0, 1),
                           [](Risk &risk) { risk.likelihood = Level::VeryHigh; });
         }},
        {"copy to a similar one",
         [](Edit &edit) -> Status {
             SG_TRY(copyAnswers(edit, mapOf(edit.now()), subjectOf(edit.now(), "One"),
                                subjectOf(edit.now(), "Two")));
             return {};
         }},
        {"by hand",
         [](Edit &edit) -> Status {
             Threat own;
             own.name = QStringLiteral("Flood in the cellar");
             const Id<Threat> threat = edit.put(own);
             return answer(edit, mapOf(edit.now()), {{subjectOf(edit.now(), "One"), threat}},
                           assess);
         }},
        {"what remains",
         [](Edit &edit) {
             edit.change(firstRisk(edit), [](Risk &risk) {
                 risk.treatment = Treatment::Mitigate;
                 risk.residualLikelihood = Level::Low;
                 risk.residualImpact = Level::Low;
             });
             return Status();
         }},
        {"plan an action",
         [](Edit &edit) {
             Action action;
             action.title = QStringLiteral("Encrypt");
             action.risks = {firstRisk(edit)};
             edit.put(action);
             return Status();
         }},
        {"another matrix",
         [](Edit &edit) {
             edit.change(idOf(*edit.now().rows<MatrixCell>().begin()), [](MatrixCell &cell) {
                 cell.risk = cell.risk == Level::Low ? Level::High : Level::Low;
             });
             return Status();
         }},
        {"the rest", [](Edit &edit) { return answerRest(edit, assess); }},
    };
}

}

/// Each step of the analysis is undone and done again, also after the file was closed.
class tst_steps final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachIsUndone();
    void allAreUndoneAfterReopening();
    void theNextYear();

private:
    static void draw(ProjectFixture &f)
    {
        DataElement ecg;
        ecg.name = QStringLiteral("ECG");
        ecg.content = Content::Health;
        const auto element = f.add(ecg);
        for (const char *name : {"One", "Two"}) {
            System system = systemNamed(QString::fromLatin1(name));
            system.kind = SystemKind::Database;
            system.creates = {element};
            f.add(system);
        }
    }
    static void take(const ProjectFixture &f, const Step &step)
    {
        const QByteArray before = stateOf(*f.project);
        const auto done = f.project->perform(QString::fromLatin1(step.name), step.writes);
        QVERIFY2(done, done ? "" : qPrintable(wholeText(done.error())));
        QVERIFY2(stateOf(*f.project) != before, step.name);
    }
};

void tst_steps::eachIsUndone()
{
    ProjectFixture f;
    draw(f);
    for (const Step &step : steps()) {
        const QByteArray before = stateOf(*f.project);
        take(f, step);
        const QByteArray after = stateOf(*f.project);
        QVERIFY_OK(f.project->undo());
        QVERIFY2(stateOf(*f.project) == before, step.name);
        QVERIFY_OK(f.project->redo());
        QVERIFY2(stateOf(*f.project) == after, step.name);
        f.reopen();
        QCOMPARE(f.project->undoable()->sentence, QString::fromLatin1(step.name));
        QVERIFY_OK(f.project->undo());
        QVERIFY2(stateOf(*f.project) == before, step.name);
        f.reopen();
        QVERIFY_OK(f.project->redo());
        QVERIFY2(stateOf(*f.project) == after, step.name);
    }
}

void tst_steps::allAreUndoneAfterReopening()
{
    ProjectFixture f;
    draw(f);
    std::vector<QByteArray> states{stateOf(*f.project)};
    for (const Step &step : steps()) {
        take(f, step);
        states.push_back(stateOf(*f.project));
    }
    QVERIFY_OK(concludeAnalysis(*f.project, mapOf(f.project->snapshot())));
    QVERIFY_OK(f.project->sign(
        {QStringLiteral("assessments"), mapOf(f.project->snapshot()).assessment()->id},
        Meaning::Approved, Secret::fromText(passphrase())));
    f.reopen();
    QVERIFY_OK(f.project->undo()); // of the conclusion; the signature stands, over what was
    QVERIFY(mapOf(f.project->snapshot()).isOpen());
    while (!states.empty()) {
        QVERIFY(stateOf(*f.project) == states.back());
        states.pop_back();
        if (!states.empty())
            QVERIFY_OK(f.project->undo());
        f.reopen();
    }
    const auto report = f.project->verify({});
    QVERIFY_OK(report);
    for (const VerifyLine &line : report->lines)
        QVERIFY2(line.isSound, qPrintable(line.finding));
}

/// Confirming, and answering again where the ground has changed.
void tst_steps::theNextYear()
{
    ProjectFixture f;
    draw(f);
    for (const Step &step : steps())
        take(f, step);
    QVERIFY_OK(concludeAnalysis(*f.project, mapOf(f.project->snapshot())));
    const RecordRef one = subjectOf(f.project->snapshot(), "One");
    const std::vector<Step> next{
        {"start again", [](Edit &edit) { return start(edit, "Analysis 2027"); }},
        {"confirm",
         [one](Edit &edit) {
             const RiskMap map = mapOf(edit.now());
             return answer(edit, map, cellsOf(map, one), {});
         }},
        {"confirm what changed", [](Edit &edit) { return answerRest(edit, {}); }}};
    take(f, next[0]);
    System changed = *f.project->snapshot().find(Id<System>(one.id));
    take(f, next[1]);
    changed.atRest = AtRest::Aes256;
    f.add(changed);
    for (size_t i = 2; i < next.size(); ++i) {
        const QByteArray before = stateOf(*f.project);
        take(f, next[i]);
        f.reopen();
        QVERIFY(mapOf(f.project->snapshot()).coverage().isComplete());
        QVERIFY_OK(f.project->undo());
        QVERIFY(stateOf(*f.project) == before);
        QVERIFY(mapOf(f.project->snapshot()).coverage().count(CellState::InputChanged) > 0);
    }
}

SAFEGUARD_TEST(tst_steps)
#include "tst_steps.moc"
