// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/vendors/company.h"

namespace safeguard {

struct System;

/// Who holds ePHI for whom: upstream we for our customer, downstream a vendor for us.
enum class Direction { Downstream, Upstream };

inline const ChoiceList &choices(Direction)
{
    static const ChoiceList list{{"downstream", InventoryWords::tr("Downstream"),
                                  InventoryWords::tr("With a company that handles ePHI for you.")},
                                 {"upstream", InventoryWords::tr("Upstream"),
                                  InventoryWords::tr("With a customer for whom you handle ePHI.")}};
    return list;
}

/// What has been done about it. Whether it is in force on a day is derived.
enum class AgreementStatus { Draft, Negotiation, Executed, Terminated };

inline const ChoiceList &choices(AgreementStatus)
{
    static const ChoiceList list{{"draft", InventoryWords::tr("Draft")},
                                 {"negotiation", InventoryWords::tr("In negotiation")},
                                 {"executed", InventoryWords::tr("Executed")},
                                 {"terminated", InventoryWords::tr("Terminated")}};
    return list;
}

/// A business associate agreement, 164.504(e) and 164.314(a).
struct Agreement final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Agreement)
public:
    static constexpr auto registerKey = "agreements";

    QString name;
    Id<Company> counterparty;
    Direction direction = Direction::Downstream;
    AgreementStatus status = AgreementStatus::Draft;
    std::optional<QDate> executed;
    std::optional<QDate> effective; ///< empty: when executed
    std::optional<QDate> expires;   ///< the last day of its present term; empty: without end
    bool renewsItself = false;
    std::optional<int> renewalMonths;
    std::optional<int> noticeDays; ///< before the end of the term
    std::optional<QDate> terminated;
    IdSet<System> systems; ///< that it covers; empty: all
    QString services;
    std::optional<int> breachNoticeDays;
    std::optional<QDate> reviewed;

    std::optional<QDate> begins() const { return effective ? effective : executed; }

    static RegisterType describe();
};

/// Whether a provision that the rule asks for stands in an agreement
/// (resources/catalog/provisions.json).
enum class ProvisionAnswer { NotChecked, Yes, Partly, No, NotApplicable };

inline const ChoiceList &choices(ProvisionAnswer)
{
    static const ChoiceList list{{"not_checked", InventoryWords::tr("Not checked")},
                                 {"yes", InventoryWords::tr("Yes")},
                                 {"partly", InventoryWords::tr("Partly")},
                                 {"no", InventoryWords::tr("No")},
                                 {"not_applicable", InventoryWords::tr("Does not apply")}};
    return list;
}

struct AgreementProvision final : Record
{
    Q_DECLARE_TR_FUNCTIONS(AgreementProvision)
public:
    static constexpr auto registerKey = "agreement-provisions";

    Id<Agreement> agreement;
    QString provision; ///< its key
    ProvisionAnswer answer = ProvisionAnswer::NotChecked;
    QString place; ///< where in the document

    static RegisterType describe();
};

}
