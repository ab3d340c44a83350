// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/coverage.h"
#include "model/risk/threat.h"

namespace safeguard {

/// What threats are asked about: a system or a flow in scope, or the organization.
struct RiskTarget
{
    RecordRef subject;
    RuleTarget type = RuleTarget::Systems;
    SystemKind kind = SystemKind::Other; ///< of a flow: of the system where it ends
    ChoiceSet<Trait> traits;
    /// All that its risks rest on, a line per fact: material fields, standing, traits, and which
    /// data can be present in which state. Names are not in it. Equal texts, equal ground.
    QString basis;
};

/// Systems by number, then flows, then the organization.
std::vector<RiskTarget> riskTargets(const DataMap &map);

/// Whether the rule asks its threat about the target.
bool asks(const ThreatRule &rule, const RiskTarget &target);

/// What is different between two bases, in words: "Encryption at rest: AES-256, now None".
QStringList differencesOf(const QString &before, const QString &now, const RecordRef &subject,
                          const Snapshot &snapshot);

}
