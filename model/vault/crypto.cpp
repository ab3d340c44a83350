// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/vault/crypto.h"

#include <algorithm>
#include <botan/aead.h>
#include <botan/block_cipher.h>
#include <botan/curve25519.h>
#include <botan/ed25519.h>
#include <botan/hash.h>
#include <botan/kdf.h>
#include <botan/mac.h>
#include <botan/mem_ops.h>
#include <botan/pubkey.h>
#include <botan/pwdhash.h>
#include <botan/system_rng.h>
#include <botan/version.h>

namespace safeguard::crypto {

namespace {

using Bytes = Botan::secure_vector<uint8_t>;

Bytes bytesOf(ByteView view)
{
    return Bytes(view.begin(), view.end());
}

// The calls that Botan 3 spells differently from Botan 2.
#if BOTAN_VERSION_MAJOR >= 3
constexpr auto s_encrypt = Botan::Cipher_Dir::Encryption;
constexpr auto s_decrypt = Botan::Cipher_Dir::Decryption;
Botan::Ed25519_PrivateKey signingKey(ByteView seed)
{
    return Botan::Ed25519_PrivateKey::from_seed(seed);
}
std::vector<uint8_t> publicBytes(const Botan::Ed25519_PublicKey &key)
{
    return key.raw_public_key_bits();
}
#else
constexpr auto s_encrypt = Botan::ENCRYPTION;
constexpr auto s_decrypt = Botan::DECRYPTION;
Botan::Ed25519_PrivateKey signingKey(ByteView seed)
{
    return Botan::Ed25519_PrivateKey(bytesOf(seed));
}
std::vector<uint8_t> publicBytes(const Botan::Ed25519_PublicKey &key)
{
    return key.get_public_key();
}
#endif

}

void systemRandom(ByteSpan out)
{
    Botan::system_rng().randomize(out.data(), out.size());
}

RandomPool::RandomPool(RandomFill source)
    : m_source(std::move(source))
    , m_bytes(2048)
    , m_next(2048)
{}

void RandomPool::fill(ByteSpan out)
{
    const ByteSpan pool = m_bytes.span();
    if (out.size() > pool.size() - m_next) {
        m_next = pool.size(); // stays empty when the source throws
        m_source(pool);
        m_next = 0;
    }
    const ByteSpan given = pool.subspan(m_next, out.size());
    std::ranges::copy(given, out.begin());
    std::ranges::fill(given, uint8_t{0});
    m_next += out.size();
}

Block<32> sha256(std::initializer_list<ByteView> parts)
{
    const auto hash = Botan::HashFunction::create_or_throw("SHA-256");
    for (ByteView part : parts)
        hash->update(part.data(), part.size());
    Block<32> digest;
    hash->final(digest.data());
    return digest;
}

Block<32> hmacSha256(ByteView key, std::initializer_list<ByteView> parts)
{
    const auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(SHA-256)");
    mac->set_key(key.data(), key.size());
    for (ByteView part : parts)
        mac->update(part.data(), part.size());
    Block<32> tag;
    mac->final(tag.data());
    return tag;
}

Secret hkdfSha256(ByteView input, ByteView salt, ByteView info, size_t size)
{
    const auto kdf = Botan::KDF::create_or_throw("HKDF(SHA-256)");
    return Secret(ByteView(kdf->derive_key(size, input.data(), input.size(), salt.data(),
                                           salt.size(), info.data(), info.size())));
}

Secret argon2id(ByteView passphrase, ByteView salt, uint32_t memoryKib, uint32_t passes,
                uint32_t lanes, size_t size)
{
    const auto family = Botan::PasswordHashFamily::create_or_throw("Argon2id");
    Secret key(size);
    family->from_params(memoryKib, passes, lanes)
        ->derive_key(key.span().data(), size, reinterpret_cast<const char *>(passphrase.data()),
                     passphrase.size(), salt.data(), salt.size());
    return key;
}

bool equal(ByteView a, ByteView b)
{
    return a.size() == b.size() && Botan::constant_time_compare(a.data(), b.data(), a.size());
}

struct Xaes::State
{
    std::unique_ptr<Botan::BlockCipher> block = Botan::BlockCipher::create_or_throw("AES-256");
    std::unique_ptr<Botan::AEAD_Mode> sealing =
        Botan::AEAD_Mode::create_or_throw("AES-256/GCM", s_encrypt);
    std::unique_ptr<Botan::AEAD_Mode> opening =
        Botan::AEAD_Mode::create_or_throw("AES-256/GCM", s_decrypt);
    Block<16> subkey{}; // K1 of the specification
    Bytes derived = Bytes(32);
    Bytes rest;
};

Xaes::Xaes(ByteView key)
    : m_state(std::make_unique<State>())
{
    m_state->block->set_key(key.data(), key.size());
    Block<16> &k1 = m_state->subkey;
    m_state->block->encrypt(k1.data());
    const bool carry = k1[0] & 0x80;
    for (size_t i = 0; i < 16; ++i)
        k1[i] = static_cast<uint8_t>(k1[i] << 1 | (i + 1 < 16 ? k1[i + 1] >> 7 : 0));
    if (carry)
        k1[15] ^= 0x87;
}

Xaes::~Xaes()
{
    if (m_state)
        Botan::secure_scrub_memory(m_state->subkey.data(), m_state->subkey.size());
}

Xaes::Xaes(Xaes &&) noexcept = default;

void Xaes::deriveKey(const Nonce &nonce)
{
    Bytes &key = m_state->derived;
    for (uint8_t half = 0; half < 2; ++half) {
        uint8_t *block = key.data() + 16 * half;
        const Block<4> prefix = {0, static_cast<uint8_t>(half + 1), 'X', 0};
        std::ranges::copy(prefix, block);
        std::copy_n(nonce.begin(), 12, block + 4);
        for (size_t i = 0; i < 16; ++i)
            block[i] ^= m_state->subkey[i];
    }
    m_state->block->encrypt_n(key.data(), key.data(), 2);
}

Tag Xaes::seal(const Nonce &nonce, ByteView associated, ByteSpan text)
{
    Botan::AEAD_Mode &gcm = *m_state->sealing;
    Bytes &rest = m_state->rest;
    deriveKey(nonce);
    gcm.set_key(m_state->derived);
    gcm.set_associated_data(associated.data(), associated.size());
    gcm.start(nonce.data() + 12, 12);
    const size_t whole = text.size() - text.size() % gcm.update_granularity();
    gcm.process(text.data(), whole);
    rest.assign(text.begin() + static_cast<std::ptrdiff_t>(whole), text.end());
    gcm.finish(rest);
    std::copy_n(rest.begin(), text.size() - whole,
                text.begin() + static_cast<std::ptrdiff_t>(whole));
    Tag tag;
    std::copy_n(rest.end() - 16, 16, tag.begin());
    return tag;
}

bool Xaes::open(const Nonce &nonce, ByteView associated, ByteSpan text, const Tag &tag)
{
    Botan::AEAD_Mode &gcm = *m_state->opening;
    Bytes &rest = m_state->rest;
    deriveKey(nonce);
    gcm.set_key(m_state->derived);
    gcm.set_associated_data(associated.data(), associated.size());
    gcm.start(nonce.data() + 12, 12);
    const size_t whole = text.size() - text.size() % gcm.update_granularity();
    gcm.process(text.data(), whole);
    rest.assign(text.begin() + static_cast<std::ptrdiff_t>(whole), text.end());
    rest.insert(rest.end(), tag.begin(), tag.end());
    try {
        gcm.finish(rest);
    } catch (const Botan::Invalid_Authentication_Tag &) {
        gcm.reset();
        std::ranges::fill(text, uint8_t{0});
        return false;
    }
    std::ranges::copy(rest, text.begin() + static_cast<std::ptrdiff_t>(whole));
    return true;
}

Block<32> x25519PublicKey(ByteView privateKey)
{
    const std::vector<uint8_t> bytes = Botan::X25519_PrivateKey(bytesOf(privateKey)).public_value();
    Block<32> publicKey;
    std::copy_n(bytes.begin(), 32, publicKey.begin());
    return publicKey;
}

Secret x25519(ByteView privateKey, ByteView publicKey)
{
    const Botan::X25519_PrivateKey key(bytesOf(privateKey));
    Botan::PK_Key_Agreement agreement(key, Botan::system_rng(), "Raw");
    const auto shared = agreement.derive_key(32, publicKey.data(), publicKey.size()).bits_of();
    if (std::ranges::all_of(shared, [](uint8_t b) { return b == 0; }))
        throw Botan::Invalid_Argument("X25519 public key of small order");
    return Secret(ByteView(shared));
}

Block<32> ed25519PublicKey(ByteView seed)
{
    const std::vector<uint8_t> bytes = publicBytes(signingKey(seed));
    Block<32> publicKey;
    std::copy_n(bytes.begin(), 32, publicKey.begin());
    return publicKey;
}

Block<64> ed25519Sign(ByteView seed, ByteView message)
{
    const auto key = signingKey(seed);
    Botan::PK_Signer signer(key, Botan::system_rng(), "Pure");
    const auto bytes = signer.sign_message(message.data(), message.size(), Botan::system_rng());
    Block<64> signature;
    std::copy_n(bytes.begin(), 64, signature.begin());
    return signature;
}

bool ed25519Verify(ByteView publicKey, ByteView message, ByteView signature)
{
    if (publicKey.size() != 32 || signature.size() != 64)
        return false;
    const Botan::Ed25519_PublicKey key(std::vector<uint8_t>(publicKey.begin(), publicKey.end()));
    Botan::PK_Verifier verifier(key, "Pure");
    return verifier.verify_message(message.data(), message.size(), signature.data(), 64);
}

}
