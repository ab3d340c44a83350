// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/history.h"
#include "model/project/receipt.h"
#include "model/vault/vault.h"

namespace safeguard {

/// Proves the history, see Replay, and that the records are what it says. One line per thing looked
/// at; the history's ends at its first fault. \a adaptedFrom: the schema version of a file of which
/// only a copy was brought up to date, without an entry; 0 for others. \a progress counts entries.
/// Error: Cancelled.
Result<std::vector<VerifyLine>> verifyHistory(Connection &connection, const Registers &registers,
                                              int adaptedFrom, const VaultProgress &progress);

/// Whether the history still has the entry that the receipt names.
Result<VerifyLine> compareReceipt(Connection &connection, const QByteArray &projectId,
                                  const Receipt &receipt);

}
