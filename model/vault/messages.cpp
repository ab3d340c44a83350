// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/messages.h"

#include <QDir>

namespace safeguard::messages {

namespace {

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

}

Error notFound(const QString &path)
{
    return {ErrorCode::NotFound,
            VaultText::tr("There is no file %1. It may have been moved or renamed, or its "
                          "drive is not connected.")
                .arg(shown(path))};
}

Error inUse(const QString &path)
{
    return {ErrorCode::InUse,
            VaultText::tr("%1 is open in another window or on another computer. Nothing was "
                          "changed. Close it there and try again.")
                .arg(shown(path))};
}

Error readOnly(const QString &path)
{
    return {ErrorCode::ReadOnly,
            VaultText::tr("%1 cannot be written: the file or its drive is read-only. It "
                          "can be opened for reading, or copied to another place first.")
                .arg(shown(path))};
}

Error cannotCreate(const QString &path)
{
    return {ErrorCode::Io,
            VaultText::tr("%1 cannot be made: its folder is not there, or you may not write to it. "
                          "Choose another place.")
                .arg(shown(path))};
}

Error wrongPassphrase(const QString &user)
{
    return {
        ErrorCode::WrongPassphrase,
        VaultText::tr(
            "This is not the passphrase of %1. Check the keyboard layout and Caps Lock; nothing "
            "was changed.")
            .arg(user)};
}

Error wrongRecoveryKey()
{
    return {ErrorCode::WrongPassphrase,
            VaultText::tr("This recovery key does not belong to this project, or "
                          "it has been replaced. Nothing was changed.")};
}

Error unknownUser(const QString &user)
{
    return {ErrorCode::UnknownUser, VaultText::tr("This project has no user named %1.").arg(user)};
}

Error newerVersion()
{
    return {ErrorCode::NewerVersion,
            VaultText::tr("This project was written by a later version of the "
                          "program. Nothing was changed; update the program to open "
                          "it.")};
}

Error alteredHeader()
{
    return {ErrorCode::Damaged,
            VaultText::tr("The header of this file was altered by somebody who does not "
                          "hold its key. Do not trust the file; open a backup.")};
}

Error alteredSlot(const QString &user)
{
    return {ErrorCode::Damaged,
            VaultText::tr("The passphrase is right, but the key of %1 in the header of "
                          "this file is damaged. Another user or the recovery key may "
                          "still open it; otherwise open a backup.")
                .arg(user)};
}

Error unconfirmedKey(const QString &user)
{
    return {
        ErrorCode::Refused,
        VaultText::tr("The public key of %1 in this file does not carry the signature of %1, so "
                      "it is given no new key: it may be somebody else's. Let %1 open the "
                      "project and change the passphrase, and make a new recovery key; or "
                      "remove %1 first.")
            .arg(user)};
}

Error damagedPage(quint32 page)
{
    return {ErrorCode::Damaged,
            VaultText::tr("Page %1 of the file is damaged or was altered. The other pages "
                          "are not affected. Do not work on in this file: verify it to "
                          "see what is affected, and restore a backup.")
                .arg(page)};
}

Error notInTransaction()
{
    return {ErrorCode::Internal, VaultText::tr("A change is going on. Nothing was copied.")};
}

Error stopped()
{
    return {ErrorCode::Cancelled, VaultText::tr("The copy was stopped. Nothing was written.")};
}

Error damagedJournal()
{
    return {ErrorCode::Damaged,
            VaultText::tr(
                "The program or the computer stopped in the middle of a change, and the journal "
                "beside the file that would take the change back is damaged. Both files were left "
                "as they are. Keep them, and open a backup.")};
}

Error unfinished(const QString &path)
{
    return {ErrorCode::ReadOnly,
            VaultText::tr(
                "The program or the computer stopped in the middle of a change to %1. Open the "
                "project for writing once, so that the change is taken back; if its drive is "
                "read-only, copy the file and the journal beside it to another place first.")
                .arg(shown(path))};
}

QString repairedHeader(size_t copy)
{
    return copy == 0 ? VaultText::tr(
                           "The first copy of the file's header was damaged and has been written "
                           "anew from the second.")
                     : VaultText::tr(
                           "The second copy of the file's header was damaged and has been written "
                           "anew from the first.");
}

Error unusableHeader(const HeaderPair &pair)
{
    using enum format::CopyState;
    const format::CopyState a = pair.copy(0).state;
    const format::CopyState b = pair.copy(1).state;
    if (a == NewerVersion || b == NewerVersion)
        return newerVersion();
    if (a == NotAProject && b == NotAProject)
        return {ErrorCode::NotAProject, VaultText::tr("This file is not a Safeguard project.")};
    return {ErrorCode::Damaged,
            VaultText::tr("Both copies of the file's header are damaged, and with them the "
                          "keys. The file was left as it is; open a backup.")};
}

Error fromSqlite(int code, const QString &path)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {ErrorCode::DiskFull,
                VaultText::tr("The disk is full, so the last change was not written; what "
                              "was there before is unchanged. Free some space and try "
                              "again.")};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return inUse(path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return readOnly(path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Damaged,
                VaultText::tr("The database inside %1 is damaged. Do not work on in this "
                              "file: verify it to see what is affected, and restore a "
                              "backup.")
                    .arg(shown(path))};
    case SQLITE_NOMEM:
        return {ErrorCode::Io,
                VaultText::tr("There is not enough memory. Nothing was changed; close other "
                              "programs and try again.")};
    case SQLITE_IOERR:
        if (code == SQLITE_IOERR_NOMEM)
            return fromSqlite(SQLITE_NOMEM, path);
        return {ErrorCode::Io,
                VaultText::tr("%1 could not be read or written (SQLite code %2). What was saved "
                              "before is safe; check the drive and open the project again.")
                    .arg(shown(path))
                    .arg(code)};
    case SQLITE_CANTOPEN:
        return {ErrorCode::Io,
                VaultText::tr("%1 could not be opened. Check that it is a file that you may "
                              "read.")
                    .arg(shown(path))};
    default:
        return {ErrorCode::Internal,
                VaultText::tr("The database refused an operation: %1 (code %2). Nothing "
                              "was changed.")
                    .arg(QString::fromUtf8(sqlite3_errstr(code)))
                    .arg(code)};
    }
}

Error fromException(const char *what)
{
    return {ErrorCode::Internal,
            VaultText::tr("A cryptographic operation failed: %1. Nothing was changed.")
                .arg(QString::fromUtf8(what))};
}

}
