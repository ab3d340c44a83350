// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/rows.h"
#include "tests/tools/testmain.h"

#include <map>
#include <QRandomGenerator>

using namespace safeguard;

namespace {
struct Thing final : Record
{};
RecordPtr thing(const AnyId &id, int number)
{
    auto record = std::make_shared<Thing>();
    record->id = id;
    record->number = number;
    return record;
}
AnyId idFrom(QRandomGenerator &random)
{
    QByteArray bytes(16, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(random.bounded(256));
    return AnyId::fromBytes(bytes);
}
}

class tst_rows final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void behavesLikeAMap();
    void aCopyKeepsWhatItHad();
};

void tst_rows::behavesLikeAMap()
{
    QRandomGenerator random(7);
    RowSet rows;
    std::map<AnyId, int> expected;
    std::vector<AnyId> ids;
    for (int i = 0; i < 5000; ++i) {
        if (ids.empty() || random.bounded(4) > 0)
            ids.push_back(idFrom(random));
        const AnyId id = ids[random.bounded(static_cast<int>(ids.size()))];
        if (random.bounded(5) == 0) {
            QCOMPARE(rows.remove(id), expected.erase(id) == 1);
        } else {
            rows.put(thing(id, i));
            expected[id] = i;
        }
    }
    QCOMPARE(rows.size(), expected.size());
    auto at = expected.begin();
    for (const RecordPtr &record : rows) {
        QVERIFY(record->id == at->first);
        QCOMPARE(record->number, at->second);
        QVERIFY(rows.find(record->id) == record);
        ++at;
    }
    QVERIFY(!rows.find(AnyId()));
}

void tst_rows::aCopyKeepsWhatItHad()
{
    QRandomGenerator random(8);
    RowSet rows;
    std::vector<AnyId> ids;
    for (int i = 0; i < 1000; ++i) {
        ids.push_back(idFrom(random));
        rows.put(thing(ids.back(), i));
    }
    const RowSet before = rows;
    for (const AnyId &id : ids)
        rows.remove(id);
    QVERIFY(rows.isEmpty());
    QCOMPARE(before.size(), size_t(1000));
    for (size_t i = 0; i < ids.size(); ++i)
        QCOMPARE(before.find(ids[i])->number, static_cast<int>(i));
}

SAFEGUARD_TEST(tst_rows)
#include "tst_rows.moc"
