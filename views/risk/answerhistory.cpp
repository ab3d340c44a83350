// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/answerhistory.h"

#include "model/project/historylines.h"

#include <QFutureWatcher>

namespace safeguard {

namespace {
constexpr qint64 step = 100;      ///< entries read at once, between which edits go on
constexpr qint64 furthest = 5000; ///< entries; beyond, it is not worth the reading
}

AnswerHistory::AnswerHistory(Project &project, QObject *parent)
    : QObject(parent)
    , m_project(project)
{
    connect(&project, &Project::changed, this, [this](const Change &change) {
        if (change.touches(QString::fromLatin1(Risk::registerKey)))
            m_read.erase(0); // "up to now" is another one
    });
}

std::optional<AnswerHistory::Answered> AnswerHistory::find(const Id<Risk> &risk, qint64 last)
{
    auto [at, isNew] = m_read.try_emplace(last);
    if (isNew) {
        at->second.to = last > 0 ? last : m_project.entryCount();
        at->second.end = qMax<qint64>(0, at->second.to - furthest);
    }
    const auto known = at->second.latest.find(risk);
    if (known != at->second.latest.end())
        return known->second;
    m_wanted = risk;
    m_wantedLast = last;
    if (!m_isReading)
        readOn(last);
    return std::nullopt;
}

void AnswerHistory::readOn(qint64 last)
{
    const auto at = m_read.find(last);
    if (at == m_read.end() || at->second.to <= at->second.end)
        return;
    m_isReading = true;
    auto *watcher = new QFutureWatcher<Result<std::vector<HistoryLine>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, last] {
        watcher->deleteLater();
        m_isReading = false;
        take(last, watcher->result());
    });
    watcher->setFuture(
        m_project.linesLong(qMax(at->second.end + 1, at->second.to - step + 1), at->second.to));
}

/// Who takes an answer back has not given the one that shows then. Read from the newest end, so an
/// undo comes before what it undid.
void AnswerHistory::read(Read &read, const HistoryLine &line)
{
    const auto takeOne = [](std::map<AnyId, int> &counts, const AnyId &id) {
        const auto at = counts.find(id);
        return at != counts.end() && at->second > 0 && at->second-- > 0;
    };
    for (const auto &[type, id] : line.records) {
        if (type->key != QLatin1String(Risk::registerKey) || read.latest.contains(id))
            continue;
        if (line.kind == EntryKind::Redo)
            ++read.redone[id];
        else if (line.kind == EntryKind::Undo)
            read.undone[id] += !takeOne(read.redone, id);
        else if (!takeOne(read.undone, id))
            read.latest.emplace(id, Answered{line.user, line.time});
    }
}

void AnswerHistory::take(qint64 last, const Result<std::vector<HistoryLine>> &lines)
{
    const auto at = m_read.find(last);
    if (!lines || lines->empty())
        return;
    if (at != m_read.end()) {
        for (auto line = lines->rbegin(); line != lines->rend(); ++line) {
            read(at->second, *line);
        }
        at->second.to = lines->front().sequence - 1;
    }
    const auto wanted = m_read.find(m_wantedLast);
    if (wanted != m_read.end() && wanted->second.latest.contains(m_wanted))
        Q_EMIT found();
    else
        readOn(m_wantedLast);
}

}
