// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/project/replay.h"

#include "model/base/base32.h"
#include "model/project/rights.h"
#include "model/store/schema.h"
#include "model/vault/vault.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

struct ReplayText
{
    Q_DECLARE_TR_FUNCTIONS(Replay)
};

}

Replay::Replay(const Registers &registers, MemoryDatabase database)
    : m_registers(registers)
    , m_database(std::move(database))
    , m_connection(m_database.handle())
    , m_records(m_connection)
{}

Result<std::unique_ptr<Replay>> Replay::start(const Registers &registers)
{
    auto database = MemoryDatabase::empty();
    SG_TRY(database);
    std::unique_ptr<Replay> replay(new Replay(registers, *std::move(database)));
    SG_TRY(upgradeSchema(replay->m_connection));
    return replay;
}

QString Replay::faultInChain(const Entry &entry) const
{
    if (entry.sequence != m_last + 1)
        return ReplayText::tr("entries %1 to %2 are missing")
            .arg(m_last + 1)
            .arg(entry.sequence - 1);
    const bool isLinked = m_last == 0
                              ? entry.parents.empty()
                              : !entry.parents.empty() && entry.parents.front() == m_lastHash;
    if (!isLinked)
        return ReplayText::tr("entry %1 does not follow the entry before it").arg(entry.sequence);
    if (entry.computedHash() != entry.hash)
        return ReplayText::tr("entry %1 was altered: its hash does not match").arg(entry.sequence);
    return {};
}

QString Replay::faultInSigner(const Entry &entry, const Touched &registers) const
{
    const auto user = std::static_pointer_cast<const User>(m_users.find(entry.user));
    if (!user)
        return ReplayText::tr("entry %1 is signed by somebody who was no user then")
            .arg(entry.sequence);
    const auto key = fromBase32(user->publicKey);
    if (!key || !Vault::isSignedBy(*key, entry.hash, entry.signature))
        return ReplayText::tr("entry %1 does not carry the signature of %2")
            .arg(entry.sequence)
            .arg(user->name);
    const auto permitted = mayMake(*user, entry.kind, registers);
    if (!permitted)
        return ReplayText::tr("entry %1 was made by %2 without the right to it: %3")
            .arg(entry.sequence)
            .arg(user->name, permitted.error().text);
    return {};
}

Status Replay::readUsers()
{
    auto users = m_records.loadAll(m_registers.of<User>());
    SG_TRY(users);
    m_users = *std::move(users);
    return {};
}

Status Replay::apply(const Entry &entry, const std::vector<RowChange> &rows,
                     const Touched &registers)
{
    SG_TRY(checkShape(m_connection, rows, entry.schemaVersion));
    if (rows.empty())
        return {};
    SG_TRY(entry.changes.applyTo(m_connection));
    return registers.contains(&m_registers.of<User>()) ? readUsers() : Status();
}

Result<QString> Replay::take(const Entry &entry)
{
    if (const QString fault = faultInChain(entry); !fault.isEmpty())
        return fault;
    const auto rows = entry.changes.rows();
    SG_TRY(rows);
    const Touched registers = registersIn(m_registers, *rows);
    // The first user comes in by the entry that they sign.
    const bool isGenesis = entry.sequence == 1;
    const auto applied = isGenesis ? apply(entry, *rows, registers) : Status();
    SG_TRY(applied);
    if (const QString fault = faultInSigner(entry, registers); !fault.isEmpty())
        return fault;
    if (!isGenesis) {
        if (const auto fits = apply(entry, *rows, registers); !fits)
            return ReplayText::tr("entry %1 does not fit what was there before it: %2")
                .arg(entry.sequence)
                .arg(fits.error().text);
    }
    if (m_lastTime.isValid() && entry.time < m_lastTime && m_firstOutOfTime == 0)
        m_firstOutOfTime = entry.sequence;
    m_last = entry.sequence;
    m_lastHash = entry.hash;
    m_lastTime = entry.time;
    return QString();
}

}
