// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/breach.h"

#include "model/deadlines/periods.h"

#include <algorithm>

namespace safeguard {

namespace {

constexpr int mostForYearlyReport = 499; ///< in all
constexpr int mostWithoutMedia = 500;    ///< of one State

BreachNotice notice(const char *id, QDate discovered, const QString &state = {})
{
    const DeadlineRule &rule = DeadlineRules::current().at(id);
    return {&rule, dueAfter(rule, discovered).value_or(discovered), state};
}

void addCoveredEntity(const BreachFacts &facts, std::vector<BreachNotice> &notices)
{
    notices.push_back(notice("DL-BN-INDIV", facts.discovered));
    const bool isSmall = facts.individuals && *facts.individuals <= mostForYearlyReport;
    notices.push_back(notice(isSmall ? "DL-BN-HHSANN" : "DL-BN-HHS500", facts.discovered));
    for (const auto &[state, count] : facts.residents) {
        if (count > mostWithoutMedia)
            notices.push_back(notice("DL-BN-MEDIA", facts.discovered, state));
    }
}

void addBusinessAssociate(const BreachFacts &facts, std::vector<BreachNotice> &notices)
{
    notices.push_back(notice("DL-BN-BA", facts.discovered));
    if (!facts.contractDays || *facts.contractDays < 0)
        return;
    const QDate byContract = facts.discovered.addDays(*facts.contractDays);
    if (byContract <= notices.back().due)
        notices.push_back({&DeadlineRules::current().at("DL-BAA-TIME"), byContract, {}});
}

}

std::vector<BreachNotice> noticesOf(const BreachFacts &facts)
{
    std::vector<BreachNotice> notices;
    if (facts.individuals == 0 || !facts.discovered.isValid())
        return notices;
    if (facts.isCoveredEntity)
        addCoveredEntity(facts, notices);
    if (facts.isBusinessAssociate)
        addBusinessAssociate(facts, notices);
    std::stable_sort(notices.begin(), notices.end(),
                     [](const auto &a, const auto &b) { return a.due < b.due; });
    return notices;
}

}
