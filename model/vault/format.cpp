// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/format.h"

#include <algorithm>

namespace safeguard::format {

namespace {

constexpr size_t s_macAt = 960;
constexpr size_t s_sumAt = 992;
constexpr size_t s_slotsAt = 1024;
static_assert(s_slotsAt + slotCount * slotSize == copySize);

uint64_t littleEndian(ByteView at)
{
    uint64_t value = 0;
    for (size_t i = at.size(); i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

bool isZero(ByteView bytes)
{
    return std::ranges::all_of(bytes, [](uint8_t b) { return b == 0; });
}

template <size_t N>
void take(Block<N> &out, ByteView bytes, size_t at)
{
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), N, out.begin());
}

template <size_t N>
void put(ByteSpan out, size_t at, const Block<N> &bytes)
{
    std::ranges::copy(bytes, out.begin() + static_cast<std::ptrdiff_t>(at));
}

/// Well-formed UTF-8 (RFC 3629) without control characters: a name is shown before anyone proved
/// that the file is genuine.
bool isReadableUtf8(ByteView text)
{
    for (size_t i = 0; i < text.size();) {
        const uint8_t lead = text[i];
        const size_t more = lead < 0x80                   ? 0
                            : lead >= 0xc2 && lead < 0xe0 ? 1
                            : lead >= 0xe0 && lead < 0xf0 ? 2
                            : lead >= 0xf0 && lead < 0xf5 ? 3
                                                          : 4;
        if (more == 4 || i + more >= text.size() || lead < 0x20 || lead == 0x7f)
            return false;
        uint32_t code = more == 0 ? lead : lead & (0x3fu >> more);
        for (size_t k = 1; k <= more; ++k) {
            if ((text[i + k] & 0xc0) != 0x80)
                return false;
            code = code << 6 | (text[i + k] & 0x3fu);
        }
        const bool isLong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
        const bool isControl = code >= 0x80 && code < 0xa0;
        if (isLong || isControl || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
            return false;
        i += more + 1;
    }
    return true;
}

std::optional<std::string> parseName(ByteView bytes)
{
    const auto end = std::ranges::find(bytes, uint8_t{0});
    const ByteView name(bytes.begin(), end);
    if (name.empty() || !isZero(ByteView(end, bytes.end())) || !isReadableUtf8(name))
        return std::nullopt;
    return std::string(name.begin(), name.end());
}

bool hasSaneCost(const Slot &slot)
{
    if (slot.kdf == Kdf::Hkdf)
        return slot.memoryKib == 0 && slot.passes == 0 && slot.lanes == 0;
    return slot.passes >= 1 && slot.passes <= maxPasses && slot.lanes >= 1 &&
           slot.lanes <= maxLanes && slot.memoryKib >= 8 * slot.lanes &&
           slot.memoryKib <= maxMemoryKib;
}

/// False when a field is out of its bounds.
bool parseSlot(ByteView bytes, std::optional<Slot> &out)
{
    if (bytes[0] == 0)
        return isZero(bytes);
    const bool isPassphrase = bytes[1] == uint8_t(Kind::Passphrase);
    const Kdf kdf = isPassphrase ? Kdf::Argon2id : Kdf::Hkdf;
    if (bytes[0] != 1 || (!isPassphrase && bytes[1] != uint8_t(Kind::RecoveryKey)) ||
        bytes[2] != uint8_t(kdf) || bytes[3] != 0 || !isZero(bytes.subspan(432)))
        return false;
    const auto name = parseName(bytes.subspan(32, nameSize));
    Slot slot;
    slot.kind = static_cast<Kind>(bytes[1]);
    slot.kdf = kdf;
    slot.memoryKib = static_cast<uint32_t>(littleEndian(bytes.subspan(4, 4)));
    slot.passes = static_cast<uint32_t>(littleEndian(bytes.subspan(8, 4)));
    slot.lanes = static_cast<uint32_t>(littleEndian(bytes.subspan(12, 4)));
    if (!name || !hasSaneCost(slot))
        return false;
    slot.name = *name;
    take(slot.salt, bytes, 16);
    take(slot.exchangeKey, bytes, 96);
    take(slot.signingKey, bytes, 128);
    take(slot.privateNonce, bytes, 160);
    take(slot.sealedPrivate, bytes, 184);
    take(slot.ephemeralKey, bytes, 264);
    take(slot.dataNonce, bytes, 296);
    take(slot.sealedData, bytes, 320);
    take(slot.signature, bytes, 368);
    out = slot;
    return true;
}

void putSlot(ByteSpan out, const Slot &slot)
{
    put(out, 0, prefixOf(slot));
    put(out, 160, slot.privateNonce);
    put(out, 184, slot.sealedPrivate);
    put(out, 264, slot.ephemeralKey);
    put(out, 296, slot.dataNonce);
    put(out, 320, slot.sealedData);
    put(out, 368, slot.signature);
}

bool parseFields(ByteView bytes, Header &header)
{
    // A sequence that could overflow would lock the file for ever; no honest file comes near.
    if (littleEndian(bytes.subspan(12, 4)) != copySize ||
        littleEndian(bytes.subspan(40, 4)) != pageSize || bytes[44] != reserved ||
        bytes[45] != cipherXaes || littleEndian(bytes.subspan(46, 2)) != slotCount ||
        (header.sequence >> 62) != 0 || (header.flags & ~dirtyFlag) != 0 ||
        !isZero(bytes.subspan(64, s_macAt - 64)))
        return false;
    for (size_t i = 0; i < slotCount; ++i) {
        if (!parseSlot(bytes.subspan(s_slotsAt + i * slotSize, slotSize), header.slots[i]))
            return false;
    }
    return true;
}

Block<32> sumOf(ByteView copy)
{
    return crypto::sha256({copy.first(s_sumAt), copy.subspan(s_slotsAt)});
}

Block<32> macOf(ByteView copy, ByteView headerKey)
{
    return crypto::hmacSha256(headerKey, {copy.first(s_macAt), copy.subspan(s_slotsAt)});
}

}

Copy parse(std::vector<uint8_t> bytes)
{
    Copy copy;
    copy.bytes = std::move(bytes);
    const ByteView view(copy.bytes);
    if (view.size() < magic.size() || !std::ranges::equal(view.first(magic.size()), magic)) {
        copy.state = CopyState::NotAProject;
        return copy;
    }
    if (view.size() != copySize || !std::ranges::equal(view.subspan(s_sumAt, 32), sumOf(view)))
        return copy;
    Header &header = copy.header;
    header.major = static_cast<uint16_t>(littleEndian(view.subspan(8, 2)));
    header.minor = static_cast<uint16_t>(littleEndian(view.subspan(10, 2)));
    header.sequence = littleEndian(view.subspan(16, 8));
    header.flags = littleEndian(view.subspan(48, 8));
    header.pagesSealed = littleEndian(view.subspan(56, 8));
    take(header.fileId, view, 24);
    if (header.major > major)
        copy.state = CopyState::NewerVersion;
    else if (header.major == major && parseFields(view, header))
        copy.state = CopyState::Good;
    return copy;
}

std::vector<uint8_t> serialise(const Header &header, ByteView headerKey)
{
    std::vector<uint8_t> copy(copySize);
    const ByteSpan out(copy);
    put(out, 0, magic);
    putLittleEndian(out.subspan(8, 2), header.major);
    putLittleEndian(out.subspan(10, 2), header.minor);
    putLittleEndian(out.subspan(12, 4), copySize);
    putLittleEndian(out.subspan(16, 8), header.sequence);
    put(out, 24, header.fileId);
    putLittleEndian(out.subspan(40, 4), pageSize);
    out[44] = reserved;
    out[45] = cipherXaes;
    putLittleEndian(out.subspan(46, 2), slotCount);
    putLittleEndian(out.subspan(48, 8), header.flags);
    putLittleEndian(out.subspan(56, 8), header.pagesSealed);
    for (size_t i = 0; i < slotCount; ++i) {
        if (header.slots[i])
            putSlot(out.subspan(s_slotsAt + i * slotSize, slotSize), *header.slots[i]);
    }
    put(out, s_macAt, macOf(out, headerKey));
    put(out, s_sumAt, sumOf(out));
    return copy;
}

bool isAuthentic(const Copy &copy, ByteView headerKey)
{
    const ByteView view(copy.bytes);
    return view.size() == copySize &&
           crypto::equal(view.subspan(s_macAt, 32), macOf(view, headerKey));
}

Block<160> prefixOf(const Slot &slot)
{
    Block<160> bytes{};
    const ByteSpan out(bytes);
    out[0] = 1;
    out[1] = uint8_t(slot.kind);
    out[2] = uint8_t(slot.kdf);
    putLittleEndian(out.subspan(4, 4), slot.memoryKib);
    putLittleEndian(out.subspan(8, 4), slot.passes);
    putLittleEndian(out.subspan(12, 4), slot.lanes);
    put(out, 16, slot.salt);
    std::copy_n(slot.name.begin(), std::min(slot.name.size(), nameSize), out.begin() + 32);
    put(out, 96, slot.exchangeKey);
    put(out, 128, slot.signingKey);
    return bytes;
}

uint32_t readBigEndian32(ByteView at)
{
    return uint32_t(at[0]) << 24 | uint32_t(at[1]) << 16 | uint32_t(at[2]) << 8 | at[3];
}

void putLittleEndian(ByteSpan at, uint64_t value)
{
    for (uint8_t &byte : at) {
        byte = static_cast<uint8_t>(value);
        value >>= 8;
    }
}

}
