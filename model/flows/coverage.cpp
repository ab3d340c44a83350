// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/coverage.h"

#include <queue>

namespace safeguard {

namespace {

template <class E>
QString labelOf(E choice)
{
    return choices(choice).at(static_cast<size_t>(choice)).label;
}

Tier tierOfStored(const DataMap &map, const System &system)
{
    Tier tier = Tier::Four;
    for (const Presence &presence : map.heldBy(idOf(system))) {
        if (system.stores.contains(presence.element))
            tier = strictest(tier, presence.tier);
    }
    return tier;
}

bool isSensitive(Tier tier)
{
    return tier == Tier::One || tier == Tier::Two;
}

/// The target can read what comes, unless it passes on a payload that is encrypted further: a
/// relay of what only the channel encrypts reads it too.
bool endsEncryption(const Flow &flow)
{
    if (flow.payloadEncryption != PayloadEncryption::EndToEnd)
        return true;
    return flow.decryptedAt.isNull() ? !flow.isRelay : flow.decryptedAt == flow.target;
}

/// Breadth first along Tier 1 flows.
void addWaysFrom(const Id<System> &join,
                 const std::unordered_map<AnyId, std::vector<const Flow *>> &leaving,
                 const std::vector<Id<System>> &stores, EncryptionMap &result)
{
    std::unordered_map<AnyId, const Flow *> via{{join, nullptr}};
    std::queue<AnyId> next;
    for (next.push(join); !next.empty(); next.pop()) {
        const auto flows = leaving.find(next.front());
        if (flows == leaving.end())
            continue;
        for (const Flow *flow : flows->second) {
            if (via.emplace(flow->target, flow).second)
                next.push(flow->target);
        }
    }
    for (const Id<System> &store : stores) {
        if (!via.contains(store))
            continue;
        EncryptionMap::Way way{join, store, {}};
        for (const Flow *flow = via[store]; flow; flow = via[flow->source])
            way.flows.push_back(idOf(*flow));
        std::reverse(way.flows.begin(), way.flows.end());
        result.ways.push_back(std::move(way));
    }
}

}

QString coverKey(Cover cover)
{
    constexpr std::array keys{"covered", "weak", "unknown", "gap"};
    return QString::fromLatin1(keys.at(static_cast<size_t>(cover)));
}

QString coverName(Cover cover)
{
    switch (cover) {
    case Cover::Covered:
        return Flow::tr("Encrypted");
    case Cover::Weak:
        return Flow::tr("Weak encryption");
    case Cover::Unknown:
        return Flow::tr("Unknown");
    case Cover::Gap:
        return Flow::tr("Not encrypted");
    }
    return {};
}

Cover coverAtRest(AtRest encryption)
{
    switch (encryption) {
    case AtRest::Unknown:
        return Cover::Unknown;
    case AtRest::None:
        return Cover::Gap;
    default:
        return Cover::Covered;
    }
}

Cover coverInTransit(const Flow &flow)
{
    if (flow.payloadEncryption == PayloadEncryption::EndToEnd)
        return Cover::Covered;
    switch (flow.protection) {
    case Protection::Unknown:
        return Cover::Unknown;
    case Protection::None:
        return Cover::Gap;
    case Protection::TlsOld:
    case Protection::BleJustWorks:
        return Cover::Weak;
    default:
        return Cover::Covered;
    }
}

EncryptionMap deriveEncryption(const DataMap &map)
{
    EncryptionMap result;
    std::vector<Id<System>> stores;
    for (const System &system : map.snapshot().rows<System>()) {
        const Tier tier = tierOfStored(map, system);
        if (!isSensitive(tier))
            continue;
        result.atRest.push_back({QStringLiteral("systems"), system.id, tier,
                                 coverAtRest(system.atRest), labelOf(system.atRest),
                                 QStringLiteral("164.312(a)(2)(iv)")});
        if (tier == Tier::One)
            stores.push_back(idOf(system));
    }
    std::unordered_map<AnyId, std::vector<const Flow *>> leaving;
    for (const Flow &flow : map.snapshot().rows<Flow>()) {
        const Tier tier = map.tierOf(idOf(flow));
        if (!isSensitive(tier))
            continue;
        const Cover cover = coverInTransit(flow);
        result.inTransit.push_back({QStringLiteral("flows"), flow.id, tier, cover,
                                    labelOf(flow.protection), QStringLiteral("164.312(e)(2)(ii)")});
        if ((cover == Cover::Covered || cover == Cover::Weak) && endsEncryption(flow))
            result.decryptPoints.push_back({flow.target, idOf(flow)});
        if (tier == Tier::One)
            leaving[flow.source].push_back(&flow);
    }
    const auto byNumber = [](const char *key, const DataMap &m) {
        return [key = QString::fromLatin1(key), &m](const CoverageRow &a, const CoverageRow &b) {
            return m.snapshot().rows(key).find(a.id)->number <
                   m.snapshot().rows(key).find(b.id)->number;
        };
    };
    std::sort(result.atRest.begin(), result.atRest.end(), byNumber("systems", map));
    std::sort(result.inTransit.begin(), result.inTransit.end(), byNumber("flows", map));
    for (const Join &join : map.joins())
        addWaysFrom(join.system, leaving, stores, result);
    return result;
}

}
