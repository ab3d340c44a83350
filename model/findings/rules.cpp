// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/rules.h"

#include "model/documents/evidence.h"
#include "model/inventory/organization.h"
#include "model/inventory/prompt.h"

#include <QCoreApplication>
#include <set>

namespace safeguard::rules {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Findings)
};

const auto riskAnalysis = QStringLiteral("164.308(a)(1)(ii)(A)");

template <class T>
QString quoted(const DataMap &map, const Id<T> &id)
{
    return u'\u201c' + map.snapshot().title(QString::fromLatin1(T::registerKey), id) + u'\u201d';
}

template <class T>
QString keyOf()
{
    return QString::fromLatin1(T::registerKey);
}

QString namesOf(const DataMap &map, const IdSet<DataElement> &elements)
{
    QStringList names;
    for (const auto &id : elements)
        names += map.snapshot().title(keyOf<DataElement>(), id);
    return names.join(QStringLiteral(", "));
}

}

void scopeOnlyInTheCloud(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    size_t live = 0;
    for (const System &system : map.snapshot().rows<System>()) {
        if (system.isRetired())
            continue;
        ++live;
        if (system.lane == Lane::Device || system.lane == Lane::Gateway)
            return;
    }
    if (live == 0)
        return;
    findings.push_back({QStringLiteral("scope-only-cloud"),
                        Severity::High,
                        Words::tr("The inventory begins in the cloud"),
                        Words::tr("No system stands in the lanes Device or Gateway, although a "
                                  "connected product has both. What the device and its channel "
                                  "hold is missing from the analysis."),
                        riskAnalysis,
                        keyOf<Organization>(),
                        map.snapshot().only<Organization>().id,
                        {},
                        Words::tr("Add the device and its gateway")});
}

void touchpointAnswers(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    std::set<SystemKind> present;
    for (const System &system : map.snapshot().rows<System>()) {
        if (!system.isRetired())
            present.insert(system.kind);
    }
    for (const Prompt &prompt : map.snapshot().rows<Prompt>()) {
        const QString kind = labelOf(prompt.kind);
        const bool isThere = present.contains(prompt.kind);
        Finding finding{{},
                        Severity::Medium,
                        {},
                        {},
                        riskAnalysis,
                        keyOf<Prompt>(),
                        prompt.id,
                        QStringLiteral("answer"),
                        Words::tr("Answer the touchpoint")};
        if (prompt.answer == PromptAnswer::NotAnswered) {
            finding.rule = QStringLiteral("touchpoint-unanswered");
            finding.sentence =
                Words::tr("Nobody has said whether there is a touchpoint of the kind "
                          "\u201c%1\u201d")
                    .arg(kind);
            finding.why = Words::tr("A kind of touchpoint that is neither present nor absent for a "
                                    "reason may have been forgotten.");
        } else if (prompt.answer == PromptAnswer::Absent && isThere) {
            finding.rule = QStringLiteral("touchpoint-contradicted");
            finding.sentence =
                Words::tr("\u201c%1\u201d is said to be absent, but the inventory has one")
                    .arg(kind);
            finding.why = Words::tr("The answer and the inventory contradict each other.");
        } else if (prompt.answer == PromptAnswer::Present && !isThere) {
            finding.rule = QStringLiteral("touchpoint-missing");
            finding.sentence =
                Words::tr("\u201c%1\u201d is said to be present, but the inventory has none")
                    .arg(kind);
            finding.why = Words::tr("What is present belongs into the inventory.");
        } else {
            continue;
        }
        findings.push_back(std::move(finding));
    }
}

void flowProtection(const DataMap &map, const EncryptionMap &encryption,
                    std::vector<Finding> &findings)
{
    for (const CoverageRow &row : encryption.inTransit) {
        if (row.tier != Tier::One || isProtected(row.cover))
            continue;
        const Flow &flow = *map.snapshot().find(Id<Flow>(row.id));
        const QString name = quoted(map, idOf(flow));
        const QString way = Words::tr("It carries Tier 1 data from %1 to %2; on record: %3.")
                                .arg(quoted(map, flow.source), quoted(map, flow.target), row.how);
        Finding finding{{},
                        Severity::Medium,
                        {},
                        way,
                        row.citation,
                        row.registerKey,
                        row.id,
                        QStringLiteral("in_transit_protection"),
                        Words::tr("Open the flow")};
        switch (row.cover) {
        case Cover::Gap:
            finding.rule = QStringLiteral("flow-unencrypted");
            finding.severity = Severity::High;
            finding.sentence = Words::tr("ePHI moves without encryption on %1").arg(name);
            break;
        case Cover::Weak:
            finding.rule = QStringLiteral("flow-weak");
            finding.sentence = Words::tr("ePHI moves under weak encryption on %1").arg(name);
            break;
        default:
            finding.rule = QStringLiteral("flow-unknown");
            finding.sentence = Words::tr("Nobody has said how ePHI is protected on %1").arg(name);
        }
        findings.push_back(std::move(finding));
    }
}

