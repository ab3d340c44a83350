// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/sidebar.h"

#include "views/kit/icon.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace safeguard {

namespace {

enum Roles { KeyRole = Qt::UserRole, CountRole, AlertRole };

class SideDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {180, index.data(KeyRole).isNull() ? 30 : 27};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Tokens &tokens = Tokens::instance();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isHeading = index.data(KeyRole).isNull();
        if (isHeading) {
            QFont font = tokens.smallFont();
            font.setWeight(QFont::DemiBold);
            painter->setFont(font);
            painter->setPen(tokens.color(Ink::Muted));
            painter->drawText(option.rect.adjusted(14, 8, -8, 0), Qt::AlignVCenter,
                              index.data().toString());
            painter->restore();
            return;
        }
        const bool isSelected = option.state & QStyle::State_Selected;
        const bool isHovered = option.state & QStyle::State_MouseOver;
        const QRectF pill = QRectF(option.rect).adjusted(6, 1, -6, -1);
        if (isSelected || isHovered) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.color(isSelected ? Ink::AccentSoft : Ink::PanelAlt));
            painter->drawRoundedRect(pill, 6, 6);
        }
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(tokens.color(Ink::Accent), 1.5));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(pill, 6, 6);
        }
        const QRect iconRect(option.rect.left() + 14, option.rect.center().y() - 8, 17, 17);
        icon(index.data(Qt::UserRole + 10).toString(), isSelected ? Ink::OnAccentSoft : Ink::Muted)
            .paint(painter, iconRect);
        QFont font = option.font;
        font.setWeight(isSelected ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(tokens.color(isSelected ? Ink::OnAccentSoft : Ink::Text));
        const QString count = index.data(CountRole).toString();
        const int countWidth = QFontMetrics(font).horizontalAdvance(count);
        const QRect text = option.rect.adjusted(40, 0, -22 - countWidth, 0);
        painter->drawText(
            text, Qt::AlignVCenter,
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->setFont(tokens.smallFont());
        painter->setPen(tokens.color(index.data(AlertRole).toBool() ? Ink::Danger : Ink::Muted));
        painter->drawText(option.rect.adjusted(0, 0, -16, 0), Qt::AlignVCenter | Qt::AlignRight,
                          count);
        painter->restore();
    }
};

}

SideBar::SideBar(const std::vector<ScreenInfo> &screens, QWidget *parent)
    : QListWidget(parent)
    , m_screens(screens)
{
    setObjectName(QStringLiteral("sidebar"));
    setAccessibleName(tr("Screens"));
    setProperty("role", QStringLiteral("side"));
    setFixedWidth(212);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setItemDelegate(new SideDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    QString group;
    for (const ScreenInfo &screen : screens) {
        if (!screen.within.isEmpty())
            continue;
        if (screen.group != group) {
            group = screen.group;
            auto *heading = new QListWidgetItem(group, this);
            heading->setFlags(Qt::NoItemFlags);
        }
        auto *item = new QListWidgetItem(screen.title, this);
        item->setData(KeyRole, screen.key);
        item->setData(Qt::UserRole + 10, screen.icon);
    }
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            Q_EMIT chosen(item->data(KeyRole).toString());
    });
    // Its line may be current for a screen that it leads to.
    connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        if (item->data(KeyRole).toString() != m_shown)
            Q_EMIT chosen(item->data(KeyRole).toString());
    });
    connect(this, &QListWidget::itemActivated, this, &QListWidget::itemClicked);
}

void SideBar::setCounts(const Snapshot &snapshot, const Derived *derived)
{
    for (int row = 0; row < count(); ++row) {
        QListWidgetItem *entry = item(row);
        const QString key = entry->data(KeyRole).toString();
        for (const ScreenInfo &screen : m_screens) {
            if (screen.key != key || !screen.count)
                continue;
            const ScreenCount count = screen.count(snapshot, derived);
            entry->setData(CountRole, count.text);
            entry->setData(AlertRole, count.isAlert);
            entry->setData(Qt::AccessibleTextRole, screen.title + u' ' + count.text);
        }
    }
}

void SideBar::forgetCounts()
{
    for (int row = 0; row < count(); ++row) {
        item(row)->setData(CountRole, {});
        item(row)->setData(Qt::AccessibleTextRole, {});
    }
}

void SideBar::setCurrent(const QString &key)
{
    m_shown = key;
    const auto info = std::find_if(m_screens.begin(), m_screens.end(),
                                   [&](const ScreenInfo &screen) { return screen.key == key; });
    const QString line = info == m_screens.end() || info->within.isEmpty() ? key : info->within;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(KeyRole).toString() == line && currentRow() != row) {
            const QSignalBlocker blocker(this);
            setCurrentRow(row);
        }
    }
}

}
