// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"
#include "model/findings/findings.h"
#include "model/project/signing.h"
#include "model/risk/answering.h"
#include "model/risk/approval.h"
#include "model/risk/plan.h"
#include "tests/tools/projectfixture.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// A store of patient data, and an analysis of it that has been started.
class AnalysisFixture : public ProjectFixture
{
public:
    AnalysisFixture()
    {
        DataElement ecg;
        ecg.name = QStringLiteral("ECG");
        ecg.content = Content::Health;
        System database = systemNamed(QStringLiteral("Store"));
        database.kind = SystemKind::Database;
        database.creates = {add(ecg)};
        store = add(database);
        start(QStringLiteral("Analysis 2026"));
    }

    RiskMap map() const { return RiskMap(DataMap(project->snapshot())); }
    Id<Assessment> assessment() const { return idOf(*map().assessment()); }
    RecordRef reference() const
    {
        return {QString::fromLatin1(Assessment::registerKey), assessment()};
    }

    void start(const QString &name)
    {
        edit([&](Edit &edit) -> Status {
            Assessment about;
            about.name = name;
            about.started = QDate(2026, 2, 1);
            SG_TRY(startAnalysis(edit, about, ThreatCatalog::current()));
            return {};
        });
    }
    /// All but \a left cells.
    void answerAll(size_t left = 0)
    {
        edit([&](Edit &edit) {
            const RiskMap now = map();
            std::vector<CellKey> keys;
            for (const RiskCell &cell : now.cells())
                keys.push_back({now.targets()[cell.target].subject, idOf(*cell.threat)});
            keys.resize(keys.size() - left);
            return answer(edit, now, keys, [](Risk &risk) {
                risk.answer = RiskAnswer::Assessed;
                risk.likelihood = Level::Moderate;
                risk.confidentiality = Level::High;
            });
        });
    }
    void edit(const Project::Writes &writes) const
    {
        const auto done = project->perform(QStringLiteral("Edit"), writes);
        if (!done)
            qFatal("%s", qPrintable(wholeText(done.error())));
    }
    Result<Change> conclude() const { return concludeAnalysis(*project, map()); }
    Result<Change> approve() const
    {
        return project->sign(reference(), Meaning::Approved, Secret::fromText(passphrase()));
    }
    QStringList findings() const
    {
        QStringList rules;
        for (const Finding &finding : Derived(project->snapshot()).findings) {
            if (finding.rule.startsWith(QStringLiteral("risk-analysis")))
                rules += finding.rule;
        }
        return rules;
    }
    void rateOneOtherwise() const
    {
        edit([&](Edit &edit) {
            edit.change(idOf(**project->snapshot().inOrder<Risk>().begin()),
                        [](Risk &risk) { risk.likelihood = Level::VeryHigh; });
            return Status();
        });
    }

    Id<System> store;
};

}

/// How an analysis ends, and how it is known that its answers are no longer those.
class tst_approval final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void notWhileCellsAreOpen();
    void concludedThenApproved();
    void editedSince();
    void undone();
    void whoMay();
    void whatItRestedOn();
    void theNextOne();
    void onlyWhatIsCompleteIsApproved();
    void reopened();
    void nothingInScope();
    void expungedSince();
};

void tst_approval::notWhileCellsAreOpen()
{
    AnalysisFixture f;
    f.answerAll(1);
    const auto refused = f.conclude();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(f.project->snapshot().rows<Baseline>().isEmpty());
    QCOMPARE(f.map().state(), AnalysisState::Open);
    QCOMPARE(f.findings(), QStringList{QStringLiteral("risk-analysis-incomplete")});
}

void tst_approval::concludedThenApproved()
{
    AnalysisFixture f;
    f.answerAll();
    QVERIFY_OK(f.conclude());
    const RiskMap concluded = f.map();
    QCOMPARE(concluded.state(), AnalysisState::Concluded);
    QVERIFY(concluded.coverage().isComplete());
    QCOMPARE(f.findings(), QStringList{QStringLiteral("risk-analysis-unapproved")});
    const Snapshot now = f.project->snapshot();
    const Baseline *baseline = now.find(concluded.assessment()->baseline);
    QVERIFY(baseline);
    QCOMPARE(baseline->name, QStringLiteral("Analysis 2026"));
    const auto frozen = f.project->contentAt(*baseline->entry);
    QVERIFY_OK(frozen);
    QCOMPARE(toBase32(answersDigest(*frozen)), concluded.assessment()->digest);
    QVERIFY_OK(f.approve());
    f.reopen();
    QCOMPARE(f.map().state(), AnalysisState::Approved);
    QVERIFY(f.findings().isEmpty());
    const Signature *approval = approvalOf(*f.map().assessment(), f.project->snapshot());
    QVERIFY(approval);
    QVERIFY(approval->text.contains(concluded.assessment()->digest));
}

