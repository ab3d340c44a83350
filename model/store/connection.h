// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/result.h"

#include <memory>
#include <QByteArray>
#include <QString>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace safeguard {

class Statement;

/// What SQLite's last failure on this connection means to a person.
Error sqliteError(sqlite3 *db);

/// A borrowed SQLite connection with its prepared statements, for one thread.
class Connection final
{
public:
    /// \a db stays open longer than this and is not closed by it.
    explicit Connection(sqlite3 *db);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    sqlite3 *handle() const { return m_db; }
    /// Runs statements that return nothing; \a sql may hold several.
    Status run(const QByteArray &sql);
    /// Compiled once per text and kept; not to be used twice at the same time.
    Result<Statement> prepare(const QByteArray &sql);

private:
    sqlite3 *m_db;
    std::unordered_map<std::string, sqlite3_stmt *> m_statements;
};

/// One use of a prepared statement: bind, step, read, and reset at the end of the scope.
/// Positions count from 0 for bind() and for columns alike.
class Statement final
{
public:
    explicit Statement(sqlite3_stmt *statement);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;

    Statement &bindNull(int at);
    Statement &bind(int at, qint64 value);
    Statement &bind(int at, double value);
    Statement &bind(int at, const QString &text);
    /// A blob; the bytes are copied.
    Statement &bind(int at, QByteArrayView bytes);
    Statement &bind(int at, const AnyId &id) { return bind(at, id.view()); }

    /// True: a row is there; false: done. The error of a bind() before comes out here.
    Result<bool> step();
    /// step() for a statement that returns no rows; then ready for other values.
    Status execute();

    bool isNull(int column) const;
    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const;
    AnyId id(int column) const { return AnyId::fromBytes(blob(column)); }

private:
    Statement &keep(int code);

    sqlite3_stmt *m_statement;
    int m_bindCode = 0; ///< of the first bind() that failed
};

/// A database of its own in memory.
class MemoryDatabase final
{
public:
    static Result<MemoryDatabase> empty();
    /// With the content of another one.
    static Result<MemoryDatabase> copyOf(sqlite3 *source);
    sqlite3 *handle() const { return m_db.get(); }

private:
    struct Closer
    {
        void operator()(sqlite3 *db) const;
    };
    std::unique_ptr<sqlite3, Closer> m_db;
};

/// Begins a transaction; rolls it back unless committed.
class Transaction final
{
public:
    static Result<Transaction> begin(Connection &connection);
    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    Status commit();

private:
    explicit Transaction(Connection &connection)
        : m_connection(&connection)
    {}
    Connection *m_connection;
};

}
