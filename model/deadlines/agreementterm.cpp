// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/agreementterm.h"

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

}
