// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"
#include "model/project/signing.h"
#include "model/risk/riskmap.h"

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

bool isAsFrozen(const Assessment &assessment, const Snapshot &snapshot)
{
    // Answers of an older one have moved on; its own are in the baseline.
    return !isLatest(assessment, snapshot) ||
           toBase32(answersDigest(snapshot)) == assessment.digest;
}

/// Only what is complete, frozen and still so: a signature says that it was seen as it is.
Status mayBeApproved(const Record &record, const Snapshot &snapshot)
{
    const auto &self = static_cast<const Assessment &>(record);
    if (self.baseline.isNull())
        return failure(ErrorCode::Refused,
                       RiskWords::tr("%1 is still open. Conclude it first.").arg(self.name));
    if (!isAsFrozen(self, snapshot))
        return failure(ErrorCode::Refused,
                       RiskWords::tr("%1 was edited since it was concluded. Reopen it, and "
                                     "conclude it again.")
                           .arg(self.name));
    const Coverage coverage =
        isLatest(self, snapshot) ? RiskMap(DataMap(snapshot)).coverage() : Coverage();
    if (coverage.done() == coverage.all())
        return {};
    return failure(ErrorCode::Refused,
                   RiskWords::tr("%n questions of %1 are new, or rest on what has changed since it "
                                 "was concluded. Reopen it, and answer them.",
                                 nullptr, static_cast<int>(coverage.all() - coverage.done()))
                       .arg(self.name));
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
        .approvedIf(mayBeApproved)
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
        return RiskWords::tr("Edited since it was concluded");
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
    const Baseline *frozen = snapshot.find(assessment.baseline);
    const Signature *latest = nullptr;
    for (const Signature *signature : signaturesOf(snapshot, record)) {
        if (frozen && signature->signedAt >= frozen->taken &&
            signature->meaning == Meaning::Approved &&
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
    // A signature that cannot be checked any more, since something was taken out, proves nothing.
    if (!isAsFrozen(*assessment, snapshot) ||
        (approval && stateOf(*approval, snapshot) != SignatureState::Current))
        return AnalysisState::Edited;
    return approval ? AnalysisState::Approved : AnalysisState::Concluded;
}

}
