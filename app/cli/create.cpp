// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "model/newproject.h"
#include "model/sample/sample.h"

namespace safeguard::cli {

namespace {
struct Options
{
    std::string name;
    std::string fullName;
    bool sample = false;
};

void run(Context &context, const Options &options)
{
    auto secret = context.passphrase(
        context.passphraseFile, context.passphraseFd,
        QCoreApplication::translate("Cli", "Passphrase for %1: ").arg(text(context.user)));
    if (!secret)
        return;
    NewProject about{text(options.name), text(context.user), text(options.fullName),
                     *std::move(secret), context.newCost()};
    const auto project = options.sample ? createSample(text(context.file), about, context.clock)
                                        : createProject(text(context.file), about, context.clock);
    if (!project) {
        context.fail(project.error());
        return;
    }
    if (context.json)
        context.print(QJsonObject{
            {QStringLiteral("file"), text(context.file)},
            {QStringLiteral("project_id"), QString::fromLatin1((*project)->projectId().toHex())}});
    else
        context.print(QCoreApplication::translate("Cli", "Created %1.").arg(text(context.file)));
}
}

void addNew(CLI::App &app, Context &context)
{
    auto options = std::make_shared<Options>();
    auto *verb = addVerb(app, context, "new");
    verb->get_option("--user")->required();
    verb->add_option("--name", options->name)->required();
    verb->add_option("--full-name", options->fullName)->required();
    verb->add_flag("--sample", options->sample);
    addKeyCost(*verb, context);
    verb->remove_option(verb->get_option("--recovery-key-file"));
    verb->callback([&context, options] { run(context, *options); });
}

}
