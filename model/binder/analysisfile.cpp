// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/analysisfile.h"

#include "model/binder/words.h"

#include <QFutureWatcher>
#include <QPromise>

namespace safeguard {

namespace {

/// By number, the last one first.
std::vector<const Assessment *> analysesIn(const Snapshot &snapshot)
{
    auto all = snapshot.inOrder<Assessment>();
    std::reverse(all.begin(), all.end());
    return all;
}

const Baseline *baselineOf(const Assessment *assessment, const Snapshot &now)
{
    return assessment ? now.find(assessment->baseline) : nullptr;
}

qint64 entryOf(const Assessment *assessment, const Snapshot &now)
{
    const Baseline *baseline = baselineOf(assessment, now);
    return baseline ? baseline->entry.value_or(0) : 0;
}

Result<std::shared_ptr<const Derived>> derivedAt(const Project &project, qint64 entry,
                                                 const VaultProgress &progress)
{
    const auto content = project.contentAt(entry, progress);
    SG_TRY(content);
    return std::make_shared<const Derived>(*content);
}

using State = QPromise<Result<Snapshot>>;

/// Reads an old state as soon as nothing longer is under way. Goes with the project, and then
/// there is no result.
void readWhenFree(Project &project, qint64 entry, const VaultProgress &progress,
                  const std::shared_ptr<State> &state)
{
    if (project.isBusy()) {
        QObject::connect(
            &project, &Project::busyChanged, &project,
            [=, &project] { readWhenFree(project, entry, progress, state); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        return;
    }
    auto *watcher = new QFutureWatcher<Result<Snapshot>>(&project);
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [watcher, state] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            state->addResult(watcher->result());
        state->finish();
    });
    watcher->setFuture(project.contentAtLong(entry, progress));
}

QFuture<Result<Snapshot>> stateAt(Project &project, qint64 entry, const VaultProgress &progress)
{
    const auto state = std::make_shared<State>();
    state->start();
    readWhenFree(project, entry, progress, state);
    return state->future();
}

Result<std::shared_ptr<const Derived>> derivedOf(QFuture<Result<Snapshot>> state)
{
    state.waitForFinished();
    if (state.resultCount() == 0)
        return failure(ErrorCode::Cancelled, binder::Words::tr("The project was closed."));
    const auto content = state.result();
    SG_TRY(content);
    return std::make_shared<const Derived>(*content);
}

}

AnalysisEntries entriesOf(const Snapshot &now, const Id<Assessment> &id)
{
    AnalysisEntries entries;
    const Assessment *meant = nullptr;
    for (const Assessment *assessment : analysesIn(now)) {
        if (!meant && (id.isNull() || idOf(*assessment) == id)) {
            meant = assessment;
            entries.id = idOf(*assessment);
            entries.content = entryOf(assessment, now);
        } else if (meant && !entries.before) {
            entries.before = entryOf(assessment, now);
        }
    }
    return entries;
}

const Assessment *AnalysisFile::assessment() const
{
    const Assessment *last = risks().assessment();
    return now.find(!id.isNull() || !last ? id : idOf(*last));
}

bool AnalysisFile::isLatest() const
{
    const auto all = analysesIn(now);
    return !all.empty() && all.front() == assessment();
}

bool AnalysisFile::isFrozen() const
{
    return baselineOf(assessment(), now);
}

std::optional<QDateTime> AnalysisFile::frozenAt() const
{
    const Baseline *baseline = baselineOf(assessment(), now);
    return baseline ? std::optional(baseline->taken) : std::nullopt;
}

QString AnalysisFile::nameBefore() const
{
    const Assessment *then = before ? before->risks.assessment() : nullptr;
    return then ? then->name : QString();
}

qint64 questionsOutOfDate(const AnalysisFile &file)
{
    if (!file.isFrozen() || !file.isLatest())
        return 0;
    const Coverage coverage = RiskMap(DataMap(file.now)).coverage();
    return coverage.all() - coverage.done();
}

Result<AnalysisFile> readAnalysis(const Project &project, std::shared_ptr<const Derived> derived,
                                  const Id<Assessment> &id, const VaultProgress &progress)
{
    AnalysisFile file{project.snapshot(), std::move(derived), nullptr, factsOf(project)};
    const AnalysisEntries entries = entriesOf(file.now, id);
    file.id = entries.id;
    if (entries.content > 0) {
        auto content = derivedAt(project, entries.content, progress);
        SG_TRY(content);
        file.content = *std::move(content);
    }
    if (entries.before > 0) {
        auto before = derivedAt(project, entries.before, progress);
        SG_TRY(before);
        file.before = *std::move(before);
    }
    return file;
}

AnalysisReading::AnalysisReading(Project &project, const Id<Assessment> &id,
                                 const VaultProgress &progress)
    : m_now(project.snapshot())
    , m_facts(factsOf(project))
{
    const AnalysisEntries entries = entriesOf(m_now, id);
    m_id = entries.id;
    if (entries.content > 0)
        m_content = stateAt(project, entries.content, progress);
    if (entries.before > 0)
        m_before = stateAt(project, entries.before, progress);
}

Result<AnalysisFile> AnalysisReading::file() const
{
    AnalysisFile file{m_now, nullptr, nullptr, m_facts, m_id};
    if (m_before) {
        auto before = derivedOf(*m_before);
        SG_TRY(before);
        file.before = *std::move(before);
    }
    if (m_content) {
        auto content = derivedOf(*m_content);
        SG_TRY(content);
        file.content = *std::move(content);
    } else {
        file.content = std::make_shared<const Derived>(m_now);
    }
    return file;
}

}
