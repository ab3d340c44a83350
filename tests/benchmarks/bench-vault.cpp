// SPDX-License-Identifier: GPL-3.0-or-later

// What encryption costs: the same work on a vault and on plain SQLite with the same settings, in
// turns, as ratios of medians. `bench-vault [rounds] [rows]`, in the current folder.

#include "model/vault/connection.h"
#include "model/vault/crypto.h"
#include "model/vault/library.h"
#include "model/vault/vault.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace safeguard;

namespace {

Credentials user()
{
    return {QStringLiteral("Anna"), Secret::fromText(QStringLiteral("correct horse"))};
}

void must(bool isGood, const char *what)
{
    if (!isGood)
        qFatal("%s failed", what);
}

void run(sqlite3 *db, const char *sql)
{
    char *message = nullptr;
    if (sqlite3_exec(db, sql, nullptr, nullptr, &message) != SQLITE_OK)
        qFatal("%s: %s", sql, message);
}

/// A database that is plain, or in a vault.
class Side final
{
public:
    Side(const QString &path, bool isVault)
        : m_path(path)
        , m_isVault(isVault)
    {
        if (m_isVault)
            m_vault = std::move(Vault::create(path, user(), KdfCost::floor(), {}).value());
        else
            openPlain();
    }
    sqlite3 *db() const { return m_isVault ? m_vault->database() : m_plain.get(); }
    void trusted(const char *sql) const
    {
        if (m_isVault)
            must(runTrusted(db(), sql) == SQLITE_OK, sql);
        else
            run(db(), sql);
    }
    /// Closed, forgotten by the system as far as it can be told to, and opened again.
    void reopenCold()
    {
        m_vault.reset();
        m_plain.reset();
#ifdef Q_OS_LINUX
        const int fd = ::open(m_path.toUtf8().constData(), O_RDONLY | O_CLOEXEC);
        ::fsync(fd);
        ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
        ::close(fd);
#endif
        if (m_isVault)
            m_vault = std::move(Vault::open(m_path, user(), Access::ReadWrite).value());
        else
            openPlain();
    }

private:
    void openPlain()
    {
        sqlite3 *db = nullptr;
        must(sqlite3_open_v2(m_path.toUtf8().constData(), &db,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                             nullptr) == SQLITE_OK,
             "open");
        m_plain.reset(db);
        run(db, "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA "
                "locking_mode=EXCLUSIVE; PRAGMA synchronous=FULL; PRAGMA journal_mode=TRUNCATE");
    }
    QString m_path;
    bool m_isVault;
    std::unique_ptr<Vault> m_vault;
    Connection m_plain;
};

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

void insertRows(sqlite3 *db, const char *table, int rows)
{
    const QByteArray sql =
        QByteArray("WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n "
                   "WHERE i<") +
        QByteArray::number(rows) + ") INSERT INTO " + table +
        " SELECT i, printf('row %d', i), zeroblob(950) FROM n";
    run(db, sql.constData());
}

void readPoints(sqlite3 *db, const char *table, int rows, int count)
{
    const QByteArray sql = QByteArray("SELECT name FROM ") + table + " WHERE id=?";
    sqlite3_stmt *statement = nullptr;
    must(sqlite3_prepare_v2(db, sql.constData(), -1, &statement, nullptr) == SQLITE_OK, "prepare");
    quint32 state = 12345;
    for (int i = 0; i < count; ++i) {
        state = state * 1664525u + 1013904223u;
        sqlite3_bind_int(statement, 1, 1 + int(state % quint32(rows)));
        must(sqlite3_step(statement) == SQLITE_ROW, "point read");
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
}

constexpr const char *s_scan = "SELECT sum(length(data)), count(name) FROM big";
constexpr int s_smallRows = 20'000;

std::map<QByteArray, double> measure(Side &side, int rows)
{
    std::map<QByteArray, double> times;
    run(side.db(), "DROP TABLE IF EXISTS big; DROP TABLE IF EXISTS small;"
                   "CREATE TABLE big(id INTEGER PRIMARY KEY, name TEXT, data BLOB);"
                   "CREATE TABLE small(id INTEGER PRIMARY KEY, name TEXT, data BLOB)");
    times["1 bulk insert"] = milliseconds([&] { insertRows(side.db(), "big", rows); });
    insertRows(side.db(), "small", s_smallRows);
    side.reopenCold();
    times["2 cold scan"] = milliseconds([&] { run(side.db(), s_scan); });
    side.trusted("PRAGMA cache_size=-8192");
    run(side.db(), s_scan);
    times["3 warm scan, beyond the cache"] = milliseconds([&] { run(side.db(), s_scan); });
    times["4 point reads, beyond the cache"] =
        milliseconds([&] { readPoints(side.db(), "big", rows, 50'000); });
    side.trusted("PRAGMA cache_size=-65536");
    readPoints(side.db(), "small", s_smallRows, 100'000);
    times["5 point reads, within the cache"] =
        milliseconds([&] { readPoints(side.db(), "small", s_smallRows, 200'000); });
    times["6 durable transactions"] = milliseconds([&] {
        for (int i = 1; i <= 500; ++i)
            run(side.db(), ("UPDATE small SET name='x' WHERE id=" + QByteArray::number(i * 37)));
    });
    return times;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void measureUnlock(const QString &path)
{
    std::vector<double> opening;
    std::vector<double> deriving;
    const KdfCost cost = KdfCost::floor();
    const uint8_t salt[16] = {};
    for (int i = 0; i < 9; ++i) {
        deriving.push_back(milliseconds(
            [&] { crypto::argon2id(salt, salt, cost.memoryKib, cost.passes, cost.lanes); }));
        opening.push_back(milliseconds(
            [&] { must(Vault::open(path, user(), Access::ReadWrite).has_value(), "unlock"); }));
    }
    std::printf("%-34s %9.1f ms opening, %.1f ms of it the derivation: %.1f ms besides\n", "unlock",
                median(opening), median(deriving), median(opening) - median(deriving));
}

}

int main(int argc, char **argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
    const int rows = argc > 2 ? std::atoi(argv[2]) : 200'000;
    must(prepareSqlite().has_value(), "preparing SQLite");
    const QTemporaryDir folder(QStringLiteral("bench-vault-XXXXXX"));
    std::map<QByteArray, std::pair<std::vector<double>, std::vector<double>>> all;
    const QString path = folder.filePath(QStringLiteral("vault"));
    {
        Side plain(folder.filePath(QStringLiteral("plain")), false);
        Side vault(path, true);
        for (int round = 0; round < rounds; ++round) {
            for (const auto &[name, time] : measure(plain, rows))
                all[name].first.push_back(time);
            for (const auto &[name, time] : measure(vault, rows))
                all[name].second.push_back(time);
        }
    }
    for (const auto &[name, times] : all) {
        const double plain = median(times.first);
        const double vault = median(times.second);
        std::printf("%-34s %9.1f ms plain %9.1f ms vault   ratio %.2f\n", name.constData() + 2,
                    plain, vault, vault / plain);
    }
    measureUnlock(path);
}
