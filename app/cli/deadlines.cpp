// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deadlines.h"

#include "model/deadlines/deadlines.h"
#include "model/inventory/project_info.h"

#include <QRegularExpression>

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

const QRegularExpression &withinForm()
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,4})([dwm]?)$"));
    return form;
}

/// "30d" as days from a day; none for an empty text.
std::optional<int> daysWithin(const std::string &within, QDate today)
{
    const auto match = withinForm().match(text(within));
    if (!match.hasMatch())
        return {};
    const int count = match.captured(1).toInt();
    const QString unit = match.captured(2);
    if (unit == QStringLiteral("m"))
        return static_cast<int>(today.daysTo(today.addMonths(count)));
    return unit == QStringLiteral("w") ? count * 7 : count;
}

std::vector<std::string> kindKeys()
{
    std::vector<std::string> keys;
    for (int i = 0; i < deadlineKindCount; ++i)
        keys.push_back(keyOf(static_cast<DeadlineKind>(i)).toStdString());
    return keys;
}

std::vector<std::string> forceKeys()
{
    std::vector<std::string> keys;
    for (int i = 0; i < forceCount; ++i)
        keys.push_back(keyOf(static_cast<Force>(i)).toStdString());
    return keys;
}

DeadlineFilter filterOf(const DeadlineChoice &choice, QDate today)
{
    DeadlineFilter filter;
    filter.withinDays = daysWithin(choice.within, today);
    for (const std::string &kind : choice.kinds)
        filter.kinds.insert(*deadlineKindFrom(text(kind)));
    for (const std::string &force : choice.forces)
        filter.forces.insert(*forceFrom(text(force)));
    return filter;
}

/// What is chosen, overdue first.
std::vector<Deadline> chosen(const Snapshot &snapshot, const DeadlineChoice &choice)
{
    DeadlineOptions options;
    options.withProposal =
        std::find(choice.forces.begin(), choice.forces.end(), "proposal") != choice.forces.end();
    const QDate today = snapshot.today();
    auto deadlines =
        filterOf(choice, today)
            .of(deadlinesOf(snapshot, TrainingPlan(snapshot).duties(), options), today);
    putOverdueFirst(deadlines, today);
    return deadlines;
}

QJsonObject toJson(const Deadline &deadline, QDate today)
{
    const auto orNull = [](const QString &value) {
        return value.isEmpty() ? QJsonValue() : QJsonValue(value);
    };
    return {{QStringLiteral("due"), deadline.due.toString(Qt::ISODate)},
            {QStringLiteral("time"),
             orNull(deadline.time ? deadline.time->toString(QStringLiteral("HH:mm")) : QString())},
            {QStringLiteral("overdue"), deadline.isOverdue(today)},
            {QStringLiteral("rule"), deadline.ruleId},
            {QStringLiteral("kind"), keyOf(deadline.kind)},
            {QStringLiteral("force"), keyOf(deadline.force)},
            {QStringLiteral("register"), deadline.record.registerKey},
            {QStringLiteral("id"), deadline.record.id.toText()},
            {QStringLiteral("person"),
             orNull(deadline.person.isNull() ? QString() : deadline.person.toText())},
            {QStringLiteral("title"), deadline.title},
            {QStringLiteral("why"), deadline.why},
            {QStringLiteral("citation"), deadline.citation},
            {QStringLiteral("field"), orNull(deadline.field)}};
}

void printTable(Context &context, const std::vector<Deadline> &deadlines, QDate today)
{
    QList<QStringList> rows;
    int overdue = 0;
    for (const Deadline &deadline : deadlines) {
        overdue += deadline.isOverdue(today);
        const QString day = deadline.due.toString(Qt::ISODate);
        rows += {deadline.time ? day + deadline.time->toString(QStringLiteral(" HH:mm")) : day,
                 deadline.isOverdue(today) ? CliText::tr("overdue") : QString(),
                 keyOf(deadline.force), deadline.title, deadline.why};
    }
    context.print(alignedTable({CliText::tr("due"), QString(), CliText::tr("force"),
                                CliText::tr("what"), CliText::tr("why")},
                               rows));
    context.print(CliText::tr("%1 deadlines, %2 overdue").arg(rows.size()).arg(overdue));
}

}

void addDeadlineOptions(CLI::App &verb, DeadlineChoice &choice)
{
    verb.add_option("--within", choice.within)->check([](const std::string &within) {
        return withinForm().match(text(within)).hasMatch()
                   ? std::string()
                   : CliText::tr("--within is a time like 30d, 6w or 3m").toStdString();
    });
    verb.add_option("--kind", choice.kinds)->check(CLI::IsMember(kindKeys()));
    verb.add_option("--force", choice.forces)->check(CLI::IsMember(forceKeys()));
}

void deriveDeadlines(Context &context, const Snapshot &snapshot, const DeadlineChoice &choice)
{
    const auto deadlines = chosen(snapshot, choice);
    if (!context.json)
        return printTable(context, deadlines, snapshot.today());
    QJsonArray array;
    for (const Deadline &deadline : deadlines)
        array += toJson(deadline, snapshot.today());
    context.print(array);
}

QByteArray deadlinesIcs(const Snapshot &snapshot, const DeadlineChoice &choice,
                        const QDateTime &moment)
{
    const DeadlineFilter filter = filterOf(choice, snapshot.today());
    IcsOptions options;
    options.calendarName = calendarName(snapshot.only<ProjectInfo>().name, filter);
    options.moment = moment;
    options.remindDaysBefore = choice.remindDays;
    return toIcs(chosen(snapshot, choice), options);
}

}
