// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deadlines/collector.h"
#include "model/deadlines/periods.h"
#include "model/documents/evidence.h"
#include "model/flows/deidentification.h"
#include "model/inventory/system.h"

namespace safeguard {

namespace {

void addExpiry(DeadlineCollector &collector, const Evidence &evidence)
{
    if (!evidence.expires)
        return;
    Deadline &deadline =
        collector.add(*collector.rule("DL-EVD-EXP"), evidence, *evidence.expires,
                      DeadlineWords::tr("It holds until %1.").arg(inWords(*evidence.expires)));
    deadline.title = DeadlineWords::tr("Expires: %1").arg(evidence.title);
    deadline.field = QStringLiteral("expires");
}

/// What is in effect without end has no day yet.
void addRetention(DeadlineCollector &collector, const Evidence &evidence)
{
    if (!evidence.retainedUntil && !evidence.expires)
        return;
    const DeadlineRule &rule = *collector.rule("DL-RET-HIPAA");
    const auto until = evidence.retainedUntil
                           ? evidence.retainedUntil
                           : keptUntil(rule, *evidence.expires, evidence.effective);
    const QString facts =
        evidence.retainedUntil
            ? DeadlineWords::tr("The record says until %1; the law asks for %n years.", nullptr,
                                rule.period->value)
                  .arg(inWords(*evidence.retainedUntil))
            : DeadlineWords::tr("In effect until %1, kept for %n years.", nullptr,
                                rule.period->value)
                  .arg(inWords(*evidence.expires));
    Deadline &deadline = collector.add(rule, evidence, *until, facts);
    deadline.isNotice = true;
    deadline.title = DeadlineWords::tr("Kept until then: %1").arg(evidence.title);
}

}

void addEvidence(DeadlineCollector &collector)
{
    for (const Evidence &evidence : collector.snapshot.rows<Evidence>()) {
        addExpiry(collector, evidence);
        addRetention(collector, evidence);
    }
}

void addDeidentifications(DeadlineCollector &collector)
{
    for (const Deidentification &claim : collector.snapshot.rows<Deidentification>()) {
        if (claim.method != DeidMethod::ExpertDetermination || !claim.expires)
            continue;
        collector
            .add(*collector.rule("DL-DEID-EXP"), claim, *claim.expires,
                 DeadlineWords::tr(
                     "The expert determined it until %1; then it proves nothing any more.")
                     .arg(inWords(*claim.expires)))
            .title = DeadlineWords::tr("Expert determination ends: %1").arg(claim.name);
    }
}

void addSystems(DeadlineCollector &collector)
{
    const DeadlineRule &rule = *collector.rule("DL-SYS-REV");
    for (const System &system : collector.snapshot.rows<System>()) {
        if (system.isRetired() || !system.lastReview)
            continue;
        Deadline &deadline = collector.add(
            rule, system, *dueAfter(rule, *system.lastReview),
            DeadlineWords::tr("Reviewed on %1, again after %n months.", nullptr, rule.period->value)
                .arg(inWords(*system.lastReview)));
        deadline.person = system.owner;
        deadline.title = DeadlineWords::tr("Review system: %1").arg(system.name);
    }
}

}
