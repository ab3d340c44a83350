// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/flows/flow.h"

namespace safeguard {

enum class DeidMethod { SafeHarbor, ExpertDetermination };

inline const ChoiceList &choices(DeidMethod)
{
    static const ChoiceList list{
        {"safe_harbor", InventoryWords::tr("Safe Harbor")},
        {"expert_determination", InventoryWords::tr("Expert Determination")}};
    return list;
}

/// A list that lost its last member stays a list: it does not turn into "all".
enum class FlowScope { These, All };

inline const ChoiceList &choices(FlowScope)
{
    static const ChoiceList list{
        {"these", InventoryWords::tr("These flows")},
        {"all", InventoryWords::tr("Every flow that carries the elements")}};
    return list;
}

enum class ElementScope { These, All };

inline const ChoiceList &choices(ElementScope)
{
    static const ChoiceList list{{"these", InventoryWords::tr("These data elements")},
                                 {"all", InventoryWords::tr("All that the flows carry")}};
    return list;
}

/// The claim, and the proof or lack of it, that data on some flows no longer identify anyone.
/// 164.514(a)-(c).
struct Deidentification final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Deidentification)
public:
    static constexpr auto registerKey = "de-identifications";

    QString name;
    FlowScope flowScope = FlowScope::These;
    IdSet<Flow> flows; ///< none where the scope is all
    ElementScope elementScope = ElementScope::These;
    IdSet<DataElement> elements; ///< none where the scope is all
    DeidMethod method = DeidMethod::SafeHarbor;
    ChoiceSet<Identifier> removed;
    YesNoUnknown actualKnowledge = YesNoUnknown::Unknown;
    QString expert;
    std::optional<QDate> determined;
    std::optional<QDate> expires;
    QString report;
    bool reidentificationCode = false;
    QString description;

    static RegisterType describe();

    bool appliesTo(const Id<Flow> &flow) const
    {
        return flowScope == FlowScope::All || flows.contains(flow);
    }
    bool covers(const Id<DataElement> &element) const
    {
        return elementScope == ElementScope::All || elements.contains(element);
    }
    /// Why it proves nothing on that day; empty when the proof holds.
    QStringList gaps(QDate today) const;
    /// Those of them that are about what it applies to.
    QStringList scopeGaps() const;
};

}
