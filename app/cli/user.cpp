// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

struct Options
{
    std::string action;
    std::string name;
    std::string fullName;
    std::string role = "editor";
    std::string newPassphraseFile;
    int newPassphraseFd = -1;
};

std::optional<Role> roleFrom(const QString &key)
{
    const ChoiceList &roles = choices(Role());
    for (size_t i = 0; i < roles.size(); ++i) {
        if (roles[i].key == key)
            return static_cast<Role>(i);
    }
    return std::nullopt;
}

void add(Context &context, Project &project, const Options &options, const Secret &secret)
{
    const auto role = roleFrom(text(options.role));
    if (!role || options.name.empty()) {
        context.fail(
            WrongUsage,
            CliText::tr(
                "user add wants a NAME and a --role of: security_officer, editor, contributor, "
                "reviewer, auditor."));
        return;
    }
    const QString fullName = options.fullName.empty() ? text(options.name) : text(options.fullName);
    const auto done =
        project.addUser(text(options.name), fullName, *role, secret, context.newCost());
    if (!done) {
        context.fail(done.error());
        return;
    }
    if (context.json)
        context.print(QJsonObject{{QStringLiteral("user"), text(options.name)},
                                  {QStringLiteral("entry"), done->entry.sequence}});
    else
        context.print(CliText::tr("%1 can now open the project.").arg(fullName));
}

void run(Context &context, const Options &options)
{
    const auto project = context.open(Access::ReadWrite);
    if (!project)
        return;
    const auto secret = context.passphrase(options.newPassphraseFile, options.newPassphraseFd,
                                           CliText::tr("New passphrase: "));
    if (!secret)
        return;
    if (options.action == "add")
        return add(context, *project, options, *secret);
    const auto done = project->changePassphrase(*secret, context.newCost());
    if (!done)
        context.fail(done.error());
    else if (context.json)
        context.print(QJsonObject{{QStringLiteral("user"), project->user().name}});
    else
        context.print(CliText::tr("The passphrase of %1 is changed.").arg(project->user().name));
}

void runVerify(Context &context)
{
    const auto print = [&](const std::vector<VerifyLine> &lines, bool isSound) {
        QJsonArray array;
        QString out;
        for (const VerifyLine &line : lines) {
            array += QJsonObject{{QStringLiteral("sound"), line.isSound},
                                 {QStringLiteral("place"), line.place},
                                 {QStringLiteral("finding"), line.finding}};
            out += QStringLiteral("%1  %2: %3\n")
                       .arg(line.isSound ? CliText::tr("ok   ") : CliText::tr("WRONG"), line.place,
                            line.finding);
        }
        if (context.json)
            context.print(
                QJsonObject{{QStringLiteral("sound"), isSound}, {QStringLiteral("lines"), array}});
        else
            context.print(out);
    };
    const auto before = Vault::examine(text(context.file));
    const auto project = context.open();
    if (!project) {
        if (before)
            print(before->lines, false);
        return;
    }
    auto report = project->verify({});
    if (!report) {
        context.fail(AnswerIsNo, report.error().text);
        return;
    }
    // Opening mends a damaged header copy; what it was like before is told all the same.
    std::vector<VerifyLine> lines;
    if (before) {
        for (const VerifyLine &line : before->lines) {
            if (!line.isSound)
                lines.push_back(line);
        }
    }
    lines.insert(lines.end(), report->lines.begin(), report->lines.end());
    const bool isSound =
        std::all_of(lines.begin(), lines.end(), [](auto &line) { return line.isSound; });
    print(lines, isSound);
    if (!isSound)
        context.exitCode = AnswerIsNo;
}

}

void addUser(CLI::App &app, Context &context)
{
    auto options = std::make_shared<Options>();
    auto *verb = addVerb(app, context, "user");
    verb->add_option("ACTION", options->action)
        ->required()
        ->check(CLI::IsMember({"add", "passphrase"}));
    verb->add_option("NAME", options->name);
    verb->add_option("--full-name", options->fullName);
    verb->add_option("--role", options->role);
    verb->add_option("--new-passphrase-file", options->newPassphraseFile);
    verb->add_option("--new-passphrase-fd", options->newPassphraseFd);
    addKeyCost(*verb, context);
    verb->callback([&context, options] { run(context, *options); });
}

void addVerify(CLI::App &app, Context &context)
{
    addVerb(app, context, "verify")->callback([&context] { runVerify(context); });
}

}
