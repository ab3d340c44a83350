// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

/// As many months as a chart shows.
constexpr int chartMonths = 24;

QJsonValue dayToJson(const std::optional<QDate> &day)
{
    return day ? QJsonValue(day->toString(Qt::ISODate)) : QJsonValue();
}

QJsonValue idToJson(const Record *record)
{
    return record ? QJsonValue(record->id.toText()) : QJsonValue();
}

QJsonValue shareToJson(const std::optional<double> &share)
{
    return share ? QJsonValue(*share) : QJsonValue();
}

QJsonValue tierToJson(const std::optional<Tier> &tier)
{
    return tier ? QJsonValue(static_cast<int>(*tier) + 1) : QJsonValue();
}

QJsonArray operationsToJson(const ChoiceSet<DataOperation> &operations)
{
    QJsonArray array;
    for (size_t i = 0; i < choices(DataOperation()).size(); ++i) {
        if (operations.contains(static_cast<DataOperation>(i)))
            array += choices(DataOperation())[i].key;
    }
    return array;
}

QJsonArray reachesToJson(const Workforce &workforce, const AccessLine &access)
{
    QJsonArray array;
    for (const Reach &reach : workforce.reachesOf(access))
        array += QJsonObject{{QStringLiteral("element"), reach.element.toText()},
                             {QStringLiteral("element_name"),
                              workforce.snapshot().title(
                                  QString::fromLatin1(DataElement::registerKey), reach.element)},
                             {QStringLiteral("tier"), static_cast<int>(reach.tier) + 1},
                             {QStringLiteral("may"), operationsToJson(reach.operations)},
                             {QStringLiteral("why"), workforce.why(access, reach)}};
    return array;
}

QString basisKey(AccessBasis basis)
{
    switch (basis) {
    case AccessBasis::Rights:
        return QStringLiteral("rights");
    case AccessBasis::NoRole:
        return QStringLiteral("no_role");
    case AccessBasis::SilentRole:
        return QStringLiteral("silent_role");
    }
    return {};
}

QJsonArray linesToJson(const Workforce &workforce)
{
    std::set<const Person *> untrained;
    for (const Untrained &one : workforce.untrained())
        untrained.insert(one.person);
    QJsonArray array;
    for (const AccessLine &access : workforce.accesses())
        array += QJsonObject{
            {QStringLiteral("grant"), access.grant->id.toText()},
            {QStringLiteral("number"),
             workforce.snapshot().registers().of<AccessGrant>().citeNumber(*access.grant)},
            {QStringLiteral("person"), access.person->id.toText()},
            {QStringLiteral("person_name"), access.person->name},
            {QStringLiteral("system"), access.system->id.toText()},
            {QStringLiteral("system_name"), access.system->name},
            {QStringLiteral("role"), idToJson(access.role)},
            {QStringLiteral("basis"), basisKey(access.basis)},
            {QStringLiteral("tier"), tierToJson(workforce.tierOf(access))},
            {QStringLiteral("has_left"), access.hasLeft},
            {QStringLiteral("untrained"), access.reachesTier1 && untrained.contains(access.person)},
            {QStringLiteral("authorized"), workforce.isAuthorized(access)},
            {QStringLiteral("review_due"), dayToJson(workforce.reviewDue(access))},
            {QStringLiteral("reaches"), reachesToJson(workforce, access)}};
    return array;
}

QString verdictKey(RevocationVerdict verdict)
{
    switch (verdict) {
    case RevocationVerdict::InTime:
        return QStringLiteral("in_time");
    case RevocationVerdict::Unproven:
        return QStringLiteral("unproven");
    case RevocationVerdict::Late:
        return QStringLiteral("late");
    }
    return {};
}

QJsonArray revocationsToJson(const Workforce &workforce)
{
    QJsonArray array;
    for (const Revocation &one : workforce.revocations())
        array += QJsonObject{{QStringLiteral("person"), one.person->id.toText()},
                             {QStringLiteral("person_name"), one.person->name},
                             {QStringLiteral("grant"), one.grant->id.toText()},
                             {QStringLiteral("separated"), dayToJson(one.person->separated)},
                             {QStringLiteral("revoked"), dayToJson(one.grant->revoked)},
                             {QStringLiteral("least_hours"), one.hours.least},
                             {QStringLiteral("most_hours"), one.hours.most},
                             {QStringLiteral("verdict"), verdictKey(one.verdict)}};
    return array;
}

QJsonObject rateToJson(const TrainingRate &rate)
{
    return {{QStringLiteral("owed"), rate.owed},
            {QStringLiteral("fulfilled"), rate.fulfilled},
            {QStringLiteral("overdue"), rate.overdue}};
}

QJsonObject rateToJson(const Record &record, const QString &name, const TrainingRate &rate)
{
    QJsonObject object = rateToJson(rate);
    object.insert(QStringLiteral("id"), record.id.toText());
    object.insert(QStringLiteral("name"), name);
    return object;
}

