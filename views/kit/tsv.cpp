// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/tsv.h"

#include "model/exchange/csv.h"
#include "model/exchange/fieldtext.h"

#include <QHeaderView>

namespace safeguard {

QString toTsv(const QList<QStringList> &rows)
{
    QStringList lines;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &text : row) {
            const QString cell = guardedCell(text);
            const bool isPlain = !cell.contains(u'\t') && !cell.contains(u'\n') &&
                                 !cell.contains(u'\r') && !cell.contains(u'"');
            cells +=
                isPlain ? cell : u'"' + QString(cell).replace(u'"', QStringLiteral("\"\"")) + u'"';
        }
        lines += cells.join(u'\t');
    }
    return lines.join(u'\n');
}

QList<QStringList> fromTsv(const QString &text)
{
    QList<QStringList> rows{{}};
    QString cell;
    bool isQuoted = false;
    const auto endCell = [&] {
        rows.last() += unguardedCell(cell);
        cell.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isQuoted) {
            if (c == u'"' && i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else if (c == u'"')
                isQuoted = false;
            else
                cell += c;
        } else if (c == u'"' && cell.isEmpty()) {
            isQuoted = true;
        } else if (c == u'\t') {
            endCell();
        } else if (c == u'\n') {
            endCell();
            rows += QStringList();
        } else if (c != u'\r') {
            cell += c;
        }
    }
    if (!cell.isEmpty() || !rows.last().isEmpty())
        endCell();
    else
        rows.removeLast();
    return rows;
}

namespace {

/// The fields that the cells of a row go to; null for a column that cannot be written.
std::vector<const Field *> headingFields(const QStringList &row, const RegisterType &type)
{
    std::vector<const Field *> fields;
    bool isHeading = false;
    for (const QString &cell : row) {
        const Field *found = nullptr;
        for (const Field &field : type.fields) {
            if (!cell.isEmpty() && (field.key == cell || field.label == cell))
                found = &field;
        }
        isHeading = isHeading || found;
        fields.push_back(found);
    }
    return isHeading ? fields : std::vector<const Field *>();
}

std::vector<const Field *> fieldsFrom(int column, const RecordTableModel &model,
                                      const QHeaderView &header)
{
    std::vector<const Field *> fields;
    for (int visual = qMax(0, header.visualIndex(column)); visual < header.count(); ++visual) {
        const int logical = header.logicalIndex(visual);
        if (!header.isSectionHidden(logical))
            fields.push_back(model.field(logical));
    }
    return fields;
}

}

Status pasteTsv(const QString &text, RecordTableModel &model, const QModelIndex &at,
                const QHeaderView &header)
{
    QList<QStringList> rows = fromTsv(text);
    if (rows.isEmpty())
        return {};
    const RegisterType &type = model.type();
    auto fields = headingFields(rows.first(), type);
    if (!fields.empty())
        rows.removeFirst();
    else
        fields = fieldsFrom(at.isValid() ? at.column() : 1, model, header);
    const int first = at.isValid() ? at.row() : model.rowCount();
    const auto done = model.workspace().project().perform(
        RecordTableModel::tr("Paste %n rows into %1", nullptr, static_cast<int>(rows.size()))
            .arg(type.plural),
        [&](Edit &edit) -> Status {
            for (qsizetype r = 0; r < rows.size(); ++r) {
                const RecordPtr old = model.record(first + static_cast<int>(r));
                if (!old && !type.addedElsewhere.isEmpty())
                    return failure(ErrorCode::Refused, type.addedElsewhere);
                auto record = old ? type.copy(*old) : type.make();
                for (qsizetype c = 0;
                     c < rows[r].size() && c < static_cast<qsizetype>(fields.size()); ++c) {
                    const Field *field = fields[static_cast<size_t>(c)];
                    if (!field)
                        continue;
                    const auto value = valueFromText(*field, rows[r][c], edit.now());
                    if (!value)
                        return failure(
                            ErrorCode::InvalidInput,
                            RecordTableModel::tr("Row %1: %2").arg(r + 1).arg(value.error().text));
                    field->set(*record, *value);
                }
                edit.putAny(type, std::move(record));
            }
            return {};
        });
    SG_TRY(done);
    return {};
}

}
