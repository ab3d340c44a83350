// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/rawheader.h"
#include "tests/vault/shimvfs.h"

#include <QRandomGenerator>

using namespace safeguard;
using namespace safeguard::testing;
using namespace safeguard::format;

class tst_header final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shim = std::make_unique<ShimVfs>(); }
    void cleanupTestCase() { m_shim.reset(); }
    void readsBackWhatItWrote();
    void hostileFields_data();
    void hostileFields();
    void eitherCopyIsEnough();
    void tornAtEachSectorOfASlotChange();
    void bothDamagedIsSaidSo();
    void anAlteredHeaderIsRefused();
    void aForgedCopyGivesWayToTheGenuineOne();
    void newerVersions();
    void survivesAnyBytes();
    void peeksBesideAnOpenProject();

private:
    std::unique_ptr<ShimVfs> m_shim; // does not wait for the disk
};

void tst_header::readsBackWhatItWrote()
{
    const Bench bench;
    const Copy a = parse(bytesOf(bench.original(), 0));
    QCOMPARE(a.state, CopyState::Good);
    QVERIFY(!(a.header.flags & dirtyFlag));
    const auto keys = keys::FileKeys::derive(bench.keys().dataKey.clone(), a.header.fileId);
    QVERIFY(isAuthentic(a, keys.header.view()));
    QVERIFY(serialise(a.header, keys.header.view()) == a.bytes);
    QVERIFY(parse(bytesOf(bench.original(), 1)).bytes == a.bytes);
}

void tst_header::hostileFields_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, int offset, const char *hex) {
        QTest::newRow(name) << offset << QByteArray::fromHex(hex);
    };
    row("copy size", 12, "00800000");
    row("sequence near its end", 16, "ffffffffffffffff");
    row("page size", 40, "00200000");
    row("reserved bytes", 44, "20");
    row("cipher", 45, "02");
    row("slots", 46, "ffff");
    row("unknown flag", 48, "04");
    row("bytes that must be zero", 64, "01");
    row("slot state", 1024, "02");
    row("slot kind", 1025, "03");
    row("kdf of another kind", 1026, "02");
    row("memory bomb", 1028, "ffffffff");
    row("memory beyond 2 GiB", 1028, "01002000");
    row("no memory", 1028, "00000000");
    row("passes", 1032, "21000000");
    row("no pass", 1032, "00000000");
    row("lanes", 1036, "11000000");
    row("no lane", 1036, "00000000");
    row("name of bad UTF-8", 1056, "c0af");
    row("name with a control character", 1056, "0a");
    row("name that is a surrogate", 1056, "eda080");
    row("no name", 1056, "00");
    row("text behind the name", 1119, "41");
    row("bytes behind the slot's fields", 1456, "01");
    row("content in an unused slot", 1600, "01");
}

void tst_header::hostileFields()
{
    QFETCH(int, offset);
    QFETCH(QByteArray, bytes);
    Bench bench;
    std::vector<uint8_t> copy = bytesOf(bench.original(), 0);
    std::copy(bytes.begin(), bytes.end(), copy.begin() + offset);
    fixSum(copy); // as an attacker would
    QCOMPARE(parse(copy).state, CopyState::Damaged);
}

void tst_header::eitherCopyIsEnough()
{
    QRandomGenerator random(5);
    for (int i = 0; i < 40; ++i) {
        Bench bench;
        QByteArray file = bench.original();
        const bool second = i % 2 == 1;
        const int at = random.bounded(int(copySize)) + (second ? int(copySize) : 0);
        file[at] = char(file[at] ^ (1 << random.bounded(8)));
        setContent(bench.path(), file);
        const auto report = Vault::examine(bench.path());
        QVERIFY_OK(report);
        QVERIFY(!report->isSound());
        QCOMPARE(report->lines[second ? 1 : 0].isSound, false);
        QCOMPARE(report->lines[second ? 0 : 1].isSound, true);
        QVERIFY(!Vault::peek(bench.path()).value().hasBothCopies);
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QCOMPARE((*vault)->recovery().repairedHeaders.size(), 1);
        const auto verified = (*vault)->verify().value();
        QCOMPARE(verified.lines[second ? 1 : 0].isSound, false);
        QVERIFY_OK((*vault)->close());
        QVERIFY(Vault::peek(bench.path()).value().hasBothCopies);
    }
}

