// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/reports/badgeshape.h"

namespace safeguard::report {

/// The frame that all rows of a table share.
struct RowFrame
{
    std::vector<double> widths;
    std::vector<Table::Align> aligns;
    bool rowHeaders = false;
    int lastSpans = 1; ///< columns of the table that the last cell takes
};

/// One table row, broken into lines; put as a whole or in slices of its lines.
class RowShape final
{
public:
    enum class Kind {
        Head,
        Body,
        Label ///< a label and its value, or two of both
    };
    RowShape(const std::vector<Cell> &cells, const RowFrame &frame, Kind kind);

    double height() const;
    /// Makes the row's elements below \a table; without it the row is an artifact.
    void begin(Flow &flow, int table);
    /// Puts as much as fits into \a height points from the flow's position on and advances past it.
    /// False when not one line fits. \a force puts at least a line per cell.
    bool putSlice(Flow &flow, double height, bool force);
    bool isDone() const;

private:
    bool isHeader(size_t column) const;
    struct Part
    {
        FlowText text;
        std::optional<BadgeShape> badge;
        int node = artifact;
        int line = 0;
        double x = 0;
        double height() const;
        double gap() const { return text.lineCount() > 0 ? 2 : 0; }
    };
    double sliceHeight(double room, bool force) const;
    static int linesFitting(const Part &part, double room, bool force);
    static void putPart(Flow &flow, Part &part, double room, bool force);

    std::vector<Part> m_parts;
    Kind m_kind;
    bool m_rowHeaders;
    int m_lastSpans;
};

}
