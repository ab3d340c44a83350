// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "model/exchange/csv.h"
#include "model/exchange/fieldtext.h"
#include "model/exchange/xlsxreader.h"

#include <QFile>
#include <QFutureWatcher>

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

}

Status checkGiven(const RegisterType &type, const Record &before, const Record &after)
{
    for (const Field &field : type.fields) {
        if (field.isGiven && field.get(before) != field.get(after))
            return failure(ErrorCode::Refused,
                           CliText::tr("%1 is filled in by the program.").arg(field.label));
    }
    return {};
}

namespace {

struct EditOptions
{
    std::string reg;
    std::string id;
    std::vector<std::string> values;
    bool withDependents = false;
};

void report(Context &context, const Result<Change> &done, const RegisterType &type, const AnyId &id)
{
    if (!done) {
        context.fail(done.error());
        return;
    }
    if (context.json)
        context.print(QJsonObject{{QStringLiteral("register"), type.key},
                                  {QStringLiteral("id"), id.toText()},
                                  {QStringLiteral("entry"), done->entry.sequence},
                                  {QStringLiteral("changed"), !done->isEmpty()}});
    else
        context.print(id.toText());
}

void runAdd(Context &context, const EditOptions &options)
{
    const auto project = context.open(Access::ReadWrite);
    const RegisterType *type =
        project ? context.registerType(options.reg, project->registers()) : nullptr;
    if (!type || !areFieldValues(context, *type, options.values))
        return;
    if (!type->addedElsewhere.isEmpty()) {
        context.fail(Refused, type->addedElsewhere);
        return;
    }
    auto record = type->make();
    AnyId id;
    // The sentence names the record, so it is filled in first.
    if (auto assigned = assign(*type, *record, options.values, project->snapshot()); !assigned) {
        context.fail(assigned.error());
        return;
    }
    const QString name =
        isEmpty(type->fields.front().get(*record)) ? QString() : type->title(*record);
    const auto done = project->perform(
        CliText::tr("Add %1 %2").arg(type->singular.toLower(), name).trimmed(), [&](Edit &edit) {
            id = edit.putAny(*type, record);
            return Status();
        });
    report(context, done, *type, id);
}

void runSet(Context &context, const EditOptions &options)
{
    const auto project = context.open(Access::ReadWrite);
    const RegisterType *type =
        project ? context.registerType(options.reg, project->registers()) : nullptr;
    const RecordPtr record =
        type ? project->snapshot().find(context.record(*project, type, text(options.id))) : nullptr;
    if (!record || !areFieldValues(context, *type, options.values))
        return;
    QStringList labels;
    for (const std::string &pair : options.values)
        labels += type->field(text(pair).section(u'=', 0, 0))->label;
    const auto done =
        project->perform(CliText::tr("Change %1 of %2")
                             .arg(labels.join(QStringLiteral(", ")),
                                  project->snapshot().describe(type->key, record->id)),
                         [&](Edit &edit) -> Status {
                             auto copy = type->copy(*record);
                             SG_TRY(assign(*type, *copy, options.values, edit.now()));
                             SG_TRY(checkGiven(*type, *record, *copy));
                             edit.putAny(*type, std::move(copy));
                             return {};
                         });
    report(context, done, *type, record->id);
}

void runRemove(Context &context, const EditOptions &options)
{
    const auto project = context.open(Access::ReadWrite);
    const RegisterType *type =
        project ? context.registerType(options.reg, project->registers()) : nullptr;
    const RecordPtr record =
        type ? project->snapshot().find(context.record(*project, type, text(options.id))) : nullptr;
    if (!record)
        return;
    const auto done = project->perform(
        CliText::tr("Remove %1").arg(project->snapshot().describe(type->key, record->id)),
        [&](Edit &edit) {
            return options.withDependents ? edit.removeWithDependents(*type, record->id)
                                          : edit.remove(*type, record->id);
        });
    report(context, done, *type, record->id);
}

struct ImportOptions
{
    std::string input;
    std::string format;
    std::string into;
    std::vector<std::string> map;
    std::string sheet;
    int headingRow = 0;
    bool dryRun = false;
};

void printReport(Context &context, const ImportReport &report)
{
    QJsonArray notes;
    QList<QStringList> rows;
    for (const ImportNote &note : report.notes) {
        notes += QJsonObject{{QStringLiteral("kind"), importNoteKey(note.kind)},
                             {QStringLiteral("row"), note.row},
                             {QStringLiteral("column"), note.column},
                             {QStringLiteral("text"), note.text}};
        rows += {importNoteKey(note.kind), note.row > 0 ? QString::number(note.row) : QString(),
                 note.column, note.text};
    }
    if (context.json) {
        context.print(QJsonObject{{QStringLiteral("added"), report.added},
                                  {QStringLiteral("updated"), report.updated},
                                  {QStringLiteral("unchanged"), report.unchanged},
                                  {QStringLiteral("notes"), notes}});
        return;
    }
    context.print(CliText::tr("%1 added, %2 updated, %3 unchanged")
                      .arg(report.added)
                      .arg(report.updated)
                      .arg(report.unchanged));
    if (!rows.isEmpty())
        context.print(alignedTable(
            {CliText::tr("kind"), CliText::tr("row"), CliText::tr("column"), CliText::tr("note")},
            rows));
}

/// The format that INPUT is in; empty, with a message, when it is none that can be imported.
QString formatOf(Context &context, const ImportOptions &options)
{
    const QString named = text(options.format.empty() ? options.input : options.format);
    const QString format = named.section(u'.', -1).toLower();
    const bool isWorkbook = format == QStringLiteral("xlsx") || format == QStringLiteral("xlsm");
    if (!isWorkbook && format != QStringLiteral("csv") && format != QStringLiteral("tsv")) {
        context.fail(
            WrongUsage,
            CliText::tr("The format \u201c%1\u201d is not known. Formats: csv, xlsx.").arg(format));
        return {};
    }
    if (!isWorkbook && (!options.sheet.empty() || options.headingRow != 0)) {
        context.fail(WrongUsage,
                     CliText::tr("CSV has no sheets, and its heading is the first row."));
        return {};
    }
    return isWorkbook ? QStringLiteral("xlsx") : QStringLiteral("csv");
}

Result<CsvTable> readTable(const QByteArray &bytes, const QString &format,
                           const ImportOptions &options)
{
    if (format == QStringLiteral("csv"))
        return readCsv(bytes);
    const auto book = XlsxReader::open(bytes);
    SG_TRY(book);
    auto read = book->read({text(options.sheet), options.headingRow});
    SG_TRY(read);
    return std::move(read->table);
}

/// What is recognised, and what --map says; nothing, with a message, where that cannot be.
std::optional<ColumnMap> columnsOf(Context &context, const CsvTable &table,
                                   const RegisterType &type, const ImportOptions &options)
{
    ColumnMap columns = guessColumns(table.heading, type);
    for (const std::string &pair : options.map) {
        const QString column = text(pair).section(u'=', 0, -2);
        const QString key = text(pair).section(u'=', -1);
        if (!table.heading.contains(column) || (!key.isEmpty() && !canColumnGoTo(key, type))) {
            context.fail(WrongUsage,
                         CliText::tr("--map %1: no such column or field.").arg(text(pair)));
            return std::nullopt;
        }
        columns.insert(column, key);
    }
    return columns;
}

void runImport(Context &context, const ImportOptions &options)
{
    const QString path = text(options.input);
    const QString format = formatOf(context, options);
    if (format.isEmpty())
        return;
    const auto project = context.open(options.dryRun ? Access::ReadOnly : Access::ReadWrite);
    if (!project)
        return;
    const QString guess = path.section(u'/', -1).section(u'.', 0, 0);
    const RegisterType *type = context.registerType(
        options.into.empty() ? guess.toStdString() : options.into, project->registers());
    if (!type)
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        context.fail(CannotImport,
                     CliText::tr("%1 cannot be read: %2").arg(path, file.errorString()));
        return;
    }
    if (file.size() > largestImport) {
        context.fail(CannotImport,
                     CliText::tr("%1 is larger than %2 MB, which no table is that can "
                                 "be imported. Nothing was imported.")
                         .arg(path)
                         .arg(largestImport / 1024 / 1024));
        return;
    }
    const auto table = readTable(file.readAll(), format, options);
    if (!table) {
        context.fail(CannotImport, table.error().text);
        return;
    }
    const auto columns = columnsOf(context, *table, *type, options);
    if (!columns)
        return;
    ImportReport report;
    const auto writes = [&](Edit &edit) -> Status {
        auto imported = importRows(edit, *type, *table, *columns);
        SG_TRY(imported);
        report = *std::move(imported);
        if (report.hasErrors())
            return failure(ErrorCode::InvalidInput,
                           CliText::tr("Some cells cannot be read, so nothing was imported."));
        return {};
    };
    const QString sentence =
        CliText::tr("Import %1 rows into %2").arg(table->rows.size()).arg(type->plural);
    const Status done =
        options.dryRun ? project->check(writes)
                       : project->perform(sentence, writes, EntryKind::Import).map([](auto &&) {});
    if (done || report.hasErrors()) // what was refused as a whole added nothing
        printReport(context, report);
    if (!done)
        context.fail(CannotImport, wholeText(done.error()));
}

}

