// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deadlines.h"
#include "model/exchange/fieldtext.h"

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

QJsonArray idsToJson(const auto &ids)
{
    QJsonArray array;
    for (const AnyId &id : ids)
        array += id.toText();
    return array;
}

QJsonObject tierRow(const DataMap &map, const QString &registerKey, const AnyId &id,
                    Standing standing, const Why &why)
{
    return {
        {QStringLiteral("register"), registerKey},
        {QStringLiteral("id"), id.toText()},
        {QStringLiteral("number"), map.snapshot().describe(registerKey, id).section(u' ', 0, 0)},
        {QStringLiteral("name"), map.snapshot().title(registerKey, id)},
        {QStringLiteral("tier"), tierToJson(standing)},
        {QStringLiteral("why"), textOf(why)}};
}

QJsonArray tiers(const DataMap &map)
{
    QJsonArray array;
    const Snapshot &snapshot = map.snapshot();
    for (const System *system : snapshot.inOrder<System>())
        array += tierRow(map, QStringLiteral("systems"), system->id, map.standingOf(idOf(*system)),
                         whyTier(map, idOf(*system)));
    for (const Flow *flow : snapshot.inOrder<Flow>())
        array += tierRow(map, QStringLiteral("flows"), flow->id, map.standingOf(idOf(*flow)),
                         whyTier(map, idOf(*flow)));
    return array;
}

QJsonObject boundary(const DataMap &map)
{
    QJsonArray joins;
    for (const Join &join : map.joins()) {
        std::vector<AnyId> elements;
        for (const DataPath &path : join.raw)
            elements.push_back(path.element);
        joins += QJsonObject{
            {QStringLiteral("id"), join.system.toText()},
            {QStringLiteral("name"), map.snapshot().title(QStringLiteral("systems"), join.system)},
            {QStringLiteral("elements"), idsToJson(elements)},
            {QStringLiteral("cut"), idsToJson(join.cut)},
            {QStringLiteral("why"), textOf(whyJoin(map, join))}};
    }
    QJsonArray origins;
    for (const Origin &origin : map.origins())
        origins += QJsonObject{{QStringLiteral("id"), origin.system.toText()},
                               {QStringLiteral("name"),
                                map.snapshot().title(QStringLiteral("systems"), origin.system)},
                               {QStringLiteral("elements"), idsToJson(origin.elements)},
                               {QStringLiteral("why"), textOf(whyOrigin(map, origin))}};
    return {{QStringLiteral("joins"), joins}, {QStringLiteral("origins"), origins}};
}

QJsonObject encryption(const Derived &derived)
{
    const auto rows = [&](const std::vector<CoverageRow> &coverage) {
        QJsonArray array;
        for (const CoverageRow &row : coverage)
            array += QJsonObject{
                {QStringLiteral("register"), row.registerKey},
                {QStringLiteral("id"), row.id.toText()},
                {QStringLiteral("name"), derived.map.snapshot().title(row.registerKey, row.id)},
                {QStringLiteral("tier"), static_cast<int>(row.tier) + 1},
                {QStringLiteral("cover"), coverKey(row.cover)},
                {QStringLiteral("how"), row.how},
                {QStringLiteral("citation"), row.citation}};
        return array;
    };
    QJsonArray points;
    for (const DecryptPoint &point : derived.encryption.decryptPoints)
        points += QJsonObject{{QStringLiteral("system"), point.system.toText()},
                              {QStringLiteral("flow"), point.flow.toText()}};
    QJsonArray ways;
    for (const auto &way : derived.encryption.ways())
        ways += QJsonObject{{QStringLiteral("join"), way.join.toText()},
                            {QStringLiteral("store"), way.store.toText()},
                            {QStringLiteral("flows"), idsToJson(way.flows)}};
    return {{QStringLiteral("at_rest"), rows(derived.encryption.atRest)},
            {QStringLiteral("in_transit"), rows(derived.encryption.inTransit)},
            {QStringLiteral("decrypt_points"), points},
            {QStringLiteral("ways"), ways}};
}

