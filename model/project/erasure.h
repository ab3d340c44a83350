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

/// Where an erasure would take something out.
struct ErasureReach
{
    std::vector<RecordRef> records; ///< as they are now
    qint64 entries = 0;             ///< of the history
};

/// What entries from which something was taken say since, by expunctions: for proving.
std::map<qint64, HashesBefore> hashesAfter(const Rows<Expunction> &expunctions);
/// The line of an expunction for an entry.
QString expunctionLine(const Entry &less);

}
