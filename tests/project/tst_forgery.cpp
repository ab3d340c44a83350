// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"
#include "model/flows/diagram.h"
#include "model/project/baseline.h"
#include "model/project/comment.h"
#include "model/project/ledger.h"
#include "model/project/signing.h"
#include "tests/tools/projectfixture.h"

using namespace safeguard;
using namespace safeguard::testing;

namespace {

const auto omar = QStringLiteral("omar");

Secret omarsPhrase()
{
    return Secret::fromText(QStringLiteral("second phrase"));
}

/// What somebody with a passphrase does to the file without the program's leave: SQL in the tables,
/// entries that no rule was asked about.
class Intruder final
{
public:
    Intruder(Vault &vault, const Clock &clock, QByteArray self)
        : m_vault(vault)
        , m_connection(vault.database())
        , m_ledger(m_connection, allRegisters(), clock,
                   [this](QByteArrayView hash) { return m_vault.sign(hash); })
        , m_self(AnyId::fromBytes(self))
    {
        need(m_ledger.load());
    }
    Id<User> self() const { return m_self; }
    QByteArray sign(const QByteArray &text) const { return m_vault.sign(text); }
    QByteArray projectId() const { return m_ledger.genesisHash(); }
    Snapshot content() { return Snapshot(allRegisters(), m_ledger.loadRows().value()); }
    Entry read(qint64 sequence) { return History(m_connection).read(sequence).value(); }
    void putLess(qint64 sequence, const QString &sentence)
    {
        History history(m_connection);
        Entry entry = history.read(sequence).value();
        if (!entry.expunged)
            entry.expunged = entry.hashesNow();
        entry.sentence = sentence;
        need(history.expunge(entry));
    }
    void sql(const QByteArray &text) { need(m_connection.run(text)); }

    /// An entry of \a as, signed with the intruder's own key.
    template <class T, class F>
    void enter(EntryKind kind, const Id<User> &as, const Id<T> &id, F change)
    {
        const RegisterType &type = allRegisters()->of<T>();
        RecordStore records(m_connection);
        auto before = records.load(type, id).value();
        auto after = before ? type.copy(*before) : type.make();
        after->id = id;
        change(static_cast<T &>(*after));
        std::vector<RecordChange> changes{{&type, before, after, id}};
        need(m_ledger.store(kind, as, QStringLiteral("Nothing of note"), changes));
    }
    template <class T>
    void remove(EntryKind kind, const Id<User> &as, const Id<T> &id)
    {
        const RegisterType &type = allRegisters()->of<T>();
        const auto before = RecordStore(m_connection).load(type, id).value();
        std::vector<RecordChange> changes{{&type, before, nullptr, id}};
        need(m_ledger.store(kind, as, QStringLiteral("Nothing of note"), changes));
    }
    qint64 last() { return History(m_connection).head().value().first; }
    void putBack(const Entry &entry)
    {
        sql("DELETE FROM history WHERE sequence = " + QByteArray::number(entry.sequence));
        sql("DELETE FROM expunged WHERE sequence = " + QByteArray::number(entry.sequence));
        need(History(m_connection).append(entry));
    }
    /// Gives an entry another hash that fits, and the intruder's signature.
    void sealAgain(qint64 sequence, const std::function<void(Entry &)> &change)
    {
        History history(m_connection);
        Entry entry;
        need(history.forEach(sequence, sequence, [&](Entry &&found) {
            entry = std::move(found);
            return true;
        }));
        change(entry);
        entry.hash = entry.computedHash();
        entry.signature = m_vault.sign(entry.hash);
        sql("DELETE FROM history WHERE sequence = " + QByteArray::number(sequence));
        need(history.append(entry));
        need(m_ledger.load()); // the next entry follows this one
    }
    template <class R>
    static void need(const R &done)
    {
        if (!done)
            qFatal("%s", qPrintable(wholeText(done.error())));
    }

private:
    Vault &m_vault;
    Connection m_connection;
    Ledger m_ledger;
    Id<User> m_self;
};

RecordRef of(const Id<System> &id)
{
    return {QStringLiteral("systems"), id};
}

const QDateTime now({2026, 2, 28}, {12, 0}, Qt::UTC);
const QDateTime longAgo({2019, 2, 28}, {12, 0}, Qt::UTC);

/// A new record under a name that says nothing of it.
void enterSystem(Intruder &x, EntryKind kind)
{
    x.enter(kind, x.self(), Id<System>(AnyId::random()),
            [](System &system) { system.name = QStringLiteral("Harmless"); });
}

void enterBaseline(Intruder &x, qint64 entry, const QDateTime &taken)
{
    const Snapshot content = x.content();
    x.enter(EntryKind::Baseline, x.self(), Id<Baseline>(AnyId::random()), [&](Baseline &baseline) {
        baseline.name = QStringLiteral("Old");
        baseline.entry = static_cast<int>(entry);
        baseline.digest = toBase32(content.digest());
        baseline.takenBy = x.self();
        baseline.taken = taken;
    });
}

Id<Comment> enterComment(Intruder &x)
{
    const Id<Comment> id(AnyId::random());
    x.enter(EntryKind::Edit, x.self(), id, [&](Comment &comment) {
        comment.text = QStringLiteral("I agree");
        comment.subject = of(idOf(*x.content().inOrder<System>().front()));
        comment.author = x.self();
        comment.written = now;
    });
    return id;
}

/// Signs with its own key whatever \a about says, about what the content is said to be. \a twist
/// changes the signature before it is entered.
void signAs(Intruder &x, EntryKind kind, Signature about, const Snapshot &content,
            const std::function<void(Signature &)> &twist = {})
{
    about.signer = x.self();
    if (about.printedName.isEmpty())
        about.printedName = QStringLiteral("Omar Reyes");
    if (!about.signedAt.isValid())
        about.signedAt = now;
    about.text = statementOf(about, *content.find(x.self()), x.projectId(), content);
    about.signature = toBase32(x.sign(about.text.toUtf8()));
    if (twist)
        twist(about);
    x.enter(kind, x.self(), Id<Signature>(AnyId::random()), [&](Signature &signature) {
        about.id = signature.id;
        signature = about;
    });
}

struct Case
{
    const char *name;
    Rights rights; ///< of the intruder
    std::function<void(Intruder &)> act;
    const char *place;
    const char *finding; ///< a part of it
};

}

