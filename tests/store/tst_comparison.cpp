// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/comparison.h"

#include "model/flows/flow.h"
#include "model/project/baseline.h"
#include "model/project/comment.h"
#include "model/project/signature.h"
#include "model/registers.h"
#include "model/vendors/company.h"
#include "tests/tools/recordmaker.h"
#include "tests/tools/testmain.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

System systemNamed(const QString &name, int number)
{
    System system;
    system.name = name;
    system.number = number;
    return system;
}

template <class T, class F>
void change(Snapshot &snapshot, const Id<T> &id, F how)
{
    T copy = *snapshot.find(id);
    how(copy);
    snapshot.add(std::move(copy));
}

QStringList fieldsOf(const RecordDifference &difference)
{
    QStringList keys;
    for (const Field *field : difference.fields)
        keys += field->key;
    return keys;
}

}

/// What is different between two states of a project.
class tst_comparison final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void equalStatesDoNotDiffer();
    void addedAndRemoved();
    void changedFieldsInOrder();
    void everyFieldCounts();
    void theNumberAloneIsNoDifference();
    void comesInOrder();
    void leavesOutWhatIsKeptByItself();
    void theOtherWayRound();
    void nullRecordsAreEqualToOneAnother();

private:
    Snapshot m_before;
    Id<System> m_gateway;
};

void tst_comparison::init()
{
    m_before = Snapshot(allRegisters());
    m_gateway = m_before.add(systemNamed(QStringLiteral("Gateway"), 1));
}

void tst_comparison::equalStatesDoNotDiffer()
{
    QVERIFY(compare(m_before, m_before).empty());
    // Another record with the same in it.
    Snapshot copy = m_before;
    change(copy, m_gateway, [](System &) {});
    QVERIFY(copy.find(m_gateway) != m_before.find(m_gateway));
    QVERIFY(compare(m_before, copy).empty());
    // There and back.
    change(copy, m_gateway, [](System &system) { system.name = QStringLiteral("x"); });
    change(copy, m_gateway, [](System &system) { system.name = QStringLiteral("Gateway"); });
    QVERIFY(compare(m_before, copy).empty());
    const Snapshot none(allRegisters());
    QVERIFY(compare(none, none).empty());
}

void tst_comparison::addedAndRemoved()
{
    Snapshot after = m_before;
    after.remove(QStringLiteral("systems"), m_gateway);
    const auto patch = after.add(systemNamed(QStringLiteral("Patch"), 2));
    const auto differences = compare(m_before, after);
    QCOMPARE(differences.size(), size_t(2));
    const RecordDifference &gone = differences[0];
    QVERIFY(gone.isRemoved() && !gone.isAdded());
    QCOMPARE(gone.id, AnyId(m_gateway));
    QVERIFY(&gone.record() == m_before.find(m_gateway));
    QVERIFY(gone.fields.empty());
    const RecordDifference &fresh = differences[1];
    QVERIFY(fresh.isAdded() && !fresh.isRemoved());
    QCOMPARE(fresh.id, AnyId(patch));
    QVERIFY(&fresh.record() == after.find(patch));
    QVERIFY(fresh.fields.empty());
}

void tst_comparison::changedFieldsInOrder()
{
    Snapshot after = m_before;
    change(after, m_gateway, [](System &system) {
        system.logoffMinutes = 0; // not the same as nothing
        system.kind = SystemKind::Gateway;
        system.name = QStringLiteral("Home gateway");
    });
    const auto differences = compare(m_before, after);
    QCOMPARE(differences.size(), size_t(1));
    QVERIFY(!differences[0].isAdded() && !differences[0].isRemoved());
    QCOMPARE(fieldsOf(differences[0]), QStringList({QStringLiteral("name"), QStringLiteral("kind"),
                                                    QStringLiteral("logoff_minutes")}));
    QVERIFY(&differences[0].record() == after.find(m_gateway));
}

