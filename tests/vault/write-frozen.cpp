// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/frozen.h"
#include "tests/vault/vaulttest.h"

#include <cstdio>
#include <QCoreApplication>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

template <class R>
auto need(R &&done)
{
    if (!done)
        qFatal("%s", qPrintable(wholeText(done.error())));
    if constexpr (!std::is_void_v<typename std::decay_t<R>::value_type>)
        return std::move(*done);
}

void makeUsers(Vault &vault)
{
    const Secret passing = Secret::fromText(QStringLiteral("passing by"));
    const int gap = need(
        vault.addUser(need(vault.prepareUser(QStringLiteral("Gone"), passing, KdfCost::floor()))));
    const Credentials bjorn = frozen::bjorn();
    need(vault.addUser(need(vault.prepareUser(bjorn.user, bjorn.passphrase, {80 * 1024, 4, 2}))));
    std::printf("recovery key %s\n", qPrintable(need(vault.addRecoveryKey()).text));
    need(vault.removeSlot(gap));
}

/// The file and its journal as a kill in the middle of a transaction leaves them.
void writeCrashed(Vault &vault, const QString &from, const QString &to)
{
    runTrusted(vault.database(), "PRAGMA cache_size=2");
    run(vault.database(), "BEGIN; UPDATE page SET body = zeroblob(700); DELETE FROM note");
    setContent(to, contentOf(from));
    setContent(to + QStringLiteral("-journal"), contentOf(from + QStringLiteral("-journal")));
    run(vault.database(), "ROLLBACK");
}

}

/// write-frozen FOLDER: writes anew what tests/vault/files holds of the current format, and prints
/// what tests/vault/frozen.h must say of it. For a new format only: what is kept stays as it is.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    const QString path = folder.filePath(QStringLiteral("format-1.safeguard"));
    auto vault =
        need(Vault::create(path, frozen::anna(), KdfCost::floor(), [](Vault &made) -> Status {
            const int code = run(made.database(), frozen::content);
            return code == SQLITE_OK ? Status() : failure(made.errorFor(code));
        }));
    makeUsers(*vault);
    std::printf("digest %s\n", frozen::digestOf(*vault).constData());
    std::printf("signing key %s\n", vault->slots().front().signingKey.toHex().constData());
    std::printf("signature %s\n", vault->sign("a message").toHex().constData());
    writeCrashed(*vault, path, folder.filePath(QStringLiteral("format-1-crashed.safeguard")));
    need(vault->close());
    return 0;
}