/// Who has a key to the file can write anything into it. Whatever it is, verifying names it.
class tst_forgery final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void isFound_data();
    void isFound();
    void aClockThatWentBackIsTold();
    void whatWasRightThenStaysRight();
    void whatWasRemovedForGoodIsPutBack();
    void moreIsTakenOutThanWasRemoved();
    void whatCannotBeComparedIsTold();
    void anExpunctionHidesNothingLater();

private:
    static std::vector<Case> cases();
    static Signature patchSigned(Meaning meaning)
    {
        Signature about;
        about.meaning = meaning;
        about.subject = of(s_patch);
        return about;
    }
    /// The intruder's session, then the officer's.
    void intrude(const Rights &rights, const std::function<void(Intruder &)> &act);
    VerifyReport verified();

    std::unique_ptr<ProjectFixture> m_fixture;
    static Id<System> s_patch;
    static Id<System> s_cloud;
    static Id<Company> s_vendor;
    static Id<User> s_dana;
    static Id<Comment> s_comment;
};

Id<System> tst_forgery::s_patch;
Id<System> tst_forgery::s_cloud;
Id<Company> tst_forgery::s_vendor;
Id<User> tst_forgery::s_dana;
Id<Comment> tst_forgery::s_comment;

void tst_forgery::init()
{
    m_fixture = std::make_unique<ProjectFixture>();
    s_dana = idOf(m_fixture->project->user());
    s_patch = m_fixture->add(systemNamed(QStringLiteral("Patch")));
    s_cloud = m_fixture->add(systemNamed(QStringLiteral("Cloud")));
    Company vendor;
    vendor.name = QStringLiteral("Host");
    s_vendor = m_fixture->add(vendor);
    QVERIFY_OK(
        m_fixture->project->sign(of(s_patch), Meaning::Approved, Secret::fromText(passphrase())));
    const auto commented =
        m_fixture->project->addComment(of(s_patch), QStringLiteral("Which cipher?"));
    QVERIFY_OK(commented);
    s_comment = Id<Comment>(commented->added(QStringLiteral("comments")));
}

