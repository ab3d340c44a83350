// SPDX-License-Identifier: GPL-3.0-or-later

// What the project costs above plain SQLite, and what derivation costs above one plain walk over
// the same graph, as ratios of medians. `bench-project [rows]`, in the temporary folder.
//
// Plain means: the same row by prepared statements into the same tables, a transaction each,
// synchronous=FULL and journal_mode=TRUNCATE as the vault has them; without history, signature,
// encryption and validation.

#include "model/exchange/csv.h"
#include "model/flows/coverage.h"
#include "model/flows/flow.h"
#include "model/newproject.h"
#include "model/registers.h"
#include "model/store/recordstore.h"
#include "model/store/schema.h"

#include <algorithm>
#include <cstdio>
#include <deque>
#include <QCollator>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <sqlite3.h>

using namespace safeguard;

namespace {

Secret passphrase()
{
    return Secret::fromText(QStringLiteral("correct horse battery staple"));
}

template <class R>
auto must(R &&result)
{
    if (!result)
        qFatal("%s", qPrintable(wholeText(result.error())));
    if constexpr (!std::is_void_v<typename std::decay_t<R>::value_type>)
        return std::move(*result);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Milliseconds of each of \a rounds runs, the median.
template <class F>
double timed(int rounds, F run)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        run(i);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return median(std::move(times));
}

void say(const char *what, double ours, double plain, double goal)
{
    std::printf("%-44s %9.2f ms  plain %9.2f ms  %5.2fx%s\n", what, ours, plain, ours / plain,
                goal > 0 && ours / plain > goal ? "  (misses its goal)" : "");
}

void say(const char *what, double ours, double goal = 0)
{
    std::printf("%-44s %9.2f ms%s\n", what, ours,
                goal > 0 && ours > goal ? "  (misses its goal)" : "");
}

System someSystem(int number)
{
    static QRandomGenerator random(1);
    System system;
    system.name = QStringLiteral("System %1 %2").arg(random.bounded(1'000'000)).arg(number);
    system.description = QStringLiteral("Receives telemetry and keeps it for a while.");
    system.kind = static_cast<SystemKind>(number % 20);
    return system;
}

/// The product's tables in an ordinary database.
class Plain final
{
public:
    explicit Plain(const QString &path)
    {
        if (sqlite3_open(path.toUtf8().constData(), &m_db) != SQLITE_OK)
            qFatal("cannot open %s", qPrintable(path));
        for (const char *sql : {"PRAGMA page_size=4096", "PRAGMA journal_mode=TRUNCATE",
                                "PRAGMA synchronous=FULL", "PRAGMA locking_mode=EXCLUSIVE"})
            sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr);
        m_connection.emplace(m_db);
        auto transaction = must(Transaction::begin(*m_connection));
        must(upgradeSchema(*m_connection));
        must(transaction.commit());
    }
    ~Plain()
    {
        m_connection.reset();
        sqlite3_close(m_db);
    }
    void insert(const std::vector<System> &systems)
    {
        auto transaction = must(Transaction::begin(*m_connection));
        RecordStore store(*m_connection);
        for (const System &system : systems) {
            auto record = std::make_shared<System>(system);
            record->id = AnyId::random();
            must(store.write({&allRegisters()->of<System>(), nullptr, record, record->id}));
        }
        must(transaction.commit());
    }

private:
    sqlite3 *m_db = nullptr;
    std::optional<Connection> m_connection;
};

void put(Project &project, const std::vector<System> &systems)
{
    must(project.perform(QStringLiteral("Add"), [&](Edit &edit) {
        for (const System &system : systems)
            edit.put(system);
        return Status();
    }));
}

std::vector<System> manySystems(int from, int count)
{
    std::vector<System> systems;
    for (int i = 0; i < count; ++i)
        systems.push_back(someSystem(from + i));
    return systems;
}