void tst_approval::editedSince()
{
    AnalysisFixture f;
    f.answerAll();
    QVERIFY_OK(f.conclude());
    QVERIFY_OK(f.approve());
    f.rateOneOtherwise();
    QCOMPARE(f.map().state(), AnalysisState::Edited);
    QCOMPARE(f.findings(), QStringList{QStringLiteral("risk-analysis-edited")});
    QVERIFY_OK(f.project->undo());
    QCOMPARE(f.map().state(), AnalysisState::Approved);
    f.edit([&](Edit &edit) {
        edit.change(f.assessment(), [](Assessment &a) { a.scope = QStringLiteral("Less"); });
        return Status();
    });
    QCOMPARE(f.map().state(), AnalysisState::Edited);
    QVERIFY_OK(f.project->undo());
    // What is done about risks goes on, and is no part of what was approved.
    Action action;
    action.title = QStringLiteral("Encrypt");
    action.risks = {idOf(**f.project->snapshot().inOrder<Risk>().begin())};
    f.add(action);
    QCOMPARE(f.map().state(), AnalysisState::Approved);
}

void tst_approval::undone()
{
    AnalysisFixture f;
    f.answerAll();
    QVERIFY_OK(f.conclude());
    f.reopen();
    QVERIFY_OK(f.project->undo());
    QCOMPARE(f.map().state(), AnalysisState::Open);
    QCOMPARE(f.project->snapshot().rows<Baseline>().size(), size_t(1));
    QVERIFY_OK(f.conclude());
    QCOMPARE(f.project->snapshot().find(f.map().assessment()->baseline)->name,
             QStringLiteral("Analysis 2026 (2)"));
}

void tst_approval::whoMay()
{
    AnalysisFixture f;
    f.answerAll();
    const auto enter = [&](const QString &name, Role role) {
        QVERIFY_OK(f.project->addUser(name, name, {role, {}}, Secret::fromText(passphrase())));
    };
    enter(QStringLiteral("ed"), Role::Editor);
    enter(QStringLiteral("rev"), Role::Reviewer);
    const auto open = [&](const QString &name) {
        f.project.reset();
        f.project = std::move(Project::open(f.path(), {name, Secret::fromText(passphrase())},
                                            Access::ReadWrite, allRegisters(), f.clock)
                                  .value());
    };
    open(QStringLiteral("rev"));
    QCOMPARE(f.conclude().error().code, ErrorCode::NotPermitted);
    open(QStringLiteral("ed"));
    QVERIFY_OK(f.conclude());
    QCOMPARE(f.approve().error().code, ErrorCode::NotPermitted);
    open(QStringLiteral("rev"));
    QVERIFY_OK(f.approve());
    QCOMPARE(f.map().state(), AnalysisState::Approved);
}

/// The digest covers the method as well: another matrix makes other risks of the same answers.
void tst_approval::whatItRestedOn()
{
    AnalysisFixture f;
    f.answerAll();
    QVERIFY_OK(f.conclude());
    QVERIFY_OK(f.approve());
    f.edit([&](Edit &edit) {
        edit.change(idOf(*edit.now().rows<MatrixCell>().begin()), [](MatrixCell &cell) {
            cell.risk = cell.risk == Level::Low ? Level::High : Level::Low;
        });
        return Status();
    });
    QCOMPARE(f.map().state(), AnalysisState::Edited);
    QVERIFY_OK(f.project->undo());
    f.edit([&](Edit &edit) {
        edit.change(f.store, [](System &system) { system.name = QStringLiteral("Renamed"); });
        return Status();
    });
    QCOMPARE(f.map().state(), AnalysisState::Approved);
    QVERIFY(f.findings().isEmpty());
    f.edit([&](Edit &edit) {
        edit.change(f.store, [](System &system) { system.atRest = AtRest::Aes256; });
        return Status();
    });
    QCOMPARE(f.map().state(), AnalysisState::Approved); // but stale
    QVERIFY(f.findings().contains(QStringLiteral("risk-analysis-stale")));
}

