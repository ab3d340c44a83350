// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/collector.h"
#include "model/deadlines/periods.h"
#include "model/risk/assessment.h"
#include "model/risk/method.h"
#include "model/risk/plan.h"

namespace safeguard {

namespace {

/// The analysis that was concluded last; null when none was.
std::pair<const Assessment *, const Baseline *> lastConcluded(const Snapshot &snapshot)
{
    std::pair<const Assessment *, const Baseline *> last;
    for (const Assessment &assessment : snapshot.rows<Assessment>()) {
        const Baseline *baseline = snapshot.find(assessment.baseline);
        if (baseline && (!last.second || last.second->taken < baseline->taken))
            last = {&assessment, baseline};
    }
    return last;
}

}

void addAnalysis(DeadlineCollector &collector)
{
    const auto [assessment, baseline] = lastConcluded(collector.snapshot);
    if (!assessment)
        return;
    const DeadlineRule &rule = *collector.rule("DL-RA-ANN");
    const int months = monthsOf(rule, collector.snapshot.only<RiskPolicy>().reviewMonths);
    const QDate concluded = baseline->taken.toTimeZone(zoneOf(collector.organization)).date();
    Deadline &deadline =
        collector.add(rule, *assessment, *dueAfter(rule, concluded, months),
                      DeadlineWords::tr("Concluded on %1, again after %n months.", nullptr, months)
                          .arg(inWords(concluded)));
    deadline.title = DeadlineWords::tr("Risk analysis again, after: %1").arg(assessment->name);
}

void addActions(DeadlineCollector &collector)
{
    for (const Action &action : collector.snapshot.rows<Action>()) {
        if (!action.isOpen() || !action.due)
            continue;
        Deadline &deadline = collector.add(
            *collector.rule("DL-ACT-DUE"), action, *action.due,
            DeadlineWords::tr("The plan says %1; it is not done yet.").arg(inWords(*action.due)));
        deadline.person = action.owner;
        deadline.title = DeadlineWords::tr("Action: %1").arg(action.title);
        deadline.field = QStringLiteral("due");
    }
}

void addAcceptances(DeadlineCollector &collector)
{
    // The one of each risk that lasts longest: without end, or until the latest day.
    QHash<AnyId, const RiskAcceptance *> last;
    for (const RiskAcceptance &acceptance : collector.snapshot.rows<RiskAcceptance>()) {
        const RiskAcceptance *&longest = last[acceptance.risk];
        if (!longest || !acceptance.expires ||
            (longest->expires && *longest->expires < *acceptance.expires))
            longest = &acceptance;
    }
    for (const RiskAcceptance *acceptance : std::as_const(last)) {
        if (!acceptance->expires)
            continue;
        Deadline &deadline =
            collector.add(*collector.rule("DL-RISK-ACC"), *acceptance, *acceptance->expires,
                          DeadlineWords::tr("It was accepted until %1; then it is decided again.")
                              .arg(inWords(*acceptance->expires)));
        deadline.person = acceptance->approver;
        deadline.title = DeadlineWords::tr("Acceptance ends: %1")
                             .arg(collector.snapshot.title(DeadlineCollector::keyOfRegister<Risk>(),
                                                           acceptance->risk));
        deadline.field = QStringLiteral("expires");
    }
}

}