void benchEdits(const QTemporaryDir &dir, int rows)
{
    auto project = must(createProject(
        dir.filePath(QStringLiteral("edits.safeguard")),
        {QStringLiteral("Bench"), QStringLiteral("dana"), QStringLiteral("Dana"), passphrase()}));
    Plain plain(dir.filePath(QStringLiteral("edits.db")));
    int number = 0;
    for (const int size : {100, rows}) {
        while (number < size) {
            const auto systems = manySystems(number, std::min(20'000, size - number));
            put(*project, systems);
            plain.insert(systems);
            number += static_cast<int>(systems.size());
        }
        constexpr int rounds = 101;
        // In turns, so that both meet the same moods of the disk.
        std::vector<double> ours;
        std::vector<double> bare;
        for (int i = 0; i < rounds; ++i) {
            const auto row = manySystems(size + i, 1);
            ours.push_back(timed(1, [&](int) { put(*project, row); }));
            bare.push_back(timed(1, [&](int) { plain.insert(row); }));
        }
        say(qPrintable(QStringLiteral("one edit at %1 rows").arg(size)), median(ours), median(bare),
            3);
        number += rounds;
    }
    const Snapshot snapshot = project->snapshot();
    say("digest of the snapshot", timed(3, [&](int) { (void)snapshot.digest(); }));
    project.reset();
    say("open", timed(3, [&](int) {
            project = must(openProject(dir.filePath(QStringLiteral("edits.safeguard")),
                                       {QStringLiteral("dana"), passphrase()}));
            project.reset();
        }));
    const Field &name = *allRegisters()->of<System>().field(u"name");
    QCollator collator;
    collator.setNumericMode(true);
    say("sort by name, collator keys", timed(3, [&](int) {
            std::vector<std::pair<QCollatorSortKey, AnyId>> keys;
            for (const System &system : snapshot.rows<System>())
                keys.emplace_back(collator.sortKey(textOf(name.get(system))), system.id);
            std::sort(keys.begin(), keys.end(), [](auto &a, auto &b) { return a.first < b.first; });
        }));
    say("filter by text", timed(3, [&](int) {
            qsizetype found = 0;
            for (const System &system : snapshot.rows<System>())
                found += textOf(name.get(system)).contains(u"99", Qt::CaseInsensitive);
            if (found == 0)
                qFatal("nothing found");
        }));
}

void benchImport(const QTemporaryDir &dir)
{
    constexpr int rows = 20'000;
    const auto systems = manySystems(0, rows);
    Snapshot source(allRegisters());
    for (const System &system : systems)
        source.add(system);
    const RegisterType &type = allRegisters()->of<System>();
    const QByteArray csv = toCsv(type, source);
    auto project = must(createProject(
        dir.filePath(QStringLiteral("import.safeguard")),
        {QStringLiteral("Bench"), QStringLiteral("dana"), QStringLiteral("Dana"), passphrase()}));
    const double stored = timed(1, [&](int) { put(*project, systems); });
    must(project->undo());
    const double read = timed(1, [&](int) {
        must(project->perform(
            QStringLiteral("Import"),
            [&](Edit &edit) -> Status {
                const auto table = readCsv(csv);
                SG_TRY(table);
                const auto report =
                    importRows(edit, type, *table, guessColumns(table->heading, type));
                SG_TRY(report);
                return {};
            },
            EntryKind::Import));
    });
    Plain plain(dir.filePath(QStringLiteral("import.db")));
    const double bare = timed(1, [&](int) { plain.insert(systems); });
    say("20,000 rows in one edit", stored, bare, 3.5);
    say("20,000 rows from CSV", read, bare, 0);
}

Snapshot largeGraph(int systemCount, int flowCount, int elementCount)
{
    QRandomGenerator random(5);
    Snapshot snapshot(allRegisters());
    snapshot.setToday({2026, 2, 28});
    std::vector<Id<DataElement>> elements;
    for (int i = 0; i < elementCount; ++i) {
        DataElement element;
        element.number = i + 1;
        element.name = QStringLiteral("Element %1").arg(i);
        element.content = static_cast<Content>(i % 4);
        element.linksToPerson = i % 4 == 2 ? LinksToPerson::Yes : LinksToPerson::No;
        elements.push_back(snapshot.add(element));
    }
    const auto some = [&](int count) {
        IdSet<DataElement> set;
        for (int i = 0; i < count; ++i)
            set.insert(elements[random.bounded(quint32(elements.size()))]);
        return set;
    };
    std::vector<Id<System>> systems;
    for (int i = 0; i < systemCount; ++i) {
        System system = someSystem(i);
        system.number = i + 1;
        if (i % 20 == 0)
            system.creates = some(20);
        system.stores = some(4);
        systems.push_back(snapshot.add(system));
    }
    for (int i = 0; i < flowCount; ++i) {
        Flow flow;
        flow.number = i + 1;
        flow.name = QStringLiteral("Flow %1").arg(i);
        flow.source = systems[random.bounded(quint32(systems.size()))];
        flow.target = systems[random.bounded(quint32(systems.size()))];
        flow.elements = some(200);
        snapshot.add(flow);
    }
    return snapshot;
}

/// One walk breadth first per element over the same graph, from the systems that create it along
/// the flows that carry it, on bare indexes: the least that any derivation has to do.
class PlainWalk final
{
public:
    explicit PlainWalk(const Snapshot &snapshot)
    {
        QHash<AnyId, int> system;
        QHash<AnyId, size_t> element;
        for (const DataElement &each : snapshot.rows<DataElement>())
            element.insert(each.id, size_t(element.size()));
        m_creators.resize(size_t(element.size()));
        m_edges.resize(size_t(element.size()));
        for (const System &each : snapshot.rows<System>()) {
            const int at = static_cast<int>(system.size());
            system.insert(each.id, at);
            for (const auto &id : each.creates)
                m_creators[element[id]].push_back(at);
        }
        m_systems = static_cast<size_t>(system.size());
        for (const Flow &flow : snapshot.rows<Flow>()) {
            for (const auto &id : flow.elements)
                m_edges[element[id]].emplace_back(system[flow.source], system[flow.target]);
        }
    }
    size_t run() const
    {
        size_t reached = 0;
        for (size_t element = 0; element < m_edges.size(); ++element) {
            std::vector<std::vector<int>> leaving(m_systems);
            for (const auto &[source, target] : m_edges[element])
                leaving[size_t(source)].push_back(target);
            std::vector<bool> seen(m_systems);
            std::deque<int> next;
            const auto reach = [&](int system) {
                if (!seen[size_t(system)]) {
                    seen[size_t(system)] = true;
                    next.push_back(system);
                    ++reached;
                }
            };
            for (const int system : m_creators[element])
                reach(system);
            for (; !next.empty(); next.pop_front()) {
                for (const int target : leaving[size_t(next.front())])
                    reach(target);
            }
        }
        return reached;
    }

private:
    std::vector<std::vector<int>> m_creators;
    std::vector<std::vector<std::pair<int, int>>> m_edges;
    size_t m_systems = 0;
};

void benchDerivation()
{
    const Snapshot snapshot = largeGraph(5000, 7500, 60);
    size_t reached = 0;
    const double walk = timed(5, [&](int) { reached = PlainWalk(snapshot).run(); });
    size_t joins = 0;
    const double map = timed(5, [&](int) { joins = DataMap(snapshot).joins().size(); });
    std::printf("5,000 systems, 7,500 flows, 60 elements: %zu presences, %zu joins\n", reached,
                joins);
    say("tiers and boundary", map, walk, 0);
    say("tiers and boundary, goal 100 ms", map, 100);
    const DataMap made(snapshot);
    say("encryption coverage", timed(3, [&](int) { (void)deriveEncryption(made); }));
}

}

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int rows = argc > 1 ? qMax(1000, std::atoi(argv[1])) : 100'000;
    const QTemporaryDir dir;
    benchDerivation();
    benchImport(dir);
    benchEdits(dir, rows);
}
