// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/sheet.h"
#include "model/risk/riskmap.h"

namespace safeguard {

/// The risks with what follows from them: where each stands in the analysis, its level before and
/// after treatment by the method of the project, whether that is tolerated, and the actions that
/// treat it.
Sheet riskRegisterSheet(const RiskMap &map);

/// The risk management plan, 164.308(a)(1)(ii)(B): the actions with the risks that they treat, a
/// line each, and the present levels of these; how late they are on the day of the snapshot; and
/// whether they are closed or why not.
Sheet riskPlanSheet(const RiskMap &map);

}
