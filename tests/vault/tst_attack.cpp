// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/readme.h"
#include "tests/vault/rawheader.h"
#include "tests/vault/shimvfs.h"
#include "tests/vault/unfinished.h"

using namespace safeguard;
using namespace safeguard::testing;
using format::slotSize;

namespace {

Secret secret(const char *text)
{
    return Secret::fromText(QString::fromLatin1(text));
}

/// Each name is the passphrase, too.
Credentials named(const char *name)
{
    return {QString::fromLatin1(name), secret(name)};
}

template <class R>
auto need(R &&done)
{
    if (!done)
        qFatal("%s", qPrintable(wholeText(done.error())));
    if constexpr (!std::is_void_v<typename std::decay_t<R>::value_type>)
        return std::move(*done);
}

/// A project of Anna's, Bob's and Carl's, in slots 0 to 2.
struct Scene
{
    QByteArray file;
    QByteArray content;
    Unlocked bobs; ///< what Bob gets at with his passphrase

    static const Scene &get()
    {
        static const Scene s_scene = make();
        return s_scene;
    }
    static Scene make();
};

/// A slot as cheap to open as a test with hundreds of openings needs it.
format::Slot cheapSlot(const char *name, const keys::Identity &identity, crypto::ByteView fileId,
                       crypto::ByteView dataKey)
{
    crypto::RandomPool random;
    format::Slot slot;
    slot.memoryKib = 256;
    slot.passes = 2;
    slot.lanes = 1;
    slot.name = name;
    keys::wrapIdentity(slot, secret(name).view(), identity, random);
    keys::sealDataKey(slot, fileId, dataKey, random);
    return slot;
}

Scene Scene::make()
{
    const Bench bench;
    Scene scene;
    auto vault = need(bench.open());
    scene.content = dump(vault);
    crypto::RandomPool random;
    auto &inside = VaultTestAccess::privateOf(*vault);
    size_t index = 0;
    for (const char *name : {"Anna", "Bob", "Carl"})
        inside.header.slots[index++] = cheapSlot(name, keys::Identity::generate(random),
                                                 inside.header.fileId, inside.keys.data.view());
    if (inside.saveHeader() != SQLITE_OK)
        qFatal("no header");
    vault.reset();
    scene.file = contentOf(bench.path());
    vault = need(Vault::open(bench.path(), named("Bob"), Access::ReadWrite));
    scene.bobs = VaultTestAccess::keysOf(*vault);
    return scene;
}

/// The slot that a stranger, who does not know the data key, makes for the file.
RawCopy strangersSlot(crypto::ByteView fileId)
{
    crypto::RandomPool random;
    const RawCopy madeUp(32, 5);
    format::Header header;
    header.slots[0] = cheapSlot("Mallory", keys::Identity::generate(random), fileId, madeUp);
    const RawCopy bytes = format::serialise(header, madeUp);
    return {bytes.begin() + slotAt(0), bytes.begin() + slotAt(1)};
}

void exchange(RawCopy &copy, size_t a, size_t b, size_t size)
{
    std::swap_ranges(copy.begin() + a, copy.begin() + a + size, copy.begin() + b);
}
void put(RawCopy &copy, size_t from, size_t to, size_t size)
{
    std::copy_n(copy.begin() + from, size, copy.begin() + to);
}
void erase(RawCopy &copy, size_t at, size_t size)
{
    std::fill_n(copy.begin() + at, size, uint8_t{0});
}

/// A change to the header with what Anna and Carl hear when they open the file. Carl's own slot is
/// as it was.
struct Forgery
{
    const char *name;
    std::function<void(RawCopy &)> change;
    ErrorCode anna;
    ErrorCode carl = ErrorCode::Damaged;
};

void weaken(RawCopy &copy)
{
    erase(copy, slotAt(0) + 4, 12);
    copy[slotAt(0) + 4] = 32; // KiB
    copy[slotAt(0) + 8] = 1;
    copy[slotAt(0) + 12] = 1;
}

const std::vector<Forgery> &forgeries()
{
    using enum ErrorCode;
    constexpr size_t annas = slotAt(0);
    constexpr size_t bobs = slotAt(1);
    static const std::vector<Forgery> all{
        {"cost of guessing lowered", weaken, WrongPassphrase},
        {"slot replaced by a stranger's",
         [](RawCopy &copy) {
             std::ranges::copy(strangersSlot(crypto::ByteView(copy).subspan(24, 16)),
                               copy.begin() + bobs);
         },
         Damaged},
        {"slot moved",
         [](RawCopy &copy) {
             put(copy, bobs, slotAt(7), slotSize);
             erase(copy, bobs, slotSize);
         },
         Damaged},
        {"slots exchanged", [](RawCopy &copy) { exchange(copy, annas, bobs, slotSize); }, Damaged},
        {"slot doubled", [](RawCopy &copy) { put(copy, bobs, slotAt(5), slotSize); }, Damaged},
        {"slot emptied", [](RawCopy &copy) { erase(copy, annas, slotSize); }, UnknownUser},
        {"slot state flipped", [](RawCopy &copy) { copy[annas] = 0; }, Damaged},
        {"slot kind flipped",
         [](RawCopy &copy) {
             erase(copy, annas + 4, 12);
             copy[annas + 1] = copy[annas + 2] = 2;
         },
         UnknownUser},
        {"names exchanged", [](RawCopy &copy) { exchange(copy, annas + 32, bobs + 32, 64); },
         WrongPassphrase},
        {"salt of another slot", [](RawCopy &copy) { put(copy, bobs + 16, annas + 16, 16); },
         WrongPassphrase},
        {"sealing key of another", [](RawCopy &copy) { put(copy, bobs + 96, annas + 96, 32); },
         WrongPassphrase},
        {"signing key of another", [](RawCopy &copy) { put(copy, bobs + 128, annas + 128, 32); },
         WrongPassphrase},
        {"private keys of another", [](RawCopy &copy) { put(copy, bobs + 160, annas + 160, 104); },
         WrongPassphrase},
        {"data key of another slot", [](RawCopy &copy) { put(copy, bobs + 264, annas + 264, 104); },
         Damaged},
        {"ephemeral key of small order", [](RawCopy &copy) { erase(copy, annas + 264, 32); },
         Internal},
        {"sequence wrapped",
         [](RawCopy &copy) { std::fill_n(copy.begin() + 16, 8, uint8_t{0xff}); }, Damaged},
        {"sequence far ahead", [](RawCopy &copy) { copy[23] = 0x3f; }, Damaged},
        {"file id", [](RawCopy &copy) { copy[30] ^= 1; }, Damaged},
        {"dirty flag set", [](RawCopy &copy) { copy[48] ^= 1; }, Damaged},
        {"count of sealed pages", [](RawCopy &copy) { copy[56] ^= 1; }, Damaged},
    };
    return all;
}

/// The journal of a transaction that touches every page of the table, whole and synced.
QByteArray journalOf(Vault &vault, ShimVfs &shim, const char *sql)
{
    QByteArray journal;
    const QString path = vault.path() + QStringLiteral("-journal");
    shim.written = [&](const std::string &name, int64_t at, QByteArrayView) {
        if (journal.isEmpty() && at >= int64_t(format::pagesStart) &&
            QString::fromStdString(name) == vault.path())
            journal = contentOf(path);
    };
    run(vault.database(), sql);
    shim.written = {};
    return journal;
}

}

