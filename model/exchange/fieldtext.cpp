// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/fieldtext.h"

#include "model/base/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace safeguard {

namespace {

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
    // A cell that is ticked says TRUE, whatever the list calls it.
    if (wanted == QLatin1String("true"))
        return choiceFrom(field, QStringLiteral("yes"));
    return wanted == QLatin1String("false") ? choiceFrom(field, QStringLiteral("no")) : nullptr;
}

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
                            .arg(text.left(60), field.label, labels.join(valueSeparator())));
}

Result<Value> yesNoValue(const Field &field, const QString &text)
{
    const QString answer = foldedName(text);
    for (const char *yes : {"yes", "true", "1"}) {
        if (answer == QLatin1String(yes) || answer == foldedName(yesNoText(true)))
            return Value(true);
    }
    for (const char *no : {"no", "false", "0"}) {
        if (answer == QLatin1String(no) || answer == foldedName(yesNoText(false)))
            return Value(false);
    }
    return wrong(field, FieldTextText::tr("%1 is yes or no.").arg(field.label));
}

Result<Value> severalValues(const Field &field, const QString &text, RecordNames &names)
{
    std::vector<AnyId> ids;
    QStringList keys;
    // A cell of a spreadsheet may have several lines.
    for (const QString &part : QString(text).replace(u'\n', u';').split(u';', Qt::SkipEmptyParts)) {
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

/// A moment as spreadsheets have it is one as records have it; any other text of the program's own
/// is what it is.
QString ownText(const QString &text)
{
    static const QRegularExpression moment(
        QStringLiteral("^(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d)(:\\d\\d)?( UTC|Z)?$"));
    const auto match = moment.match(text.trimmed());
    if (!match.hasMatch())
        return text;
    const QDateTime read(QDate::fromString(match.captured(1), Qt::ISODate),
                         QTime::fromString(match.captured(2) + match.captured(3), Qt::ISODate),
                         match.captured(4).isEmpty() ? Qt::LocalTime : Qt::UTC);
    return read.isValid() ? read.toUTC().toString(Qt::ISODate) : text;
}

Result<Value> textValue(const Field &field, const QString &text, RecordNames &names)
{
    if (field.isSubject && RecordRef::fromText(text.trimmed()).isNull()) {
        const auto subject = names.findAny(text);
        return subject ? Result<Value>(Value(subject->toText()))
                       : wrong(field, subject.error().text);
    }
    return Value(field.isFreeText || field.isSubject ? text : ownText(text));
}

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
        return textValue(field, text, names);
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
