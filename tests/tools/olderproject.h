// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/tools/projectfixture.h"

namespace safeguard::testing {

/// The registers and fields whose tables and columns a schema version has.
std::shared_ptr<const Registers> registersAt(int version);

/// What writeOlderProject() puts in.
struct OlderContent
{
    /// The de-identification's list of elements is emptied, which said "all" before version 3.
    bool emptiesAList = false;
};

/// A project as a program of that schema version wrote it: systems and a flow, a proof on it, an
/// edit, an undo. Dana has it, see dana().
void writeOlderProject(const QString &path, int version, OlderContent content = {});

}
