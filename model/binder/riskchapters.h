// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/analysisfile.h"
#include "model/binder/words.h"

/// Chapters of the reports on the risk analysis; see chapters.h.
namespace safeguard::binder {

report::Paragraph paragraph(const QString &text);
/// The heading of a chapter that others refer to by its key.
report::Heading chapter(const QString &text, const char *key);
/// The name of a chapter as its heading says it, by its key in the catalogue.
QString chapterName(const QString &key);
report::Runs textOrDash(const QString &text);

report::Badge levelBadge(Level level);
/// A dash for none.
report::Cell levelCell(const std::optional<Level> &level);

/// Where each thing that guidance expects stands in this report.
void addElements(Blocks &blocks);
void addAnalysisScope(Blocks &blocks, const AnalysisFile &file);
/// Systems and flows in scope, what is out and why.
void addAnalysedData(Blocks &blocks, const AnalysisFile &file);
/// Scales, matrix, tolerance.
void addMethod(Blocks &blocks, const RiskMap &risks);
void addThreats(Blocks &blocks, const RiskMap &risks);
/// Assessed risks that are meant, the highest first, with what is done about each.
report::Table registerTable(const RiskMap &risks, const QString &caption,
                            const std::function<bool(const Risk &)> &isMeant);
/// Every answer, by system and flow.
void addRisks(Blocks &blocks, const RiskMap &risks);
/// Heat maps, and what is above tolerance.
void addResults(Blocks &blocks, const RiskMap &risks);
void addCoverageProof(Blocks &blocks, const RiskMap &risks);
void addPlan(Blocks &blocks, const RiskMap &risks);
/// When it is done again, and what is out of date already.
void addReview(Blocks &blocks, const AnalysisFile &file);
void addApproval(Blocks &blocks, const AnalysisFile &file);
/// What is new, gone, raised, lowered or justified otherwise, with the reason.
void addYearOverYear(Blocks &blocks, const AnalysisFile &file);
/// The same risks as harm to patients, with what refers to what.
void addPatientHarm(Blocks &blocks, const RiskMap &risks);

}
