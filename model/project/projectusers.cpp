// SPDX-License-Identifier: GPL-3.0-or-later
// Project: who has a key to the file and a place in the history.
#include "model/base/base32.h"
#include "model/base/text.h"
#include "model/project/keyrenewal.h"
#include "model/project/projectprivate.h"
#include "model/project/rights.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct UsersText
{
    Q_DECLARE_TR_FUNCTIONS(Project)
};

bool isEntered(const Snapshot &snapshot, const SlotInfo &slot)
{
    const QString key = toBase32(slot.signingKey);
    const Rows<User> users = snapshot.rows<User>();
    return std::any_of(users.begin(), users.end(),
                       [&](const User &user) { return user.publicKey == key; });
}

/// Somebody has to be able to give access and to take it.
Status checkOfficerStays(const Snapshot &now)
{
    for (const User &user : now.rows<User>()) {
        if (user.isActive() && user.role == Role::SecurityOfficer)
            return {};
    }
    return failure(ErrorCode::Refused,
                   UsersText::tr("This is the last Security Officer. Make another user one "
                                 "first."));
}

}

int Project::Private::slotWithoutEntry(const QString &name) const
{
    const auto slots = thread.run([&] { return vault->slots(); });
    for (const SlotInfo &slot : slots) {
        if (foldedName(slot.name) == foldedName(name) && !isEntered(snapshot, slot))
            return slot.index;
    }
    return -1;
}

AnyId Project::Private::entryWithoutSlot(const QString &name) const
{
    for (const User &candidate : snapshot.rows<User>()) {
        const bool isSame = foldedName(candidate.name) == foldedName(name);
        if (isSame && thread.run([&] { return slotsOf(*vault, candidate).empty(); }))
            return candidate.id;
    }
    return {};
}

/// What an addition or a removal that was interrupted left. On the database thread.
void Project::Private::noticeHalves()
{
    if (snapshot.find(user)->role != Role::SecurityOfficer)
        return;
    for (const SlotInfo &slot : vault->slots()) {
        if (!isEntered(snapshot, slot))
            notices += UsersText::tr("%1 has a key to the file but is not entered in the "
                                     "history. Add this user again to complete it.")
                           .arg(slot.name);
    }
    for (const User &candidate : snapshot.rows<User>()) {
        const bool hasSlot = !slotsOf(*vault, candidate).empty();
        if (candidate.isActive() && !hasSlot)
            notices += UsersText::tr("%1 is entered in the history but has no key to the file. "
                                     "Add this user again to complete it.")
                           .arg(candidate.name);
        if (!candidate.isActive() && hasSlot)
            notices += UsersText::tr("%1 was removed but still has a key to the file. Remove "
                                     "this user again to complete it.")
                           .arg(candidate.name);
    }
}

Result<Change> Project::enterUser(const QString &sentence, const User &user)
{
    return perform(
        sentence,
        [&](Edit &edit) {
            edit.put(user);
            return checkOfficerStays(edit.now());
        },
        EntryKind::User);
}

Result<Change> Project::changeUser(const Id<User> &id, const QString &fullName,
                                   const Rights &rights)
{
    SG_TRY(d->canEdit(EntryKind::User));
    const User *found = d->snapshot.find(id);
    if (!found || !found->isActive())
        return failure(ErrorCode::NotFound, UsersText::tr("There is no such user."));
    User user = *found;
    user.fullName = fullName;
    user.setRights(rights);
    return enterUser(UsersText::tr("Give %1 the role %2").arg(fullName, nameOf(user.role)), user);
}

Result<Change> Project::removeUser(const Id<User> &id)
{
    SG_TRY(d->canEdit(EntryKind::User));
    const User *found = d->snapshot.find(id);
    if (!found)
        return failure(ErrorCode::NotFound, UsersText::tr("There is no such user."));
    if (id == d->user)
        return failure(ErrorCode::Refused,
                       UsersText::tr("You cannot remove yourself. Ask another Security "
                                     "Officer."));
    User user = *found;
    user.status = UserStatus::Removed;
    // First the history, by which a key alone opens nothing any more; then the key.
    auto entered = enterUser(UsersText::tr("Remove %1 as a user").arg(user.fullName), user);
    SG_TRY(entered);
    const auto removed = d->thread.run([&]() -> Status {
        for (const int slot : slotsOf(*d->vault, user))
            SG_TRY(d->vault->removeSlot(slot));
        return {};
    });
    if (!removed)
        return failure(removed.error().code,
                       UsersText::tr("%1 was removed but still has a key to the file: %2 Remove "
                                     "this user again to complete it.")
                           .arg(user.fullName, removed.error().text));
    return entered;
}