bool areFieldValues(Context &context, const RegisterType &type,
                    const std::vector<std::string> &values)
{
    for (const std::string &pair : values) {
        const QString whole = text(pair);
        if (whole.contains(u'=') && type.field(whole.section(u'=', 0, 0)))
            continue;
        QStringList keys;
        for (const Field &each : type.fields)
            keys += each.key;
        context.fail(WrongUsage, CliText::tr("\u201c%1\u201d is not FIELD=VALUE. Fields of %2: %3.")
                                     .arg(whole, type.key, keys.join(QStringLiteral(", "))));
        return false;
    }
    return true;
}

Status assign(const RegisterType &type, Record &record, const std::vector<std::string> &values,
              const Snapshot &now)
{
    for (const std::string &pair : values) {
        const QString whole = text(pair);
        const Field &field = *type.field(whole.section(u'=', 0, 0));
        const auto value = valueFromText(field, whole.section(u'=', 1), now);
        SG_TRY(value);
        field.set(record, *value);
    }
    return {};
}

void addEdits(CLI::App &app, Context &context)
{
    auto options = std::make_shared<EditOptions>();
    auto *add = addVerb(app, context, "add");
    add->add_option("REGISTER", options->reg)->required();
    add->add_option("FIELD=VALUE", options->values);
    add->callback([&context, options] { runAdd(context, *options); });
    auto *set = addVerb(app, context, "set");
    set->add_option("REGISTER", options->reg)->required();
    set->add_option("ID", options->id)->required();
    set->add_option("FIELD=VALUE", options->values)->required();
    set->callback([&context, options] { runSet(context, *options); });
    auto *remove = addVerb(app, context, "remove");
    remove->add_option("REGISTER", options->reg)->required();
    remove->add_option("ID", options->id)->required();
    remove->add_flag("--with-dependents", options->withDependents);
    remove->callback([&context, options] { runRemove(context, *options); });
}

void addImport(CLI::App &app, Context &context)
{
    auto options = std::make_shared<ImportOptions>();
    auto *verb = addVerb(app, context, "import");
    verb->add_option("INPUT", options->input)->required();
    verb->add_option("--as", options->format);
    verb->add_option("--into", options->into);
    verb->add_option("--map", options->map)->allow_extra_args(false);
    verb->add_option("--sheet", options->sheet);
    verb->add_option("--header-row", options->headingRow)->check(CLI::Range(1, 1'048'576));
    verb->add_flag("--dry-run", options->dryRun);
    verb->callback([&context, options] { runImport(context, *options); });
}

}
