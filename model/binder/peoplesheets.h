// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/sheet.h"
#include "model/people/accessmatrix.h"

namespace safeguard {

/// The access matrix: a row for each system and what it holds, with its tier and how many people
/// reach it, a column for each role; cells as "CR--" and below it the reason.
Sheet accessMatrixSheet(const DataMap &map, const Workforce &workforce);

/// People against courses, those who are here today: the state of each duty and the day that it is
/// due, or was done.
Sheet trainingMatrixSheet(const TrainingPlan &plan);

}
