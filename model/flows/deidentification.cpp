// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/flows/deidentification.h"

namespace safeguard {

RegisterType Deidentification::describe()
{
    return Describe<Deidentification>(
               {.singular = tr("De-identification"),
                .plural = tr("De-identifications"),
                .prefix = QStringLiteral("DID"),
                .purpose = tr("Where data stop being ePHI, and the proof. Without proof they stay "
                              "ePHI; data with a pseudonym stay ePHI too."),
                .citation = QStringLiteral("164.514(b)"),
                .area = Area::Map})
        .section(tr("Claim"))
        .field<&Deidentification::name>("name", tr("Name"))
        .required()
        .unique()
        .field<&Deidentification::flowScope>("flow_scope", tr("Applies to"))
        .material()
        .field<&Deidentification::flows>("flows", tr("On flows"))
        .material()
        .help(tr("The flows that leave the de-identification step. Empty when it applies to "
                 "every flow."))
        .field<&Deidentification::elementScope>("element_scope", tr("Extends to"))
        .material()
        .field<&Deidentification::elements>("elements", tr("Covers"))
        .material()
        .help(tr("The data elements that it covers. Empty when it extends to all that the flows "
                 "carry."))
        .field<&Deidentification::method>("method", tr("Method"))
        .material()
        .cites("164.514(b)")
        .field<&Deidentification::description>("description", tr("Description"))
        .multiline()
        .section(tr("Safe Harbor"))
        .field<&Deidentification::removed>("removed", tr("Identifiers removed or absent"))
        .material()
        .cites("164.514(b)(2)(i)")
        .wide()
        .help(tr("Tick each of the 18 that is confirmed to be gone. The proof holds when all "
                 "are ticked."))
        .field<&Deidentification::actualKnowledge>("actual_knowledge",
                                                   tr("Knowledge that the rest identifies someone"))
        .material()
        .cites("164.514(b)(2)(ii)")
        .wide()
        .section(tr("Expert Determination"))
        .field<&Deidentification::expert>("expert", tr("Expert"))
        .material()
        .wide()
        .field<&Deidentification::determined>("determined", tr("Determined on"))
        .material()
        .wide()
        .field<&Deidentification::expires>("expires", tr("Expires"))
        .material()
        .wide()
        .field<&Deidentification::report>("report", tr("Report"))
        .material()
        .wide()
        .help(tr("Where the expert's report is kept."))
        .section(tr("Re-identification"))
        .field<&Deidentification::reidentificationCode>(
            "reidentification_code", tr("A re-identification code travels along"))
        .material()
        .cites("164.514(c)")
        .wide()
        .help(tr("Data that carry a code back to the person are pseudonymised and stay ePHI."))
        .done();
}

QStringList Deidentification::scopeGaps() const
{
    QStringList gaps;
    if (flowScope == FlowScope::All && elementScope == ElementScope::All)
        gaps += tr("it names neither flows nor data elements");
    if (flowScope == FlowScope::These && flows.isEmpty())
        gaps += tr("it names none of the flows that it applies to");
    if (flowScope == FlowScope::All && !flows.isEmpty())
        gaps += tr("it says every flow, yet names some");
    if (elementScope == ElementScope::These && elements.isEmpty())
        gaps += tr("it names none of the data elements that it covers");
    if (elementScope == ElementScope::All && !elements.isEmpty())
        gaps += tr("it says all data elements, yet names some");
    return gaps;
}

QStringList Deidentification::gaps(QDate today) const
{
    QStringList gaps = scopeGaps();
    if (method == DeidMethod::SafeHarbor) {
        if (removed.size() < identifierCount)
            gaps += tr("%n of the 18 identifiers are not confirmed as removed", nullptr,
                       identifierCount - removed.size());
        if (actualKnowledge != YesNoUnknown::No)
            gaps += tr("the question of actual knowledge is not answered with no");
    } else {
        if (expert.isEmpty() || report.isEmpty() || !determined)
            gaps += tr("the expert, the date or the report is missing");
        if (determined && *determined > today)
            gaps += tr("the determination lies in the future");
        if (expires && *expires < today)
            gaps +=
                tr("the expert's determination expired on %1").arg(expires->toString(Qt::ISODate));
    }
    if (reidentificationCode)
        gaps += tr("a re-identification code travels along, so the data are pseudonymised");
    return gaps;
}

}
