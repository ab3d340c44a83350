// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/risk/plan.h"

#include "model/store/snapshot.h"

namespace safeguard {

namespace {

void checkRisk(const Record &record, const Snapshot &, std::vector<FieldProblem> &problems)
{
    const auto &self = static_cast<const Risk &>(record);
    if (self.answer == RiskAnswer::DoesNotApply && self.reason.trimmed().isEmpty())
        problems.push_back({QStringLiteral("reason"), Risk::tr("Say why it does not apply.")});
    if (self.answer == RiskAnswer::Assessed && !self.likelihood)
        problems.push_back({QStringLiteral("likelihood"), Risk::tr("Say how likely it is.")});
    if (self.answer == RiskAnswer::Assessed && !self.impact())
        problems.push_back(
            {QStringLiteral("confidentiality"), Risk::tr("Rate at least one impact.")});
    if (self.residualLikelihood.has_value() != self.residualImpact.has_value())
        problems.push_back({QStringLiteral("residual_impact"),
                            Risk::tr("Rate both, the likelihood and the impact that remain.")});
}

void checkAction(const Record &record, const Snapshot &now, std::vector<FieldProblem> &problems)
{
    const auto &self = static_cast<const Action &>(record);
    if (self.status == ActionStatus::Dropped && self.reason.trimmed().isEmpty())
        problems.push_back({QStringLiteral("reason"), Action::tr("Say why it is dropped.")});
    if (self.status == ActionStatus::Done && !self.done)
        problems.push_back({QStringLiteral("done"), Action::tr("Say when it was done.")});
    if (self.verified && self.verification.trimmed().isEmpty())
        problems.push_back(
            {QStringLiteral("verification"), Action::tr("Say how it was verified.")});
    if (self.verified && self.status != ActionStatus::Done)
        problems.push_back({QStringLiteral("verified"), Action::tr("It is not done yet.")});
    if (self.verified && self.done && *self.verified < *self.done)
        problems.push_back(
            {QStringLiteral("verified"), Action::tr("It would be verified before it was done.")});
    for (const auto &[field, day] :
         {std::pair("done", self.done), std::pair("verified", self.verified)}) {
        if (day && now.today().isValid() && *day > now.today())
            problems.push_back(
                {QString::fromLatin1(field), Action::tr("The day lies in the future.")});
    }
    if (self.cost && *self.cost < 0)
        problems.push_back({QStringLiteral("cost"), Action::tr("A cost is not negative.")});
}

}

std::optional<Level> Risk::impact() const
{
    std::optional<Level> highest;
    for (const auto &rated : {confidentiality, integrity, availability, patientSafety})
        highest = std::max(highest, rated); // none is less than any
    return highest;
}

RegisterType RiskBasis::describe()
{
    return Describe<RiskBasis>({.singular = tr("Basis of risks"),
                                .plural = tr("Bases of risks"),
                                .area = Area::Assess,
                                .isPart = true})
        .field<&RiskBasis::facts>("facts", tr("Facts"))
        .multiline()
        .made()
        .geometry()
        .done();
}

RegisterType Risk::describe()
{
    return Describe<Risk>(
               {.singular = tr("Risk"),
                .plural = tr("Risks"),
                .prefix = QStringLiteral("RSK"),
                .purpose = tr("What each threat means for each system and flow in scope: how "
                              "likely, how bad, and what is done about it. Start or continue an "
                              "analysis to fill it."),
                .citation = QStringLiteral("164.308(a)(1)(ii)(A)"),
                .area = Area::Assess})
        .section(tr("Risk"))
        .field<&Risk::subject>("subject", tr("Of"))
        .owner()
        .given()
        .field<&Risk::threat>("threat", tr("Threat"))
        .required()
        .given()
        .field<&Risk::answer>("answer", tr("Answer"))
        .given()
        .field<&Risk::reason>("reason", tr("Does not apply, because"))
        .given()
        .multiline()
        .field<&Risk::vulnerability>("vulnerability", tr("Vulnerability"))
        .multiline()
        .field<&Risk::safeguards>("safeguards", tr("Safeguards in place"))
        .multiline()
        .section(tr("Likelihood and impact"))
        .field<&Risk::likelihood>("likelihood", tr("Likelihood"))
        .given()
        .help(tr("Answered and rated on the screen Risk analysis, so that it is on record in "
                 "which analysis."))
        .field<&Risk::confidentiality>("confidentiality", tr("Impact on confidentiality"))
        .given()
        .wide()
        .field<&Risk::integrity>("integrity", tr("Impact on integrity"))
        .given()
        .wide()
        .field<&Risk::availability>("availability", tr("Impact on availability"))
        .given()
        .wide()
        .field<&Risk::patientSafety>("patient_safety", tr("Impact on patient safety"))
        .given()
        .wide()
        .field<&Risk::justification>("justification", tr("Why these levels"))
        .multiline()
        .section(tr("Treatment"))
        .field<&Risk::treatment>("treatment", tr("Treatment"))
        .field<&Risk::residualLikelihood>("residual_likelihood", tr("Likelihood that remains"))
        .wide()
        .field<&Risk::residualImpact>("residual_impact", tr("Impact that remains"))
        .wide()
        .field<&Risk::owner>("owner", tr("Owner"))
        .section(tr("Analysis"))
        .field<&Risk::assessment>("assessment", tr("Last answered in"))
        .given()
        .wide()
        .field<&Risk::byHand>("by_hand", tr("Added by hand"))
        .given()
        .wide()
        .field<&Risk::basis>("basis", tr("Basis"))
        .given()
        .geometry()
        .rule(checkRisk)
        .named([](const Record &record, const Snapshot &snapshot) {
            const auto &self = static_cast<const Risk &>(record);
            return tr("%1, %2").arg(
                snapshot.title(QString::fromLatin1(Threat::registerKey), self.threat),
                snapshot.title(self.subject.registerKey, self.subject.id));
        })
        .done();
}

RegisterType Action::describe()
{
    return Describe<Action>(
               {.singular = tr("Action"),
                .plural = tr("Actions"),
                .prefix = QStringLiteral("ACT"),
                .purpose = tr("What is done to bring risks down, by whom and until when. Done is "
                              "not closed: someone has to verify that it works."),
                .citation = QStringLiteral("164.308(a)(1)(ii)(B)"),
                .area = Area::Assess})
        .section(tr("Action"))
        .field<&Action::title>("title", tr("Action"))
        .required()
        .field<&Action::description>("description", tr("Description"))
        .multiline()
        .field<&Action::risks>("risks", tr("Risks"))
        .wide()
        .field<&Action::owner>("owner", tr("Owner"))
        .field<&Action::due>("due", tr("Due"))
        .field<&Action::cost>("cost", tr("Cost"))
        .wide()
        .field<&Action::status>("status", tr("Status"))
        .field<&Action::reason>("reason", tr("Dropped, because"))
        .wide()
        .field<&Action::done>("done", tr("Done on"))
        .wide()
        .section(tr("Verification"))
        .field<&Action::verification>("verification", tr("How it was verified"))
        .multiline()
        .field<&Action::verified>("verified", tr("Verified on"))
        .field<&Action::verifiedBy>("verified_by", tr("Verified by"))
        .wide()
        .rule(checkAction)
        .done();
}

RegisterType RiskAcceptance::describe()
{
    return Describe<RiskAcceptance>(
               {.singular = tr("Risk acceptance"),
                .plural = tr("Risk acceptances"),
                .prefix = QStringLiteral("ACC"),
                .purpose = tr("Risks that are lived with: who decided so, why, and until when it "
                              "is looked at again."),
                .citation = QStringLiteral("164.308(a)(1)(ii)(B)"),
                .area = Area::Assess})
        .field<&RiskAcceptance::risk>("risk", tr("Risk"))
        .owner()
        .field<&RiskAcceptance::reason>("reason", tr("Reason"))
        .multiline()
        .required()
        .field<&RiskAcceptance::approver>("approver", tr("Approved by"))
        .required()
        .field<&RiskAcceptance::accepted>("accepted", tr("Accepted on"))
        .required()
        .field<&RiskAcceptance::expires>("expires", tr("Holds until"))
        .named([](const Record &record, const Snapshot &snapshot) {
            const auto &self = static_cast<const RiskAcceptance &>(record);
            return snapshot.title(QString::fromLatin1(Risk::registerKey), self.risk);
        })
        .rule([](const Record &record, const Snapshot &now, std::vector<FieldProblem> &problems) {
            const auto &self = static_cast<const RiskAcceptance &>(record);
            if (self.accepted && now.today().isValid() && *self.accepted > now.today())
                problems.push_back({QStringLiteral("accepted"), tr("The day lies in the future.")});
            if (self.accepted && self.expires && *self.expires < *self.accepted)
                problems.push_back(
                    {QStringLiteral("expires"), tr("It would end before it begins.")});
        })
        .done();
}

}
