// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/areablocks.h"
#include "model/binder/areachapters.h"
#include "model/binder/recordblocks.h"
#include "model/people/accessmatrix.h"

namespace safeguard::binder {

namespace {

using report::BadgeTone;
using Align = report::Table::Align;

/// "ECG waveform (1); Battery level (4)": what can be in a system, with its tiers.
QString contentOf(const Snapshot &snapshot, const AccessMatrix &matrix, const Id<System> &system)
{
    QStringList elements;
    for (const AccessMatrix::Row &row : matrix.rows()) {
        if (row.system != system || row.element.isNull() || !row.tier)
            continue;
        elements += Words::tr("%1 (%2)").arg(
            snapshot.title(QString::fromLatin1(DataElement::registerKey), row.element),
            QString::number(static_cast<int>(*row.tier) + 1));
    }
    return elements.join(QStringLiteral("; "));
}

report::Cell elementCell(const Snapshot &snapshot, const AccessMatrix::Row &row)
{
    report::Cell cell{row.element.isNull() ? report::plain(Words::tr("Everything in it"))
                                           : report::Runs{fullRun(snapshot, row.element)}};
    if (row.tier)
        cell.badge = tierBadge(*row.tier);
    if (!row.isHeld)
        cell.runs.push_back(
            {u'\n' + Words::tr("The system does not hold it."), report::RunStyle::Muted});
    return cell;
}

/// What follows from a right to everything in the system is told there.
report::Table rightsTable(const Snapshot &snapshot, const AccessMatrix &matrix,
                          const Id<System> &system)
{
    auto table = tableOf(Words::tr("Rights in %1")
                             .arg(snapshot.title(QString::fromLatin1(System::registerKey), system)),
                         {{Words::tr("Data element"), Align::Left, 1.2},
                          {snapshot.registers().of<AccessRole>().singular, Align::Left, 1},
                          {Words::tr("May"), Align::Left, 0.8},
                          {Words::tr("Why that is the minimum necessary"), Align::Left, 2},
                          {Words::tr("People"), Align::Number}});
    table.rowHeaders = false;
    for (size_t row = 0; row < matrix.rows().size(); ++row) {
        if (matrix.rows()[row].system != system)
            continue;
        for (size_t role = 0; role < matrix.roles().size(); ++role) {
            const AccessMatrix::Cell cell = matrix.cell(row, role);
            if (!cell.right)
                continue;
            const bool isExplained = !cell.right->reason.trimmed().isEmpty();
            table.rows.push_back(
                {{elementCell(snapshot, matrix.rows()[row]),
                  recordCell(snapshot, *matrix.roles()[role]),
                  cellOf(operationsText(cell.operations)),
                  cellOf(isExplained ? cell.right->reason : Words::tr("Not on record.")),
                  cellOf(std::optional(cell.people))},
                 {}});
        }
    }
    return table;
}

void addRights(Blocks &blocks, const Derived &derived)
{
    const Snapshot &snapshot = derived.map.snapshot();
    addSection(blocks, Words::tr("Access matrix"),
               Words::tr("What each role may do with which data in which system, and why it needs "
                         "no less. Rights add up: a right to everything holds for each element, "
                         "too. The digit is the tier. The last column counts who was let into the "
                         "system in that role"),
               QStringLiteral("164.308(a)(4)(ii)(B)"));
    const AccessMatrix matrix(derived.map, derived.workforce);
    std::vector<AnyId> without;
    bool isAny = false;
    Id<System> last;
    for (const AccessMatrix::Row &row : matrix.rows()) {
        if (row.system == std::exchange(last, row.system))
            continue;
        auto table = rightsTable(snapshot, matrix, row.system);
        if (table.rows.empty()) {
            without.push_back(row.system);
            continue;
        }
        isAny = true;
        const QString content = contentOf(snapshot, matrix, row.system);
        blocks.push_back(report::Paragraph{
            {fullRun(snapshot, row.system),
             {content.isEmpty() ? QString() : Words::tr(" can hold: %1.").arg(content),
              report::RunStyle::Muted}},
            {},
            true});
        blocks.push_back(std::move(table));
    }
    if (!isAny)
        addMissing(blocks, Words::tr("No role has a right on record."));
    if (without.empty())
        return;
    report::Runs runs{{Words::tr("In these no role has a right: ")}};
    const auto names = titleRuns(snapshot, QString::fromLatin1(System::registerKey), without);
    runs.insert(runs.end(), names.begin(), names.end());
    blocks.push_back(report::Paragraph{std::move(runs)});
}

report::Cell placeCell(const Snapshot &snapshot, const AccessLine &access)
{
    return {{numberRun(snapshot, QString::fromLatin1(AccessGrant::registerKey), access.grant->id),
             {QStringLiteral(" ")},
             titleRun(snapshot, idOf(*access.system))}};
}

void addTier1(Blocks &blocks, const Workforce &workforce)
{
    const Snapshot &snapshot = workforce.snapshot();
    addSection(blocks, Words::tr("Who reaches Tier 1, and why"),
               Words::tr("From every line of access that is open today, the rights of its role and "
                         "what the system holds. What is not said counts as the stricter: access "
                         "without a role, or in one without a right there, is access to "
                         "everything."));
    auto table = tableOf(Words::tr("Open access to ePHI"),
                         {{snapshot.registers().of<Person>().singular, Align::Left, 1},
                          {Words::tr("Access"), Align::Left, 1.2},
                          {Words::tr("Why"), Align::Left, 3}});
    for (const AccessLine &access : workforce.accesses()) {
        if (access.reachesTier1)
            table.rows.push_back(
                {{recordCell(snapshot, *access.person), placeCell(snapshot, access),
                  cellOf(workforce.whys(access, Tier::One).join(u'\n'))},
                 {}});
    }
    addTableOr(blocks, std::move(table), Words::tr("Nobody on record reaches Tier 1."));
}

report::Cell reviewCell(const Workforce &workforce, const AccessLine &access)
{
    const auto due = workforce.reviewDue(access);
    if (workforce.isReviewed(access))
        return cellOf(due);
    return {dayRuns(due),
            badge(BadgeTone::High, due ? Words::tr("Overdue") : Words::tr("Never reviewed"))};
}

report::Cell whoAndWhen(const Snapshot &snapshot, const Id<Person> &person,
                        const std::optional<QDate> &day)
{
    report::Cell cell{person.isNull() ? dash() : report::Runs{titleRun(snapshot, person)}};
    if (day)
        cell.runs.push_back(
            {QStringLiteral(", ") + day->toString(Qt::ISODate), report::RunStyle::Muted});
    return cell;
}

/// What is due first comes first; without a day, before that.
std::vector<const AccessLine *> byReview(const Workforce &workforce)
{
    std::vector<const AccessLine *> lines;
    for (const AccessLine &access : workforce.accesses())
        lines.push_back(&access);
    std::stable_sort(lines.begin(), lines.end(), [&](const AccessLine *a, const AccessLine *b) {
        return workforce.reviewDue(*a) < workforce.reviewDue(*b);
    });
    return lines;
}

void addReviews(Blocks &blocks, const Workforce &workforce)
{
    const Snapshot &snapshot = workforce.snapshot();
    addSection(blocks, Words::tr("Authorization and reviews"),
               Words::tr("Every line of access that is open today, those whose review is due first "
                         "at the top. By its own policy the organization looks at access again "
                         "every %n months; the rule names no number",
                         nullptr, workforce.reviewMonths()),
               QStringLiteral("164.308(a)(4)(ii)(C)"));
    auto table = tableOf(Words::tr("Open access"),
                         {{snapshot.registers().of<Person>().singular, Align::Left, 1},
                          {Words::tr("Access"), Align::Left, 1.3},
                          {Words::tr("Role; Account"), Align::Left, 1},
                          {Words::tr("Authorized"), Align::Left, 0.9},
                          {Words::tr("Last review"), Align::Left, 0.9},
                          {Words::tr("Review due")}});
    table.orientation = report::Table::Orientation::Landscape;
    for (const AccessLine *access : byReview(workforce)) {
        const AccessGrant &grant = *access->grant;
        report::Cell role{access->role ? report::Runs{titleRun(snapshot, idOf(*access->role))}
                                       : report::plain(Words::tr("No role"))};
        if (!grant.account.isEmpty())
            role.runs.push_back({QStringLiteral(", ") + grant.account, report::RunStyle::Muted});
        table.rows.push_back(
            {{recordCell(snapshot, *access->person), placeCell(snapshot, *access), std::move(role),
              whoAndWhen(snapshot, grant.authorizedBy, grant.granted),
              whoAndWhen(snapshot, grant.reviewedBy, grant.reviewed),
              reviewCell(workforce, *access)},
             {}});
    }
    if (table.rows.empty())
        addMissing(blocks, Words::tr("No access is on record. Enter who was let into which "
                                     "system."));
    else
        blocks.push_back(std::move(table));
}

void addShared(Blocks &blocks, const Workforce &workforce)
{
    const Snapshot &snapshot = workforce.snapshot();
    addSection(blocks, Words::tr("Shared accounts"),
               Words::tr("Each user has a name or number of their own. Required"),
               QStringLiteral("164.312(a)(2)(i)"));
    auto table = tableOf(Words::tr("Shared accounts"),
                         {{Words::tr("Account"), Align::Left, 1},
                          {snapshot.registers().of<System>().singular, Align::Left, 1},
                          {Words::tr("Reaches ePHI")},
                          {Words::tr("On record for"), Align::Left, 2}});
    for (const SharedAccount &account : workforce.sharedAccounts()) {
        std::vector<report::Run> people;
        for (const AccessLine *access : account.accesses)
            people.push_back({Words::tr("%1 (%2)").arg(
                access->person->name,
                snapshot.registers().of<AccessGrant>().citeNumber(*access->grant))});
        table.rows.push_back({{cellOf(account.account),
                               recordCell(snapshot, *account.system),
                               cellOf(account.reachesTier1 ? Words::tr("Yes") : Words::tr("No")),
                               {joined(people, QStringLiteral("; "))}},
                              {}});
    }
    addTableOr(blocks, std::move(table), Words::tr("No shared account is on record."));
}

}

void addAccess(Blocks &blocks, const Derived &derived)
{
    blocks.push_back(report::Heading{1, Words::tr("Access")});
    addPurpose(blocks, derived.map.snapshot().registers().of<AccessGrant>());
    addRights(blocks, derived);
    addTier1(blocks, derived.workforce);
    addShared(blocks, derived.workforce);
    addReviews(blocks, derived.workforce);
}

}
