// SPDX-License-Identifier: GPL-3.0-or-later

// What a long history costs: a project with many entries beside one of the same content with few,
// and what reading, proving and going back take. `bench-history [entries]`, in the temporary
// folder; where that lies in memory, making the entries takes a fraction of the time.

#include "model/inventory/system.h"
#include "model/newproject.h"
#include "model/project/project.h"
#include "model/registers.h"
#include "tests/benchmarks/benchtools.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QTemporaryDir>
#include <QTimer>

using namespace safeguard;
using bench::must;
using bench::timed;

namespace {

constexpr int systemCount = 500;

Secret passphrase()
{
    return Secret::fromText(QStringLiteral("correct horse battery staple"));
}

void say(const char *what, double ms, const QString &more = {})
{
    std::printf("%-44s %9.2f ms  %s\n", what, ms, qPrintable(more));
    std::fflush(stdout);
}

void sayRatio(const char *what, double ours, double plain, double goal)
{
    say(what, ours,
        QStringLiteral("few %1 ms  %2x%3")
            .arg(plain, 9, 'f', 2)
            .arg(ours / plain, 5, 'f', 2)
            .arg(ours / plain > goal ? QStringLiteral("  (misses its goal)") : QString()));
}

std::unique_ptr<Project> newProject(const QString &path)
{
    auto project = must(createProject(path, {QStringLiteral("Bench"), QStringLiteral("dana"),
                                             QStringLiteral("Dana"), passphrase()}));
    must(project->perform(QStringLiteral("Add the systems"), [](Edit &edit) {
        for (int i = 0; i < systemCount; ++i) {
            System system;
            system.name = QStringLiteral("System %1").arg(i);
            system.description = QStringLiteral("Receives telemetry and keeps it for a while.");
            edit.put(std::move(system));
        }
        return Status();
    }));
    return project;
}

std::unique_ptr<Project> opened(const QString &path)
{
    return must(openProject(path, {QStringLiteral("dana"), passphrase()}));
}

/// One field of one system each, as somebody types it.
void addEdits(Project &project, int count)
{
    std::vector<Id<System>> ids;
    for (const System *system : project.snapshot().inOrder<System>())
        ids.push_back(idOf(*system));
    for (int i = 0; i < count; ++i) {
        const Id<System> id = ids[size_t(i) % ids.size()];
        must(project.perform(
            QStringLiteral("Change Description of System %1").arg(i % systemCount),
            [&](Edit &edit) {
                edit.change(id, [&](System &system) {
                    system.description =
                        QStringLiteral("Receives telemetry and keeps it for %1 days.").arg(i);
                });
                return Status();
            }));
    }
}

/// Opening without the derivation of the key, which costs the same however long the history is.
/// The least of each, since whatever else the machine does only adds to it.
double openingOf(const QString &path)
{
    double whole = std::numeric_limits<double>::max();
    double derivation = whole;
    for (int i = 0; i < 25; ++i) {
        std::unique_ptr<Project> project;
        whole = std::min(whole, timed([&] { project = opened(path); }));
        project.reset();
        auto vault =
            must(Vault::open(path, {QStringLiteral("dana"), passphrase()}, Access::ReadOnly));
        derivation =
            std::min(derivation, timed([&] { must(vault->checkPassphrase(passphrase())); }));
    }
    return whole - derivation;
}

/// Reads all lines, newest first, as a list that grows while one looks at it; a timer that wants
/// to fire each millisecond sees how long the thread was not free.
class Reader final : public QObject
{
public:
    explicit Reader(Project &project)
        : m_project(project)
        , m_to(project.entryCount())
    {
        m_watchdog.setTimerType(Qt::PreciseTimer);
        m_watchdog.setInterval(1);
        connect(&m_watchdog, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, double(m_since.nsecsElapsed()) / 1e6);
            m_since.restart();
        });
        connect(&m_watcher, &QFutureWatcherBase::finished, this, &Reader::take);
    }
    /// The longest time in which the thread was not free, in milliseconds.
    double run()
    {
        m_since.start();
        m_watchdog.start();
        ask();
        m_loop.exec();
        return std::max(m_longest, double(m_since.nsecsElapsed()) / 1e6);
    }
    size_t size() const { return m_lines.size(); }

private:
    void ask()
    {
        constexpr qint64 atOnce = 2000;
        m_watcher.setFuture(m_project.linesLong(std::max<qint64>(1, m_to - atOnce + 1), m_to));
        m_to -= atOnce;
    }
    void take()
    {
        auto lines = must(m_watcher.future().takeResult());
        m_lines.insert(m_lines.end(), std::make_move_iterator(lines.rbegin()),
                       std::make_move_iterator(lines.rend()));
        if (m_to > 0)
            ask();
        else
            m_loop.quit();
    }
    Project &m_project;
    qint64 m_to;
    std::vector<HistoryLine> m_lines;
    QFutureWatcher<Result<std::vector<HistoryLine>>> m_watcher;
    QTimer m_watchdog;
    QElapsedTimer m_since;
    QEventLoop m_loop;
    double m_longest = 0;
};

QString perSecond(qint64 entries, double ms)
{
    return QStringLiteral("%1 entries a second").arg(double(entries) / ms * 1000, 0, 'f', 0);
}

void benchReading(Project &project)
{
    const qint64 entries = project.entryCount();
    std::vector<HistoryLine> lines;
    const double read = timed([&] {
        auto future = project.linesLong(1, entries);
        future.waitForFinished();
        lines = must(future.takeResult());
    });
    say("lines of all entries", read, perSecond(entries, read));
    HistoryFilter filter;
    filter.text = QStringLiteral("System 49");
    size_t found = 0;
    const double filtered = timed([&] {
        const auto names = recordsWith(filter.text, project.snapshot());
        for (const HistoryLine &line : lines)
            found += filter.matches(line, names) ? 1 : 0;
    });
    say("filter over them by text", filtered, QStringLiteral("%1 found").arg(found));
    lines.clear();
    Reader reader(project);
    double longest = 0;
    const double inPieces = timed([&] { longest = reader.run(); });
    say("all of them in pieces", inPieces,
        QStringLiteral("longest block of the main thread %1 ms").arg(longest, 0, 'f', 2));
    if (reader.size() != size_t(entries))
        qFatal("lines are missing");
    const double back = timed([&] { must(project.contentAt(entries / 2)); });
    say("content after the middle entry", back, perSecond(entries / 2, back));
    const double verified = timed([&] {
        if (!must(project.verify({})).isSound())
            qFatal("not sound");
    });
    say("verify", verified, perSecond(entries, verified));
}

}

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int entries = argc > 1 ? qMax(100, std::atoi(argv[1])) : 100'000;
    const QTemporaryDir dir;
    const QString few = dir.filePath(QStringLiteral("few.safeguard"));
    const QString many = dir.filePath(QStringLiteral("many.safeguard"));
    newProject(few).reset();
    newProject(many).reset();
    const qint64 before = QFileInfo(many).size();
    auto project = opened(many);
    const double made = timed([&] { addEdits(*project, entries); });
    say("edits of one field, made", made, perSecond(entries, made));
    project.reset();
    const qint64 after = QFileInfo(many).size();
    std::printf("%-44s %9.0f bytes an edit, %lld kB in all\n", "growth of the file",
                double(after - before) / entries, static_cast<long long>(after / 1024));
    sayRatio("open, without deriving the key", openingOf(many), openingOf(few), 1.5);
    project = opened(many);
    benchReading(*project);
}