/// One field after another of every register, each by itself.
void tst_comparison::everyFieldCounts()
{
    QRandomGenerator random(5);
    Snapshot all(allRegisters());
    for (const RegisterType &type : all.registers()) {
        for (int number = 1; number <= 2; ++number) {
            const auto record = type.make();
            record->id = AnyId::random();
            record->number = number;
            all.put(type.key, record);
        }
    }
    int tried = 0;
    for (const RegisterType &type : all.registers()) {
        for (const Field &field : type.fields) {
            Snapshot before = all;
            Snapshot after = all;
            const AnyId id = (*all.rows(type.key).begin())->id;
            const auto copy = type.copy(*all.rows(type.key).find(id));
            for (int tries = 0;
                 tries < 50 && field.get(*copy) == field.get(*all.find({type.key, id})); ++tries)
                field.set(*copy, anyValue(field, all, random));
            after.put(type.key, copy);
            const bool isDifferent = field.get(*copy) != field.get(*before.find({type.key, id}));
            const auto differences = compare(before, after);
            if (type.isProtected() || !isDifferent) {
                QVERIFY(differences.empty());
                continue;
            }
            ++tried;
            QCOMPARE(differences.size(), size_t(1));
            QCOMPARE(differences[0].type, &type);
            QCOMPARE(fieldsOf(differences[0]), QStringList{field.key});
        }
    }
    QVERIFY(tried > 100);
}

/// Nobody can change it, and a part has none.
void tst_comparison::theNumberAloneIsNoDifference()
{
    Snapshot after = m_before;
    change(after, m_gateway, [](System &system) { system.number = 9; });
    QVERIFY(compare(m_before, after).empty());
}

void tst_comparison::comesInOrder()
{
    Snapshot after = m_before;
    // Ids are random, so put in any order.
    for (int number = 30; number > 1; --number)
        after.add(systemNamed(QStringLiteral("System %1").arg(number), number));
    change(after, m_gateway, [](System &system) { system.kind = SystemKind::Gateway; });
    Company vendor;
    vendor.name = QStringLiteral("Northwind");
    vendor.number = 1;
    after.add(vendor);
    Flow flow;
    flow.name = QStringLiteral("Telemetry");
    flow.number = 1;
    after.add(flow);
    const auto differences = compare(m_before, after);
    QCOMPARE(differences.size(), size_t(32));
    const auto placeOf = [&](const RecordDifference &difference) {
        const Registers &registers = after.registers();
        const auto at = std::find_if(registers.begin(), registers.end(),
                                     [&](const auto &type) { return &type == difference.type; });
        return std::pair(at - registers.begin(), difference.record().number);
    };
    for (size_t i = 1; i < differences.size(); ++i)
        QVERIFY(placeOf(differences[i - 1]) < placeOf(differences[i]));
}

void tst_comparison::leavesOutWhatIsKeptByItself()
{
    Snapshot after = m_before;
    after.add(User());
    after.add(Signature());
    after.add(Baseline());
    QVERIFY(compare(m_before, after).empty());
    QVERIFY(compare(after, m_before).empty());
    for (const char *key : {"users", "signatures", "baselines", "expunctions"})
        QVERIFY2(after.registers().find(QString::fromLatin1(key))->isProtected(), key);
}

void tst_comparison::theOtherWayRound()
{
    Snapshot after = m_before;
    change(after, m_gateway, [](System &system) { system.kind = SystemKind::Gateway; });
    const auto patch = after.add(systemNamed(QStringLiteral("Patch"), 2));
    const auto there = compare(m_before, after);
    const auto back = compare(after, m_before);
    QCOMPARE(back.size(), there.size());
    for (size_t i = 0; i < there.size(); ++i) {
        QCOMPARE(back[i].id, there[i].id);
        QCOMPARE(back[i].before, there[i].after);
        QCOMPARE(back[i].after, there[i].before);
        QCOMPARE(fieldsOf(back[i]), fieldsOf(there[i]));
    }
    QVERIFY(back.back().isRemoved() && back.back().id == patch);
}

void tst_comparison::nullRecordsAreEqualToOneAnother()
{
    const RegisterType &type = m_before.registers().of<System>();
    const RecordPtr record = m_before.rows(type.key).find(m_gateway);
    QVERIFY(haveSameFields(type, nullptr, nullptr));
    QVERIFY(!haveSameFields(type, record, nullptr));
    QVERIFY(!haveSameFields(type, nullptr, record));
    QVERIFY(haveSameFields(type, record, type.copy(*record)));
}

SAFEGUARD_TEST(tst_comparison)
#include "tst_comparison.moc"
