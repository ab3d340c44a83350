// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/vaultprivate.h"
#include "tests/tools/testmain.h"

#include <QTemporaryDir>

namespace safeguard {

/// Opens projects with keys that an earlier derivation yielded: a test with thousands of openings
/// need not wait for each. No release code can do so: this class is the tests' own.
class VaultTestAccess final
{
public:
    static Unlocked keysOf(const Vault &vault)
    {
        return {vault.d->slot, vault.d->identity.clone(), vault.d->keys.data.clone()};
    }
    static Result<std::unique_ptr<Vault>> open(const QString &path, const Unlocked &unlocked,
                                               Access access = Access::ReadWrite)
    {
        const Unlock known = [&](const format::Header &) -> Result<Unlocked> {
            return unlocked.clone();
        };
        return open(path, known, access);
    }
    static Result<std::unique_ptr<Vault>> open(const QString &path, const Unlock &unlock,
                                               Access access = Access::ReadWrite)
    {
        return Vault::Private::open(path, access, unlock);
    }
    static Vault::Private &privateOf(Vault &vault) { return *vault.d; }
};

namespace testing {

using VaultResult = Result<std::unique_ptr<Vault>>;

inline Credentials anna()
{
    return {QStringLiteral("Anna"), Secret::fromText(QStringLiteral("correct horse"))};
}

/// Runs \a sql and gives SQLite's code.
int run(sqlite3 *db, const char *sql);
int run(const std::unique_ptr<Vault> &vault, const char *sql);
/// Every value of every row of \a sql, as text, joined by "|" and newlines; "error N" on an error.
QByteArray query(sqlite3 *db, const char *sql);
QByteArray query(const std::unique_ptr<Vault> &vault, const char *sql);

/// Every table's definition and rows, the values as SQL writes them; tests/vault/decrypt-vault
/// prints the same.
QByteArray wholeDump(sqlite3 *db);

/// Creates a small project: table t (id, text), with \a rows rows of about 200 bytes.
VaultResult createSmall(const QString &path, int rows = 50);

QByteArray contentOf(const QString &path);
void setContent(const QString &path, const QByteArray &bytes);

/// A folder of its own for one test, with one project that was created once per process.
class Bench final
{
public:
    Bench();
    QString path(const char *name = "p.safeguard") const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    /// A fresh copy of the project under path().
    void reset();
    VaultResult open(Access access = Access::ReadWrite) const;
    const QByteArray &original() const;
    const Unlocked &keys() const;

private:
    QTemporaryDir m_folder;
};

}

}
