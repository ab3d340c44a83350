// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/vault/header.h"

#include <QCoreApplication>

namespace safeguard {

/// The context of the vault's sentences.
struct VaultText
{
    Q_DECLARE_TR_FUNCTIONS(VaultText)
};

}

/// The vault's errors in words: what happened, what is safe, what to do.
namespace safeguard::messages {

Error notFound(const QString &path);
Error inUse(const QString &path);
Error readOnly(const QString &path);
Error cannotCreate(const QString &path);
Error wrongPassphrase(const QString &user);
Error wrongRecoveryKey();
Error unknownUser(const QString &user);
Error newerVersion();
Error alteredHeader();
Error unconfirmedKey(const QString &user);
Error alteredSlot(const QString &user);
Error damagedPage(quint32 page);
Error damagedJournal();
Error notInTransaction();
Error stopped();
/// A journal waits, and the file may not be written.
Error unfinished(const QString &path);
QString repairedHeader(size_t copy);
/// Both header copies are unusable, for the reasons that their states say.
Error unusableHeader(const HeaderPair &pair);
/// A result of SQLite or of its VFS while the file at \a path was handled.
Error fromSqlite(int code, const QString &path);
/// A failure of the primitives: no random source, no memory.
Error fromException(const char *what);

}
