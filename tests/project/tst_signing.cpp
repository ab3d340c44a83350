// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"
#include "model/project/baseline.h"
#include "model/project/comment.h"
#include "model/project/signing.h"
#include "tests/tools/projectfixture.h"
#include "tests/tools/zoneof.h"

using namespace safeguard;
using namespace safeguard::testing;

/// Signatures under records, comments on them, baselines: all through a project.
class tst_signing final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsSignedIsKept();
    void aLaterEditSupersedes();
    void undoBringsItBack();
    void theWrongPassphraseSignsNothing();
    void signsInTheBackground();
    void partsAreSignedToo();
    void outlivesItsRecord();
    void cannotBeAlteredOrUndone();
    void commentsGoWithTheirRecord();
    void authorsAreWhoWrote();
    void commentsAreTheirAuthors();
    void outlivesTheKeyOfItsSigner();
    void baselinesBringTheContentBack();
    void aSignedTextNamesMomentsInUtc();
    void baselinesNeedEntriesToExist();
};

namespace {
RecordRef ref(const Id<System> &id)
{
    return {QStringLiteral("systems"), id};
}

Secret phrase()
{
    return Secret::fromText(passphrase());
}

/// What verifying finds wrong.
QString faultsIn(Project &project)
{
    QString faults;
    const auto report = project.verify({});
    for (const VerifyLine &line : report->lines) {
        if (!line.isSound)
            faults += line.place + QStringLiteral(": ") + line.finding + u'\n';
    }
    return faults;
}

void rename(Project &project, const Id<System> &id, const QString &name)
{
    const auto done = project.perform(QStringLiteral("Rename"), [&](Edit &edit) {
        edit.change(id, [&](System &system) { system.name = name; });
        return Status();
    });
    QVERIFY_OK(done);
}
}

void tst_signing::whatIsSignedIsKept()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    QVERIFY_OK(f.project->sign(ref(id), Meaning::Approved, phrase()));
    f.reopen();
    const Snapshot now = f.project->snapshot();
    const auto found = signaturesOf(now, ref(id));
    QCOMPARE(found.size(), size_t(1));
    const Signature &signature = *found.front();
    QCOMPARE(signature.printedName, QStringLiteral("Dana Mensah"));
    QCOMPARE(signature.meaning, Meaning::Approved);
    QCOMPARE(signature.signedAt, f.clock.now());
    QVERIFY(signature.text.contains(QStringLiteral("Meaning: approved\nSigner: Dana Mensah\n")));
    QVERIFY(signature.text.contains(QStringLiteral("Signed: 2026-02-28T12:00:00Z\n")));
    QVERIFY(signature.text.contains(QStringLiteral("Name: Gateway\n")));
    QVERIFY(Vault::isSignedBy(*fromBase32(f.project->user().publicKey), signature.text.toUtf8(),
                              *fromBase32(signature.signature)));
    QCOMPARE(signedDigest(signature), now.digestOf(ref(id)));
    QCOMPARE(stateOf(signature, now), SignatureState::Current);
    QCOMPARE(f.project->lastEntry().kind, EntryKind::Sign);
    QCOMPARE(faultsIn(*f.project), QString());
}

void tst_signing::aLaterEditSupersedes()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const auto other = f.add(systemNamed(QStringLiteral("Patch")));
    QVERIFY_OK(f.project->sign(ref(id), Meaning::Reviewed, phrase()));
    rename(*f.project, other, QStringLiteral("Sensor"));
    QVERIFY_OK(f.project->addComment(ref(id), QStringLiteral("Good")));
    const auto state = [&] {
        const Snapshot now = f.project->snapshot();
        return stateOf(*signaturesOf(now, ref(id)).front(), now);
    };
    QCOMPARE(state(), SignatureState::Current);
    rename(*f.project, id, QStringLiteral("Home gateway"));
    QCOMPARE(state(), SignatureState::Superseded);
    const Snapshot now = f.project->snapshot();
    const QStringList differences = changedSince(*signaturesOf(now, ref(id)).front(), now);
    QVERIFY(differences.contains(QStringLiteral("Signed: Name: Gateway")));
    QVERIFY(differences.contains(QStringLiteral("Now: Name: Home gateway")));
    QCOMPARE(faultsIn(*f.project), QString());
}

