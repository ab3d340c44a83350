// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "model/exchange/fieldtext.h"
#include "model/project/changewords.h"

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

struct HistoryOptions
{
    std::string since;
    std::string record;
};

QJsonObject entryToJson(const Entry &entry, const std::vector<ChangeWords> &changes,
                        const Snapshot &snapshot)
{
    QJsonArray array;
    for (const ChangeWords &change : changes)
        array += QJsonObject{{QStringLiteral("register"), change.registerKey},
                             {QStringLiteral("id"), change.record.toText()},
                             {QStringLiteral("operation"), change.operation},
                             {QStringLiteral("field"), change.field},
                             {QStringLiteral("before"), change.before},
                             {QStringLiteral("after"), change.after}};
    return {{QStringLiteral("sequence"), entry.sequence},
            {QStringLiteral("kind"), entryKindKey(entry.kind)},
            {QStringLiteral("time"), entry.time.toString(Qt::ISODateWithMs)},
            {QStringLiteral("user"), snapshot.title(QStringLiteral("users"), entry.user)},
            {QStringLiteral("sentence"), entry.sentence},
            {QStringLiteral("hash"), QString::fromLatin1(entry.hash.toHex())},
            {QStringLiteral("changes"), array}};
}

QString entryText(const Entry &entry, const std::vector<ChangeWords> &changes,
                  const Snapshot &snapshot)
{
    QString out = QStringLiteral("%1  %2  %3  %4\n")
                      .arg(entry.sequence, 5)
                      .arg(entry.time.toString(Qt::ISODate),
                           snapshot.title(QStringLiteral("users"), entry.user), entry.sentence);
    for (const ChangeWords &change : changes)
        out += QStringLiteral("         %1\n").arg(change.sentence);
    return out;
}

void run(Context &context, const HistoryOptions &options)
{
    const QDate since = QDate::fromString(text(options.since), Qt::ISODate);
    if (!options.since.empty() && !since.isValid()) {
        context.fail(WrongUsage, CliText::tr("--since is a date like 2026-02-28."));
        return;
    }
    const auto project = context.open();
    if (!project)
        return;
    const Snapshot snapshot = project->snapshot();
    AnyId record;
    if (!options.record.empty()) {
        const QString key = text(options.record).section(u'/', 0, 0);
        const RegisterType *type = context.registerType(key.toStdString(), project->registers());
        if (!type)
            return;
        // A removed record has a history too: its id is enough.
        const QString name = text(options.record).section(u'/', 1);
        const auto id = recordFromText(key, name, snapshot);
        const auto byId = AnyId::fromText(name);
        if (!id && !byId) {
            context.fail(AnswerIsNo, id.error().text);
            return;
        }
        record = id ? *id : *byId;
    }
    std::vector<Entry> entries;
    const auto read = project->forEachEntry(1, project->entryCount(), [&](Entry &&entry) {
        if (!since.isValid() || entry.time.date() >= since)
            entries.push_back(std::move(entry));
        return true;
    });
    if (!read) {
        context.fail(read.error());
        return;
    }
    QJsonArray array;
    QString out;
    for (const Entry &entry : entries) {
        const auto fields = project->changesOf(entry);
        if (!fields) {
            context.fail(fields.error());
            return;
        }
        const bool isAbout =
            record.isNull() || std::any_of(fields->begin(), fields->end(),
                                           [&](auto &change) { return change.record == record; });
        if (!isAbout)
            continue;
        const auto words = inWords(*fields, snapshot);
        array += entryToJson(entry, words, snapshot);
        out += entryText(entry, words, snapshot);
    }
    if (context.json)
        context.print(array);
    else
        context.print(out);
}

struct StepOptions
{
    int times = 1;
    bool isUndo = true;
    bool ofOthers = false;
};

/// Why the next step is to be asked for; empty when it need not be.
QString askedFirst(const Project &project, bool isUndo)
{
    const auto others = isUndo ? project.undoableOfAnother() : project.redoableOfAnother();
    if (!others)
        return {};
    const Snapshot now = project.snapshot();
    const User *who = now.find(others->user);
    const QString words =
        isUndo ? CliText::tr("Entry %1 was made by %2 on %3: %4. With --of-others it is undone.")
               : CliText::tr("Entry %1 was made by %2 on %3: %4. With --of-others this is done "
                             "again.");
    return words.arg(others->sequence)
        .arg(who ? who->name : QString(), momentText(others->time, Moments::Iso), others->sentence);
}

void step(Context &context, const StepOptions &options)
{
    const auto project = context.open(Access::ReadWrite);
    if (!project)
        return;
    QJsonArray array;
    for (int i = 0; i < options.times; ++i) {
        if (!options.ofOthers) {
            if (const QString why = askedFirst(*project, options.isUndo); !why.isEmpty()) {
                context.fail(Refused, why);
                break;
            }
        }
        const auto done = options.isUndo ? project->undo() : project->redo();
        if (!done) {
            if (i == 0 && done.error().code == ErrorCode::NotFound)
                context.fail(AnswerIsNo, done.error().text);
            else if (done.error().code != ErrorCode::NotFound)
                context.fail(done.error());
            break;
        }
        array += QJsonObject{{QStringLiteral("entry"), done->entry.sequence},
                             {QStringLiteral("sentence"), done->entry.sentence}};
        if (!context.json)
            context.print(done->entry.sentence);
    }
    if (context.json)
        context.print(array);
}

}

void addHistory(CLI::App &app, Context &context)
{
    auto options = std::make_shared<HistoryOptions>();
    auto *verb = addVerb(app, context, "history");
    verb->add_option("--since", options->since);
    verb->add_option("--record", options->record);
    verb->callback([&context, options] { run(context, *options); });
}

void addUndo(CLI::App &app, Context &context)
{
    for (const bool isUndo : {true, false}) {
        auto options = std::make_shared<StepOptions>();
        options->isUndo = isUndo;
        auto *verb = addVerb(app, context, isUndo ? "undo" : "redo");
        verb->add_option("N", options->times)->check(CLI::Range(1, 1'000'000));
        verb->add_flag("--of-others", options->ofOthers);
        verb->callback([&context, options] { step(context, *options); });
    }
}

}