/// Whoever can write to the file's folder changes it, mending what can be mended without the keys,
/// or with them.
class tst_attack final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_shim = std::make_unique<ShimVfs>(); }
    void cleanupTestCase() { m_shim.reset(); }
    void aHeaderForgedWithoutAKey_data() { rows(); }
    void aHeaderForgedWithoutAKey();
    void oneCopyForgedWithoutAKey_data() { rows(); }
    void oneCopyForgedWithoutAKey();
    void aStrangersSlotOpensNothing();
    void aSlotChangedByAnotherUser_data();
    void aSlotChangedByAnotherUser();
    void aPlantedSealingKeyIsGivenNoNewKey();
    void aSlotFromBeforeSignaturesIsRenewed();
    void aSlotOfAnotherFile();
    void anOlderHeaderCopyGivesWay();
    void anOlderHeaderBringsASlotBack();
    void theJournalOfAnotherProject();
    void aJournalThatNamesASuperJournal();
    void anOlderJournalIsPlayedBack();

private:
    static void rows();
    std::unique_ptr<ShimVfs> m_shim; // does not wait for the disk
};

void tst_attack::rows()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const Forgery &each : forgeries())
        QTest::newRow(each.name) << number++;
}

void tst_attack::aHeaderForgedWithoutAKey()
{
    QFETCH(int, number);
    const Forgery &forgery = forgeries()[size_t(number)];
    const Bench bench;
    const QByteArray forged = withHeader(Scene::get().file, forgery.change);
    setContent(bench.path(), forged);
    for (const auto &[name, expected] :
         {std::pair("Anna", forgery.anna), std::pair("Carl", forgery.carl)}) {
        const auto vault = Vault::open(bench.path(), named(name), Access::ReadWrite);
        QVERIFY2(!vault, name);
        QVERIFY2(vault.error().code == expected, qPrintable(vault.error().text));
    }
    QCOMPARE(contentOf(bench.path()), forged);
}