/// Of each state that the two writes can leave, in sectors of 512 bytes, one passphrase opens it:
/// the old one until the first copy is whole, the new one from then on.
void tst_header::tornAtEachSectorOfASlotChange()
{
    const Bench bench;
    const Secret next = Secret::fromText(QStringLiteral("battery staple"));
    std::vector<std::pair<int64_t, QByteArray>> writes;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        m_shim->written = [&](const std::string &, int64_t at, QByteArrayView bytes) {
            writes.emplace_back(at, bytes.toByteArray());
        };
        QVERIFY_OK((*vault)->changePassphrase(next, KdfCost::floor()));
        m_shim->written = {};
    }
    QCOMPARE(writes.size(), size_t(2));
    const auto slotIn = [](const QByteArray &file, size_t copy) {
        return *parse(bytesOf(file, copy)).header.slots[0];
    };
    const Slot oldSlot = slotIn(bench.original(), 0);
    const Slot newSlot = slotIn(contentOf(bench.path()), 0);
    QVERIFY(keys::unwrapIdentity(oldSlot, anna().passphrase.view()));
    QVERIFY(keys::unwrapIdentity(newSlot, next.view()));
    QVERIFY(!keys::unwrapIdentity(newSlot, anna().passphrase.view()));

    QByteArray file = bench.original();
    QRandomGenerator random(9);
    int states = 0;
    for (const auto &[at, bytes] : writes) {
        QCOMPARE(bytes.size(), qsizetype(copySize));
        const bool isFirst = at == writes.front().first;
        for (qsizetype sector = 0; sector <= 32; ++sector) {
            for (const bool isGarbled : {false, true}) {
                QByteArray torn = file;
                torn.replace(at, sector * 512, bytes.left(sector * 512));
                for (int i = 0; isGarbled && i < 512 && sector < 32; ++i)
                    torn[at + sector * 512 + i] = char(random.bounded(256));
                setContent(bench.path(), torn);
                const bool isWhole = torn.mid(at, copySize) == bytes;
                auto vault = bench.open();
                QVERIFY_OK(vault);
                const Slot &found = *VaultTestAccess::privateOf(**vault).header.slots[0];
                QVERIFY(found == (isFirst && !isWhole ? oldSlot : newSlot));
                QCOMPARE(query(*vault, "SELECT count(*) FROM t"), QByteArray("50"));
                vault->reset();
                QVERIFY(Vault::peek(bench.path())->hasBothCopies);
                ++states;
            }
        }
        file.replace(at, copySize, bytes);
    }
    QCOMPARE(states, 2 * 2 * 33);
}

void tst_header::bothDamagedIsSaidSo()
{
    Bench bench;
    QByteArray file = bench.original();
    file[2000] = char(file[2000] ^ 1);
    file[int(copySize) + 3000] = char(file[int(copySize) + 3000] ^ 1);
    setContent(bench.path(), file);
    QCOMPARE(bench.open().error().code, ErrorCode::Damaged);
    QCOMPARE(Vault::peek(bench.path()).error().code, ErrorCode::Damaged);
    QCOMPARE(contentOf(bench.path()), file);
}

/// A right checksum without the key: a slot was exchanged, or a user renamed.
void tst_header::anAlteredHeaderIsRefused()
{
    Bench bench;
    QByteArray file = bench.original();
    for (size_t i = 0; i < 2; ++i) {
        std::vector<uint8_t> copy = bytesOf(file, i);
        copy[48] ^= 1;
        fixSum(copy);
        QCOMPARE(parse(copy).state, CopyState::Good);
        std::copy(copy.begin(), copy.end(), file.begin() + qsizetype(i * copySize));
    }
    setContent(bench.path(), file);
    QCOMPARE(bench.open().error().code, ErrorCode::Damaged);
}

void tst_header::aForgedCopyGivesWayToTheGenuineOne()
{
    Bench bench;
    QByteArray file = bench.original();
    std::vector<uint8_t> copy = bytesOf(file, 0);
    copy[20] = 1; // a far higher sequence
    fixSum(copy);
    QCOMPARE(parse(copy).state, CopyState::Good);
    std::copy(copy.begin(), copy.end(), file.begin());
    setContent(bench.path(), file);
    auto vault = bench.open();
    QVERIFY_OK(vault);
    QCOMPARE((*vault)->recovery().repairedHeaders.size(), 1);
}

void tst_header::newerVersions()
{
    Bench bench;
    QByteArray file = bench.original();
    for (const int field : {8, 10}) { // major, minor
        QByteArray newer = file;
        for (size_t i = 0; i < 2; ++i) {
            std::vector<uint8_t> copy = bytesOf(file, i);
            ++copy[size_t(field)];
            const auto keys =
                keys::FileKeys::derive(bench.keys().dataKey.clone(), parse(copy).header.fileId);
            fixSum(copy);
            std::copy(copy.begin(), copy.end(), newer.begin() + qsizetype(i * copySize));
        }
        setContent(bench.path(), newer);
        QCOMPARE(bench.open().error().code, ErrorCode::NewerVersion);
        QCOMPARE(contentOf(bench.path()), newer);
    }
}

void tst_header::survivesAnyBytes()
{
    QRandomGenerator random(11);
    const Bench bench;
    for (int i = 0; i < 3000; ++i) {
        std::vector<uint8_t> copy = bytesOf(bench.original(), 0);
        for (int k = random.bounded(20); k >= 0; --k)
            copy[size_t(random.bounded(k % 2 ? 1600 : int(copySize)))] =
                uint8_t(random.bounded(256));
        copy.resize(size_t(random.bounded(4) ? int(copySize) : random.bounded(int(copySize))));
        if (copy.size() == copySize)
            fixSum(copy);
        const Copy parsed = parse(copy);
        if (parsed.state != CopyState::Good)
            continue;
        for (const auto &slot : parsed.header.slots)
            QVERIFY(!slot || slot->memoryKib <= maxMemoryKib);
    }
}

void tst_header::peeksBesideAnOpenProject()
{
    const Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const auto info = Vault::peek(bench.path());
    QVERIFY_OK(info);
    QCOMPARE(info->slots.size(), size_t(1));
    QCOMPARE(info->slots.front().name, QStringLiteral("Anna"));
    QCOMPARE(info->fileId, (*vault)->fileId());
    QVERIFY(!info->isDirty);
    QVERIFY(info->isInUse);
    QCOMPARE(run(*vault, "INSERT INTO t VALUES(900,'x')"), SQLITE_OK);
    QVERIFY(Vault::peek(bench.path()).value().isDirty);
    QCOMPARE(bench.open().error().code, ErrorCode::InUse);
}

SAFEGUARD_TEST(tst_header)
#include "tst_header.moc"
