// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/registers.h"
#include "model/store/recordstore.h"
#include "model/store/schema.h"
#include "tests/tools/testmain.h"

#include <QSet>
#include <sqlite3.h>

using namespace safeguard;

namespace {
/// What each released step hashes to: a step that a project was made with never changes.
const QHash<int, QByteArray> releasedSteps{
    {1, "6c829a1198dd3f8b6e7173ae54a28f0d1ac8eaed19dba08cfe1524736393cfeb"},
    {2, "be92eb3a13f9377ad3a1b073cf76ee81a898e813bc00297da3dd0609dd433d02"},
    {3, "1631b5882de4329cb578ad542d542acf0280f606156397733dd8ea2a367c625a"},
    {4, "32ad03ed6c2286ff9fee88e60e4b2aa3a0e8c905a9de5a2dfac23381a81abb4b"},
    {5, "29065a24c54f5b6a11f0158a75f3e281174c2ec9da47bd876b109e18a9da03e2"},
    {6, "9c0769a1dd40e4d2a9de303ad9e8a8a09dd996d59e7d1e72c1a409d70c2787c7"},
    {7, "04a27fa7dc55d90dc2664871a9a6b865c342fd25de73e57bccedaee44d0b77cf"},
    {8, "aafd7dafacb4dc5780e2b387319087c389f60f7124a3087cdd0e2be8c23455bb"},
};
}

class tst_schema final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void stepsMakeWhatTheFieldTablesSay();
    void eachTableSuitsChangesets();
    void releasedStepsAreUntouched();
    void keepsColumnsPerVersion();
    void refusesANewerFile();

private:
    QList<QByteArray> column(const QByteArray &sql);
    sqlite3 *m_db = nullptr;
    std::unique_ptr<Connection> m_connection;
};

void tst_schema::init()
{
    QCOMPARE(sqlite3_open(":memory:", &m_db), SQLITE_OK);
    m_connection = std::make_unique<Connection>(m_db);
    QVERIFY_OK(upgradeSchema(*m_connection));
}

void tst_schema::cleanup()
{
    m_connection.reset();
    sqlite3_close(m_db);
}

QList<QByteArray> tst_schema::column(const QByteArray &sql)
{
    QList<QByteArray> values;
    auto rows = m_connection->prepare(sql);
    if (!rows)
        qFatal("%s", qPrintable(rows.error().text));
    while (rows->step().value())
        values += rows->blob(0);
    return values;
}

void tst_schema::stepsMakeWhatTheFieldTablesSay()
{
    sqlite3 *fresh = nullptr;
    QCOMPARE(sqlite3_open(":memory:", &fresh), SQLITE_OK);
    {
        Connection other(fresh);
        const auto columnsOf = [](Connection &connection, const QByteArray &table) {
            QSet<QString> columns;
            auto rows = connection.prepare("SELECT name || ' ' || type || ' ' || \"notnull\" || pk "
                                           "FROM pragma_table_info('" +
                                           table + "')");
            while (rows->step().value())
                columns += rows->text(0);
            return columns;
        };
        for (const RegisterType &type : *allRegisters()) {
            QVERIFY_OK(other.run(schemaOf(type)));
            QList<QByteArray> tables{type.table().toLatin1()};
            for (const Field &field : type.fields) {
                if (field.isMany())
                    tables += type.childTable(field).toLatin1();
            }
            for (const QByteArray &table : tables) {
                QVERIFY2(!columnsOf(*m_connection, table).isEmpty(), table.constData());
                QCOMPARE(columnsOf(*m_connection, table), columnsOf(other, table));
            }
        }
    }
    sqlite3_close(fresh);
}

void tst_schema::eachTableSuitsChangesets()
{
    const auto tables = column("SELECT name FROM sqlite_schema WHERE type = 'table' "
                               "AND name NOT LIKE 'sqlite_%'");
    QVERIFY(tables.size() > 20);
    for (const QByteArray &table : tables) {
        QVERIFY2(!column("SELECT 1 FROM pragma_table_info('" + table + "') WHERE pk > 0").isEmpty(),
                 table.constData());
        QVERIFY2(column("SELECT 1 FROM pragma_table_info('" + table +
                        "') WHERE pk > 0 AND "
                        "\"notnull\" = 0")
                     .isEmpty(),
                 table.constData());
        QVERIFY2(column("SELECT 1 FROM pragma_index_list('" + table +
                        "') WHERE \"unique\" AND "
                        "origin <> 'pk'")
                     .isEmpty(),
                 table.constData());
        QVERIFY2(column("SELECT 1 FROM pragma_foreign_key_list('" + table +
                        "') WHERE on_delete "
                        "<> 'NO ACTION' OR on_update <> 'NO ACTION'")
                     .isEmpty(),
                 table.constData());
    }
    QVERIFY(column("SELECT name FROM sqlite_schema WHERE type = 'trigger'").isEmpty());
}

void tst_schema::releasedStepsAreUntouched()
{
    int version = 0;
    for (const SchemaStep &step : schemaSteps()) {
        QCOMPARE(step.version, ++version);
        QCOMPARE(step.hash.toHex(), releasedSteps.value(step.version));
    }
    QCOMPARE(version, releasedSteps.size());
    QCOMPARE(version, currentSchemaVersion());
}

void tst_schema::keepsColumnsPerVersion()
{
    const auto columns =
        columnsAt(*m_connection, QStringLiteral("systems"), currentSchemaVersion());
    QVERIFY_OK(columns);
    QCOMPARE(columns->first(), QStringLiteral("id"));
    QVERIFY(columns->contains(QStringLiteral("encryption_at_rest")));
    QVERIFY(columnsAt(*m_connection, QStringLiteral("systems"), 0)->isEmpty());
}

void tst_schema::refusesANewerFile()
{
    QVERIFY_OK(m_connection->run("PRAGMA user_version = 9999"));
    const auto upgraded = upgradeSchema(*m_connection);
    QVERIFY(!upgraded);
    QCOMPARE(upgraded.error().code, ErrorCode::NewerVersion);
}

SAFEGUARD_TEST(tst_schema)
#include "tst_schema.moc"
