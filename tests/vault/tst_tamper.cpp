// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/vault/shimvfs.h"
#include "tests/vault/unfinished.h"

#include <QRandomGenerator>

using namespace safeguard;
using namespace safeguard::testing;
using format::copySize;
using format::pageSize;
using format::pagesStart;

namespace {

/// Two pages: the schema and one table.
struct Tiny
{
    Tiny()
    {
        auto vault = createSmall(path, 5);
        if (!vault)
            qFatal("%s", qPrintable(vault.error().text));
        keys = VaultTestAccess::keysOf(**vault);
        content = dump(*vault);
        vault->reset();
        bytes = contentOf(path);
    }
    QByteArray outcomeOf(const QByteArray &file)
    {
        setContent(path, file);
        return outcome(VaultTestAccess::open(path, keys));
    }
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("tiny"));
    Unlocked keys;
    QByteArray content;
    QByteArray bytes;
};

}

class tst_tamper final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shim = std::make_unique<ShimVfs>(); }
    void cleanupTestCase() { m_shim.reset(); }
    void aFlipInAnyByteOfAPage();
    void aFlipInAnyByteOfTheHeader();
    void truncationAnywhere();
    void tornAnywhere();
    void pagesCannotChangePlaces();
    void leavesCannotChangePlaces();
    void pagesOfAnotherProject();
    void gapsAreSealed();
    void zeroedAndAppendedPages();
    void oldPagesAndFilesAreReplayed();
    void flipsInTheJournal();
    void truncatedJournal();
    void destroyedSectorsInTheJournal();
    void imagesOfAnotherJournal();
    void aBadPageDoesNotPoisonTheOthers();

private:
    std::unique_ptr<ShimVfs> m_shim; // does not wait for the disk
};

/// Either an error or the same content, never other content.
void tst_tamper::aFlipInAnyByteOfAPage()
{
    Tiny tiny;
    QCOMPARE(tiny.bytes.size(), qsizetype(pagesStart + 2 * pageSize));
    QRandomGenerator random(1);
    for (qsizetype at = pagesStart; at < tiny.bytes.size(); ++at) {
        QByteArray file = tiny.bytes;
        file[at] = char(file[at] ^ (1 << random.bounded(8)));
        const QByteArray found = tiny.outcomeOf(file);
        QVERIFY2(isError(found), qPrintable(QStringLiteral("byte %1").arg(at)));
    }
}

void tst_tamper::aFlipInAnyByteOfTheHeader()
{
    const Bench bench;
    QRandomGenerator random(2);
    const auto begin = bench.original().begin();
    std::vector<uint8_t> copy(begin, begin + qsizetype(copySize));
    for (size_t at = 0; at < copySize; ++at) {
        const uint8_t bit = uint8_t(1u << random.bounded(8));
        copy[at] ^= bit;
        QVERIFY(format::parse(copy).state != format::CopyState::Good);
        copy[at] ^= bit;
    }
}

void tst_tamper::truncationAnywhere()
{
    Tiny tiny;
    for (qsizetype size = 0; size < tiny.bytes.size();
         size += size < qsizetype(pagesStart) ? 509 : 61) {
        const QByteArray found = tiny.outcomeOf(tiny.bytes.left(size));
        QVERIFY2(isError(found), qPrintable(QStringLiteral("%1 bytes").arg(size)));
    }
}

void tst_tamper::tornAnywhere()
{
    Tiny tiny;
    for (qsizetype at = 0; at < tiny.bytes.size(); at += 127) {
        QByteArray file = tiny.bytes;
        const qsizetype end = std::min(file.size(), at / 512 * 512 + 512);
        std::fill(file.begin() + at, file.begin() + end, '\x5a');
        const QByteArray found = tiny.outcomeOf(file);
        const bool isHeader = at < qsizetype(pagesStart);
        QVERIFY2(isHeader ? found == tiny.content : isError(found),
                 qPrintable(QStringLiteral("from byte %1").arg(at)));
    }
}

void tst_tamper::pagesCannotChangePlaces()
{
    Tiny tiny;
    QByteArray file = tiny.bytes;
    const QByteArray first = file.mid(pagesStart, pageSize);
    file.replace(pagesStart, pageSize, file.mid(pagesStart + pageSize, pageSize));
    file.replace(pagesStart + pageSize, pageSize, first);
    QVERIFY(isError(tiny.outcomeOf(file)));
    file = tiny.bytes;
    file.replace(pagesStart + pageSize, pageSize, first);
    QVERIFY(isError(tiny.outcomeOf(file)));
}

