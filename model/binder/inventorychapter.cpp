// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/chapters.h"
#include "model/binder/recordblocks.h"
#include "model/drawing/diagramcontent.h"
#include "model/inventory/prompt.h"

namespace safeguard::binder {

namespace {

report::Runs whyRuns(const Why &why)
{
    return report::plain(textOf(why));
}

/// Registers with a chapter of their own.
bool isElsewhere(const RegisterType &type)
{
    static const QStringList keys{
        QString::fromLatin1(Prompt::registerKey), QString::fromLatin1(Flow::registerKey),
        QString::fromLatin1(Deidentification::registerKey),
        QString::fromLatin1(Diagram::registerKey), QString::fromLatin1(Risk::registerKey)};
    // Parts of diagrams are drawn, those of roles and agreements are read.
    const bool isDrawn = type.isPart && type.area != Area::Context;
    return isDrawn || type.isProtected() || keys.contains(type.key);
}

const System &asSystem(const Record &record)
{
    return static_cast<const System &>(record);
}

DerivedColumns systemColumns(const Derived &derived)
{
    const DataMap &map = derived.map;
    const auto elements = [&map](const IdSet<DataElement> &ids) {
        return report::Cell{
            titleRuns(map.snapshot(), QString::fromLatin1(DataElement::registerKey), ids)};
    };
    return {{Words::tr("Tier"),
             [&map](const Record &record) {
                 return report::Cell{{}, standingBadge(map.standingOf(idOf(asSystem(record))))};
             }},
            {Words::tr("Why this tier"),
             [&map](const Record &record) {
                 return report::Cell{whyRuns(whyTier(map, idOf(asSystem(record))))};
             },
             false},
            {Words::tr("Receives"),
             [&map, elements](const Record &record) {
                 return elements(map.receivedBy(idOf(asSystem(record))));
             },
             false},
            {Words::tr("Sends"),
             [&map, elements](const Record &record) {
                 return elements(map.sentBy(idOf(asSystem(record))));
             },
             false}};
}

report::Runs boundaryRuns(const Snapshot &snapshot, const std::vector<Id<TrustBoundary>> &ids)
{
    std::vector<report::Run> runs;
    for (const auto &id : ids)
        runs.push_back(titleRun(snapshot, id));
    return joined(runs, QStringLiteral("; "));
}

DerivedColumns flowColumns(const Derived &derived)
{
    const DataMap &map = derived.map;
    const auto flowOf = [](const Record &record) -> const Flow & {
        return static_cast<const Flow &>(record);
    };
    return {{Words::tr("Tier"),
             [&map, flowOf](const Record &record) {
                 return report::Cell{{}, standingBadge(map.standingOf(idOf(flowOf(record))))};
             }},
            {Words::tr("Why this tier"),
             [&map, flowOf](const Record &record) {
                 return report::Cell{whyRuns(whyTier(map, idOf(flowOf(record))))};
             },
             false},
            {Words::tr("Leaves"),
             [&map, flowOf](const Record &record) {
                 return report::Cell{
                     boundaryRuns(map.snapshot(), crossingOf(map.snapshot(), flowOf(record)).left)};
             },
             false},
            {Words::tr("Enters"),
             [&map, flowOf](const Record &record) {
                 return report::Cell{boundaryRuns(
                     map.snapshot(), crossingOf(map.snapshot(), flowOf(record)).entered)};
             },
             false}};
}

DerivedColumns proofColumns(const Derived &derived)
{
    const QDate today = derived.map.snapshot().today();
    const auto gapsOf = [today](const Record &record) {
        return static_cast<const Deidentification &>(record).gaps(today);
    };
    return {
        {Words::tr("Proof"),
         [gapsOf](const Record &record) {
             return gapsOf(record).isEmpty()
                        ? report::Cell{{},
                                       report::Badge{
                                           report::BadgeTone::Good, {}, Words::tr("Holds")}}
                        : report::Cell{
                              {},
                              report::Badge{report::BadgeTone::Critical, {}, Words::tr("Lacking")}};
         }},
        {Words::tr("What it lacks"), [gapsOf](const Record &record) {
             const QStringList gaps = gapsOf(record);
             return report::Cell{
                 gaps.isEmpty() ? report::plain(Words::tr("Nothing on the date of this binder."))
                                : report::plain(gaps.join(QStringLiteral("; ")))};
         }}};
}

}

void addInventory(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("Inventory")});
    for (const RegisterType &type : snapshot.registers()) {
        if (isElsewhere(type))
            continue;
        const bool isSystems = type.key == QLatin1String(System::registerKey);
        blocks.push_back(report::Heading{2, type.plural});
        addRegister(blocks, snapshot, type, isSystems ? systemColumns(derived) : DerivedColumns());
    }
}

void addTouchpoints(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("Touchpoints")});
    addRegister(blocks, snapshot, snapshot.registers().of<Prompt>(),
                {{Words::tr("In the inventory"), [&snapshot](const Record &record) {
                      const auto ids = systemsAt(static_cast<const Prompt &>(record), snapshot);
                      return report::Cell{
                          titleRuns(snapshot, QString::fromLatin1(System::registerKey), ids)};
                  }}});
}

void addFlows(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("Flows")});
    addRegister(blocks, snapshot, snapshot.registers().of<Flow>(), flowColumns(derived));
}

void addDeidentifications(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("De-identification")});
    addRegister(blocks, snapshot, snapshot.registers().of<Deidentification>(),
                proofColumns(derived));
}

}
