// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/newproject.h"

namespace safeguard {

/// A new project that holds the worked example: a connected heart monitor from the patch to the
/// clinician's screen, with findings worth fixing. Its dates are relative to \a today; the entries
/// of its history bear the time of \a clock, which outlives the project.
/// Errors: as createProject().
Result<std::unique_ptr<Project>> createSample(const QString &path, const NewProject &about,
                                              QDate today, const Clock &clock = Clock::system());

/// Enters the worked example into a project that has just been created, in several edits.
///
/// Ids follow from the project and the names of records, so that what it enters is the same for the
/// same project and day; in another project only the ids differ.
/// Errors: as Project::perform().
Status fillSample(Project &project, QDate today);
/// Dated by the project's clock.
Status fillSample(Project &project);

}