/// The genuine copy takes over, though the forged one says that it is newer.
void tst_attack::oneCopyForgedWithoutAKey()
{
    QFETCH(int, number);
    const Forgery &forgery = forgeries()[size_t(number)];
    const Bench bench;
    QByteArray file = withHeader(Scene::get().file, [&](RawCopy &copy) {
        copy[22] = 1;
        forgery.change(copy);
    });
    file.replace(format::copySize, format::copySize,
                 Scene::get().file.mid(format::copySize, format::copySize));
    setContent(bench.path(), file);
    {
        // A forged file id is nothing that a key in the genuine copy could be tried with.
        auto vault = Vault::open(bench.path(), named("Carl"), Access::ReadWrite);
        if (QByteArray(forgery.name) == "file id") {
            QCOMPARE(vault.error().code, ErrorCode::Damaged);
            return;
        }
        QVERIFY_OK(vault);
        QCOMPARE(dump(*vault), Scene::get().content);
        QCOMPARE((*vault)->recovery().repairedHeaders.size(), 1);
        QVERIFY(!(*vault)->verify().value().isSound());
    }
    QVERIFY_OK(Vault::open(bench.path(), named("Anna"), Access::ReadWrite));
}

void tst_attack::aStrangersSlotOpensNothing()
{
    const Bench bench;
    setContent(bench.path(), withHeader(Scene::get().file, forgeries()[1].change));
    const auto vault = Vault::open(bench.path(), named("Mallory"), Access::ReadOnly);
    QVERIFY(!vault);
    QCOMPARE(vault.error().code, ErrorCode::Damaged);
    const Credentials mallory = named("Mallory");
    const auto report = Vault::examine(bench.path(), &mallory);
    QVERIFY(report && !report->isSound()); // no page opens with the key that was made up
}

void tst_attack::aSlotChangedByAnotherUser_data()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const Forgery &each : forgeries()) {
        if (each.anna == ErrorCode::WrongPassphrase)
            QTest::newRow(each.name) << number;
        ++number;
    }
}

/// Bob has the data key, so the header's MAC is no obstacle. What Anna's passphrase wraps is bound
/// to her slot: she does not come in with other keys than hers, or for less than she chose.
void tst_attack::aSlotChangedByAnotherUser()
{
    QFETCH(int, number);
    const Bench bench;
    setContent(bench.path(), withHeader(Scene::get().file, forgeries()[size_t(number)].change,
                                        &Scene::get().bobs));
    QCOMPARE(Vault::open(bench.path(), named("Anna"), Access::ReadWrite).error().code,
             ErrorCode::WrongPassphrase);
    const Credentials bobAsAnna{QStringLiteral("Anna"), secret("Bob")};
    QVERIFY(!Vault::open(bench.path(), bobAsAnna, Access::ReadWrite));
    QVERIFY_OK(Vault::open(bench.path(), named("Carl"), Access::ReadWrite));
}

