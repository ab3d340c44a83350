// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people/person.h"
#include "model/project/baseline.h"

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

}
