// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/snapshot.h"
#include "model/vendors/agreementterm.h"

namespace safeguard {

/// An agreement as a bar on a strip of time.
struct AgreementBar
{
    /// The days from the last one for notice to the end of its term: too late by then.
    struct Notice
    {
        QDate last;
        QDate end;
        friend bool operator==(const Notice &, const Notice &) = default;
    };

    Id<Agreement> agreement;
    QDate begins;
    std::optional<QDate> ends;   ///< the last day of the present term; none: without end
    bool renews = false;         ///< goes on by itself after that
    std::optional<QDate> notice; ///< the last day for it, of the present term; none once it is over
    std::vector<Notice> notices; ///< that touch the time asked for, in order
    AgreementState state = AgreementState::InForce;

    /// It is in force on that day, or will be unless somebody gives notice.
    bool covers(QDate day) const { return begins <= day && (!ends || renews || day <= *ends); }
    /// It goes on by itself on that day.
    bool isBeyondTerm(QDate day) const { return renews && ends && *ends < day; }
};

/// The agreements that were executed and are, or were, in force at some time between two days: by
/// the day on which something is to be done first, then by name. Those without a beginning have no
/// bar.
std::vector<AgreementBar> agreementBars(const Snapshot &snapshot, QDate from, QDate to);

}
