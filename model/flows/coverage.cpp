// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/coverage.h"

#include <QHash>

namespace safeguard {

namespace {

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

/// A payload that is encrypted until some system protects this flow when that system is the target
/// or lies behind it. One that was decrypted before, or at the source, protects nothing here.
bool isPayloadProtected(const DataMap &map, const Flow &flow)
{
    return flow.payloadEncryption == PayloadEncryption::EndToEnd &&
           (flow.decryptedAt.isNull() || flow.decryptedAt == flow.target ||
            map.leadsOnTo(idOf(flow), flow.decryptedAt));
}

/// The target can read what comes, unless it passes on a payload that is encrypted further: a
/// relay of what only the channel encrypts reads it too.
bool endsEncryption(const DataMap &map, const Flow &flow)
{
    if (!isPayloadProtected(map, flow))
        return true;
    return flow.decryptedAt.isNull() ? !flow.isRelay : flow.decryptedAt == flow.target;
}

Cover coverOfChannel(const Flow &flow)
{
    switch (flow.protection) {
    case Protection::Enclosed: // nothing that crosses a public network is in one enclosure
        return flow.publicNetwork == YesNoUnknown::Yes ? Cover::Gap : Cover::Enclosed;
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

/// "Payload encrypted end to end until Clinical database; channel: None".
QString howInTransit(const DataMap &map, const Flow &flow)
{
    const QString channel = labelOf(flow.protection);
    if (flow.payloadEncryption != PayloadEncryption::EndToEnd)
        return channel;
    const QString until =
        flow.decryptedAt.isNull()
            ? QString()
            : map.snapshot().title(QString::fromLatin1(System::registerKey), flow.decryptedAt);
    if (!isPayloadProtected(map, flow))
        return Flow::tr("Payload said to be encrypted until %1, to which this flow does not lead; "
                        "channel: %2")
            .arg(until, channel);
    if (until.isEmpty())
        return Flow::tr("Payload encrypted end to end; channel: %1").arg(channel);
    return Flow::tr("Payload encrypted end to end until %1; channel: %2").arg(until, channel);
}

}

/// Shortest ways along Tier 1 flows, on indexes of the systems that such flows touch.
class WayFinder final
{
public:
    explicit WayFinder(const std::vector<const Flow *> &flows)
    {
        for (const Flow *flow : flows) {
            const Step step{idOf(*flow), indexOf(flow->source), indexOf(flow->target)};
            m_leaving.resize(static_cast<size_t>(m_index.size()));
            m_leaving[static_cast<size_t>(step.source)].push_back(step);
        }
    }

    /// Adds a way from the join to each of the stores that it leads to.
    void addWays(const Id<System> &join, const std::vector<Id<System>> &stores,
                 std::vector<EncryptionMap::Way> &ways) const
    {
        const int start = m_index.value(join, -1);
        const std::vector<const Step *> via = walk(start);
        for (const Id<System> &store : stores) {
            const int end = m_index.value(store, -1);
            if (store != join && (end < 0 || start < 0 || !via[static_cast<size_t>(end)]))
                continue;
            EncryptionMap::Way way{join, store, {}};
            for (int at = end; at != start;) {
                const Step *step = via[static_cast<size_t>(at)];
                way.flows.push_back(step->flow);
                at = step->source;
            }
            std::reverse(way.flows.begin(), way.flows.end());
            ways.push_back(std::move(way));
        }
    }

private:
    struct Step
    {
        Id<Flow> flow;
        int source;
        int target;
    };

    int indexOf(const Id<System> &id)
    {
        const auto at = m_index.constFind(id);
        return at != m_index.constEnd() ? *at
                                        : *m_index.insert(id, static_cast<int>(m_index.size()));
    }
    /// Breadth first: the step by which each system was reached.
    std::vector<const Step *> walk(int start) const
    {
        std::vector<const Step *> via(m_leaving.size());
        std::vector<int> reached;
        if (start >= 0)
            reached.push_back(start);
        for (size_t next = 0; next < reached.size(); ++next) {
            for (const Step &step : m_leaving[static_cast<size_t>(reached[next])]) {
                const Step *&known = via[static_cast<size_t>(step.target)];
                if (known || step.target == start)
                    continue;
                known = &step;
                reached.push_back(step.target);
            }
        }
        return via;
    }

    QHash<AnyId, int> m_index;
    std::vector<std::vector<Step>> m_leaving;
};

std::vector<EncryptionMap::Way> EncryptionMap::ways() const
{
    std::vector<Way> ways;
    for (const Id<System> &join : joins)
        finder->addWays(join, stores, ways);
    return ways;
}

QString coverKey(Cover cover)
{
    constexpr std::array keys{"covered", "weak", "unknown", "gap", "enclosed"};
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
    case Cover::Enclosed:
        return Flow::tr("Inside an enclosure");
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

Cover coverInTransit(const DataMap &map, const Flow &flow)
{
    return isPayloadProtected(map, flow) ? Cover::Covered : coverOfChannel(flow);
}

EncryptionMap deriveEncryption(const DataMap &map)
{
    EncryptionMap result;
    for (const System &system : map.snapshot().rows<System>()) {
        const Tier tier = tierOfStored(map, system);
        if (!isSensitive(tier))
            continue;
        result.atRest.push_back({QStringLiteral("systems"), system.id, tier,
                                 coverAtRest(system.atRest), labelOf(system.atRest),
                                 QStringLiteral("164.312(a)(2)(iv)")});
        if (tier == Tier::One)
            result.stores.push_back(idOf(system));
    }
    std::vector<const Flow *> ephiFlows;
    for (const Flow &flow : map.snapshot().rows<Flow>()) {
        const Tier tier = map.tierOf(idOf(flow));
        if (!isSensitive(tier))
            continue;
        const Cover cover = coverInTransit(map, flow);
        result.inTransit.push_back({QStringLiteral("flows"), flow.id, tier, cover,
                                    howInTransit(map, flow), QStringLiteral("164.312(e)(2)(ii)")});
        if ((cover == Cover::Covered || cover == Cover::Weak) && endsEncryption(map, flow))
            result.decryptPoints.push_back({flow.target, idOf(flow)});
        if (tier == Tier::One)
            ephiFlows.push_back(&flow);
    }
    const auto byNumber = [](const char *key, const DataMap &m) {
        return [key = QString::fromLatin1(key), &m](const CoverageRow &a, const CoverageRow &b) {
            return m.snapshot().rows(key).find(a.id)->number <
                   m.snapshot().rows(key).find(b.id)->number;
        };
    };
    std::sort(result.atRest.begin(), result.atRest.end(), byNumber("systems", map));
    std::sort(result.inTransit.begin(), result.inTransit.end(), byNumber("flows", map));
    result.finder = std::make_shared<const WayFinder>(ephiFlows);
    for (const Join &join : map.joins())
        result.joins.push_back(join.system);
    return result;
}

}
