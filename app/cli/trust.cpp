// SPDX-License-Identifier: GPL-3.0-or-later
// Signatures, comments, baselines, expunging.
#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "model/binder/annex.h"
#include "model/documents/attaching.h"
#include "model/exchange/fieldtext.h"
#include "model/project/baseline.h"
#include "model/store/comparison.h"

#include <QFile>

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

void tell(Context &context, const Result<Change> &done, const QString &registerKey,
          const QString &words)
{
    if (!done) {
        context.fail(done.error());
        return;
    }
    if (context.json)
        context.print(QJsonObject{{QStringLiteral("id"), done->added(registerKey).toText()},
                                  {QStringLiteral("entry"), done->entry.sequence}});
    else
        context.print(words);
}

struct AboutRecord
{
    std::string registerKey;
    std::string id;
    std::string words; ///< the meaning of a signature, the text of a comment
};

void runSign(Context &context, const AboutRecord &options)
{
    const ChoiceList &meanings = choices(Meaning());
    const auto meaning = std::find_if(meanings.begin(), meanings.end(), [&](const Choice &choice) {
        return choice.key == text(options.words);
    });
    if (meaning == meanings.end()) {
        context.fail(WrongUsage, CliText::tr("--meaning is prepared, reviewed or approved."));
        return;
    }
    const auto project = context.open(Access::ReadWrite);
    if (!project)
        return;
    const RecordRef record =
        context.record(*project, context.registerType(options.registerKey, project->registers()),
                       text(options.id));
    if (record.isNull())
        return;
    // Asked again, for each signature (21 CFR 11.200).
    const auto secret =
        context.passphrase(context.passphraseFile, context.passphraseFd,
                           CliText::tr("Passphrase of %1, to sign: ").arg(project->user().name));
    if (!secret)
        return;
    const auto done =
        project->sign(record, static_cast<Meaning>(meaning - meanings.begin()), *secret);
    tell(context, done, QString::fromLatin1(Signature::registerKey),
         CliText::tr("Signed as %1: %2").arg(meaning->label, project->snapshot().describe(record)));
}

void runComment(Context &context, const AboutRecord &options)
{
    const auto project = context.open(Access::ReadWrite);
    if (!project)
        return;
    const RecordRef record =
        context.record(*project, context.registerType(options.registerKey, project->registers()),
                       text(options.id));
    if (record.isNull())
        return;
    tell(context, project->addComment(record, text(options.words)), QStringLiteral("comments"),
         CliText::tr("Commented on %1").arg(project->snapshot().describe(record)));
}

struct ExpungeOptions
{
    std::string textFile;
    std::string evidence;
    std::string reason;
    bool dryRun = false;
    bool isDespiteRetention = false;
};

/// Empty when it cannot be said, with a message and the exit code set.
std::optional<ExpungeTarget> textToExpunge(Context &context, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        context.fail(WrongUsage, CliText::tr("%1 cannot be read.").arg(path));
        return std::nullopt;
    }
    const QString what = QString::fromUtf8(file.readLine(4096)).trimmed();
    if (what.size() >= Erasure::shortest())
        return what;
    context.fail(WrongUsage, CliText::tr("The first line of the file is too short to look for."));
    return std::nullopt;
}

std::optional<ExpungeTarget> fileToExpunge(Context &context, const Project &project,
                                           const QString &name)
{
    const RecordRef record = context.record(project, &project.registers().of<Evidence>(), name);
    if (record.isNull())
        return std::nullopt;
    const QString content = project.snapshot().find(Id<Evidence>(record.id))->content;
    if (!content.isEmpty())
        return ExpungeTarget::file(content);
    context.fail(AnswerIsNo, CliText::tr("No file of %1 is kept in the project.").arg(name));
    return std::nullopt;
}

QString placeInWords(const ErasureReach &reach)
{
    const auto records = static_cast<int>(reach.records.size());
    if (reach.bytes > 0)
        return CliText::tr("a stored file of %1 bytes, named by %2. Backups and copies are not "
                           "reached.")
            .arg(reach.bytes)
            .arg(CliText::tr("%n records", nullptr, records));
    return CliText::tr("%1, %2. Backups and copies of the project are not reached.")
        .arg(CliText::tr("%n records", nullptr, records),
             CliText::tr("%n entries of the history", nullptr, static_cast<int>(reach.entries)));
}

