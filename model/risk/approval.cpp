// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/approval.h"

#include "model/base/base32.h"

namespace safeguard {

namespace {

/// "Risk analysis 2026", or with a number behind where a baseline is called so already.
QString freeName(const QString &name, const Snapshot &snapshot)
{
    const auto isTaken = [&](const QString &wanted) {
        const auto all = snapshot.rows<Baseline>();
        return std::any_of(all.begin(), all.end(), [&](const Baseline &baseline) {
            return baseline.name.compare(wanted, Qt::CaseInsensitive) == 0;
        });
    };
    QString free = name;
    for (int i = 2; isTaken(free); ++i)
        free = QStringLiteral("%1 (%2)").arg(name).arg(i);
    return free;
}

}

bool mayReopen(const RiskMap &map)
{
    return map.state() == AnalysisState::Concluded || map.state() == AnalysisState::Edited;
}

Status reopenAnalysis(Edit &edit, const RiskMap &map)
{
    if (!mayReopen(map))
        return failure(ErrorCode::Refused,
                       map.isOpen() ? RiskWords::tr("The analysis is open.")
                                    : RiskWords::tr("It is approved as it stands. Start the next "
                                                    "analysis."));
    edit.change(idOf(*map.assessment()), [](Assessment &assessment) {
        assessment.baseline = {};
        assessment.digest.clear();
    });
    return {};
}

Status canConclude(const Project &project, const RiskMap &map)
{
    if (!map.isOpen())
        return failure(ErrorCode::Refused, RiskWords::tr("No risk analysis is open."));
    SG_TRY(project.canEdit(project.registers().of<Assessment>()));
    const Coverage coverage = map.coverage();
    const bool isInScope = map.targets().size() > 1; // beside the organization
    if (isInScope && coverage.isComplete())
        return {};
    return failure(ErrorCode::Refused,
                   !isInScope || coverage.all() == 0
                       ? RiskWords::tr("Nothing is in scope yet: there is nothing to approve.")
                       : RiskWords::tr("%n questions are not answered yet.", nullptr,
                                       static_cast<int>(coverage.all() - coverage.done())));
}

namespace {

QString noteOf()
{
    return RiskWords::tr("The security risk analysis, when it was complete.");
}

/// The second half: the analysis names its baseline.
struct Naming
{
    Naming(const Assessment &about, const Change &frozen)
        : sentence(RiskWords::tr("Conclude the risk analysis \u201c%1\u201d").arg(about.name))
        , writes([id = idOf(about), frozen](Edit &edit) {
            edit.change(id, [&](Assessment &assessment) {
                assessment.baseline =
                    Id<Baseline>(frozen.added(QString::fromLatin1(Baseline::registerKey)));
                assessment.digest = toBase32(answersDigest(edit.now()));
            });
            return Status();
        })
    {}
    QString sentence;
    Project::Writes writes;
};

QFuture<Result<Change>> ready(Result<Change> result)
{
    QPromise<Result<Change>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

}

Result<Change> concludeAnalysis(Project &project, const RiskMap &map)
{
    if (map.snapshot().number() != project.snapshot().number())
        return concludeAnalysis(project, RiskMap(DataMap(project.snapshot())));
    SG_TRY(canConclude(project, map));
    const Assessment about = *map.assessment();
    const auto frozen = project.takeBaseline(freeName(about.name, project.snapshot()), noteOf());
    SG_TRY(frozen);
    const Naming naming(about, *frozen);
    return project.perform(naming.sentence, naming.writes);
}

QFuture<Result<Change>> concludeAnalysisLong(Project &project, const RiskMap &map)
{
    if (map.snapshot().number() != project.snapshot().number())
        return concludeAnalysisLong(project, RiskMap(DataMap(project.snapshot())));
    if (const auto can = canConclude(project, map); !can)
        return ready(failure(can.error()));
    const Assessment about = *map.assessment();
    return project.takeBaselineLong(freeName(about.name, project.snapshot()), noteOf())
        .then(&project,
              [&project, about](const Result<Change> &frozen) {
                  if (!frozen)
                      return ready(frozen);
                  const Naming naming(about, *frozen);
                  return project.performLong(
                      naming.sentence,
                      [writes = naming.writes](Edit &edit, const auto &) { return writes(edit); },
                      {});
              })
        .unwrap();
}

}