QJsonValue levelToJson(const std::optional<Level> &level)
{
    return level ? QJsonValue(choices(Level()).at(static_cast<size_t>(*level)).key) : QJsonValue();
}

QJsonObject cellToJson(const RiskMap &risks, const RiskCell &cell)
{
    const RecordRef &subject = risks.targets()[cell.target].subject;
    const auto level = [&](auto of) {
        return levelToJson(cell.risk ? (risks.method().*of)(*cell.risk) : std::nullopt);
    };
    return {{QStringLiteral("register"), subject.registerKey},
            {QStringLiteral("id"), subject.id.toText()},
            {QStringLiteral("name"), risks.snapshot().describe(subject)},
            {QStringLiteral("threat"), cell.threat->id.toText()},
            {QStringLiteral("threat_name"), cell.threat->name},
            {QStringLiteral("state"), keyOf(cell.state)},
            {QStringLiteral("why"), whyAsked(cell, risks.targets()[cell.target])},
            {QStringLiteral("changed"),
             QJsonArray::fromStringList(
                 cell.state == CellState::InputChanged ? risks.changesSince(cell) : QStringList())},
            {QStringLiteral("risk"), cell.risk ? QJsonValue(cell.risk->id.toText()) : QJsonValue()},
            {QStringLiteral("inherent"), level(&RiskMethod::inherent)},
            {QStringLiteral("residual"), level(&RiskMethod::residual)},
            {QStringLiteral("present"),
             levelToJson(cell.risk ? risks.present(*cell.risk) : std::nullopt)}};
}

QJsonObject coverage(const RiskMap &risks)
{
    const Coverage counts = risks.coverage();
    QJsonArray rows;
    for (const RiskCell &cell : risks.cells())
        rows += cellToJson(risks, cell);
    return {{QStringLiteral("cells"), counts.all()},
            {QStringLiteral("assessed"), counts.count(CellState::Assessed)},
            {QStringLiteral("not_applicable"), counts.count(CellState::DoesNotApply)},
            {QStringLiteral("open"), counts.count(CellState::Open)},
            {QStringLiteral("to_confirm"), counts.count(CellState::ToConfirm)},
            {QStringLiteral("changed"), counts.count(CellState::InputChanged)},
            {QStringLiteral("complete"), counts.isComplete()},
            {QStringLiteral("rows"), rows}};
}

void printCoverage(Context &context, const QJsonObject &object)
{
    QList<QStringList> rows;
    for (const QJsonValue &value : object.value(QStringLiteral("rows")).toArray()) {
        const QString risk = value[QStringLiteral("present")].toString();
        rows += {value[QStringLiteral("state")].toString(), risk,
                 value[QStringLiteral("name")].toString(),
                 value[QStringLiteral("threat_name")].toString()};
    }
    context.print(alignedTable(
        {CliText::tr("state"), CliText::tr("risk"), CliText::tr("of"), CliText::tr("threat")},
        rows));
    context.print(CliText::tr("%1 of %2 answered")
                      .arg(object.value(QStringLiteral("assessed")).toInt() +
                           object.value(QStringLiteral("not_applicable")).toInt())
                      .arg(object.value(QStringLiteral("cells")).toInt()));
}

void printTiers(Context &context, const QJsonArray &array)
{
    QList<QStringList> rows;
    for (const QJsonValue &value : array)
        rows +=
            {value[QStringLiteral("number")].toString(), value[QStringLiteral("name")].toString(),
             QString::number(value[QStringLiteral("tier")].toInt()),
             value[QStringLiteral("why")].toString()};
    context.print(alignedTable(
        {CliText::tr("number"), CliText::tr("name"), CliText::tr("tier"), CliText::tr("why")},
        rows));
}

void printBoundary(Context &context, const QJsonObject &object)
{
    for (const char *part : {"joins", "origins"}) {
        for (const QJsonValue &value : object.value(QLatin1String(part)).toArray())
            context.print(value[QStringLiteral("why")].toString());
    }
}

