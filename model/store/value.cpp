// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/value.h"

#include <cmath>

namespace safeguard {

QString textOf(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

QString toText(const Polyline &points)
{
    QStringList parts;
    for (const QPointF &p : points)
        parts +=
            QString::number(p.x(), 'g', 12) + QLatin1Char(',') + QString::number(p.y(), 'g', 12);
    return parts.join(QLatin1Char(' '));
}

std::optional<Polyline> polylineFromText(QStringView text)
{
    Polyline points;
    for (const QStringView part : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto comma = part.indexOf(QLatin1Char(','));
        bool okX = false;
        bool okY = false;
        const double x = part.left(comma).toDouble(&okX);
        const double y = part.mid(comma + 1).toDouble(&okY);
        if (comma < 0 || !okX || !okY || !std::isfinite(x) || !std::isfinite(y))
            return std::nullopt;
        points.emplace_back(x, y);
    }
    return points;
}

}
