// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"
#include "model/risk/riskmap.h"

namespace safeguard {

/// Why the analysis that is open cannot be concluded yet. Errors: Refused, with the number of
/// questions that are left; as Project::canEdit().
Status canConclude(const Project &project, const RiskMap &map);

/// Opens the latest analysis again, so that it can be answered and concluded anew. Its baseline and
/// its signatures stay on record. Error: Refused, when it is open or approved as it stands.
Status reopenAnalysis(Edit &edit, const RiskMap &map);
/// Whether there is a reason to: it was edited, or is not approved yet.
bool mayReopen(const RiskMap &map);

/// Ends the answering: takes a baseline of the whole project and names it in the analysis with the
/// digest of the answers. What is left is to sign the record with Meaning::Approved, which may be
/// somebody else's (Project::signLong()). Undone, it is open again; the baseline stays.
/// \a map: as of the present content. Errors: as canConclude() and Project::perform().
Result<Change> concludeAnalysis(Project &project, const RiskMap &map);
/// The same in the background; edits are refused meanwhile.
QFuture<Result<Change>> concludeAnalysisLong(Project &project, const RiskMap &map);

}
