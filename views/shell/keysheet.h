// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QDate>

class QPagedPaintDevice;

namespace safeguard {

/// What a recovery key on paper has to say to who finds it in a safe years later.
struct KeySheet
{
    QString fileName;
    QString projectName;
    QString userName; ///< as unlocking asks for it
    QString fullName;
    QDate made;
    QString key;
};

/// The key in lines of a few groups each.
QStringList keyLines(const QString &key, int groupsInLine);

/// One page, black on white. Error: Io, when the device takes nothing.
Status drawKeySheet(QPagedPaintDevice &device, const KeySheet &sheet);
/// The same as a PDF file. Errors: as writeAtomically().
Status saveKeySheet(const QString &path, const KeySheet &sheet);

}
