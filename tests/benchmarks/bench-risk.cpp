// SPDX-License-Identifier: GPL-3.0-or-later

// What a large risk analysis costs: `bench-risk [systems [flows]]`. Asking the questions and
// finding what is wrong, beside deriving the data map of the same project; answering; the screens,
// with a watchdog on the main thread; the reports. In the temporary folder.

#include "app/desktop/screens.h"
#include "model/binder/riskreports.h"
#include "model/newproject.h"
#include "model/registers.h"
#include "model/risk/answering.h"
#include "model/risk/approval.h"
#include "tests/benchmarks/watchdog.h"
#include "views/risk/coveragescreen.h"
#include "views/risk/heatmap.h"
#include "views/risk/riskscreen.h"

#include <QCheckBox>
#include <QRandomGenerator>
#include <QTableView>
#include <QTemporaryDir>

using namespace safeguard;
using namespace safeguard::bench;

namespace {

Secret passphrase()
{
    return Secret::fromText(QStringLiteral("correct horse battery staple"));
}

void sayRatio(const char *what, double ours, double plain)
{
    say(what, ours, QStringLiteral("%1 x the data map").arg(ours / plain, 0, 'f', 2));
}

std::vector<Id<DataElement>> addElements(Edit &edit)
{
    std::vector<Id<DataElement>> elements;
    for (int i = 0; i < 20; ++i) {
        DataElement element;
        element.name = QStringLiteral("Element %1").arg(i);
        element.content = i % 4 == 0 ? Content::PatientIdentity : Content::Health;
        element.linksToPerson = i % 4 == 0 ? LinksToPerson::Yes : LinksToPerson::No;
        elements.push_back(edit.put(element));
    }
    return elements;
}

void addMap(Edit &edit, int systemCount, int flowCount)
{
    QRandomGenerator random(1);
    const auto elements = addElements(edit);
    const auto below = [&](qsizetype n) { return random.bounded(static_cast<int>(n)); };
    std::vector<Id<System>> systems;
    for (int i = 0; i < systemCount; ++i) {
        System system;
        system.name = QStringLiteral("System %1").arg(i);
        system.kind = static_cast<SystemKind>(below(qsizetype(choices(SystemKind()).size())));
        system.atRest = static_cast<AtRest>(below(qsizetype(choices(AtRest()).size())));
        system.creates = {elements[size_t(below(20))], elements[size_t(below(20))]};
        system.stores = system.creates;
        systems.push_back(edit.put(system));
    }
    for (int i = 0; i < flowCount; ++i) {
        Flow flow;
        flow.name = QStringLiteral("Flow %1").arg(i);
        const int from = below(systemCount);
        flow.source = systems[size_t(from)];
        flow.target = systems[size_t((from + 1 + below(systemCount - 1)) % systemCount)];
        flow.elements = edit.find(flow.source)->creates;
        edit.put(flow);
    }
}

/// Threats of one's own, asked everywhere.
void addThreats(Edit &edit)
{
    for (int i = 0; i < 4; ++i) {
        Threat threat;
        threat.name = QStringLiteral("Own threat %1").arg(i);
        const auto id = edit.put(threat);
        for (const RuleTarget target : {RuleTarget::Systems, RuleTarget::Flows}) {
            ThreatRule rule;
            rule.threat = id;
            rule.target = target;
            edit.put(rule);
        }
    }
}

/// Everything that is asked, in the words of somebody thorough.
Status answerAll(Edit &edit)
{
    const RiskMap risks(DataMap(edit.now()));
    std::vector<CellKey> cells;
    for (const RiskCell &cell : risks.cells())
        cells.push_back({risks.targets()[cell.target].subject, idOf(*cell.threat)});
    int count = 0;
    return answer(edit, risks, cells, [&](Risk &risk) {
        ++count;
        risk.answer = count % 5 ? RiskAnswer::Assessed : RiskAnswer::DoesNotApply;
        risk.reason = count % 5 ? QString() : QStringLiteral("It has no such interface.");
        risk.likelihood = static_cast<Level>(count % levelCount);
        risk.integrity = static_cast<Level>(count / 3 % levelCount);
        risk.safeguards = QStringLiteral("Accounts of its own, reviewed each quarter.");
        risk.vulnerability = QStringLiteral("Updates come late.");
    });
}

void sayModel(const Snapshot &snapshot)
{
    const double map = timed([&] { DataMap{snapshot}; });
    say("Data map", map);
    const DataMap data(snapshot);
    sayRatio("Questions, answers, coverage (RiskMap)", timed([&] { RiskMap{data}; }), map);
    sayRatio("Everything derived, findings too", timed([&] { Derived{snapshot}; }), map);
}

/// The grid: shown, scrolled to its end, narrowed, and after an edit.
void sayCoverage(Workspace &workspace, const std::function<void(Screen *)> &open)
{
    auto *screen = new CoverageScreen(workspace);
    sayBlock("Open the coverage grid", workspace, [&] { open(screen); });
    auto *grid = screen->findChild<QTableView *>(QStringLiteral("coverage"));
    const auto end = [grid] {
        return grid->model()->index(grid->model()->rowCount() - 1,
                                    grid->model()->columnCount() - 1);
    };
    sayBlock("Scroll it to the end", workspace, [&] { grid->setCurrentIndex(end()); });
    auto *openOnly = screen->findChild<QCheckBox *>(QStringLiteral("coverage-open-only"));
    sayBlock("Only its open rows", workspace, [&] { openOnly->click(); });
    sayBlock("All rows again", workspace, [&] { openOnly->click(); });
}

void sayScreens(Workspace &workspace)
{
    while (!workspace.deriver().isCurrent())
        QApplication::processEvents(QEventLoop::AllEvents, 5);
    std::vector<std::unique_ptr<Screen>> screens;
    const auto open = [&](Screen *screen) {
        screens.emplace_back(screen);
        screen->resize(1040, 700);
        screen->show();
    };
    open(new HeatMapScreen(workspace)); // fonts, styles and the like come with the first one
    QApplication::processEvents();
    screens.clear();
    sayBlock("Open the risk analysis", workspace, [&] { open(new RiskScreen(workspace)); });
    sayBlock("Open the heat map", workspace, [&] { open(new HeatMapScreen(workspace)); });
    sayCoverage(workspace, open);
    for (const ScreenInfo &info : shellContent().screens) {
        if (info.key == QStringLiteral("risks"))
            sayBlock("Open the register", workspace, [&] { open(info.make(workspace)); });
    }
    const Risk risk = **workspace.project().snapshot().inOrder<Risk>().begin();
    int round = 0;
    const auto rate = [&] {
        must(workspace.project().perform(QStringLiteral("Rate"), [&](Edit &edit) {
            edit.change(idOf(risk), [&](Risk &one) {
                one.likelihood = static_cast<Level>(++round % levelCount);
            });
            return Status();
        }));
    };
    rate();
    sayBlock("Rate one risk, all four screens open", workspace, rate);
    screens.erase(screens.begin() + 1, screens.end());
    sayBlock("Rate one risk, the analysis open", workspace, rate);
}

}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const int systems = argc > 1 ? std::atoi(argv[1]) : 2000;
    const int flows = argc > 2 ? std::atoi(argv[2]) : 5000;
    QTemporaryDir folder;
    auto project = must(createProject(
        folder.filePath(QStringLiteral("bench.safeguard")),
        {QStringLiteral("Bench"), QStringLiteral("dana"), QStringLiteral("Dana"), passphrase()}));
    must(project->perform(QStringLiteral("Draw the map"), [&](Edit &edit) {
        addMap(edit, systems, flows);
        return Status();
    }));
    must(project->perform(QStringLiteral("Start"), [](Edit &edit) -> Status {
        Assessment about;
        about.name = QStringLiteral("Analysis");
        about.started = QDate(2026, 1, 1);
        SG_TRY(startAnalysis(edit, about, ThreatCatalog::current()));
        addThreats(edit);
        return {};
    }));
    say("Answer everything in one edit",
        timed([&] { must(project->perform(QStringLiteral("Answer"), answerAll)); }));
    const Snapshot snapshot = project->snapshot();
    std::printf("%d systems, %d flows, %d risks\n", systems, flows,
                static_cast<int>(snapshot.rows<Risk>().size()));
    sayModel(snapshot);
    Workspace workspace(std::move(project));
    sayScreens(workspace);
    sayBlock("Conclude", workspace, [&] {
        auto done = concludeAnalysisLong(workspace.project(), workspace.deriver().latest()->risks);
        while (!done.isFinished())
            QApplication::processEvents(QEventLoop::AllEvents, 5);
        must(done.takeResult());
    });
    const AnalysisFile file{workspace.project().snapshot(), workspace.deriver().latest(), nullptr};
    for (const RiskReport report : {RiskReport::Register, RiskReport::Analysis}) {
        qsizetype bytes = 0;
        const double ms = timed([&] { bytes = must(renderRiskReport(report, file)).pdf.size(); });
        say(qPrintable(nameOf(report) + QStringLiteral(", PDF")), ms,
            QStringLiteral("%1 MB").arg(double(bytes) / 1e6, 0, 'f', 1));
    }
    return 0;
}
