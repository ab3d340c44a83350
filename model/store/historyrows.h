// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/connection.h"

#include <functional>
#include <map>
#include <vector>

namespace safeguard {

/// One row of the history's table, as stored; model/project says what it means.
struct HistoryRow
{
    qint64 sequence = 0;
    QString kind;
    AnyId user;
    qint64 time = 0; ///< milliseconds since 1970, UTC
    QString sentence;
    int schemaVersion = 0;
    std::vector<QByteArray> parents; ///< at most two
    qint64 target = 0;
    QByteArray hash = {};
    QByteArray signature = {};
    QByteArray payload = {};
};

/// SHA-256 each.
struct HashesBefore
{
    QByteArray sentence;
    QByteArray payload; ///< of the changeset, not packed
    friend bool operator==(const HashesBefore &, const HashesBefore &) = default;
};

Status insertHistoryRow(Connection &connection, const HistoryRow &row);
/// Rows from..to inclusive, in order; \a each returns false to stop, or an error.
Status forEachHistoryRow(Connection &connection, qint64 from, qint64 to,
                         const std::function<Result<bool>(HistoryRow &&)> &each);
/// Takes something out of a row for good; what it hashed to before is kept.
Status rewriteHistoryRow(Connection &connection, const HistoryRow &row, const HashesBefore &before);
/// Of the rows from which something was taken, what they hashed to when they were written.
Result<std::map<qint64, HashesBefore>> rewrittenHistoryRows(Connection &connection);
/// All rows in order, but of each only sequence, kind, user, target and sentence.
Status forEachHistoryHeadBack(Connection &connection,
                              const std::function<bool(HistoryRow &&)> &each);
/// Sequence and hash of the newest row; zero and empty when there is none.
Result<std::pair<qint64, QByteArray>> newestHistoryRow(Connection &connection);

}
