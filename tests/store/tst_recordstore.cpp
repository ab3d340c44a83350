// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/user.h"
#include "model/registers.h"
#include "model/store/changeset.h"
#include "model/store/recordstore.h"
#include "model/store/schema.h"
#include "tests/tools/recordmaker.h"
#include "tests/tools/testmain.h"

#include <sqlite3.h>

using namespace safeguard;

class tst_recordstore final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everyFieldSurvives();
    void changesetsInvertExactly();
    void aStepThatDoesNotFitIsRefused();
    void whatCannotBeBoundIsNotStored();

private:
    RecordPtr full(const RegisterType &type, quint32 seed);
    sqlite3 *m_db = nullptr;
    std::unique_ptr<Connection> m_connection;
    Snapshot m_snapshot;
};

void tst_recordstore::init()
{
    QCOMPARE(sqlite3_open(":memory:", &m_db), SQLITE_OK);
    m_connection = std::make_unique<Connection>(m_db);
    QVERIFY_OK(upgradeSchema(*m_connection));
    m_snapshot = Snapshot(allRegisters());
}

void tst_recordstore::cleanup()
{
    m_connection.reset();
    sqlite3_close(m_db);
}

/// A record of the register with something in each field, stored.
RecordPtr tst_recordstore::full(const RegisterType &type, quint32 seed)
{
    QRandomGenerator random(seed);
    auto record = type.make();
    record->id = AnyId::random();
    record->number = 5;
    for (const Field &field : type.fields)
        field.set(*record, testing::anyValue(field, m_snapshot, random));
    return record;
}

void tst_recordstore::everyFieldSurvives()
{
    RecordStore store(*m_connection);
    for (const RegisterType &type : *allRegisters()) {
        const RecordPtr first = full(type, 1);
        QVERIFY_OK(store.write({&type, nullptr, first, first->id}));
        auto second = type.copy(*full(type, 2));
        second->id = first->id;
        for (const RecordPtr &expected : {first, RecordPtr(second)}) {
            if (expected != first)
                QVERIFY_OK(store.write({&type, first, second, first->id}));
            const auto loaded = store.load(type, first->id);
            QVERIFY_OK(loaded);
            const auto all = store.loadAll(type);
            QVERIFY_OK(all);
            for (const Field &field : type.fields) {
                QVERIFY2(field.get(**loaded) == field.get(*expected), qPrintable(field.key));
                QVERIFY2(field.get(*all->find(first->id)) == field.get(*expected),
                         qPrintable(field.key));
            }
        }
        m_snapshot.put(type.key, second);
    }
}

void tst_recordstore::changesetsInvertExactly()
{
    everyFieldSurvives();
    RecordStore store(*m_connection);
    const auto digest = [&] {
        Snapshot now(allRegisters());
        for (const RegisterType &type : *allRegisters()) {
            const auto all = store.loadAll(type);
            for (const RecordPtr &record : *all)
                now.put(type.key, record);
        }
        return now.digest();
    };
    for (const RegisterType &type : *allRegisters()) {
        const QByteArray before = digest();
        QVERIFY_OK(m_connection->run("BEGIN"));
        auto recorder = ChangeRecorder::start(*m_connection, {&type});
        QVERIFY_OK(recorder);
        const RecordPtr old = *m_snapshot.rows(type.key).begin();
        auto edited = type.copy(*full(type, 3));
        edited->id = old->id;
        QVERIFY_OK(store.write({&type, old, edited, old->id}));
        const RecordPtr added = full(type, 4);
        QVERIFY_OK(store.write({&type, nullptr, added, added->id}));
        const auto changes = recorder->capture();
        QVERIFY_OK(changes);
        QVERIFY(digest() != before);
        QVERIFY_OK(changes->inverted()->applyTo(*m_connection));
        QCOMPARE(digest(), before);
        QCOMPARE(changes->inverted()->inverted()->rows().value(), changes->rows().value());
        QVERIFY_OK(m_connection->run("COMMIT"));
    }
}

void tst_recordstore::aStepThatDoesNotFitIsRefused()
{
    RecordStore store(*m_connection);
    const RegisterType &type = *allRegisters()->find(u"vendors");
    QVERIFY_OK(m_connection->run("BEGIN"));
    auto recorder = ChangeRecorder::start(*m_connection, {&type});
    const RecordPtr vendor = full(type, 1);
    QVERIFY_OK(store.write({&type, nullptr, vendor, vendor->id}));
    const auto changes = recorder->capture();
    const auto again = changes->applyTo(*m_connection);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Refused);
}

void tst_recordstore::whatCannotBeBoundIsNotStored()
{
    RecordStore store(*m_connection);
    const RegisterType &type = allRegisters()->of<User>();
    const RecordPtr record = full(type, 3);
    sqlite3_limit(m_db, SQLITE_LIMIT_LENGTH, 20); // a text of more bytes does not bind
    const auto refused = store.write({&type, nullptr, record, record->id});
    sqlite3_limit(m_db, SQLITE_LIMIT_LENGTH, 1'000'000);
    QVERIFY(!refused);
    QVERIFY(store.loadAll(type)->isEmpty());
    auto insert = m_connection->prepare("INSERT INTO numbers (register, last) VALUES (?, ?)");
    QVERIFY_OK(insert);
    // The first bad one is told, also when a good one follows; then the statement is as new.
    QVERIFY(!insert->bind(7, qint64(1)).bind(0, QStringLiteral("x")).bind(1, qint64(1)).execute());
    QVERIFY_OK(insert->bind(0, QStringLiteral("x")).bind(1, qint64(1)).execute());
}

SAFEGUARD_TEST(tst_recordstore)
#include "tst_recordstore.moc"
