// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "model/exchange/fieldtext.h"
#include "model/exchange/projectjson.h"
#include "model/flows/why.h"
#include "model/inventory/project_info.h"
#include "model/project/comment.h"
#include "model/project/signing.h"
#include "model/registers.h"
#include "model/store/schema.h"

#include <algorithm>

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

void runInfo(Context &context)
{
    const auto project = context.open();
    if (!project)
        return;
    const Snapshot snapshot = project->snapshot();
    const Entry last = project->lastEdit();
    QJsonObject counts;
    for (const RegisterType &type : project->registers())
        counts.insert(type.key, static_cast<qint64>(snapshot.rows(type.key).size()));
    QJsonArray users;
    for (const User &user : snapshot.rows<User>())
        users += QJsonObject{
            {QStringLiteral("name"), user.name},
            {QStringLiteral("full_name"), user.fullName},
            {QStringLiteral("role"), choices(user.role).at(static_cast<size_t>(user.role)).key}};
    const QJsonObject info{
        {QStringLiteral("name"), snapshot.only<ProjectInfo>().name},
        {QStringLiteral("project_id"), QString::fromLatin1(project->projectId().toHex())},
        {QStringLiteral("schema_version"), currentSchemaVersion()},
        {QStringLiteral("content_digest"), QString::fromLatin1(snapshot.digest().toHex())},
        {QStringLiteral("entries"), project->entryCount()},
        {QStringLiteral("last_change"),
         QJsonObject{{QStringLiteral("time"), last.time.toString(Qt::ISODateWithMs)},
                     {QStringLiteral("user"), snapshot.title(QStringLiteral("users"), last.user)},
                     {QStringLiteral("sentence"), last.sentence},
                     {QStringLiteral("hash"), QString::fromLatin1(last.hash.toHex())}}},
        {QStringLiteral("users"), users},
        {QStringLiteral("registers"), counts}};
    if (context.json) {
        context.print(info);
        return;
    }
    QString out = CliText::tr("%1\nSchema version %2, %3 entries of history\nLast change: %4, %5: "
                              "%6\nContent digest: %7\n")
                      .arg(snapshot.only<ProjectInfo>().name)
                      .arg(currentSchemaVersion())
                      .arg(project->entryCount())
                      .arg(last.time.toString(Qt::ISODate),
                           snapshot.title(QStringLiteral("users"), last.user), last.sentence,
                           QString::fromLatin1(snapshot.digest().toHex()));
    for (const RegisterType &type : project->registers())
        out += QStringLiteral("%1  %2\n").arg(snapshot.rows(type.key).size(), 6).arg(type.key);
    context.print(out);
}

struct ListOptions
{
    std::string reg;
    std::vector<std::string> where;
    std::string columns;
    bool fields = false;
};

/// FIELD=VALUE, split and checked; null field with a message when it is none.
std::pair<const Field *, QString> condition(Context &context, const RegisterType &type,
                                            const std::string &expression)
{
    const QString whole = text(expression);
    const Field *field = type.field(whole.section(u'=', 0, 0));
    if (!field || !whole.contains(u'='))
        context.fail(WrongUsage,
                     CliText::tr("\u201c%1\u201d is not FIELD=VALUE with a field of %2.")
                         .arg(whole, type.key));
    return {whole.contains(u'=') ? field : nullptr, whole.section(u'=', 1)};
}

bool matches(const Field &field, const Record &record, const Value &wanted)
{
    const Value value = field.get(record);
    if (const auto *ids = std::get_if<std::vector<AnyId>>(&value)) {
        const auto *some = std::get_if<std::vector<AnyId>>(&wanted);
        return some && std::includes(ids->begin(), ids->end(), some->begin(), some->end());
    }
    if (const auto *keys = std::get_if<QStringList>(&value)) {
        const auto *some = std::get_if<QStringList>(&wanted);
        return some && std::all_of(some->begin(), some->end(),
                                   [&](auto &key) { return keys->contains(key); });
    }
    return value == wanted;
}

void printFields(Context &context, const RegisterType &type)
{
    if (context.json) {
        context.print(fieldsToJson(type));
        return;
    }
    QList<QStringList> rows;
    for (const Field &field : type.fields) {
        QStringList keys;
        for (const Choice &choice : field.choices ? *field.choices : ChoiceList())
            keys += choice.key;
        rows += {field.key, kindKey(field.kind), field.isRequired ? CliText::tr("yes") : QString(),
                 field.reference.isEmpty() ? keys.join(u' ') : field.reference, field.label};
    }
    context.print(alignedTable({CliText::tr("key"), CliText::tr("kind"), CliText::tr("required"),
                                CliText::tr("choices or register"), CliText::tr("label")},
                               rows));
}