void storeProtection(const DataMap &map, const EncryptionMap &encryption,
                     std::vector<Finding> &findings)
{
    for (const CoverageRow &row : encryption.atRest) {
        if (row.tier != Tier::One || isProtected(row.cover))
            continue;
        const QString name = quoted(map, Id<System>(row.id));
        const bool isGap = row.cover == Cover::Gap;
        findings.push_back(
            {isGap ? QStringLiteral("store-unencrypted") : QStringLiteral("store-unknown"),
             isGap ? Severity::High : Severity::Medium,
             isGap ? Words::tr("%1 stores ePHI without encryption").arg(name)
                   : Words::tr("Nobody has said whether %1 encrypts the ePHI it stores").arg(name),
             textOf(whyTier(map, Id<System>(row.id))), row.citation, row.registerKey, row.id,
             QStringLiteral("encryption_at_rest"), Words::tr("Open the system")});
    }
}

void productionCopies(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    for (const System &system : map.snapshot().rows<System>()) {
        const bool isForTests = system.environment == Environment::Test ||
                                system.environment == Environment::Development ||
                                system.environment == Environment::Staging ||
                                system.kind == SystemKind::Test ||
                                system.kind == SystemKind::Development;
        if (system.isRetired() || !isForTests)
            continue;
        const bool holdsEphi = map.tierOf(idOf(system)) == Tier::One;
        const bool isSaid = system.productionData == YesNoUnknown::Yes;
        if (!isSaid && !holdsEphi)
            continue;
        findings.push_back(
            {QStringLiteral("production-data-in-test"), Severity::High,
             Words::tr("%1 is for development or test and holds production data")
                 .arg(quoted(map, idOf(system))),
             holdsEphi ? textOf(whyTier(map, idOf(system)))
                       : Words::tr("The record says that it holds production data. Either they are "
                                   "de-identified before they are copied, or all safeguards apply "
                                   "here too."),
             riskAnalysis, keyOf<System>(), system.id, QStringLiteral("production_data"),
             Words::tr("Open the system")});
    }
}

void sideStores(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    for (const System &system : map.snapshot().rows<System>()) {
        const bool isAside = system.kind == SystemKind::Logging ||
                             system.kind == SystemKind::Backup ||
                             system.kind == SystemKind::Support;
        if (!isAside || map.tierOf(idOf(system)) != Tier::One)
            continue;
        findings.push_back({QStringLiteral("side-store-ephi"), Severity::Medium,
                            Words::tr("%1 holds ePHI").arg(quoted(map, idOf(system))),
                            Words::tr("Logs, backups and support platforms are often left out of "
                                      "the analysis. %1")
                                .arg(textOf(whyTier(map, idOf(system)))),
                            riskAnalysis, keyOf<System>(), system.id, QStringLiteral("kind"),
                            Words::tr("Open the system")});
    }
}

void deidentification(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    for (const Deidentification &claim : map.snapshot().rows<Deidentification>()) {
        const QStringList gaps = claim.gaps(map.snapshot().today());
        if (gaps.isEmpty())
            continue;
        const bool isPseudonym = claim.reidentificationCode;
        const bool isUnscoped = !claim.scopeGaps().isEmpty();
        findings.push_back(
            {isPseudonym ? QStringLiteral("pseudonymised")
                         : QStringLiteral("deidentification-unproven"),
             Severity::High,
             (isPseudonym ? Words::tr("%1 is called de-identified but is pseudonymised")
                          : Words::tr("%1 is claimed without proof"))
                 .arg(quoted(map, idOf(claim))),
             Words::tr("The data stay ePHI: %1.").arg(gaps.join(QStringLiteral("; "))),
             isPseudonym ? QStringLiteral("164.514(c)") : QStringLiteral("164.514(b)"),
             keyOf<Deidentification>(), claim.id,
             isPseudonym  ? QStringLiteral("reidentification_code")
             : isUnscoped ? QStringLiteral("flow_scope")
                          : QStringLiteral("method"),
             Words::tr("Open the de-identification")});
    }
}

