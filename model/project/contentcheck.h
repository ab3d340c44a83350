// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/history.h"
#include "model/vault/vault.h"

namespace safeguard {

/// The field by which records of the register name a stored file; null when there is none.
const Field *contentFieldOf(const RegisterType &type);

/// Reads every stored file and compares it with what the records say, those of now and those that
/// the history could bring back: one line for all, and one for each record whose file is missing,
/// not complete or altered. What no record names is told and is no fault. \a progress counts parts.
/// Error: Cancelled.
Result<std::vector<VerifyLine>> verifyContents(Connection &connection, const Registers &registers,
                                               const VaultProgress &progress);

/// Takes away what was not stored to the end.
Status removeUnfinished(Connection &connection);

}
