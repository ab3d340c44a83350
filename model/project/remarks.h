// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/comment.h"
#include "model/project/rights.h"

namespace safeguard {

/// Whether what a record says of its time fits the moment in which it was entered.
bool isAround(const QDateTime &said, const QDateTime &entered);

/// Why \a user may not do that to a comment, as a sentence; empty when they may. A comment is its
/// author's: others only say that it is resolved. It goes with what it is about, by its author or
/// by a Security Officer. \a before is null for a new one, \a after for one that is removed.
QString faultInRemark(const User &user, const Comment *before, const Comment *after,
                      bool isSubjectGone, const QDateTime &entered);

}
