// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people/person.h"
#include "model/project/baseline.h"
#include "model/project/signature.h"

namespace safeguard {

/// A run of the security risk analysis, 164.308(a)(1)(ii)(A). Whether it is complete, approved or
/// stale is derived.
struct Assessment final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Assessment)
public:
    static constexpr auto registerKey = "assessments";

    QString name;
    std::optional<QDate> started;
    QString cause; ///< yearly, after a change, after an incident
    QString scope;
    QString method;
    IdSet<Person> participants;
    QString otherParticipants;
    QString sources;       ///< documents and interviews that it rests on
    Id<Baseline> baseline; ///< frozen as; null while it is open
    QString digest;        ///< SHA-256 of the answers then, base32

    static RegisterType describe();
};

enum class AnalysisState {
    None,      ///< there is no analysis
    Open,      ///< its questions are being answered
    Concluded, ///< complete and frozen, nobody has approved it yet
    Approved,
    Edited ///< its answers, its method or what it says of itself were edited since
};
/// "Approved on 2026-03-01 by Dana Mensah" is for who has the signature; this is the word alone.
QString nameOf(AnalysisState state);
QString keyOf(AnalysisState state);

/// SHA-256 over threats, rules, risks with what they rest on, scales, matrix and policy: what an
/// analysis is made of. Actions and acceptances live on after it.
QByteArray answersDigest(const Snapshot &snapshot);

AnalysisState stateOf(const Assessment *assessment, const Snapshot &snapshot);
/// The latest electronic signature that approves what is frozen, whether or not that was edited
/// since; null when there is none.
const Signature *approvalOf(const Assessment &assessment, const Snapshot &snapshot);

}