void listRegisters(Context &context)
{
    QJsonArray array;
    QList<QStringList> rows;
    for (const RegisterType &type : *allRegisters()) {
        array +=
            QJsonObject{{QStringLiteral("key"), type.key}, {QStringLiteral("name"), type.plural}};
        rows += {type.key, type.plural};
    }
    if (context.json)
        context.print(array);
    else
        context.print(alignedTable({CliText::tr("register"), CliText::tr("name")}, rows));
}

void runList(Context &context, const ListOptions &options)
{
    const auto project = context.open();
    if (!project)
        return;
    if (options.reg.empty())
        return listRegisters(context);
    const RegisterType *type = context.registerType(options.reg, project->registers());
    if (!type)
        return;
    if (options.fields)
        return printFields(context, *type);
    const Snapshot snapshot = project->snapshot();
    std::vector<std::pair<const Field *, Value>> conditions;
    for (const std::string &expression : options.where) {
        const auto [field, wanted] = condition(context, *type, expression);
        if (!field)
            return;
        const auto value = valueFromText(*field, wanted, snapshot);
        if (!value) {
            context.fail(WrongUsage, value.error().text);
            return;
        }
        conditions.emplace_back(field, *value);
    }
    std::vector<const Field *> columns;
    for (const QString &key : text(options.columns).split(u',', Qt::SkipEmptyParts)) {
        const Field *field = type->field(key.trimmed());
        if (!field) {
            context.fail(WrongUsage,
                         CliText::tr("%1 has no field \u201c%2\u201d.").arg(type->key, key));
            return;
        }
        columns.push_back(field);
    }
    QJsonArray array;
    QList<QStringList> rows;
    const bool isChosen = !columns.empty();
    for (const Field &field : type->fields) {
        if (!isChosen && !field.isWide)
            columns.push_back(&field);
    }
    for (const RecordPtr &record : snapshot.inOrder(type->key)) {
        if (!std::all_of(conditions.begin(), conditions.end(),
                         [&](auto &c) { return matches(*c.first, *record, c.second); }))
            continue;
        QJsonObject object = toJson(*type, *record);
        if (isChosen) {
            for (const Field &field : type->fields) {
                if (std::find(columns.begin(), columns.end(), &field) == columns.end())
                    object.remove(field.key);
            }
        }
        array += object;
        QStringList cells{type->prefix.isEmpty() ? record->id.toText() : type->citeNumber(*record)};
        for (const Field *field : columns)
            cells += displayText(*field, field->get(*record), snapshot, Moments::Iso);
        rows += cells;
    }
    if (!options.where.empty() && array.isEmpty())
        context.exitCode = AnswerIsNo;
    if (context.json) {
        context.print(array);
        return;
    }
    QStringList heading{type->prefix.isEmpty() ? QStringLiteral("id") : QStringLiteral("number")};
    for (const Field *field : columns)
        heading += field->key;
    context.print(alignedTable(heading, rows));
}

struct ShowOptions
{
    std::string reg;
    std::string id;
};

/// What is derived about a record, for those that have something derived.
QJsonObject derivedOf(const Snapshot &snapshot, const RegisterType &type, const AnyId &id)
{
    if (const auto *signature = snapshot.find(Id<Signature>(id)))
        return {{QStringLiteral("state"), keyOf(stateOf(*signature, snapshot))}};
    const bool isSystem = type.key == QStringLiteral("systems");
    if (!isSystem && type.key != QStringLiteral("flows"))
        return {};
    const DataMap map(snapshot);
    const Standing standing =
        isSystem ? map.standingOf(Id<System>(id)) : map.standingOf(Id<Flow>(id));
    QJsonArray why;
    for (const WhyLine &line : isSystem ? whyTier(map, Id<System>(id)) : whyTier(map, Id<Flow>(id)))
        why += line.text;
    QJsonObject derived{{QStringLiteral("tier"), tierToJson(standing)},
                        {QStringLiteral("why"), why}};
    if (isSystem) {
        const auto ids = [](const IdSet<DataElement> &elements) {
            QJsonArray array;
            for (const auto &element : elements)
                array += element.toText();
            return array;
        };
        derived.insert(QStringLiteral("received"), ids(map.receivedBy(Id<System>(id))));
        derived.insert(QStringLiteral("sent"), ids(map.sentBy(Id<System>(id))));
    } else {
        derived.insert(QStringLiteral("encryption"),
                       coverKey(coverInTransit(map, *snapshot.find(Id<Flow>(id)))));
    }
    return derived;
}

QString nameOfUser(const Snapshot &snapshot, const Id<User> &id)
{
    const User *user = snapshot.find(id);
    return user ? user->fullName : QString();
}

