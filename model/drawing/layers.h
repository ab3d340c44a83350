// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/displaylist.h"
#include "model/flows/coverage.h"

namespace safeguard {

/// What the colours, marks and second lines of a diagram tell.
enum class DrawingLayer { DataTier, Encryption, Operator, Environment };
inline constexpr std::array allLayers{DrawingLayer::DataTier, DrawingLayer::Encryption,
                                      DrawingLayer::Operator, DrawingLayer::Environment};
/// Stable, for stored view state.
QString layerKey(DrawingLayer layer);
QString layerName(DrawingLayer layer);
std::optional<DrawingLayer> layerFrom(QStringView key);

/// What is derived from the records, as far as it is known yet. It may be of an earlier snapshot:
/// what it does not know has no tier.
struct DerivedMaps
{
    const DataMap *map = nullptr;
    const EncryptionMap *encryption = nullptr;
};

/// Gives colours, marks and second lines to a graph whose nodes and edges have the ids of systems
/// and flows. Returns its legend, of what occurs only.
std::vector<diagram::LegendEntry> paintLayer(diagram::Graph &graph, DrawingLayer layer,
                                             const Snapshot &snapshot, const DerivedMaps &derived);

}
