// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/attachments.h"
#include "model/store/schema.h"
#include "tests/tools/testmain.h"

#include <sqlite3.h>

using namespace safeguard;

/// Stored files by themselves: parts in, parts out, and what is found when somebody altered them.
class tst_attachments final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void comesOutAsItWentIn_data();
    void comesOutAsItWentIn();
    void isFoundOnlyWhenComplete();
    void damageIsFound_data();
    void damageIsFound();
    void unfinishedOnesGoBitByBit();
    void aNewOneTakesThePlaceOfADamagedOne();
    void partsOfNothingAreCounted();

private:
    Attachment store(const QByteArray &bytes, bool isComplete = true);
    Result<QByteArray> readBack(const Attachment &attachment);
    qint64 count(const char *table);

    sqlite3 *m_db = nullptr;
    std::unique_ptr<Connection> m_connection;
};

static QByteArray someBytes(qint64 size, char seed = 1)
{
    QByteArray bytes(size, seed);
    for (qint64 at = 0; at < size; at += 4099)
        bytes[at] = static_cast<char>(at / 4099 + seed);
    return bytes;
}

static QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

void tst_attachments::init()
{
    QCOMPARE(sqlite3_open(":memory:", &m_db), SQLITE_OK);
    m_connection = std::make_unique<Connection>(m_db);
    QVERIFY_OK(upgradeSchema(*m_connection));
}

void tst_attachments::cleanup()
{
    m_connection.reset();
    sqlite3_close(m_db);
}

Attachment tst_attachments::store(const QByteArray &bytes, bool isComplete)
{
    Attachments attachments(*m_connection);
    const auto begun = attachments.begin(sha256(bytes), bytes.size());
    if (!begun)
        qFatal("%s", qPrintable(begun.error().text));
    qint64 index = 0;
    for (qint64 at = 0; at < bytes.size(); at += Attachments::partSize) {
        if (!attachments.append(*begun, index++, {bytes.mid(at, Attachments::partSize)}))
            qFatal("not stored");
    }
    if (isComplete && !attachments.complete(*begun))
        qFatal("not completed");
    return *begun;
}

Result<QByteArray> tst_attachments::readBack(const Attachment &attachment)
{
    Attachments attachments(*m_connection);
    AttachmentReader reader(attachment);
    QByteArray bytes;
    while (!reader.atEnd()) {
        const auto part = reader.next(attachments);
        SG_TRY(part);
        bytes += *part;
    }
    return bytes;
}

qint64 tst_attachments::count(const char *table)
{
    auto rows = m_connection->prepare(QByteArray("SELECT count(*) FROM ") + table);
    return rows && rows->step() ? rows->integer(0) : -1;
}

void tst_attachments::comesOutAsItWentIn_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("parts");
    const qint64 one = Attachments::partSize;
    QTest::newRow("one byte") << qint64(1) << qint64(1);
    QTest::newRow("a byte less than a part") << one - 1 << qint64(1);
    QTest::newRow("a part") << one << qint64(1);
    QTest::newRow("a byte more than a part") << one + 1 << qint64(2);
    QTest::newRow("three parts") << 3 * one << qint64(3);
}

void tst_attachments::comesOutAsItWentIn()
{
    QFETCH(qint64, size);
    QFETCH(qint64, parts);
    const QByteArray bytes = someBytes(size);
    const Attachment stored = store(bytes);
    QCOMPARE(stored.partCount(), parts);
    QCOMPARE(count("attachment_parts"), parts);
    const auto read = readBack(stored);
    QVERIFY_OK(read);
    QVERIFY(*read == bytes);
}

void tst_attachments::isFoundOnlyWhenComplete()
{
    Attachments attachments(*m_connection);
    const QByteArray bytes = someBytes(10);
    const Attachment unfinished = store(bytes, false);
    QVERIFY(!attachments.find(unfinished.sha256)->has_value());
    QVERIFY_OK(attachments.complete(unfinished));
    QCOMPARE((*attachments.find(unfinished.sha256))->number, unfinished.number);
    QVERIFY_OK(attachments.abandon(unfinished));
    QVERIFY(!attachments.find(unfinished.sha256)->has_value());
    QCOMPARE(attachments.list()->size(), size_t(1));
}

