// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/sampletable.h"

#include "model/exchange/fieldtext.h"

#include <QFile>
#include <QRegularExpression>

/// A static library's resources are linked in when asked for, outside of any namespace.
static void loadSampleResources()
{
    Q_INIT_RESOURCE(sample);
}

namespace safeguard::sample {

namespace {

/// What is meant to lie ahead, also of the day on which it was entered.
bool plansAhead(const QString &column)
{
    static const QStringList columns{QStringLiteral("expires"), QStringLiteral("retained_until"),
                                     QStringLiteral("due")};
    return columns.contains(column);
}

/// The cell with its days as dates; null when one of them had not come yet.
QString datedText(QString text, const QString &column, const Day &day)
{
    static const QRegularExpression offset(QStringLiteral("\\{(-?\\d+)\\}"));
    for (auto match = offset.match(text); match.hasMatch(); match = offset.match(text)) {
        const QDate date = day.today.addDays(match.captured(1).toInt());
        if (date > day.then && day.isPast() && !plansAhead(column))
            return {};
        text.replace(match.capturedStart(), match.capturedLength(), date.toString(Qt::ISODate));
    }
    return text.replace(QStringLiteral("\\n"), QStringLiteral("\n"));
}

tl::unexpected<Error> wrong(const QString &what)
{
    return failure(ErrorCode::Internal,
                   QStringLiteral("The worked example is damaged: %1").arg(what));
}

/// A copy of what is there, else a new record.
std::shared_ptr<Record> recordFor(const Edit &edit, const RegisterType &type, const AnyId &id)
{
    if (const RecordPtr old = edit.now().rows(type.key).find(id))
        return type.copy(*old);
    auto record = type.make();
    record->id = id;
    return record;
}

}

Result<Table> readTable(const QString &name, const Day &day)
{
    loadSampleResources();
    QFile file(QStringLiteral(":/sample/%1.tsv").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return wrong(name);
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    Table table{lines.takeFirst().split(u'\t'), {}, day.isPast()};
    const qsizetype start = table.header.indexOf(QStringLiteral("start"));
    for (const QString &line : lines) {
        QStringList row = line.split(u'\t');
        for (qsizetype column = 0; column < row.size(); ++column)
            row[column] = datedText(row[column], table.header.value(column), day);
        if (start < 0 || !row.value(start).isEmpty())
            table.rows.push_back(row);
    }
    return table;
}

AnyId idFor(const Edit &edit, const RegisterType &type, const QString &name)
{
    return edit.nameBasedId(type, type.isSingleton ? QString() : name);
}

QString cellOf(const Table &table, const QStringList &row, const char *column)
{
    return row.value(table.header.indexOf(QLatin1String(column)));
}

Status setFields(Record &record, const RegisterType &type, const Table &table,
                 const QStringList &row, const Snapshot &snapshot)
{
    for (qsizetype column = 0; column < row.size(); ++column) {
        const Field *field = type.field(table.header.value(column));
        if (!field)
            return wrong(type.key);
        if (row[column].isEmpty())
            continue;
        const auto value = valueFromText(*field, row[column], snapshot);
        if (!value && table.isPast && field->isReference())
            continue;
        SG_TRY(value);
        field->set(record, *value);
    }
    return {};
}

Status enter(Edit &edit, const QString &registerKey, const Table &table)
{
    const RegisterType *type = edit.registers().find(registerKey);
    if (!type)
        return wrong(registerKey);
    for (const QStringList &row : table.rows) {
        // What has no name of its own is told apart by what it is about.
        const bool isUnnamed = type->fields.front().isReference();
        const QString name = isUnnamed ? row.mid(0, 3).join(u'\t') : row.value(0);
        const auto record = recordFor(edit, *type, idFor(edit, *type, name));
        SG_TRY(setFields(*record, *type, table, row, edit.now()));
        edit.putAny(*type, record);
    }
    return {};
}

}
