// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as a CSV file into any register of a filled project: refused, or taken in such a way
// that the register's own CSV changes nothing when it is imported after.

#include "model/exchange/csv.h"
#include "model/project/validation.h"
#include "model/registers.h"
#include "tests/exchange/filledproject.h"

#include <cstdlib>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const Snapshot &project()
{
    static const Snapshot s_project = filledProject(1, 6);
    return s_project;
}

/// The folded name's owner in the filled project.
AnyId ownerOf(const RegisterType &type, const Field &field, const QString &folded)
{
    static UniqueIndex s_index;
    return s_index.find(project(), type, field, folded);
}

Result<ImportReport> import(Edit &edit, const RegisterType &type, const QByteArray &csv)
{
    const auto table = readCsv(csv);
    SG_TRY(table);
    return importRows(edit, type, *table, guessColumns(table->heading, type));
}

}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const auto &types = *allRegisters();
    auto type = types.begin();
    std::advance(type, data[0] % std::distance(types.begin(), types.end()));
    // The heading by itself is hard to guess: the second byte may put a sound one in front.
    QByteArray csv(reinterpret_cast<const char *>(data + 2), static_cast<qsizetype>(size - 2));
    if (data[1] & 1)
        csv.prepend(toCsv(*type, Snapshot(allRegisters())));

    Edit edit(project(), AnyId());
    const auto report = import(edit, *type, csv);
    if (!report || report->hasErrors() || !validateChanges(edit.changes(), edit.now(), ownerOf))
        return 0;
    Edit again(edit.now(), AnyId());
    const auto same = import(again, *type, toCsv(*type, edit.now()));
    if (!same || same->hasErrors() || same->added != 0 || same->updated != 0)
        std::abort();
    return 0;
}
