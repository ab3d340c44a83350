// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/rules.h"
#include "model/risk/answering.h"

#include <QCoreApplication>
#include <set>

namespace safeguard::rules {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Findings)
};

const auto riskAnalysis = QStringLiteral("164.308(a)(1)(ii)(A)");
const auto riskManagement = QStringLiteral("164.308(a)(1)(ii)(B)");

template <class T>
QString keyOf()
{
    return QString::fromLatin1(T::registerKey);
}

QString quoted(const RiskMap &map, const QString &registerKey, const AnyId &id)
{
    return u'\u201c' + map.snapshot().title(registerKey, id) + u'\u201d';
}

Finding aboutAnalysis(const RiskMap &map, const char *rule, Severity severity)
{
    Finding finding;
    finding.rule = QString::fromLatin1(rule);
    finding.severity = severity;
    finding.citation = riskAnalysis;
    finding.registerKey = keyOf<Assessment>();
    if (map.assessment())
        finding.id = map.assessment()->id;
    finding.fix = Words::tr("Go to the analysis");
    return finding;
}

Finding aboutRisk(const Risk &risk, const char *rule, Severity severity, const char *field)
{
    Finding finding;
    finding.rule = QString::fromLatin1(rule);
    finding.severity = severity;
    finding.citation = riskManagement;
    finding.registerKey = keyOf<Risk>();
    finding.id = risk.id;
    finding.field = QString::fromLatin1(field);
    finding.fix = Words::tr("Open the risk");
    return finding;
}

/// Risks about which something is planned, and those that are accepted, today.
struct Handled
{
    explicit Handled(const Snapshot &snapshot)
    {
        for (const Action &action : snapshot.rows<Action>()) {
            for (const Id<Risk> &risk : action.risks) {
                if (!action.isClosed())
                    planned.insert(risk);
                else if (action.status == ActionStatus::Done)
                    done.insert(risk);
            }
        }
        for (const RiskAcceptance &acceptance : snapshot.rows<RiskAcceptance>()) {
            if (acceptance.holds(snapshot.today()))
                accepted.insert(acceptance.risk);
        }
    }
    std::set<AnyId> planned;
    std::set<AnyId> done; ///< something was done and verified
    std::set<AnyId> accepted;
};

}

/// Systems are in scope, and nobody has begun to ask what could happen to them.
void analysisMissing(const RiskMap &map, std::vector<Finding> &findings)
{
    const bool isInScope =
        std::any_of(map.targets().begin(), map.targets().end(),
                    [](const RiskTarget &target) { return target.type == RuleTarget::Systems; });
    if (map.assessment() || !isInScope)
        return;
    Finding finding = aboutAnalysis(map, "risk-analysis-missing", Severity::High);
    finding.sentence = Words::tr("There is no security risk analysis");
    finding.why = Words::tr("%n systems and flows are in scope. What could happen to the patient "
                            "data in them has not been assessed.",
                            nullptr, static_cast<int>(map.targets().size()) - 1);
    finding.fix = Words::tr("Start an analysis");
    findings.push_back(std::move(finding));
}

void analysisIncomplete(const RiskMap &map, std::vector<Finding> &findings)
{
    const Coverage coverage = map.coverage();
    if (!map.isOpen() || coverage.isComplete())
        return;
    Finding finding = aboutAnalysis(map, "risk-analysis-incomplete", Severity::Medium);
    finding.sentence = Words::tr("%1 is not complete").arg(map.assessment()->name);
    finding.why = Words::tr("%1 of %2 questions are answered: %3 are open, %4 are to be confirmed, "
                            "of %5 the ground has changed.")
                      .arg(coverage.done())
                      .arg(coverage.all())
                      .arg(coverage.count(CellState::Open))
                      .arg(coverage.count(CellState::ToConfirm))
                      .arg(coverage.count(CellState::InputChanged));
    findings.push_back(std::move(finding));
}

/// What the last approved analysis rested on is no longer so: a finding per system or flow.
void analysisStale(const RiskMap &map, std::vector<Finding> &findings)
{
    if (!map.assessment() || map.isOpen())
        return;
    for (size_t i = 0; i < map.targets().size(); ++i) {
        const Coverage coverage = map.coverageOf(i);
        const int changed = static_cast<int>(coverage.count(CellState::InputChanged));
        const int rest = static_cast<int>(coverage.all() - coverage.done()) - changed;
        if (changed + rest == 0)
            continue;
        const RecordRef &subject = map.targets()[i].subject;
        Finding finding = aboutAnalysis(map, "risk-analysis-stale", Severity::High);
        finding.sentence = Words::tr("The risk analysis is out of date for %1")
                               .arg(quoted(map, subject.registerKey, subject.id));
        QStringList why;
        if (changed > 0)
            why += Words::tr("%n answers rest on what has changed since. %1.", nullptr, changed)
                       .arg(map.changesOf(i).join(QStringLiteral("; ")));
        if (rest > 0)
            why += Words::tr("%n questions have come up since it was concluded.", nullptr, rest);
        finding.why = why.join(u' ');
        finding.registerKey = subject.registerKey;
        finding.id = subject.id;
        finding.fix = Words::tr("Open the record");
        findings.push_back(std::move(finding));
    }
    // What left the scope before it was concluded was seen then.
    const auto left = std::count_if(
        map.noLongerAsked().begin(), map.noLongerAsked().end(),
        [&](const Risk *risk) { return risk->assessment == idOf(*map.assessment()); });
    if (left == 0)
        return;
    Finding finding = aboutAnalysis(map, "risk-analysis-narrower", Severity::Medium);
    finding.sentence =
        Words::tr("%n answers of the risk analysis are about what is no longer asked", nullptr,
                  static_cast<int>(left));
    finding.why = Words::tr("Systems or flows have left the scope, or rules were taken away, since "
                            "it was concluded. The next analysis will be narrower: be sure that "
                            "it is meant so.");
    findings.push_back(std::move(finding));
}

