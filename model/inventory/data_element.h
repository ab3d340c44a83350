// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/inventory/words.h"

namespace safeguard {

enum class Content { Health, DeviceTelemetry, PatientIdentity, Operational };

inline const ChoiceList &choices(Content)
{
    static const ChoiceList list{
        {"health", InventoryWords::tr("Health"),
         InventoryWords::tr(
             "Says something about a patient's condition, care or payment for care.")},
        {"device_telemetry", InventoryWords::tr("Device telemetry"),
         InventoryWords::tr("What the device measures or reports about itself.")},
        {"patient_identity", InventoryWords::tr("Patient identity"),
         InventoryWords::tr("Names or singles out a patient.")},
        {"operational", InventoryWords::tr("Operational"),
         InventoryWords::tr("Neither: staff names, build numbers, settings without a patient.")}};
    return list;
}

enum class LinksToPerson { Unknown, Yes, OnlyWithOtherRecords, No };

inline const ChoiceList &choices(LinksToPerson)
{
    static const ChoiceList list{
        {"unknown", InventoryWords::tr("Unknown"),
         InventoryWords::tr("Counts as yes until answered.")},
        {"yes", InventoryWords::tr("Yes")},
        {"only_with_other_records", InventoryWords::tr("Only with another system's records")},
        {"no", InventoryWords::tr("No")}};
    return list;
}

/// The identifiers that 164.514(b)(2)(i)(A)-(R) names for Safe Harbor.
enum class Identifier {
    Names,
    Geography,
    Dates,
    Telephone,
    Fax,
    Email,
    SocialSecurity,
    MedicalRecord,
    HealthPlan,
    Account,
    Certificate,
    Vehicle,
    Device,
    Url,
    IpAddress,
    Biometric,
    Photograph,
    OtherCode,
};

inline const ChoiceList &choices(Identifier)
{
    static const ChoiceList list{
        {"names", InventoryWords::tr("A. Names")},
        {"geography", InventoryWords::tr("B. Geography smaller than a State")},
        {"dates", InventoryWords::tr("C. Dates except year, ages over 89")},
        {"telephone", InventoryWords::tr("D. Telephone numbers")},
        {"fax", InventoryWords::tr("E. Fax numbers")},
        {"email", InventoryWords::tr("F. E-mail addresses")},
        {"ssn", InventoryWords::tr("G. Social security numbers")},
        {"mrn", InventoryWords::tr("H. Medical record numbers")},
        {"health_plan", InventoryWords::tr("I. Health plan beneficiary numbers")},
        {"account", InventoryWords::tr("J. Account numbers")},
        {"certificate", InventoryWords::tr("K. Certificate and license numbers")},
        {"vehicle", InventoryWords::tr("L. Vehicle identifiers")},
        {"device", InventoryWords::tr("M. Device identifiers and serial numbers")},
        {"url", InventoryWords::tr("N. Web addresses")},
        {"ip_address", InventoryWords::tr("O. IP addresses")},
        {"biometric", InventoryWords::tr("P. Biometric identifiers")},
        {"photograph", InventoryWords::tr("Q. Full-face photographs")},
        {"other_code", InventoryWords::tr("R. Any other unique number or code")}};
    return list;
}
constexpr int identifierCount = 18;
/// The letter that the rule lists it under: A to R.
inline QChar letterOf(Identifier identifier)
{
    return QChar(u'A' + static_cast<char16_t>(identifier));
}

/// One kind of data that systems hold and flows carry.
struct DataElement final : Record
{
    Q_DECLARE_TR_FUNCTIONS(DataElement)
public:
    static constexpr auto registerKey = "data-elements";

    QString name;
    Content content = Content::Operational;
    LinksToPerson linksToPerson = LinksToPerson::Unknown;
    std::optional<Identifier> identifier;
    QString description;
    QString examples;

    static RegisterType describe()
    {
        return Describe<DataElement>(
                   {.singular = tr("Data element"),
                    .plural = tr("Data elements"),
                    .prefix = QStringLiteral("DE"),
                    .purpose = tr("The kinds of data in your product, so that the workbench can "
                                  "tell where they become ePHI."),
                    .citation = QStringLiteral("160.103"),
                    .area = Area::Map})
            .field<&DataElement::name>("name", tr("Name"))
            .required()
            .unique()
            .field<&DataElement::content>("content", tr("Content"))
            .material()
            .cites("160.103")
            .field<&DataElement::linksToPerson>("links_to_person", tr("Links to a patient"))
            .material()
            .help(tr("Can someone who holds it tell which patient it belongs to? Unknown "
                     "counts as yes."))
            .field<&DataElement::identifier>("identifier", tr("Identifier"))
            .material()
            .cites("164.514(b)(2)(i)")
            .help(tr("Which of the 18 identifiers it is. Serves Safe Harbor only."))
            .field<&DataElement::description>("description", tr("What it is"))
            .multiline()
            .field<&DataElement::examples>("examples", tr("Examples"))
            .multiline()
            .help(tr("Made-up examples only: no real patient data."))
            .done();
    }
};

}