/// Pages that SQLite itself could not tell apart.
void tst_tamper::leavesCannotChangePlaces()
{
    Bench bench;
    auto vault = bench.open();
    QVERIFY_OK(vault);
    const QByteArrayList leaves =
        query(*vault, "SELECT pageno FROM dbstat WHERE name='t' AND pagetype='leaf'").split('\n');
    QVERIFY(leaves.size() > 2);
    vault->reset();
    const auto at = [&](int i) {
        return qsizetype(pagesStart) + (leaves[i].toLongLong() - 1) * qsizetype(pageSize);
    };
    QByteArray file = bench.original();
    file.replace(at(1), pageSize, bench.original().mid(at(2), pageSize));
    file.replace(at(2), pageSize, bench.original().mid(at(1), pageSize));
    setContent(bench.path(), file);
    QVERIFY(isError(outcome(bench.open())));
    file = bench.original();
    file.replace(at(1), pageSize, bench.original().mid(at(2), pageSize));
    setContent(bench.path(), file);
    QVERIFY(isError(outcome(bench.open())));
}

/// SQLite writes behind the end of a file and never in between; what lies there must be readable,
/// and yet not be taken for valid merely because it is zero.
void tst_tamper::gapsAreSealed()
{
    const Bench bench;
    int code = SQLITE_OK;
    const auto file = RawFile::open(bench.path().toStdString(), RawFile::Mode::ReadWrite, code);
    QVERIFY(file);
    const std::vector<uint8_t> key(32, 3);
    crypto::RandomPool random;
    PageFile pages(*file, key, key, random);
    QCOMPARE(pages.truncate(0), SQLITE_OK);
    const std::vector<uint8_t> ones(pageSize, 1);
    std::vector<uint8_t> page(pageSize, 9);
    QCOMPARE(pages.write(1, ones), SQLITE_OK);
    QCOMPARE(pages.write(5, ones), SQLITE_OK);
    for (const uint32_t gap : {2u, 3u, 4u}) {
        QCOMPARE(pages.read(gap, page), SQLITE_OK);
        QVERIFY(std::ranges::all_of(page, [](uint8_t b) { return b == 0; }));
    }
    QCOMPARE(pages.read(5, page), SQLITE_OK);
    QVERIFY(std::all_of(page.begin(), page.end() - 48, [](uint8_t b) { return b == 1; }));
    // SQLite's checksums expect zeros in what is the cipher's.
    QVERIFY(std::all_of(page.end() - 48, page.end(), [](uint8_t b) { return b == 0; }));
    QCOMPARE(pages.read(6, page), SQLITE_IOERR_SHORT_READ);
    QCOMPARE(file->write(int64_t(pagesStart + 2 * pageSize), std::vector<uint8_t>(pageSize)),
             SQLITE_OK);
    QCOMPARE(pages.read(3, page), SQLITE_IOERR_DATA);
}

/// The same passphrase, the same tables, even the same content.
void tst_tamper::pagesOfAnotherProject()
{
    Tiny tiny;
    const Tiny other;
    QByteArray file = tiny.bytes;
    file.replace(pagesStart + pageSize, pageSize, other.bytes.mid(pagesStart + pageSize, pageSize));
    QVERIFY(isError(tiny.outcomeOf(file)));
    file = tiny.bytes;
    file.replace(0, pagesStart, other.bytes.left(pagesStart));
    QVERIFY(isError(tiny.outcomeOf(file)));
}

void tst_tamper::zeroedAndAppendedPages()
{
    Tiny tiny;
    for (const qsizetype page : {0, 1}) {
        QByteArray file = tiny.bytes;
        file.replace(pagesStart + page * pageSize, pageSize, QByteArray(pageSize, '\0'));
        QVERIFY(isError(tiny.outcomeOf(file)));
    }
    QCOMPARE(tiny.outcomeOf(tiny.bytes + QByteArray(pageSize, '\0')), tiny.content);
    QCOMPARE(tiny.outcomeOf(tiny.bytes + QByteArray(100, 'x')), tiny.content);
}

/// A limit that the product states: who can write the file can put back what was there before.
void tst_tamper::oldPagesAndFilesAreReplayed()
{
    Tiny tiny;
    setContent(tiny.path, tiny.bytes);
    {
        auto vault = VaultTestAccess::open(tiny.path, tiny.keys);
        QVERIFY_OK(vault);
        QCOMPARE(run(*vault, "UPDATE t SET text='new'"), SQLITE_OK);
    }
    QByteArray newer = contentOf(tiny.path);
    newer.replace(pagesStart + pageSize, pageSize, tiny.bytes.mid(pagesStart + pageSize, pageSize));
    QCOMPARE(tiny.outcomeOf(newer), tiny.content);
    QCOMPARE(tiny.outcomeOf(tiny.bytes), tiny.content);
}

