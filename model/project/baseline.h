// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/user.h"

namespace safeguard {

/// A named state of the whole project, to compare with later. The content is what the history says
/// as of its entry; the digest, over everything there was, proves it. Written by Project alone.
struct Baseline final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Baseline)
public:
    static constexpr auto registerKey = "baselines";

    QString name;
    QString note;
    std::optional<int> entry; ///< the last one that it covers
    QString digest;           ///< Snapshot::digest(), base32
    Id<User> takenBy;
    QDateTime taken; ///< UTC, to the second

    static RegisterType describe()
    {
        return Describe<Baseline>(
                   {.singular = tr("Baseline"),
                    .plural = tr("Baselines"),
                    .prefix = QStringLiteral("BAS"),
                    .purpose = tr("Named states of the whole project, to compare with "
                                  "later. Signing one approves all of it.")})
            .field<&Baseline::name>("name", tr("Name"))
            .required()
            .unique()
            .field<&Baseline::note>("note", tr("What it is for"))
            .multiline()
            .field<&Baseline::entry>("entry", tr("Last entry"))
            .required()
            .field<&Baseline::digest>("digest", tr("Digest of the content"))
            .required()
            .made()
            .field<&Baseline::takenBy>("taken_by", tr("Taken by"))
            .author()
            .field<&Baseline::taken>("taken", tr("Taken"))
            .required()
            .done();
    }
};

}
