// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

namespace safeguard {

/// Sets what SQLite takes only before its first use in a process: no URI file names (they name
/// another VFS, hence a way to plaintext), and memory that is overwritten when it is freed. Called
/// by every entrance of Vault; call it early in a program that uses SQLite elsewhere too.
/// Error: Internal, when something used SQLite before.
Status prepareSqlite();

}
