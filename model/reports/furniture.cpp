// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/furniture.h"

#include "model/reports/flow.h"

#include <algorithm>
#include <QCoreApplication>
#include <QFontMetricsF>

namespace safeguard::report {

namespace {

constexpr double headY = 38;
constexpr double footFromBottom = 44;

QString joined(const QStringList &parts)
{
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(QStringLiteral("\u2002\u00b7\u2002"));
}

class Furniture final
{
public:
    explicit Furniture(const Page &page)
        : m_left(Stationery::ofSize(page.size).margins.left())
        , m_width(Stationery::ofSize(page.size).width())
        , m_height(page.size.height())
    {}

    /// \a left is shortened where \a right needs the room.
    void putRow(double y, const QString &left, const QString &right)
    {
        const TextPtr end = shape(right, type::running, unbroken);
        const QFontMetricsF metrics(reportFont(type::running.size, false));
        const double room = m_width - end->width - 18;
        const QString fitting =
            metrics.elidedText(left, Qt::ElideRight, std::max(room, 20.0) * typeScale * 0.98);
        const TextPtr begin = shape(fitting, type::running, unbroken);
        put(begin, QPointF(m_left, y));
        put(end, QPointF(m_left + m_width - end->width, y));
    }
    void putRule(double y)
    {
        m_items.push_back({artifact, Box{QRectF(m_left, y, m_width, 0.5), palette::hairline}});
    }
    double bottom() const { return m_height; }
    std::vector<Item> take() { return std::move(m_items); }

private:
    void put(const TextPtr &text, QPointF at)
    {
        if (text->lineCount() > 0)
            m_items.push_back({artifact, TextSlice{text, 0, 1, at}});
    }

    double m_left;
    double m_width;
    double m_height;
    std::vector<Item> m_items;
};

}

std::vector<Item> furnitureOf(const DocumentInfo &info, const Page &page, int number, int count)
{
    Furniture furniture(page);
    const QString revision =
        info.revision.isEmpty()
            ? QString()
            : QCoreApplication::translate("Report", "Revision %1").arg(info.revision);
    furniture.putRow(headY, joined({info.mark, info.product, info.title}), revision);
    furniture.putRule(headY + type::running.leading + 5);
    const double foot = furniture.bottom() - footFromBottom;
    furniture.putRule(foot - 6);
    furniture.putRow(foot, joined({info.documentNumber, info.shortDigest}),
                     QCoreApplication::translate("Report", "Page %1 of %2").arg(number).arg(count));
    return furniture.take();
}

}
