// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/text.h"
#include "model/vault/vaultprivate.h"

#include <algorithm>

namespace safeguard {

namespace {

/// The first slot of \a kind that \a fits.
template <class F>
int findSlot(const format::Header &header, format::Kind kind, F &&fits)
{
    for (size_t i = 0; i < header.slots.size(); ++i) {
        if (header.slots[i] && header.slots[i]->kind == kind && fits(*header.slots[i]))
            return static_cast<int>(i);
    }
    return -1;
}

Result<Unlocked> unlockSlot(const format::Header &header, int index, keys::Identity identity)
{
    const format::Slot &slot = *header.slots[static_cast<size_t>(index)];
    auto dataKey = keys::openDataKey(slot, header.fileId, identity);
    if (!dataKey)
        return failure(messages::alteredSlot(QString::fromStdString(slot.name)));
    return Unlocked{index, std::move(identity), std::move(*dataKey)};
}

Result<Unlocked> unlockByPassphrase(const format::Header &header, const Credentials &credentials)
{
    const int index = findSlot(header, format::Kind::Passphrase, [&](const format::Slot &slot) {
        return isSameName(slot.name, credentials.user);
    });
    if (index < 0)
        return failure(messages::unknownUser(credentials.user));
    auto identity = keys::unwrapIdentity(*header.slots[static_cast<size_t>(index)],
                                         credentials.passphrase.view());
    if (!identity)
        return failure(messages::wrongPassphrase(credentials.user));
    return unlockSlot(header, index, std::move(*identity));
}

Result<Unlocked> unlockByRecoveryKey(const format::Header &header, const Secret &recoveryKey)
{
    std::optional<keys::Identity> identity;
    const int index = findSlot(header, format::Kind::RecoveryKey, [&](const format::Slot &slot) {
        identity = keys::unwrapIdentity(slot, recoveryKey.view());
        return identity.has_value();
    });
    if (index < 0)
        return failure(messages::wrongRecoveryKey());
    return unlockSlot(header, index, std::move(*identity));
}

}

bool isSameName(const std::string &stored, const QString &typed)
{
    return foldedName(QString::fromStdString(stored)) == foldedName(typed);
}

Unlock unlockBy(const Credentials &credentials)
{
    return [&credentials](const format::Header &header) {
        return credentials.recoveryKey.isEmpty()
                   ? unlockByPassphrase(header, credentials)
                   : unlockByRecoveryKey(header, credentials.recoveryKey);
    };
}

std::vector<SlotInfo> describe(const format::Header &header)
{
    std::vector<SlotInfo> all;
    for (size_t i = 0; i < header.slots.size(); ++i) {
        if (!header.slots[i])
            continue;
        const format::Slot &slot = *header.slots[i];
        SlotInfo info;
        info.index = static_cast<int>(i);
        info.kind =
            slot.kind == format::Kind::RecoveryKey ? SlotKind::RecoveryKey : SlotKind::Passphrase;
        info.name = QString::fromStdString(slot.name);
        info.signingKey = QByteArray(reinterpret_cast<const char *>(slot.signingKey.data()), 32);
        info.cost = {slot.memoryKib, slot.passes, slot.lanes};
        all.push_back(info);
    }
    return all;
}

Status checkNewSlot(const QString &name, const Secret &passphrase, KdfCost cost)
{
    const QString trimmed = name.trimmed();
    const bool isPrintable =
        std::ranges::all_of(trimmed, [](QChar c) { return c.category() != QChar::Other_Control; });
    if (trimmed.isEmpty() || !isPrintable)
        return failure(ErrorCode::InvalidInput, VaultText::tr("A user needs a name."));
    if (trimmed.normalized(QString::NormalizationForm_C).toUtf8().size() >
        qsizetype(format::nameSize))
        return failure(ErrorCode::InvalidInput,
                       VaultText::tr("This name is too long: at most 64 bytes fit."));
    if (passphrase.isEmpty())
        return failure(ErrorCode::InvalidInput, VaultText::tr("A passphrase is needed."));
    const KdfCost floor = KdfCost::floor();
    if (cost.memoryKib < floor.memoryKib || cost.passes < floor.passes || cost.lanes < 1 ||
        cost.memoryKib > format::maxMemoryKib || cost.passes > format::maxPasses ||
        cost.lanes > format::maxLanes)
        return failure(ErrorCode::InvalidInput,
                       VaultText::tr("The cost of guessing the passphrase is out of "
                                     "its bounds."));
    return {};
}

format::Slot Vault::Private::newSlot(SlotKind kind, const QString &name, KdfCost cost)
{
    format::Slot slot;
    slot.name = name.trimmed().normalized(QString::NormalizationForm_C).toStdString();
    if (kind == SlotKind::RecoveryKey) {
        slot.kind = format::Kind::RecoveryKey;
        slot.kdf = format::Kdf::Hkdf;
        return slot;
    }
    slot.memoryKib = cost.memoryKib;
    slot.passes = cost.passes;
    slot.lanes = cost.lanes;
    return slot;
}

}
