// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/unfinished.h"

#include "tests/vault/shimvfs.h"

namespace safeguard::testing {

QByteArray dump(const std::unique_ptr<Vault> &vault)
{
    return query(vault, "SELECT * FROM t ORDER BY id");
}

QByteArray outcome(const VaultResult &vault)
{
    return vault ? dump(*vault) : "refused " + QByteArray::number(int(vault.error().code));
}

bool isError(const QByteArray &outcome)
{
    return outcome.startsWith("error") || outcome.startsWith("refused");
}

Unfinished::Unfinished(const Bench &bench)
{
    ShimVfs shim;
    auto vault = bench.open();
    content = dump(*vault);
    runTrusted((*vault)->database(), "PRAGMA cache_size=2");
    run(*vault, "BEGIN; UPDATE t SET text='half'||text WHERE id<40;"
                "INSERT INTO t SELECT id+100, text FROM t; UPDATE t SET text=text||'?'");
    shim.fault = [](ShimVfs::Op) { return SQLITE_IOERR; };
    vault->reset();
    file = contentOf(bench.path());
    journal = contentOf(bench.path("p.safeguard-journal"));
}

QByteArray Unfinished::outcomeWith(const Bench &bench, const QByteArray &changed,
                                   bool *isTold) const
{
    setContent(bench.path(), file);
    setContent(bench.path("p.safeguard-journal"), changed);
    const auto vault = bench.open();
    if (isTold)
        *isTold = vault && (*vault)->recovery().isJournalIncomplete;
    return outcome(vault);
}

}
