// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/field.h"

#include <QCoreApplication>
#include <QLatin1String>

namespace safeguard {

const ChoiceList &choices(Area)
{
    static const ChoiceList list{
        {"map", QCoreApplication::translate("Area", "Map")},
        {"assess", QCoreApplication::translate("Area", "Assess")},
        {"context", QCoreApplication::translate("Area", "People, vendors and places")},
        {"project", QCoreApplication::translate("Area", "Project")},
        {"evidence", QCoreApplication::translate("Area", "Evidence")}};
    return list;
}

QString RecordRef::toText() const
{
    return isNull() ? QString() : registerKey + QLatin1Char('/') + id.toText();
}

RecordRef RecordRef::fromText(QStringView text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    const auto id = slash > 0 ? AnyId::fromText(text.mid(slash + 1)) : std::nullopt;
    return id ? RecordRef{text.left(slash).toString(), *id} : RecordRef();
}

QString kindKey(Kind kind)
{
    switch (kind) {
    case Kind::Text:
        return QStringLiteral("text");
    case Kind::LongText:
        return QStringLiteral("long_text");
    case Kind::Integer:
        return QStringLiteral("integer");
    case Kind::Real:
        return QStringLiteral("real");
    case Kind::YesNo:
        return QStringLiteral("yes_no");
    case Kind::Date:
        return QStringLiteral("date");
    case Kind::Choice:
        return QStringLiteral("choice");
    case Kind::Choices:
        return QStringLiteral("choices");
    case Kind::Reference:
        return QStringLiteral("reference");
    case Kind::References:
        return QStringLiteral("references");
    case Kind::Points:
        return QStringLiteral("points");
    }
    return {};
}

const Field *RegisterType::field(QStringView fieldKey) const
{
    const auto at = std::find_if(fields.begin(), fields.end(),
                                 [&](const Field &f) { return f.key == fieldKey; });
    return at == fields.end() ? nullptr : &*at;
}

const Field *RegisterType::wholeField() const
{
    const auto at = std::find_if(fields.begin(), fields.end(), [](const Field &f) {
        return f.isOwner && f.kind == Kind::Reference;
    });
    return at == fields.end() ? nullptr : &*at;
}

QString RegisterType::table() const
{
    return QString(key).replace(QLatin1Char('-'), QLatin1Char('_'));
}

QString RegisterType::childTable(const Field &field) const
{
    return table() + QLatin1Char('_') + field.key;
}

namespace {
/// So much of a text as stands for it in a title or a list.
QString beginningOf(const QString &text)
{
    constexpr qsizetype most = 48;
    const QString line = text.simplified();
    if (line.size() <= most)
        return line;
    const qsizetype space = line.lastIndexOf(QLatin1Char(' '), most - 1);
    return line.left(space > most / 2 ? space : most - 1) + QChar(0x2026);
}
}

QString RegisterType::title(const Record &record) const
{
    for (const Field &f : fields) {
        if (nameIn)
            break;
        if (f.isSubject)
            continue;
        const QString text = textOf(f.get(record));
        if (f.kind == Kind::Text && !text.isEmpty())
            return text;
        if (f.kind == Kind::LongText && !text.isEmpty())
            return beginningOf(text);
        if (f.kind == Kind::Choice && f.isUnique) {
            for (const Choice &choice : *f.choices) {
                if (choice.key == text)
                    return choice.label;
            }
        }
        if (f.kind == Kind::Text)
            break;
    }
    const QString cite = citeNumber(record);
    return cite.isEmpty() ? record.id.toText() : cite;
}

QString RegisterType::citeNumber(const Record &record) const
{
    if (prefix.isEmpty() || record.number <= 0)
        return {};
    return prefix + QLatin1Char('-') +
           QString::number(record.number).rightJustified(3, QLatin1Char('0'));
}

std::optional<int> RegisterType::numberFrom(QStringView text) const
{
    if (prefix.isEmpty() || !text.startsWith(prefix, Qt::CaseInsensitive))
        return std::nullopt;
    const QStringView rest = text.mid(prefix.size());
    bool ok = false;
    const int number = rest.mid(1).toInt(&ok);
    return ok && number > 0 && rest.startsWith(QLatin1Char('-')) ? std::optional(number)
                                                                 : std::nullopt;
}

Registers::Registers(std::vector<RegisterType> types)
    : m_types(std::move(types))
{}

const RegisterType *Registers::find(QStringView key) const
{
    const auto at = std::find_if(m_types.begin(), m_types.end(),
                                 [&](const RegisterType &t) { return t.key == key; });
    return at == m_types.end() ? nullptr : &*at;
}

const RegisterType *Registers::ofTable(QStringView table) const
{
    for (const RegisterType &type : m_types) {
        if (type.table() == table)
            return &type;
        for (const Field &f : type.fields) {
            if (f.isMany() && type.childTable(f) == table)
                return &type;
        }
    }
    return nullptr;
}

}
