// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/history/historyscreen.h"

#include "views/kit/registerscreen.h"
#include "views/kit/tabledress.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QSplitter>
#include <QTableView>

namespace safeguard {

namespace {
constexpr qint64 page = 200;
}

HistoryModel::HistoryModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace.project(), &Project::changed, this, &HistoryModel::refresh);
    const qint64 last = workspace.project().entryCount();
    m_entries = read(qMax<qint64>(1, last - page + 1), last);
}

std::vector<Entry> HistoryModel::read(qint64 from, qint64 to) const
{
    std::vector<Entry> entries;
    const auto done = m_workspace.project().forEachEntry(from, to, [&](Entry &&entry) {
        entry.changes = {};
        entries.push_back(std::move(entry));
        return true;
    });
    if (!done)
        Q_EMIT m_workspace.refused(done.error());
    std::reverse(entries.begin(), entries.end());
    return entries;
}

void HistoryModel::refresh()
{
    const qint64 known = m_entries.empty() ? 0 : m_entries.front().sequence;
    auto fresh = read(known + 1, m_workspace.project().entryCount());
    if (fresh.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
    m_entries.insert(m_entries.begin(), std::make_move_iterator(fresh.begin()),
                     std::make_move_iterator(fresh.end()));
    endInsertRows();
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_entries.empty() && m_entries.back().sequence > 1;
}

void HistoryModel::fetchMore(const QModelIndex &)
{
    const qint64 oldest = m_entries.back().sequence;
    auto older = read(qMax<qint64>(1, oldest - page), oldest - 1);
    if (older.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(older.size()) - 1);
    m_entries.insert(m_entries.end(), std::make_move_iterator(older.begin()),
                     std::make_move_iterator(older.end()));
    endInsertRows();
}

const Entry *HistoryModel::entry(int row) const
{
    return row >= 0 && row < rowCount() ? &m_entries[static_cast<size_t>(row)] : nullptr;
}

Result<std::vector<FieldChange>> HistoryModel::changesAt(int row) const
{
    const qint64 sequence = entry(row)->sequence;
    Entry whole;
    const auto done = m_workspace.project().forEachEntry(sequence, sequence, [&](Entry &&read) {
        whole = std::move(read);
        return true;
    });
    SG_TRY(done);
    return m_workspace.project().changesOf(whole);
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const Entry *shown = entry(index.row());
    if (!shown || !index.isValid())
        return {};
    if (role == Qt::ForegroundRole && index.column() != WhatColumn)
        return Tokens::instance().color(Ink::Muted);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case NumberColumn:
        return shown->sequence;
    case TimeColumn:
        return shown->time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case WhoColumn: {
        const User *user = m_workspace.project().snapshot().find(shown->user);
        return user ? user->fullName : QString();
    }
    case WhatColumn:
        return shown->sentence;
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Entry"), tr("When"), tr("Who"), tr("What")};
    return titles.value(section);
}

HistoryScreen::HistoryScreen(Workspace &workspace, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_model(new HistoryModel(workspace, this))
    , m_table(new QTableView)
    , m_sentence(new QLabel)
    , m_meta(new QLabel)
    , m_changes(new QListWidget)
{
    setObjectName(QStringLiteral("screen-history"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    auto *header = new ScreenHeader(tr("History"), this);
    header->note()->setText(tr("Each entry is linked to the one before and signed"));
    layout->addWidget(header);
    auto *splitter = new QSplitter;
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_table);
    splitter->addWidget(panel);
    m_table->setObjectName(QStringLiteral("table-history"));
    m_table->setAccessibleName(tr("History"));
    m_table->setModel(m_model);
    dressTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(HistoryModel::WhatColumn,
                                                      QHeaderView::Stretch);
    m_table->setColumnWidth(HistoryModel::NumberColumn, 64);
    m_table->setColumnWidth(HistoryModel::TimeColumn, 168);
    m_table->setColumnWidth(HistoryModel::WhoColumn, 130);
    auto *detail = new QFrame;
    detail->setProperty("role", QStringLiteral("panel"));
    detail->setMinimumWidth(320);
    auto *text = new QVBoxLayout(detail);
    text->setContentsMargins(16, 12, 16, 12);
    text->setSpacing(6);
    m_sentence->setWordWrap(true);
    m_sentence->setProperty("role", QStringLiteral("heading"));
    m_meta->setWordWrap(true);
    m_meta->setProperty("role", QStringLiteral("muted"));
    m_meta->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_changes->setAccessibleName(tr("What changed"));
    m_changes->setWordWrap(true);
    m_changes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    text->addWidget(m_sentence);
    text->addWidget(m_meta);
    text->addWidget(m_changes, 1);
    splitter->addWidget(detail);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({680, 360});
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HistoryScreen::showCurrent);
    m_table->setCurrentIndex(m_model->index(0, HistoryModel::WhatColumn));
    showCurrent();
}

void HistoryScreen::showCurrent()
{
    constexpr int most = 400;
    m_changes->clear();
    const Entry *entry = m_model->entry(m_table->currentIndex().row());
    if (!entry)
        return;
    m_sentence->setText(entry->sentence);
    m_meta->setText(tr("Entry %1, %2\nHash %3")
                        .arg(entry->sequence)
                        .arg(entry->time.toString(Qt::ISODateWithMs),
                             QString::fromLatin1(entry->hash.toHex().left(32))));
    auto changes = m_model->changesAt(m_table->currentIndex().row());
    if (!changes) {
        m_changes->addItem(changes.error().text);
        return;
    }
    // Words only for what is shown: an import has a hundred thousand of them.
    const auto more = static_cast<int>(changes->size()) - most;
    if (more > 0)
        changes->resize(most);
    for (const ChangeWords &words : inWords(*changes, m_workspace.project().snapshot()))
        m_changes->addItem(words.sentence);
    if (more > 0)
        m_changes->addItem(tr("and %n more", nullptr, more));
}

}
