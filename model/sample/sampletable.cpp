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

QString datedText(QString text, QDate today)
{
    static const QRegularExpression day(QStringLiteral("\\{(-?\\d+)\\}"));
    for (auto match = day.match(text); match.hasMatch(); match = day.match(text))
        text.replace(match.capturedStart(), match.capturedLength(),
                     today.addDays(match.captured(1).toInt()).toString(Qt::ISODate));
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

Result<Table> readTable(const QString &name, QDate today)
{
    loadSampleResources();
    QFile file(QStringLiteral(":/sample/%1.tsv").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return wrong(name);
    Table table;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        QStringList cells;
        for (const QString &cell : line.split(u'\t'))
            cells += datedText(cell, today);
        if (table.header.isEmpty())
            table.header = cells;
        else
            table.rows.push_back(cells);
    }
    return table;
}

AnyId idFor(const Edit &edit, const RegisterType &type, const QString &name)
{
    return edit.nameBasedId(type, type.isSingleton ? QString() : name);
}

Status enter(Edit &edit, const QString &registerKey, const Table &table)
{
    const RegisterType *type = edit.registers().find(registerKey);
    if (!type)
        return wrong(registerKey);
    for (const QStringList &row : table.rows) {
        const auto record = recordFor(edit, *type, idFor(edit, *type, row.value(0)));
        for (qsizetype column = 0; column < row.size(); ++column) {
            const Field *field = type->field(table.header.value(column));
            if (!field)
                return wrong(registerKey);
            if (row[column].isEmpty())
                continue;
            const auto value = valueFromText(*field, row[column], edit.now());
            SG_TRY(value);
            field->set(*record, *value);
        }
        edit.putAny(*type, record);
    }
    return {};
}

}
