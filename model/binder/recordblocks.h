// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binder/words.h"

namespace safeguard::binder {

/// What is derived about a record, shown beside what was typed.
struct DerivedColumn
{
    QString title;
    std::function<report::Cell(const Record &)> cell;
    bool isInSummary = true; ///< else in the record's own block only
};
using DerivedColumns = std::vector<DerivedColumn>;

/// A register as a chapter or section shows it, by its field table: one table when it is narrow,
/// else a summary with a block per record. Each record is the target of its anchor; each field is
/// shown. Geometry is not: figures show it.
void addRegister(Blocks &blocks, const Snapshot &snapshot, const RegisterType &type,
                 const DerivedColumns &derived = {});
/// What it is for, and the rule behind it.
void addPurpose(Blocks &blocks, const RegisterType &type);
/// Every field of one record; what is empty is named in the last row.
report::KeyValues blockOf(const Snapshot &snapshot, const RegisterType &type, const Record &record,
                          const DerivedColumns &derived = {});

/// What was said about a record: who signed it, what proves it, what was remarked.
std::vector<report::KeyValues::Row> remarksOf(const Snapshot &snapshot, const RecordRef &record);

}
