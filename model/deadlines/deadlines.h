// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/deadline.h"
#include "model/people/training.h"
#include "model/store/snapshot.h"

namespace safeguard {

/// Why somebody owes a course.
enum class TrainingCause { First, Refresher, NewVersion };

/// What the plan of training says: by when a person owes a course.
struct OwedTraining
{
    Id<Person> person;
    Id<Course> course;
    QDate due;
    QString why; ///< "Started on 2026-11-21, within 30 days."
    TrainingCause cause = TrainingCause::First;
};

struct DeadlineOptions
{
    bool withProposal = false; ///< the rules of the 2025 proposal too, which is no law
};

/// Everything that is due, overdue or ahead, in the order of comesBefore(): a pure function of the
/// records, the day that the snapshot is looked at, and the duties of training.
std::vector<Deadline> deadlinesOf(const Snapshot &snapshot,
                                  const std::vector<OwedTraining> &training,
                                  const DeadlineOptions &options = {});

}
