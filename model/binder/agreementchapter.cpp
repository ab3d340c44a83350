// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/areablocks.h"
#include "model/binder/areachapters.h"
#include "model/binder/recordblocks.h"
#include "model/documents/attaching.h"
#include "model/vendors/provisionanswers.h"

#include <QHash>

namespace safeguard::binder {

namespace {

using report::BadgeTone;
using Align = report::Table::Align;
using Provision = Checklist::Question;

constexpr int mostDays = 60; ///< 164.410(b)

report::Badge stateBadge(AgreementState state)
{
    switch (state) {
    case AgreementState::InForce:
        return badge(BadgeTone::Good, nameOf(state));
    case AgreementState::Expired:
    case AgreementState::Terminated:
        return badge(BadgeTone::Critical, nameOf(state));
    case AgreementState::NotYet:
        return badge(BadgeTone::Medium, nameOf(state));
    case AgreementState::Draft:
    case AgreementState::Negotiation:
        break;
    }
    return badge(BadgeTone::Neutral, nameOf(state));
}

/// A line with a label; nothing for an empty text.
void addLine(report::Runs &runs, const QString &label, const QString &text)
{
    if (text.isEmpty())
        return;
    runs.push_back({(runs.empty() ? QString() : QStringLiteral("\n")) + label + u' ',
                    report::RunStyle::Muted});
    runs.push_back({text});
}

QString iso(const std::optional<QDate> &day)
{
    return day ? day->toString(Qt::ISODate) : QString();
}

QString monthsText(int months)
{
    return Words::tr("%n months", nullptr, months);
}

report::Cell termCell(const Agreement &agreement, QDate today)
{
    report::Runs runs;
    addLine(runs, Words::tr("Executed"), iso(agreement.executed));
    addLine(runs, Words::tr("Effective"), iso(agreement.effective));
    const auto term = termOf(agreement, today);
    addLine(runs, Words::tr("Ends"),
            term ? term->ends.toString(Qt::ISODate) : iso(agreement.expires));
    if (agreement.renewsItself)
        addLine(runs, Words::tr("Renews itself by"),
                monthsText(agreement.renewalMonths.value_or(0)));
    addLine(runs, Words::tr("Terminated"), iso(agreement.terminated));
    return {runs.empty() ? dash() : std::move(runs)};
}

report::Cell noticeCell(const Agreement &agreement, QDate today)
{
    const auto term = termOf(agreement, today);
    report::Runs runs;
    addLine(runs, Words::tr("By"), term ? iso(term->notice) : QString());
    if (agreement.noticeDays)
        addLine(runs, Words::tr("Days before the end"), QString::number(*agreement.noticeDays));
    return {runs.empty() ? dash() : std::move(runs)};
}

report::Cell scopeCell(const Snapshot &snapshot, const Agreement &agreement)
{
    report::Cell cell = agreement.systems.isEmpty()
                            ? cellOf(Words::tr("Every system of that company"))
                            : titlesCell(snapshot, System::registerKey, agreement.systems);
    if (!agreement.services.trimmed().isEmpty())
        cell.runs.push_back({u'\n' + agreement.services, report::RunStyle::Muted});
    return cell;
}

report::Cell fileCell(const Snapshot &snapshot, const Agreement &agreement)
{
    std::vector<report::Run> files;
    for (const Evidence *piece :
         evidenceFor(snapshot, {QString::fromLatin1(Agreement::registerKey), agreement.id}))
        files.push_back(fullRun(snapshot, idOf(*piece)));
    return {joined(files, QStringLiteral("; "))};
}

void addDirection(Blocks &blocks, const Snapshot &snapshot, Direction direction,
                  const QString &title)
{
    addSection(blocks, title);
    auto table = tableOf(title, {{snapshot.registers().of<Agreement>().singular, Align::Left, 1.2},
                                 {Words::tr("Counterparty"), Align::Left, 0.9},
                                 {Words::tr("State")},
                                 {Words::tr("Term"), Align::Left, 1.1},
                                 {Words::tr("Notice"), Align::Left, 0.9},
                                 {Words::tr("Covers"), Align::Left, 1.4},
                                 {Words::tr("Last review")},
                                 {Words::tr("Document"), Align::Left, 0.8}});
    table.orientation = report::Table::Orientation::Landscape;
    for (const Agreement *agreement : snapshot.inOrder<Agreement>()) {
        if (agreement->direction == direction)
            table.rows.push_back({{recordCell(snapshot, *agreement),
                                   recordCell(snapshot, agreement->counterparty),
                                   {{}, stateBadge(stateOf(*agreement, snapshot.today()))},
                                   termCell(*agreement, snapshot.today()),
                                   noticeCell(*agreement, snapshot.today()),
                                   scopeCell(snapshot, *agreement),
                                   cellOf(agreement->reviewed),
                                   fileCell(snapshot, *agreement)},
                                  {}});
    }
    addTableOr(blocks, std::move(table), Words::tr("None on record."));
}

report::Badge noticeBadge(const Agreement &agreement, const VendorMap &vendors)
{
    const auto days = agreement.breachNoticeDays;
    const auto &shortest = vendors.shortestUpstream();
    if (!days)
        return badge(BadgeTone::Medium, Words::tr("Not on record"));
    if (*days > mostDays)
        return badge(BadgeTone::High, Words::tr("Longer than %1 days").arg(mostDays));
    if (agreement.direction == Direction::Downstream && shortest && *days > shortest->days)
        return badge(BadgeTone::High, Words::tr("Longer than you have"));
    return badge(BadgeTone::Good, Words::tr("Fits"));
}

void addNotices(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    addSection(blocks, Words::tr("How soon breaches are reported"),
               Words::tr("A business associate reports a breach without unreasonable delay and "
                         "within 60 days after its discovery; agreements often ask for less"),
               QStringLiteral("164.410(b)"));
    const auto &shortest = derived.vendors.shortestUpstream();
    blocks.push_back(report::Paragraph{
        shortest
            ? report::Runs{{Words::tr("The shortest time that a customer gives: %n days, by ",
                                      nullptr, shortest->days)},
                           fullRun(snapshot, shortest->agreement),
                           {QStringLiteral(".")}}
            : report::plain(Words::tr("No agreement in force with a customer names a time."))});
    auto table = tableOf(Words::tr("Agreements in force"),
                         {{snapshot.registers().of<Agreement>().singular, Align::Left, 2},
                          {Words::tr("Counterparty"), Align::Left, 1.4},
                          {Words::tr("Direction")},
                          {Words::tr("Days"), Align::Number},
                          {Words::tr("Compared")}});
    for (const Agreement *agreement : snapshot.inOrder<Agreement>()) {
        if (stateOf(*agreement, snapshot.today()) == AgreementState::InForce)
            table.rows.push_back({{recordCell(snapshot, *agreement),
                                   recordCell(snapshot, agreement->counterparty),
                                   cellOf(labelOf(agreement->direction)),
                                   cellOf(agreement->breachNoticeDays),
                                   {{}, noticeBadge(*agreement, derived.vendors)}},
                                  {}});
    }
    addTableOr(blocks, std::move(table), Words::tr("No agreement is in force."));
}

report::Badge answerBadge(ProvisionAnswer answer)
{
    switch (answer) {
    case ProvisionAnswer::Yes:
        return badge(BadgeTone::Good, labelOf(answer));
    case ProvisionAnswer::Partly:
        return badge(BadgeTone::Medium, labelOf(answer));
    case ProvisionAnswer::No:
        return badge(BadgeTone::Critical, labelOf(answer));
    case ProvisionAnswer::NotChecked:
    case ProvisionAnswer::NotApplicable:
        break;
    }
    return badge(BadgeTone::Neutral, labelOf(answer));
}

/// The place of the law; what the rule does not ask for says so.
report::Cell groundCell(const Provision &provision)
{
    switch (provision.force) {
    case Checklist::Force::Law:
        return {{citationRun(provision.citation)}};
    case Checklist::Force::Option:
        return {{citationRun(provision.citation),
                 {u'\n' + Words::tr("The rule allows it"), report::RunStyle::Muted}}};
    case Checklist::Force::Practice:
        break;
    }
    return {{{Words::tr("Good practice"), report::RunStyle::Muted}}};
}

/// What was answered of each agreement, in order.
using Answered = QHash<AnyId, std::vector<const AgreementProvision *>>;

Answered answeredIn(const Snapshot &snapshot)
{
    Answered answered;
    for (const AgreementProvision *one : snapshot.inOrder<AgreementProvision>())
        answered[one->agreement].push_back(one);
    return answered;
}

report::Table provisionTable(const ProvisionAnswers &answers, const Agreement &agreement,
                             const std::vector<const AgreementProvision *> &answered)
{
    auto table = tableOf(Words::tr("Provisions of %1").arg(agreement.name),
                         {{Words::tr("Provision"), Align::Left, 1},
                          {Words::tr("Rests on")},
                          {Words::tr("Answer")},
                          {Words::tr("Where in the document"), Align::Left, 1.6}});
    const auto add = [&](report::Runs title, report::Cell ground, const AgreementProvision *found) {
        table.rows.push_back(
            {{{std::move(title)},
              std::move(ground),
              {{}, answerBadge(found ? found->answer : ProvisionAnswer::NotChecked)},
              cellOf(found ? found->place : QString())},
             {}});
    };
    const Checklist &all = Checklist::provisions();
    for (const Provision &provision : all.questions)
        add(report::plain(provision.title), groundCell(provision),
            answers.find(idOf(agreement), provision.key));
    for (const AgreementProvision *own : answered) {
        if (!all.find(own->provision))
            add(report::plain(own->provision), {dash()}, own);
    }
    return table;
}

bool isLookedThrough(const std::vector<const AgreementProvision *> &answered)
{
    return std::any_of(answered.begin(), answered.end(), [](const AgreementProvision *one) {
        return one->answer != ProvisionAnswer::NotChecked || !one->place.isEmpty();
    });
}

QStringList gapsOf(const Snapshot &snapshot)
{
    QStringList gaps;
    const auto add = [&](const QString &sentence, const auto &isMeant) {
        const QString names = namesWhere<Agreement>(snapshot, isMeant);
        if (!names.isEmpty())
            gaps += sentence.arg(names);
    };
    add(Words::tr("The document itself: %1."), [&](const Agreement &one) {
        return evidenceFor(snapshot, {QString::fromLatin1(Agreement::registerKey), one.id}).empty();
    });
    add(Words::tr("Within how many days a breach is reported: %1."),
        [](const Agreement &one) { return !one.breachNoticeDays; });
    add(Words::tr("How many days before its end notice is given: %1."),
        [](const Agreement &one) { return one.renewsItself && !one.noticeDays; });
    add(Words::tr("When it was last reviewed: %1."), [&](const Agreement &one) {
        return !one.reviewed && stateOf(one, snapshot.today()) == AgreementState::InForce;
    });
    return gaps;
}

bool isAny(Blocks &blocks, const Snapshot &snapshot)
{
    if (!snapshot.rows<Agreement>().isEmpty())
        return true;
    addMissing(blocks, Words::tr("No agreement is on record."));
    return false;
}

}

void addAgreements(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    const RegisterType &type = snapshot.registers().of<Agreement>();
    blocks.push_back(report::Heading{1, type.plural});
    addPurpose(blocks, type);
    if (!isAny(blocks, snapshot))
        return;
    addDirection(blocks, snapshot, Direction::Upstream,
                 Words::tr("With customers for whom you handle ePHI"));
    addDirection(blocks, snapshot, Direction::Downstream,
                 Words::tr("With companies that handle ePHI for you"));
    addNotices(blocks, derived);
    addSection(blocks, Words::tr("What is not on record of agreements"));
    addGaps(blocks, gapsOf(snapshot), Words::tr("Nothing that this report looks for is missing."));
}

void addProvisions(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("Provisions of agreements")});
    blocks.push_back(report::Paragraph{report::plain(Checklist::provisions().note)});
    if (!isAny(blocks, snapshot))
        return;
    const ProvisionAnswers answers(snapshot);
    const Answered all = answeredIn(snapshot);
    for (const Agreement *agreement : snapshot.inOrder<Agreement>()) {
        blocks.push_back(report::Heading{
            2, snapshot.describe(QString::fromLatin1(Agreement::registerKey), agreement->id)});
        const auto answered = all.value(agreement->id);
        if (isLookedThrough(answered))
            blocks.push_back(provisionTable(answers, *agreement, answered));
        else
            addMissing(blocks, Words::tr("Nobody has looked through it: whether it has what the "
                                         "rule requires is not on record."));
    }
}

}
