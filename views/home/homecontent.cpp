// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/home/homecontent.h"

#include <algorithm>
#include <cmath>

namespace safeguard {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Home)
};

constexpr size_t mostRows = 200;

QString percent(double share)
{
    // Not everything is less than everything.
    return Words::tr("%1 %").arg(static_cast<int>(std::floor(share * 100)));
}

/// A table as narrow as a third of the screen has no room for sentences.
QString shortStanding(const Deadline &deadline, QDate today)
{
    const qint64 days = today.daysTo(deadline.due);
    return deadline.isOverdue(today) ? Words::tr("%1 d late").arg(-days)
           : days == 0               ? Words::tr("today")
                                     : Words::tr("%1 d").arg(days);
}

HomeRow rowOf(const Deadline &deadline, QDate today)
{
    const auto days = today.daysTo(deadline.due);
    const Ink ink = deadline.isOverdue(today) ? Ink::Danger : days <= 7 ? Ink::Warning : Ink::Muted;
    return {deadline.due.toString(Qt::ISODate), deadline.title, shortStanding(deadline, today), ink,
            addressOf(deadline)};
}

bool isBeforeEnd(const Deadline &deadline)
{
    return deadline.ruleId == QStringLiteral("DL-BAA-NOTICE") ||
           (deadline.ruleId == QStringLiteral("DL-BAA-TERM") && !deadline.isNotice);
}

/// The name first: there is not much room.
HomeRow agreementRow(const Deadline &deadline, const DueDates::Found &found)
{
    HomeRow row = rowOf(deadline, found.today());
    const QString name = found.snapshot().title(deadline.record.registerKey, deadline.record.id);
    row.what = (deadline.ruleId == QStringLiteral("DL-BAA-NOTICE") ? Words::tr("%1, last notice")
                                                                   : Words::tr("%1 ends"))
                   .arg(name);
    return row;
}

void addGaps(HomeRows &rows, const Derived &derived)
{
    const QString companies = QString::fromLatin1(Company::registerKey);
    for (const VendorNeed &need : derived.vendors.needs()) {
        if (need.isGap())
            rows.push_back({Words::tr("now"),
                            derived.map.snapshot().title(companies, need.company),
                            nameOf(need.cover),
                            Ink::Danger,
                            {QStringLiteral("agreement-needs"), need.company}});
    }
}

template <class T>
bool hasNone(const Derived &derived)
{
    return derived.map.snapshot().rows<T>().isEmpty();
}

}

std::vector<HomeDay> comingDays(const DueDates::Found &found)
{
    std::vector<HomeDay> days(homeDays);
    for (const Deadline &deadline : found.all) {
        const auto at = found.today().daysTo(deadline.due);
        if (at >= 0 && at < homeDays && !deadline.isNotice)
            ++days[static_cast<size_t>(at)].counts[static_cast<size_t>(deadline.force)];
    }
    return days;
}

HomeContent comingContent(const DueDates::Found &found)
{
    HomeContent content;
    content.empty = Words::tr("Nothing is overdue and nothing is due in the next 30 days.");
    const QDate today = found.today();
    int overdue = 0;
    int ahead = 0;
    for (const Deadline &deadline : found.all) {
        const bool isLate = deadline.isOverdue(today);
        const bool isAhead =
            !deadline.isNotice && deadline.due >= today && deadline.due < today.addDays(homeDays);
        overdue += isLate;
        ahead += isAhead;
        if ((isLate || isAhead) && content.rows.size() < mostRows)
            content.rows.push_back(rowOf(deadline, today));
    }
    if (!content.rows.empty())
        content.parts = {
            {Words::tr("%n overdue", nullptr, overdue), double(overdue), Ink::Danger},
            {Words::tr("%n due in the next 30 days", nullptr, ahead), double(ahead), Ink::Muted}};
    return content;
}

