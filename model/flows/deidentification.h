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

/// The claim, and the proof or lack of it, that data on some flows no longer identify anyone.
/// 164.514(a)-(c).
struct Deidentification final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Deidentification)
public:
    static constexpr auto registerKey = "de-identifications";

    QString name;
    IdSet<Flow> flows;
    IdSet<DataElement> elements;
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

    /// Why it proves nothing on that day; empty when the proof holds.
    QStringList gaps(QDate today) const;
};

}
