// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/why.h"

#include <QCoreApplication>

namespace safeguard {

namespace {

const auto systems = QStringLiteral("systems");
const auto flows = QStringLiteral("flows");

struct WhyText
{
    Q_DECLARE_TR_FUNCTIONS(Why)
};

template <class T>
QString nameOf(const DataMap &map, const Id<T> &id)
{
    return map.snapshot().title(QString::fromLatin1(T::registerKey), id);
}

/// "comes from Patch sensor (Patch sensor → Gateway)" or "is created here".
QString comesFrom(const DataMap &map, const DataPath &path)
{
    if (path.flows.empty())
        return WhyText::tr("%1 is created in %2.")
            .arg(nameOf(map, path.element), nameOf(map, path.from));
    return WhyText::tr("%1 comes from %2: %3.")
        .arg(nameOf(map, path.element), nameOf(map, path.from), pathText(map, path));
}

void explainProof(const DataMap &map, const DataPath &path, Why &why)
{
    why.push_back({WhyText::tr("%1 was de-identified with proof on the way: %2.")
                       .arg(nameOf(map, path.element), pathText(map, path)),
                   flows, path.flows.front()});
}

/// How one element got its state in a system.
void explain(const DataMap &map, const Id<System> &system, const Presence &presence, Why &why)
{
    const auto path = map.pathTo(system, presence.element, presence.state);
    if (!path)
        return;
    if (presence.state == DataState::Deidentified)
        return explainProof(map, *path, why);
    const auto raw = presence.state == DataState::Linked
                         ? map.pathTo(path->from, presence.element, DataState::Raw)
                         : std::nullopt;
    if (!raw) { // raw, plain, or linking by itself from the start
        why.push_back({comesFrom(map, *path), systems, path->from});
        return;
    }
    why.push_back({comesFrom(map, *raw), systems, raw->from});
    for (const Join &join : map.joins()) {
        if (join.system == path->from && !join.linking.empty()) {
            const DataPath &link = join.linking.front();
            why.push_back({WhyText::tr("In %1 it meets %2, which links to a patient.")
                               .arg(nameOf(map, join.system), nameOf(map, link.element)),
                           systems, join.system});
            why.push_back({comesFrom(map, link), systems, link.from});
        }
    }
    if (!path->flows.empty())
        why.push_back({WhyText::tr("From there it stays linked: %1.").arg(pathText(map, *path)),
                       flows, path->flows.front()});
}

// What was linked is told first: it is the longer story.
constexpr std::array toldOrder{DataState::Linked, DataState::Plain, DataState::Raw,
                               DataState::Deidentified};

/// The strictest of what is present; null where nothing is.
const Presence *strictestOf(const std::vector<Presence> &presences)
{
    const Presence *strictest = nullptr;
    for (const DataState state : toldOrder) {
        for (const Presence &presence : presences) {
            if (presence.state == state && (!strictest || presence.tier < strictest->tier))
                strictest = &presence;
        }
    }
    return strictest;
}

/// The first sentence: which tier, because of which elements.
Why summary(const DataMap &map, const QString &name, const std::vector<Presence> &presences,
            const QString &verb)
{
    const Presence *strictest = strictestOf(presences);
    if (!strictest)
        return {
            {WhyText::tr("%1 is not classified: no data element is known to be in it. It counts as "
                         "in scope until it is said what it holds.")
                 .arg(name)}};
    QStringList parts;
    for (const DataState state : toldOrder) {
        QStringList elements;
        for (const Presence &presence : presences) {
            if (presence.tier == strictest->tier && presence.state == state)
                elements += nameOf(map, presence.element);
        }
        if (!elements.isEmpty())
            parts +=
                WhyText::tr("%1 (%2)").arg(elements.join(QStringLiteral(", ")),
                                           state == DataState::Plain && strictest->tier == Tier::One
                                               ? WhyText::tr("identifies a patient")
                                               : stateName(state));
    }
    return {{WhyText::tr("%1 is %2 because it %3 %4.")
                 .arg(name, tierName(strictest->tier), verb, parts.join(QStringLiteral("; ")))}};
}

}

QString tierName(Tier tier)
{
    return WhyText::tr("Tier %1").arg(static_cast<int>(tier) + 1);
}

QString standingName(Standing standing)
{
    switch (standing) {
    case Standing::NotClassified:
        return WhyText::tr("Not classified");
    case Standing::Retired:
        return WhyText::tr("Retired");
    default:
        return tierName(static_cast<Tier>(standing));
    }
}

QString stateName(DataState state)
{
    switch (state) {
    case DataState::Raw:
        return WhyText::tr("not linked to a patient");
    case DataState::Linked:
        return WhyText::tr("linked to a patient");
    case DataState::Deidentified:
        return WhyText::tr("de-identified with proof");
    case DataState::Plain:
        return WhyText::tr("operational");
    }
    return {};
}

QString pathText(const DataMap &map, const DataPath &path)
{
    QStringList stops{nameOf(map, path.from)};
    for (const auto &id : path.flows) {
        if (const Flow *flow = map.snapshot().find(id))
            stops += nameOf(map, flow->target);
    }
    return stops.join(QStringLiteral(" \u2192 "));
}

Why whyTier(const DataMap &map, const Id<System> &id)
{
    const System *system = map.snapshot().find(id);
    if (!system)
        return {};
    if (system->isRetired())
        return {
            {WhyText::tr("%1 is retired and takes no part in the data flows.").arg(system->name),
             systems, id}};
    const std::vector<Presence> held = map.heldBy(id);
    Why why = summary(map, system->name, held, WhyText::tr("holds"));
    if (const Presence *strictest = strictestOf(held))
        explain(map, id, *strictest, why);
    return why;
}

Why whyTier(const DataMap &map, const Id<Flow> &id)
{
    const Flow *flow = map.snapshot().find(id);
    if (!flow)
        return {};
    if (map.standingOf(id) == Standing::Retired)
        return {{WhyText::tr("%1 begins or ends at a retired system.").arg(flow->name), flows, id}};
    const std::vector<Presence> carried = map.carriedBy(id);
    Why why = summary(map, flow->name, carried, WhyText::tr("carries"));
    if (const Presence *strictest = strictestOf(carried)) {
        const bool isProvenHere =
            strictest->state == DataState::Deidentified &&
            !map.pathTo(flow->source, strictest->element, DataState::Deidentified);
        if (isProvenHere)
            explainProof(map, {strictest->element, strictest->state, flow->source, {id}}, why);
        else
            explain(map, flow->source, *strictest, why);
    }
    if (flow->tierOverride)
        why.push_back({WhyText::tr("It is set by hand to %1: %2")
                           .arg(tierName(*flow->tierOverride), flow->tierReason),
                       flows, id});
    return why;
}

Why whyJoin(const DataMap &map, const Join &join)
{
    QStringList raw;
    QStringList linking;
    for (const DataPath &path : join.raw)
        raw += nameOf(map, path.element);
    for (const DataPath &path : join.linking)
        linking += nameOf(map, path.element);
    Why why{{WhyText::tr("In %1, %2 becomes ePHI, because it meets %3.")
                 .arg(nameOf(map, join.system), raw.join(QStringLiteral(", ")),
                      linking.join(QStringLiteral(", "))),
             systems, join.system}};
    for (const auto *paths : {&join.raw, &join.linking}) {
        for (const DataPath &path : *paths)
            why.push_back({comesFrom(map, path), systems, path.from});
    }
    return why;
}

Why whyOrigin(const DataMap &map, const Origin &origin)
{
    QStringList names;
    for (const auto &element : origin.elements)
        names += nameOf(map, element);
    return {{WhyText::tr("%1 creates %2, which identifies a patient from the start.")
                 .arg(nameOf(map, origin.system), names.join(QStringLiteral(", "))),
             systems, origin.system}};
}

QString textOf(const Why &why)
{
    QStringList lines;
    for (const WhyLine &line : why)
        lines += line.text;
    return lines.join(QLatin1Char(' '));
}

}
