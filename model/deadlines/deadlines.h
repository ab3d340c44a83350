// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/deadline.h"
#include "model/people/trainingplan.h"
#include "model/store/snapshot.h"

namespace safeguard {

struct DeadlineOptions
{
    bool withProposal = false; ///< the rules of the 2025 proposal too, which is no law
};

/// Everything that is due, overdue or ahead, in the order of comesBefore(): a pure function of the
/// records, the day that the snapshot is looked at, and the duties of training.
std::vector<Deadline> deadlinesOf(const Snapshot &snapshot,
                                  const std::vector<TrainingDuty> &training,
                                  const DeadlineOptions &options = {});

}
