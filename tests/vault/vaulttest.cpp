// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/vaulttest.h"

#include <QFile>

namespace safeguard::testing {

int run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
}

int run(const std::unique_ptr<Vault> &vault, const char *sql)
{
    return run(vault->database(), sql);
}

QByteArray query(sqlite3 *db, const char *sql)
{
    QByteArrayList rows;
    const auto addRow = [](void *out, int count, char **values, char **) {
        QByteArrayList row;
        for (int i = 0; i < count; ++i)
            row += values[i] ? QByteArray(values[i]) : QByteArray("NULL");
        static_cast<QByteArrayList *>(out)->append(row.join('|'));
        return 0;
    };
    const int code = sqlite3_exec(db, sql, addRow, &rows, nullptr);
    return code == SQLITE_OK ? rows.join('\n') : "error " + QByteArray::number(code);
}

QByteArray query(const std::unique_ptr<Vault> &vault, const char *sql)
{
    return query(vault->database(), sql);
}

namespace {

/// An expression that spells a row: quote("a")||'|'||quote("b").
QByteArray rowExpression(sqlite3 *db, const QByteArray &table)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(db, "SELECT * FROM \"" + table + '"', -1, &statement, nullptr);
    QByteArrayList columns;
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
        columns += "quote(\"" + QByteArray(sqlite3_column_name(statement, i)) + "\")";
    sqlite3_finalize(statement);
    return columns.join("||'|'||");
}

}

QByteArray wholeDump(sqlite3 *db)
{
    const char *names = "SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name";
    QByteArray dump = query(db, "SELECT sql FROM sqlite_schema ORDER BY type, name") + '\n';
    for (const QByteArray &table : query(db, names).split('\n'))
        dump +=
            query(db, "SELECT " + rowExpression(db, table) + " FROM \"" + table + "\" ORDER BY 1") +
            '\n';
    return dump;
}

VaultResult createSmall(const QString &path, int rows)
{
    return Vault::create(path, anna(), KdfCost::floor(), [&](Vault &vault) -> Status {
        const QByteArray sql =
            "CREATE TABLE t(id INTEGER PRIMARY KEY NOT NULL, text TEXT);"
            "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n WHERE i<" +
            QByteArray::number(rows) +
            ") INSERT INTO t SELECT i, printf('row %d %0200d', i, i*7) FROM n";
        const int code = run(vault.database(), sql.constData());
        return code == SQLITE_OK ? Status() : failure(vault.errorFor(code));
    });
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void setContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

namespace {

struct Original
{
    QByteArray bytes;
    Unlocked keys;

    static const Original &get()
    {
        static const Original s_original = make();
        return s_original;
    }
    static Original make()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("original"));
        auto vault = createSmall(path);
        if (!vault)
            qFatal("%s", qPrintable(vault.error().text));
        Original original{{}, VaultTestAccess::keysOf(**vault)};
        if (!(*vault)->close())
            qFatal("the project did not close");
        original.bytes = contentOf(path);
        return original;
    }
};

}

Bench::Bench()
{
    reset();
}

void Bench::reset()
{
    QFile::remove(path("p.safeguard-journal"));
    setContent(path(), original());
}

VaultResult Bench::open(Access access) const
{
    return VaultTestAccess::open(path(), keys(), access);
}

const QByteArray &Bench::original() const
{
    return Original::get().bytes;
}

const Unlocked &Bench::keys() const
{
    return Original::get().keys;
}

}
