// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/findings/rules.h"
#include "model/inventory/system.h"
#include "model/vendors/cloud_service.h"
#include "model/vendors/provisionanswers.h"

#include <QCoreApplication>

namespace safeguard::rules {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Findings)
};

template <class T>
Finding about(const Id<T> &id, const char *rule, Severity severity, const char *citation)
{
    Finding finding;
    finding.rule = QString::fromLatin1(rule);
    finding.severity = severity;
    finding.citation = QString::fromLatin1(citation);
    finding.registerKey = QString::fromLatin1(T::registerKey);
    finding.id = id;
    return finding;
}

template <class T>
QString quoted(const Snapshot &snapshot, const Id<T> &id)
{
    return u'\u201c' + snapshot.title(QString::fromLatin1(T::registerKey), id) + u'\u201d';
}

std::vector<const Agreement *> inForce(const Snapshot &snapshot)
{
    std::vector<const Agreement *> agreements;
    for (const Agreement *agreement : snapshot.inOrder<Agreement>()) {
        if (stateOf(*agreement, snapshot.today()) == AgreementState::InForce)
            agreements.push_back(agreement);
    }
    return agreements;
}

QString titlesOf(const ProvisionAnswers::List &provisions)
{
    QStringList titles;
    for (const Checklist::Question *one : provisions)
        titles += Words::tr("%1 (%2)").arg(one->title, one->citation);
    return titles.join(QStringLiteral(", "));
}

QString gapSentence(const Snapshot &snapshot, const VendorNeed &need)
{
    const QString company = quoted(snapshot, need.company);
    if (need.direction == Direction::Upstream)
        return Words::tr("ePHI is handled for %1 without an agreement in force").arg(company);
    switch (need.cover) {
    case AgreementCover::OutOfScope:
        return Words::tr("The agreement with %1 does not name every system").arg(company);
    case AgreementCover::NoFlowDown:
        return Words::tr("%1 holds ePHI as a subcontractor, and nothing binds it").arg(company);
    default:
        return Words::tr("%1 holds ePHI without an agreement in force").arg(company);
    }
}

}

/// Somebody holds ePHI and no agreement in force covers it.
void agreementMissing(const DataMap &map, const VendorMap &vendors, std::vector<Finding> &findings)
{
    for (const VendorNeed &need : vendors.needs()) {
        if (!need.isGap() && need.need != Need::Unclear)
            continue;
        const bool isUpstream = need.direction == Direction::Upstream;
        const bool isClear = need.need == Need::Required;
        const char *rule = !isClear                                   ? "baa-unclear"
                           : need.cover == AgreementCover::OutOfScope ? "baa-scope"
                           : need.cover == AgreementCover::NoFlowDown ? "baa-flow-down"
                                                                      : "baa-missing";
        const char *citation = isUpstream                                 ? "164.504(e)(2)"
                               : need.cover == AgreementCover::NoFlowDown ? "164.308(b)(2)"
                                                                          : "164.308(b)(3)";
        Finding finding =
            about(need.company, rule, isClear ? Severity::High : Severity::Low, citation);
        finding.sentence = isClear ? gapSentence(map.snapshot(), need)
                                   : Words::tr("It is unclear whether %1 holds ePHI")
                                         .arg(quoted(map.snapshot(), need.company));
        finding.why = textOf(whyNeeded(map, need));
        finding.fix = Words::tr("Open the company");
        if (need.cover == AgreementCover::OutOfScope) {
            finding.registerKey = QString::fromLatin1(Agreement::registerKey);
            finding.id = need.agreement;
            finding.field = QStringLiteral("systems");
            finding.fix = Words::tr("Open the agreement");
        }
        findings.push_back(std::move(finding));
    }
}

