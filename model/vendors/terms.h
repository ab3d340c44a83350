// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vendors/agreement.h"

namespace safeguard {

/// Where an agreement stands on a day.
enum class AgreementState { Draft, Negotiation, NotYet, InForce, Expired, Terminated };
QString nameOf(AgreementState state);
QString keyOf(AgreementState state);
AgreementState stateOf(const Agreement &agreement, QDate today);

/// The last day of the term that runs on that day: of one that renews itself, as often as it has
/// done so by then. None: it has no end. One that is over and does not renew itself keeps the end
/// that it had; one that was terminated ends on that day if that is earlier.
std::optional<QDate> termEnd(const Agreement &agreement, QDate today);

/// The last day on which notice ends it with the present term, or prevents that it renews itself.
/// None where no notice is agreed or it has no end.
std::optional<QDate> noticeBy(const Agreement &agreement, QDate today);

}
