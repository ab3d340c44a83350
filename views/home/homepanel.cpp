// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/homepanel.h"

#include "views/kit/celldelegate.h"
#include "views/kit/panelparts.h"
#include "views/kit/recordtablemodel.h"
#include "views/kit/tabledress.h"

#include <QBoxLayout>

namespace safeguard {

HomeTableModel::HomeTableModel(QStringList titles, QObject *parent)
    : QAbstractTableModel(parent)
    , m_titles(std::move(titles))
{}

int HomeTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HomeTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HomeTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const HomeRow &shown = row(index.row());
    if (role == RecordTableModel::InkRole && index.column() == BadgeColumn)
        return int(shown.ink);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    return index.column() == LeadColumn   ? shown.lead
           : index.column() == WhatColumn ? shown.what
                                          : shown.badge;
}

QVariant HomeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? m_titles.value(section)
                                                                    : QVariant();
}

void HomeTableModel::show(HomeRows rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

HomePanel::HomePanel(const QString &key, const QString &title, const QString &screenTitle,
                     const Address &screen, HomePicture *picture, const QStringList &columns,
                     QWidget *parent)
    : QFrame(parent)
    , m_screen(screen)
    , m_picture(picture)
{
    setObjectName(QStringLiteral("home-") + key);
    setProperty("role", QStringLiteral("panel"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 10, 1, 1);
    layout->setSpacing(6);
    layout->addWidget(makeHead(title, screenTitle));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(14, 0, 14, 4);
    row->setSpacing(14);
    picture->setParent(this);
    picture->setObjectName(QStringLiteral("home-picture-") + key);
    picture->setAccessibleName(title);
    picture->setFixedSize(picture->sizeHint());
    connect(picture, &QAbstractButton::clicked, this, [this] { Q_EMIT asked(m_screen); });
    m_words = panel::text({}, {}, this);
    m_words->setObjectName(QStringLiteral("home-words-") + key);
    row->addWidget(picture);
    row->addWidget(m_words, 1);
    layout->addLayout(row);
    m_empty = panel::text({}, QStringLiteral("muted"), this);
    m_empty->setContentsMargins(14, 4, 14, 4);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_empty, 1);
    makeTable(key, title, columns);
    layout->addWidget(m_table, 1);
}

QWidget *HomePanel::makeHead(const QString &title, const QString &screenTitle)
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(14, 0, 8, 0);
    auto *heading = panel::text(title, QStringLiteral("heading"), head);
    heading->setWordWrap(false);
    auto *go = new QPushButton(QStringLiteral("%1 \u203a").arg(screenTitle), head);
    go->setProperty("role", QStringLiteral("quiet"));
    go->setAccessibleName(screenTitle);
    connect(go, &QPushButton::clicked, this, [this] { Q_EMIT asked(m_screen); });
    row->addWidget(heading, 1);
    row->addWidget(go);
    return head;
}

void HomePanel::makeTable(const QString &key, const QString &title, const QStringList &columns)
{
    m_model = new HomeTableModel(columns, this);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("home-table-") + key);
    m_table->setAccessibleName(title);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CellDelegate(m_table));
    dressTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->setDefaultSectionSize(2 * m_table->fontMetrics().lineSpacing() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(HomeTableModel::WhatColumn,
                                                      QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT asked(m_model->row(index.row()).to); });
}

void HomePanel::show(HomeContent content)
{
    QStringList words;
    for (const HomePart &part : content.parts) {
        if (part.amount > 0)
            words += QStringLiteral("<span style=\"color:%1\">\u25a0</span>&nbsp;%2")
                         .arg(Tokens::instance().css(part.ink), part.words.toHtmlEscaped());
    }
    m_words->setTextFormat(Qt::RichText);
    m_words->setText(words.join(QStringLiteral("<br>")));
    m_picture->setParts(content.figure, std::move(content.parts));
    const bool isEmpty = content.rows.empty();
    panel::showIn(m_empty, isEmpty ? content.empty : QString());
    m_table->setVisible(!isEmpty);
    m_model->show(std::move(content.rows));
    const QFontMetrics letters = m_table->fontMetrics();
    int lead = letters.horizontalAdvance(QStringLiteral("0000"));
    for (int row = 0; row < m_model->rowCount(); ++row)
        lead = qMax(lead, letters.horizontalAdvance(m_model->row(row).lead));
    m_table->setColumnWidth(HomeTableModel::LeadColumn, lead + 24);
    m_table->resizeColumnToContents(HomeTableModel::BadgeColumn);
    m_table->setColumnWidth(HomeTableModel::BadgeColumn,
                            qBound(64, m_table->columnWidth(HomeTableModel::BadgeColumn), 124));
}

}
