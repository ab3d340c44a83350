// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/data_element.h"

namespace safeguard {

enum class Relation { Vendor, Customer };

inline const ChoiceList &choices(Relation)
{
    static const ChoiceList list{{"vendor", InventoryWords::tr("Works for you")},
                                 {"customer", InventoryWords::tr("You work for it")}};
    return list;
}

enum class VendorRisk { NotRated, Low, Moderate, High };

inline const ChoiceList &choices(VendorRisk)
{
    static const ChoiceList list{{"not_rated", InventoryWords::tr("Not rated")},
                                 {"low", InventoryWords::tr("Low")},
                                 {"moderate", InventoryWords::tr("Moderate")},
                                 {"high", InventoryWords::tr("High")}};
    return list;
}

/// Another company: one that operates a system or provides a service, or a covered entity for whom
/// the manufacturer does.
struct Company final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Company)
public:
    static constexpr auto registerKey = "vendors";

    QString name;
    ChoiceSet<Relation> relation; ///< empty counts as a vendor
    QString contact;
    QString services;
    IdSet<DataElement> elements; ///< that it says it handles
    Id<Company> subcontractorOf;
    VendorRisk riskTier = VendorRisk::NotRated;
    std::optional<QDate> reviewed;
    std::optional<QDate> ended;
    QString exemption; ///< why no agreement is needed

    bool isVendor() const { return relation.isEmpty() || relation.contains(Relation::Vendor); }
    bool isCustomer() const { return relation.contains(Relation::Customer); }
    bool isCurrent(QDate today) const { return !ended || *ended >= today; }

    static RegisterType describe();
};

/// What a vendor answered to a question of the questionnaire
/// (resources/catalog/questionnaire.json).
enum class VendorReply { NotAsked, Yes, Partly, No, NotApplicable };

inline const ChoiceList &choices(VendorReply)
{
    static const ChoiceList list{{"not_asked", InventoryWords::tr("Not asked")},
                                 {"yes", InventoryWords::tr("Yes")},
                                 {"partly", InventoryWords::tr("Partly")},
                                 {"no", InventoryWords::tr("No")},
                                 {"not_applicable", InventoryWords::tr("Does not apply")}};
    return list;
}

struct VendorAnswer final : Record
{
    Q_DECLARE_TR_FUNCTIONS(VendorAnswer)
public:
    static constexpr auto registerKey = "vendor-answers";

    Id<Company> vendor;
    QString question; ///< its key
    VendorReply answer = VendorReply::NotAsked;
    QString note;

    static RegisterType describe();
};

}
