// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/collector.h"
#include "model/deadlines/periods.h"
#include "model/vendors/agreementterm.h"

namespace safeguard {

namespace {

using AgreementsByParty = QHash<AnyId, std::vector<const Agreement *>>;

AgreementsByParty agreementsByParty(const Snapshot &snapshot)
{
    AgreementsByParty byParty;
    for (const Agreement &agreement : snapshot.rows<Agreement>())
        byParty[agreement.counterparty].push_back(&agreement);
    return byParty;
}

/// A later one with the same company is in force and covers what it covered.
bool isFollowed(const Agreement &ended, const AgreementsByParty &byParty, QDate today)
{
    const auto others = byParty.value(ended.counterparty);
    return std::any_of(others.begin(), others.end(), [&](const Agreement *other) {
        const bool coversAll =
            other->systems.isEmpty() ||
            (!ended.systems.isEmpty() &&
             std::all_of(ended.systems.begin(), ended.systems.end(),
                         [&](const auto &system) { return other->systems.contains(system); }));
        return other != &ended && other->direction == ended.direction && coversAll &&
               other->status == AgreementStatus::Executed &&
               stateOf(*other, today) == AgreementState::InForce &&
               ended.begins() < other->begins();
    });
}

QString termInWords(const Agreement &agreement, const AgreementTerm &term)
{
    if (term.renews)
        return DeadlineWords::tr("The present term ends on %1; then it renews itself by %n months.",
                                 nullptr, *agreement.renewalMonths)
            .arg(inWords(term.ends));
    return agreement.terminated
               ? DeadlineWords::tr("It was terminated with effect from %1.")
                     .arg(inWords(*agreement.terminated))
               : DeadlineWords::tr("The term ends on %1, and it does not renew itself.")
                     .arg(inWords(term.ends));
}

void addTermEnd(DeadlineCollector &collector, const Agreement &agreement, const AgreementTerm &term)
{
    Deadline &deadline = collector.add(*collector.rule("DL-BAA-TERM"), agreement, term.ends,
                                       termInWords(agreement, term));
    deadline.isNotice = term.renews || agreement.terminated;
    deadline.title =
        (term.renews ? DeadlineWords::tr("Renews itself: %1") : DeadlineWords::tr("Ends: %1"))
            .arg(agreement.name);
}

void addNotice(DeadlineCollector &collector, const Agreement &agreement, const AgreementTerm &term)
{
    if (!term.notice)
        return;
    const QDate end = term.notice->addDays(*agreement.noticeDays);
    Deadline &deadline = collector.add(
        *collector.rule("DL-BAA-NOTICE"), agreement, *term.notice,
        DeadlineWords::tr("The term ends on %1. Without notice %n days before, it renews itself.",
                          nullptr, *agreement.noticeDays)
            .arg(inWords(end)));
    deadline.title = DeadlineWords::tr("Last day for notice: %1").arg(agreement.name);
}

void addReview(DeadlineCollector &collector, const Agreement &agreement,
               const std::optional<AgreementTerm> &term)
{
    const auto signedOn = agreement.executed ? agreement.executed : agreement.effective;
    const auto last = agreement.reviewed ? agreement.reviewed : signedOn;
    if (!last)
        return;
    const DeadlineRule &rule = *collector.rule("DL-BAA-REV");
    const int months = monthsOf(rule, collector.organization.agreementReviewMonths);
    const QDate due = *dueAfter(rule, *last, months);
    if (term && !term->renews && due > term->ends)
        return;
    const QString facts =
        agreement.reviewed
            ? DeadlineWords::tr("Reviewed on %1, again after %n months.", nullptr, months)
            : DeadlineWords::tr("Executed on %1 and never reviewed; a review after %n "
                                "months.",
                                nullptr, months);
    collector.add(rule, agreement, due, facts.arg(inWords(*last))).title =
        DeadlineWords::tr("Review: %1").arg(agreement.name);
}

void addRetention(DeadlineCollector &collector, const Agreement &agreement, QDate lastDay)
{
    const DeadlineRule &rule = *collector.rule("DL-RET-HIPAA");
    Deadline &deadline = collector.add(
        rule, agreement, *keptUntil(rule, lastDay),
        DeadlineWords::tr("Last in effect on %1, kept for %n years.", nullptr, rule.period->value)
            .arg(inWords(lastDay)));
    deadline.isNotice = true;
    deadline.title = DeadlineWords::tr("Kept until then: %1").arg(agreement.name);
}

void addAgreement(DeadlineCollector &collector, const Agreement &agreement,
                  const AgreementsByParty &byParty)
{
    if (agreement.status != AgreementStatus::Executed &&
        agreement.status != AgreementStatus::Terminated)
        return;
    const auto term = termOf(agreement, collector.today);
    const Company *party = collector.snapshot.find(agreement.counterparty);
    const bool isPast = (party && !party->isCurrent(collector.today)) ||
                        (term && term->hasEnded(collector.today) &&
                         (agreement.terminated || isFollowed(agreement, byParty, collector.today)));
    if (term && !isPast) {
        addTermEnd(collector, agreement, *term);
        addNotice(collector, agreement, *term);
    }
    const bool isTerminated = agreement.status == AgreementStatus::Terminated;
    if (!isPast && !isTerminated && !(term && term->hasEnded(collector.today)))
        addReview(collector, agreement, term);
    if (term && (isTerminated || term->hasEnded(collector.today)))
        addRetention(collector, agreement, term->ends);
}

/// When the first agreement with it was executed.
std::optional<QDate> firstAgreement(const std::vector<const Agreement *> &agreements)
{
    std::optional<QDate> first;
    for (const Agreement *agreement : agreements) {
        const auto signedOn = agreement->executed ? agreement->executed : agreement->effective;
        const bool isExecuted = agreement->status == AgreementStatus::Executed ||
                                agreement->status == AgreementStatus::Terminated;
        if (isExecuted && signedOn && (!first || *signedOn < *first))
            first = signedOn;
    }
    return first;
}

}

void addAgreements(DeadlineCollector &collector)
{
    const AgreementsByParty byParty = agreementsByParty(collector.snapshot);
    for (const Agreement &agreement : collector.snapshot.rows<Agreement>())
        addAgreement(collector, agreement, byParty);
}

void addVendors(DeadlineCollector &collector)
{
    const AgreementsByParty byParty = agreementsByParty(collector.snapshot);
    const DeadlineRule &rule = *collector.rule("DL-VEN-REV");
    const int months = monthsOf(rule, collector.organization.vendorReviewMonths);
    for (const Company &company : collector.snapshot.rows<Company>()) {
        if (!company.isVendor() || !company.isCurrent(collector.today))
            continue;
        const auto last =
            company.reviewed ? company.reviewed : firstAgreement(byParty.value(company.id));
        const QDate due = last ? *dueAfter(rule, *last, months) : collector.today;
        if (company.ended && due > *company.ended)
            continue;
        const QString facts =
            company.reviewed
                ? DeadlineWords::tr("Reviewed on %1, again after %n months.", nullptr, months)
            : last ? DeadlineWords::tr(
                         "Never reviewed; the first agreement was executed on %1, a review "
                         "after %n months.",
                         nullptr, months)
                   : DeadlineWords::tr("Never reviewed, and no agreement to count from: due now.");
        collector.add(rule, company, due, last ? facts.arg(inWords(*last)) : facts).title =
            DeadlineWords::tr("Review vendor: %1").arg(company.name);
    }
}

}