void runExpunge(Context &context, const ExpungeOptions &options)
{
    std::optional<ExpungeTarget> what;
    if (options.evidence.empty()) {
        what = textToExpunge(context, text(options.textFile));
        if (!what)
            return;
    }
    const auto project = context.open(options.dryRun ? Access::ReadOnly : Access::ReadWrite);
    if (project && !what)
        what = fileToExpunge(context, *project, text(options.evidence));
    if (!project || !what)
        return;
    const auto reach = project->find(*what);
    if (!reach) {
        context.fail(reach.error());
        return;
    }
    const auto retained =
        what->isFile() ? retainedUntil(project->snapshot(), what->content) : std::nullopt;
    if (retained && !options.isDespiteRetention) {
        context.fail(Refused, CliText::tr("It is to be retained until %1. With "
                                          "--despite-retention it is removed all the same.")
                                  .arg(retained->toString(Qt::ISODate)));
        return;
    }
    if (!options.dryRun) {
        const auto done = project->expunge(*what, text(options.reason));
        if (!done) {
            context.fail(done.error().code == ErrorCode::NotFound ? AnswerIsNo : Refused,
                         done.error().text);
            if (done.error().code == ErrorCode::NotPermitted)
                context.exitCode = NotPermitted;
            return;
        }
    }
    const auto records = static_cast<int>(reach->records.size());
    if (context.json)
        context.print(QJsonObject{{QStringLiteral("records"), records},
                                  {QStringLiteral("entries"), reach->entries},
                                  {QStringLiteral("bytes"), reach->bytes},
                                  {QStringLiteral("removed"), !options.dryRun}});
    else
        context.print((options.dryRun ? CliText::tr("Nothing is removed yet. It stands in: ")
                                      : CliText::tr("Removed for good from: ")) +
                      placeInWords(*reach));
}

struct BaselineOptions
{
    std::string action;
    std::string first;
    std::string second;
    std::string note;
    std::string out;
};

void listBaselines(Context &context, const Snapshot &snapshot)
{
    QJsonArray array;
    QList<QStringList> rows;
    for (const Baseline *baseline : snapshot.inOrder<Baseline>()) {
        const User *user = snapshot.find(baseline->takenBy);
        const QString taken = baseline->taken.toUTC().toString(Qt::ISODate);
        rows += {baseline->name, taken, user ? user->name : QString(),
                 QString::number(baseline->entry.value_or(0)), baseline->note};
        array += QJsonObject{{QStringLiteral("id"), baseline->id.toText()},
                             {QStringLiteral("name"), baseline->name},
                             {QStringLiteral("taken"), taken},
                             {QStringLiteral("user"), user ? user->name : QString()},
                             {QStringLiteral("entry"), baseline->entry.value_or(0)},
                             {QStringLiteral("digest"), baseline->digest},
                             {QStringLiteral("note"), baseline->note}};
    }
    if (context.json)
        context.print(array);
    else
        context.print(alignedTable({CliText::tr("Baseline"), CliText::tr("Taken"),
                                    CliText::tr("By"), CliText::tr("Entry"), CliText::tr("Note")},
                                   rows));
}

/// A baseline by name, or the present state for "now" and for nothing.
Result<ComparedState> stateOf(const Project &project, const std::string &name)
{
    const Snapshot now = project.snapshot();
    if (name.empty() || name == "now") {
        const Entry last = project.lastEdit();
        return ComparedState{{}, last.sequence, last.time, now};
    }
    const auto id = recordFromText(QString::fromLatin1(Baseline::registerKey), text(name), now);
    SG_TRY(id);
    const Baseline baseline = *now.find(Id<Baseline>(*id));
    auto content = project.contentAt(baseline.entry.value_or(0));
    SG_TRY(content);
    return ComparedState{baseline.name, baseline.entry.value_or(0), baseline.taken,
                         *std::move(content)};
}

QString wordFor(const RecordDifference &difference)
{
    return difference.isAdded()     ? QStringLiteral("added")
           : difference.isRemoved() ? QStringLiteral("removed")
                                    : QStringLiteral("changed");
}

void printDifferences(Context &context, const ComparedState &before, const ComparedState &after)
{
    QJsonArray array;
    QString out;
    for (const RecordDifference &difference : compare(before.content, after.content)) {
        const QString key = difference.type->key;
        const QString name =
            (difference.isRemoved() ? before : after).content.describe(key, difference.id);
        QJsonArray fields;
        out += QStringLiteral("%1  %2  %3\n").arg(wordFor(difference), -8).arg(key, name);
        for (const Field *field : difference.fields) {
            const QString old = keyText(*field, field->get(*difference.before), before.content);
            const QString fresh = keyText(*field, field->get(*difference.after), after.content);
            fields += QJsonObject{{QStringLiteral("field"), field->key},
                                  {QStringLiteral("before"), old},
                                  {QStringLiteral("after"), fresh}};
            out += QStringLiteral("          %1: %2 -> %3\n").arg(field->label, old, fresh);
        }
        array += QJsonObject{{QStringLiteral("register"), key},
                             {QStringLiteral("id"), difference.id.toText()},
                             {QStringLiteral("name"), name},
                             {QStringLiteral("what"), wordFor(difference)},
                             {QStringLiteral("fields"), fields}};
    }
    if (context.json)
        context.print(array);
    else
        context.print(out.isEmpty() ? CliText::tr("Nothing is different.") : out);
}