void tst_tamper::flipsInTheJournal()
{
    const Bench bench;
    const Unfinished state(bench);
    QVERIFY(state.journal.size() > 5 * 4104);
    QCOMPARE(state.outcomeWith(bench, state.journal), state.content);
    QRandomGenerator random(3);
    int refused = 0;
    for (int i = 0; i < 700; ++i) {
        QByteArray journal = state.journal;
        const int at = i < 240 ? i / 4 : random.bounded(int(journal.size()));
        journal[at] = char(journal[at] ^ (1 << random.bounded(8)));
        const QByteArray found = state.outcomeWith(bench, journal);
        QVERIFY2(isError(found) || found == state.content,
                 qPrintable(QStringLiteral("byte %1").arg(at)));
        QVERIFY2(at >= 60 || isError(found), qPrintable(QStringLiteral("header byte %1").arg(at)));
        refused += isError(found);
        if (isError(found))
            QCOMPARE(contentOf(bench.path("p.safeguard-journal")).size(), journal.size());
    }
    qInfo("%d of 700 refused, the others harmless", refused);
    QVERIFY(refused > 400); // what lies behind the last sync is never played back
}

/// A journal that ends before its last image is refused. One that ends where a segment ends is as
/// good as deleted, which the product states; then it is at least said that a crash was mended.
void tst_tamper::truncatedJournal()
{
    const Bench bench;
    const Unfinished state(bench);
    int refused = 0;
    for (qsizetype size = 0; size < state.journal.size(); size += 331) {
        setContent(bench.path(), state.file);
        setContent(bench.path("p.safeguard-journal"), state.journal.left(size));
        auto vault = bench.open();
        QVERIFY2(!vault || (*vault)->recovered(), qPrintable(QStringLiteral("%1 bytes").arg(size)));
        refused += !vault;
    }
    qInfo("%d of %lld refused", refused, (state.journal.size() + 330) / 331);
    QVERIFY(refused > 20);
}

/// A whole sector of a journal becomes something else, be it the header of a segment.
void tst_tamper::destroyedSectorsInTheJournal()
{
    const Bench bench;
    const Unfinished state(bench);
    int told = 0;
    for (qsizetype at = 0; at < state.journal.size(); at += 512) {
        QByteArray journal = state.journal;
        std::fill(journal.begin() + at, journal.begin() + std::min(at + 512, journal.size()),
                  '\x10');
        bool isTold = false;
        const QByteArray found = state.outcomeWith(bench, journal, &isTold);
        QVERIFY2(isError(found) || isTold || found == state.content,
                 qPrintable(QStringLiteral("byte %1").arg(at)));
        told += isTold;
    }
    QVERIFY(told > 0);
}

/// The same page, the same place, the same key, but an older journal.
void tst_tamper::imagesOfAnotherJournal()
{
    Bench bench;
    const Unfinished state(bench);
    bench.reset();
    const Unfinished older(bench);
    QByteArray journal = state.journal;
    QCOMPARE(journal.mid(512, 4), older.journal.mid(512, 4));
    QVERIFY(journal.mid(516, 4096) != older.journal.mid(516, 4096));
    QCOMPARE(journal.mid(516 + 4096, 4), QByteArray(4, '\0')); // no checksum of plaintext
    journal.replace(516, 4096, older.journal.mid(516, 4096));
    QVERIFY(isError(state.outcomeWith(bench, journal)));
    QCOMPARE(state.outcomeWith(bench, state.journal), state.content);
}

void tst_tamper::aBadPageDoesNotPoisonTheOthers()
{
    Bench bench;
    quint32 page = 0;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        QCOMPARE(run(*vault, "CREATE TABLE other(x); INSERT INTO other VALUES('kept')"), SQLITE_OK);
        page = query(*vault, "SELECT max(pageno) FROM dbstat WHERE name='t'").toUInt();
    }
    QByteArray file = contentOf(bench.path());
    const qsizetype at = pagesStart + (qsizetype(page) - 1) * pageSize + 77;
    file[at] = char(file[at] ^ 4);
    setContent(bench.path(), file);
    auto vault = bench.open();
    QVERIFY_OK(vault);
    QCOMPARE(dump(*vault), "error " + QByteArray::number(SQLITE_IOERR_DATA));
    QCOMPARE((*vault)->errorFor(SQLITE_IOERR_DATA).code, ErrorCode::Damaged);
    QVERIFY((*vault)->errorFor(SQLITE_IOERR_DATA).text.contains(QString::number(page)));
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(query(*vault, "SELECT x FROM other"), QByteArray("kept"));
        QVERIFY(dump(*vault).startsWith("error"));
    }
    const auto report = (*vault)->verify().value();
    QVERIFY(!report.isSound());
    const auto names = [&](const QString &place) {
        return std::ranges::any_of(report.lines, [&](const VerifyLine &line) {
            return !line.isSound && line.place == place;
        });
    };
    QVERIFY(names(QStringLiteral("Page %1").arg(page)));
    QVERIFY(names(QStringLiteral("t")));
    QVERIFY(!names(QStringLiteral("other")));
    QCOMPARE((*vault)->copyTo(bench.path("copy")).error().code, ErrorCode::Damaged);
    QVERIFY(!QFile::exists(bench.path("copy")));
}

SAFEGUARD_TEST(tst_tamper)
#include "tst_tamper.moc"
