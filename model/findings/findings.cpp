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

namespace {

using Found = std::vector<Finding>;

FindingRule over(void (*rule)(const DataMap &, const EncryptionMap &, Found &))
{
    return [rule](const Derived &of, Found &found) { rule(of.map, of.encryption, found); };
}

FindingRule over(void (*rule)(const RiskMap &, Found &))
{
    return [rule](const Derived &of, Found &found) { rule(of.risks, found); };
}

FindingRule over(void (*rule)(const Derived &, Found &))
{
    return rule;
}

FindingRule over(void (*rule)(const DataMap &, const VendorMap &, Found &))
{
    return [rule](const Derived &of, Found &found) { rule(of.map, of.vendors, found); };
}

}

const std::vector<FindingRule> &findingRules()
{
    static const std::vector<FindingRule> rules{
        over(rules::scopeOnlyInTheCloud),   over(rules::touchpointAnswers),
        over(rules::flowProtection),        over(rules::storeProtection),
        over(rules::productionCopies),      over(rules::sideStores),
        over(rules::deidentification),      over(rules::tierSetLower),
        over(rules::flowContent),           over(rules::notClassified),
        over(rules::storeContent),          over(rules::evidenceDates),
        over(rules::analysisMissing),       over(rules::analysisIncomplete),
        over(rules::analysisStale),         over(rules::analysisUnapproved),
        over(rules::analysisEdited),        over(rules::analysisDue),
        over(rules::analysisUnfounded),     over(rules::threatsMissing),
        over(rules::riskAboveTolerance),    over(rules::riskResidual),
        over(rules::riskActions),           over(rules::riskAcceptances),
        over(rules::agreementMissing),      over(rules::agreementContent),
        over(rules::breachNoticeTerms),     over(rules::serviceEligibility),
        over(rules::peopleMissing),         over(rules::securityOfficer),
        over(rules::accessAfterSeparation), over(rules::revocationLate),
        over(rules::sharedAccounts),        over(rules::accessUntrained),
        over(rules::trainingOverdue),       over(rules::trainingUndated),
        over(rules::accessUnreviewed),      over(rules::accessUnauthorized),
        over(rules::accessBeyondRoles),     over(rules::rightsUnreasoned),
        over(rules::peopleUncleared),       over(rules::separationSteps),
    };
    return rules;
}

Derived::Derived(const Snapshot &snapshot, Bare)
    : map(snapshot)
    , encryption(deriveEncryption(map))
    , risks(map)
    , training(snapshot)
    , workforce(map, training)
    , vendors(map)
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
    for (const FindingRule &rule : findingRules()) {
        if (isCancelled())
            return false;
        rule(*this, findings);
    }
    rules::patientDataInText(map.snapshot(), texts, isCancelled, findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
    return !isCancelled();
}

}
