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
        rules::notClassified,       rules::storeContent,      rules::patientDataInText,
    };
    return rules;
}

Derived::Derived(const Snapshot &snapshot)
    : map(snapshot)
    , encryption(deriveEncryption(map))
{
    for (const FindingRule rule : findingRules())
        rule(map, encryption, findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
}

}
