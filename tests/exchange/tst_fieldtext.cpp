// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/fieldtext.h"
#include "model/flows/flow.h"
#include "model/project/baseline.h"
#include "model/registers.h"
#include "model/risk/method.h"
#include "tests/exchange/filledproject.h"
#include "tests/tools/testmain.h"
#include "tests/tools/zoneof.h"

#include <set>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

/// Registers, records and fields one by one.
void forEachField(const Snapshot &snapshot,
                  const std::function<void(const RegisterType &, const Record &, const Field &)> &f)
{
    for (const RegisterType &type : snapshot.registers()) {
        for (const RecordPtr &record : snapshot.rows(type.key)) {
            for (const Field &field : type.fields)
                f(type, *record, field);
        }
    }
}

const Field &fieldOf(const char *registerKey, const char *key)
{
    const RegisterType *type = allRegisters()->find(QString::fromLatin1(registerKey));
    return *type->field(QString::fromLatin1(key));
}

/// displayText() promises to be read back where the names in it are clear.
bool isClear(const Field &field, const Value &value, const Snapshot &snapshot)
{
    if (!field.isReference())
        return true;
    std::vector<AnyId> ids;
    if (const auto *one = std::get_if<AnyId>(&value))
        ids = {*one};
    else if (const auto *several = std::get_if<std::vector<AnyId>>(&value))
        ids = *several;
    const RegisterType &type = *snapshot.registers().find(field.reference);
    return std::all_of(ids.begin(), ids.end(), [&](const AnyId &id) {
        const QString title = snapshot.title(field.reference, id);
        if (field.isMany() && title.contains(u';'))
            return false;
        int bearers = 0;
        for (const RecordPtr &record : snapshot.rows(field.reference))
            bearers +=
                type.title(*record).trimmed().compare(title.trimmed(), Qt::CaseInsensitive) == 0;
        return bearers == 1 && !type.numberFrom(title.trimmed()) && !title.trimmed().isEmpty();
    });
}

}

class tst_fieldtext final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keyTextComesBack();
    void displayTextComesBackWhereNamesAreClear();
    void momentsAreWrittenForTheirReaders();
    void readsWhatPeopleWrite_data();
    void readsWhatPeopleWrite();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void findsRecordsByIdNumberAndName();
    void aNameOfTwoIsNoAnswer();
    void namesThatLookLikeSomethingElse();
};

