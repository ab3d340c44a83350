// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/calendar/agreementstrip.h"

class QPainter;

namespace safeguard {

struct StripColours
{
    QColor term;
    QColor beyond; ///< of what goes on by itself
    QColor over;   ///< of an agreement that has ended
    QColor line;
    QColor notice;
    QColor today;
    QColor ground;
};

/// Parts of a bar in a box that reaches from one day to another, on a screen or on paper. Opaque.
void paintStrip(QPainter &painter, const QRectF &box, const std::vector<StripPart> &parts,
                QDate from, QDate to, bool isOver, const StripColours &colours);

}
