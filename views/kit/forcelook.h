// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/deadlines/deadline.h"
#include "model/store/snapshot.h"
#include "views/kit/tokens.h"

class QPainter;
class QRect;

namespace safeguard {

/// What binds to a day, as a colour; and as a letter, for colour never says it alone.
Ink inkOf(Force force);
Ink softInkOf(Force force);
QString letterOf(Force force);
/// The letter on its colour, as high and wide as \a box.
void paintSign(QPainter *painter, const QRect &box, Force force);

/// "in 3 days", "2 days overdue"
QString standingOf(const Deadline &deadline, QDate today);
/// As one sentence for who does not see where it stands: day, title, what binds, standing.
QString spoken(const Deadline &deadline, QDate today);
/// The same on lines, with whose it is.
QString tipOf(const Deadline &deadline, const Snapshot &snapshot);

}