/// Bob puts his sealing key into Anna's slot, to get at every later data key after he was removed.
void tst_attack::aPlantedSealingKeyIsGivenNoNewKey()
{
    const Bench bench;
    for (const bool isSignatureErased : {false, true}) {
        const auto plant = [&](RawCopy &copy) {
            put(copy, slotAt(1) + 96, slotAt(0) + 96, 32);
            if (isSignatureErased)
                erase(copy, slotAt(0) + 368, 64);
        };
        setContent(bench.path(), withHeader(Scene::get().file, plant, &Scene::get().bobs));
        auto vault = Vault::open(bench.path(), named("Carl"), Access::ReadWrite);
        QVERIFY_OK(vault);
        const auto copied = (*vault)->copyWithNewKey(bench.path("new"), {0, 2});
        QVERIFY(!copied);
        QCOMPARE(copied.error().code, ErrorCode::Refused);
        QVERIFY2(copied.error().text.contains(QStringLiteral("Anna")),
                 qPrintable(copied.error().text));
        QVERIFY(!QFile::exists(bench.path("new")));
        QVERIFY_OK((*vault)->copyWithNewKey(bench.path("Carl's"), {2}));
        QFile::remove(bench.path("Carl's"));
    }
}

/// One's own slot is signed in passing, another's by its holder.
void tst_attack::aSlotFromBeforeSignaturesIsRenewed()
{
    const Bench bench;
    const auto unsign = [](RawCopy &copy) {
        for (size_t i = 0; i < 3; ++i)
            erase(copy, slotAt(i) + 368, 64);
    };
    setContent(bench.path(), withHeader(Scene::get().file, unsign, &Scene::get().bobs));
    {
        auto vault = Vault::open(bench.path(), named("Carl"), Access::ReadWrite);
        QVERIFY_OK(vault);
        QVERIFY_OK((*vault)->copyWithNewKey(bench.path("Carl's"), {2}));
        QVERIFY(!(*vault)->copyWithNewKey(bench.path("new"), {0, 2}));
    }
    {
        auto vault = Vault::open(bench.path(), named("Anna"), Access::ReadWrite);
        QVERIFY_OK(vault);
        QVERIFY_OK((*vault)->changePassphrase(secret("Anna"), KdfCost::floor()));
    }
    auto vault = Vault::open(bench.path(), named("Carl"), Access::ReadWrite);
    QVERIFY_OK(vault);
    QVERIFY_OK((*vault)->copyWithNewKey(bench.path("new"), {0, 2}));
    QVERIFY_OK(Vault::open(bench.path("new"), named("Anna"), Access::ReadWrite));
}

/// Bob's slot from a project of his own, with the same name and passphrase.
void tst_attack::aSlotOfAnotherFile()
{
    const Bench bench;
    const Bench other;
    QFile::remove(other.path());
    QVERIFY_OK(Vault::create(other.path(), named("Bob"), KdfCost::floor(), {}));
    const RawCopy foreign = bytesOf(contentOf(other.path()), 0);
    const auto transplant = [&](RawCopy &copy) {
        std::copy_n(foreign.begin() + slotAt(0), slotSize, copy.begin() + slotAt(1));
    };
    setContent(bench.path(), withHeader(Scene::get().file, transplant));
    QCOMPARE(Vault::open(bench.path(), named("Bob"), Access::ReadWrite).error().code,
             ErrorCode::Damaged);
}

namespace {

/// The scene's file after Carl was removed.
QByteArray withoutCarl(const Bench &bench)
{
    setContent(bench.path(), Scene::get().file);
    auto vault = need(VaultTestAccess::open(bench.path(), Scene::get().bobs));
    need(vault->removeSlot(2));
    need(vault->close());
    return contentOf(bench.path());
}

}

void tst_attack::anOlderHeaderCopyGivesWay()
{
    const Bench bench;
    const QByteArray now = withoutCarl(bench);
    for (const size_t copy : {0, 1}) {
        QByteArray file = now;
        const qsizetype at = qsizetype(copy * format::copySize);
        file.replace(at, format::copySize, Scene::get().file.mid(at, format::copySize));
        setContent(bench.path(), file);
        QCOMPARE(Vault::open(bench.path(), named("Carl"), Access::ReadWrite).error().code,
                 ErrorCode::UnknownUser);
        QVERIFY_OK(VaultTestAccess::open(bench.path(), Scene::get().bobs));
        QVERIFY(bytesOf(contentOf(bench.path()), 0) == bytesOf(contentOf(bench.path()), 1));
        QCOMPARE(Vault::peek(bench.path())->slots.size(), size_t(2));
    }
}

