// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as a workbook, and any bytes as the sheet of a sound one, since a checksum is hard to
// guess: refused, or read as a table whose rows are no longer than its heading.

#include "model/exchange/xlsxreader.h"
#include "tests/tools/zipmaker.h"

#include <cstdlib>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

void read(const QByteArray &bytes)
{
    XlsxLimits limits;
    limits.zip.total = 16 * 1024 * 1024;
    limits.cells = 100'000;
    const auto book = XlsxReader::open(bytes, {}, limits);
    const auto table = book ? book->read() : Result<XlsxTable>(failure(book.error()));
    if (!table)
        return;
    for (const QStringList &row : table->table.rows) {
        if (row.size() > table->table.heading.size())
            std::abort();
    }
    if (table->table.rows.size() != table->table.numbers.size())
        std::abort();
}

}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1),
                           static_cast<qsizetype>(size - 1));
    static const char *const parts[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                        "xl/styles.xml", "xl/workbook.xml",
                                        "xl/_rels/workbook.xml.rels"};
    const size_t which = data[0] % (std::size(parts) + 1);
    if (which == std::size(parts)) {
        read(bytes);
        return 0;
    }
    Workbook book{.sheetData = QStringLiteral("<row><c t=\"s\"><v>0</v></c></row>"),
                  .strings = QStringLiteral("<si><t>A</t></si>")};
    book.others = {{QString::fromLatin1(parts[which]), bytes}};
    read(book.bytes());
    return 0;
}
