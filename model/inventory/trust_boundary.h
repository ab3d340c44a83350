// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"
#include "model/store/snapshot.h"

namespace safeguard {

enum class BoundaryKind { Physical, Network, CloudAccount, Organization, Device, Other };

inline const ChoiceList &choices(BoundaryKind)
{
    static const ChoiceList list{{"physical", InventoryWords::tr("Physical place")},
                                 {"network", InventoryWords::tr("Network")},
                                 {"cloud_account", InventoryWords::tr("Cloud account")},
                                 {"organization", InventoryWords::tr("Organization")},
                                 {"device", InventoryWords::tr("Device")},
                                 {"other", InventoryWords::tr("Other")}};
    return list;
}

/// A line that data cross when they pass from one zone of control into another. Closed and nested.
struct TrustBoundary final : Record
{
    Q_DECLARE_TR_FUNCTIONS(TrustBoundary)
public:
    static constexpr auto registerKey = "trust-boundaries";

    QString name;
    BoundaryKind kind = BoundaryKind::Network;
    Id<TrustBoundary> parent;

    static RegisterType describe()
    {
        return Describe<TrustBoundary>(
                   {.singular = tr("Trust boundary"),
                    .plural = tr("Trust boundaries"),
                    .prefix = QStringLiteral("TB"),
                    .purpose = tr("Zones of control: a patient's home, a hospital network, a cloud "
                                  "account. Each flow knows which of them it leaves and enters."),
                    .area = Area::Map})
            .field<&TrustBoundary::name>("name", tr("Name"))
            .required()
            .unique()
            .field<&TrustBoundary::kind>("kind", tr("Kind"))
            .material()
            .field<&TrustBoundary::parent>("parent", tr("Lies in"))
            .material()
            .rule(
                [](const Record &record, const Snapshot &all, std::vector<FieldProblem> &problems) {
                    const TrustBoundary *at = &static_cast<const TrustBoundary &>(record);
                    for (size_t steps = 0; at; at = all.find(at->parent), ++steps) {
                        if (!at->parent.isNull() &&
                            (at->parent == record.id || steps > all.rows<TrustBoundary>().size())) {
                            problems.push_back({QStringLiteral("parent"),
                                                tr("A trust boundary cannot lie in itself.")});
                            return;
                        }
                    }
                })
            .done();
    }
};

}