void tst_forgery::intrude(const Rights &rights, const std::function<void(Intruder &)> &act)
{
    ProjectFixture &f = *m_fixture;
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), rights, omarsPhrase()));
    QByteArray self;
    for (const User &user : f.project->snapshot().rows<User>()) {
        if (user.name == omar)
            self = user.id.view().toByteArray();
    }
    QVERIFY(f.project->verify({})->isSound());
    f.project.reset();
    {
        auto vault = Vault::open(f.path(), {omar, omarsPhrase()}, Access::ReadWrite);
        QVERIFY_OK(vault);
        Intruder intruder(**vault, f.clock, self);
        act(intruder);
    }
    f.reopen();
}

VerifyReport tst_forgery::verified()
{
    return m_fixture->project->verify({}).value();
}

std::vector<Case> tst_forgery::cases()
{
    const auto rename = [](System &system) { system.name = QStringLiteral("Harmless"); };
    const Rights areas(Role::Contributor, {Area::Context});
    return {
        {"a value without an entry", Role::Editor,
         [](Intruder &x) { x.sql("UPDATE systems SET name = 'Harmless' WHERE name = 'Patch'"); },
         "Systems", "SYS-001 is not as its last entry left it"},
        {"a record without an entry", Role::Editor,
         [](Intruder &x) {
             x.sql("INSERT INTO vendors (id, number, name) VALUES (x'" + QByteArray(32, '7') +
                   "', 9, 'Nobody')");
         },
         "Vendors and customers", "CO-009 is in no entry"},
        {"a record gone without an entry", Role::Editor,
         [](Intruder &x) { x.sql("DELETE FROM systems WHERE name = 'Patch'"); }, "Systems",
         "SYS-001 is missing"},
        {"a permanent number changed", Role::Editor,
         [](Intruder &x) { x.sql("UPDATE systems SET number = 7 WHERE name = 'Patch'"); },
         "Systems", "SYS-007 is not as"},
        {"own role without an entry", Role::Editor,
         [](Intruder &x) {
             x.sql("UPDATE users SET role = 'security_officer' WHERE name = 'omar'");
         },
         "Users", "USR-002 is not as"},
        {"a public key without an entry", Role::Editor,
         [](Intruder &x) {
             x.sql("UPDATE users SET public_key = (SELECT public_key FROM users WHERE name = "
                   "'dana') WHERE name = 'omar'");
         },
         "Users", "USR-002 is not as"},
        {"a sentence edited", Role::Editor,
         [](Intruder &x) { x.sql("UPDATE history SET sentence = 'Nothing' WHERE sequence = 3"); },
         "History", "entry 3 was altered"},
        {"a time edited", Role::Editor,
         [](Intruder &x) { x.sql("UPDATE history SET time = time - 1 WHERE sequence = 4"); },
         "History", "entry 4 was altered"},
        {"an entry dropped", Role::Editor,
         [](Intruder &x) { x.sql("DELETE FROM history WHERE sequence = 4"); }, "History",
         "entries 4 to 4 are missing"},
        {"two entries exchanged", Role::Editor,
         [](Intruder &x) {
             x.sql("UPDATE history SET sequence = 99 WHERE sequence = 3");
             x.sql("UPDATE history SET sequence = 3 WHERE sequence = 4");
             x.sql("UPDATE history SET sequence = 4 WHERE sequence = 99");
         },
         "History", "entry 3 does not follow"},
        {"a signature of another entry", Role::Editor,
         [](Intruder &x) {
             x.sql("UPDATE history SET signature = (SELECT signature FROM history WHERE "
                   "sequence = 4) WHERE sequence = 3");
         },
         "History", "entry 3 does not carry the signature of dana"},
        {"another's entry written anew", Role::Editor,
         [](Intruder &x) {
             x.sealAgain(3, [](Entry &entry) { entry.sentence = QStringLiteral("Other"); });
         },
         "History", "entry 3 does not carry the signature of dana"},
        {"another's entry taken as one's own", Role::Editor,
         [](Intruder &x) { x.sealAgain(3, [&](Entry &entry) { entry.user = x.self(); }); },
         "History", "entry 3 is signed by somebody who was no user then"},
        {"an entry in another's name", Role::Editor,
         [=](Intruder &x) { x.enter(EntryKind::Edit, s_dana, s_patch, rename); }, "History",
         "does not carry the signature of dana"},
        {"made oneself an officer", Role::Editor,
         [](Intruder &x) {
             x.enter(EntryKind::User, x.self(), x.self(),
                     [](User &user) { user.role = Role::SecurityOfficer; });
         },
         "History", "without the right"},
        {"made oneself an officer by an edit", Role::Editor,
         [](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), x.self(),
                     [](User &user) { user.role = Role::SecurityOfficer; });
         },
         "History", "without the right"},
        {"made oneself an officer by an upgrade", Role::Editor,
         [](Intruder &x) {
             x.enter(EntryKind::Migration, x.self(), x.self(),
                     [](User &user) { user.role = Role::SecurityOfficer; });
         },
         "History", "without the right"},
        {"an auditor edits", Role::Auditor,
         [=](Intruder &x) { x.enter(EntryKind::Edit, x.self(), s_patch, rename); }, "History",
         "without the right"},
        {"a reviewer undoes", Role::Reviewer,
         [=](Intruder &x) { x.enter(EntryKind::Undo, x.self(), s_patch, rename); }, "History",
         "without the right"},
        {"a contributor elsewhere", areas,
         [=](Intruder &x) { x.enter(EntryKind::Edit, x.self(), s_patch, rename); }, "History",
         "may not edit Systems"},
        {"a contributor upgrades", areas,
         [=](Intruder &x) { x.enter(EntryKind::Migration, x.self(), s_patch, rename); }, "History",
         "without the right"},
        {"an event with consequences", Role::Editor,
         [=](Intruder &x) { x.enter(EntryKind::Event, x.self(), s_patch, rename); }, "History",
         "may not edit Systems"},
        {"a user's operation about something else", Role::SecurityOfficer,
         [=](Intruder &x) { x.enter(EntryKind::User, x.self(), s_patch, rename); }, "History",
         "may not edit Systems"},
        {"an unknown kind", Role::Editor,
         [](Intruder &x) { x.sql("UPDATE history SET kind = 'whim' WHERE sequence = 4"); },
         "History", "unknown kind"},
        {"a changeset that cannot be read", Role::Editor,
         [=](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), s_patch, rename);
             x.sealAgain(x.last(), [](Entry &entry) {
                 QByteArray bytes = entry.changes.bytes();
                 bytes.replace(0, 1, "X");
                 entry.changes = Changeset(bytes);
             });
         },
         "History", "entry 9: A step of the history cannot be read"},
        {"a table that is no register", Role::SecurityOfficer,
         [=](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), s_patch, rename);
             x.sealAgain(x.last(), [](Entry &entry) {
                 QByteArray bytes = entry.changes.bytes();
                 bytes.replace("systems", "numbers");
                 entry.changes = Changeset(bytes);
             });
         },
         "History", "may not edit unknown tables"},
        {"a signature put under another record", Role::Editor,
         [](Intruder &x) {
             x.sql("UPDATE signatures SET subject = '" + of(s_cloud).toText().toUtf8() + "'");
         },
         "Signatures", "SIG-001 is not as its last entry left it"},
        {"a signature taken away", Role::Editor,
         [](Intruder &x) { x.sql("DELETE FROM signatures"); }, "Signatures", "SIG-001 is missing"},
        {"another's signature entered once more, elsewhere", Role::Reviewer,
         [](Intruder &x) {
             Signature other = *x.content().rows<Signature>().begin();
             other.subject = of(s_cloud);
             x.enter(EntryKind::Sign, x.self(), Id<Signature>(AnyId::random()),
                     [&](Signature &signature) {
                         other.id = signature.id;
                         signature = other;
                     });
         },
         "History", "names somebody else as its author"},
        {"another's signature taken as one's own", Role::Reviewer,
         [](Intruder &x) {
             Signature other = *x.content().rows<Signature>().begin();
             other.signer = x.self();
             other.printedName = QStringLiteral("Omar Reyes");
             x.enter(EntryKind::Sign, x.self(), Id<Signature>(AnyId::random()),
                     [&](Signature &signature) {
                         other.id = signature.id;
                         signature = other;
                     });
         },
         "History", "is not about what it stands under"},
        {"an approval without the right", Role::Editor,
         [](Intruder &x) {
             signAs(x, EntryKind::Sign, patchSigned(Meaning::Approved), x.content());
         },
         "History", "Not permitted to the role Editor"},
        {"a preparation passed off as an approval", Role::Editor,
         [](Intruder &x) {
             signAs(x, EntryKind::Sign, patchSigned(Meaning::Prepared), x.content());
             x.sql("UPDATE signatures SET meaning = 'approved' WHERE number = 2");
         },
         "Signatures", "SIG-002 is not as"},
        {"a signature under what was never there", Role::Reviewer,
         [](Intruder &x) {
             Snapshot other = x.content();
             other.put(QStringLiteral("systems"), [] {
                 auto system = std::make_shared<System>(systemNamed(QStringLiteral("Safe")));
                 system->id = s_patch;
                 return system;
             }());
             signAs(x, EntryKind::Sign, patchSigned(Meaning::Approved), other);
         },
         "History", "was not then what was signed"},
        {"a signature by an edit", Role::Editor,
         [](Intruder &x) {
             signAs(x, EntryKind::Edit, patchSigned(Meaning::Prepared), x.content());
         },
         "History", "Signatures are changed by the operations for them only"},
        {"a comment in another's name", Role::Reviewer,
         [](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), Id<Comment>(AnyId::random()), [](Comment &comment) {
                 comment.text = QStringLiteral("I agree");
                 comment.subject = of(s_patch);
                 comment.author = s_dana;
                 comment.written = QDateTime({2026, 2, 28}, {12, 0}, Qt::UTC);
             });
         },
         "History", "names somebody else as its author"},
        {"a baseline of what was never there", Role::Editor,
         [](Intruder &x) {
             x.enter(EntryKind::Baseline, x.self(), Id<Baseline>(AnyId::random()),
                     [&](Baseline &baseline) {
                         baseline.name = QStringLiteral("Clean");
                         baseline.entry = 7;
                         baseline.digest = toBase32(QByteArray(32, '7'));
                         baseline.takenBy = x.self();
                         baseline.taken = QDateTime({2026, 2, 28}, {12, 0}, Qt::UTC);
                     });
         },
         "History", "the content was not then what the baseline says"},
        {"an entry that says less than it did", Role::SecurityOfficer,
         [](Intruder &x) { x.putLess(3, QStringLiteral("[removed]")); }, "History",
         "entry 3 says less than it did, and no expunction says why"},
        {"something removed for good without the right", Role::Editor,
         [](Intruder &x) {
             x.putLess(3, QStringLiteral("[removed]"));
             Entry less = x.read(3);
             x.enter(EntryKind::Expunge, x.self(), Id<Expunction>(AnyId::random()),
                     [&](Expunction &expunction) {
                         expunction.reason = QStringLiteral("None of your business");
                         expunction.by = x.self();
                         expunction.at = QDateTime({2026, 2, 28}, {12, 0}, Qt::UTC);
                         expunction.entries = expunctionLine(less);
                     });
         },
         "History", "without the right"},
        {"an expunction without an entry", Role::SecurityOfficer,
         [](Intruder &x) {
             x.putLess(3, QStringLiteral("[removed]"));
             x.sql("INSERT INTO expunctions (id, number, reason, by, at, entries) SELECT "
                   "randomblob(16), 1, 'None', id, '2026-02-28T12:00:00Z', '" +
                   expunctionLine(x.read(3)).toUtf8() + "' FROM users WHERE name = 'omar'");
         },
         "History", "entry 3 says less than it did, and no expunction says why"},
        {"a comment of another reworded", Role::Reviewer,
         [](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), s_comment,
                     [](Comment &comment) { comment.text = QStringLiteral("I agree"); });
         },
         "History", "only its author changes what it says"},
        {"a comment of another taken away", Role::Reviewer,
         [](Intruder &x) { x.remove(EntryKind::Edit, x.self(), s_comment); }, "History",
         "only its author or a Security Officer removes it"},
        {"one's own comment given to another", Role::Reviewer,
         [](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), enterComment(x),
                     [](Comment &comment) { comment.author = s_dana; });
         },
         "History", "COM-002 is not yours"},
        {"a comment dated back", Role::Reviewer,
         [](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), Id<Comment>(AnyId::random()),
                     [&](Comment &comment) {
                         comment.text = QStringLiteral("I said so");
                         comment.subject = of(s_patch);
                         comment.author = x.self();
                         comment.written = longAgo;
                     });
         },
         "History", "COM-002 is dated otherwise than it was entered"},
        {"a signature that names another", Role::Reviewer,
         [](Intruder &x) {
             Signature about = patchSigned(Meaning::Approved);
             about.printedName = QStringLiteral("Dana Mensah");
             signAs(x, EntryKind::Sign, about, x.content());
         },
         "History", "the signature names Dana Mensah, but is one of Omar Reyes"},
        {"a signature dated back", Role::Reviewer,
         [](Intruder &x) {
             Signature about = patchSigned(Meaning::Approved);
             about.signedAt = longAgo;
             signAs(x, EntryKind::Sign, about, x.content());
         },
         "History", "the signature is dated otherwise than it was entered"},
        {"a signature over nothing", Role::Reviewer,
         [](Intruder &x) {
             Signature about = patchSigned(Meaning::Approved);
             about.subject.id = AnyId::random();
             signAs(x, EntryKind::Sign, about, x.content());
         },
         "History", "there was no such record to sign"},
        {"a baseline dated back", Role::Editor,
         [](Intruder &x) { enterBaseline(x, x.last(), longAgo); }, "History",
         "the baseline is dated otherwise than it was entered"},
        {"an undo of nothing", Role::Editor,
         [=](Intruder &x) { x.enter(EntryKind::Undo, x.self(), s_patch, rename); }, "History",
         "it names no earlier entry"},
        {"an undo that does something else", Role::Editor,
         [=](Intruder &x) {
             x.enter(EntryKind::Undo, x.self(), s_patch, rename);
             x.sealAgain(x.last(), [](Entry &entry) { entry.target = 4; });
         },
         "History", "it does something else than to take back or repeat entry 4"},
        {"a redo that puts words into another's mouth", Role::Reviewer,
         [](Intruder &x) {
             x.enter(EntryKind::Redo, x.self(), s_comment,
                     [](Comment &comment) { comment.text = QStringLiteral("I agree"); });
             x.sealAgain(x.last(), [](Entry &entry) { entry.target = 7; });
         },
         "History", "it does something else than to take back or repeat entry 7"},
        {"an edit passed off as an expunction", Role::SecurityOfficer,
         [=](Intruder &x) { x.enter(EntryKind::Expunge, x.self(), s_patch, rename); }, "History",
         "may not edit Systems in this way"},
        {"a comment of another reworded by an import", Role::Reviewer,
         [](Intruder &x) {
             x.enter(EntryKind::Import, x.self(), s_comment,
                     [](Comment &comment) { comment.text = QStringLiteral("I agree"); });
         },
         "History", "only its author changes what it says"},
        {"one's own comment put under another record", Role::Reviewer,
         [](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), enterComment(x),
                     [](Comment &comment) { comment.subject = of(s_cloud); });
         },
         "History", "COM-002 is not yours"},
        {"a signature dated ahead", Role::Reviewer,
         [](Intruder &x) {
             Signature about = patchSigned(Meaning::Approved);
             about.signedAt = now.addYears(1);
             signAs(x, EntryKind::Sign, about, x.content());
         },
         "History", "the signature is dated otherwise than it was entered"},
        {"a signature over what is not signed", Role::Reviewer,
         [](Intruder &x) {
             Signature about = patchSigned(Meaning::Approved);
             about.subject = {QStringLiteral("users"), s_dana};
             signAs(x, EntryKind::Sign, about, x.content());
         },
         "History", "there was no such record to sign"},
        {"a signature over another text", Role::Reviewer,
         [](Intruder &x) {
             signAs(
                 x, EntryKind::Sign, patchSigned(Meaning::Approved), x.content(),
                 [](Signature &signature) { signature.text += QStringLiteral("All is well\n"); });
         },
         "History", "is not one of Omar Reyes over this text"},
        {"a signature made for another project", Role::Reviewer,
         [](Intruder &x) {
             signAs(x, EntryKind::Sign, patchSigned(Meaning::Approved), x.content(),
                    [&](Signature &signature) {
                        signature.text.replace(toBase32(x.projectId()),
                                               toBase32(QByteArray(32, '7')));
                        signature.signature = toBase32(x.sign(signature.text.toUtf8()));
                    });
         },
         "History", "is not about what it stands under"},
        {"a signature taken away by an entry of its kind", Role::Reviewer,
         [](Intruder &x) {
             x.remove(EntryKind::Sign, x.self(), idOf(*x.content().inOrder<Signature>().front()));
         },
         "History", "it does something besides adding one record"},
        {"a baseline of an earlier entry", Role::Editor,
         [](Intruder &x) { enterBaseline(x, 3, now); }, "History",
         "the content was not then what the baseline says"},
        {"an expunction dated back", Role::SecurityOfficer,
         [](Intruder &x) {
             x.enter(EntryKind::Expunge, x.self(), Id<Expunction>(AnyId::random()),
                     [&](Expunction &expunction) {
                         expunction.reason = QStringLiteral("Long forgotten");
                         expunction.by = x.self();
                         expunction.at = longAgo;
                     });
         },
         "History", "the expunction is dated otherwise than it was entered"},
        {"an undo of what comes later", Role::Editor,
         [=](Intruder &x) {
             x.enter(EntryKind::Undo, x.self(), s_patch, rename);
             x.sealAgain(x.last(), [](Entry &entry) { entry.target = entry.sequence; });
         },
         "History", "it names no earlier entry"},
        {"an undo of an undo", Role::Editor,
         [=](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), s_patch, rename);
             x.enter(EntryKind::Undo, x.self(), s_patch,
                     [](System &system) { system.name = QStringLiteral("Patch"); });
             x.sealAgain(x.last(), [](Entry &entry) { entry.target = entry.sequence - 1; });
             x.enter(EntryKind::Undo, x.self(), s_patch, rename);
             x.sealAgain(x.last(), [](Entry &entry) { entry.target = entry.sequence - 1; });
         },
         "History", "what it is about, entry 10, cannot be taken back"},
        {"an edit passed off as signing", Role::Reviewer,
         [](Intruder &x) { enterSystem(x, EntryKind::Sign); }, "History",
         "may not edit Systems in this way"},
        {"an edit passed off as a baseline", Role::Editor,
         [](Intruder &x) { enterSystem(x, EntryKind::Baseline); }, "History",
         "may not edit Systems in this way"},
        {"a record added as an expunction", Role::SecurityOfficer,
         [](Intruder &x) { enterSystem(x, EntryKind::Expunge); }, "History",
         "may not edit Systems in this way"},
        {"a second parent", Role::Editor,
         [=](Intruder &x) {
             x.enter(EntryKind::Edit, x.self(), s_patch, rename);
             x.sealAgain(x.last(),
                         [](Entry &entry) { entry.parents.push_back(QByteArray(32, '7')); });
         },
         "History", "does not follow the entry before it"},
        {"a merge that nobody made", Role::Editor,
         [=](Intruder &x) { x.enter(EntryKind::Merge, x.self(), s_patch, rename); }, "History",
         "may not edit Systems in this way"},
        {"a damaged changeset", Role::Editor,
         [](Intruder &x) { x.sql("UPDATE history SET payload = x'72544142' WHERE sequence = 4"); },
         "History", "entry 4 was altered"},
    };
}

