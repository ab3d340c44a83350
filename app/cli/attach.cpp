// SPDX-License-Identifier: GPL-3.0-or-later
// Files into the project and out of it.
#include "app/cli/command.h"
#include "model/documents/attaching.h"

#include <QEventLoop>
#include <QFutureWatcher>

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

struct Options
{
    std::string registerKey;
    std::string id;
    std::string input;
    std::string title;
    std::string proves;
    std::string effective;
    std::string expires;
    std::string retainedUntil;
};

template <class T>
T waitFor(const QFuture<T> &future)
{
    QEventLoop loop;
    QFutureWatcher<T> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

/// What the options say of the file, or nothing with a message.
std::optional<Evidence> aboutFrom(Context &context, const Options &options)
{
    Evidence about;
    about.title = text(options.title);
    about.proves = text(options.proves);
    const auto read = [&](const char *option, const std::string &said, std::optional<QDate> &date) {
        if (said.empty())
            return true;
        date = QDate::fromString(text(said), Qt::ISODate);
        if (!date->isValid())
            context.fail(WrongUsage,
                         CliText::tr("%1 is a date like 2026-02-28.").arg(QLatin1String(option)));
        return date->isValid();
    };
    if (read("--effective", options.effective, about.effective) &&
        read("--expires", options.expires, about.expires) &&
        read("--retained-until", options.retainedUntil, about.retainedUntil))
        return about;
    return std::nullopt;
}

void runAttach(Context &context, const Options &options)
{
    const auto about = aboutFrom(context, options);
    const auto project = about ? context.open(Access::ReadWrite) : nullptr;
    if (!project)
        return;
    const RecordRef subject =
        context.record(*project, context.registerType(options.registerKey, project->registers()),
                       text(options.id));
    if (subject.isNull())
        return;
    const auto done = waitFor(attachLong(*project, text(options.input), *about, {subject}, {}));
    if (!done) {
        context.fail(done.error());
        return;
    }
    const Snapshot now = project->snapshot();
    const Evidence evidence = *now.find(addedEvidence(*done));
    const QString number = now.registers().of<Evidence>().citeNumber(evidence);
    if (context.json)
        context.print(QJsonObject{{QStringLiteral("id"), evidence.id.toText()},
                                  {QStringLiteral("number"), number},
                                  {QStringLiteral("sha256"), sha256InWords(evidence)},
                                  {QStringLiteral("bytes"), evidence.size.value_or(0)},
                                  {QStringLiteral("entry"), done->entry.sequence}});
    else
        context.print(
            CliText::tr("%1 \u201c%2\u201d for %3, SHA-256 %4")
                .arg(number, evidence.title, now.describe(subject), sha256InWords(evidence)));
}

}

void exportEvidence(Context &context, const QString &name, const QString &out)
{
    const auto project = context.openToTell();
    if (!project)
        return;
    const RecordRef record = context.record(*project, &project->registers().of<Evidence>(), name);
    if (record.isNull())
        return;
    const auto written = waitFor(project->exportContentLong(record, out, {}));
    if (!written) {
        context.fail(written.error());
        return;
    }
    const Evidence evidence = *project->snapshot().find(Id<Evidence>(record.id));
    if (context.json)
        context.print(QJsonObject{{QStringLiteral("what"), record.registerKey + u'/' + name},
                                  {QStringLiteral("file"), out},
                                  {QStringLiteral("bytes"), evidence.size.value_or(0)}});
    else
        context.print(CliText::tr("Written to %1, not encrypted there. SHA-256 %2")
                          .arg(out, sha256InWords(evidence)));
}

void addAttach(CLI::App &app, Context &context)
{
    auto options = std::make_shared<Options>();
    auto *verb = addVerb(app, context, "attach");
    verb->add_option("REGISTER", options->registerKey)->required();
    verb->add_option("ID", options->id)->required();
    verb->add_option("INPUT", options->input)->required();
    verb->add_option("--title", options->title);
    verb->add_option("--proves", options->proves);
    verb->add_option("--effective", options->effective);
    verb->add_option("--expires", options->expires);
    verb->add_option("--retained-until", options->retainedUntil);
    verb->callback([&context, options] { runAttach(context, *options); });
}

}
