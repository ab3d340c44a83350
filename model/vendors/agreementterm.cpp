// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vendors/agreementterm.h"

namespace safeguard {

namespace {

/// The last day of the term after so many renewals.
QDate endAfter(QDate first, int months, int renewals)
{
    return first.addDays(1).addMonths(months * renewals).addDays(-1);
}

/// The last day of the first term that has not ended by a day.
QDate firstEndFrom(QDate first, int months, QDate day)
{
    const int passed = (day.year() - first.year()) * 12 + day.month() - first.month();
    int renewals = std::max(0, passed / months - 1);
    QDate end = endAfter(first, months, renewals);
    while (end < day)
        end = endAfter(first, months, ++renewals);
    return end;
}

}

std::optional<AgreementTerm> termOf(const Agreement &agreement, QDate today)
{
    constexpr int mostMonths = 1200;
    constexpr int mostDays = 36'500;
    const bool isExecuted = agreement.status == AgreementStatus::Executed ||
                            agreement.status == AgreementStatus::Terminated;
    if (!isExecuted)
        return {};
    const int months = agreement.renewsItself ? agreement.renewalMonths.value_or(0) : 0;
    const bool renews = months > 0 && months <= mostMonths;
    if (agreement.terminated)
        return AgreementTerm{renews || !agreement.expires
                                 ? *agreement.terminated
                                 : std::min(*agreement.terminated, *agreement.expires),
                             false,
                             {}};
    if (!agreement.expires)
        return {};
    if (!renews || agreement.status == AgreementStatus::Terminated)
        return AgreementTerm{*agreement.expires, false, {}};
    AgreementTerm term{firstEndFrom(*agreement.expires, months, today), true, {}};
    if (const auto days = agreement.noticeDays; days && *days >= 0 && *days <= mostDays)
        term.notice =
            firstEndFrom(*agreement.expires, months, today.addDays(*days)).addDays(-*days);
    return term;
}

QString nameOf(AgreementState state)
{
    switch (state) {
    case AgreementState::Draft:
        return Agreement::tr("Draft");
    case AgreementState::Negotiation:
        return Agreement::tr("In negotiation");
    case AgreementState::NotYet:
        return Agreement::tr("Not yet effective");
    case AgreementState::InForce:
        return Agreement::tr("In force");
    case AgreementState::Expired:
        return Agreement::tr("Expired");
    case AgreementState::Terminated:
        return Agreement::tr("Terminated");
    }
    return {};
}

QString keyOf(AgreementState state)
{
    static const std::array keys{"draft",    "negotiation", "not_yet",
                                 "in_force", "expired",     "terminated"};
    return QLatin1String(keys.at(static_cast<size_t>(state)));
}

AgreementState stateOf(const Agreement &agreement, QDate today)
{
    if (agreement.status == AgreementStatus::Draft)
        return AgreementState::Draft;
    if (agreement.status == AgreementStatus::Negotiation)
        return AgreementState::Negotiation;
    const bool isTerminated = agreement.status == AgreementStatus::Terminated;
    if (isTerminated && (!agreement.terminated || *agreement.terminated < today))
        return AgreementState::Terminated;
    const auto begins = agreement.begins();
    if (!begins || *begins > today)
        return AgreementState::NotYet;
    const auto term = termOf(agreement, today);
    return term && term->hasEnded(today) ? AgreementState::Expired : AgreementState::InForce;
}

}