void tst_forgery::isFound_data()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const Case &each : cases())
        QTest::newRow(each.name) << number++;
}

void tst_forgery::isFound()
{
    QFETCH(int, number);
    const Case each = cases()[static_cast<size_t>(number)];
    intrude(each.rights, each.act);
    if (QTest::currentTestFailed())
        return;
    const VerifyReport report = verified();
    QVERIFY(!report.isSound());
    QString found;
    for (const VerifyLine &line : report.lines) {
        if (!line.isSound)
            found += line.place + QStringLiteral(": ") + line.finding + u'\n';
    }
    QVERIFY2(found.startsWith(QString::fromLatin1(each.place) + u':'), qPrintable(found));
    QVERIFY2(found.contains(QString::fromLatin1(each.finding)), qPrintable(found));
    // A signature that is not as its entry left it does not hold either, which is said beside.
    QVERIFY2(found.count(u'\n') == 1 || found.contains(QStringLiteral("Does not hold")),
             qPrintable(found));
}

void tst_forgery::aClockThatWentBackIsTold()
{
    m_fixture->clock.set(QDateTime({2026, 1, 1}, {8, 0}, Qt::UTC));
    m_fixture->add(systemNamed(QStringLiteral("Later")));
    const VerifyReport report = verified();
    QVERIFY(report.isSound());
    QVERIFY(std::any_of(report.lines.begin(), report.lines.end(), [](const VerifyLine &line) {
        return line.finding.contains(QStringLiteral("went back before entry 8"));
    }));
}

