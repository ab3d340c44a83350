// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace safeguard {

/// Keeps the memory of this process out of core files, and from other processes of the same user
/// where the system can do that. For the start of a program that handles keys.
void forbidMemoryDumps();

}
