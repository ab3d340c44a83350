// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/deadline.h"
#include "model/project/edit.h"

namespace safeguard {

/// Moves a deadline to another day by setting the field of its record that says the day. Nothing
/// changes when it is that day already. Errors: Refused, with whyFixed() where it cannot be moved;
/// NotFound, when the record is gone; InvalidInput, for a day that is none.
Status reschedule(Edit &edit, const Deadline &deadline, QDate day);

/// "Move “Action: Encrypt backups” to 2026-03-05", for the history and what is undone.
QString rescheduleSentence(const Deadline &deadline, QDate day);

}
