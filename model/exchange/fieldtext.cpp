// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/fieldtext.h"

#include "model/base/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace safeguard {

namespace {

const auto separator = QStringLiteral("; ");

struct FieldTextText
{
    Q_DECLARE_TR_FUNCTIONS(FieldText)
};

const Choice *choiceFrom(const Field &field, const QString &text)
{
    const QString wanted = foldedName(text);
    for (const Choice &choice : *field.choices) {
        if (choice.key == wanted || foldedName(choice.label) == wanted)
            return &choice;
    }
    return nullptr;
}

/// A text that recordFromText() takes back to this very record.
QString referenceText(const QString &registerKey, const AnyId &id, const Snapshot &snapshot)
{
    const RecordPtr record = snapshot.rows(registerKey).find(id);
    if (!record)
        return id.toText();
    const RegisterType &type = *snapshot.registers().find(registerKey);
    const Field *name = type.field(u"name");
    const QString title = type.title(*record);
    if (name && name->isUnique && !title.contains(u';') && title == title.trimmed() &&
        !type.numberFrom(title) && !AnyId::fromText(title))
        return title;
    const QString cite = type.citeNumber(*record);
    return cite.isEmpty() ? id.toText() : cite;
}

struct Writer
{
    const Field &field;
    const Snapshot &snapshot;
    bool isForPeople;

    QString choice(const QString &key) const
    {
        const Choice *found = isForPeople ? choiceFrom(field, key) : nullptr;
        return found ? found->label : key;
    }
    QString reference(const AnyId &id) const
    {
        return isForPeople ? snapshot.title(field.reference, id)
                           : referenceText(field.reference, id, snapshot);
    }
    QString operator()(std::monostate) const { return {}; }
    QString operator()(bool b) const
    {
        if (!isForPeople)
            return b ? QStringLiteral("yes") : QStringLiteral("no");
        return b ? FieldTextText::tr("Yes") : FieldTextText::tr("No");
    }
    QString operator()(qint64 i) const { return QString::number(i); }
    QString operator()(double d) const
    {
        return QString::number(d, 'g', QLocale::FloatingPointShortest);
    }
    QString operator()(QDate date) const { return date.toString(Qt::ISODate); }
    QString operator()(const QString &text) const
    {
        return field.kind == Kind::Choice ? choice(text) : text;
    }
    QString operator()(const AnyId &id) const { return reference(id); }
    QString operator()(const QStringList &keys) const
    {
        QStringList parts;
        for (const QString &key : keys)
            parts += choice(key);
        return parts.join(separator);
    }
    QString operator()(const std::vector<AnyId> &ids) const
    {
        QStringList parts;
        for (const AnyId &id : ids)
            parts += reference(id);
        parts.sort(Qt::CaseInsensitive);
        return parts.join(separator);
    }
    QString operator()(const Polyline &points) const { return toText(points); }
};

tl::unexpected<Error> wrong(const Field &field, const QString &text)
{
    return failure(Error{ErrorCode::InvalidInput, text, {{field.key, text}}});
}

Result<Value> choiceValue(const Field &field, const QString &text)
{
    if (const Choice *choice = choiceFrom(field, text))
        return Value(choice->key);
    QStringList labels;
    for (const Choice &choice : *field.choices)
        labels += choice.label;
    return wrong(field, FieldTextText::tr("\u201c%1\u201d is no choice of %2. Choices: %3.")
                            .arg(text.left(60), field.label, labels.join(separator)));
}

Result<Value> yesNoValue(const Field &field, const QString &text)
{
    const QString answer = foldedName(text);
    for (const char *yes : {"yes", "true", "1"}) {
        if (answer == QLatin1String(yes) || answer == foldedName(FieldTextText::tr("Yes")))
            return Value(true);
    }
    for (const char *no : {"no", "false", "0"}) {
        if (answer == QLatin1String(no) || answer == foldedName(FieldTextText::tr("No")))
            return Value(false);
    }
    return wrong(field, FieldTextText::tr("%1 is yes or no.").arg(field.label));
}

Result<Value> severalValues(const Field &field, const QString &text, RecordNames &names)
{
    std::vector<AnyId> ids;
    QStringList keys;
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts)) {
        if (part.trimmed().isEmpty())
            continue;
        if (field.kind == Kind::Choices) {
            const auto choice = choiceValue(field, part.trimmed());
            SG_TRY(choice);
            keys += textOf(*choice);
        } else {
            const auto id = names.find(field.reference, part.trimmed());
            if (!id)
                return wrong(field, id.error().text);
            ids.push_back(*id);
        }
    }
    if (field.kind == Kind::Choices)
        return keys.isEmpty() ? Value() : Value(keys);
    std::sort(ids.begin(), ids.end());
    return ids.empty() ? Value() : Value(ids);
}

}

QString displayText(const Field &field, const Value &value, const Snapshot &snapshot)
{
    return std::visit(Writer{field, snapshot, true}, value);
}

QString keyText(const Field &field, const Value &value, const Snapshot &snapshot)
{
    return std::visit(Writer{field, snapshot, false}, value);
}

Result<AnyId> recordFromText(const QString &registerKey, const QString &text,
                             const Snapshot &snapshot)
{
    return RecordNames(snapshot).find(registerKey, text);
}

Result<Value> valueFromText(const Field &field, const QString &text, const Snapshot &snapshot)
{
    RecordNames names(snapshot);
    return valueFromText(field, text, names);
}

Result<Value> valueFromText(const Field &field, const QString &text, RecordNames &names)
{
    const bool isText = field.kind == Kind::Text || field.kind == Kind::LongText;
    const bool isBlank = isText ? text.isEmpty() : text.trimmed().isEmpty();
    if (isBlank && field.kind != Kind::YesNo)
        return Value();
    bool ok = false;
    switch (field.kind) {
    case Kind::Text:
    case Kind::LongText:
        return Value(text);
    case Kind::Integer: {
        const int number = text.trimmed().toInt(&ok);
        return ok ? Result<Value>(Value(qint64(number)))
                  : wrong(field, FieldTextText::tr("%1 is a whole number.").arg(field.label));
    }
    case Kind::Real: {
        const double number = text.trimmed().toDouble(&ok);
        return ok ? Result<Value>(Value(number))
                  : wrong(field, FieldTextText::tr("%1 is a number.").arg(field.label));
    }
    case Kind::YesNo:
        return text.trimmed().isEmpty() ? Result<Value>(Value(false)) : yesNoValue(field, text);
    case Kind::Date: {
        const QDate date = QDate::fromString(text.trimmed(), Qt::ISODate);
        return date.isValid()
                   ? Result<Value>(Value(date))
                   : wrong(field,
                           FieldTextText::tr("%1 is a date like 2026-02-28.").arg(field.label));
    }
    case Kind::Choice:
        return choiceValue(field, text.trimmed());
    case Kind::Reference: {
        const auto id = names.find(field.reference, text.trimmed());
        return id ? Result<Value>(Value(*id)) : wrong(field, id.error().text);
    }
    case Kind::Choices:
    case Kind::References:
        return severalValues(field, text, names);
    case Kind::Points: {
        const auto points = polylineFromText(text);
        return points
                   ? Result<Value>(Value(*points))
                   : wrong(field, FieldTextText::tr("%1 are points like \u201c10,20 30,40\u201d.")
                                      .arg(field.label));
    }
    }
    return Value();
}

}
