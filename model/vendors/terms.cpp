// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vendors/terms.h"

#include "model/base/dates.h"

namespace safeguard {

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
    const auto end = termEnd(agreement, today);
    return end && *end < today ? AgreementState::Expired : AgreementState::InForce;
}

std::optional<QDate> termEnd(const Agreement &agreement, QDate today)
{
    const bool isTerminated =
        agreement.status == AgreementStatus::Terminated && agreement.terminated;
    std::optional<QDate> end = agreement.expires;
    const int months = agreement.renewalMonths.value_or(0);
    if (end && agreement.renewsItself && months > 0 && *end < today && !isTerminated) {
        // Each term from the first end, so that the 31st comes back after a shorter month.
        const int passed = (today.year() - end->year()) * 12 + today.month() - end->month();
        int terms = qMax(1, passed / months);
        while (dates::dueAfterMonths(*end, terms * months) < today)
            ++terms;
        end = dates::dueAfterMonths(*end, terms * months);
    }
    if (isTerminated && (!end || *agreement.terminated < *end))
        end = agreement.terminated;
    return end;
}

std::optional<QDate> noticeBy(const Agreement &agreement, QDate today)
{
    const auto end = termEnd(agreement, today);
    const bool isOver = agreement.status != AgreementStatus::Executed;
    if (!end || !agreement.noticeDays || isOver)
        return std::nullopt;
    return end->addDays(-*agreement.noticeDays);
}

}
