// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/expunction.h"
#include "model/project/history.h"
#include "model/store/recordstore.h"

namespace safeguard {

/// A text that is taken out of records and history for good, wherever somebody wrote it, in upper
/// or lower case. Names of users and what the program makes by itself stay.
class Erasure final
{
public:
    /// Not shorter than shortest().
    Erasure(const Registers &registers, QString text);
    static int shortest() { return 3; }
    /// What stands in its place.
    static QString mark() { return QStringLiteral("[removed]"); }

    bool isIn(const QString &text) const { return text.contains(m_text, Qt::CaseInsensitive); }
    QString takenFrom(QString text) const
    {
        return text.replace(m_text, mark(), Qt::CaseInsensitive);
    }
    /// The record without it; null when it is not in there.
    std::shared_ptr<Record> takenFrom(const RegisterType &type, const Record &record) const;
    /// The entry without it; none when it is not in there. Error: Damaged.
    Result<std::optional<Entry>> takenFrom(Connection &connection, const Entry &entry) const;

private:
    bool isFree(const RegisterType &type, const Field *field) const;
    const Registers &m_registers;
    QString m_text;
};

/// What is to be removed for good: a text wherever somebody wrote it, or a stored file.
struct ExpungeTarget
{
    QString text;
    QString content; ///< of the file: its SHA-256, base32

    ExpungeTarget(QString text) // NOLINT(google-explicit-constructor): mostly it is a text
        : text(std::move(text))
    {}
    static ExpungeTarget file(const QString &content);
    bool isFile() const { return !content.isEmpty(); }
};

/// Where removing it would take something out.
struct ErasureReach
{
    std::vector<RecordRef> records; ///< as they are now
    qint64 entries = 0;             ///< of the history
    qint64 bytes = 0;               ///< of the stored file

    bool isNowhere() const { return entries == 0 && bytes == 0; }
};

/// All of the project; none in a project from before there were any. Error: Damaged.
Result<Rows<Expunction>> loadExpunctions(Connection &connection, const Registers &registers);
/// By which the stored file was removed; null when it was not.
const Expunction *removalOf(const Snapshot &snapshot, const QString &content);
/// What an entry from which something was taken says since, by the last expunction about it.
struct SaysLess
{
    HashesBefore now;
    qint64 since = 0; ///< entry of that expunction; 0 when there is none
};
/// By the entries that say less. \a entered: the entries by which the expunctions came, in order.
std::map<qint64, SaysLess> entriesSayingLess(const Rows<Expunction> &expunctions,
                                             const std::vector<qint64> &entered);
/// The line of an expunction for an entry.
QString expunctionLine(const Entry &less);

}