/// A limit, and what ends it.
void tst_attack::anOlderHeaderBringsASlotBack()
{
    const Bench bench;
    QByteArray file = withoutCarl(bench);
    QCOMPARE(Vault::open(bench.path(), named("Carl"), Access::ReadWrite).error().code,
             ErrorCode::UnknownUser);
    file.replace(0, format::pagesStart, Scene::get().file.left(format::pagesStart));
    setContent(bench.path(), file);
    QVERIFY_OK(Vault::open(bench.path(), named("Carl"), Access::ReadWrite));
    QVERIFY(readmeSays("A user who was removed and kept a copy of the file keeps what was in it, "
                       "and with the header of that copy a way into the file as it is later"));

    setContent(bench.path(), withoutCarl(bench));
    {
        auto vault = VaultTestAccess::open(bench.path(), Scene::get().bobs);
        QVERIFY_OK(vault);
        QVERIFY_OK((*vault)->copyWithNewKey(bench.path("new"), {0, 1}));
    }
    QByteArray renewed = contentOf(bench.path("new"));
    renewed.replace(0, format::pagesStart, Scene::get().file.left(format::pagesStart));
    setContent(bench.path(), renewed);
    QCOMPARE(Vault::open(bench.path(), named("Carl"), Access::ReadWrite).error().code,
             ErrorCode::Damaged);
}

/// The same passphrase, the same tables: it would be played back into pages of the same numbers.
void tst_attack::theJournalOfAnotherProject()
{
    const Bench bench;
    QByteArray foreign;
    {
        auto other = createSmall(bench.path("other"));
        QVERIFY_OK(other);
        foreign = journalOf(**other, *m_shim, "UPDATE t SET text='other'");
    }
    QVERIFY(foreign.size() > 4096);
    setContent(bench.path("p.safeguard-journal"), foreign);
    const auto vault = bench.open();
    QVERIFY(!vault);
    QCOMPARE(vault.error().code, ErrorCode::Damaged);
    QCOMPARE(contentOf(bench.path()), bench.original());
    QCOMPARE(contentOf(bench.path("p.safeguard-journal")), foreign);
}

/// Behind its images a journal can name another one, without which SQLite takes it for done with;
/// and one that is there would be deleted.
void tst_attack::aJournalThatNamesASuperJournal()
{
    const Bench bench;
    const Unfinished state(bench);
    setContent(bench.path("victim"), "kept");
    for (const char *name : {"none", "victim"}) {
        for (const bool isAligned : {false, true}) {
            const QByteArray path = bench.path(name).toUtf8();
            QByteArray journal = state.journal;
            while (isAligned && (journal.size() + 4 + path.size() + 8) % 512 != 0)
                journal += '\0';
            quint32 sum = 0;
            for (const char c : path)
                sum += quint32(quint8(c));
            const auto number = [](quint32 value) {
                value = qToBigEndian(value);
                return QByteArray(reinterpret_cast<const char *>(&value), 4);
            };
            journal += number(262145) + path + number(quint32(path.size())) + number(sum) +
                       QByteArray::fromHex("d9d505f920a163d7");
            const QByteArray found = state.outcomeWith(bench, journal);
            QVERIFY2(found == state.content || isError(found), name);
            QCOMPARE(contentOf(bench.path("victim")), QByteArray("kept"));
        }
    }
}

/// A limit: what was genuine once is genuine. Opening tells that it took a change back.
void tst_attack::anOlderJournalIsPlayedBack()
{
    const Bench bench;
    QByteArray before;
    QByteArray older;
    {
        auto vault = bench.open();
        QVERIFY_OK(vault);
        before = dump(*vault);
        older = journalOf(**vault, *m_shim, "UPDATE t SET text='first'||id");
        QCOMPARE(run(*vault, "UPDATE t SET text='second'||id"), SQLITE_OK);
    }
    QVERIFY(older.size() > 4096);
    setContent(bench.path("p.safeguard-journal"), older);
    auto vault = bench.open();
    QVERIFY_OK(vault);
    QCOMPARE(dump(*vault), before);
    QVERIFY((*vault)->recovered());
    QVERIFY((*vault)->recovery().isJournalReplayed);
    QVERIFY(readmeSays("can put back what was there before: the whole file, its header, single "
                       "pages, or the journal of an earlier change"));
}

SAFEGUARD_TEST(tst_attack)
#include "tst_attack.moc"
