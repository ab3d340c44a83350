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
    QByteArray hash; ///< SHA-256 of sql
};

/// All steps from the program's resources, in order.
const std::vector<SchemaStep> &schemaSteps();
int currentSchemaVersion();
/// The version of an open database; 0 for an empty one.
Result<int> schemaVersion(Connection &connection);
/// Runs the steps that are missing, inside the caller's transaction, and keeps the column list of
/// each table per version, by which older changesets are decoded. Error: NewerVersion.
Status upgradeSchema(Connection &connection);
/// The columns of a table as they were at a schema version, in changeset order.
Result<QStringList> columnsAt(Connection &connection, const QString &table, int version);

}
