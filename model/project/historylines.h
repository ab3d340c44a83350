// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/changewords.h"

#include <set>

namespace safeguard {

/// An entry as a list shows it: without its changes, but with the records that they are about.
struct HistoryLine
{
    qint64 sequence = 0;
    EntryKind kind = EntryKind::Edit;
    Id<User> user;
    QDateTime time; ///< UTC
    QString sentence;
    bool isExpunged = false; ///< something was taken out of it for good

    using Touched = std::pair<const RegisterType *, AnyId>;
    std::vector<Touched> records; ///< each once
};
Result<HistoryLine> historyLine(const Registers &registers, const Entry &entry);

/// Which entries are wanted; what is empty asks for nothing.
struct HistoryFilter
{
    QString text; ///< in the sentence, or in the name or number of a record that is there now
    Id<User> user;
    std::set<EntryKind> kinds;
    const RegisterType *type = nullptr;
    AnyId record;
    QDate from; ///< in the time zone of whoever looks, like \c to, which is included
    QDate to;

    bool isEmpty() const;
    /// \a names: records that fit the text, see recordsWith().
    bool matches(const HistoryLine &line, const std::set<AnyId> &names) const;
};
/// Records whose number or name holds the text, in any case.
std::set<AnyId> recordsWith(const QString &text, const Snapshot &snapshot);

/// An entry with all that it did, in words.
struct ToldEntry
{
    HistoryLine line;
    QString who;
    std::vector<ChangeWords> changes;
};
/// "Edit", "Undo", "Signature", for people.
QString nameOf(EntryKind kind);

}
