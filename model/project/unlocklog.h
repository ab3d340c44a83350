// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/clock.h"
#include "model/base/result.h"

#include <QString>

namespace safeguard {

/// Attempts to unlock projects that failed on this computer: they cannot be entered in a history
/// that they did not open, so they wait here until somebody opens it. Names and times alone, in a
/// file per project, named by the id in its header. Who can delete that file can hide them.
class UnlockLog final
{
public:
    /// \a folder need not be there yet.
    explicit UnlockLog(QString folder, const Clock &clock = Clock::system());
    /// Where the programs keep it for the present user of the computer.
    static UnlockLog ofThisComputer(const Clock &clock = Clock::system());

    void failed(const QByteArray &fileId, const QString &user) const;
    /// What failed since the last call, as a sentence for the history, and forgets it; empty when
    /// nothing did.
    QString take(const QByteArray &fileId) const;

private:
    QString fileOf(const QByteArray &fileId) const;
    QString m_folder;
    const Clock *m_clock;
};

}