/// Complete and frozen, and waiting for somebody's signature.
void analysisUnapproved(const RiskMap &map, std::vector<Finding> &findings)
{
    if (map.state() != AnalysisState::Concluded)
        return;
    Finding finding = aboutAnalysis(map, "risk-analysis-unapproved", Severity::Medium);
    finding.sentence = Words::tr("%1 is not approved").arg(map.assessment()->name);
    finding.why = Words::tr("Its questions are answered and frozen. Nobody has signed it.");
    findings.push_back(std::move(finding));
}

/// What was approved is in the baseline, and no longer what the registers show.
void analysisEdited(const RiskMap &map, std::vector<Finding> &findings)
{
    if (map.state() != AnalysisState::Edited)
        return;
    Finding finding = aboutAnalysis(map, "risk-analysis-edited", Severity::Medium);
    finding.sentence =
        Words::tr("%1 was edited since it was concluded").arg(map.assessment()->name);
    finding.why =
        Words::tr("The answers, the method or what it says of itself are no longer those that "
                  "were frozen. Compare its baseline with now to see which; reopen it to "
                  "conclude and approve it as it is now.");
    findings.push_back(std::move(finding));
}

/// Own policy: the rule names no interval.
void analysisDue(const RiskMap &map, std::vector<Finding> &findings)
{
    if (!map.assessment() || map.isOpen())
        return;
    const Baseline *baseline = map.snapshot().find(map.assessment()->baseline);
    if (!baseline)
        return;
    const QDate due = baseline->taken.toUTC().date().addMonths(map.method().reviewMonths());
    if (due >= map.snapshot().today())
        return;
    Finding finding = aboutAnalysis(map, "risk-analysis-due", Severity::Medium);
    finding.sentence = Words::tr("The risk analysis is due again");
    finding.why = Words::tr("By your own policy it is done again after %n months; that was on %1.",
                            nullptr, map.method().reviewMonths())
                      .arg(due.toString(Qt::ISODate));
    finding.fix = Words::tr("Start an analysis");
    findings.push_back(std::move(finding));
}

/// Levels without a word on the weakness or the reason convince nobody later.
void analysisUnfounded(const RiskMap &map, std::vector<Finding> &findings)
{
    const Risk *first = nullptr;
    int count = 0;
    for (const RiskCell &cell : map.cells()) {
        if (cell.state != CellState::Assessed ||
            !(cell.risk->vulnerability + cell.risk->safeguards + cell.risk->justification)
                 .trimmed()
                 .isEmpty())
            continue;
        first = first ? first : cell.risk;
        ++count;
    }
    if (count == 0)
        return;
    Finding finding = aboutRisk(*first, "risk-rated-without-words", Severity::Low, "vulnerability");
    finding.citation = riskAnalysis;
    finding.sentence = Words::tr("%n risks are rated without a word on why", nullptr, count);
    finding.why = Words::tr("Neither the vulnerability, nor what is in place, nor a reason for the "
                            "levels is on record. The first of them is %1.")
                      .arg(quoted(map, keyOf<Risk>(), first->id));
    findings.push_back(std::move(finding));
}

/// What the catalogue of the program asks about and this project does not.
void threatsMissing(const RiskMap &map, std::vector<Finding> &findings)
{
    if (!map.assessment())
        return;
    const QStringList missing = lackingThreats(map.snapshot(), ThreatCatalog::current());
    if (missing.isEmpty())
        return;
    Finding finding = aboutAnalysis(map, "risk-threats-missing", Severity::Low);
    finding.sentence = Words::tr("The project asks less than the catalogue about %n threats",
                                 nullptr, static_cast<int>(missing.size()));
    finding.why = Words::tr("Rules of the catalogue, or the threats themselves, are not in the "
                            "project: %1. To leave a threat out, say in its record why it is not "
                            "asked about.")
                      .arg(missing.join(QStringLiteral(", ")));
    finding.fix = Words::tr("Go to the analysis");
    findings.push_back(std::move(finding));
}

