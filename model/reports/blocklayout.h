// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/flow.h"
#include "model/reports/stopper.h"

namespace safeguard::report {

/// One block, ready to be put on pages of one shape.
class BlockLayout
{
public:
    virtual ~BlockLayout() = default;
    /// The pages it wants to stand on.
    virtual PageShape shape() const = 0;
    /// What must follow a heading on its page, in points.
    virtual double leastHeight() const = 0;
    virtual double spaceBefore() const = 0;
    /// Continues on further pages as needed. \a parent is the structure element to stand in.
    virtual void place(Flow &flow, int parent) = 0;
};

std::unique_ptr<BlockLayout> layoutOf(const Paragraph &paragraph, const PageShape &shape);
std::unique_ptr<BlockLayout> layoutOf(const List &list, const PageShape &shape);
std::unique_ptr<BlockLayout> layoutOf(const Note &note, const PageShape &shape);

/// Puts lines of \a text, never a single first or last line of a paragraph alone on a page; calls
/// \a backdrop with what stands on each page (may be null).
using Backdrop = std::function<void(Flow &, const QRectF &)>;
void placeLines(Flow &flow, FlowText &text, int node, double indent, const Backdrop &backdrop);

}
