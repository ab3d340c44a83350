// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"
#include "model/risk/riskmap.h"

namespace safeguard {

/// Why the analysis that is open cannot be concluded yet. Errors: Refused, with the number of
/// questions that are left; as Project::canEdit().
Status canConclude(const Project &project, const RiskMap &map);

/// Ends the answering: takes a baseline of the whole project and names it in the analysis with the
/// digest of the answers. What is left is to sign the record with Meaning::Approved, which may be
/// somebody else's (Project::signLong()). Undone, it is open again; the baseline stays.
/// \a map: as of the present content. Errors: as canConclude() and Project::perform().
Result<Change> concludeAnalysis(Project &project, const RiskMap &map);

}
