// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/vault/vaulttest.h"

#include <QCryptographicHash>

/// The project file of format 1 that is kept in tests/vault/files and must open for ever.
namespace safeguard::testing::frozen {

inline Credentials anna()
{
    return {QStringLiteral("Anna"), Secret::fromText(QStringLiteral("kept for ever, no secret"))};
}

/// In letters with their marks apart, as one keyboard types them; the file was made so.
inline Credentials bjorn()
{
    const QString passphrase =
        QStringLiteral(u"Zaz\u0307o\u0301\u0142c\u0301 ge\u0328s\u0301la\u0328");
    return {QStringLiteral(u"Bj\u00f8rn"), Secret::fromText(passphrase)};
}

/// Every type of value, an overflowing one, tables with and without row ids, an index, a free page.
constexpr char content[] =
    "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT, amount REAL, data BLOB);"
    "INSERT INTO note VALUES (1, 'Zażółć gęślą jaźń', 0.5, x'00ff80'), (2, NULL, -1.25, "
    "zeroblob(9)),"
    " (-9223372036854775807, 'it''s', 1e300, NULL);"
    "INSERT INTO note(id, text) SELECT 100, replace(hex(zeroblob(1700)), '00', 'long ');"
    "CREATE TABLE page(id BLOB NOT NULL PRIMARY KEY, number INTEGER, body) WITHOUT ROWID;"
    "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n WHERE i<30)"
    " INSERT INTO page SELECT CAST(printf('%016d', i*7919%1000) AS BLOB), i, printf('%0300d', i) "
    "FROM n;"
    "CREATE INDEX byNumber ON page(number DESC);"
    "CREATE TABLE gone(x); INSERT INTO gone VALUES(zeroblob(5000)); DROP TABLE gone";

/// SHA-256 of the whole dump.
inline QByteArray digestOf(const Vault &vault)
{
    return QCryptographicHash::hash(wholeDump(vault.database()), QCryptographicHash::Sha256)
        .toHex();
}

}