void agreementContent(const DataMap &map, const VendorMap &, std::vector<Finding> &findings)
{
    const ProvisionAnswers answers(map.snapshot());
    for (const Agreement *agreement : inForce(map.snapshot())) {
        const auto lacking = answers.lacking(idOf(*agreement));
        const auto unchecked = answers.unchecked(idOf(*agreement));
        if (lacking.empty() && unchecked.empty())
            continue;
        const bool lacks = !lacking.empty();
        Finding finding = about(idOf(*agreement), lacks ? "baa-provision" : "baa-unchecked",
                                lacks ? Severity::Medium : Severity::Low, "164.504(e)(2)");
        const QString name = quoted(map.snapshot(), idOf(*agreement));
        finding.sentence = lacks ? Words::tr("%1 lacks required provisions").arg(name)
                                 : Words::tr("Nobody has looked through %1").arg(name);
        finding.why = lacks ? Words::tr("Missing, or there in part: %1.").arg(titlesOf(lacking))
                            : Words::tr("%n required provisions are not checked.", nullptr,
                                        static_cast<int>(unchecked.size()));
        finding.fix = Words::tr("Open the agreement");
        findings.push_back(std::move(finding));
    }
}

/// What a vendor may take longer for than we are given.
void breachNoticeTerms(const DataMap &map, const VendorMap &vendors, std::vector<Finding> &findings)
{
    const auto &shortest = vendors.shortestUpstream();
    for (const Agreement *agreement : inForce(map.snapshot())) {
        const auto days = agreement->breachNoticeDays;
        const bool isLonger = shortest && days && *days > shortest->days;
        const bool isOpen = shortest && !days;
        if (agreement->direction != Direction::Downstream || (!isLonger && !isOpen))
            continue;
        Finding finding =
            about(idOf(*agreement), isLonger ? "baa-notice-longer" : "baa-notice-open",
                  isLonger ? Severity::Medium : Severity::Low, "164.410(b)");
        const QString name = quoted(map.snapshot(), idOf(*agreement));
        finding.sentence =
            isLonger ? Words::tr("%1 gives more time to report a breach than you have").arg(name)
                     : Words::tr("%1 does not say how soon a breach is reported").arg(name);
        const QString have = Words::tr("%n days by %1", nullptr, shortest->days)
                                 .arg(quoted(map.snapshot(), shortest->agreement));
        finding.why = isLonger ? Words::tr("%n days, and you have %1.", nullptr, *days).arg(have)
                               : Words::tr("You have %1.").arg(have);
        finding.field = QStringLiteral("breach_notice_days");
        finding.fix = Words::tr("Open the agreement");
        findings.push_back(std::move(finding));
    }
}

/// The provider's own list does not name the service, or nobody has looked.
void serviceEligibility(const DataMap &map, const VendorMap &, std::vector<Finding> &findings)
{
    const Snapshot &snapshot = map.snapshot();
    for (const System *system : snapshot.inOrder<System>()) {
        const CloudService *service = snapshot.find(system->cloudService);
        if (!service || service->eligible == YesNoUnknown::Yes ||
            map.standingOf(idOf(*system)) != Standing::One)
            continue;
        const bool isKnown = service->eligible == YesNoUnknown::No;
        Finding finding =
            about(idOf(*system), isKnown ? "service-not-eligible" : "service-eligibility-unknown",
                  isKnown ? Severity::High : Severity::Medium, "164.308(b)(1)");
        finding.sentence =
            isKnown ? Words::tr("%1 holds ePHI on a service that is not eligible")
                          .arg(quoted(snapshot, idOf(*system)))
                    : Words::tr("Nobody has said whether the service under %1 is eligible")
                          .arg(quoted(snapshot, idOf(*system)));
        finding.why =
            isKnown ? Words::tr("By the provider\u2019s list, %1 is not covered by its business "
                                "associate agreement.")
                          .arg(quoted(snapshot, idOf(*service)))
                    : Words::tr("Providers publish which services their business associate "
                                "agreement covers. For %1 nothing is on record.")
                          .arg(quoted(snapshot, idOf(*service)));
        finding.field = QStringLiteral("cloud_service");
        finding.fix = Words::tr("Open the system");
        findings.push_back(std::move(finding));
    }
}

}