Result<Change> Project::addUser(const QString &name, const QString &fullName, const Rights &rights,
                                const Secret &passphrase, KdfCost cost)
{
    SG_TRY(d->canEdit(EntryKind::User));
    const int orphan = d->slotWithoutEntry(name);
    const auto pending =
        d->thread.run([&] { return d->vault->prepareUser(name, passphrase, cost, orphan); });
    SG_TRY(pending);
    return addUser(*pending, fullName, rights);
}

QFuture<Result<PendingUser>> Project::prepareUserLong(const QString &name,
                                                      std::shared_ptr<const Secret> passphrase,
                                                      std::function<KdfCost()> cost)
{
    const auto permitted = d->canEdit(EntryKind::User);
    const int orphan = permitted ? d->slotWithoutEntry(name) : -1;
    return inBackground<Result<PendingUser>>([=, this]() -> Result<PendingUser> {
        SG_TRY(permitted);
        return d->vault->prepareUser(name, *passphrase, cost(), orphan);
    });
}

Result<Change> Project::addUser(const PendingUser &pending, const QString &fullName,
                                const Rights &rights)
{
    SG_TRY(d->canEdit(EntryKind::User));
    User user;
    user.id = d->entryWithoutSlot(pending.name());
    user.name = pending.name();
    user.fullName = fullName;
    user.setRights(rights);
    user.publicKey = toBase32(pending.signingKey());
    // First the history, which says who may sign; then the slot, which opens the file.
    auto entered = enterUser(UsersText::tr("Add %1 as a user").arg(fullName), user);
    SG_TRY(entered);
    const auto added = d->thread.run([&] { return d->vault->addUser(pending); });
    if (!added)
        return failure(added.error().code,
                       UsersText::tr("%1 is entered in the history but got no key to the file: "
                                     "%2 Add this user again to complete it.")
                           .arg(fullName, added.error().text));
    return entered;
}

Status Project::Private::renewKey(const Rows<User> &users, const VaultProgress &progress)
{
    auto next = safeguard::renewKey(
        *vault, users, user, [this](Connection &of) { return makeLedger(of); },
        [&](quint32 done, quint32 all) {
            return !isClosing && (!progress || progress(done, all));
        });
    SG_TRY(next);
    ledger = std::move(next->ledger);
    connection = std::move(next->connection);
    vault = std::move(next->vault);
    return {};
}

Status Project::renewKey(const VaultProgress &progress)
{
    SG_TRY(d->canEdit(EntryKind::User));
    SG_TRY(d->thread.run([&] { return d->renewKey(d->snapshot.rows<User>(), progress); }));
    tellOfRenewal();
    return {};
}

QFuture<Status> Project::renewKeyLong(VaultProgress progress)
{
    return inBackground<Status>(
        [=, this, permitted = canChangeUsers(), now = d->snapshot]() -> Status {
            SG_TRY(permitted);
            return d->renewKey(now.rows<User>(), progress);
        },
        [this](Status done) {
            if (done)
                tellOfRenewal();
            return done;
        });
}

void Project::tellOfRenewal()
{
    d->thread.run([this] { d->refreshHistory(); });
    const Entry &last = d->last;
    Q_EMIT changed({{last.sequence, last.kind, last.user, 0, last.sentence}, {}});
}

Status Project::changePassphrase(const Secret &passphrase, KdfCost cost)
{
    SG_TRY(d->canWrite());
    return d->thread.run([&] { return d->vault->changePassphrase(passphrase, cost); });
}

QFuture<Status> Project::changePassphraseLong(std::shared_ptr<const Secret> current,
                                              std::shared_ptr<const Secret> next,
                                              std::function<KdfCost()> cost)
{
    return inBackground<Status>([=, this]() -> Status {
        SG_TRY(d->vault->checkPassphrase(*current));
        return d->vault->changePassphrase(*next, cost());
    });
}

Result<RecoveryKey> Project::addRecoveryKey()
{
    SG_TRY(d->canWrite());
    return d->thread.run([&] { return d->vault->addRecoveryKey(); });
}

}
