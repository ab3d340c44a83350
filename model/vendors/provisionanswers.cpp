// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vendors/provisionanswers.h"

#include "model/store/snapshot.h"

namespace safeguard {

namespace {

ProvisionAnswers::List requiredThat(const std::function<bool(const QString &key)> &isMeant)
{
    ProvisionAnswers::List list;
    for (const Checklist::Question &provision : Checklist::provisions().questions) {
        if (provision.force == Checklist::Force::Law && isMeant(provision.key))
            list.push_back(&provision);
    }
    return list;
}

}

ProvisionAnswers::ProvisionAnswers(const Snapshot &snapshot)
{
    for (const AgreementProvision &provision : snapshot.rows<AgreementProvision>())
        m_answers[{provision.agreement, provision.provision}] = &provision;
}

const AgreementProvision *ProvisionAnswers::find(const Id<Agreement> &agreement,
                                                 const QString &key) const
{
    const auto at = m_answers.find({agreement, key});
    return at == m_answers.end() ? nullptr : at->second;
}

ProvisionAnswer ProvisionAnswers::answerOf(const Id<Agreement> &agreement, const QString &key) const
{
    const AgreementProvision *found = find(agreement, key);
    return found ? found->answer : ProvisionAnswer::NotChecked;
}

bool ProvisionAnswers::bindsSubcontractors(const Id<Agreement> &agreement) const
{
    // 164.504(e)(2)(ii)(D) asks of all PHI what 164.314(a)(2)(i)(B) asks of ePHI.
    return answerOf(agreement, QStringLiteral("BAA-314a2iB")) == ProvisionAnswer::Yes ||
           answerOf(agreement, QStringLiteral("PR-504e2iiD")) == ProvisionAnswer::Yes;
}

ProvisionAnswers::List ProvisionAnswers::lacking(const Id<Agreement> &agreement) const
{
    return requiredThat([&](const QString &key) {
        const ProvisionAnswer answer = answerOf(agreement, key);
        return answer == ProvisionAnswer::No || answer == ProvisionAnswer::Partly;
    });
}

ProvisionAnswers::List ProvisionAnswers::unchecked(const Id<Agreement> &agreement) const
{
    return requiredThat([&](const QString &key) {
        return answerOf(agreement, key) == ProvisionAnswer::NotChecked;
    });
}

}
