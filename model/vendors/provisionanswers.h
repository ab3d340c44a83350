// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/catalog/checklist.h"
#include "model/vendors/agreement.h"

#include <map>

namespace safeguard {

/// What was found in which agreement. As long as the snapshot lives.
class ProvisionAnswers final
{
public:
    explicit ProvisionAnswers(const Snapshot &snapshot);

    /// Null when nobody has looked.
    const AgreementProvision *find(const Id<Agreement> &agreement, const QString &key) const;
    /// Whether somebody found in it that subcontractors have to agree to the same.
    bool bindsSubcontractors(const Id<Agreement> &agreement) const;

    using List = std::vector<const Checklist::Question *>;
    /// Required by law: those that it lacks in whole or in part, and those that nobody has looked
    /// for.
    List lacking(const Id<Agreement> &agreement) const;
    List unchecked(const Id<Agreement> &agreement) const;

private:
    ProvisionAnswer answerOf(const Id<Agreement> &agreement, const QString &key) const;

    std::map<std::pair<Id<Agreement>, QString>, const AgreementProvision *> m_answers;
};

}
