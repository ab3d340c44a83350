// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/secret.h"

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>

/// The primitives that the vault is built of, and the only room that talks to Botan. Everything
/// here may throw (no random source, no memory); the VFS and Vault catch at their borders.
namespace safeguard::crypto {

using ByteView = std::span<const uint8_t>;
using ByteSpan = std::span<uint8_t>;
template <size_t N>
using Block = std::array<uint8_t, N>;

/// Fills the span with random bytes or throws.
using RandomFill = std::function<void(ByteSpan)>;
void systemRandom(ByteSpan out);

/// Hands out the operating system's random bytes from a buffer of 2 KiB, which makes a nonce cost
/// a copy instead of a system call. Not for more than one thread.
class RandomPool final
{
public:
    explicit RandomPool(RandomFill source = systemRandom);
    void fill(ByteSpan out);

private:
    RandomFill m_source;
    Secret m_bytes;
    size_t m_next;
};

Block<32> sha256(std::initializer_list<ByteView> parts);
Block<32> hmacSha256(ByteView key, std::initializer_list<ByteView> parts);
/// RFC 5869.
Secret hkdfSha256(ByteView input, ByteView salt, ByteView info, size_t size = 32);
/// RFC 9106, Argon2id version 1.3 without secret and associated data.
Secret argon2id(ByteView passphrase, ByteView salt, uint32_t memoryKib, uint32_t passes,
                uint32_t lanes, size_t size = 32);
/// In time that does not depend on where they differ.
bool equal(ByteView a, ByteView b);

using Nonce = Block<24>;
using Tag = Block<16>;

/// XAES-256-GCM (c2sp.org/XAES-256-GCM): AES-256-GCM under a key derived from the first half of a
/// 192-bit nonce, so that random nonces never run out (2^80 messages at a risk of 2^-32).
class Xaes final
{
public:
    explicit Xaes(ByteView key);
    ~Xaes();
    Xaes(Xaes &&) noexcept;

    /// Encrypts \a text in place.
    Tag seal(const Nonce &nonce, ByteView associated, ByteSpan text);
    /// Decrypts \a text in place; false, and the text overwritten with zeros, when the tag does
    /// not fit.
    [[nodiscard]] bool open(const Nonce &nonce, ByteView associated, ByteSpan text, const Tag &tag);

private:
    struct State;
    void deriveKey(const Nonce &nonce);
    std::unique_ptr<State> m_state;
};

/// RFC 7748. The private key is any 32 random bytes.
Block<32> x25519PublicKey(ByteView privateKey);
/// Throws for a public key of small order (the shared secret would be zero).
Secret x25519(ByteView privateKey, ByteView publicKey);

/// RFC 8032, Ed25519 (pure). The seed is any 32 random bytes.
Block<32> ed25519PublicKey(ByteView seed);
Block<64> ed25519Sign(ByteView seed, ByteView message);
bool ed25519Verify(ByteView publicKey, ByteView message, ByteView signature);

}
