// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/riskmap.h"

#include "model/risk/plan.h"

#include <numeric>

namespace safeguard {

namespace {

using RiskKey = std::pair<AnyId, AnyId>; ///< whose, which threat

/// By what they are about; of two about the same the one that was there first.
QHash<RiskKey, const Risk *> risksByKey(const Snapshot &snapshot)
{
    QHash<RiskKey, const Risk *> risks;
    for (const Risk &risk : snapshot.rows<Risk>()) {
        const Risk *&first = risks[{risk.subject.id, risk.threat}];
        if (!first || risk.number < first->number)
            first = &risk;
    }
    return risks;
}

/// What a rule without conditions says.
QString everyOne(RuleTarget type)
{
    switch (type) {
    case RuleTarget::Systems:
        return RiskWords::tr("Asked about every system in scope");
    case RuleTarget::Flows:
        return RiskWords::tr("Asked about every flow in scope");
    case RuleTarget::Organization:
        return RiskWords::tr("Asked about the organization as a whole");
    }
    return {};
}

}

QString nameOf(CellState state)
{
    switch (state) {
    case CellState::Open:
        return RiskWords::tr("Open");
    case CellState::ToConfirm:
        return RiskWords::tr("To confirm");
    case CellState::InputChanged:
        return RiskWords::tr("Changed since");
    case CellState::Assessed:
        return RiskWords::tr("Assessed");
    case CellState::DoesNotApply:
        return RiskWords::tr("Does not apply");
    }
    return {};
}

QString keyOf(CellState state)
{
    static const std::array keys{"open", "to_confirm", "changed", "assessed", "does_not_apply"};
    return QLatin1String(keys.at(static_cast<size_t>(state)));
}

QString whyAsked(const RiskCell &cell, const RiskTarget &target)
{
    if (!cell.rule)
        return RiskWords::tr("Added by hand");
    QStringList causes;
    if (!cell.rule->kinds.isEmpty())
        causes += target.type == RuleTarget::Flows
                      ? RiskWords::tr("Ends at: %1").arg(labelOf(target.kind))
                      : labelOf(target.kind);
    for (int i = 0; i < static_cast<int>(choices(Trait()).size()); ++i) {
        const auto trait = static_cast<Trait>(i);
        if (cell.rule->when.contains(trait))
            causes += labelOf(trait);
        else if (cell.rule->unless.contains(trait))
            causes += RiskWords::tr("Not so: %1").arg(labelOf(trait));
    }
    return causes.isEmpty() ? everyOne(target.type)
                            : RiskWords::tr("Asked because of: %1").arg(causes.join(u"; "));
}

qint64 Coverage::all() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), qint64(0));
}

qint64 Coverage::done() const
{
    return count(CellState::Assessed) + count(CellState::DoesNotApply);
}

RiskMap::RiskMap(const DataMap &map)
    : m_snapshot(map.snapshot())
    , m_method(map.snapshot())
    , m_targets(riskTargets(map))
{
    for (size_t i = 0; i < m_targets.size(); ++i)
        m_index.insert(m_targets[i].subject.id, i);
    findAssessment();
    addCells();
    findTreated();
}

void RiskMap::findAssessment()
{
    for (const Assessment &assessment : m_snapshot.rows<Assessment>()) {
        const auto rank = [](const Assessment &one) {
            return std::pair(one.baseline.isNull(), one.number);
        };
        if (!m_assessment || rank(*m_assessment) < rank(assessment))
            m_assessment = &assessment;
    }
    m_state = safeguard::stateOf(m_assessment, m_snapshot);
}

void RiskMap::addCells()
{
    std::map<Id<Threat>, std::vector<const ThreatRule *>> rules;
    for (const ThreatRule *rule : m_snapshot.inOrder<ThreatRule>())
        rules[rule->threat].push_back(rule);
    const auto threats = m_snapshot.inOrder<Threat>();
    auto risks = risksByKey(m_snapshot);
    for (size_t i = 0; i < m_targets.size(); ++i) {
        m_first.push_back(m_cells.size());
        for (const Threat *threat : threats) {
            const RiskKey key{m_targets[i].subject.id, threat->id};
            const Risk *risk = risks.value(key);
            const auto &asking = rules[idOf(*threat)];
            const auto rule = std::find_if(asking.begin(), asking.end(), [&](const auto *one) {
                return asks(*one, m_targets[i]);
            });
            const bool isAsked = rule != asking.end() && threat->use == ThreatUse::Asked;
            if (!isAsked && !(risk && risk->byHand))
                continue;
            m_cells.push_back(
                {i, threat, isAsked ? *rule : nullptr, risk, stateOf(risk, m_targets[i])});
            if (risk)
                risks.remove(key);
        }
    }
    m_first.push_back(m_cells.size());
    for (const Risk *risk : risks) {
        if (risk->isAnswered())
            m_noLonger.push_back(risk);
    }
    std::sort(m_noLonger.begin(), m_noLonger.end(),
              [](const auto *a, const auto *b) { return a->number < b->number; });
}

