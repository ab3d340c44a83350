// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace safeguard {

/// Where the history of a project stood when somebody outside of it took note: kept by an auditor
/// and compared later, it shows whether the file was rolled back or its history rewritten since.
/// It holds nothing of the project's content.
struct Receipt
{
    QByteArray projectId; ///< SHA-256 of the genesis entry
    qint64 sequence = 0;  ///< of the last entry
    QByteArray hash;      ///< of that entry, SHA-256
    QDateTime taken;      ///< UTC, to the second
    QString user;         ///< who took it
    QByteArray publicKey; ///< theirs, Ed25519
    QByteArray signature; ///< over signedText()

    /// The lines that the signature covers.
    QString signedText() const { return lines(true); }
    /// For paper and for files.
    QString toText() const;
    /// The same lines, shorter, for a QR code: letters of which more fit, and no spaces.
    QString toCodeText() const;
    /// Spaces, line ends and what stands around the lines do not matter.
    /// Errors: InvalidInput; Damaged, when the signature does not fit what it says.
    static Result<Receipt> fromText(const QString &text);
    /// The same from a file. Errors: also NotFound. Not to be used on the file of an open project.
    static Result<Receipt> fromFile(const QString &path);

private:
    QString lines(bool isGrouped) const;
};

}