void printEncryption(Context &context, const QJsonObject &object)
{
    QList<QStringList> rows;
    for (const char *part : {"at_rest", "in_transit"}) {
        for (const QJsonValue &value : object.value(QLatin1String(part)).toArray())
            rows += {QLatin1String(part), value[QStringLiteral("name")].toString(),
                     QString::number(value[QStringLiteral("tier")].toInt()),
                     value[QStringLiteral("cover")].toString(),
                     value[QStringLiteral("how")].toString()};
    }
    context.print(alignedTable({CliText::tr("where"), CliText::tr("name"), CliText::tr("tier"),
                                CliText::tr("cover"), CliText::tr("on record")},
                               rows));
}

void runDerive(Context &context, const std::string &what, const DeadlineChoice &choice)
{
    if (what != "deadlines" && !choice.isEmpty()) {
        context.fail(WrongUsage, CliText::tr("--within, --kind and --force are for deadlines."));
        return;
    }
    const auto project = context.open();
    if (!project)
        return;
    if (what == "deadlines")
        return deriveDeadlines(context, project->snapshot(), choice);
    const Derived derived(project->snapshot());
    if (what == "tiers") {
        const QJsonArray array = tiers(derived.map);
        context.json ? context.print(array) : printTiers(context, array);
    } else if (what == "boundary") {
        const QJsonObject object = boundary(derived.map);
        context.json ? context.print(object) : printBoundary(context, object);
    } else if (what == "coverage") {
        const QJsonObject object = coverage(derived.risks);
        context.json ? context.print(object) : printCoverage(context, object);
    } else if (what == "access") {
        context.json ? context.print(accessToJson(derived.workforce))
                     : printAccess(context, derived.workforce);
    } else if (what == "training") {
        context.json ? context.print(trainingToJson(derived.training))
                     : printTraining(context, derived.training);
    } else {
        const QJsonObject object = encryption(derived);
        context.json ? context.print(object) : printEncryption(context, object);
    }
}

void runCheck(Context &context, const std::string &atLeast)
{
    const auto severity = severityFrom(text(atLeast));
    const auto project = context.open();
    if (!project)
        return;
    const Derived derived(project->snapshot());
    QJsonArray array;
    QList<QStringList> rows;
    for (const Finding &finding : derived.findings) {
        if (finding.severity < *severity)
            continue;
        array += QJsonObject{{QStringLiteral("rule"), finding.rule},
                             {QStringLiteral("severity"), severityKey(finding.severity)},
                             {QStringLiteral("sentence"), finding.sentence},
                             {QStringLiteral("why"), finding.why},
                             {QStringLiteral("citation"), finding.citation},
                             {QStringLiteral("register"), finding.registerKey},
                             {QStringLiteral("id"), finding.id.toText()}};
        rows += {severityKey(finding.severity), finding.rule, finding.citation, finding.sentence};
    }
    if (context.json) {
        context.print(array);
    } else {
        for (const QStringList &row : rows)
            context.print(QStringLiteral("%1  %2  (%3, %4)")
                              .arg(row[0].leftJustified(6), row[3], row[1], row[2]));
        context.print(CliText::tr("%1 findings").arg(array.size()));
    }
    if (!array.isEmpty())
        context.exitCode = AnswerIsNo;
}

}

void addDerive(CLI::App &app, Context &context)
{
    auto what = std::make_shared<std::string>();
    auto *verb = addVerb(app, context, "derive");
    verb->add_option("WHAT", *what)
        ->required()
        ->check(CLI::IsMember({"tiers", "boundary", "encryption", "coverage", "access", "training",
                               "deadlines"}));
    auto choice = std::make_shared<DeadlineChoice>();
    addDeadlineOptions(*verb, *choice);
    verb->callback([&context, what, choice] { runDerive(context, *what, *choice); });
}

void addCheck(CLI::App &app, Context &context)
{
    auto atLeast = std::make_shared<std::string>("low");
    auto *verb = addVerb(app, context, "check");
    verb->add_option("--at-least", *atLeast)->check(CLI::IsMember({"low", "medium", "high"}));
    verb->callback([&context, atLeast] { runCheck(context, *atLeast); });
}

}
