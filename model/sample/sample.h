// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/newproject.h"

namespace safeguard {

/// A new project that holds the worked example: a connected heart monitor from the patch to the
/// clinician's screen, a risk analysis of last year and one under way, with findings worth fixing.
///
/// Its history begins fourteen months before now and its dates are relative to today, both of
/// \a clock, which outlives the project. What it says is the same for the same day; ids differ.
/// Errors: as createProject(). When it fails, no file is left.
Result<std::unique_ptr<Project>> createSample(const QString &path, const NewProject &about,
                                              const Clock &clock = Clock::system());

}
