// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/findings.h"

#include "model/findings/rules.h"

#include <QCoreApplication>

namespace safeguard {

namespace {
constexpr std::array severityKeys{"low", "medium", "high"};
}

QString severityKey(Severity severity)
{
    return QString::fromLatin1(severityKeys.at(static_cast<size_t>(severity)));
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Low:
        return QCoreApplication::translate("Findings", "Low");
    case Severity::Medium:
        return QCoreApplication::translate("Findings", "Medium");
    case Severity::High:
        return QCoreApplication::translate("Findings", "High");
    }
    return {};
}

std::optional<Severity> severityFrom(QStringView key)
{
    for (size_t i = 0; i < severityKeys.size(); ++i) {
        if (key == QLatin1String(severityKeys[i]))
            return static_cast<Severity>(i);
    }
    return std::nullopt;
}

const std::vector<FindingRule> &findingRules()
{
    static const std::vector<FindingRule> rules{
        rules::scopeOnlyInTheCloud, rules::touchpointAnswers, rules::flowProtection,
        rules::storeProtection,     rules::productionCopies,  rules::sideStores,
        rules::deidentification,    rules::tierSetLower,      rules::flowContent,
        rules::notClassified,       rules::storeContent,      rules::evidenceDates,
    };
    return rules;
}

const std::vector<RiskFindingRule> &riskFindingRules()
{
    static const std::vector<RiskFindingRule> rules{
        rules::analysisMissing,    rules::analysisIncomplete, rules::analysisStale,
        rules::analysisUnapproved, rules::analysisEdited,     rules::analysisDue,
        rules::riskAboveTolerance, rules::riskResidual,       rules::riskActions,
        rules::riskAcceptances,
    };
    return rules;
}

const std::vector<PeopleFindingRule> &peopleFindingRules()
{
    static const std::vector<PeopleFindingRule> rules{
        rules::peopleMissing,      rules::securityOfficer,   rules::accessAfterSeparation,
        rules::revocationLate,     rules::sharedAccounts,    rules::accessUntrained,
        rules::trainingOverdue,    rules::trainingUndated,   rules::accessUnreviewed,
        rules::accessUnauthorized, rules::accessBeyondRoles, rules::rightsUnreasoned,
        rules::peopleUncleared,    rules::separationSteps,
    };
    return rules;
}

Derived::Derived(const Snapshot &snapshot, Bare)
    : map(snapshot)
    , encryption(deriveEncryption(map))
    , risks(map)
    , training(snapshot)
    , workforce(map, training)
{}

Derived::Derived(const Snapshot &snapshot)
    : Derived(snapshot, Bare())
{
    TextMemory texts;
    find(texts, [] { return false; });
}

std::shared_ptr<const Derived> Derived::derive(const Snapshot &snapshot, TextMemory &texts,
                                               const std::function<bool()> &isCancelled)
{
    const std::shared_ptr<Derived> derived(new Derived(snapshot, Bare()));
    return derived->find(texts, isCancelled) ? derived : nullptr;
}

/// False when it was cancelled.
bool Derived::find(TextMemory &texts, const std::function<bool()> &isCancelled)
{
    for (const FindingRule rule : findingRules()) {
        if (isCancelled())
            return false;
        rule(map, encryption, findings);
    }
    for (const RiskFindingRule rule : riskFindingRules()) {
        if (isCancelled())
            return false;
        rule(risks, findings);
    }
    for (const PeopleFindingRule rule : peopleFindingRules()) {
        if (isCancelled())
            return false;
        rule({map, training, workforce}, findings);
    }
    rules::patientDataInText(map.snapshot(), texts, isCancelled, findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
    return !isCancelled();
}

}
