// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/schema.h"

#include <atomic>
#include <limits>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>

static void initSchemaResources()
{
    Q_INIT_RESOURCE(schema);
}

namespace safeguard {

namespace {
struct StoreText
{
    Q_DECLARE_TR_FUNCTIONS(Store)
};

std::atomic<int> newestKnown = std::numeric_limits<int>::max();

QByteArray readStep(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("A schema step is missing from the program.");
    return file.readAll();
}

/// "0003-scopes.sql" and, where it has one, "0003-scopes.records.sql" are one step.
std::vector<SchemaStep> readSteps()
{
    initSchemaResources();
    std::vector<SchemaStep> steps;
    const auto recordsSuffix = QStringLiteral(".records.sql");
    const QDir dir(QStringLiteral(":/schema"));
    const QStringList names = dir.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        if (name.endsWith(recordsSuffix))
            continue;
        SchemaStep step{name.left(4).toInt(), readStep(dir.filePath(name)), {}, {}};
        const QString records = name.chopped(4) + recordsSuffix;
        if (names.contains(records))
            step.records = readStep(dir.filePath(records));
        step.hash = QCryptographicHash::hash(step.sql + step.records, QCryptographicHash::Sha256);
        steps.push_back(std::move(step));
    }
    return steps;
}

/// Remembers each table's columns at this version.
Status keepColumns(Connection &connection, int version)
{
    auto keep = connection.prepare(
        "INSERT INTO schema_columns (version, tbl, position, name) "
        "SELECT ?1, t.name, c.cid, c.name FROM sqlite_schema t, pragma_table_info(t.name) c "
        "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'");
    SG_TRY(keep);
    return keep->bind(0, qint64(version)).execute();
}
}

const std::vector<SchemaStep> &schemaSteps()
{
    static const std::vector<SchemaStep> steps = readSteps();
    return steps;
}

int currentSchemaVersion()
{
    return std::min(schemaSteps().back().version, newestKnown.load());
}

Result<int> schemaVersion(Connection &connection)
{
    auto statement = connection.prepare("PRAGMA user_version");
    SG_TRY(statement);
    SG_TRY(statement->step());
    return static_cast<int>(statement->integer(0));
}

Status upgradeSchema(Connection &connection)
{
    const auto version = schemaVersion(connection);
    SG_TRY(version);
    if (*version > currentSchemaVersion())
        return failure(
            ErrorCode::NewerVersion,
            StoreText::tr("This project was written by a newer version of Safeguard. It is "
                          "unchanged; open it with that version or a later one."));
    for (const SchemaStep &step : schemaSteps()) {
        if (step.version <= *version || step.version > currentSchemaVersion())
            continue;
        SG_TRY(connection.run(step.sql));
        SG_TRY(keepColumns(connection, step.version));
        SG_TRY(connection.run("PRAGMA user_version = " + QByteArray::number(step.version)));
    }
    return {};
}

Status adaptRecords(Connection &connection, int from)
{
    for (const SchemaStep &step : schemaSteps()) {
        if (step.version > from && step.version <= currentSchemaVersion() &&
            !step.records.isEmpty())
            SG_TRY(connection.run(step.records));
    }
    return {};
}

SchemaLimit::SchemaLimit(int version)
{
    newestKnown = version;
}

SchemaLimit::~SchemaLimit()
{
    newestKnown = std::numeric_limits<int>::max();
}

Result<QStringList> columnsAt(Connection &connection, const QString &table, int version)
{
    auto rows = connection.prepare("SELECT name FROM schema_columns WHERE tbl = ? AND version = "
                                   "(SELECT max(version) FROM schema_columns WHERE version <= ?) "
                                   "ORDER BY position");
    SG_TRY(rows);
    rows->bind(0, table).bind(1, qint64(version));
    QStringList columns;
    for (;;) {
        const auto more = rows->step();
        SG_TRY(more);
        if (!*more)
            return columns;
        columns += rows->text(0);
    }
}

}