QJsonObject cellToJson(const TrainingPlan &plan, size_t person, size_t course)
{
    const TrainingCell &cell = plan.cell(person, course);
    return {{QStringLiteral("person"), plan.people()[person]->id.toText()},
            {QStringLiteral("person_name"), plan.people()[person]->name},
            {QStringLiteral("course"), plan.courses()[course]->id.toText()},
            {QStringLiteral("course_name"), plan.courses()[course]->name},
            {QStringLiteral("state"), keyOf(cell.state)},
            {QStringLiteral("due"), dayToJson(cell.due())},
            {QStringLiteral("record"), idToJson(cell.record)},
            {QStringLiteral("completed"),
             dayToJson(cell.record ? cell.record->completed : std::nullopt)},
            {QStringLiteral("retained_until"),
             dayToJson(cell.record ? retainedUntil(*cell.record) : std::nullopt)},
            {QStringLiteral("why"), plan.why(person, course)}};
}

QJsonArray cellsToJson(const TrainingPlan &plan)
{
    QJsonArray array;
    for (size_t person = 0; person < plan.people().size(); ++person) {
        for (size_t course = 0; course < plan.courses().size(); ++course) {
            const TrainingCell &cell = plan.cell(person, course);
            if (cell.isOwed() || cell.record)
                array += cellToJson(plan, person, course);
        }
    }
    return array;
}

QJsonArray monthsToJson(const TrainingPlan &plan)
{
    QJsonArray array;
    for (const TrainingMonth &month : plan.overTime(chartMonths))
        array += QJsonObject{{QStringLiteral("day"), dayToJson(month.day)},
                             {QStringLiteral("owed"), month.owed},
                             {QStringLiteral("fulfilled"), month.fulfilled}};
    return array;
}

QJsonArray phishingToJson(const Snapshot &snapshot)
{
    QJsonArray array;
    for (const PhishingRate &rate : phishingRates(snapshot))
        array += QJsonObject{{QStringLiteral("id"), rate.campaign->id.toText()},
                             {QStringLiteral("name"), rate.campaign->name},
                             {QStringLiteral("sent_on"), dayToJson(rate.campaign->sentOn)},
                             {QStringLiteral("clicked"), shareToJson(rate.clicked)},
                             {QStringLiteral("entered"), shareToJson(rate.entered)},
                             {QStringLiteral("reported"), shareToJson(rate.reported)}};
    return array;
}

}

QJsonObject accessToJson(const Workforce &workforce)
{
    return {{QStringLiteral("policy_hours"), workforce.revocationHours()},
            {QStringLiteral("policy_months"), workforce.reviewMonths()},
            {QStringLiteral("access"), linesToJson(workforce)},
            {QStringLiteral("revocations"), revocationsToJson(workforce)}};
}

void printAccess(Context &context, const Workforce &workforce)
{
    QList<QStringList> rows;
    for (const AccessLine &access : workforce.accesses()) {
        const auto tier = workforce.tierOf(access);
        for (const Reach &reach : workforce.reachesOf(access))
            rows += {access.person->name,
                     access.system->name,
                     workforce.snapshot().title(QString::fromLatin1(DataElement::registerKey),
                                                reach.element),
                     QString::number(static_cast<int>(reach.tier) + 1),
                     operationsMark(reach.operations),
                     workforce.why(access, reach)};
        if (!tier)
            rows += {access.person->name, access.system->name, {}, {}, {}, {}};
    }
    context.print(
        alignedTable({CliText::tr("person"), CliText::tr("system"), CliText::tr("element"),
                      CliText::tr("tier"), CliText::tr("may"), CliText::tr("why")},
                     rows));
}

QJsonObject trainingToJson(const TrainingPlan &plan)
{
    QJsonArray courses;
    for (size_t i = 0; i < plan.courses().size(); ++i)
        courses += rateToJson(*plan.courses()[i], plan.courses()[i]->name, plan.rateOfCourse(i));
    QJsonArray roles;
    for (const AccessRole *role : plan.snapshot().inOrder<AccessRole>())
        roles += rateToJson(*role, role->name, plan.rateOf(idOf(*role)));
    return {{QStringLiteral("overall"), rateToJson(plan.overall())},
            {QStringLiteral("courses"), courses},
            {QStringLiteral("roles"), roles},
            {QStringLiteral("months"), monthsToJson(plan)},
            {QStringLiteral("phishing"), phishingToJson(plan.snapshot())},
            {QStringLiteral("cells"), cellsToJson(plan)}};
}

void printTraining(Context &context, const TrainingPlan &plan)
{
    QList<QStringList> rows;
    for (size_t person = 0; person < plan.people().size(); ++person) {
        for (size_t course = 0; course < plan.courses().size(); ++course) {
            const TrainingCell &cell = plan.cell(person, course);
            if (cell.isOwed())
                rows +=
                    {keyOf(cell.state), cell.due() ? cell.due()->toString(Qt::ISODate) : QString(),
                     plan.people()[person]->name, plan.courses()[course]->name,
                     plan.why(person, course)};
        }
    }
    context.print(alignedTable({CliText::tr("state"), CliText::tr("due"), CliText::tr("person"),
                                CliText::tr("course"), CliText::tr("why")},
                               rows));
    context.print(CliText::tr("%1 of %2 fulfilled, %3 overdue")
                      .arg(plan.overall().fulfilled)
                      .arg(plan.overall().owed)
                      .arg(plan.overall().overdue));
}

}
