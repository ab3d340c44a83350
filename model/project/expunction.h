// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/user.h"

namespace safeguard {

/// That something was taken out of the project and its history for good: why, by whom, and which
/// entries say less than they did or which file is gone. Not what it was. Written by Project alone.
struct Expunction final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Expunction)
public:
    static constexpr auto registerKey = "expunctions";

    QString reason;
    Id<User> by;
    QDateTime at;    ///< UTC, to the second
    QString entries; ///< a line per entry: sequence, SHA-256 of its sentence and of its payload now
    QString content; ///< of a file that was removed: its SHA-256, base32; else empty

    static RegisterType describe()
    {
        return Describe<Expunction>({.singular = tr("Expunction"),
                                     .plural = tr("Expunctions"),
                                     .prefix = QStringLiteral("EXP"),
                                     .purpose = tr("What was removed for good, and why.")})
            .field<&Expunction::reason>("reason", tr("Reason"))
            .required()
            .field<&Expunction::by>("by", tr("By"))
            .author()
            .field<&Expunction::at>("at", tr("When"))
            .required()
            .field<&Expunction::entries>("entries", tr("Entries"))
            .multiline()
            .made()
            .field<&Expunction::content>("content", tr("File removed"))
            .made()
            .done();
    }
};

}