bool RiskMap::asksAbout(const Risk &risk) const
{
    const RiskCell *cell = this->cell(risk.subject, risk.threat);
    return cell && cell->risk && cell->risk->id == risk.id;
}

void RiskMap::findTreated()
{
    QSet<AnyId> waiting;
    for (const Action &action : m_snapshot.rows<Action>()) {
        if (action.status == ActionStatus::Dropped)
            continue;
        for (const Id<Risk> &risk : action.risks)
            (action.isClosed() ? m_treated : waiting).insert(risk);
    }
    m_treated.subtract(waiting);
}

std::optional<Level> RiskMap::present(const Risk &risk) const
{
    const bool isTreated = risk.treatment != Treatment::Accept && m_treated.contains(risk.id);
    const auto after = isTreated ? m_method.residual(risk) : std::nullopt;
    return after ? after : m_method.inherent(risk);
}

std::optional<std::pair<Level, Level>> RiskMap::remaining(const Risk &risk) const
{
    const auto impact = risk.impact();
    if (risk.answer != RiskAnswer::Assessed || !risk.likelihood || !impact)
        return std::nullopt;
    if (risk.residualLikelihood && risk.residualImpact)
        return std::pair(*risk.residualLikelihood, *risk.residualImpact);
    return std::pair(*risk.likelihood, *impact);
}

bool RiskMap::restsOn(const Risk &risk, const RiskTarget &target) const
{
    const RiskBasis *basis = m_snapshot.find(risk.basis);
    return basis && basis->facts == target.basis;
}

CellState RiskMap::stateOf(const Risk *risk, const RiskTarget &target) const
{
    if (!risk || !risk->isAnswered())
        return CellState::Open;
    if (!restsOn(*risk, target))
        return CellState::InputChanged;
    const Id<Assessment> now = m_assessment ? idOf(*m_assessment) : Id<Assessment>();
    if (risk->assessment != now)
        return CellState::ToConfirm;
    return risk->answer == RiskAnswer::Assessed ? CellState::Assessed : CellState::DoesNotApply;
}

std::span<const RiskCell> RiskMap::cellsOf(size_t target) const
{
    return std::span(m_cells).subspan(m_first[target], m_first[target + 1] - m_first[target]);
}

std::optional<size_t> RiskMap::targetOf(const RecordRef &subject) const
{
    const auto at = m_index.constFind(subject.id);
    return at == m_index.cend() ? std::nullopt : std::optional(*at);
}

const RiskCell *RiskMap::cell(const RecordRef &subject, const Id<Threat> &threat) const
{
    const auto target = targetOf(subject);
    if (!target)
        return nullptr;
    const auto cells = cellsOf(*target);
    const auto at = std::find_if(cells.begin(), cells.end(), [&](const RiskCell &cell) {
        return idOf(*cell.threat) == threat;
    });
    return at == cells.end() ? nullptr : &*at;
}

Coverage RiskMap::coverage() const
{
    Coverage coverage;
    for (const RiskCell &cell : m_cells)
        coverage.add(cell.state);
    return coverage;
}

Coverage RiskMap::coverageOf(size_t target) const
{
    Coverage coverage;
    for (const RiskCell &cell : cellsOf(target))
        coverage.add(cell.state);
    return coverage;
}

QStringList RiskMap::changesSince(const RiskCell &cell) const
{
    if (!cell.risk || !cell.risk->isAnswered())
        return {};
    const RiskTarget &target = m_targets[cell.target];
    const RiskBasis *basis = m_snapshot.find(cell.risk->basis);
    if (!basis)
        return {RiskWords::tr("Answered outside an analysis")};
    return differencesOf(basis->facts, target.basis, target.subject, m_snapshot);
}

QStringList RiskMap::changesOf(size_t target) const
{
    QStringList changes;
    for (const RiskCell &cell : cellsOf(target)) {
        if (cell.state == CellState::InputChanged)
            changes += changesSince(cell);
    }
    changes.removeDuplicates();
    return changes;
}

}
