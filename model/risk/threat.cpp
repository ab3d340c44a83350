// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/threat.h"

#include "model/store/snapshot.h"

namespace safeguard {

RegisterType Threat::describe()
{
    return Describe<Threat>(
               {.singular = tr("Threat"),
                .plural = tr("Threats"),
                .prefix = QStringLiteral("THT"),
                .purpose = tr("What could happen to patient data and devices. The catalogue comes "
                              "in with the first analysis; add what is particular to you."),
                .citation = QStringLiteral("164.306(a)(2)"),
                .area = Area::Assess})
        .section(tr("Threat"))
        .field<&Threat::name>("name", tr("Name"))
        .required()
        .unique()
        .field<&Threat::description>("description", tr("What could happen"))
        .multiline()
        .field<&Threat::example>("example", tr("Example from practice"))
        .multiline()
        .field<&Threat::source>("source", tr("Source"))
        .field<&Threat::stride>("stride", tr("STRIDE"))
        .field<&Threat::harms>("harms", tr("Harms"))
        .section(tr("What helps against it"))
        .field<&Threat::mitigations>("mitigations", tr("HIPAA safeguards"))
        .wide()
        .help(tr("Citations, separated by spaces."))
        .field<&Threat::fdaControls>("fda_controls", tr("FDA items"))
        .wide()
        .section(tr("Use"))
        .field<&Threat::use>("use", tr("Use"))
        .field<&Threat::reason>("reason", tr("Because"))
        .wide()
        .field<&Threat::catalogKey>("catalog_key", tr("In the catalogue"))
        .made()
        .rule([](const Record &record, const Snapshot &, std::vector<FieldProblem> &problems) {
            const auto &self = static_cast<const Threat &>(record);
            if (self.use == ThreatUse::NotAsked && self.reason.trimmed().isEmpty())
                problems.push_back(
                    {QStringLiteral("reason"), tr("Say why nobody is asked about it.")});
        })
        .done();
}

RegisterType ThreatRule::describe()
{
    return Describe<ThreatRule>(
               {.singular = tr("Rule of a threat"),
                .plural = tr("Rules of threats"),
                .purpose = tr("To which systems and flows a threat applies: one of its rules has "
                              "to hold. A threat without rules is asked about nowhere."),
                .area = Area::Assess})
        .field<&ThreatRule::threat>("threat", tr("Threat"))
        .owner()
        .field<&ThreatRule::target>("target", tr("Applies to"))
        .field<&ThreatRule::kinds>("kinds", tr("Kinds"))
        .help(tr("Of the system, or of the system where the flow ends. None: any."))
        .field<&ThreatRule::when>("when_all", tr("When"))
        .help(tr("All of these."))
        .field<&ThreatRule::unless>("unless_any", tr("Unless"))
        .help(tr("Any of these."))
        .named([](const Record &record, const Snapshot &snapshot) {
            const auto &self = static_cast<const ThreatRule &>(record);
            return tr("%1: %2").arg(
                snapshot.title(QString::fromLatin1(Threat::registerKey), self.threat),
                labelOf(self.target));
        })
        .done();
}

}
