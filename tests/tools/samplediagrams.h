// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/diagram/graph.h"

namespace safeguard::testing {

/// The same id for the same number, always.
AnyId numberedId(int number, int kind = 0);

/// A monitor of the heart at home and its cloud: 12 systems, nested boundaries, a vendor outside.
diagram::Graph heartMonitor();

struct SampleShape
{
    int systems = 20;
    int flows = 30;
    int lanes = 6;
    int boundaries = 5;
    double nested = 0.4; ///< share of boundaries that lie in another
    double far = 0.1;    ///< share of flows that ignore neighbourhood
    double selfLoops = 0.0;
    double twins = 0.0;  ///< share of flows that run back beside another
    double lonely = 0.0; ///< share of systems without flows
    double pinned = 0.0;
    quint32 seed = 1;
};
/// A random inventory with neighbourhoods: most flows join systems of one site or of the next lane.
diagram::Graph sampleDiagram(const SampleShape &shape);

}
