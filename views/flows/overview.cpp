// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/overview.h"

#include "views/kit/tokens.h"

#include <QMouseEvent>
#include <QPainter>

namespace safeguard {

namespace {
constexpr int padding = 6;
}

Overview::Overview(CanvasView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
{
    setObjectName(QStringLiteral("overview"));
    setAccessibleName(tr("Overview map"));
    setToolTip(tr("Overview: press to go there"));
    setFixedSize(176, 112);
    setCursor(Qt::PointingHandCursor);
    const auto redraw = [this] {
        m_picture = {};
        update();
    };
    connect(&view.canvas(), &CanvasScene::contentChanged, this, redraw);
    connect(&view.canvas(), &CanvasScene::routed, this, redraw); // routes may reach further
    connect(&Tokens::instance(), &Tokens::changed, this, redraw);
    connect(&view, &CanvasView::viewChanged, this, [this] { update(); });
}

QTransform Overview::toWidget() const
{
    const QRectF content = m_view.canvas().contentRect();
    const QRectF room = QRectF(rect()).adjusted(padding, padding, -padding, -padding);
    if (content.isEmpty())
        return {};
    const double scale = std::min(room.width() / content.width(), room.height() / content.height());
    QTransform transform;
    transform.translate(room.center().x(), room.center().y());
    transform.scale(scale, scale);
    transform.translate(-content.center().x(), -content.center().y());
    return transform;
}

void Overview::drawContent()
{
    const double ratio = devicePixelRatioF();
    m_picture = QPixmap(size() * ratio);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const CanvasStyle &style = m_view.canvas().style();
    const DiagramContent &content = m_view.canvas().content();
    const QTransform transform = toWidget();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style.color(diagram::ColorRole::Boundary), 0.7));
    for (const diagram::Container &container : content.graph.containers)
        painter.drawRect(transform.mapRect(container.rect));
    painter.setPen(Qt::NoPen);
    for (const diagram::Node &node : content.graph.nodes) {
        const auto role = node.outline == diagram::ColorRole::Automatic
                              ? diagram::tierRole(node.tier)
                              : node.outline;
        painter.setBrush(style.color(role));
        QRectF rect = transform.mapRect(node.rect);
        rect.setSize(rect.size().expandedTo(QSizeF(1.5, 1.5)));
        painter.drawRect(rect);
    }
}

void Overview::paintEvent(QPaintEvent *)
{
    if (m_picture.isNull())
        drawContent();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Tokens::instance();
    painter.setPen(tokens.color(Ink::Hairline));
    painter.setBrush(tokens.color(Ink::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Tokens::radius,
                            Tokens::radius);
    painter.drawPixmap(0, 0, m_picture);
    if (m_view.canvas().contentRect().isEmpty())
        return;
    const QRectF seen = toWidget().mapRect(m_view.visibleRect());
    painter.setPen(QPen(tokens.color(Ink::Accent), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(seen.intersected(QRectF(rect()).adjusted(2, 2, -2, -2)));
}

void Overview::mousePressEvent(QMouseEvent *event)
{
    if (!m_view.canvas().contentRect().isEmpty())
        m_view.centerOn(toWidget().inverted().map(event->position()));
}

void Overview::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        mousePressEvent(event);
}

namespace {
constexpr int rowHeight = 20;
constexpr int textLeft = 42;
}

LegendPanel::LegendPanel(CanvasView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
{
    setObjectName(QStringLiteral("legend"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&view.canvas(), &CanvasScene::contentChanged, this, [this] {
        resize(sizeHint());
        QStringList words;
        for (const diagram::LegendEntry &entry : m_view.canvas().content().legend)
            words += entry.text;
        setAccessibleName(tr("Legend: %1").arg(words.join(QStringLiteral(", "))));
        update();
    });
}

QSize LegendPanel::sizeHint() const
{
    const auto &entries = m_view.canvas().content().legend;
    const QFontMetrics metrics(Tokens::instance().smallFont());
    int widest = 0;
    for (const diagram::LegendEntry &entry : entries)
        widest = std::max(widest, metrics.horizontalAdvance(entry.text));
    return {widest + textLeft + 12, static_cast<int>(entries.size()) * rowHeight + 12};
}

void LegendPanel::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::instance();
    const CanvasStyle &style = m_view.canvas().style();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens.color(Ink::Hairline));
    painter.setBrush(tokens.color(Ink::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Tokens::radius,
                            Tokens::radius);
    QRectF row(10, 6, width() - 20, rowHeight);
    for (const diagram::LegendEntry &entry : m_view.canvas().content().legend) {
        diagram::DisplayList list;
        const double y = row.center().y();
        if (!entry.digit.isEmpty())
            list.add(diagram::BadgeShape{{row.left() + 12, y}, 7.5, entry.digit, entry.role});
        else if (entry.isFlow)
            list.add(diagram::LineShape{{{row.left(), y}, {row.left() + 24, y}},
                                        entry.role,
                                        1.5,
                                        entry.dashed,
                                        false,
                                        true,
                                        0});
        else
            list.add(diagram::BoxShape{QRectF(row.left() + 2, y - 6, 20, 12), 3,
                                       diagram::ColorRole::NodeFill, entry.role, 1.5,
                                       entry.dashed});
        diagram::paint(painter, list, style.theme);
        painter.setFont(tokens.smallFont());
        painter.setPen(tokens.color(Ink::Text));
        painter.drawText(row.adjusted(textLeft - 10, 0, 10, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         entry.text);
        row.translate(0, rowHeight);
    }
}

}
