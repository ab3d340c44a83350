// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people/person.h"
#include "model/risk/assessment.h"
#include "model/risk/threat.h"

namespace safeguard {

enum class RiskAnswer { NotAnswered, Assessed, DoesNotApply };

inline const ChoiceList &choices(RiskAnswer)
{
    static const ChoiceList list{
        {"not_answered", RiskWords::tr("Not yet answered")},
        {"assessed", RiskWords::tr("Assessed")},
        {"does_not_apply", RiskWords::tr("Considered, does not apply, because")}};
    return list;
}

enum class Treatment { NotDecided, Mitigate, Accept, Transfer, Avoid };

inline const ChoiceList &choices(Treatment)
{
    static const ChoiceList list{{"not_decided", RiskWords::tr("Not decided")},
                                 {"mitigate", RiskWords::tr("Mitigate")},
                                 {"accept", RiskWords::tr("Accept")},
                                 {"transfer", RiskWords::tr("Transfer")},
                                 {"avoid", RiskWords::tr("Avoid")}};
    return list;
}

/// What the map said of a system or a flow when its risks were answered: a line per fact, see
/// RiskTarget::basis. Kept once for all risks that rest on it, under an id that follows from it.
struct RiskBasis final : Record
{
    Q_DECLARE_TR_FUNCTIONS(RiskBasis)
public:
    static constexpr auto registerKey = "risk-bases";

    QString facts;

    static RegisterType describe();
};

/// What a threat means for one system, one flow or the organization: a cell of the coverage proof.
/// Levels of inherent and residual risk are derived, see RiskMethod.
struct Risk final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Risk)
public:
    static constexpr auto registerKey = "risks";

    RecordRef subject;
    Id<Threat> threat;
    RiskAnswer answer = RiskAnswer::NotAnswered;
    QString reason; ///< why it does not apply
    QString vulnerability;
    QString safeguards; ///< those in place
    std::optional<Level> likelihood;
    std::optional<Level> confidentiality; ///< impact, as the next three
    std::optional<Level> integrity;
    std::optional<Level> availability;
    std::optional<Level> patientSafety;
    QString justification;
    Treatment treatment = Treatment::NotDecided;
    std::optional<Level> residualLikelihood;
    std::optional<Level> residualImpact;
    Id<Person> owner;
    Id<Assessment> assessment; ///< in which it was last answered or confirmed
    Id<RiskBasis> basis;       ///< on which
    bool byHand = false;       ///< asked about although no rule does

    bool isAnswered() const { return answer != RiskAnswer::NotAnswered; }
    /// The highest of the four; none when nothing is rated.
    std::optional<Level> impact() const;

    static RegisterType describe();
};

}
