// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/areareports.h"

#include "model/binder/areachapters.h"
#include "model/binder/chapters.h"
#include "model/catalog/ruleset.h"
#include "model/inventory/organization.h"
#include "model/inventory/project_info.h"
#include "model/people/training.h"

namespace safeguard {

using binder::Blocks;
using binder::Words;

namespace {

using Chapter = void (*)(Blocks &, const Derived &);

/// All that tells one of the reports from the others.
struct Description
{
    AreaReport report;
    const char *key;
    QString name;
    QString subject;
    QString about;
    QString restsOn;
    std::vector<Chapter> chapters;
    QStringList rules;     ///< with what the ids of its rules begin
    QStringList registers; ///< whose findings are its own, whatever the rule
};

Description training()
{
    return {AreaReport::Training,
            "training-report",
            Words::tr("Training report"),
            Words::tr("Who owes which training, how much of it is done, and what proves it"),
            Words::tr("How much training is done: in all, by course, by role and over time; who is "
                      "overdue and why, each person against each course, tests with false mails, "
                      "every record with its proof and until when it is kept."),
            QStringLiteral("164.308(a)(5)"),
            {binder::addTraining, binder::addTrainingRecords},
            {QStringLiteral("training-"), QStringLiteral("access-tier1-untrained")},
            {QString::fromLatin1(Course::registerKey),
             QString::fromLatin1(TrainingRecord::registerKey),
             QString::fromLatin1(PhishingCampaign::registerKey)}};
}

Description workforce()
{
    return {AreaReport::Workforce,
            "workforce-report",
            Words::tr("Workforce and access report"),
            Words::tr("Who may reach what, why, and how that ends"),
            Words::tr("The security officer, everybody with roles and clearance, the rights of "
                      "roles with the reasons why they need no less, who reaches ePHI and why, "
                      "reviews that are due, shared accounts, and the access of those who left."),
            QStringLiteral("164.308(a)(2) - (4)"),
            {binder::addWorkforce, binder::addAccess, binder::addSeparations},
            {QStringLiteral("security-officer-"), QStringLiteral("access-"),
             QStringLiteral("revocation-"), QStringLiteral("person-"),
             QStringLiteral("separation-")},
            {QString::fromLatin1(Person::registerKey), QString::fromLatin1(AccessRole::registerKey),
             QString::fromLatin1(AccessRight::registerKey),
             QString::fromLatin1(AccessGrant::registerKey)}};
}

Description vendors()
{
    return {AreaReport::Vendors,
            "vendor-report",
            Words::tr("Vendors and agreements report"),
            Words::tr("Who else holds ePHI, through which flow, and under which agreement"),
            Words::tr("Companies with their chains of subcontractors, who needs an agreement and "
                      "why, agreements in both directions with their terms, each provision and "
                      "where it stands in the document, how soon breaches are reported."),
            QStringLiteral("164.308(b), 164.314(a)"),
            {binder::addVendors, binder::addAgreements, binder::addProvisions},
            {QStringLiteral("baa-"), QStringLiteral("service-")},
            {QString::fromLatin1(Company::registerKey), QString::fromLatin1(Agreement::registerKey),
             QStringLiteral("cloud-services"),
             QString::fromLatin1(AgreementProvision::registerKey)}};
}

Description describe(AreaReport report)
{
    switch (report) {
    case AreaReport::Training:
        return training();
    case AreaReport::Workforce:
        return workforce();
    case AreaReport::Vendors:
        break;
    }
    return vendors();
}

report::Cover coverOf(const Description &about, const Snapshot &snapshot, const BinderFacts &facts)
{
    const auto &organization = snapshot.only<Organization>();
    const RuleSet &rules = RuleSet::current();
    const auto orNone = [](const QString &text) {
        return text.isEmpty() ? Words::tr("not given") : text;
    };
    report::Cover cover;
    cover.rows = {
        {Words::tr("Organization"), orNone(organization.name)},
        {Words::tr("Role under HIPAA"), labelOf(organization.hipaaRole)},
        {Words::tr("Project"), orNone(snapshot.only<ProjectInfo>().name)},
        {Words::tr("As of"), snapshot.today().toString(Qt::ISODate)},
        {Words::tr("Rests on"), Words::tr("45 CFR %1").arg(about.restsOn)},
        {Words::tr("Rule set"), Words::tr("%1, version %2").arg(rules.title, rules.version)}};
    cover.signatures = {{Words::tr("Prepared by"), {}},
                        {Words::tr("Reviewed by"), {}},
                        {Words::tr("Approved by"), {}}};
    cover.digests = {
        {Words::tr("Content, SHA-256"), QString::fromLatin1(snapshot.digest().toHex())},
        {Words::tr("Last edit, SHA-256"), facts.headHash}};
    cover.notice = Words::tr("Confidential. Describes how patient data are protected and where "
                             "they are not.");
    return cover;
}

void addFindings(Blocks &blocks, AreaReport report, const Derived &derived)
{
    blocks.push_back(report::Heading{1, Words::tr("Open findings")});
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("What the rules noticed that concerns this report, on its date, the most severe "
                  "first. A finding goes when its cause goes."))});
    const auto findings = findingsOf(report, derived);
    if (findings.empty())
        blocks.push_back(
            report::Paragraph{report::plain(Words::tr("The rules have found nothing."))});
    else
        binder::addFindingTable(blocks, derived.map.snapshot(), findings);
}

}

QString nameOf(AreaReport report)
{
    return describe(report).name;
}

QString keyOf(AreaReport report)
{
    return QString::fromLatin1(describe(report).key);
}

QString aboutOf(AreaReport report)
{
    return describe(report).about;
}

std::optional<AreaReport> areaReportFrom(QStringView key)
{
    for (int i = 0; i < areaReportCount; ++i) {
        if (keyOf(static_cast<AreaReport>(i)) == key)
            return static_cast<AreaReport>(i);
    }
    return std::nullopt;
}

std::vector<const Finding *> findingsOf(AreaReport report, const Derived &derived)
{
    const Description about = describe(report);
    std::vector<const Finding *> found;
    for (const Finding &finding : derived.findings) {
        const bool isOfRule =
            std::any_of(about.rules.begin(), about.rules.end(),
                        [&](const QString &rule) { return finding.rule.startsWith(rule); });
        if (isOfRule || about.registers.contains(finding.registerKey))
            found.push_back(&finding);
    }
    return found;
}

report::Document areaReport(AreaReport report, const Derived &derived, const BinderFacts &facts)
{
    const Description about = describe(report);
    const Snapshot &snapshot = derived.map.snapshot();
    report::Document document;
    document.info.title = about.name;
    document.info.subject = about.subject;
    document.info.product = snapshot.only<ProjectInfo>().name;
    document.info.shortDigest = QString::fromLatin1(snapshot.digest().toHex().left(12));
    document.info.date = snapshot.today().startOfDay(Qt::UTC);
    document.paper = facts.paper;
    document.listedLevels = 2;
    document.cover = coverOf(about, snapshot, facts);
    for (const Chapter chapter : about.chapters)
        chapter(document.blocks, derived);
    addFindings(document.blocks, report, derived);
    binder::dropDeadLinks(document);
    return document;
}

Result<report::Rendered> renderAreaReport(AreaReport report, const Derived &derived,
                                          const BinderFacts &facts,
                                          const report::Progress &progress)
{
    return report::toPdf(areaReport(report, derived, facts), progress);
}

}