void tst_signing::undoBringsItBack()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    QVERIFY_OK(f.project->sign(ref(id), Meaning::Reviewed, phrase()));
    rename(*f.project, id, QStringLiteral("Other"));
    QVERIFY_OK(f.project->undo());
    const Snapshot now = f.project->snapshot();
    QCOMPARE(stateOf(*signaturesOf(now, ref(id)).front(), now), SignatureState::Current);
    // The next step back takes the record away, not the signature.
    QVERIFY_OK(f.project->undo());
    const Snapshot without = f.project->snapshot();
    QCOMPARE(stateOf(*signaturesOf(without, ref(id)).front(), without), SignatureState::Gone);
    QCOMPARE(faultsIn(*f.project), QString());
}

void tst_signing::theWrongPassphraseSignsNothing()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const auto refused = f.project->sign(ref(id), Meaning::Approved,
                                         Secret::fromText(QStringLiteral("not the passphrase")));
    QCOMPARE(refused.error().code, ErrorCode::WrongPassphrase);
    QVERIFY(f.project->snapshot().rows<Signature>().isEmpty());
    QCOMPARE(f.project->lastEntry().kind, EntryKind::Event);
    QVERIFY(f.project->lastEntry().sentence.contains(QStringLiteral("Gateway")));
    QCOMPARE(
        f.project->sign({QStringLiteral("systems"), AnyId::random()}, Meaning::Approved, phrase())
            .error()
            .code,
        ErrorCode::NotFound);
}

void tst_signing::signsInTheBackground()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const auto given = std::make_shared<const Secret>(phrase());
    auto future = f.project->signLong(ref(id), Meaning::Approved, given);
    QVERIFY(f.project->isBusy());
    QTRY_VERIFY(future.isFinished());
    QVERIFY_OK(future.result());
    QCOMPARE(f.project->snapshot().rows<Signature>().size(), size_t(1));
    future = f.project->signLong(
        ref(id), Meaning::Approved,
        std::make_shared<const Secret>(Secret::fromText(QStringLiteral("not the passphrase"))));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().code, ErrorCode::WrongPassphrase);
    QCOMPARE(f.project->snapshot().rows<Signature>().size(), size_t(1));
}

void tst_signing::partsAreSignedToo()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    Diagram diagram;
    diagram.name = QStringLiteral("Overview");
    const auto drawn = f.add(diagram);
    Placement placement;
    placement.diagram = drawn;
    placement.system = id;
    const auto placed = f.add(placement);
    const RecordRef of{QStringLiteral("diagrams"), drawn};
    QVERIFY_OK(f.project->sign(of, Meaning::Approved, phrase()));
    QVERIFY_OK(f.project->sign(ref(id), Meaning::Approved, phrase()));
    QVERIFY_OK(f.project->perform(QStringLiteral("Move"), [&](Edit &edit) {
        edit.change(placed, [](Placement &p) { p.x += 100; });
        return Status();
    }));
    const Snapshot now = f.project->snapshot();
    QCOMPARE(stateOf(*signaturesOf(now, of).front(), now), SignatureState::Superseded);
    // Where it stands on a drawing is nothing about the system.
    QCOMPARE(stateOf(*signaturesOf(now, ref(id)).front(), now), SignatureState::Current);
    QCOMPARE(faultsIn(*f.project), QString());
}

void tst_signing::outlivesItsRecord()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    QVERIFY_OK(f.project->sign(ref(id), Meaning::Approved, phrase()));
    QVERIFY_OK(
        f.project->perform(QStringLiteral("Remove"), [&](Edit &edit) { return edit.remove(id); }));
    const Snapshot now = f.project->snapshot();
    QCOMPARE(stateOf(*signaturesOf(now, ref(id)).front(), now), SignatureState::Gone);
    QCOMPARE(faultsIn(*f.project), QString());
}

void tst_signing::cannotBeAlteredOrUndone()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    QVERIFY_OK(f.project->sign(ref(id), Meaning::Prepared, phrase()));
    const auto signature = idOf(*f.project->snapshot().rows<Signature>().begin());
    for (const EntryKind kind : {EntryKind::Edit, EntryKind::Import}) {
        const auto altered = f.project->perform(
            QStringLiteral("Alter"),
            [&](Edit &edit) {
                edit.change(signature, [](Signature &s) { s.meaning = Meaning::Approved; });
                return Status();
            },
            kind);
        QCOMPARE(altered.error().code, ErrorCode::NotPermitted);
    }
    const auto removed = f.project->perform(QStringLiteral("Remove"),
                                            [&](Edit &edit) { return edit.remove(signature); });
    QCOMPARE(removed.error().code, ErrorCode::NotPermitted);
    QVERIFY_OK(f.project->undo());
    QCOMPARE(f.project->snapshot().rows<Signature>().size(), size_t(1));
    QVERIFY(!f.project->snapshot().find(id));
}

