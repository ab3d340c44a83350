// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/method.h"

#include "model/store/snapshot.h"

namespace safeguard {

static QString comesWithAnalysis()
{
    return RiskWords::tr("It comes whole with the first analysis, which is started on the screen "
                         "Risk analysis.");
}

RegisterType ScaleWord::describe()
{
    return Describe<ScaleWord>(
               {.singular = tr("Level of a scale"),
                .plural = tr("Scales"),
                .purpose = tr("What each level of likelihood, impact and risk means to you, so "
                              "that two people come to the same one."),
                .area = Area::Assess,
                .addedElsewhere = comesWithAnalysis()})
        .field<&ScaleWord::scale>("scale", tr("Scale"))
        .given()
        .field<&ScaleWord::level>("level", tr("Level"))
        .given()
        .field<&ScaleWord::meaning>("meaning", tr("Meaning"))
        .named([](const Record &record, const Snapshot &) {
            const auto &self = static_cast<const ScaleWord &>(record);
            return tr("%1, %2").arg(labelOf(self.scale), labelOf(self.level));
        })
        .done();
}

RegisterType MatrixCell::describe()
{
    return Describe<MatrixCell>({.singular = tr("Cell of the risk matrix"),
                                 .plural = tr("Risk matrix"),
                                 .purpose = tr("Which risk a likelihood and an impact make."),
                                 .area = Area::Assess,
                                 .addedElsewhere = comesWithAnalysis()})
        .field<&MatrixCell::likelihood>("likelihood", tr("Likelihood"))
        .given()
        .field<&MatrixCell::impact>("impact", tr("Impact"))
        .given()
        .field<&MatrixCell::risk>("risk", tr("Risk"))
        .named([](const Record &record, const Snapshot &) {
            const auto &self = static_cast<const MatrixCell &>(record);
            return tr("%1 likelihood, %2 impact")
                .arg(labelOf(self.likelihood), labelOf(self.impact).toLower());
        })
        .done();
}

RegisterType RiskPolicy::describe()
{
    return Describe<RiskPolicy>(
               {.singular = tr("Risk policy"),
                .plural = tr("Risk policy"),
                .purpose = tr("Which risk needs treatment, and how often the analysis is done "
                              "again. The rule names no interval: this is your own policy."),
                .citation = QStringLiteral("164.308(a)(1)(ii)(B)"),
                .area = Area::Assess,
                .addedElsewhere = comesWithAnalysis()})
        .field<&RiskPolicy::tolerance>("tolerance", tr("Tolerated up to"))
        .field<&RiskPolicy::reviewMonths>("review_months", tr("Done again after, months"))
        .field<&RiskPolicy::reason>("reason", tr("Why"))
        .multiline()
        .field<&RiskPolicy::catalogVersion>("catalog_version", tr("Threat catalogue of"))
        .made()
        .named([](const Record &, const Snapshot &) { return tr("Risk policy"); })
        .rule([](const Record &record, const Snapshot &, std::vector<FieldProblem> &problems) {
            const auto &self = static_cast<const RiskPolicy &>(record);
            if (self.reviewMonths && (*self.reviewMonths < 1 || *self.reviewMonths > 120))
                problems.push_back({QStringLiteral("review_months"), tr("From 1 to 120 months.")});
        })
        .done();
}

Level RiskMethod::nistRisk(Level likelihood, Level impact)
{
    // NIST SP 800-30 Rev. 1, Table I-2: a row per likelihood, a column per impact.
    static constexpr auto VL = Level::VeryLow;
    static constexpr auto L = Level::Low;
    static constexpr auto M = Level::Moderate;
    static constexpr auto H = Level::High;
    static constexpr auto VH = Level::VeryHigh;
    static constexpr Level table[levelCount][levelCount]{{VL, VL, VL, L, L},
                                                         {VL, L, L, L, M},
                                                         {VL, L, M, M, H},
                                                         {VL, L, M, H, VH},
                                                         {VL, L, M, H, VH}};
    return table[static_cast<int>(likelihood)][static_cast<int>(impact)];
}

RiskMethod::RiskMethod(const Snapshot &snapshot)
{
    for (size_t l = 0; l < m_matrix.size(); ++l) {
        for (size_t i = 0; i < m_matrix.size(); ++i)
            m_matrix[l][i] = nistRisk(static_cast<Level>(l), static_cast<Level>(i));
    }
    for (const MatrixCell &cell : snapshot.rows<MatrixCell>())
        m_matrix[static_cast<size_t>(cell.likelihood)][static_cast<size_t>(cell.impact)] =
            cell.risk;
    const auto &policy = snapshot.only<RiskPolicy>();
    m_tolerance = policy.tolerance;
    m_reviewMonths = policy.reviewMonths.value_or(12);
}

Level RiskMethod::risk(Level likelihood, Level impact) const
{
    return m_matrix[static_cast<size_t>(likelihood)][static_cast<size_t>(impact)];
}

std::optional<Level> RiskMethod::inherent(const Risk &risk) const
{
    const auto impact = risk.impact();
    if (risk.answer != RiskAnswer::Assessed || !risk.likelihood || !impact)
        return std::nullopt;
    return this->risk(*risk.likelihood, *impact);
}

std::optional<Level> RiskMethod::residual(const Risk &risk) const
{
    if (risk.answer != RiskAnswer::Assessed || !risk.residualLikelihood || !risk.residualImpact)
        return std::nullopt;
    return this->risk(*risk.residualLikelihood, *risk.residualImpact);
}

}
