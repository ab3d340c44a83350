// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "model/exchange/fieldtext.h"
#include "model/project/rights.h"
#include "model/registers.h"

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
    std::string role;
    std::string areas;
    std::string newPassphraseFile;
    int newPassphraseFd = -1;
};

const Field &fieldOf(const char *key)
{
    return *allRegisters()->of<User>().field(QString::fromLatin1(key));
}

/// The role and areas that the options name, over what the user has; null, with a message, when
/// they name none.
std::optional<User> withOptions(Context &context, User user, const Options &options)
{
    const auto set = [&](const char *key, const std::string &value) -> Status {
        if (value.empty())
            return {};
        QString words = text(value);
        const auto read =
            valueFromText(fieldOf(key), words.replace(u',', u';'), Snapshot(allRegisters()));
        SG_TRY(read);
        fieldOf(key).set(user, *read);
        return {};
    };
    for (const Status &done : {set("role", options.role), set("areas", options.areas)}) {
        if (!done) {
            context.fail(WrongUsage, done.error().text);
            return std::nullopt;
        }
    }
    if (!options.fullName.empty())
        user.fullName = text(options.fullName);
    return user;
}

/// The user of that name, or null with a message.
std::optional<User> find(Context &context, const Project &project, const std::string &name)
{
    const Snapshot snapshot = project.snapshot();
    const auto id = recordFromText(QString::fromLatin1(User::registerKey), text(name), snapshot);
    if (!id) {
        context.fail(AnswerIsNo, id.error().text);
        return std::nullopt;
    }
    return *snapshot.find(Id<User>(*id));
}

void tell(Context &context, const Result<Change> &done, const QString &name, const QString &words)
{
    if (!done)
        context.fail(done.error());
    else if (context.json)
        context.print(QJsonObject{{QStringLiteral("user"), name},
                                  {QStringLiteral("entry"), done->entry.sequence}});
    else
        context.print(words);
}

void list(Context &context, const Project &project)
{
    const Snapshot snapshot = project.snapshot();
    QJsonArray array;
    QList<QStringList> rows;
    const auto key = [&](const char *field, const User &user) {
        return keyText(fieldOf(field), fieldOf(field).get(user), snapshot);
    };
    for (const User *user : snapshot.inOrder<User>()) {
        rows += {user->name, user->fullName, key("role", *user), key("areas", *user),
                 key("status", *user)};
        array +=
            QJsonObject{{QStringLiteral("user"), user->name},
                        {QStringLiteral("full_name"), user->fullName},
                        {QStringLiteral("role"), key("role", *user)},
                        {QStringLiteral("areas"),
                         QJsonArray::fromStringList(
                             key("areas", *user).split(QStringLiteral("; "), Qt::SkipEmptyParts))},
                        {QStringLiteral("status"), key("status", *user)},
                        {QStringLiteral("public_key"), user->publicKey}};
    }
    if (context.json)
        context.print(array);
    else
        context.print(
            alignedTable({CliText::tr("User"), CliText::tr("Full name"), CliText::tr("Role"),
                          CliText::tr("Areas"), CliText::tr("Status")},
                         rows));
}

void add(Context &context, Project &project, const Options &options, const Secret &secret)
{
    User user;
    user.fullName = text(options.name);
    const auto wanted = withOptions(context, user, options);
    if (!wanted)
        return;
    tell(context,
         project.addUser(text(options.name), wanted->fullName, {wanted->role, wanted->areas},
                         secret, context.newCost()),
         text(options.name), CliText::tr("%1 can now open the project.").arg(wanted->fullName));
}

void changeRole(Context &context, Project &project, const Options &options)
{
    const auto found = find(context, project, options.name);
    const auto wanted = found ? withOptions(context, *found, options) : std::nullopt;
    if (!wanted)
        return;
    tell(context,
         project.changeUser(idOf(*wanted), wanted->fullName, {wanted->role, wanted->areas}),
         wanted->name,
         CliText::tr("%1 has the role %2.").arg(wanted->fullName, nameOf(wanted->role)));
}

void remove(Context &context, Project &project, const Options &options)
{
    const auto found = find(context, project, options.name);
    if (!found)
        return;
    tell(context, project.removeUser(idOf(*found)), found->name,
         CliText::tr("%1 cannot open the project any more. Copies of the file that were made "
                     "before still open with the old passphrase, and the key in them reads later "
                     "copies too until you renew it: safeguard-cli user FILE renew-key")
             .arg(found->fullName));
}

void renewKey(Context &context, Project &project)
{
    const auto done = project.renewKey();
    if (!done)
        context.fail(done.error());
    else if (context.json)
        context.print(QJsonObject{{QStringLiteral("entry"), project.entryCount()}});
    else
        context.print(CliText::tr("The file has a new key. Everybody on the list of users opens it "
                                  "as before; older copies keep the old key."));
}

void changePassphrase(Context &context, Project &project, const Secret &secret)
{
    const auto done = project.changePassphrase(secret, context.newCost());
    if (!done)
        context.fail(done.error());
    else if (context.json)
        context.print(QJsonObject{{QStringLiteral("user"), project.user().name}});
    else
        context.print(CliText::tr("The passphrase of %1 is changed.").arg(project.user().name));
}

void makeRecoveryKey(Context &context, Project &project)
{
    auto key = project.addRecoveryKey();
    if (!key) {
        context.fail(key.error());
        return;
    }
    if (context.json)
        context.print(QJsonObject{{QStringLiteral("user"), project.user().name},
                                  {QStringLiteral("recovery_key"), key->text}});
    else
        context.print(key->text);
    wipe(key->text);
}

void run(Context &context, const Options &options)
{
    const bool isNamed =
        options.action == "add" || options.action == "role" || options.action == "remove";
    if (isNamed == options.name.empty()) {
        context.fail(WrongUsage,
                     isNamed ? CliText::tr("user %1 wants a NAME.").arg(text(options.action))
                             : CliText::tr("user %1 takes no NAME; it is about --user.")
                                   .arg(text(options.action)));
        return;
    }
    const bool isList = options.action == "list";
    const auto project = context.open(isList ? Access::ReadOnly : Access::ReadWrite);
    if (!project)
        return;
    if (isList)
        return list(context, *project);
    if (options.action == "role")
        return changeRole(context, *project, options);
    if (options.action == "remove")
        return remove(context, *project, options);
    if (options.action == "renew-key")
        return renewKey(context, *project);
    if (options.action == "recovery-key")
        return makeRecoveryKey(context, *project);
    const auto secret = context.passphrase(options.newPassphraseFile, options.newPassphraseFd,
                                           CliText::tr("New passphrase: "));
    if (!secret)
        return;
    if (options.action == "add")
        add(context, *project, options, *secret);
    else
        changePassphrase(context, *project, *secret);
}

}

void addUser(CLI::App &app, Context &context)
{
    auto options = std::make_shared<Options>();
    auto *verb = addVerb(app, context, "user");
    verb->add_option("ACTION", options->action)
        ->required()
        ->check(CLI::IsMember(
            {"list", "add", "role", "remove", "passphrase", "recovery-key", "renew-key"}));
    verb->add_option("NAME", options->name);
    verb->add_option("--full-name", options->fullName);
    verb->add_option("--role", options->role);
    verb->add_option("--areas", options->areas);
    verb->add_option("--new-passphrase-file", options->newPassphraseFile);
    verb->add_option("--new-passphrase-fd", options->newPassphraseFd);
    addKeyCost(*verb, context);
    verb->callback([&context, options] { run(context, *options); });
}

}
