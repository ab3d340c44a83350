// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <functional>
#include <QByteArray>

class QIODevice;

namespace safeguard {

/// Writes \a path as a whole or leaves what was there: a temporary file beside it, written
/// unbuffered, its size compared, synced, renamed, and the folder synced. (A buffered QSaveFile of
/// Qt 6.4 reports success on a full disk and replaces a good file by a truncated one.)
/// A project (by its suffix) is never replaced: no export is meant to. Errors: Refused, DiskFull,
/// ReadOnly, Io.
Status writeAtomically(const QString &path, const QByteArray &bytes);

/// The same for content that is produced piece by piece. \a write returns the error that stopped
/// it; the old file then stays.
Status writeAtomically(const QString &path, const std::function<Status(QIODevice &)> &write);

/// All of \a bytes to the device that such a \a write was handed for \a path. Errors: as above.
Status writeAll(QIODevice &out, const QString &path, const QByteArray &bytes);

/// Syncs the folder of \a path: a file with a new name survives a power loss only then.
void syncFolderOf(const QString &path);

}
