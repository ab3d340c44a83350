// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vault/crypto.h"

#include <optional>
#include <string>
#include <vector>

/// The bytes of a project file, version 1. Integers are little-endian.
///
///     0      header copy A, 16384 B
///     16384  header copy B
///     32768  SQLite page 1; pages of 4096 B, the last 48 of which belong to the cipher
///
/// Header copy: 0 magic 8 | 8 u16 major, u16 minor | 12 u32 size of a copy | 16 u64 sequence |
/// 24 file id 16 | 40 u32 page size | 44 u8 reserved bytes | 45 u8 cipher (1 = XAES-256-GCM) |
/// 46 u16 slots | 48 u64 flags (1 dirty) | 56 u64 pages sealed (informative) | 64 zeros |
/// 960 HMAC-SHA-256 under the header key over all but 960..1023 | 992 SHA-256 over all but itself |
/// 1024 30 slots of 512 B.
///
/// Slot: 0 u8 used | 1 u8 kind (1 passphrase, 2 recovery key) | 2 u8 KDF (1 Argon2id, 2 HKDF) |
/// 3 zero | 4 u32 KiB | 8 u32 passes | 12 u32 lanes | 16 salt 16 | 32 name 64 (UTF-8, zeros) |
/// 96 X25519 public 32 | 128 Ed25519 public 32 | 160 nonce 24 | 184 sealed private keys 64 + 16 |
/// 264 ephemeral X25519 public 32 | 296 nonce 24 | 320 sealed data key 32 + 16 |
/// 368 Ed25519 signature 64 of the holder over 0..159 (zeros in older files) | 432 zeros.
namespace safeguard::format {

using crypto::Block;
using crypto::ByteSpan;
using crypto::ByteView;

constexpr Block<8> magic = {0x89, 'S', 'G', 'D', 0x0d, 0x0a, 0x1a, 0x0a};
constexpr uint16_t major = 1;
constexpr uint16_t minor = 0;
constexpr size_t copySize = 16384;
constexpr size_t pagesStart = 2 * copySize;
constexpr size_t pageSize = 4096;
constexpr size_t reserved = 48;
constexpr size_t pageText = pageSize - reserved;
constexpr uint8_t cipherXaes = 1;
constexpr size_t slotCount = 30;
constexpr size_t slotSize = 512;
constexpr size_t nameSize = 64;
constexpr uint64_t dirtyFlag = 1;

/// What a header may ask of the key derivation: a hostile one must not stop the machine.
constexpr uint32_t maxMemoryKib = 2u << 20;
constexpr uint32_t maxPasses = 32;
constexpr uint32_t maxLanes = 16;

enum class Kind : uint8_t { Passphrase = 1, RecoveryKey = 2 };
enum class Kdf : uint8_t { Argon2id = 1, Hkdf = 2 };

/// One holder of the data key: what is needed to unlock it by a passphrase or a recovery key, and
/// what is needed to seal another data key to its holder without either.
struct Slot
{
    Kind kind = Kind::Passphrase;
    Kdf kdf = Kdf::Argon2id;
    uint32_t memoryKib = 0;
    uint32_t passes = 0;
    uint32_t lanes = 0;
    Block<16> salt{};
    std::string name;
    Block<32> exchangeKey{}; ///< X25519, public
    Block<32> signingKey{};  ///< Ed25519, public
    Block<24> privateNonce{};
    Block<80> sealedPrivate{};
    Block<32> ephemeralKey{};
    Block<24> dataNonce{};
    Block<48> sealedData{};
    Block<64> signature{}; ///< zeros in slots from before there were any

    friend bool operator==(const Slot &, const Slot &) = default;
};

struct Header
{
    uint16_t major = format::major;
    uint16_t minor = format::minor;
    uint64_t sequence = 0;
    Block<16> fileId{};
    uint64_t flags = 0;
    uint64_t pagesSealed = 0;
    std::array<std::optional<Slot>, slotCount> slots;
};

enum class CopyState {
    Good,         ///< checksum and every field are as they should be (the MAC needs the key)
    NotAProject,  ///< the magic bytes are others
    NewerVersion, ///< a later major version wrote it
    Damaged,      ///< too short, a wrong checksum, or a field out of its bounds
};

/// One header copy as it was found.
struct Copy
{
    CopyState state = CopyState::Damaged;
    Header header;
    std::vector<uint8_t> bytes;
};

/// Never fails: a copy that cannot be understood says so in its state.
Copy parse(std::vector<uint8_t> bytes);
/// Checksum and MAC included.
std::vector<uint8_t> serialise(const Header &header, ByteView headerKey);
/// Whether who wrote the copy knew the header key.
bool isAuthentic(const Copy &copy, ByteView headerKey);
/// The slot's fields before its first nonce, which bind its sealed keys to them.
Block<160> prefixOf(const Slot &slot);

uint32_t readBigEndian32(ByteView at);
void putLittleEndian(ByteSpan at, uint64_t value);

}
