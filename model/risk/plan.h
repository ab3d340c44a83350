// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/risk.h"

namespace safeguard {

enum class ActionStatus { Planned, InProgress, Done, Dropped };

inline const ChoiceList &choices(ActionStatus)
{
    static const ChoiceList list{{"planned", RiskWords::tr("Planned")},
                                 {"in_progress", RiskWords::tr("In progress")},
                                 {"done", RiskWords::tr("Done")},
                                 {"dropped", RiskWords::tr("Dropped, because")}};
    return list;
}

/// What is to be done about risks, by whom and until when: a line of the risk management plan,
/// 164.308(a)(1)(ii)(B).
struct Action final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Action)
public:
    static constexpr auto registerKey = "actions";

    QString title;
    QString description;
    IdSet<Risk> risks;
    Id<Person> owner;
    std::optional<QDate> due;
    std::optional<int> cost; ///< in the organization's currency
    ActionStatus status = ActionStatus::Planned;
    QString reason; ///< for dropping it
    std::optional<QDate> done;
    QString verification; ///< how it was found to work
    std::optional<QDate> verified;
    Id<Person> verifiedBy;

    bool isOpen() const
    {
        return status == ActionStatus::Planned || status == ActionStatus::InProgress;
    }
    /// Done without verification is not closed.
    bool isClosed() const
    {
        return status == ActionStatus::Dropped ||
               (status == ActionStatus::Done && verified && !verification.trimmed().isEmpty());
    }

    static RegisterType describe();
};

/// That a risk is lived with, until when and who decided so.
struct RiskAcceptance final : Record
{
    Q_DECLARE_TR_FUNCTIONS(RiskAcceptance)
public:
    static constexpr auto registerKey = "risk-acceptances";

    Id<Risk> risk;
    QString reason;
    Id<Person> approver;
    std::optional<QDate> accepted;
    std::optional<QDate> expires;

    bool holds(QDate today) const
    {
        return (!accepted || *accepted <= today) && (!expires || *expires >= today);
    }

    static RegisterType describe();
};

}
