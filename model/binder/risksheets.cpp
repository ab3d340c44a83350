// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/risksheets.h"

#include "model/binder/words.h"
#include "model/risk/plan.h"
#include "model/store/valuetext.h"

namespace safeguard {

using binder::Words;

namespace {

const RegisterType &typeOf(const RiskMap &map, const char *key)
{
    return *map.snapshot().registers().find(QString::fromLatin1(key));
}

SheetCell levelCell(const std::optional<Level> &level)
{
    return level ? SheetCell(labelOf(*level)) : SheetCell();
}

QString stateOf(const Risk &risk, const RiskMap &map)
{
    return map.asksAbout(risk) ? nameOf(map.cell(risk.subject, risk.threat)->state)
                               : Words::tr("No longer asked about");
}

/// None for what is not asked about any more: it counts nowhere.
std::optional<Level> presentOf(const Risk &risk, const RiskMap &map)
{
    return map.asksAbout(risk) ? map.present(risk) : std::nullopt;
}

SheetCell toleratedCell(const std::optional<Level> &level, const RiskMethod &method)
{
    return level ? SheetCell(yesNoText(method.isTolerated(*level))) : SheetCell();
}

/// The actions of each risk, in the order of their numbers.
QHash<AnyId, QStringList> actionsByRisk(const Snapshot &snapshot)
{
    const QString key = QString::fromLatin1(Action::registerKey);
    QHash<AnyId, QStringList> actions;
    for (const Action *action : snapshot.inOrder<Action>()) {
        for (const Id<Risk> &risk : action->risks)
            actions[risk] += snapshot.describe(key, action->id);
    }
    return actions;
}

/// Those of an action that are there, in the order of their numbers.
std::vector<const Risk *> risksOf(const Action &action, const Snapshot &snapshot)
{
    std::vector<const Risk *> risks;
    for (const Id<Risk> &id : action.risks) {
        if (const Risk *risk = snapshot.find(id))
            risks.push_back(risk);
    }
    std::sort(risks.begin(), risks.end(),
              [](const Risk *a, const Risk *b) { return a->number < b->number; });
    return risks;
}

template <class Line>
QString linesOf(const Action &action, const Snapshot &snapshot, Line line)
{
    QStringList lines;
    for (const Risk *risk : risksOf(action, snapshot))
        lines += line(*risk);
    return lines.join(u'\n');
}

SheetCell overdueCell(const Action &action, QDate today)
{
    const bool isOverdue = action.isOpen() && action.due && *action.due < today;
    return isOverdue ? SheetCell(action.due->daysTo(today)) : SheetCell();
}

QString closedText(const Action &action)
{
    if (action.isClosed())
        return yesNoText(true);
    if (action.isOpen())
        return Words::tr("No: not done yet");
    return action.verified ? Words::tr("No: it does not say how it was verified")
                           : Words::tr("No: done, but nobody has verified it");
}

}

Sheet riskRegisterSheet(const RiskMap &map)
{
    const RiskMethod &method = map.method();
    const auto risk = [](const Record &record) -> const Risk & {
        return static_cast<const Risk &>(record);
    };
    const auto actions = actionsByRisk(map.snapshot());
    const std::vector<AddedColumn> derived{
        {Words::tr("State"), QStringLiteral("threat"),
         [&](const Record &r) { return stateOf(risk(r), map); }},
        {Words::tr("Impact"), QStringLiteral("patient_safety"),
         [&](const Record &r) { return levelCell(risk(r).impact()); }},
        {Words::tr("Inherent risk"), QStringLiteral("patient_safety"),
         [&](const Record &r) { return levelCell(method.inherent(risk(r))); }},
        {Words::tr("Residual risk"), QStringLiteral("residual_impact"),
         [&](const Record &r) { return levelCell(method.residual(risk(r))); }},
        {Words::tr("Present risk"), QStringLiteral("residual_impact"),
         [&](const Record &r) { return levelCell(presentOf(risk(r), map)); }},
        {Words::tr("Within tolerance"), QStringLiteral("residual_impact"),
         [&](const Record &r) { return toleratedCell(presentOf(risk(r), map), method); }},
        {Words::tr("Actions"), QStringLiteral("owner"),
         [&](const Record &r) { return actions.value(r.id).join(u'\n'); }},
    };
    Sheet sheet = registerSheet(typeOf(map, Risk::registerKey), map.snapshot(), derived);
    sheet.name = Words::tr("Risk register");
    return sheet;
}

Sheet riskPlanSheet(const RiskMap &map)
{
    const Snapshot &snapshot = map.snapshot();
    const QString risks = QString::fromLatin1(Risk::registerKey);
    const auto action = [](const Record &record) -> const Action & {
        return static_cast<const Action &>(record);
    };
    const auto describe = [&](const Risk &risk) { return snapshot.describe(risks, risk.id); };
    const auto level = [&](const Risk &risk) {
        const auto present = presentOf(risk, map);
        return present ? labelOf(*present) : Words::tr("Not rated");
    };
    const std::vector<AddedColumn> derived{
        {Words::tr("Risks"), QStringLiteral("risks"),
         [&](const Record &r) { return linesOf(action(r), snapshot, describe); }, true},
        {Words::tr("Present levels"), QStringLiteral("risks"),
         [&](const Record &r) { return linesOf(action(r), snapshot, level); }},
        {Words::tr("Days overdue"), QStringLiteral("due"),
         [&](const Record &r) { return overdueCell(action(r), snapshot.today()); }},
        {Words::tr("Closed"), QStringLiteral("done"),
         [&](const Record &r) { return closedText(action(r)); }},
    };
    Sheet sheet = registerSheet(typeOf(map, Action::registerKey), snapshot, derived);
    sheet.name = Words::tr("Risk management plan");
    return sheet;
}

}
