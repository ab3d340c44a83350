// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace safeguard {

/// Names are the same when these are: they differ only in case, in surrounding space or in how an
/// accent is composed.
inline QString foldedName(const QString &name)
{
    return name.trimmed().normalized(QString::NormalizationForm_C).toCaseFolded();
}

}
