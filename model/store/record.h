// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"

#include <memory>
#include <QString>

namespace safeguard {

/// What every record has: a name in the world, and where reports cite it a permanent number
/// (SYS-012). A register's own fields are members of a struct derived from it, described by a
/// RegisterType. Plain values: copied, compared and shared freely, never changed once shared.
struct Record
{
    AnyId id;
    int number = 0; ///< counts from 1 within its register, never given twice; 0: not yet given

    Record() = default;
    virtual ~Record() = default;

protected:
    Record(const Record &) = default;
    Record(Record &&) = default;
    Record &operator=(const Record &) = default;
    Record &operator=(Record &&) = default;
};

using RecordPtr = std::shared_ptr<const Record>;

/// Any record of any register: what a comment is on, what a signature is for.
struct RecordRef
{
    QString registerKey;
    AnyId id;

    bool isNull() const { return id.isNull(); }
    /// "systems/" and the id; empty when null.
    QString toText() const;
    /// Null when the text is not of that form.
    static RecordRef fromText(QStringView text);
    friend auto operator<=>(const RecordRef &, const RecordRef &) = default;
};

/// The typed id of a record.
template <class T>
Id<T> idOf(const T &record)
{
    return Id<T>(record.id);
}

}
