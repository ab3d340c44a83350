// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/answering.h"

#include "model/catalog/resource.h"
#include "model/risk/plan.h"

#include <QJsonArray>

namespace safeguard {

namespace {

template <class E>
ChoiceSet<E> choicesFrom(const QStringList &keys)
{
    ChoiceSet<E> set;
    detail::Member<ChoiceSet<E>>::set(set, keys.isEmpty() ? Value() : Value(keys));
    return set;
}

Threat threatFrom(const CatalogThreat &entry)
{
    Threat threat;
    threat.name = entry.name;
    threat.description = entry.description;
    threat.example = entry.example;
    threat.stride = choicesFrom<Stride>(entry.stride);
    threat.source = detail::choiceFrom<ThreatSource>(Value(entry.source)).value_or(threat.source);
    threat.harms = choicesFrom<Property>(entry.harms);
    threat.mitigations = entry.hipaa.join(u' ');
    threat.fdaControls = entry.fda.join(u' ');
    threat.catalogKey = entry.key;
    return threat;
}

void addThreat(Edit &edit, const CatalogThreat &entry)
{
    Threat threat = threatFrom(entry);
    threat.id = edit.nameBasedId(edit.registers().of<Threat>(), entry.key);
    if (edit.find(Id<Threat>(threat.id)))
        return;
    const Id<Threat> id = edit.put(std::move(threat));
    int number = 0;
    for (const CatalogThreat::Rule &from : entry.rules) {
        ThreatRule rule;
        rule.id = edit.nameBasedId(edit.registers().of<ThreatRule>(),
                                   entry.key + u' ' + QString::number(++number));
        rule.threat = id;
        rule.target = detail::choiceFrom<RuleTarget>(Value(from.target)).value_or(rule.target);
        rule.kinds = choicesFrom<SystemKind>(from.kinds);
        rule.when = choicesFrom<Trait>(from.when);
        rule.unless = choicesFrom<Trait>(from.unless);
        edit.put(std::move(rule));
    }
}

template <class T>
void putOnce(Edit &edit, T record, const QString &key)
{
    record.id = edit.nameBasedId(edit.registers().of<T>(), key);
    if (!edit.find(Id<T>(record.id)))
        edit.put(std::move(record));
}

void addScales(Edit &edit)
{
    const QJsonObject scales = readCatalogResource("scales.json");
    for (const Choice &scale : choices(Scale())) {
        const QJsonArray meanings = scales.value(scale.key).toArray();
        for (int i = 0; i < meanings.size() && i < levelCount; ++i) {
            ScaleWord word;
            word.scale = *detail::choiceFrom<Scale>(Value(scale.key));
            word.level = static_cast<Level>(i);
            word.meaning = meanings[i].toString();
            putOnce(edit, word, scale.key + u' ' + choices(Level())[static_cast<size_t>(i)].key);
        }
    }
}

void addMatrix(Edit &edit)
{
    for (int l = 0; l < levelCount; ++l) {
        for (int i = 0; i < levelCount; ++i) {
            MatrixCell cell;
            cell.likelihood = static_cast<Level>(l);
            cell.impact = static_cast<Level>(i);
            cell.risk = RiskMethod::nistRisk(cell.likelihood, cell.impact);
            putOnce(edit, cell, QStringLiteral("%1 %2").arg(l).arg(i));
        }
    }
}

/// The basis of the target, kept once.
Id<RiskBasis> basisOf(Edit &edit, const RiskTarget &target)
{
    RiskBasis basis;
    basis.facts = target.basis;
    basis.id = edit.nameBasedId(edit.registers().of<RiskBasis>(), target.basis);
    const Id<RiskBasis> id(basis.id);
    if (!edit.find(id))
        edit.put(std::move(basis));
    return id;
}

Risk riskFor(Edit &edit, const RiskMap &map, const CellKey &key)
{
    const RiskCell *cell = map.cell(key.subject, key.threat);
    if (cell && cell->risk) {
        // As this edit has left it, which may have answered it before.
        const Risk *now = edit.find(idOf(*cell->risk));
        return now ? *now : *cell->risk;
    }
    Risk risk;
    risk.id = edit.nameBasedId(edit.registers().of<Risk>(),
                               key.subject.toText() + u' ' + key.threat.toText());
    if (const Risk *before = edit.find(Id<Risk>(risk.id)))
        risk = *before;
    risk.subject = key.subject;
    risk.threat = key.threat;
    risk.byHand = !cell;
    return risk;
}

}

void takeOver(Edit &edit, const ThreatCatalog &catalog)
{
    for (const CatalogThreat &entry : catalog.threats)
        addThreat(edit, entry);
    addScales(edit);
    addMatrix(edit);
    RiskPolicy policy = edit.now().only<RiskPolicy>();
    policy.id = edit.nameBasedId(edit.registers().of<RiskPolicy>(), u"");
    policy.reviewMonths = policy.reviewMonths.value_or(12);
    policy.catalogVersion = catalog.version;
    edit.put(std::move(policy));
}

QStringList lackingThreats(const Snapshot &snapshot, const ThreatCatalog &catalog)
{
    QHash<QString, AnyId> known;
    QSet<QString> leftOut; // said so, with a reason
    for (const Threat &threat : snapshot.rows<Threat>()) {
        known.insert(threat.catalogKey, threat.id);
        if (threat.use == ThreatUse::NotAsked)
            leftOut.insert(threat.catalogKey);
    }
    QHash<AnyId, size_t> rules;
    for (const ThreatRule &rule : snapshot.rows<ThreatRule>())
        ++rules[rule.threat];
    QStringList lacking;
    for (const CatalogThreat &entry : catalog.threats) {
        const auto at = known.constFind(entry.key);
        if (leftOut.contains(entry.key))
            continue;
        if (at == known.cend() || rules.value(*at) < entry.rules.size())
            lacking += entry.name;
    }
    return lacking;
}

Result<Id<Assessment>> startAnalysis(Edit &edit, Assessment about, const ThreatCatalog &catalog)
{
    for (const Assessment &other : edit.now().rows<Assessment>()) {
        if (other.baseline.isNull())
            return failure(ErrorCode::Refused,
                           RiskWords::tr("%1 is still open. Approve it first.").arg(other.name));
    }
    takeOver(edit, catalog);
    about.baseline = {};
    about.digest.clear();
    return edit.put(std::move(about));
}

namespace {

Status checkOpen(const RiskMap &map)
{
    return map.isOpen() ? Status()
                        : failure(ErrorCode::Refused,
                                  RiskWords::tr("No risk analysis is open. Start one first."));
}

bool isTreated(const Snapshot &now, const Risk &risk)
{
    for (const Action &action : now.rows<Action>()) {
        if (action.status == ActionStatus::Done && action.isClosed() &&
            action.risks.contains(Id<Risk>(risk.id)))
            return true;
    }
    return false;
}

/// A new rating counts what is in place, done actions too; what was to remain after these belongs
/// to the former one, and would hide the new level.
void dropOldResidual(const Snapshot &now, Risk &risk)
{
    const Risk *before = now.find(Id<Risk>(risk.id));
    const bool isRatedAnew =
        before && (before->likelihood != risk.likelihood || before->impact() != risk.impact());
    if (!isRatedAnew || before->residualLikelihood != risk.residualLikelihood ||
        before->residualImpact != risk.residualImpact || !isTreated(now, risk))
        return;
    risk.residualLikelihood.reset();
    risk.residualImpact.reset();
}

/// The risk of a cell as \a change leaves it.
Result<Risk> changed(Edit &edit, const RiskMap &map, const CellKey &key,
                     const std::function<void(Risk &)> &change)
{
    if (!map.targetOf(key.subject) || !edit.find(key.threat))
        return failure(ErrorCode::NotFound, RiskWords::tr("%1 is not in the scope of the analysis.")
                                                .arg(map.snapshot().describe(key.subject)));
    Risk risk = riskFor(edit, map, key);
    if (change)
        change(risk);
    else if (!risk.isAnswered())
        return failure(ErrorCode::NotFound,
                       RiskWords::tr("There is no earlier answer to confirm."));
    return risk;
}

}

Status answer(Edit &edit, const RiskMap &map, const std::vector<CellKey> &cells,
              const std::function<void(Risk &)> &change)
{
    SG_TRY(checkOpen(map));
    for (const CellKey &key : cells) {
        auto risk = changed(edit, map, key, change);
        SG_TRY(risk);
        dropOldResidual(edit.now(), *risk);
        risk->assessment = idOf(*map.assessment());
        risk->basis = basisOf(edit, map.targets()[*map.targetOf(key.subject)]);
        edit.put(*std::move(risk));
    }
    return {};
}

Status annotate(Edit &edit, const RiskMap &map, const std::vector<CellKey> &cells,
                const std::function<void(Risk &)> &change)
{
    SG_TRY(checkOpen(map));
    for (const CellKey &key : cells) {
        auto risk = changed(edit, map, key, change);
        SG_TRY(risk);
        edit.put(*std::move(risk));
    }
    return {};
}

Result<int> copyAnswers(Edit &edit, const RiskMap &map, const RecordRef &from, const RecordRef &to)
{
    const auto source = map.targetOf(from);
    const auto target = map.targetOf(to);
    if (!source || !target)
        return failure(ErrorCode::NotFound, RiskWords::tr("Both have to be in scope."));
    int count = 0;
    for (const RiskCell &cell : map.cellsOf(*target)) {
        const RiskCell *like = map.cell(from, idOf(*cell.threat));
        if (cell.state != CellState::Open || !like || !isDone(like->state))
            continue;
        SG_TRY(answer(edit, map, {{to, idOf(*cell.threat)}}, [&](Risk &risk) {
            Risk copy = *like->risk;
            copy.id = risk.id;
            copy.number = risk.number;
            copy.subject = risk.subject;
            copy.byHand = risk.byHand;
            risk = std::move(copy);
        }));
        ++count;
    }
    return count;
}

}
