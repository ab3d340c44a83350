// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/projectjson.h"

namespace safeguard {

namespace {

struct ToJson
{
    QJsonValue operator()(std::monostate) const { return QJsonValue::Null; }
    QJsonValue operator()(bool b) const { return b; }
    QJsonValue operator()(qint64 i) const { return i; }
    QJsonValue operator()(double d) const { return d; }
    QJsonValue operator()(QDate date) const { return date.toString(Qt::ISODate); }
    QJsonValue operator()(const QString &text) const { return text; }
    QJsonValue operator()(const AnyId &id) const { return id.toText(); }
    QJsonValue operator()(const QStringList &keys) const
    {
        return QJsonArray::fromStringList(keys);
    }
    QJsonValue operator()(const std::vector<AnyId> &ids) const
    {
        QJsonArray array;
        for (const AnyId &id : ids)
            array += id.toText();
        return array;
    }
    QJsonValue operator()(const Polyline &points) const
    {
        QJsonArray array;
        for (const QPointF &point : points)
            array += QJsonArray{point.x(), point.y()};
        return array;
    }
};

}

QJsonObject toJson(const RegisterType &type, const Record &record)
{
    QJsonObject object{{QStringLiteral("id"), record.id.toText()}};
    if (!type.prefix.isEmpty())
        object.insert(QStringLiteral("number"), type.citeNumber(record));
    for (const Field &field : type.fields) {
        QJsonValue value = std::visit(ToJson(), field.get(record));
        if (value.isNull() && (field.isMany() || field.kind == Kind::Points))
            value = QJsonArray();
        object.insert(field.key, value);
    }
    return object;
}

QJsonArray fieldsToJson(const RegisterType &type)
{
    QJsonArray fields;
    for (const Field &field : type.fields) {
        QJsonArray choices;
        for (const Choice &choice : field.choices ? *field.choices : ChoiceList()) {
            QJsonObject object{{QStringLiteral("key"), choice.key},
                               {QStringLiteral("label"), choice.label}};
            if (!choice.help.isEmpty())
                object.insert(QStringLiteral("help"), choice.help);
            choices += object;
        }
        fields +=
            QJsonObject{{QStringLiteral("key"), field.key},
                        {QStringLiteral("label"), field.label},
                        {QStringLiteral("kind"), kindKey(field.kind)},
                        {QStringLiteral("choices"), choices},
                        {QStringLiteral("required"), field.isRequired},
                        {QStringLiteral("unique"), field.isUnique},
                        {QStringLiteral("reference"),
                         field.reference.isEmpty() ? QJsonValue() : QJsonValue(field.reference)},
                        {QStringLiteral("help"), field.help},
                        {QStringLiteral("citation"), field.citation}};
    }
    return fields;
}

QJsonObject projectToJson(const Snapshot &snapshot)
{
    QJsonArray registers;
    for (const RegisterType &type : snapshot.registers()) {
        QJsonArray rows;
        for (const RecordPtr &record : snapshot.inOrder(type.key))
            rows += toJson(type, *record);
        registers += QJsonObject{{QStringLiteral("key"), type.key},
                                 {QStringLiteral("name"), type.plural},
                                 {QStringLiteral("purpose"), type.purpose},
                                 {QStringLiteral("fields"), fieldsToJson(type)},
                                 {QStringLiteral("records"), rows}};
    }
    return {{QStringLiteral("format"), QStringLiteral("safeguard-project")},
            {QStringLiteral("format_version"), 1},
            {QStringLiteral("content_digest"), QString::fromLatin1(snapshot.digest().toHex())},
            {QStringLiteral("registers"), registers}};
}

}
