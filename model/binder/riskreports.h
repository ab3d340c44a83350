// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/analysisfile.h"

namespace safeguard {

/// The reports of one risk analysis, two dossiers among them: HIPAA and FDA. Each a pure function,
/// the same for the same states and facts.
enum class RiskReport {
    Analysis, ///< all of it, with the proof of its completeness
    Register, ///< assessed risks, a line each
    Plan,     ///< actions and acceptances
    YearOverYear,
    PatientHarm, ///< the FDA view, with the numbers of the register
};
inline constexpr int riskReportCount = 5;

QString nameOf(RiskReport report);
/// "risk-analysis", as the command line calls it.
QString keyOf(RiskReport report);
std::optional<RiskReport> riskReportFrom(QStringView key);

/// What a file of it is called, without an ending: "Risk register, Security risk analysis 2026";
/// a draft says so.
QString fileTitleOf(RiskReport report, const Assessment &analysis);

report::Document riskReport(RiskReport report, const AnalysisFile &file);
/// The same as PDF. Errors: as report::toPdf().
Result<report::Rendered> renderRiskReport(RiskReport report, const AnalysisFile &file,
                                          const report::Progress &progress = {});

}
