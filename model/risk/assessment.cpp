// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"
#include "model/project/signing.h"
#include "model/risk/method.h"

namespace safeguard {

namespace {

template <class... T>
std::set<QString> keysOf()
{
    return {QString::fromLatin1(T::registerKey)...};
}

bool isLatest(const Assessment &assessment, const Snapshot &snapshot)
{
    const auto all = snapshot.rows<Assessment>();
    return std::none_of(all.begin(), all.end(),
                        [&](const Assessment &other) { return other.number > assessment.number; });
}

}

RegisterType Assessment::describe()
{
    return Describe<Assessment>(
               {.singular = tr("Risk analysis"),
                .plural = tr("Risk analyses"),
                .prefix = QStringLiteral("SRA"),
                .purpose = tr("Runs of the security risk analysis: what each covered, how, with "
                              "whom, and when it was approved."),
                .citation = QStringLiteral("164.308(a)(1)(ii)(A)"),
                .area = Area::Assess,
                .addedElsewhere = tr("An analysis is started on the screen Risk analysis, or by "
                                     "safeguard-cli analysis FILE start.")})
        .section(tr("Analysis"))
        .field<&Assessment::name>("name", tr("Name"))
        .required()
        .unique()
        .field<&Assessment::started>("started", tr("Started"))
        .required()
        .field<&Assessment::cause>("cause", tr("Cause"))
        .help(tr("Such as: yearly, after a change, after an incident."))
        .field<&Assessment::scope>("scope", tr("Scope"))
        .multiline()
        .help(tr("All ePHI that the organization creates, receives, keeps or sends. What is in "
                 "scope follows from the map; say here what is particular."))
        .field<&Assessment::method>("method", tr("Method"))
        .multiline()
        .section(tr("Who and from what"))
        .field<&Assessment::participants>("participants", tr("Participants"))
        .wide()
        .field<&Assessment::otherParticipants>("other_participants", tr("Others"))
        .wide()
        .field<&Assessment::sources>("sources", tr("Documents and interviews"))
        .multiline()
        .section(tr("Approval"))
        .field<&Assessment::baseline>("baseline", tr("Frozen as"))
        .given()
        .field<&Assessment::digest>("digest", tr("Digest of the answers"))
        .made()
        .done();
}

QString nameOf(AnalysisState state)
{
    switch (state) {
    case AnalysisState::None:
        return RiskWords::tr("No analysis");
    case AnalysisState::Open:
        return RiskWords::tr("Open");
    case AnalysisState::Concluded:
        return RiskWords::tr("Complete, not approved yet");
    case AnalysisState::Approved:
        return RiskWords::tr("Approved");
    case AnalysisState::Edited:
        return RiskWords::tr("Edited since it was approved");
    }
    return {};
}

QString keyOf(AnalysisState state)
{
    static const std::array keys{"none", "open", "concluded", "approved", "edited"};
    return QLatin1String(keys.at(static_cast<size_t>(state)));
}

QByteArray answersDigest(const Snapshot &snapshot)
{
    return snapshot.digestOf(
        keysOf<Threat, ThreatRule, Risk, RiskBasis, ScaleWord, MatrixCell, RiskPolicy>());
}

const Signature *approvalOf(const Assessment &assessment, const Snapshot &snapshot)
{
    const RecordRef record{QString::fromLatin1(Assessment::registerKey), assessment.id};
    const Signature *latest = nullptr;
    for (const Signature *signature : signaturesOf(snapshot, record)) {
        if (signature->meaning == Meaning::Approved &&
            stateOf(*signature, snapshot) != SignatureState::Broken)
            latest = signature;
    }
    return latest;
}

AnalysisState stateOf(const Assessment *assessment, const Snapshot &snapshot)
{
    if (!assessment)
        return AnalysisState::None;
    if (assessment->baseline.isNull())
        return AnalysisState::Open;
    const Signature *approval = approvalOf(*assessment, snapshot);
    // Answers of an older one have moved on; its own are in the baseline.
    const bool isAsFrozen =
        !isLatest(*assessment, snapshot) || toBase32(answersDigest(snapshot)) == assessment->digest;
    if (!isAsFrozen || (approval && stateOf(*approval, snapshot) == SignatureState::Superseded))
        return AnalysisState::Edited;
    return approval ? AnalysisState::Approved : AnalysisState::Concluded;
}

}
