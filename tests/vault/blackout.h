// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/vault/shimvfs.h"
#include "tests/vault/vaulttest.h"

namespace safeguard::testing {

/// What changes a file, in the order in which SQLite and the vault ask for it.
inline const std::vector<ShimVfs::Op> writingOps = {ShimVfs::Op::Write, ShimVfs::Op::Truncate,
                                                    ShimVfs::Op::Sync, ShimVfs::Op::Delete,
                                                    ShimVfs::Op::Open};

/// The vault works until operation \a at, from which on nothing reaches the disk.
class Blackout final
{
public:
    Blackout(ShimVfs &shim, int at)
        : m_failing(shim, writingOps, at, SQLITE_IOERR, true)
    {
        shim.beginPowerModel();
    }
    bool hasHappened() const { return m_failing.hasFailed(); }
    void end() { m_failing.disarm(); }

private:
    FailingAt m_failing;
};

/// Every page readable, a copy and a compaction possible: a file can pass the integrity check and
/// fail at these. Empty, or what is wrong.
QByteArray checkWholeness(Vault &vault, const QString &copyPath);

/// How long a long test is: \a usual, or what the environment says.
int countFrom(const char *variable, int usual);

}
