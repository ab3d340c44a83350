// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/history/historymodel.h"

#include <QFutureWatcher>

namespace safeguard {

namespace {
constexpr qint64 firstPiece = 200; ///< what a screen shows at once, and soon
constexpr qint64 nextPiece = 1000;
}

HistoryModel::HistoryModel(Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    connect(&workspace.project(), &Project::changed, this, &HistoryModel::readNewer);
    m_newest = workspace.project().entryCount();
    m_oldest = m_newest + 1;
    readOlder();
}

void HistoryModel::read(qint64 from, qint64 to, std::function<void(std::vector<HistoryLine>)> then)
{
    auto *watcher = new QFutureWatcher<Result<std::vector<HistoryLine>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [=, this] {
        watcher->deleteLater();
        auto lines = watcher->result();
        if (lines)
            then(*std::move(lines));
        else
            Q_EMIT m_workspace.refused(lines.error());
    });
    watcher->setFuture(m_workspace.project().linesLong(from, to));
}

void HistoryModel::readOlder()
{
    if (m_oldest <= 1)
        return;
    const qint64 piece = m_lines.empty() ? firstPiece : nextPiece;
    read(std::max<qint64>(1, m_oldest - piece), m_oldest - 1,
         [this](std::vector<HistoryLine> older) { takeOlder(std::move(older)); });
}

void HistoryModel::takeOlder(std::vector<HistoryLine> older)
{
    if (older.empty())
        return;
    m_oldest = older.front().sequence;
    std::vector<const HistoryLine *> wanted;
    for (auto line = older.rbegin(); line != older.rend(); ++line) {
        m_lines.push_back(std::move(*line)); // a deque leaves the others where they are
        if (isWanted(m_lines.back()))
            wanted.push_back(&m_lines.back());
    }
    if (!wanted.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(wanted.size()) - 1);
        m_shown.insert(m_shown.end(), wanted.begin(), wanted.end());
        endInsertRows();
    }
    Q_EMIT shownChanged();
    readOlder();
}

void HistoryModel::readNewer()
{
    const qint64 last = m_workspace.project().entryCount();
    if (last <= m_newest)
        return;
    const qint64 from = std::exchange(m_newest, last) + 1;
    read(from, last, [this](std::vector<HistoryLine> newer) { takeNewer(std::move(newer)); });
}

void HistoryModel::takeNewer(std::vector<HistoryLine> newer)
{
    std::vector<const HistoryLine *> wanted;
    for (HistoryLine &line : newer) {
        m_lines.push_front(std::move(line));
        if (isWanted(m_lines.front()))
            wanted.push_back(&m_lines.front());
    }
    if (!wanted.empty()) {
        beginInsertRows({}, 0, static_cast<int>(wanted.size()) - 1);
        m_shown.insert(m_shown.begin(), wanted.rbegin(), wanted.rend());
        endInsertRows();
    }
    Q_EMIT shownChanged();
}

void HistoryModel::setFilter(const HistoryFilter &filter)
{
    beginResetModel();
    m_filter = filter;
    m_names = recordsWith(filter.text, m_workspace.project().snapshot());
    m_shown.clear();
    for (const HistoryLine &line : m_lines) {
        if (isWanted(line))
            m_shown.push_back(&line);
    }
    endResetModel();
    Q_EMIT shownChanged();
}

bool HistoryModel::isComplete() const
{
    return m_oldest <= 1;
}

std::vector<qint64> HistoryModel::shownSequences() const
{
    std::vector<qint64> sequences;
    for (const HistoryLine *line : m_shown)
        sequences.push_back(line->sequence);
    return sequences;
}

const HistoryLine *HistoryModel::line(int row) const
{
    return row >= 0 && row < rowCount() ? m_shown[static_cast<size_t>(row)] : nullptr;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const HistoryLine *shown = index.isValid() ? line(index.row()) : nullptr;
    if (!shown)
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
    case KindColumn:
        return nameOf(shown->kind);
    case WhatColumn:
        return shown->isExpunged
                   ? tr("%1 (something was removed from it for good)").arg(shown->sentence)
                   : shown->sentence;
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Entry"), tr("When"), tr("Who"), tr("Kind"), tr("What")};
    return titles.value(section);
}

}
