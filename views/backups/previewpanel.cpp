// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/backups/previewpanel.h"

#include "model/store/valuetext.h"
#include "views/kit/panelparts.h"
#include "views/kit/tokens.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>

namespace safeguard {

namespace {

QTreeWidget *addList(QVBoxLayout *layout, const QString &name, const QString &objectName,
                     const QStringList &columns, int stretch)
{
    auto *list = new QTreeWidget(layout->parentWidget());
    list->setObjectName(objectName);
    list->setAccessibleName(name);
    list->setProperty("role", QStringLiteral("list"));
    list->setFocusPolicy(Qt::StrongFocus);
    list->setHeaderLabels(columns);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setTextElideMode(Qt::ElideRight);
    layout->addWidget(list, stretch);
    return list;
}

QString difference(qsizetype backup, qsizetype now)
{
    if (backup == now)
        return PreviewPanel::tr("the same");
    return backup > now ? PreviewPanel::tr("%1 more").arg(backup - now)
                        : PreviewPanel::tr("%1 fewer").arg(now - backup);
}

}

PreviewPanel::PreviewPanel(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_backup = panel::text({}, {}, this);
    m_backup->setObjectName(QStringLiteral("preview-backup"));
    m_now = panel::text({}, QStringLiteral("muted"), this);
    m_now->setObjectName(QStringLiteral("preview-now"));
    layout->addWidget(m_backup);
    layout->addWidget(m_now);
    m_counts =
        addList(layout, tr("Records in the backup and now"), QStringLiteral("preview-counts"),
                {tr("Records"), tr("In the backup"), tr("Now"), tr("The backup has")}, 3);
    m_counts->header()->setStretchLastSection(true);
    m_counts->setColumnWidth(0, 190);
    m_counts->setColumnWidth(1, 120);
    m_verdict = panel::text({}, {}, this);
    m_verdict->setObjectName(QStringLiteral("preview-verdict"));
    m_verdict->setFont(Tokens::instance().headingFont());
    layout->addWidget(m_verdict);
    m_lost = addList(layout, tr("Entries that the backup has not"), QStringLiteral("preview-lost"),
                     {tr("When"), tr("Who"), tr("What")}, 2);
    m_lost->setColumnWidth(0, 130);
    m_lost->setColumnWidth(1, 130);
}

void PreviewPanel::show(const RestorePreview &preview, const QString &whyNoCurrent)
{
    const auto words = [](const Holding::LastEntry &last) {
        return tr("entry %1 (%2, %3): %4")
            .arg(QString::number(last.sequence), momentText(last.time), last.by, last.sentence);
    };
    m_backup->setText(tr("The backup ends with %1").arg(words(preview.backup.last)));
    m_now->setText(preview.current
                       ? tr("The project ends with %1").arg(words(preview.current->last))
                       : whyNoCurrent);
    m_now->setVisible(!m_now->text().isEmpty());
    showCounts(preview);
    showLost(preview);
}

void PreviewPanel::showCounts(const RestorePreview &preview)
{
    m_counts->clear();
    m_counts->setColumnHidden(2, !preview.current);
    m_counts->setColumnHidden(3, !preview.current);
    QList<QTreeWidgetItem *> same;
    for (size_t i = 0; i < preview.backup.counts.size(); ++i) {
        const Holding::Count &count = preview.backup.counts[i];
        const qsizetype now = preview.current ? preview.current->counts[i].records : count.records;
        if (count.records == 0 && now == 0)
            continue;
        auto *item = new QTreeWidgetItem({count.name, QString::number(count.records),
                                          QString::number(now), difference(count.records, now)});
        QFont font = m_counts->font();
        font.setBold(count.records != now);
        for (int column = 0; column < 4; ++column)
            item->setFont(column, font);
        if (count.records == now)
            same += item;
        else
            m_counts->addTopLevelItem(item);
    }
    m_counts->addTopLevelItems(same); // what differs stands first
}

void PreviewPanel::showLost(const RestorePreview &preview)
{
    m_lost->clear();
    const auto changes = std::count_if(preview.lost.begin(), preview.lost.end(),
                                       [](auto &entry) { return entry.kind != EntryKind::Event; });
    m_verdict->setVisible(preview.current.has_value());
    m_lost->setVisible(!preview.lost.empty());
    m_verdict->setText(preview.lost.empty() ? tr("The backup has everything that the project has.")
                       : changes == 0
                           ? tr("No change of the content would be lost; these notes would:")
                           : tr("%n changes would not be in the restored project:", nullptr,
                                static_cast<int>(changes)));
    for (const Holding::LastEntry &entry : preview.lost) {
        auto *item =
            new QTreeWidgetItem(m_lost, {momentText(entry.time), entry.by, entry.sentence});
        item->setToolTip(2, entry.sentence);
    }
}

}