void tst_forgery::whatWasRemovedForGoodIsPutBack()
{
    ProjectFixture &f = *m_fixture;
    Entry before;
    QVERIFY_OK(f.project->forEachEntry(4, 4, [&](Entry &&entry) {
        before = std::move(entry);
        return true;
    }));
    QVERIFY(before.sentence.contains(QStringLiteral("Add")));
    QVERIFY_OK(f.project->expunge(QStringLiteral("Cloud"), QStringLiteral("A mistake")));
    QVERIFY(verified().isSound());
    intrude(Role::Editor, [&](Intruder &x) { x.putBack(before); });
    const VerifyReport report = verified();
    QVERIFY(std::any_of(report.lines.begin(), report.lines.end(), [](const VerifyLine &line) {
        return !line.isSound &&
               line.finding.contains(QStringLiteral("says again what was removed"));
    }));
}

void tst_forgery::moreIsTakenOutThanWasRemoved()
{
    QVERIFY_OK(m_fixture->project->expunge(QStringLiteral("Cloud"), QStringLiteral("A mistake")));
    intrude(Role::Editor, [](Intruder &x) { x.putLess(4, QStringLiteral("[removed]")); });
    const VerifyReport report = verified();
    QVERIFY(std::any_of(report.lines.begin(), report.lines.end(), [](const VerifyLine &line) {
        return !line.isSound &&
               line.finding.contains(QStringLiteral("entry 4 says less than it did"));
    }));
}

