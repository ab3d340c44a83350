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

Status canConclude(const Project &project, const RiskMap &map)
{
    if (!map.isOpen())
        return failure(ErrorCode::Refused, RiskWords::tr("No risk analysis is open."));
    SG_TRY(project.canEdit(project.registers().of<Assessment>()));
    const Coverage coverage = map.coverage();
    if (coverage.isComplete())
        return {};
    return failure(ErrorCode::Refused,
                   coverage.all() == 0
                       ? RiskWords::tr("Nothing is in scope yet: there is nothing to approve.")
                       : RiskWords::tr("%n questions are not answered yet.", nullptr,
                                       static_cast<int>(coverage.all() - coverage.done())));
}

Result<Change> concludeAnalysis(Project &project, const RiskMap &map)
{
    if (map.snapshot().number() != project.snapshot().number())
        return concludeAnalysis(project, RiskMap(DataMap(project.snapshot())));
    SG_TRY(canConclude(project, map));
    const Assessment about = *map.assessment();
    const auto frozen =
        project.takeBaseline(freeName(about.name, project.snapshot()),
                             RiskWords::tr("The security risk analysis, when it was complete."));
    SG_TRY(frozen);
    const Id<Baseline> baseline(frozen->added(QString::fromLatin1(Baseline::registerKey)));
    return project.perform(
        RiskWords::tr("Conclude the risk analysis \u201c%1\u201d").arg(about.name),
        [&](Edit &edit) {
            edit.change(idOf(about), [&](Assessment &assessment) {
                assessment.baseline = baseline;
                assessment.digest = toBase32(answersDigest(edit.now()));
            });
            return Status();
        });
}

}
