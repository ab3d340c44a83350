// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/projectjson.h"
#include "model/registers.h"
#include "tests/exchange/filledproject.h"
#include "tests/tools/testmain.h"

#include <QJsonDocument>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// Reads a value back by what the field table in the same file says of it, as a stranger would.
Value fromJson(const QJsonObject &field, const QJsonValue &json)
{
    const QString kind = field[QStringLiteral("kind")].toString();
    if (json.isNull() || (json.isArray() && json.toArray().isEmpty()))
        return {};
    const auto id = [](const QJsonValue &text) { return *AnyId::fromText(text.toString()); };
    if (kind == QStringLiteral("yes_no"))
        return json.toBool();
    if (kind == QStringLiteral("integer"))
        return json.toInteger();
    if (kind == QStringLiteral("real"))
        return json.toDouble();
    if (kind == QStringLiteral("date"))
        return QDate::fromString(json.toString(), Qt::ISODate);
    if (kind == QStringLiteral("reference"))
        return id(json);
    if (kind == QStringLiteral("references")) {
        std::vector<AnyId> ids;
        for (const QJsonValue &text : json.toArray())
            ids.push_back(id(text));
        return ids;
    }
    if (kind == QStringLiteral("choices"))
        return json.toVariant().toStringList();
    if (kind == QStringLiteral("points")) {
        Polyline points;
        for (const QJsonValue &point : json.toArray())
            points.emplace_back(point[0].toDouble(), point[1].toDouble());
        return points;
    }
    return json.toString();
}

}

class tst_projectjson final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsEverything();
    void explainsItself();
    void isTheSameForTheSameContent();
};

void tst_projectjson::holdsEverything()
{
    const Snapshot snapshot = filledProject(11, 30);
    const QByteArray bytes = QJsonDocument(projectToJson(snapshot)).toJson();
    const QJsonObject whole = QJsonDocument::fromJson(bytes).object();
    Snapshot rebuilt(allRegisters());
    const QJsonArray registers = whole[QStringLiteral("registers")].toArray();
    for (const QJsonValue &reg : registers) {
        const RegisterType &type = *allRegisters()->find(reg[QStringLiteral("key")].toString());
        const QJsonArray fields = reg[QStringLiteral("fields")].toArray();
        for (const QJsonValue &json : reg[QStringLiteral("records")].toArray()) {
            auto record = type.make();
            record->id = *AnyId::fromText(json[QStringLiteral("id")].toString());
            record->number = type.numberFrom(json[QStringLiteral("number")].toString()).value_or(0);
            for (const QJsonValue &field : fields) {
                const QString key = field[QStringLiteral("key")].toString();
                QVERIFY(json.toObject().contains(key));
                type.field(key)->set(*record, fromJson(field.toObject(), json[key]));
            }
            rebuilt.put(type.key, std::move(record));
        }
    }
    QCOMPARE(rebuilt.digest(), snapshot.digest());
    QCOMPARE(whole[QStringLiteral("content_digest")].toString().toLatin1(),
             snapshot.digest().toHex());
}

void tst_projectjson::explainsItself()
{
    const QJsonObject whole = projectToJson(filledProject(12, 2));
    QCOMPARE(whole[QStringLiteral("format")].toString(), QStringLiteral("safeguard-project"));
    QCOMPARE(whole[QStringLiteral("format_version")].toInt(), 1);
    const QJsonArray registers = whole[QStringLiteral("registers")].toArray();
    for (const QJsonValue &reg : registers) {
        const QString key = reg[QStringLiteral("key")].toString();
        QVERIFY(allRegisters()->find(key));
        QVERIFY(!reg[QStringLiteral("name")].toString().isEmpty());
        for (const QJsonValue &field : reg[QStringLiteral("fields")].toArray()) {
            for (const char *part : {"key", "label", "kind", "choices", "required", "unique",
                                     "reference", "help", "citation"})
                QVERIFY(field.toObject().contains(QLatin1String(part)));
            const QString kind = field[QStringLiteral("kind")].toString();
            const bool hasChoices = !field[QStringLiteral("choices")].toArray().isEmpty();
            QCOMPARE(hasChoices, kind.startsWith(QStringLiteral("choice")));
            const QString reference = field[QStringLiteral("reference")].toString();
            QCOMPARE(!reference.isEmpty(), kind.startsWith(QStringLiteral("reference")));
            QVERIFY(reference.isEmpty() || allRegisters()->find(reference));
        }
    }
    QCOMPARE(registers.size(), std::distance(allRegisters()->begin(), allRegisters()->end()));
}

void tst_projectjson::isTheSameForTheSameContent()
{
    const Snapshot snapshot = filledProject(13);
    QCOMPARE(QJsonDocument(projectToJson(snapshot)).toJson(),
             QJsonDocument(projectToJson(snapshot)).toJson());
}

SAFEGUARD_TEST(tst_projectjson)
#include "tst_projectjson.moc"
