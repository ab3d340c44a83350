// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/attachments.h"

#include <QCoreApplication>
#include <sqlite3.h>

namespace safeguard {

namespace {

struct StoreText
{
    Q_DECLARE_TR_FUNCTIONS(Store)
};

constexpr qint64 partsPerAttachment = 1 << 24; ///< as the ids of parts leave room for
constexpr qint64 removedAtOnce = 64;           ///< parts

qint64 partId(const Attachment &of, qint64 index)
{
    return of.number * partsPerAttachment + index;
}

Attachment readRow(const Statement &row)
{
    return {row.integer(0), row.blob(1), row.integer(2), row.integer(3) != 0};
}

/// Its rows, of which \a sql names the columns as readRow() wants them.
Result<std::vector<Attachment>> readRows(Statement &rows)
{
    std::vector<Attachment> all;
    for (;;) {
        const auto more = rows.step();
        SG_TRY(more);
        if (!*more)
            return all;
        all.push_back(readRow(rows));
    }
}

Status inTransaction(Connection &connection, const std::function<Status()> &writes)
{
    auto transaction = Transaction::begin(connection);
    SG_TRY(transaction);
    SG_TRY(writes());
    return transaction->commit();
}

tl::unexpected<Error> damaged(const QString &what)
{
    return failure(ErrorCode::Damaged, what);
}

}

qint64 Attachment::partCount() const
{
    return (size + Attachments::partSize - 1) / Attachments::partSize;
}

Result<std::vector<Attachment>> Attachments::list()
{
    auto rows = m_connection.prepare(
        "SELECT number, sha256, size, complete FROM attachments ORDER BY number");
    SG_TRY(rows);
    return readRows(*rows);
}

Result<std::optional<Attachment>> Attachments::find(QByteArrayView sha256)
{
    auto rows = m_connection.prepare("SELECT number, sha256, size, complete FROM attachments "
                                     "WHERE sha256 = ? AND complete = 1 ORDER BY number LIMIT 1");
    SG_TRY(rows);
    rows->bind(0, sha256);
    const auto found = readRows(*rows);
    SG_TRY(found);
    return found->empty() ? std::nullopt : std::optional(found->front());
}

Result<qint64> Attachments::strayParts()
{
    auto rows = m_connection.prepare(
        "SELECT count(*) FROM attachment_parts p LEFT JOIN attachments a ON a.number = p.id / ?1 "
        "WHERE a.number IS NULL OR p.id < 0 OR (p.id % ?1) * ?2 >= a.size");
    SG_TRY(rows);
    rows->bind(0, partsPerAttachment).bind(1, partSize);
    SG_TRY(rows->step());
    return rows->integer(0);
}

Result<Attachment> Attachments::begin(const QByteArray &sha256, qint64 size)
{
    Attachment made{0, sha256, size, false};
    if (made.partCount() > partsPerAttachment)
        return failure(ErrorCode::Refused, StoreText::tr("The file is too large to be stored."));
    const auto written = inTransaction(m_connection, [&]() -> Status {
        auto number = m_connection.prepare("SELECT coalesce(max(number), 0) + 1 FROM attachments");
        SG_TRY(number);
        SG_TRY(number->step());
        made.number = number->integer(0);
        auto row = m_connection.prepare(
            "INSERT INTO attachments (number, sha256, size, complete) VALUES (?, ?, ?, 0)");
        SG_TRY(row);
        return row->bind(0, made.number).bind(1, QByteArrayView(sha256)).bind(2, size).execute();
    });
    SG_TRY(written);
    return made;
}

Status Attachments::append(const Attachment &to, qint64 first, const std::vector<QByteArray> &parts)
{
    return inTransaction(m_connection, [&]() -> Status {
        auto row = m_connection.prepare("INSERT INTO attachment_parts (id, data) VALUES (?, ?)");
        SG_TRY(row);
        qint64 id = partId(to, first);
        for (const QByteArray &part : parts)
            SG_TRY(row->bind(0, id++).bind(1, QByteArrayView(part)).execute());
        return {};
    });
}

Status Attachments::complete(const Attachment &attachment)
{
    return inTransaction(m_connection, [&]() -> Status {
        auto others = m_connection.prepare("UPDATE attachments SET complete = (number = ?) "
                                           "WHERE sha256 = ?");
        SG_TRY(others);
        return others->bind(0, attachment.number)
            .bind(1, QByteArrayView(attachment.sha256))
            .execute();
    });
}

Status Attachments::abandon(const Attachment &attachment)
{
    auto row = m_connection.prepare("UPDATE attachments SET complete = 0 WHERE number = ?");
    SG_TRY(row);
    return row->bind(0, attachment.number).execute();
}

Result<bool> Attachments::removeSomeUnfinished()
{
    auto rows = m_connection.prepare("SELECT number, sha256, size, complete FROM attachments "
                                     "WHERE complete = 0 ORDER BY number LIMIT 1");
    SG_TRY(rows);
    const auto found = readRows(*rows);
    SG_TRY(found);
    if (found->empty())
        return false;
    const Attachment unfinished = found->front();
    const auto removed = inTransaction(m_connection, [&]() -> Status {
        auto parts = m_connection.prepare(
            "DELETE FROM attachment_parts WHERE id IN (SELECT id FROM attachment_parts "
            "WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?)");
        SG_TRY(parts);
        SG_TRY(parts->bind(0, partId(unfinished, 0))
                   .bind(1, partId(unfinished, partsPerAttachment - 1))
                   .bind(2, removedAtOnce)
                   .execute());
        auto row = m_connection.prepare(
            "DELETE FROM attachments WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM "
            "attachment_parts WHERE id BETWEEN ?2 AND ?3)");
        SG_TRY(row);
        return row->bind(0, unfinished.number)
            .bind(1, partId(unfinished, 0))
            .bind(2, partId(unfinished, partsPerAttachment - 1))
            .execute();
    });
    SG_TRY(removed);
    return true;
}

void Attachments::forgetPages()
{
    sqlite3_db_release_memory(m_connection.handle());
}

Result<QByteArray> Attachments::part(const Attachment &of, qint64 index)
{
    auto row = m_connection.prepare(
        "SELECT data FROM attachment_parts WHERE id = ? AND length(data) <= ?");
    SG_TRY(row);
    row->bind(0, partId(of, index)).bind(1, partSize);
    const auto isThere = row->step();
    SG_TRY(isThere);
    return *isThere ? row->blob(0) : QByteArray();
}

Result<QByteArray> AttachmentReader::next(Attachments &from)
{
    const qint64 index = m_done++;
    auto part = from.part(m_attachment, index);
    SG_TRY(part);
    if (part->isNull())
        return damaged(
            StoreText::tr("part %1 of %2 is missing").arg(index + 1).arg(m_attachment.partCount()));
    const qint64 wanted =
        std::min(Attachments::partSize, m_attachment.size - index * Attachments::partSize);
    m_hash.addData(*part);
    if (part->size() != wanted || (atEnd() && m_hash.result() != m_attachment.sha256))
        return damaged(StoreText::tr("it was altered: it is not what its SHA-256 says"));
    return part;
}

}