void tierSetLower(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    for (const Flow &flow : map.snapshot().rows<Flow>()) {
        const Tier derived = map.tierOf(idOf(flow));
        if (!flow.tierOverride || *flow.tierOverride <= derived)
            continue;
        findings.push_back(
            {QStringLiteral("tier-set-lower"), Severity::Medium,
             Words::tr("%1 is set to %2, but %3 is derived")
                 .arg(quoted(map, idOf(flow)), tierName(*flow.tierOverride), tierName(derived)),
             textOf(whyTier(map, idOf(flow))), riskAnalysis, keyOf<Flow>(), flow.id,
             QStringLiteral("tier_override"), Words::tr("Open the flow")});
    }
}

void flowContent(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    const auto isLiveEnd = [&](const Id<System> &id) {
        const System *system = map.snapshot().find(id);
        return system && !system->isRetired();
    };
    for (const Flow &flow : map.snapshot().rows<Flow>()) {
        if (!isLiveEnd(flow.source) || !isLiveEnd(flow.target))
            continue;
        const QString name = quoted(map, idOf(flow));
        if (flow.elements.isEmpty()) {
            findings.push_back({QStringLiteral("flow-names-nothing"), Severity::Medium,
                                Words::tr("%1 does not say what it carries").arg(name),
                                Words::tr("Without data elements nothing can be derived about it."),
                                riskAnalysis, keyOf<Flow>(), flow.id, QStringLiteral("elements"),
                                Words::tr("Name what it carries")});
            continue;
        }
        const auto missing = map.notHeldAtSource(idOf(flow));
        if (!missing.isEmpty())
            findings.push_back({QStringLiteral("flow-not-at-source"), Severity::Medium,
                                Words::tr("%1 carries what its source cannot hold").arg(name),
                                Words::tr("%1 neither creates nor receives: %2.")
                                    .arg(quoted(map, flow.source), namesOf(map, missing)),
                                riskAnalysis, keyOf<Flow>(), flow.id, QStringLiteral("elements"),
                                Words::tr("Open the flow")});
    }
}

void notClassified(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    for (const System &system : map.snapshot().rows<System>()) {
        if (map.standingOf(idOf(system)) != Standing::NotClassified || !system.stores.isEmpty())
            continue;
        findings.push_back(
            {QStringLiteral("system-not-classified"), Severity::Medium,
             Words::tr("Nobody has said which data %1 holds").arg(quoted(map, idOf(system))),
             Words::tr("It creates and stores nothing on record, and no flow brings it anything. "
                       "Until that is said it counts as in scope."),
             riskAnalysis, keyOf<System>(), system.id, QStringLiteral("creates"),
             Words::tr("Say what it creates and stores")});
    }
}

void storeContent(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    for (const System &system : map.snapshot().rows<System>()) {
        if (system.isRetired())
            continue;
        IdSet<DataElement> missing = system.stores;
        for (const Presence &presence : map.heldBy(idOf(system)))
            missing.remove(presence.element);
        if (!missing.isEmpty())
            findings.push_back(
                {QStringLiteral("store-without-source"), Severity::Low,
                 Words::tr("%1 stores what nothing brings there").arg(quoted(map, idOf(system))),
                 Words::tr("It neither creates nor receives: %1. A flow is missing, "
                           "or it does not store this.")
                     .arg(namesOf(map, missing)),
                 riskAnalysis, keyOf<System>(), system.id, QStringLiteral("stores"),
                 Words::tr("Open the system")});
    }
}

void evidenceDates(const DataMap &map, const EncryptionMap &, std::vector<Finding> &findings)
{
    const QDate today = map.snapshot().today();
    for (const Evidence &evidence : map.snapshot().rows<Evidence>()) {
        const QString name = quoted(map, idOf(evidence));
        if (evidence.hasExpired(today))
            findings.push_back({QStringLiteral("evidence-expired"), Severity::Medium,
                                Words::tr("%1 has expired").arg(name),
                                Words::tr("It was to hold until %1. What it proves needs newer "
                                          "evidence.")
                                    .arg(evidence.expires->toString(Qt::ISODate)),
                                QStringLiteral("164.316(b)(1)"), keyOf<Evidence>(), evidence.id,
                                QStringLiteral("expires"), Words::tr("Open the evidence")});
        if (evidence.retainedUntil && *evidence.retainedUntil < today)
            findings.push_back(
                {QStringLiteral("evidence-retention-over"), Severity::Low,
                 Words::tr("%1 need not be kept any longer").arg(name),
                 Words::tr("It was to be retained until %1. Decide whether to keep it, and say "
                           "until when.")
                     .arg(evidence.retainedUntil->toString(Qt::ISODate)),
                 QStringLiteral("164.316(b)(2)(i)"), keyOf<Evidence>(), evidence.id,
                 QStringLiteral("retained_until"), Words::tr("Open the evidence")});
    }
}

}