void tst_attachments::damageIsFound_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("a byte altered")
        << QByteArray("UPDATE attachment_parts SET data = zeroblob(length(data)) "
                      "WHERE id & 0xffffff = 1");
    QTest::newRow("a part missing")
        << QByteArray("DELETE FROM attachment_parts WHERE id & 0xffffff = 1");
    QTest::newRow("the last part missing")
        << QByteArray("DELETE FROM attachment_parts WHERE id & 0xffffff = 2");
    QTest::newRow("a part longer")
        << QByteArray("UPDATE attachment_parts SET data = data || x'00' WHERE id & 0xffffff = 2");
    QTest::newRow("a part far too long")
        << QByteArray("UPDATE attachment_parts SET data = zeroblob(3000000) WHERE id & 0xffffff "
                      "= 0");
    QTest::newRow("parts exchanged") << QByteArray(
        "UPDATE attachment_parts SET id = -1 WHERE id & 0xffffff = 0; "
        "UPDATE attachment_parts SET id = id - 1 WHERE id & 0xffffff = 1; "
        "UPDATE attachment_parts SET id = (SELECT max(id) - 1 FROM attachment_parts) WHERE id = "
        "-1");
    QTest::newRow("another hash") << QByteArray("UPDATE attachments SET sha256 = zeroblob(32)");
    QTest::newRow("shorter than said") << QByteArray("UPDATE attachments SET size = size + 1");
    QTest::newRow("longer than said") << QByteArray("UPDATE attachments SET size = size - 1");
}

void tst_attachments::damageIsFound()
{
    QFETCH(QByteArray, sql);
    store(someBytes(2 * Attachments::partSize + 5));
    QVERIFY_OK(readBack(Attachments(*m_connection).list()->front()));
    QVERIFY_OK(m_connection->run(sql));
    const auto read = readBack(Attachments(*m_connection).list()->front());
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Damaged);
}

void tst_attachments::unfinishedOnesGoBitByBit()
{
    Attachments attachments(*m_connection);
    const QByteArray kept = someBytes(2 * Attachments::partSize, 7);
    const Attachment sound = store(kept);
    store(someBytes(100 * Attachments::partSize), false);
    store(someBytes(5), false);
    int steps = 0;
    for (bool isMore = true; isMore; ++steps) {
        const auto more = attachments.removeSomeUnfinished();
        QVERIFY_OK(more);
        isMore = *more;
        QVERIFY(steps < 10);
    }
    QVERIFY2(steps > 3, "what is large goes in several transactions");
    QCOMPARE(count("attachments"), 1);
    QCOMPARE(count("attachment_parts"), 2);
    QVERIFY(*readBack(sound) == kept);
}

void tst_attachments::aNewOneTakesThePlaceOfADamagedOne()
{
    Attachments attachments(*m_connection);
    const QByteArray bytes = someBytes(100);
    const Attachment damaged = store(bytes);
    QVERIFY_OK(m_connection->run("UPDATE attachment_parts SET data = x'00'"));
    QVERIFY(!readBack(damaged));
    const Attachment sound = store(bytes);
    QCOMPARE((*attachments.find(sound.sha256))->number, sound.number);
    QVERIFY(*attachments.removeSomeUnfinished());
    QVERIFY(!*attachments.removeSomeUnfinished());
    QCOMPARE(attachments.list()->size(), size_t(1));
    QVERIFY(*readBack(**attachments.find(sound.sha256)) == bytes);
}

void tst_attachments::partsOfNothingAreCounted()
{
    Attachments attachments(*m_connection);
    const Attachment stored = store(someBytes(Attachments::partSize));
    QCOMPARE(*attachments.strayParts(), 0);
    QVERIFY_OK(attachments.append(stored, 1, {QByteArray("beyond its end")}));
    QVERIFY_OK(attachments.append({stored.number + 1, {}, 10}, 0, {QByteArray("of nothing")}));
    QCOMPARE(*attachments.strayParts(), 2);
}

SAFEGUARD_TEST(tst_attachments)
#include "tst_attachments.moc"
