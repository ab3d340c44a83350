// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/areablocks.h"
#include "model/binder/areachapters.h"
#include "model/inventory/timezone.h"

namespace safeguard::binder {

namespace {

using report::BadgeTone;
using Align = report::Table::Align;

/// To one place, down.
QString hoursText(double hours)
{
    return QString::number(std::floor(hours * 10) / 10);
}

/// "2026-03-14 17:00".
QString momentText(const std::optional<QDate> &day, const QString &time)
{
    const QString text = day ? day->toString(Qt::ISODate) : QString();
    return time.trimmed().isEmpty() ? text : text + u' ' + time.trimmed();
}

QString separationText(const Person &person)
{
    return momentText(person.separated, person.separatedTime);
}

void addLingering(Blocks &blocks, const Workforce &workforce)
{
    const Snapshot &snapshot = workforce.snapshot();
    auto table = tableOf(Words::tr("Left, and still with access"),
                         {{snapshot.registers().of<Person>().singular, Align::Left, 1},
                          {Words::tr("Left")},
                          {Words::tr("Hours since, at least"), Align::Number},
                          {Words::tr("Open access"), Align::Left, 2.4}});
    for (const Lingering &one : workforce.afterSeparation()) {
        std::vector<report::Run> places;
        for (const AccessLine *access : one.accesses) {
            const auto tier = workforce.tierOf(*access);
            places.push_back(
                {Words::tr("%1 %2 (%3)")
                     .arg(snapshot.registers().of<AccessGrant>().citeNumber(*access->grant),
                          access->system->name,
                          tier ? tierName(*tier) : Words::tr("tier not known"))});
        }
        table.rows.push_back({{recordCell(snapshot, *one.person),
                               cellOf(separationText(*one.person)),
                               cellOf(hoursText(one.hours)),
                               {joined(places, QStringLiteral("\n"))}},
                              {}});
    }
    addTableOr(blocks, std::move(table),
               Words::tr("Nobody who has left still has access on record."));
}

report::Badge verdictBadge(RevocationVerdict verdict)
{
    switch (verdict) {
    case RevocationVerdict::InTime:
        return badge(BadgeTone::Good, Words::tr("In time"));
    case RevocationVerdict::Unproven:
        return badge(BadgeTone::Medium, Words::tr("Cannot be told"));
    case RevocationVerdict::Late:
        return badge(BadgeTone::High, Words::tr("Late"));
    }
    return {};
}

QString hoursOf(const Revocation &one)
{
    return one.hours.least == one.hours.most
               ? hoursText(one.hours.most)
               : Words::tr("%1 to %2")
                     .arg(hoursText(std::max(one.hours.least, 0.0)), hoursText(one.hours.most));
}

void addRevocations(Blocks &blocks, const Workforce &workforce)
{
    const Snapshot &snapshot = workforce.snapshot();
    auto table =
        tableOf(Words::tr("Hours from the separation to the end of access, of the line that took "
                          "longest"),
                {{snapshot.registers().of<Person>().singular, Align::Left, 1},
                 {Words::tr("Left")},
                 {Words::tr("Access"), Align::Left, 1},
                 {Words::tr("Ended")},
                 {Words::tr("Hours"), Align::Number},
                 {Words::tr("By own policy")}});
    for (const Revocation &one : workforce.revocations())
        table.rows.push_back({{recordCell(snapshot, *one.person),
                               cellOf(separationText(*one.person)),
                               recordCell(snapshot, *one.grant),
                               cellOf(momentText(one.grant->revoked, one.grant->revokedTime)),
                               cellOf(hoursOf(one)),
                               {{}, verdictBadge(one.verdict)}},
                              {}});
    addTableOr(blocks, std::move(table), Words::tr("No access was ended after a separation."));
}

void addSteps(Blocks &blocks, const Workforce &workforce)
{
    const Snapshot &snapshot = workforce.snapshot();
    addSection(blocks, Words::tr("What is left to do for those who left"),
               Words::tr("These steps are good practice; the rule names none."));
    auto table = tableOf(Words::tr("Steps that are open"),
                         {{snapshot.registers().of<Person>().singular, Align::Left, 1},
                          {Words::tr("Left")},
                          {Words::tr("Not done, or not on record"), Align::Left, 2.4}});
    for (const OpenSteps &one : workforce.openSteps()) {
        QStringList steps;
        for (size_t i = 0; i < choices(SeparationStep()).size(); ++i) {
            if (one.steps.contains(static_cast<SeparationStep>(i)))
                steps += choices(SeparationStep())[i].label;
        }
        table.rows.push_back(
            {{recordCell(snapshot, *one.person), cellOf(separationText(*one.person)),
              cellOf(steps.join(QStringLiteral("; ")))},
             {}});
    }
    addTableOr(blocks, std::move(table), Words::tr("No step is open."));
}

}

void addSeparations(Blocks &blocks, const Derived &derived)
{
    const Workforce &workforce = derived.workforce;
    blocks.push_back(report::Heading{1, Words::tr("Separations")});
    addSection(blocks, Words::tr("Access of those who left"),
               Words::tr("Access ends when somebody leaves. By its own policy the organization "
                         "ends it within %n hours; the rule names no number",
                         nullptr, workforce.revocationHours()),
               QStringLiteral("164.308(a)(3)(ii)(C)"));
    blocks.push_back(report::Paragraph{report::plain(
        Words::tr("Times of day are in the zone of the organization, %1.")
            .arg(QString::fromLatin1(zoneOf(workforce.snapshot().only<Organization>()).id())))});
    addLingering(blocks, workforce);
    addRevocations(blocks, workforce);
    addSteps(blocks, workforce);
}

}