void compareBaselines(Context &context, Project &project, const BaselineOptions &options)
{
    const auto before = stateOf(project, options.first);
    const auto after = stateOf(project, options.second);
    for (const auto *state : {&before, &after}) {
        if (!*state) {
            context.fail(state->error().code == ErrorCode::NotFound ? AnswerIsNo : Refused,
                         state->error().text);
            return;
        }
    }
    if (!options.out.empty()) {
        const auto rendered = renderAnnex(*before, *after, factsOf(project));
        const auto written = rendered ? project.exportFile(CliText::tr("what changed"),
                                                           text(options.out), rendered->pdf)
                                      : Status(failure(rendered.error()));
        if (!written) {
            context.fail(written.error());
            return;
        }
    }
    printDifferences(context, *before, *after);
}

/// What is wrong with how it is asked; empty when nothing is.
QString misuseOf(const BaselineOptions &options)
{
    const bool isAdd = options.action == "add";
    const bool isCompare = options.action == "compare";
    if ((isAdd || isCompare) && options.first.empty())
        return CliText::tr("baseline %1 wants a NAME.").arg(text(options.action));
    if ((!isCompare && !options.second.empty()) || (!isAdd && !isCompare && !options.first.empty()))
        return CliText::tr("baseline %1 takes no more names.").arg(text(options.action));
    if (!isAdd && !options.note.empty())
        return CliText::tr("--note is for baseline add.");
    if (!isCompare && !options.out.empty())
        return CliText::tr("-o is for baseline compare.");
    return {};
}

void runBaseline(Context &context, const BaselineOptions &options)
{
    if (const QString misuse = misuseOf(options); !misuse.isEmpty()) {
        context.fail(WrongUsage, misuse);
        return;
    }
    const bool isAdd = options.action == "add";
    const auto project = isAdd                 ? context.open(Access::ReadWrite)
                         : options.out.empty() ? context.open()
                                               : context.openToTell();
    if (!project)
        return;
    if (options.action == "list")
        return listBaselines(context, project->snapshot());
    if (!isAdd)
        return compareBaselines(context, *project, options);
    tell(context, project->takeBaseline(text(options.first), text(options.note)),
         QString::fromLatin1(Baseline::registerKey),
         CliText::tr("Taken: %1").arg(text(options.first)));
}

}

void addSign(CLI::App &app, Context &context)
{
    auto options = std::make_shared<AboutRecord>();
    auto *verb = addVerb(app, context, "sign");
    verb->add_option("REGISTER", options->registerKey)->required();
    verb->add_option("ID", options->id)->required();
    verb->add_option("--meaning", options->words)->required();
    verb->callback([&context, options] { runSign(context, *options); });
}

void addComment(CLI::App &app, Context &context)
{
    auto options = std::make_shared<AboutRecord>();
    auto *verb = addVerb(app, context, "comment");
    verb->add_option("REGISTER", options->registerKey)->required();
    verb->add_option("ID", options->id)->required();
    verb->add_option("TEXT", options->words)->required();
    verb->callback([&context, options] { runComment(context, *options); });
}

void addBaseline(CLI::App &app, Context &context)
{
    auto options = std::make_shared<BaselineOptions>();
    auto *verb = addVerb(app, context, "baseline");
    verb->add_option("ACTION", options->action)
        ->required()
        ->check(CLI::IsMember({"add", "list", "compare"}));
    verb->add_option("A", options->first);
    verb->add_option("B", options->second);
    verb->add_option("--note", options->note);
    verb->add_option("-o,--output", options->out);
    verb->callback([&context, options] { runBaseline(context, *options); });
}

void addExpunge(CLI::App &app, Context &context)
{
    auto options = std::make_shared<ExpungeOptions>();
    auto *verb = addVerb(app, context, "expunge");
    auto *what = verb->add_option_group("what")->require_option(1);
    what->add_option("--text-file", options->textFile);
    what->add_option("--evidence", options->evidence);
    verb->add_option("--reason", options->reason);
    verb->add_flag("--dry-run", options->dryRun);
    verb->add_flag("--despite-retention", options->isDespiteRetention);
    verb->callback([&context, options] { runExpunge(context, *options); });
}

}
