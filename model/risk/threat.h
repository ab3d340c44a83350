// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/trait.h"

namespace safeguard {

/// STRIDE: the security property that a threat goes against.
enum class Stride {
    Spoofing,
    Tampering,
    Repudiation,
    InformationDisclosure,
    DenialOfService,
    ElevationOfPrivilege
};

inline const ChoiceList &choices(Stride)
{
    static const ChoiceList list{
        {"spoofing", RiskWords::tr("Spoofing")},
        {"tampering", RiskWords::tr("Tampering")},
        {"repudiation", RiskWords::tr("Repudiation")},
        {"information_disclosure", RiskWords::tr("Information disclosure")},
        {"denial_of_service", RiskWords::tr("Denial of service")},
        {"elevation_of_privilege", RiskWords::tr("Elevation of privilege")}};
    return list;
}

/// Kinds of threat sources, NIST SP 800-30 Rev. 1, Appendix D.
enum class ThreatSource { Adversarial, Accidental, Structural, Environmental };

inline const ChoiceList &choices(ThreatSource)
{
    static const ChoiceList list{{"adversarial", RiskWords::tr("Adversarial")},
                                 {"accidental", RiskWords::tr("Accidental")},
                                 {"structural", RiskWords::tr("Structural")},
                                 {"environmental", RiskWords::tr("Environmental")}};
    return list;
}

/// 164.304: confidentiality, integrity, availability.
enum class Property { Confidentiality, Integrity, Availability };

inline const ChoiceList &choices(Property)
{
    static const ChoiceList list{{"confidentiality", RiskWords::tr("Confidentiality")},
                                 {"integrity", RiskWords::tr("Integrity")},
                                 {"availability", RiskWords::tr("Availability")}};
    return list;
}

enum class ThreatUse { Asked, NotAsked };

inline const ChoiceList &choices(ThreatUse)
{
    static const ChoiceList list{{"asked", RiskWords::tr("Asked about")},
                                 {"not_asked", RiskWords::tr("Not asked about, because")}};
    return list;
}

/// Something that could happen to patient data or to the device. Those of the catalogue come into
/// the project with the first analysis; others are the user's own.
struct Threat final : Record
{
    Q_DECLARE_TR_FUNCTIONS(Threat)
public:
    static constexpr auto registerKey = "threats";

    QString name;
    QString description;
    ChoiceSet<Stride> stride;
    ThreatSource source = ThreatSource::Adversarial;
    ChoiceSet<Property> harms;
    QString example;
    QString mitigations; ///< citations of 45 CFR, separated by spaces
    QString fdaControls; ///< FDA items, separated by spaces
    ThreatUse use = ThreatUse::Asked;
    QString reason;
    QString catalogKey; ///< "THR-15"; empty for the user's own

    static RegisterType describe();
};

enum class RuleTarget { Systems, Flows, Organization };

inline const ChoiceList &choices(RuleTarget)
{
    static const ChoiceList list{{"systems", RiskWords::tr("Systems")},
                                 {"flows", RiskWords::tr("Flows")},
                                 {"organization", RiskWords::tr("The organization")}};
    return list;
}

/// Where a threat is asked about: one of its rules has to hold.
struct ThreatRule final : Record
{
    Q_DECLARE_TR_FUNCTIONS(ThreatRule)
public:
    static constexpr auto registerKey = "threat-rules";

    Id<Threat> threat;
    RuleTarget target = RuleTarget::Systems;
    ChoiceSet<SystemKind> kinds; ///< of the system, or of that where the flow ends; empty: any
    ChoiceSet<Trait> when;       ///< all of these
    ChoiceSet<Trait> unless;     ///< none of these

    static RegisterType describe();
};

}