void tst_signing::commentsGoWithTheirRecord()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    QVERIFY_OK(f.project->addComment(ref(id), QStringLiteral("Is this the old one?\nAsk Omar.")));
    const Comment comment = *f.project->snapshot().rows<Comment>().begin();
    QCOMPARE(comment.author, idOf(f.project->user()));
    QCOMPARE(comment.written, f.clock.now());
    QVERIFY_OK(
        f.project->perform(QStringLiteral("Remove"), [&](Edit &edit) { return edit.remove(id); }));
    QVERIFY(f.project->snapshot().rows<Comment>().isEmpty());
    QVERIFY_OK(f.project->undo());
    QCOMPARE(f.project->snapshot().rows<Comment>().size(), size_t(1));
    const auto lost = f.project->addComment(ref(Id<System>(AnyId::random())), QStringLiteral("Hm"));
    QCOMPARE(lost.error().code, ErrorCode::InvalidInput);
    QCOMPARE(faultsIn(*f.project), QString());
}

void tst_signing::authorsAreWhoWrote()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const auto second = Secret::fromText(QStringLiteral("second phrase"));
    QVERIFY_OK(f.project->addUser(QStringLiteral("rita"), QStringLiteral("Rita Okafor"),
                                  Role::Reviewer, second));
    Id<User> rita;
    for (const User &user : f.project->snapshot().rows<User>())
        rita = user.name == QStringLiteral("rita") ? idOf(user) : rita;
    const auto inHerName = f.project->perform(QStringLiteral("Comment"), [&](Edit &edit) {
        Comment comment;
        comment.text = QStringLiteral("I agree");
        comment.subject = ref(id);
        comment.author = rita;
        comment.written = f.clock.now();
        edit.put(comment);
        return Status();
    });
    QCOMPARE(inHerName.error().code, ErrorCode::NotPermitted);
    QVERIFY_OK(f.project->addComment(ref(id), QStringLiteral("Mine")));
    const auto mine = idOf(*f.project->snapshot().rows<Comment>().begin());
    const auto given = f.project->perform(QStringLiteral("Give away"), [&](Edit &edit) {
        edit.change(mine, [&](Comment &comment) { comment.author = rita; });
        return Status();
    });
    QCOMPARE(given.error().code, ErrorCode::NotPermitted);
    // Somebody else may say that it is settled.
    f.project.reset();
    auto own = Project::open(f.path(), {QStringLiteral("rita"), second.clone()}, Access::ReadWrite,
                             allRegisters(), f.clock);
    QVERIFY_OK(own);
    QVERIFY_OK((*own)->perform(QStringLiteral("Resolve"), [&](Edit &edit) {
        edit.change(mine, [](Comment &comment) { comment.isResolved = true; });
        return Status();
    }));
    QVERIFY((*own)->verify({})->isSound());
}

void tst_signing::commentsAreTheirAuthors()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const auto added = f.project->addComment(ref(id), QStringLiteral("Which cipher?"));
    QVERIFY_OK(added);
    const Id<Comment> comment(added->added(QStringLiteral("comments")));
    const auto other = [] { return Secret::fromText(QStringLiteral("second phrase")); };
    QVERIFY_OK(f.project->addUser(QStringLiteral("omar"), QStringLiteral("Omar Reyes"),
                                  Role::Editor, other()));
    f.project.reset();
    auto project = Project::open(f.path(), {QStringLiteral("omar"), other()}, Access::ReadWrite,
                                 allRegisters(), f.clock);
    QVERIFY_OK(project);
    const auto change = [&](const std::function<void(Comment &)> &how) {
        return (*project)->perform(QStringLiteral("Change"), [&](Edit &edit) {
            edit.change(comment, how);
            return Status();
        });
    };
    const auto reworded = change([](Comment &c) { c.text = QStringLiteral("I agree"); });
    QCOMPARE(reworded.error().code, ErrorCode::NotPermitted);
    QVERIFY(reworded.error().text.contains(QStringLiteral("COM-001 is not yours")));
    QVERIFY(!change([](Comment &c) { c.written = c.written.addDays(-1); }));
    const auto &type = (*project)->registers().of<Comment>();
    QVERIFY(!(*project)->perform(QStringLiteral("Remove"),
                                 [&](Edit &edit) { return edit.remove(type, comment); }));
    QVERIFY_OK(change([](Comment &c) { c.isResolved = true; }));
    // It goes with what it is about.
    QVERIFY_OK((*project)->perform(QStringLiteral("Remove the system"), [&](Edit &edit) {
        return edit.removeWithDependents((*project)->registers().of<System>(), id);
    }));
    QVERIFY(!(*project)->snapshot().find(comment));
    QCOMPARE(faultsIn(**project), QString());
}

