// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/icon.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace safeguard {

namespace {

/// Paints the SVG afresh in the tokens' present colour, at any scale.
class StrokeIcon final : public QIconEngine
{
public:
    StrokeIcon(QByteArray svg, Ink ink)
        : m_svg(std::move(svg))
        , m_ink(ink)
    {}
    QIconEngine *clone() const override { return new StrokeIcon(m_svg, m_ink); }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const Ink ink = mode == QIcon::Disabled   ? Ink::Outline
                        : mode == QIcon::Selected ? Ink::OnAccentSoft
                                                  : m_ink;
        QByteArray svg = m_svg;
        svg.replace("currentColor", Tokens::instance().css(ink).toLatin1());
        QSvgRenderer(svg).render(painter, rect);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

private:
    QByteArray m_svg;
    Ink m_ink;
};

}

QIcon icon(const QString &name, Ink ink)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new StrokeIcon(file.readAll(), ink));
}

}