void tst_approval::theNextOne()
{
    AnalysisFixture f;
    f.answerAll();
    QVERIFY_OK(f.conclude());
    QVERIFY_OK(f.approve());
    const Assessment first = *f.map().assessment();
    f.start(QStringLiteral("Analysis 2027"));
    f.rateOneOtherwise();
    QCOMPARE(f.map().state(), AnalysisState::Open);
    // Answers of the first have moved on; what was approved is frozen.
    QCOMPARE(stateOf(&first, f.project->snapshot()), AnalysisState::Approved);
}

void tst_approval::onlyWhatIsCompleteIsApproved()
{
    AnalysisFixture f;
    f.answerAll(3);
    QCOMPARE(f.approve().error().code, ErrorCode::Refused); // open
    f.answerAll();
    QCOMPARE(f.approve().error().code, ErrorCode::Refused); // not concluded
    QVERIFY_OK(f.conclude());
    f.edit([&](Edit &edit) {
        edit.change(f.store, [](System &system) { system.atRest = AtRest::None; });
        return Status();
    });
    QCOMPARE(f.approve().error().code, ErrorCode::Refused); // out of date by now
    QVERIFY_OK(f.project->undo());
    f.rateOneOtherwise();
    QCOMPARE(f.approve().error().code, ErrorCode::Refused); // edited
    QVERIFY_OK(f.project->undo());
    QVERIFY_OK(f.project->sign(f.reference(), Meaning::Reviewed, Secret::fromText(passphrase())));
    QVERIFY_OK(f.approve());
    QCOMPARE(f.map().state(), AnalysisState::Approved);
}

void tst_approval::reopened()
{
    AnalysisFixture f;
    f.answerAll();
    const auto reopen = [&] {
        const RiskMap map = f.map();
        return f.project->perform(QStringLiteral("Reopen"),
                                  [&](Edit &edit) { return reopenAnalysis(edit, map); });
    };
    QCOMPARE(reopen().error().code, ErrorCode::Refused); // it is open
    QVERIFY_OK(f.conclude());
    QVERIFY_OK(f.approve());
    QCOMPARE(reopen().error().code, ErrorCode::Refused); // approved as it stands
    f.rateOneOtherwise();
    QVERIFY_OK(reopen());
    QCOMPARE(f.map().state(), AnalysisState::Open);
    QVERIFY(!approvalOf(*f.map().assessment(), f.project->snapshot()));
    f.clock.set(f.clock.now().addSecs(60));
    QVERIFY_OK(f.conclude());
    QCOMPARE(f.map().state(),
             AnalysisState::Concluded); // the old signature was about the old answers
    QVERIFY_OK(f.approve());
    f.reopen();
    QCOMPARE(f.map().state(), AnalysisState::Approved);
    QCOMPARE(f.project->snapshot().rows<Baseline>().size(), size_t(2));
}

void tst_approval::nothingInScope()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->perform(QStringLiteral("Start"), [](Edit &edit) -> Status {
        Assessment about;
        about.name = QStringLiteral("Empty");
        about.started = QDate(2026, 2, 1);
        SG_TRY(startAnalysis(edit, about, ThreatCatalog::current()));
        return {};
    }));
    const auto map = [&] { return RiskMap(DataMap(f.project->snapshot())); };
    QVERIFY_OK(f.project->perform(QStringLiteral("Answer"), [&](Edit &edit) {
        const RiskMap now = map();
        std::vector<CellKey> keys;
        for (const RiskCell &cell : now.cells())
            keys.push_back({now.targets()[cell.target].subject, idOf(*cell.threat)});
        return answer(edit, now, keys, [](Risk &risk) {
            risk.answer = RiskAnswer::DoesNotApply;
            risk.reason = QStringLiteral("None");
        });
    }));
    QVERIFY(map().coverage().isComplete());
    QCOMPARE(concludeAnalysis(*f.project, map()).error().code, ErrorCode::Refused);
}

/// A signature that cannot be checked any more proves nothing.
void tst_approval::expungedSince()
{
    AnalysisFixture f;
    f.edit([&](Edit &edit) {
        edit.change(f.assessment(), [](Assessment &about) {
            about.scope = QStringLiteral("The store of Jane Roe");
        });
        return Status();
    });
    f.answerAll();
    QVERIFY_OK(f.conclude());
    QVERIFY_OK(f.approve());
    QVERIFY_OK(f.project->expunge(QStringLiteral("Jane Roe"), QStringLiteral("A patient")));
    QCOMPARE(f.map().state(), AnalysisState::Edited);
    QVERIFY(f.findings().contains(QStringLiteral("risk-analysis-edited")));
}

SAFEGUARD_TEST(tst_approval)
#include "tst_approval.moc"