void tst_signing::outlivesTheKeyOfItsSigner()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    const auto add = [&](const QString &phraseText) {
        return f.project->addUser(QStringLiteral("omar"), QStringLiteral("Omar Reyes"),
                                  Role::Reviewer, Secret::fromText(phraseText));
    };
    QVERIFY_OK(add(QStringLiteral("second phrase")));
    f.project.reset();
    {
        auto project = Project::open(
            f.path(), {QStringLiteral("omar"), Secret::fromText(QStringLiteral("second phrase"))},
            Access::ReadWrite, allRegisters(), f.clock);
        QVERIFY_OK(project);
        QVERIFY_OK((*project)->sign(ref(id), Meaning::Approved,
                                    Secret::fromText(QStringLiteral("second phrase"))));
    }
    f.reopen();
    Id<User> omar;
    for (const User &user : f.project->snapshot().rows<User>()) {
        if (user.name == QStringLiteral("omar"))
            omar = idOf(user);
    }
    QVERIFY_OK(f.project->removeUser(omar));
    QVERIFY_OK(add(QStringLiteral("third phrase")));
    const Snapshot now = f.project->snapshot();
    QCOMPARE(stateOf(*signaturesOf(now, ref(id)).front(), now), SignatureState::Current);
    const auto report = f.project->verify({});
    QVERIFY(report->isSound());
    QString all;
    for (const VerifyLine &line : report->lines)
        all += line.place + QStringLiteral(": ") + line.finding + u'\n';
    QVERIFY2(all.contains(QStringLiteral("another key by an officer: omar with entry")),
             qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("Signatures: Current: 1")), qPrintable(all));
}

void tst_signing::baselinesBringTheContentBack()
{
    ProjectFixture f;
    const auto id = f.add(systemNamed(QStringLiteral("Gateway")));
    QVERIFY_OK(f.project->note(QStringLiteral("Print")));
    const QByteArray digest = f.project->snapshot().digest();
    QVERIFY_OK(f.project->takeBaseline(QStringLiteral("Review 2026"), QStringLiteral("Yearly")));
    const Baseline baseline = *f.project->snapshot().rows<Baseline>().begin();
    QCOMPARE(*fromBase32(baseline.digest), digest);
    rename(*f.project, id, QStringLiteral("Other"));
    f.add(systemNamed(QStringLiteral("Patch")));
    QVERIFY_OK(f.project->undo());
    const auto then = f.project->contentAt(*baseline.entry);
    QVERIFY_OK(then);
    QCOMPARE(then->digest(), digest);
    QCOMPARE(then->find(id)->name, QStringLiteral("Gateway"));
    const auto now = f.project->contentAt(f.project->entryCount());
    QVERIFY_OK(now);
    QCOMPARE(now->digest(), f.project->snapshot().digest());
    QCOMPARE(faultsIn(*f.project), QString());
    QCOMPARE(f.project->takeBaseline(QStringLiteral("review 2026"), {}).error().code,
             ErrorCode::InvalidInput);
}

/// Wherever it is signed, and for good: its bytes are what counts.
void tst_signing::aSignedTextNamesMomentsInUtc()
{
    ProjectFixture f;
    QVERIFY_OK(f.project->takeBaseline(QStringLiteral("Review 2026"), {}));
    const auto id = idOf(*f.project->snapshot().rows<Baseline>().begin());
    const ZoneOf here("Asia/Kathmandu");
    QVERIFY_OK(f.project->sign({QStringLiteral("baselines"), id}, Meaning::Approved,
                               Secret::fromText(passphrase())));
    const QString text = (*f.project->snapshot().rows<Signature>().begin()).text;
    QVERIFY2(text.contains(QStringLiteral("\nTaken: 2026-02-28T12:00:00Z\n")), qPrintable(text));
    QCOMPARE(faultsIn(*f.project), QString());
}

void tst_signing::baselinesNeedEntriesToExist()
{
    ProjectFixture f;
    QCOMPARE(f.project->contentAt(0).error().code, ErrorCode::NotFound);
    QCOMPARE(f.project->contentAt(f.project->entryCount() + 1).error().code, ErrorCode::NotFound);
    const auto stopped = f.project->contentAt(1, [](quint32, quint32) { return false; });
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
}

SAFEGUARD_TEST(tst_signing)
#include "tst_signing.moc"
