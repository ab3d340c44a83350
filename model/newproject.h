// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"
#include "model/project/unlocklog.h"

namespace safeguard {

/// A new project with all registers and with the records that every project has: the cover, the
/// organization, and a prompt for each kind of touchpoint. \a clock outlives it.
/// Errors: as Project::create().
Result<std::unique_ptr<Project>> createProject(const QString &path, const NewProject &about,
                                               const Clock &clock = Clock::system());

/// With other registers, such as those that an older version knew.
Result<std::unique_ptr<Project>> createProject(const QString &path, const NewProject &about,
                                               std::shared_ptr<const Registers> registers,
                                               const Clock &clock = Clock::system());

/// An existing one. Errors: as Project::open().
Result<std::unique_ptr<Project>> openProject(const QString &path, const Credentials &credentials,
                                             Access access = Access::ReadWrite,
                                             const Clock &clock = Clock::system());

/// The same, and what it takes to find out who tried: an attempt that fails is kept in the log and
/// entered in the history by the next one that does not; with \a tells, that one is entered too.
Result<std::unique_ptr<Project>> unlockProject(const QString &path, const Credentials &credentials,
                                               Access access, const UnlockLog &log, bool tells,
                                               const Clock &clock = Clock::system());

}
