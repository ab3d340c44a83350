// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/connection.h"

#include <optional>
#include <QCryptographicHash>
#include <vector>

namespace safeguard {

/// A file that is kept in the project, under the SHA-256 of its content.
struct Attachment
{
    qint64 number = 0; ///< among the stored files of this copy of the project
    QByteArray sha256;
    qint64 size = 0;         ///< in bytes
    bool isComplete = false; ///< false: it is being stored, or storing it was broken off

    qint64 partCount() const;
};

/// Stored files in parts of 1 MiB, outside of records and their history: those refer to them by
/// their SHA-256, see Field::isContent. Each call is one transaction, short enough for edits to go
/// between two of them; never to be called within another one.
class Attachments final
{
public:
    static constexpr qint64 partSize = 1024 * 1024;

    explicit Attachments(Connection &connection)
        : m_connection(connection)
    {}

    /// All of them, also unfinished ones, by number.
    Result<std::vector<Attachment>> list();
    /// The complete one with that content.
    Result<std::optional<Attachment>> find(QByteArrayView sha256);
    /// How many parts belong to none of them.
    Result<qint64> strayParts();

    /// Begins to store a file; until complete() it counts as unfinished.
    Result<Attachment> begin(const QByteArray &sha256, qint64 size);
    /// Parts of it in a row, \a first being the index of the first one. Each has partSize bytes,
    /// the last one of the file what is left.
    Status append(const Attachment &to, qint64 first, const std::vector<QByteArray> &parts);
    /// From now on it is what find() finds; an earlier one of that content, which was found to be
    /// damaged, becomes unfinished.
    Status complete(const Attachment &attachment);
    /// The opposite, for one that no record was made for; also within another transaction.
    Status abandon(const Attachment &attachment);
    /// Removes a few parts of what is unfinished. False when nothing of it is left.
    Result<bool> removeSomeUnfinished();

    /// Lets go of the database's pages in memory, which a large file fills for nothing.
    void forgetPages();

    /// Null when it is missing, or longer than a part can be.
    Result<QByteArray> part(const Attachment &of, qint64 index);

private:
    Connection &m_connection;
};

/// Reads a stored file from its first part to its last and proves it on the way.
class AttachmentReader final
{
public:
    explicit AttachmentReader(Attachment attachment)
        : m_attachment(std::move(attachment))
    {}
    bool atEnd() const { return m_done == m_attachment.partCount(); }
    qint64 position() const { return m_done * Attachments::partSize; }
    /// The next part; the last one only when the whole is what its SHA-256 says. Error: Damaged.
    Result<QByteArray> next(Attachments &from);

private:
    Attachment m_attachment;
    qint64 m_done = 0; ///< parts
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

}
