// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vendors/agreement.h"

namespace safeguard {

/// Where an agreement stands in time, on a day.
struct AgreementTerm
{
    QDate ends;          ///< the last day of the present term
    bool renews = false; ///< by itself, when nobody gives notice
    /// The last day on which notice can be given: for the present term or, when that day is over,
    /// for the first one for which it is not. None where nothing renews itself or the days of
    /// notice are not on record.
    std::optional<QDate> notice;

    bool hasEnded(QDate today) const { return ends < today; }
};

/// None for an agreement that is not executed or has no end. A new term begins on the day after
/// the last one ended: one that ended with a month ends with a month again. An agreement that was
/// terminated ends on that day and renews itself no more.
std::optional<AgreementTerm> termOf(const Agreement &agreement, QDate today);

/// Where an agreement stands on a day.
enum class AgreementState { Draft, Negotiation, NotYet, InForce, Expired, Terminated };
QString nameOf(AgreementState state);
QString keyOf(AgreementState state);
AgreementState stateOf(const Agreement &agreement, QDate today);

}
