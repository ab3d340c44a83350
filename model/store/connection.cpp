// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/connection.h"

#include <QCoreApplication>
#include <sqlite3.h>

namespace safeguard {

namespace {
struct StoreText
{
    Q_DECLARE_TR_FUNCTIONS(Store)
};

Error errorOf(int code, const char *message)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {
            ErrorCode::DiskFull,
            StoreText::tr("The disk is full. Nothing was changed; free some space and try again.")};
    case SQLITE_READONLY:
        return {ErrorCode::ReadOnly, StoreText::tr("The project is open for reading only.")};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::InUse, StoreText::tr("The project is in use by another process.")};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {
            ErrorCode::Damaged,
            StoreText::tr(
                "A part of the project file is damaged. Nothing was changed. Run a verification "
                "to see where.")};
    case SQLITE_IOERR:
        if (code == SQLITE_IOERR_DATA || code == SQLITE_IOERR_AUTH)
            return {ErrorCode::Damaged,
                    StoreText::tr(
                        "A part of the project file fails its authentication. Nothing was changed. "
                        "Run a verification to see where.")};
        return {ErrorCode::Io,
                StoreText::tr("The project file could not be read or written (%1). Nothing was "
                              "changed.")
                    .arg(QString::fromUtf8(message))};
    default:
        return {ErrorCode::Internal,
                StoreText::tr("The database refused (%1). Nothing was changed.")
                    .arg(QString::fromUtf8(message))};
    }
}

}

Error sqliteError(sqlite3 *db)
{
    return errorOf(sqlite3_extended_errcode(db), sqlite3_errmsg(db));
}

Connection::Connection(sqlite3 *db)
    : m_db(db)
{}

Connection::~Connection()
{
    for (auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
}

Status Connection::run(const QByteArray &sql)
{
    if (sqlite3_exec(m_db, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(sqliteError(m_db));
    return {};
}

Result<Statement> Connection::prepare(const QByteArray &sql)
{
    sqlite3_stmt *&statement = m_statements[sql.toStdString()];
    if (!statement &&
        sqlite3_prepare_v3(m_db, sql.constData(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
        m_statements.erase(sql.toStdString());
        return failure(sqliteError(m_db));
    }
    return Statement(statement);
}

Statement::Statement(sqlite3_stmt *statement)
    : m_statement(statement)
{}

Statement::~Statement()
{
    if (m_statement) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
}

Statement::Statement(Statement &&other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr))
    , m_bindCode(other.m_bindCode)
{}

Statement &Statement::keep(int code)
{
    if (m_bindCode == SQLITE_OK)
        m_bindCode = code;
    return *this;
}

Statement &Statement::bindNull(int at)
{
    return keep(sqlite3_bind_null(m_statement, at + 1));
}

Statement &Statement::bind(int at, qint64 value)
{
    return keep(sqlite3_bind_int64(m_statement, at + 1, value));
}

Statement &Statement::bind(int at, double value)
{
    return keep(sqlite3_bind_double(m_statement, at + 1, value));
}

Statement &Statement::bind(int at, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    return keep(sqlite3_bind_text64(m_statement, at + 1, utf8.constData(),
                                    static_cast<quint64>(utf8.size()), SQLITE_TRANSIENT,
                                    SQLITE_UTF8));
}

Statement &Statement::bind(int at, QByteArrayView bytes)
{
    // A null pointer would bind NULL instead of an empty blob.
    const char *data = bytes.isEmpty() ? "" : bytes.data();
    return keep(sqlite3_bind_blob64(m_statement, at + 1, data, static_cast<quint64>(bytes.size()),
                                    SQLITE_TRANSIENT));
}

Result<bool> Statement::step()
{
    if (m_bindCode != SQLITE_OK)
        return failure(errorOf(m_bindCode, sqlite3_errstr(m_bindCode)));
    switch (sqlite3_step(m_statement)) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return failure(sqliteError(sqlite3_db_handle(m_statement)));
    }
}

Status Statement::execute()
{
    auto stepped = step();
    sqlite3_reset(m_statement);
    m_bindCode = SQLITE_OK;
    SG_TRY(stepped);
    return {};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

QString Statement::text(int column) const
{
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(data, sqlite3_column_bytes(m_statement, column));
}

QByteArray Statement::blob(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {data, sqlite3_column_bytes(m_statement, column)};
}

Result<MemoryDatabase> MemoryDatabase::empty()
{
    MemoryDatabase database;
    sqlite3 *db = nullptr;
    const int opened = sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE, nullptr);
    database.m_db.reset(db);
    if (opened != SQLITE_OK)
        return failure(sqliteError(db));
    return database;
}

Result<MemoryDatabase> MemoryDatabase::copyOf(sqlite3 *source)
{
    auto copy = empty();
    SG_TRY(copy);
    sqlite3 *db = copy->handle();
    sqlite3_backup *backup = sqlite3_backup_init(db, "main", source, "main");
    if (!backup)
        return failure(sqliteError(db));
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK)
        return failure(sqliteError(db));
    return copy;
}

void MemoryDatabase::Closer::operator()(sqlite3 *db) const
{
    sqlite3_close_v2(db);
}

Result<Transaction> Transaction::begin(Connection &connection)
{
    SG_TRY(connection.run("BEGIN IMMEDIATE"));
    return Transaction(connection);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{}

Transaction::~Transaction()
{
    // A rollback can find the transaction gone already, after a full disk for example.
    if (m_connection && !sqlite3_get_autocommit(m_connection->handle()))
        (void)m_connection->run("ROLLBACK");
}

Status Transaction::commit()
{
    SG_TRY(m_connection->run("COMMIT"));
    m_connection = nullptr;
    return {};
}

}