void tst_fieldtext::keyTextComesBack()
{
    int values = 0;
    std::set<Kind> kinds;
    for (const quint32 seed : {1U, 2U, 3U}) {
        const Snapshot snapshot = filledProject(seed, 40);
        forEachField(
            snapshot, [&](const RegisterType &type, const Record &record, const Field &field) {
                const Value value = field.get(record);
                const QString text = keyText(field, value, snapshot);
                const auto back = valueFromText(field, text, snapshot);
                QVERIFY2(back.has_value(), qPrintable(type.key + u'.' + field.key + u' ' + text));
                // By way of a record, since a flag knows no empty value.
                auto copy = type.make();
                field.set(*copy, *back);
                QVERIFY2(field.get(*copy) == value,
                         qPrintable(type.key + u'.' + field.key + u' ' + text));
                kinds.insert(field.kind);
                ++values;
            });
    }
    QVERIFY(values > 10'000);
    QVERIFY(kinds.size() >= 10);
}

void tst_fieldtext::displayTextComesBackWhereNamesAreClear()
{
    const Snapshot snapshot = filledProject(4, 40);
    int references = 0;
    forEachField(snapshot, [&](const RegisterType &type, const Record &record, const Field &field) {
        const Value value = field.get(record);
        // The name of any record does not say of which register it is.
        if (field.isSubject || !isClear(field, value, snapshot))
            return;
        references += field.isReference() && !isEmpty(value);
        const QString text = displayText(field, value, snapshot, Moments::Iso);
        const auto back = valueFromText(field, text, snapshot);
        QVERIFY2(back.has_value(), qPrintable(type.key + u'.' + field.key + u' ' + text));
        auto copy = type.make();
        field.set(*copy, *back);
        QVERIFY2(field.get(*copy) == value, qPrintable(type.key + u'.' + field.key + u' ' + text));
    });
    QVERIFY(references > 100);
}

void tst_fieldtext::momentsAreWrittenForTheirReaders()
{
    Baseline baseline;
    baseline.taken = QDateTime({2026, 2, 28}, {22, 40, 59}, Qt::UTC);
    baseline.name = baseline.note = QStringLiteral("2026-02-28T22:40:59Z");
    const Snapshot snapshot(allRegisters());
    const Field &taken = fieldOf("baselines", "taken");
    const auto words = [&](const Field &field, Moments moments) {
        return displayText(field, field.get(baseline), snapshot, moments);
    };
    const ZoneOf here("Europe/Zurich");
    QCOMPARE(displayText(taken, taken.get(baseline), snapshot), QStringLiteral("2026-02-28 23:40"));
    QCOMPARE(words(taken, Moments::Utc), QStringLiteral("2026-02-28 22:40 UTC"));
    QCOMPARE(words(taken, Moments::Iso), QStringLiteral("2026-02-28T22:40:59Z"));
    QCOMPARE(keyText(taken, taken.get(baseline), snapshot), words(taken, Moments::Iso));
    for (const char *key : {"name", "note"}) // what a person wrote stays
        QCOMPARE(words(fieldOf("baselines", key), Moments::Local), baseline.name);
    baseline.taken = {};
    QCOMPARE(words(taken, Moments::Local), QString());
    RiskPolicy policy; // a day as a text of the program's own is no moment
    policy.catalogVersion = QStringLiteral("2026-11-21");
    const Field &version = fieldOf("risk-policy", "catalog_version");
    QCOMPARE(displayText(version, version.get(policy), snapshot), policy.catalogVersion);
}

void tst_fieldtext::readsWhatPeopleWrite_data()
{
    QTest::addColumn<QByteArray>("registerKey");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("keyText");
    const auto row = [](const char *reg, const char *field, const char *text, const char *key) {
        QTest::newRow(text) << QByteArray(reg) << QByteArray(field) << QString::fromUtf8(text)
                            << QString::fromUtf8(key);
    };
    row("systems", "kind", "Mobile app", "mobile_app");
    row("systems", "kind", "  MOBILE APP ", "mobile_app");
    row("systems", "kind", "mobile_app", "mobile_app");
    row("systems", "logoff_minutes", " 15 ", "15");
    row("systems", "last_review", " 2024-02-29 ", "2024-02-29");
    row("diagrams", "shows_lanes", "TRUE", "yes");
    row("diagrams", "shows_lanes", "0", "no");
    row("diagrams", "shows_lanes", "", "no");
    row("de-identifications", "removed", "ssn; A. Names ;;fax", "names; fax; ssn");
    row("placements", "x", "-2.5", "-2.5");
    row("systems", "description", "  kept as it is ", "  kept as it is ");
}

void tst_fieldtext::readsWhatPeopleWrite()
{
    QFETCH(QByteArray, registerKey);
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QString, keyText);
    const Snapshot snapshot(allRegisters());
    const Field &of = fieldOf(registerKey, field);
    const auto value = valueFromText(of, text, snapshot);
    QVERIFY_OK(value);
    auto record = allRegisters()->find(QString::fromLatin1(registerKey))->make();
    of.set(*record, *value);
    QCOMPARE(safeguard::keyText(of, of.get(*record), snapshot), keyText);
}

