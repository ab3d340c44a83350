// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/history.h"
#include "model/store/snapshot.h"
#include "model/vault/vault.h"

namespace safeguard {

/// Proves the chain of the history: sequence without gaps, each hash, each link to the one before,
/// each signature by the key of the user that it names. One line per thing looked at.
/// \a progress counts entries.
Result<std::vector<VerifyLine>> verifyHistory(Connection &connection, const Snapshot &content,
                                              const VaultProgress &progress);

}