HomeContent trainingContent(const Derived &derived)
{
    HomeContent content;
    content.empty = Words::tr("Nobody owes a course yet.");
    const TrainingPlan &plan = derived.training;
    const TrainingRate &all = plan.overall();
    const auto share = all.share();
    if (!share)
        return content;
    content.figure = percent(*share);
    const int inTime = all.owed - all.fulfilled - all.overdue;
    content.parts = {
        {Words::tr("%1 of %n fulfilled", nullptr, all.owed).arg(all.fulfilled),
         double(all.fulfilled), Ink::Good},
        {Words::tr("%n to do, in time", nullptr, inTime), double(inTime), Ink::Warning},
        {Words::tr("%n overdue", nullptr, all.overdue), double(all.overdue), Ink::Danger}};
    std::vector<std::pair<double, HomeRow>> rows;
    for (size_t i = 0; i < plan.courses().size(); ++i) {
        const TrainingRate &rate = plan.rateOfCourse(i);
        const auto of = rate.share();
        if (!of)
            continue;
        const bool isLate = rate.overdue > 0;
        rows.push_back({*of,
                        {percent(*of),
                         plan.courses()[i]->name,
                         isLate ? Words::tr("%n overdue", nullptr, rate.overdue)
                                : Words::tr("%1 of %2").arg(rate.fulfilled).arg(rate.owed),
                         isLate    ? Ink::Danger
                         : *of < 1 ? Ink::Warning
                                   : Ink::Good,
                         {QStringLiteral("training"), plan.courses()[i]->id}}});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    for (auto &[unused, row] : rows)
        content.rows.push_back(std::move(row));
    return content;
}

HomeContent agreementContent(const DueDates::Found &found)
{
    HomeContent content;
    content.empty = Words::tr("No company needs an agreement, as far as the map says.");
    int covered = 0;
    int gaps = 0;
    int unclear = 0;
    for (const VendorNeed &need : found.derived->vendors.needs()) {
        gaps += need.isGap();
        covered += need.need == Need::Required && !need.isGap();
        unclear += need.need == Need::Unclear;
    }
    if (covered + gaps + unclear > 0) {
        content.figure = QStringLiteral("%1/%2").arg(covered).arg(covered + gaps + unclear);
        content.parts = {{Words::tr("%n covered", nullptr, covered), double(covered), Ink::Good},
                         {Words::tr("%n unclear", nullptr, unclear), double(unclear), Ink::Warning},
                         {Words::tr("%n without cover", nullptr, gaps), double(gaps), Ink::Danger}};
    }
    addGaps(content.rows, *found.derived);
    for (const Deadline &deadline : found.all) {
        if (isBeforeEnd(deadline) && content.rows.size() < mostRows)
            content.rows.push_back(agreementRow(deadline, found));
    }
    return content;
}

std::optional<NextStep> nextStep(const Derived &derived)
{
    if (hasNone<System>(derived))
        return NextStep{Words::tr("Next: the first system"),
                        Words::tr("Everything follows from the systems that hold patient data. "
                                  "Begin with the one where the data come into being."),
                        Words::tr("Enter a system"), QStringLiteral("systems")};
    if (hasNone<Flow>(derived))
        return NextStep{Words::tr("Next: how the data flow"),
                        Words::tr("Which tier a system has, and who needs an agreement, follows "
                                  "from where the data go."),
                        Words::tr("Enter a flow"), QStringLiteral("flows")};
    if (hasNone<Person>(derived))
        return NextStep{Words::tr("Next: the people"),
                        Words::tr("Who works here, employed or not; a list from elsewhere can be "
                                  "imported."),
                        Words::tr("Enter people"), QStringLiteral("people")};
    if (!derived.training.hasCourses())
        return NextStep{Words::tr("Next: what people learn"),
                        Words::tr("Training on security is required for everyone. A course says "
                                  "who owes it and how often."),
                        Words::tr("Enter a course"), QStringLiteral("courses")};
    if (hasNone<Company>(derived))
        return NextStep{Words::tr("Next: companies"),
                        Words::tr("Who else holds your data, and for whom you hold theirs."),
                        Words::tr("Enter a company"), QStringLiteral("vendors")};
    if (!derived.risks.assessment())
        return NextStep{Words::tr("Next: the risk analysis"),
                        Words::tr("The questions follow from the map that you have drawn."),
                        Words::tr("Start it"), QStringLiteral("risk-analysis")};
    return std::nullopt;
}

}
