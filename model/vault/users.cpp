// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/base32.h"
#include "model/vault/vaultprivate.h"

#include <algorithm>

namespace safeguard {

namespace {

constexpr qsizetype s_keySize = 32;
constexpr qsizetype s_checkSize = 5; // 37 bytes are 60 characters, twelve groups of five

QByteArray checksumOf(crypto::ByteView key)
{
    const crypto::Block<8> purpose = {'r', 'e', 'c', 'o', 'v', 'e', 'r', 'y'};
    const auto digest = crypto::sha256({purpose, key});
    return QByteArray(reinterpret_cast<const char *>(digest.data()), s_checkSize);
}

QString recoveryText(const Secret &key)
{
    QByteArray bytes(reinterpret_cast<const char *>(key.view().data()), s_keySize);
    bytes += checksumOf(key.view());
    QString plain = toBase32(bytes).toUpper();
    QString text;
    for (qsizetype i = 0; i < plain.size(); i += 5)
        text += (i > 0 ? QStringLiteral("-") : QString()) + plain.mid(i, 5);
    wipe(bytes);
    wipe(plain);
    return text;
}

std::optional<size_t> freeSlot(const format::Header &header)
{
    for (size_t i = 0; i < header.slots.size(); ++i) {
        if (!header.slots[i])
            return i;
    }
    return std::nullopt;
}

/// The holder's slot of this kind, else a free one.
std::optional<size_t> slotFor(const format::Header &header, const crypto::Block<32> &holder,
                              format::Kind kind)
{
    for (size_t i = 0; i < header.slots.size(); ++i) {
        const auto &slot = header.slots[i];
        if (slot && slot->kind == kind && slot->signingKey == holder)
            return i;
    }
    return freeSlot(header);
}

tl::unexpected<Error> allSlotsTaken()
{
    return failure(ErrorCode::Refused,
                   VaultText::tr("A project has room for 30 users and recovery keys. "
                                 "Remove one that is no longer needed first."));
}

/// Where the slot of a new user goes: to \a replaced, if given, else to a free place.
Result<size_t> placeFor(const format::Header &header, const QString &name, int replaced)
{
    for (const SlotInfo &other : describe(header)) {
        if (other.index != replaced && isSameName(other.name.toStdString(), name))
            return failure(
                ErrorCode::Refused,
                VaultText::tr("This project has a user named %1 already.").arg(other.name));
    }
    if (replaced >= 0)
        return static_cast<size_t>(replaced);
    const auto free = freeSlot(header);
    if (!free)
        return allSlotsTaken();
    return *free;
}

}

Result<Secret> recoveryKeyFromText(const QString &text)
{
    QString plain;
    for (const QChar c : text) {
        if (c.isLetterOrNumber())
            plain += c;
    }
    auto bytes = fromBase32(plain);
    wipe(plain);
    if (bytes && bytes->size() == s_keySize + s_checkSize) {
        Secret key(std::span(reinterpret_cast<const uint8_t *>(bytes->constData()), s_keySize));
        const bool fits = bytes->endsWith(checksumOf(key.view()));
        wipe(*bytes);
        if (fits)
            return key;
    }
    return failure(ErrorCode::InvalidInput,
                   VaultText::tr("This is not a whole recovery key: it has twelve "
                                 "groups of five letters and digits, and one of them "
                                 "is missing or mistyped."));
}

/// Changes the slots on disk and in memory, or leaves both.
Status Vault::Private::changeSlots(const std::function<Status(format::Header &)> &change)
{
    if (isReadOnly)
        return failure(messages::readOnly(path));
    return catching([&]() -> Status {
        const format::Header before = header;
        format::Header after = header;
        SG_TRY(change(after));
        header = after;
        const int code = saveHeader();
        if (code == SQLITE_OK)
            return {};
        header.slots = before.slots;
        (void)saveHeader(); // one copy may carry the change already
        return failure(messages::fromSqlite(code, path));
    });
}

struct PendingUser::Private
{
    format::Slot slot;
    int replaced = -1;
};

QString PendingUser::name() const
{
    return QString::fromStdString(d->slot.name);
}

QByteArray PendingUser::signingKey() const
{
    return QByteArray(reinterpret_cast<const char *>(d->slot.signingKey.data()), s_keySize);
}

Result<PendingUser> Vault::prepareUser(const QString &name, const Secret &passphrase, KdfCost cost,
                                       int replaced) const
{
    SG_TRY(checkNewSlot(name, passphrase, cost));
    SG_TRY(placeFor(d->header, name, replaced));
    return catching([&]() -> Result<PendingUser> {
        format::Slot slot = Private::newSlot(SlotKind::Passphrase, name, cost);
        keys::wrapIdentity(slot, passphrase.view(), keys::Identity::generate(d->random), d->random);
        keys::sealDataKey(slot, d->header.fileId, d->keys.data.view(), d->random);
        PendingUser user;
        user.d = std::make_shared<const PendingUser::Private>(PendingUser::Private{slot, replaced});
        return user;
    });
}

Result<int> Vault::addUser(const PendingUser &user)
{
    int index = -1;
    SG_TRY(d->changeSlots([&](format::Header &header) -> Status {
        const auto place = placeFor(header, user.name(), user.d->replaced);
        SG_TRY(place);
        header.slots[*place] = user.d->slot;
        index = static_cast<int>(*place);
        return {};
    }));
    return index;
}

Status Vault::checkPassphrase(const Secret &passphrase) const
{
    return catching([&]() -> Status {
        const format::Slot &own = *d->header.slots[static_cast<size_t>(d->slot)];
        const auto index = slotFor(d->header, own.signingKey, format::Kind::Passphrase);
        const auto &slot = d->header.slots[index.value_or(static_cast<size_t>(d->slot))];
        if (!slot || !keys::unwrapIdentity(*slot, passphrase.view()))
            return failure(messages::wrongPassphrase(userName()));
        return {};
    });
}

Status Vault::changePassphrase(const Secret &passphrase, KdfCost cost)
{
    SG_TRY(checkNewSlot(userName(), passphrase, cost));
    return d->changeSlots([&](format::Header &header) -> Status {
        const format::Slot own = *header.slots[static_cast<size_t>(d->slot)];
        const auto index = slotFor(header, own.signingKey, format::Kind::Passphrase);
        if (!index)
            return allSlotsTaken();
        format::Slot slot = Private::newSlot(SlotKind::Passphrase, userName(), cost);
        keys::wrapIdentity(slot, passphrase.view(), d->identity, d->random);
        keys::sealDataKey(slot, header.fileId, d->keys.data.view(), d->random);
        header.slots[*index] = slot;
        return {};
    });
}

Result<RecoveryKey> Vault::addRecoveryKey()
{
    RecoveryKey added;
    SG_TRY(d->changeSlots([&](format::Header &header) -> Status {
        const format::Slot own = *header.slots[static_cast<size_t>(d->slot)];
        const auto index = slotFor(header, own.signingKey, format::Kind::RecoveryKey);
        if (!index)
            return allSlotsTaken();
        Secret key(s_keySize);
        d->random.fill(key.span());
        format::Slot slot = Private::newSlot(SlotKind::RecoveryKey, userName(), {});
        keys::wrapIdentity(slot, key.view(), d->identity, d->random);
        keys::sealDataKey(slot, header.fileId, d->keys.data.view(), d->random);
        header.slots[*index] = slot;
        added = {recoveryText(key), static_cast<int>(*index)};
        return {};
    }));
    return added;
}

Status Vault::removeSlot(int index)
{
    return d->changeSlots([&](format::Header &header) -> Status {
        if (index < 0 || index >= int(header.slots.size()) ||
            !header.slots[static_cast<size_t>(index)])
            return failure(ErrorCode::NotFound,
                           VaultText::tr("There is no such user or recovery key."));
        if (index == d->slot)
            return failure(ErrorCode::Refused,
                           VaultText::tr("You cannot remove the key with which you have "
                                         "opened the project."));
        header.slots[static_cast<size_t>(index)].reset();
        return {};
    });
}

}