/// Words taken out of a part change what the whole was, but not the text that was signed.
void tst_forgery::whatCannotBeComparedIsTold()
{
    ProjectFixture &f = *m_fixture;
    Diagram diagram;
    diagram.name = QStringLiteral("Overview");
    DiagramNote note;
    note.diagram = f.add(diagram);
    note.text = QStringLiteral("Ask Jane");
    f.add(note);
    QVERIFY_OK(f.project->sign({QStringLiteral("diagrams"), note.diagram}, Meaning::Approved,
                               Secret::fromText(passphrase())));
    QVERIFY_OK(f.project->expunge(QStringLiteral("Jane"), QStringLiteral("A mistake")));
    const VerifyReport report = verified();
    QVERIFY(report.isSound());
    QVERIFY(std::any_of(report.lines.begin(), report.lines.end(), [](const VerifyLine &line) {
        return line.finding.contains(
            QStringLiteral("the content under SIG-002 cannot be compared"));
    }));
}

void tst_forgery::anExpunctionHidesNothingLater()
{
    ProjectFixture &f = *m_fixture;
    // What was signed before can no longer be compared, and that is told.
    QVERIFY_OK(f.project->expunge(QStringLiteral("Patch"), QStringLiteral("A mistake")));
    const auto finding = [&] {
        QString all;
        for (const VerifyLine &line : verified().lines)
            all += line.finding + u'\n';
        return all;
    };
    QVERIFY2(finding().contains(QStringLiteral("the content under SIG-001 cannot be compared")),
             qPrintable(finding()));
    intrude(Role::Reviewer, [&](Intruder &x) {
        Snapshot other = x.content();
        auto system = std::make_shared<System>(systemNamed(QStringLiteral("Safe")));
        system->id = s_patch;
        other.put(QStringLiteral("systems"), system);
        signAs(x, EntryKind::Sign, patchSigned(Meaning::Approved), other);
    });
    QVERIFY2(finding().contains(QStringLiteral("was not then what was signed")),
             qPrintable(finding()));
}

/// Rights are those of the day: who became a reader later had made good entries before.
void tst_forgery::whatWasRightThenStaysRight()
{
    ProjectFixture &f = *m_fixture;
    QVERIFY_OK(f.project->addUser(omar, QStringLiteral("Omar Reyes"), Role::Editor, omarsPhrase()));
    f.project.reset();
    auto own =
        Project::open(f.path(), {omar, omarsPhrase()}, Access::ReadWrite, allRegisters(), f.clock);
    QVERIFY_OK(own);
    f.project = *std::move(own);
    f.add(systemNamed(QStringLiteral("By Omar")));
    const Id<User> id = idOf(f.project->user());
    f.reopen();
    QVERIFY_OK(f.project->changeUser(id, QStringLiteral("Omar Reyes"), Role::Auditor));
    QVERIFY(verified().isSound());
    QVERIFY_OK(f.project->removeUser(id));
    QVERIFY(verified().isSound());
}

SAFEGUARD_TEST(tst_forgery)
#include "tst_forgery.moc"
