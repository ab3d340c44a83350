// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"

#include <memory>

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

/// The typed id of a record.
template <class T>
Id<T> idOf(const T &record)
{
    return Id<T>(record.id);
}

}
