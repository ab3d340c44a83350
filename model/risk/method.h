// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/risk.h"

#include <array>

namespace safeguard {

enum class Scale { Likelihood, Impact, PatientSafety, Risk };

inline const ChoiceList &choices(Scale)
{
    static const ChoiceList list{{"likelihood", RiskWords::tr("Likelihood")},
                                 {"impact", RiskWords::tr("Impact on patient data")},
                                 {"patient_safety", RiskWords::tr("Impact on patient safety")},
                                 {"risk", RiskWords::tr("Risk")}};
    return list;
}

/// What a level of a scale means in this organization.
struct ScaleWord final : Record
{
    Q_DECLARE_TR_FUNCTIONS(ScaleWord)
public:
    static constexpr auto registerKey = "risk-scale";

    Scale scale = Scale::Likelihood;
    Level level = Level::VeryLow;
    QString meaning;

    static RegisterType describe();
};

/// A cell of the matrix.
struct MatrixCell final : Record
{
    Q_DECLARE_TR_FUNCTIONS(MatrixCell)
public:
    static constexpr auto registerKey = "risk-matrix";

    Level likelihood = Level::VeryLow;
    Level impact = Level::VeryLow;
    Level risk = Level::VeryLow;

    static RegisterType describe();
};

/// How the organization decides about risks.
struct RiskPolicy final : Record
{
    Q_DECLARE_TR_FUNCTIONS(RiskPolicy)
public:
    static constexpr auto registerKey = "risk-policy";

    Level tolerance = Level::Low;    ///< the highest that needs no treatment
    std::optional<int> reviewMonths; ///< own policy; the rule names no interval
    QString reason;
    QString catalogVersion; ///< of the threats that were taken over last

    static RegisterType describe();
};

/// How levels combine: the matrix of the project, that of NIST SP 800-30 Rev. 1, Table I-2, where
/// it has none; and what is tolerated.
class RiskMethod final
{
public:
    explicit RiskMethod(const Snapshot &snapshot);
    static Level nistRisk(Level likelihood, Level impact);

    Level risk(Level likelihood, Level impact) const;
    /// Before and after what is planned; none when it is not rated.
    std::optional<Level> inherent(const Risk &risk) const;
    std::optional<Level> residual(const Risk &risk) const;
    bool isTolerated(Level level) const { return level <= m_tolerance; }
    Level tolerance() const { return m_tolerance; }
    int reviewMonths() const { return m_reviewMonths; }

private:
    std::array<std::array<Level, levelCount>, levelCount> m_matrix;
    Level m_tolerance;
    int m_reviewMonths;
};

}
