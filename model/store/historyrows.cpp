// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/historyrows.h"

namespace safeguard {

Status insertHistoryRow(Connection &connection, const HistoryRow &row)
{
    auto statement = connection.prepare(
        "INSERT INTO history (sequence, kind, user, time, sentence, schema, parent, parent2, "
        "target, hash, signature, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SG_TRY(statement);
    statement->bind(0, row.sequence)
        .bind(1, row.kind)
        .bind(2, row.user)
        .bind(3, row.time)
        .bind(4, row.sentence)
        .bind(5, qint64(row.schemaVersion))
        .bind(8, row.target)
        .bind(9, QByteArrayView(row.hash))
        .bind(10, QByteArrayView(row.signature))
        .bind(11, QByteArrayView(row.payload));
    for (size_t i = 0; i < row.parents.size(); ++i)
        statement->bind(6 + static_cast<int>(i), QByteArrayView(row.parents[i]));
    return statement->execute();
}

Status forEachHistoryRow(Connection &connection, qint64 from, qint64 to,
                         const std::function<Result<bool>(HistoryRow &&)> &each)
{
    auto rows = connection.prepare(
        "SELECT sequence, kind, user, time, sentence, schema, parent, parent2, target, hash, "
        "signature, payload FROM history WHERE sequence BETWEEN ? AND ? ORDER BY sequence");
    SG_TRY(rows);
    rows->bind(0, from).bind(1, to);
    for (;;) {
        const auto more = rows->step();
        SG_TRY(more);
        if (!*more)
            return {};
        HistoryRow row{rows->integer(0),
                       rows->text(1),
                       rows->id(2),
                       rows->integer(3),
                       rows->text(4),
                       static_cast<int>(rows->integer(5)),
                       {},
                       rows->integer(8)};
        for (const int column : {6, 7}) {
            if (!rows->isNull(column))
                row.parents.push_back(rows->blob(column));
        }
        row.hash = rows->blob(9);
        row.signature = rows->blob(10);
        row.payload = rows->blob(11);
        const auto goesOn = each(std::move(row));
        SG_TRY(goesOn);
        if (!*goesOn)
            return {};
    }
}

Status rewriteHistoryRow(Connection &connection, const HistoryRow &row, const HashesBefore &before)
{
    auto update =
        connection.prepare("UPDATE history SET sentence = ?, payload = ? WHERE sequence = ?");
    SG_TRY(update);
    SG_TRY(update->bind(0, row.sentence)
               .bind(1, QByteArrayView(row.payload))
               .bind(2, row.sequence)
               .execute());
    // Taken from twice, it hashed before the first time to what the chain covers.
    auto keep = connection.prepare(
        "INSERT INTO expunged (sequence, sentence, payload) VALUES (?, ?, ?) ON CONFLICT DO "
        "NOTHING");
    SG_TRY(keep);
    return keep->bind(0, row.sequence)
        .bind(1, QByteArrayView(before.sentence))
        .bind(2, QByteArrayView(before.payload))
        .execute();
}

Result<std::map<qint64, HashesBefore>> rewrittenHistoryRows(Connection &connection)
{
    std::map<qint64, HashesBefore> found;
    auto table = connection.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'expunged'");
    SG_TRY(table);
    SG_TRY(table->step());
    if (table->integer(0) == 0)
        return found; // a file of an older version
    auto rows = connection.prepare("SELECT sequence, sentence, payload FROM expunged");
    SG_TRY(rows);
    for (;;) {
        const auto more = rows->step();
        SG_TRY(more);
        if (!*more)
            return found;
        found[rows->integer(0)] = {rows->blob(1), rows->blob(2)};
    }
}

Status forEachHistoryHeadBack(Connection &connection,
                              const std::function<bool(HistoryRow &&)> &each)
{
    auto rows = connection.prepare(
        "SELECT sequence, kind, user, target, sentence FROM history ORDER BY sequence DESC");
    SG_TRY(rows);
    for (;;) {
        const auto more = rows->step();
        SG_TRY(more);
        if (!*more)
            return {};
        HistoryRow row;
        row.sequence = rows->integer(0);
        row.kind = rows->text(1);
        row.user = rows->id(2);
        row.target = rows->integer(3);
        row.sentence = rows->text(4);
        if (!each(std::move(row)))
            return {};
    }
}

Result<std::pair<qint64, QByteArray>> newestHistoryRow(Connection &connection)
{
    auto row =
        connection.prepare("SELECT sequence, hash FROM history ORDER BY sequence DESC LIMIT 1");
    SG_TRY(row);
    const auto found = row->step();
    SG_TRY(found);
    if (!*found)
        return std::pair<qint64, QByteArray>();
    return std::pair(row->integer(0), row->blob(1));
}

}
