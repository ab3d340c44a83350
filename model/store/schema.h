// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/connection.h"

namespace safeguard {

/// One released step of the schema. Steps only add tables or append columns.
struct SchemaStep
{
    int version = 0; ///< counts from 1
    QByteArray sql;
    QByteArray records; ///< SQL too: how records of older projects get what is new; often nothing
    QByteArray hash;    ///< SHA-256 of both
};

/// All steps from the program's resources, in order.
const std::vector<SchemaStep> &schemaSteps();
int currentSchemaVersion();
/// The version of an open database; 0 for an empty one.
Result<int> schemaVersion(Connection &connection);
/// Runs the steps that are missing, inside the caller's transaction, and keeps the column list of
/// each table per version, by which older changesets are decoded. Error: NewerVersion.
Status upgradeSchema(Connection &connection);
/// Once the schema is current: what the steps above version \a from do to the records that are
/// there already. It changes content, so the caller records it.
Status adaptRecords(Connection &connection, int from);
/// The columns of a table as they were at a schema version, in changeset order.
Result<QStringList> columnsAt(Connection &connection, const QString &table, int version);

/// Makes the program one that knows no later step, for as long as this lives: for tools and tests
/// that need projects of older versions. One at a time.
class SchemaLimit final
{
public:
    explicit SchemaLimit(int version);
    ~SchemaLimit();
    SchemaLimit(const SchemaLimit &) = delete;
    SchemaLimit &operator=(const SchemaLimit &) = delete;
};

}
