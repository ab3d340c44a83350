// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/sheet.h"

#include "model/exchange/csv.h"
#include "model/exchange/recordnames.h"
#include "model/store/valuetext.h"

#include <QLocale>

namespace safeguard {

namespace {

using CellOf = std::function<SheetCell(const Record &)>;

/// The columns of a sheet, each with what fills it.
struct Columns
{
    Sheet &sheet;
    std::vector<CellOf> cells = {};

    void add(const QString &title, CellOf cell)
    {
        sheet.columns += title;
        cells.push_back(std::move(cell));
    }
    void addDerived(const std::vector<AddedColumn> &derived, const QString &after)
    {
        for (const AddedColumn &column : derived) {
            if (column.after == after)
                add(column.title, column.cell);
        }
    }
};

/// Numbers and days are no formulas, whatever they begin with.
struct CsvWriter
{
    QString operator()(std::monostate) const { return {}; }
    QString operator()(qint64 number) const { return QString::number(number); }
    QString operator()(double number) const
    {
        return QString::number(number, 'g', QLocale::FloatingPointShortest);
    }
    QString operator()(QDate day) const { return day.toString(Qt::ISODate); }
    QString operator()(const QDateTime &moment) const
    {
        return moment.toUTC().toString(Qt::ISODate);
    }
    QString operator()(const QString &text) const { return csvCell(text); }
};

}

SheetCell sheetCell(const Field &field, const Value &value, const Snapshot &snapshot)
{
    if (isEmpty(value))
        return {};
    if (const qint64 *number = std::get_if<qint64>(&value))
        return *number;
    if (const double *number = std::get_if<double>(&value))
        return *number;
    if (const QDate *day = std::get_if<QDate>(&value))
        return *day;
    if (const QDateTime moment = momentIn(field, textOf(value)); moment.isValid())
        return moment;
    return displayText(field, value, snapshot);
}

namespace {

/// The same, but records are called so that an import finds them again.
SheetCell clearCell(const Field &field, const Value &value, const Snapshot &snapshot,
                    RecordNames &names)
{
    if (const auto *id = std::get_if<AnyId>(&value))
        return names.clearText(field.reference, *id);
    if (const QString *text = std::get_if<QString>(&value); text && field.isSubject)
        return names.clearText(RecordRef::fromText(*text));
    const auto *ids = std::get_if<std::vector<AnyId>>(&value);
    if (!ids)
        return sheetCell(field, value, snapshot);
    QStringList parts;
    for (const AnyId &id : *ids)
        parts += names.clearText(field.reference, id, true);
    parts.sort(Qt::CaseInsensitive);
    return parts.join(valueSeparator());
}

/// Whether an import could tell which record a row is about, without its id.
bool isKnownWithoutId(const RegisterType &type)
{
    return !type.prefix.isEmpty() || type.isSingleton ||
           std::any_of(type.fields.begin(), type.fields.end(), [](const Field &field) {
               return field.isUnique && field.isRequired && !field.isGeometry;
           });
}

}

Sheet registerSheet(const RegisterType &type, const Snapshot &snapshot,
                    const std::vector<AddedColumn> &derived)
{
    Sheet sheet{.name = type.plural};
    Columns columns{sheet};
    RecordNames names(snapshot);
    if (!type.prefix.isEmpty()) {
        columns.add(numberColumnTitle(),
                    [&](const Record &record) { return type.citeNumber(record); });
        sheet.frozenColumns = 1;
    }
    const auto isReplaced = [&](const Field &field) {
        return std::any_of(derived.begin(), derived.end(), [&](const AddedColumn &column) {
            return column.replaces && column.after == field.key;
        });
    };
    const bool isAllGeometry = std::all_of(type.fields.begin(), type.fields.end(),
                                           [](const Field &field) { return field.isGeometry; });
    for (const Field &field : type.fields) {
        if (field.isGeometry && !isAllGeometry)
            continue;
        if (!isReplaced(field))
            columns.add(field.label, [&](const Record &record) {
                return clearCell(field, field.get(record), snapshot, names);
            });
        columns.addDerived(derived, field.key);
    }
    columns.addDerived(derived, {});
    if (!isKnownWithoutId(type))
        columns.add(idColumnTitle(), [](const Record &record) { return record.id.toText(); });
    for (const RecordPtr &record : snapshot.inOrder(type.key)) {
        auto &row = sheet.rows.emplace_back();
        for (const CellOf &cell : columns.cells)
            row.push_back(cell(*record));
    }
    return sheet;
}

QByteArray toCsv(const Sheet &sheet)
{
    QByteArray csv;
    const auto addLine = [&](const QStringList &cells) {
        csv += cells.join(u',').toUtf8() + "\r\n";
    };
    QStringList cells;
    for (const QString &title : sheet.columns)
        cells += csvCell(title);
    addLine(cells);
    for (const auto &row : sheet.rows) {
        cells.clear();
        for (const SheetCell &cell : row)
            cells += std::visit(CsvWriter{}, cell);
        addLine(cells);
    }
    return csv;
}

}
