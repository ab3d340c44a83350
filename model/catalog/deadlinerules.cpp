// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/deadlinerules.h"

#include "model/catalog/resource.h"

#include <algorithm>
#include <QCoreApplication>
#include <QJsonArray>

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Deadlines)
};

constexpr std::array forceKeys{"law", "contract", "guidance", "own_policy", "proposal"};
constexpr std::array kindKeys{"agreements",        "vendors", "access",      "training",
                              "risk_analysis",     "actions", "acceptances", "evidence",
                              "de_identification", "reviews", "retention",   "breach",
                              "requests",          "device",  "other"};
constexpr std::array unitKeys{"hours", "days", "working_days", "months", "years"};
static_assert(forceKeys.size() == forceCount && kindKeys.size() == deadlineKindCount);

/// The place of a key in a list of them.
template <class E, size_t N>
std::optional<E> valueFrom(const std::array<const char *, N> &keys, const QString &key)
{
    const auto at = std::find_if(keys.begin(), keys.end(),
                                 [&](const char *one) { return QLatin1String(one) == key; });
    return at == keys.end() ? std::nullopt : std::optional(static_cast<E>(at - keys.begin()));
}

std::optional<DeadlineRule::Period> readPeriod(const QJsonObject &rule)
{
    const QJsonObject period = rule.value(QLatin1String("period")).toObject();
    const auto unit = valueFrom<DeadlineRule::Unit>(unitKeys, text(period, "unit"));
    if (!unit)
        return {};
    return DeadlineRule::Period{period.value(QLatin1String("value")).toInt(), *unit,
                                text(period, "from") == QLatin1String("year_end")};
}

DeadlineRule readRule(const QJsonObject &object)
{
    DeadlineRule rule;
    rule.id = text(object, "id");
    rule.name = text(object, "name");
    rule.kind = deadlineKindFrom(text(object, "kind")).value_or(DeadlineKind::Other);
    rule.force = forceFrom(text(object, "force")).value_or(Force::OwnPolicy);
    rule.citation = text(object, "citation");
    rule.trigger = text(object, "trigger");
    rule.computation = text(object, "computation");
    rule.note = text(object, "note");
    rule.period = readPeriod(object);
    for (const QJsonValue &who : object.value(QLatin1String("responsible")).toArray())
        rule.responsible += who.toString();
    rule.canReschedule = object.value(QLatin1String("reschedule")).toBool();
    rule.isOn = object.value(QLatin1String("on")).toBool();
    return rule;
}

}

QString nameOf(Force force)
{
    switch (force) {
    case Force::Law:
        return Words::tr("Law");
    case Force::Contract:
        return Words::tr("Contract");
    case Force::Guidance:
        return Words::tr("Guidance");
    case Force::OwnPolicy:
        return Words::tr("Own policy");
    case Force::Proposal:
        return Words::tr("Proposal, not in force");
    }
    return {};
}

QString keyOf(Force force)
{
    return QLatin1String(forceKeys.at(static_cast<size_t>(force)));
}

std::optional<Force> forceFrom(const QString &key)
{
    return valueFrom<Force>(forceKeys, key);
}

QString sentenceOf(Force force)
{
    switch (force) {
    case Force::Law:
        return Words::tr("The law says so.");
    case Force::Contract:
        return Words::tr("The agreement says so.");
    case Force::Guidance:
        return Words::tr("Guidance, not law.");
    case Force::OwnPolicy:
        return Words::tr("Your own policy; the rule names no number.");
    case Force::Proposal:
        return Words::tr("Proposed in 2025 and not in force.");
    }
    return {};
}

QString nameOf(DeadlineKind kind)
{
    switch (kind) {
    case DeadlineKind::Agreements:
        return Words::tr("Agreements");
    case DeadlineKind::Vendors:
        return Words::tr("Vendors");
    case DeadlineKind::Access:
        return Words::tr("Access");
    case DeadlineKind::Training:
        return Words::tr("Training");
    case DeadlineKind::RiskAnalysis:
        return Words::tr("Risk analysis");
    case DeadlineKind::Actions:
        return Words::tr("Actions");
    case DeadlineKind::Acceptances:
        return Words::tr("Accepted risks");
    case DeadlineKind::Evidence:
        return Words::tr("Evidence");
    case DeadlineKind::Deidentification:
        return Words::tr("De-identification");
    case DeadlineKind::Reviews:
        return Words::tr("Other reviews");
    case DeadlineKind::Retention:
        return Words::tr("Retention");
    case DeadlineKind::Breach:
        return Words::tr("Breaches");
    case DeadlineKind::Requests:
        return Words::tr("Requests of individuals");
    case DeadlineKind::Device:
        return Words::tr("Device");
    case DeadlineKind::Other:
        return Words::tr("Other");
    }
    return {};
}

QString keyOf(DeadlineKind kind)
{
    return QLatin1String(kindKeys.at(static_cast<size_t>(kind)));
}

std::optional<DeadlineKind> deadlineKindFrom(const QString &key)
{
    return valueFrom<DeadlineKind>(kindKeys, key);
}

const DeadlineRule *DeadlineRules::find(const QString &id) const
{
    const auto at = m_index.constFind(id);
    return at == m_index.cend() ? nullptr : &m_rules[*at];
}

const DeadlineRule &DeadlineRules::at(const char *id) const
{
    const DeadlineRule *rule = find(QLatin1String(id));
    if (!rule)
        qFatal("The rule %s is missing from the program.", id);
    return *rule;
}

DeadlineRules DeadlineRules::read()
{
    const QJsonObject object = readCatalogResource("deadlines.json");
    DeadlineRules rules;
    rules.m_version = text(object, "version");
    rules.m_title = text(object, "title");
    rules.m_note = text(object, "note");
    for (const QJsonValue &value : object.value(QLatin1String("rules")).toArray()) {
        rules.m_index.insert(text(value.toObject(), "id"), rules.m_rules.size());
        rules.m_rules.push_back(readRule(value.toObject()));
    }
    return rules;
}

const DeadlineRules &DeadlineRules::current()
{
    static const DeadlineRules rules = read();
    return rules;
}

}