void riskAboveTolerance(const RiskMap &map, std::vector<Finding> &findings)
{
    const Handled handled(map.snapshot());
    for (const RiskCell &cell : map.cells()) {
        const auto level = cell.risk ? map.present(*cell.risk) : std::nullopt;
        if (!level || map.method().isTolerated(*level) || handled.planned.contains(cell.risk->id) ||
            handled.accepted.contains(cell.risk->id))
            continue;
        Finding finding =
            aboutRisk(*cell.risk, "risk-untreated",
                      *level >= Level::High ? Severity::High : Severity::Medium, "treatment");
        finding.sentence =
            (handled.done.contains(cell.risk->id) ? Words::tr("Nothing more is planned about %1")
                                                  : Words::tr("Nothing is planned about %1"))
                .arg(quoted(map, keyOf<Risk>(), cell.risk->id));
        finding.why =
            Words::tr("The risk is %1; up to %2 is tolerated. It needs an action, or an "
                      "acceptance with a reason.")
                .arg(labelOf(*level).toLower(), labelOf(map.method().tolerance()).toLower());
        findings.push_back(std::move(finding));
    }
}

void riskResidual(const RiskMap &map, std::vector<Finding> &findings)
{
    const Handled handled(map.snapshot());
    for (const RiskCell &cell : map.cells()) {
        const auto before = cell.risk ? map.method().inherent(*cell.risk) : std::nullopt;
        const auto after = cell.risk ? map.method().residual(*cell.risk) : std::nullopt;
        if (!before || !after || *before == *after)
            continue;
        const bool isHigher = *after > *before;
        if (!isHigher &&
            (handled.planned.contains(cell.risk->id) || handled.done.contains(cell.risk->id)))
            continue;
        Finding finding =
            aboutRisk(*cell.risk, isHigher ? "risk-residual-higher" : "risk-lowered-without-reason",
                      Severity::Medium, "residual_likelihood");
        finding.sentence = (isHigher ? Words::tr("%1 is to remain higher than it was")
                                     : Words::tr("Nothing on record lowers %1"))
                               .arg(quoted(map, keyOf<Risk>(), cell.risk->id));
        finding.why =
            Words::tr("Inherent %1, residual %2. A level falls by an action that is planned or "
                      "done; what is in place already counts in the inherent level.")
                .arg(labelOf(*before).toLower(), labelOf(*after).toLower());
        findings.push_back(std::move(finding));
    }
}

void riskActions(const RiskMap &map, std::vector<Finding> &findings)
{
    const QDate today = map.snapshot().today();
    for (const Action &action : map.snapshot().rows<Action>()) {
        const bool isOverdue = action.isOpen() && action.due && *action.due < today;
        const bool isUnverified = action.status == ActionStatus::Done && !action.isClosed();
        if (!isOverdue && !isUnverified)
            continue;
        Finding finding;
        finding.rule =
            isOverdue ? QStringLiteral("action-overdue") : QStringLiteral("action-unverified");
        finding.severity = isOverdue ? Severity::High : Severity::Medium;
        finding.citation = riskManagement;
        finding.registerKey = keyOf<Action>();
        finding.id = action.id;
        finding.field = isOverdue ? QStringLiteral("due") : QStringLiteral("verification");
        finding.fix = Words::tr("Open the action");
        const QString name = quoted(map, keyOf<Action>(), action.id);
        finding.sentence = isOverdue
                               ? Words::tr("%1 is overdue").arg(name)
                               : Words::tr("%1 is done, and nobody has verified it").arg(name);
        finding.why = isOverdue
                          ? Words::tr("It was due on %1.").arg(action.due->toString(Qt::ISODate))
                          : Words::tr("Done without verification is not closed.");
        findings.push_back(std::move(finding));
    }
}

void riskAcceptances(const RiskMap &map, std::vector<Finding> &findings)
{
    const Handled handled(map.snapshot());
    for (const RiskAcceptance &acceptance : map.snapshot().rows<RiskAcceptance>()) {
        const bool hasExpired = acceptance.expires && *acceptance.expires < map.snapshot().today();
        if (!hasExpired || handled.accepted.contains(acceptance.risk)) // a later one holds
            continue;
        Finding finding;
        finding.rule = QStringLiteral("acceptance-expired");
        finding.severity = Severity::Medium;
        finding.citation = riskManagement;
        finding.registerKey = keyOf<RiskAcceptance>();
        finding.id = acceptance.id;
        finding.field = QStringLiteral("expires");
        finding.fix = Words::tr("Open the acceptance");
        finding.sentence = Words::tr("The acceptance of %1 has expired")
                               .arg(quoted(map, keyOf<Risk>(), acceptance.risk));
        finding.why = Words::tr("It held until %1. Decide again.")
                          .arg(acceptance.expires->toString(Qt::ISODate));
        findings.push_back(std::move(finding));
    }
}

}
