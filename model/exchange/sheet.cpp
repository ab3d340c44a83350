// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/sheet.h"

#include "model/exchange/csv.h"
#include "model/store/valuetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace safeguard {

namespace {

struct SheetText
{
    Q_DECLARE_TR_FUNCTIONS(Sheet)
};

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

Sheet registerSheet(const RegisterType &type, const Snapshot &snapshot,
                    const std::vector<AddedColumn> &derived)
{
    Sheet sheet{.name = type.plural};
    Columns columns{sheet};
    if (!type.prefix.isEmpty()) {
        columns.add(SheetText::tr("Number"),
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
                return sheetCell(field, field.get(record), snapshot);
            });
        columns.addDerived(derived, field.key);
    }
    columns.addDerived(derived, {});
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
