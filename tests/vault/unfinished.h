// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/vault/vaulttest.h"

namespace safeguard::testing {

/// The content of the small project's table.
QByteArray dump(const std::unique_ptr<Vault> &vault);
/// What an opened file says: its content, or the code of the error.
QByteArray outcome(const VaultResult &vault);
bool isError(const QByteArray &outcome);

/// The small project and its journal in the middle of a transaction that has spilled.
struct Unfinished
{
    explicit Unfinished(const Bench &bench);
    /// Of opening the two, the journal being \a changed.
    /// \a isTold: whether opening said that the journal was not whole.
    QByteArray outcomeWith(const Bench &bench, const QByteArray &changed,
                           bool *isTold = nullptr) const;

    QByteArray content; ///< before the transaction
    QByteArray file;
    QByteArray journal;
};

}
