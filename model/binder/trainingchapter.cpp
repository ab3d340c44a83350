// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/areablocks.h"
#include "model/binder/areachapters.h"
#include "model/binder/recordblocks.h"

namespace safeguard::binder {

namespace {

constexpr int monthsShown = 12;
constexpr size_t mostColumns = 6;

using report::BadgeTone;
using Align = report::Table::Align;

report::Badge stateBadge(TrainingState state)
{
    switch (state) {
    case TrainingState::Done:
        return badge(BadgeTone::Good, nameOf(state));
    case TrainingState::Expiring:
    case TrainingState::OldVersion:
        return badge(BadgeTone::Medium, nameOf(state));
    case TrainingState::Overdue:
        return badge(BadgeTone::Critical, nameOf(state));
    case TrainingState::Failed:
        return badge(BadgeTone::High, nameOf(state));
    case TrainingState::NotOwed:
    case TrainingState::Planned:
    case TrainingState::Due:
        break;
    }
    return badge(BadgeTone::Neutral, nameOf(state));
}

std::vector<report::Cell> rateCells(const TrainingRate &rate)
{
    return {cellOf(std::optional(rate.owed)), cellOf(std::optional(rate.fulfilled)),
            cellOf(std::optional(rate.overdue)),
            cellOf(std::optional(rate.owed - rate.fulfilled - rate.overdue)),
            shareCell(rate.share())};
}

report::Table rateTable(const QString &caption, const QString &first)
{
    return tableOf(caption, {{first, Align::Left, 1},
                             {Words::tr("Owed"), Align::Number},
                             {Words::tr("Fulfilled"), Align::Number},
                             {Words::tr("Overdue"), Align::Number},
                             {Words::tr("In time"), Align::Number},
                             {Words::tr("Rate"), Align::Number}});
}

void addRow(report::Table &table, report::Runs first, std::vector<report::Cell> rest)
{
    rest.insert(rest.begin(), report::Cell{std::move(first)});
    table.rows.push_back({std::move(rest), {}});
}

void addRates(Blocks &blocks, const TrainingPlan &plan)
{
    const Snapshot &snapshot = plan.snapshot();
    addSection(blocks, Words::tr("How much of it is done"),
               Words::tr("Of what those owe who are here today. A duty is fulfilled while a "
                         "completion of the version that is owed is still good; what is neither "
                         "fulfilled nor overdue is in time."));
    auto courses = rateTable(Words::tr("By course"), snapshot.registers().of<Course>().singular);
    for (size_t i = 0; i < plan.courses().size(); ++i)
        addRow(courses, {fullRun(snapshot, idOf(*plan.courses()[i]))},
               rateCells(plan.rateOfCourse(i)));
    addRow(courses, {{Words::tr("All courses"), report::RunStyle::Bold}},
           rateCells(plan.overall()));
    blocks.push_back(std::move(courses));
    auto roles = rateTable(Words::tr("By role: all that its members owe, by whatever ground"),
                           snapshot.registers().of<AccessRole>().singular);
    for (const AccessRole *role : snapshot.inOrder<AccessRole>())
        addRow(roles, {fullRun(snapshot, idOf(*role))}, rateCells(plan.rateOf(idOf(*role))));
    addTableOr(blocks, std::move(roles), Words::tr("No roles are on record."));
}

void addMonths(Blocks &blocks, const TrainingPlan &plan)
{
    auto table = tableOf(Words::tr("Over time, on the last day of each month and today; by the "
                                   "roles, courses and intervals of today"),
                         {{Words::tr("Day"), Align::Left, 1},
                          {Words::tr("Owed"), Align::Number},
                          {Words::tr("Fulfilled"), Align::Number},
                          {Words::tr("Rate"), Align::Number}});
    for (const TrainingMonth &month : plan.overTime(monthsShown)) {
        const auto share =
            month.owed > 0 ? std::optional(double(month.fulfilled) / month.owed) : std::nullopt;
        addRow(table, dayRuns(month.day),
               {cellOf(std::optional(month.owed)), cellOf(std::optional(month.fulfilled)),
                shareCell(share)});
    }
    blocks.push_back(std::move(table));
}

QString agoText(QDate day, QDate today)
{
    return Words::tr("%n days ago", nullptr, static_cast<int>(day.daysTo(today)));
}

report::Cell dueCell(const TrainingCell &cell, QDate today)
{
    report::Cell due{dayRuns(cell.due()), stateBadge(cell.state)};
    if (cell.state == TrainingState::Overdue)
        due.runs.push_back({u'\n' + agoText(*cell.due(), today), report::RunStyle::Muted});
    return due;
}

using StateFilter = std::function<bool(TrainingState)>;

report::Table openTable(const TrainingPlan &plan, const QString &caption,
                        const StateFilter &isMeant)
{
    const Snapshot &snapshot = plan.snapshot();
    auto table = tableOf(caption, {{snapshot.registers().of<Person>().singular, Align::Left, 1},
                                   {snapshot.registers().of<Course>().singular, Align::Left, 1.2},
                                   {Words::tr("Due")},
                                   {Words::tr("Why"), Align::Left, 2.6}});
    for (size_t person = 0; person < plan.people().size(); ++person) {
        for (size_t course = 0; course < plan.courses().size(); ++course) {
            const TrainingCell &cell = plan.cell(person, course);
            if (isMeant(cell.state))
                table.rows.push_back(
                    {{recordCell(snapshot, *plan.people()[person]),
                      recordCell(snapshot, *plan.courses()[course]),
                      dueCell(cell, snapshot.today()), cellOf(plan.why(person, course))},
                     {}});
        }
    }
    return table;
}

void addOpen(Blocks &blocks, const TrainingPlan &plan)
{
    addSection(blocks, Words::tr("Who is overdue, and why"),
               Words::tr("Intervals are the organization\u2019s own policy: the rule asks for "
                         "training and names no number."),
               QStringLiteral("164.308(a)(5)(i)"));
    addTableOr(blocks,
               openTable(plan, Words::tr("Overdue"),
                         [](TrainingState state) { return state == TrainingState::Overdue; }),
               Words::tr("Nothing is overdue."));
    addTableOr(blocks,
               openTable(plan, Words::tr("Not done, and still in time"),
                         [](TrainingState state) {
                             return state == TrainingState::Due ||
                                    state == TrainingState::Planned ||
                                    state == TrainingState::Failed ||
                                    state == TrainingState::OldVersion;
                         }),
               Words::tr("Nothing else is open."));
}

/// What is not owed and was never done stays empty.
report::Cell matrixCell(const TrainingCell &cell)
{
    if (!cell.isOwed() && !cell.record)
        return {};
    report::Cell shown{{}, stateBadge(cell.state)};
    if (cell.record)
        shown.runs = dayRuns(cell.record->completed);
    else if (cell.due())
        shown.runs = {{Words::tr("due %1").arg(cell.due()->toString(Qt::ISODate))}};
    return shown;
}

report::Table matrixTable(const TrainingPlan &plan, size_t from, size_t to, const QString &caption)
{
    const Snapshot &snapshot = plan.snapshot();
    auto table = tableOf(caption, {{snapshot.registers().of<Person>().singular, Align::Left, 1.3}});
    for (size_t course = from; course < to; ++course)
        table.columns.push_back({plan.courses()[course]->name, Align::Left, 1});
    for (size_t person = 0; person < plan.people().size(); ++person) {
        report::Table::Row row{{recordCell(snapshot, *plan.people()[person])}, {}};
        bool isEmpty = true;
        for (size_t course = from; course < to; ++course) {
            row.cells.push_back(matrixCell(plan.cell(person, course)));
            isEmpty = isEmpty && !row.cells.back().badge;
        }
        if (!isEmpty)
            table.rows.push_back(std::move(row));
    }
    return table;
}

/// Few courses to a table, about equally many in each.
void addMatrixOf(Blocks &blocks, const TrainingPlan &plan)
{
    addSection(blocks, Words::tr("Person by course"),
               Words::tr("How each stands with each course, and the day of the completion, else "
                         "by when it is due. An empty cell: not owed and never done. Who has "
                         "nothing to do with the courses of a table is not in it."));
    const size_t all = plan.courses().size();
    const size_t tables = (all + mostColumns - 1) / mostColumns;
    for (size_t i = 0; i < tables; ++i)
        addTableOr(
            blocks,
            matrixTable(plan, all * i / tables, all * (i + 1) / tables,
                        tables == 1
                            ? Words::tr("Person by course")
                            : Words::tr("Person by course, part %1 of %2").arg(i + 1).arg(tables)),
            Words::tr("Nobody owes or has done these: %1.").arg([&] {
                QStringList names;
                for (size_t c = all * i / tables; c < all * (i + 1) / tables; ++c)
                    names += plan.courses()[c]->name;
                return names.join(QStringLiteral("; "));
            }()));
}

/// How many, and which share of those who got the mail.
report::Cell countCell(const std::optional<int> &count, const std::optional<double> &share)
{
    report::Cell cell = cellOf(count);
    if (share)
        cell.runs.push_back({u'\n' + shareCell(share).runs.front().text, report::RunStyle::Muted});
    return cell;
}

void addPhishing(Blocks &blocks, const Snapshot &snapshot)
{
    const RegisterType &type = snapshot.registers().of<PhishingCampaign>();
    addSection(blocks, type.plural);
    auto table = tableOf(type.plural, {{type.singular, Align::Left, 1.4},
                                       {Words::tr("Sent")},
                                       {Words::tr("Mails"), Align::Number},
                                       {Words::tr("Clicked"), Align::Number},
                                       {Words::tr("Gave secrets"), Align::Number},
                                       {Words::tr("Reported"), Align::Number},
                                       {Words::tr("Notes"), Align::Left, 1.6}});
    for (const PhishingRate &rate : phishingRates(snapshot)) {
        const PhishingCampaign &campaign = *rate.campaign;
        table.rows.push_back(
            {{recordCell(snapshot, campaign), cellOf(campaign.sentOn), cellOf(campaign.recipients),
              countCell(campaign.clicked, rate.clicked), countCell(campaign.entered, rate.entered),
              countCell(campaign.reported, rate.reported), cellOf(campaign.notes)},
             {}});
    }
    addTableOr(blocks, std::move(table),
               Words::tr("No test with false mails is on record. The rule asks for none; it is "
                         "good practice."));
}

/// "Anna; Ben" who owe a course and whose start is not on record.
QString undated(const TrainingPlan &plan)
{
    return namesWhere<Person>(plan.snapshot(), [&](const Person &person) {
        const auto cells = plan.cellsOf(*plan.indexOf(idOf(person)));
        return std::any_of(cells.begin(), cells.end(), [](const TrainingCell &cell) {
            return cell.cause == TrainingCause::First && !cell.dueDay;
        });
    });
}

QStringList gapsOf(const TrainingPlan &plan)
{
    const Snapshot &snapshot = plan.snapshot();
    QStringList gaps;
    if (plan.people().empty())
        gaps += Words::tr("Who works for you.");
    if (plan.courses().empty())
        gaps += Words::tr("Which courses you give.");
    if (snapshot.rows<TrainingRecord>().isEmpty())
        gaps += Words::tr("Who has completed what.");
    const auto add = [&](const QString &sentence, const QString &names) {
        if (!names.isEmpty())
            gaps += sentence.arg(names);
    };
    add(Words::tr("When they started, so that no day follows by which training is due: %1."),
        undated(plan));
    add(Words::tr("Who owes the course: %1."),
        namesWhere<Course>(snapshot, [](const Course &course) {
            return !course.isRetired && !course.isForEveryone && course.roles.isEmpty();
        }));
    add(Words::tr("What proves the completion: %1."),
        namesWhere<TrainingRecord>(snapshot, [](const TrainingRecord &record) {
            return record.counts() && record.proof.trimmed().isEmpty();
        }));
    add(Words::tr("Since when the version is owed: %1."),
        namesWhere<Course>(snapshot, [](const Course &course) {
            return course.isNewVersionOwed && !course.versionSince;
        }));
    add(Words::tr("How many got the mail, or when: %1."),
        namesWhere<PhishingCampaign>(snapshot, [](const PhishingCampaign &campaign) {
            return !campaign.recipients || !campaign.sentOn;
        }));
    return gaps;
}

}

void addTraining(Blocks &blocks, const Derived &derived)
{
    const TrainingPlan &plan = derived.training;
    const Snapshot &snapshot = plan.snapshot();
    blocks.push_back(report::Heading{1, Words::tr("Training")});
    addPurpose(blocks, snapshot.registers().of<Course>());
    if (plan.people().empty())
        addMissing(blocks, Words::tr("Nobody is on record, so nobody owes training. Enter the "
                                     "people who work for you."));
    if (plan.courses().empty())
        addMissing(blocks, Words::tr("No course is on record. Enter the courses that you give, and "
                                     "who owes them."));
    if (!plan.people().empty() && !plan.courses().empty()) {
        addRates(blocks, plan);
        addMonths(blocks, plan);
        addOpen(blocks, plan);
        addMatrixOf(blocks, plan);
    }
    addPhishing(blocks, snapshot);
    addSection(blocks, Words::tr("What is not on record"));
    addGaps(blocks, gapsOf(plan), Words::tr("Nothing that this report looks for is missing."));
}

void addTrainingRecords(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    const RegisterType &type = snapshot.registers().of<TrainingRecord>();
    blocks.push_back(report::Heading{1, type.plural});
    blocks.push_back(report::Paragraph{
        {{Words::tr("Records are kept for six years from the day of the completion (")},
         citationRun(QStringLiteral("164.316(b)(2)(i)")),
         {Words::tr("). One without a day is planned.")}}});
    auto table = tableOf(type.plural, {{Words::tr("No.")},
                                       {snapshot.registers().of<Person>().singular, Align::Left, 1},
                                       {snapshot.registers().of<Course>().singular, Align::Left, 1},
                                       {Words::tr("Version")},
                                       {Words::tr("Completed")},
                                       {Words::tr("Result")},
                                       {Words::tr("Proof"), Align::Left, 1},
                                       {Words::tr("Kept until")}});
    table.orientation = report::Table::Orientation::Landscape;
    for (const TrainingRecord *record : snapshot.inOrder<TrainingRecord>()) {
        report::Cell result =
            cellOf(record->completed ? labelOf(record->result) : Words::tr("Planned"));
        if (record->score)
            result.runs.push_back({Words::tr(", %1 %").arg(*record->score)});
        table.rows.push_back({{cellOf(type.citeNumber(*record)),
                               {{titleRun(snapshot, record->person)}},
                               {{titleRun(snapshot, record->course)}},
                               cellOf(record->version),
                               cellOf(record->completed),
                               std::move(result),
                               cellOf(record->proof),
                               cellOf(retainedUntil(*record))},
                              anchorOf(snapshot, type.key, record->id)});
    }
    if (table.rows.empty())
        addMissing(blocks, Words::tr("No training is on record."));
    else
        blocks.push_back(std::move(table));
}

}
