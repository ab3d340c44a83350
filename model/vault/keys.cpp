// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/keys.h"

#include <algorithm>
#include <string_view>

namespace safeguard::keys {

namespace {

using namespace crypto;

ByteView bytesOf(std::string_view text)
{
    return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

std::vector<uint8_t> joined(std::initializer_list<ByteView> parts)
{
    std::vector<uint8_t> all;
    for (ByteView part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

Secret wrappingKey(const Slot &slot, ByteView secret)
{
    if (slot.kdf == format::Kdf::Hkdf)
        return hkdfSha256(secret, slot.salt, bytesOf("safeguard/1/recovery"));
    return argon2id(secret, slot.salt, slot.memoryKib, slot.passes, slot.lanes);
}

std::vector<uint8_t> signedPartOf(const Slot &slot)
{
    return joined({bytesOf("safeguard/1/slot"), format::prefixOf(slot)});
}

Secret sealingKey(ByteView shared, const Slot &slot, ByteView fileId)
{
    const auto info =
        joined({bytesOf("safeguard/1/seal"), slot.ephemeralKey, slot.exchangeKey, fileId});
    return hkdfSha256(shared, fileId, info);
}

template <size_t N>
Tag tagAtEnd(const Block<N> &sealed)
{
    Tag tag;
    std::copy_n(sealed.end() - 16, 16, tag.begin());
    return tag;
}

template <size_t N>
void sealInto(Block<N> &out, Xaes cipher, const Nonce &nonce, ByteView associated, ByteView text)
{
    Secret copy(text);
    const Tag tag = cipher.seal(nonce, associated, copy.span());
    std::ranges::copy(copy.view(), out.begin());
    std::ranges::copy(tag, out.end() - 16);
}

template <size_t N>
std::optional<Secret> openFrom(const Block<N> &sealed, Xaes cipher, const Nonce &nonce,
                               ByteView associated)
{
    Secret text(ByteView(sealed).first(N - 16));
    if (!cipher.open(nonce, associated, text.span(), tagAtEnd(sealed)))
        return std::nullopt;
    return text;
}

Secret randomSecret(RandomPool &random)
{
    Secret secret(32);
    random.fill(secret.span());
    return secret;
}

}

Identity Identity::generate(RandomPool &random)
{
    return {randomSecret(random), randomSecret(random)};
}

FileKeys FileKeys::derive(Secret data, ByteView fileId)
{
    const auto key = [&](std::string_view purpose) {
        return hkdfSha256(data.view(), fileId, bytesOf(purpose));
    };
    FileKeys keys;
    keys.pages = key("safeguard/1/page/D");
    keys.journalPages = key("safeguard/1/page/J");
    keys.journalHeaders = key("safeguard/1/journal");
    keys.header = key("safeguard/1/hdr");
    keys.data = std::move(data);
    return keys;
}

void wrapIdentity(Slot &slot, ByteView secret, const Identity &identity, RandomPool &random)
{
    random.fill(slot.salt);
    random.fill(slot.privateNonce);
    slot.exchangeKey = x25519PublicKey(identity.exchange.view());
    slot.signingKey = ed25519PublicKey(identity.signing.view());
    Secret both(64);
    std::ranges::copy(identity.exchange.view(), both.span().begin());
    std::ranges::copy(identity.signing.view(), both.span().begin() + 32);
    sealInto(slot.sealedPrivate, Xaes(wrappingKey(slot, secret).view()), slot.privateNonce,
             format::prefixOf(slot), both.view());
    sign(slot, identity);
}

std::optional<Identity> unwrapIdentity(const Slot &slot, ByteView secret)
{
    const auto both = openFrom(slot.sealedPrivate, Xaes(wrappingKey(slot, secret).view()),
                               slot.privateNonce, format::prefixOf(slot));
    if (!both)
        return std::nullopt;
    return Identity{Secret(both->view().first(32)), Secret(both->view().subspan(32))};
}

bool sign(Slot &slot, const Identity &identity)
{
    if (slot.exchangeKey != x25519PublicKey(identity.exchange.view()) ||
        slot.signingKey != ed25519PublicKey(identity.signing.view()))
        return false;
    slot.signature = ed25519Sign(identity.signing.view(), signedPartOf(slot));
    return true;
}

bool isSigned(const Slot &slot)
{
    return ed25519Verify(slot.signingKey, signedPartOf(slot), slot.signature);
}

void sealDataKey(Slot &slot, ByteView fileId, ByteView dataKey, RandomPool &random)
{
    const Secret ephemeral = randomSecret(random);
    random.fill(slot.dataNonce);
    slot.ephemeralKey = x25519PublicKey(ephemeral.view());
    const Secret shared = x25519(ephemeral.view(), slot.exchangeKey);
    sealInto(slot.sealedData, Xaes(sealingKey(shared.view(), slot, fileId).view()), slot.dataNonce,
             fileId, dataKey);
}

std::optional<Secret> openDataKey(const Slot &slot, ByteView fileId, const Identity &identity)
{
    const Secret shared = x25519(identity.exchange.view(), slot.ephemeralKey);
    return openFrom(slot.sealedData, Xaes(sealingKey(shared.view(), slot, fileId).view()),
                    slot.dataNonce, fileId);
}

}
