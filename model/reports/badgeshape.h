// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/flow.h"

namespace safeguard::report {

/// A badge fitted into a width: its mark on a strong field, its word on a pale one.
class BadgeShape final
{
public:
    BadgeShape(const Badge &badge, double width);
    double height() const { return m_word.height() + 3; }
    /// With its text as content of element \a node.
    void put(Flow &flow, int node, QPointF at);
    /// On one line, in points.
    static double naturalWidth(const Badge &badge);

private:
    palette::BadgeColours m_colours;
    double m_markWidth = 0;
    FlowText m_mark;
    FlowText m_word;
};

}
