// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diagram/displaylist.h"

#include <algorithm>

namespace safeguard::diagram {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("Diagram", text);
}

void addTiers(std::vector<LegendEntry> &legend, const Graph &graph)
{
    const char *const names[] = {QT_TRANSLATE_NOOP("Diagram", "Tier 1: ePHI"),
                                 QT_TRANSLATE_NOOP("Diagram", "Tier 2: ePHI when linked"),
                                 QT_TRANSLATE_NOOP("Diagram", "Tier 3: de-identified with proof"),
                                 QT_TRANSLATE_NOOP("Diagram", "Tier 4: operational")};
    for (int tier = 1; tier <= 4; ++tier) {
        const auto here = [tier](const auto &element) { return element.tier == tier; };
        if (std::any_of(graph.nodes.begin(), graph.nodes.end(), here) ||
            std::any_of(graph.edges.begin(), graph.edges.end(), here))
            legend.push_back({words(names[tier - 1]), tierRole(tier), false, false, Glyph::None,
                              QString::number(tier)});
    }
}

}

std::vector<LegendEntry> legendFor(const Graph &graph)
{
    std::vector<LegendEntry> legend;
    addTiers(legend, graph);
    const auto any = [&graph](Glyph glyph) {
        return std::any_of(graph.edges.begin(), graph.edges.end(),
                           [glyph](const Edge &edge) { return edge.glyph == glyph; });
    };
    if (any(Glyph::Lock))
        legend.push_back({words(QT_TRANSLATE_NOOP("Diagram", "Encrypted in transit")),
                          ColorRole::Neutral, true, false, Glyph::Lock});
    if (any(Glyph::Warning))
        legend.push_back({words(QT_TRANSLATE_NOOP("Diagram", "Not encrypted")), ColorRole::Danger,
                          true, true, Glyph::Warning});
    if (any(Glyph::Question))
        legend.push_back({words(QT_TRANSLATE_NOOP("Diagram", "Encryption unknown")),
                          ColorRole::Caution, true, true, Glyph::Question});
    if (!graph.containers.empty())
        legend.push_back({words(QT_TRANSLATE_NOOP("Diagram", "Trust boundary")),
                          ColorRole::Boundary, false, true});
    return legend;
}

}
