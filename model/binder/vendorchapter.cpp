// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/areablocks.h"
#include "model/binder/areachapters.h"
#include "model/binder/recordblocks.h"
#include "model/vendors/cloud_service.h"

namespace safeguard::binder {

namespace {

using report::BadgeTone;
using Align = report::Table::Align;

QString relationText(const Company &company)
{
    QStringList words;
    if (company.isVendor())
        words += labelOf(Relation::Vendor);
    if (company.isCustomer())
        words += labelOf(Relation::Customer);
    return words.join(QStringLiteral("; "));
}

/// Those above it, the nearest first.
report::Runs chainRuns(const Snapshot &snapshot, const Company &company)
{
    std::vector<report::Run> chain;
    IdSet<Company> seen;
    for (Id<Company> above = company.subcontractorOf; snapshot.find(above) && !seen.contains(above);
         above = snapshot.find(above)->subcontractorOf) {
        seen.insert(above);
        chain.push_back(titleRun(snapshot, above));
    }
    return joined(chain, QStringLiteral(" \u2192 "));
}

report::Cell riskCell(const Company &company)
{
    switch (company.riskTier) {
    case VendorRisk::High:
        return {{}, badge(BadgeTone::High, labelOf(company.riskTier))};
    case VendorRisk::Moderate:
        return {{}, badge(BadgeTone::Medium, labelOf(company.riskTier))};
    case VendorRisk::Low:
        return {{}, badge(BadgeTone::Low, labelOf(company.riskTier))};
    case VendorRisk::NotRated:
        break;
    }
    return {{}, badge(BadgeTone::Neutral, labelOf(company.riskTier))};
}

report::Cell companyCell(const Snapshot &snapshot, const Company &company)
{
    report::Cell cell = recordCell(snapshot, company);
    cell.runs.push_back({u'\n' + relationText(company), report::RunStyle::Muted});
    if (company.ended)
        cell.runs.push_back(
            {u'\n' + Words::tr("Ended %1").arg(company.ended->toString(Qt::ISODate)),
             report::RunStyle::Muted});
    return cell;
}

void addRegister(Blocks &blocks, const Snapshot &snapshot)
{
    const RegisterType &type = snapshot.registers().of<Company>();
    addSection(blocks, Words::tr("Companies and their chains"));
    auto table = tableOf(type.plural, {{type.singular, Align::Left, 1.3},
                                       {Words::tr("Services"), Align::Left, 1.3},
                                       {Words::tr("Data elements, as it says"), Align::Left, 1.1},
                                       {Words::tr("Works for, and that for"), Align::Left, 1},
                                       {Words::tr("Contact"), Align::Left, 1.5},
                                       {Words::tr("Risk tier")},
                                       {Words::tr("Last review")}});
    table.orientation = report::Table::Orientation::Landscape;
    for (const Company *company : snapshot.inOrder<Company>())
        table.rows.push_back({{companyCell(snapshot, *company),
                               cellOf(company->services),
                               titlesCell(snapshot, DataElement::registerKey, company->elements),
                               {chainRuns(snapshot, *company)},
                               cellOf(company->contact),
                               riskCell(*company),
                               cellOf(company->reviewed)},
                              {}});
    blocks.push_back(std::move(table));
}

report::Badge needBadge(Need need)
{
    switch (need) {
    case Need::Required:
        return badge(BadgeTone::Medium, nameOf(need));
    case Need::Unclear:
        return badge(BadgeTone::High, nameOf(need));
    case Need::NotRequired:
    case Need::Exempt:
        break;
    }
    return badge(BadgeTone::Neutral, nameOf(need));
}

report::Cell coverCell(const Snapshot &snapshot, const VendorNeed &need)
{
    if (need.need == Need::NotRequired || need.need == Need::Exempt)
        return {dash()};
    const bool isCovered = need.cover == AgreementCover::Covered;
    return {need.agreement.isNull() ? report::Runs()
                                    : report::Runs{fullRun(snapshot, need.agreement)},
            badge(isCovered ? BadgeTone::Good : BadgeTone::Critical, nameOf(need.cover))};
}

/// A dash where no system of it is on the map.
report::Cell heldCell(const VendorNeed &need)
{
    const bool isOnMap =
        need.direction == Direction::Upstream || !need.systems.empty() || !need.others.empty();
    return isOnMap ? report::Cell{{}, standingBadge(need.standing)} : report::Cell{dash()};
}

report::Table::Row needRow(const DataMap &map, const VendorNeed &need)
{
    const Snapshot &snapshot = map.snapshot();
    QStringList why;
    for (const WhyLine &line : whyNeeded(map, need))
        why += line.text;
    return {{{{fullRun(snapshot, need.company)}},
             {{}, needBadge(need.need)},
             heldCell(need),
             coverCell(snapshot, need),
             cellOf(why.join(u'\n'))},
            {}};
}

void addNeeds(Blocks &blocks, const Derived &derived, Direction direction, const QString &caption,
              const QString &nothing)
{
    auto table = tableOf(
        caption, {{derived.map.snapshot().registers().of<Company>().singular, Align::Left, 1},
                  {Words::tr("Agreement")},
                  {Words::tr("Holds")},
                  {Words::tr("What is there"), Align::Left, 1},
                  {Words::tr("Why, and what has to be named"), Align::Left, 3.4}});
    table.orientation = report::Table::Orientation::Landscape;
    for (const VendorNeed &need : derived.vendors.needs()) {
        if (need.direction == direction)
            table.rows.push_back(needRow(derived.map, need));
    }
    addTableOr(blocks, std::move(table), nothing);
}

void addMatrixOf(Blocks &blocks, const Derived &derived)
{
    addSection(blocks, Words::tr("Who needs an agreement"),
               Words::tr("Derived from the map: which company holds ePHI in which system through "
                         "which flow, hence whether an agreement is required, which systems it has "
                         "to name, and what stands behind it today"),
               QStringLiteral("164.308(b)(1)"));
    addNeeds(blocks, derived, Direction::Downstream, Words::tr("Companies that work for you"),
             Words::tr("No company that works for you is on record."));
    addNeeds(blocks, derived, Direction::Upstream, Words::tr("Companies for whom you work"),
             Words::tr("No company for whom you work is on record."));
}

report::Cell eligibleCell(const CloudService &service)
{
    const BadgeTone tone = service.eligible == YesNoUnknown::Yes  ? BadgeTone::Good
                           : service.eligible == YesNoUnknown::No ? BadgeTone::Critical
                                                                  : BadgeTone::Neutral;
    return {{}, badge(tone, labelOf(service.eligible))};
}

void addServices(Blocks &blocks, const Snapshot &snapshot)
{
    const RegisterType &type = snapshot.registers().of<CloudService>();
    addSection(blocks, type.plural,
               Words::tr("Whether the provider\u2019s own list, of that date, names the service as "
                         "eligible for ePHI."));
    auto table = tableOf(type.plural, {{type.singular, Align::Left, 1.4},
                                       {Words::tr("Provider"), Align::Left, 1},
                                       {Words::tr("Eligible")},
                                       {Words::tr("Source"), Align::Left, 1.4},
                                       {Words::tr("Of")}});
    for (const CloudService *service : snapshot.inOrder<CloudService>())
        table.rows.push_back(
            {{recordCell(snapshot, *service), recordCell(snapshot, service->provider),
              eligibleCell(*service), cellOf(service->source), cellOf(service->sourceDate)},
             {}});
    addTableOr(blocks, std::move(table), Words::tr("No cloud service is on record."));
}

QStringList gapsOf(const Snapshot &snapshot)
{
    QStringList gaps;
    const QDate today = snapshot.today();
    const auto add = [&](const QString &sentence, const auto &isMeant) {
        const QString names = namesWhere<Company>(
            snapshot, [&](const Company &one) { return one.isCurrent(today) && isMeant(one); });
        if (!names.isEmpty())
            gaps += sentence.arg(names);
    };
    add(Words::tr("What they do: %1."),
        [](const Company &one) { return one.services.trimmed().isEmpty(); });
    add(Words::tr("Whom to call: %1."),
        [](const Company &one) { return one.contact.trimmed().isEmpty(); });
    add(Words::tr("How risky they are: %1."),
        [](const Company &one) { return one.isVendor() && one.riskTier == VendorRisk::NotRated; });
    add(Words::tr("When they were last reviewed: %1."),
        [](const Company &one) { return one.isVendor() && !one.reviewed; });
    return gaps;
}

}

void addVendors(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    const RegisterType &type = snapshot.registers().of<Company>();
    blocks.push_back(report::Heading{1, type.plural});
    addPurpose(blocks, type);
    if (snapshot.rows<Company>().isEmpty()) {
        addMissing(blocks, Words::tr("No company is on record. Enter those that operate systems or "
                                     "provide services for you, and those for whom you do."));
        return;
    }
    addRegister(blocks, snapshot);
    addMatrixOf(blocks, derived);
    addServices(blocks, snapshot);
    addSection(blocks, Words::tr("What is not on record of companies"));
    addGaps(blocks, gapsOf(snapshot), Words::tr("Nothing that this report looks for is missing."));
}

}
