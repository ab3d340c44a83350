// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/drawing/diagramcontent.h"

namespace safeguard {

/// A diagram ready to be painted: by a report on paper, by an export into a file.
struct Drawing
{
    diagram::DisplayList list;
    QRectF bounds;           ///< scene units, with a margin
    double smallestText = 0; ///< pixel size in scene units; 0 without words
    QString altText;         ///< what the picture shows, for those who do not see it
};

struct DrawingOptions
{
    DrawingLayer layer = DrawingLayer::DataTier;
    QString subject = {}; ///< in the title, instead of the layer's name
    bool hasTitle = true;
    bool hasLegend = true;
    /// Asked while flows are routed; true gives the drawing up (its list is then empty).
    std::function<bool()> cancelled = {};
};

/// Draws one diagram from its records. A pure function; works in any thread.
Drawing drawingOf(const Snapshot &snapshot, const DerivedMaps &derived, const Id<Diagram> &diagram,
                  const diagram::Theme &theme, const DrawingOptions &options = {});

/// The same for content and routes that are at hand. \a routes is parallel to the edges.
Drawing drawingOf(const Snapshot &snapshot, const Id<Diagram> &diagram,
                  const DiagramContent &content, const std::vector<diagram::Route> &routes,
                  const diagram::Theme &theme, const DrawingOptions &options = {});

/// "Data-flow diagram ...: 12 systems, 15 flows ..."
QString altTextOf(const Snapshot &snapshot, const Id<Diagram> &diagram,
                  const DiagramContent &content);

}