QJsonArray signaturesAsJson(const Snapshot &snapshot, const RecordRef &record)
{
    QJsonArray array;
    for (const Signature *signature : signaturesOf(snapshot, record))
        array += QJsonObject{
            {QStringLiteral("number"), snapshot.registers().of<Signature>().citeNumber(*signature)},
            {QStringLiteral("meaning"), textOf(detail::choiceValue(signature->meaning))},
            {QStringLiteral("by"), signature->printedName},
            {QStringLiteral("signed_at"), isoTime(signature->signedAt)},
            {QStringLiteral("state"), keyOf(stateOf(*signature, snapshot))}};
    return array;
}

std::vector<const Comment *> commentsOn(const Snapshot &snapshot, const RecordRef &record)
{
    auto comments = snapshot.inOrder<Comment>();
    std::erase_if(comments, [&](const Comment *one) { return one->subject != record; });
    return comments;
}

QJsonArray commentsAsJson(const Snapshot &snapshot, const RecordRef &record)
{
    QJsonArray array;
    for (const Comment *comment : commentsOn(snapshot, record))
        array += QJsonObject{
            {QStringLiteral("number"), snapshot.registers().of<Comment>().citeNumber(*comment)},
            {QStringLiteral("by"), nameOfUser(snapshot, comment->author)},
            {QStringLiteral("written"), isoTime(comment->written)},
            {QStringLiteral("text"), comment->text},
            {QStringLiteral("resolved"), comment->isResolved}};
    return array;
}

/// A line for each signature and each comment.
QString remarksOn(const Snapshot &snapshot, const RecordRef &record)
{
    QString out;
    for (const Signature *signature : signaturesOf(snapshot, record))
        out += CliText::tr("%1 by %2, %3: %4\n")
                   .arg(labelOf(signature->meaning), signature->printedName,
                        isoTime(signature->signedAt), nameOf(stateOf(*signature, snapshot)));
    for (const Comment *comment : commentsOn(snapshot, record))
        out += CliText::tr("Comment by %1, %2: %3\n")
                   .arg(nameOfUser(snapshot, comment->author), isoTime(comment->written),
                        comment->text);
    return out;
}

void runShow(Context &context, const ShowOptions &options)
{
    const auto project = context.open();
    const RegisterType *type =
        project ? context.registerType(options.reg, project->registers()) : nullptr;
    if (!type)
        return;
    const Snapshot snapshot = project->snapshot();
    const auto id = recordFromText(type->key, text(options.id), snapshot);
    if (!id) {
        context.fail(AnswerIsNo, id.error().text);
        return;
    }
    const RecordPtr record = snapshot.rows(type->key).find(*id);
    const QJsonObject derived = derivedOf(snapshot, *type, *id);
    if (context.json) {
        QJsonObject object = toJson(*type, *record);
        if (!derived.isEmpty())
            object.insert(QStringLiteral("derived"), derived);
        object.insert(QStringLiteral("signatures"), signaturesAsJson(snapshot, {type->key, *id}));
        object.insert(QStringLiteral("comments"), commentsAsJson(snapshot, {type->key, *id}));
        context.print(object);
        return;
    }
    QString out = snapshot.describe(type->key, *id) + u'\n' + record->id.toText() + u'\n';
    for (const Field &field : type->fields)
        out +=
            QStringLiteral("%1: %2\n")
                .arg(field.label, displayText(field, field.get(*record), snapshot, Moments::Iso));
    if (derived.contains(QLatin1String("tier"))) {
        out += CliText::tr("Derived: tier %1\n").arg(derived.value(QStringLiteral("tier")).toInt());
        for (const QJsonValue &line : derived.value(QStringLiteral("why")).toArray())
            out += QStringLiteral("  %1\n").arg(line.toString());
    }
    context.print(out + remarksOn(snapshot, {type->key, *id}));
}

}

void addInfo(CLI::App &app, Context &context)
{
    addVerb(app, context, "info")->callback([&context] { runInfo(context); });
}

void addList(CLI::App &app, Context &context)
{
    auto options = std::make_shared<ListOptions>();
    auto *verb = addVerb(app, context, "list");
    verb->add_option("REGISTER", options->reg);
    verb->add_option("--where", options->where)->allow_extra_args(false);
    verb->add_option("--columns", options->columns);
    verb->add_flag("--fields", options->fields);
    verb->callback([&context, options] { runList(context, *options); });
}

void addShow(CLI::App &app, Context &context)
{
    auto options = std::make_shared<ShowOptions>();
    auto *verb = addVerb(app, context, "show");
    verb->add_option("REGISTER", options->reg)->required();
    verb->add_option("ID", options->id)->required();
    verb->callback([&context, options] { runShow(context, *options); });
}

}
