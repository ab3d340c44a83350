// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/badgeshape.h"

#include "model/reports/columnfit.h"

#include <algorithm>

namespace safeguard::report {

namespace {
constexpr double pad = 4;
constexpr double radius = 2.5;

double markWidthOf(const QString &mark)
{
    return mark.isEmpty() ? 0 : std::max(12.0, roughWidth(mark, type::badge) * 1.05 + 2 * pad);
}
}

BadgeShape::BadgeShape(const Badge &badge, double width)
    : m_colours(palette::badge(badge.tone))
    , m_markWidth(markWidthOf(badge.mark))
    , m_word(plain(badge.word), type::badge.with(m_colours.strong),
             std::max(width - m_markWidth - 2 * pad, 12.0))
{
    if (!badge.mark.isEmpty())
        m_mark = FlowText(plain(badge.mark), type::badge.with(palette::white), m_markWidth,
                          Qt::AlignHCenter);
}

void BadgeShape::put(Flow &flow, int node, QPointF at)
{
    const double wordWidth = m_word.text()->width + 2 * pad;
    flow.put(artifact, Box{QRectF(at.x(), at.y(), m_markWidth + wordWidth, height()),
                           m_colours.ground, radius});
    if (m_markWidth > 0) {
        flow.put(artifact,
                 Box{QRectF(at.x(), at.y(), m_markWidth, height()), m_colours.strong, radius});
        m_mark.put(flow, node, QPointF(at.x(), at.y() + 1.5));
    }
    m_word.put(flow, node, QPointF(at.x() + m_markWidth + pad, at.y() + 1.5));
}

double BadgeShape::naturalWidth(const Badge &badge)
{
    return markWidthOf(badge.mark) + roughWidth(badge.word, type::badge) * 1.05 + 2 * pad + 1;
}

}