void tst_fieldtext::refusesWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("registerKey");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *reg, const char *field, const char *text) {
        QTest::newRow(qPrintable(QString::fromLatin1(field) + u' ' + QString::fromUtf8(text)))
            << QByteArray(reg) << QByteArray(field) << QString::fromUtf8(text);
    };
    row("systems", "kind", "toaster");
    row("systems", "logoff_minutes", "15.5");
    row("systems", "logoff_minutes", "99999999999");
    row("systems", "last_review", "2026-02-29");
    row("systems", "last_review", "28.02.2026");
    row("systems", "vendor", "Nobody");
    row("systems", "creates", "ECG; Nobody");
    row("diagrams", "shows_lanes", "perhaps");
    row("de-identifications", "removed", "names; toaster");
    row("placements", "x", "wide");
    row("routes", "bends", "1,2 3");
    row("routes", "bends", "1,inf");
}

void tst_fieldtext::refusesWhatIsNone()
{
    QFETCH(QByteArray, registerKey);
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    const auto value = valueFromText(fieldOf(registerKey, field), text, Snapshot(allRegisters()));
    QVERIFY(!value);
    QCOMPARE(value.error().code, ErrorCode::InvalidInput);
    QVERIFY(!value.error().text.isEmpty());
    QCOMPARE(value.error().problems.size(), size_t(1));
    QCOMPARE(value.error().problems.front().field, QString::fromLatin1(field));
}

void tst_fieldtext::findsRecordsByIdNumberAndName()
{
    Snapshot snapshot(allRegisters());
    System system;
    system.name = QStringLiteral("Ingestion API");
    system.number = 12;
    const auto id = snapshot.add(system);
    for (const QString &text : {id.toText(), QStringLiteral("SYS-012"), QStringLiteral("sys-12"),
                                QStringLiteral("SYS-12"), QStringLiteral("Ingestion API"),
                                QStringLiteral("  ingestion api "), QStringLiteral(" SYS-012 ")}) {
        const auto found = recordFromText(QStringLiteral("systems"), text, snapshot);
        QVERIFY2(found.has_value(), qPrintable(text));
        QCOMPARE(*found, AnyId(id));
    }
    for (const QString &text :
         {QString(), QStringLiteral("SYS-013"), QStringLiteral("12"), AnyId::random().toText()}) {
        const auto none = recordFromText(QStringLiteral("systems"), text, snapshot);
        QVERIFY2(!none, qPrintable(text));
        QCOMPARE(none.error().code, ErrorCode::NotFound);
    }
    QCOMPARE(recordFromText(QStringLiteral("toasters"), QStringLiteral("x"), snapshot).error().code,
             ErrorCode::NotFound);
}

void tst_fieldtext::aNameOfTwoIsNoAnswer()
{
    Snapshot snapshot(allRegisters());
    for (int i = 1; i <= 2; ++i) {
        Flow flow;
        flow.name = QStringLiteral("Telemetry");
        flow.number = i;
        snapshot.add(flow);
    }
    const auto which =
        recordFromText(QStringLiteral("flows"), QStringLiteral("telemetry"), snapshot);
    QVERIFY(!which);
    QCOMPARE(which.error().code, ErrorCode::InvalidInput);
    QVERIFY(recordFromText(QStringLiteral("flows"), QStringLiteral("FLW-002"), snapshot));
}

void tst_fieldtext::namesThatLookLikeSomethingElse()
{
    Snapshot snapshot(allRegisters());
    std::vector<AnyId> ids;
    const QStringList names = oddNames();
    for (const QString &name : names) {
        DataElement element;
        element.name = name == QStringLiteral("SYS-002") ? QStringLiteral("DE-001") : name;
        element.number = static_cast<int>(ids.size()) + 1;
        ids.push_back(snapshot.add(element));
    }
    std::sort(ids.begin(), ids.end());
    const Field &creates = fieldOf("systems", "creates");
    const QString text = keyText(creates, Value(ids), snapshot);
    const auto back = valueFromText(creates, text, snapshot);
    QVERIFY_OK(back);
    QVERIFY(std::get<std::vector<AnyId>>(*back) == ids);
}

SAFEGUARD_TEST(tst_fieldtext)
#include "tst_fieldtext.moc"
