// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/terminal.h"
#include "model/exchange/fieldtext.h"
#include "model/newproject.h"
#include "model/registers.h"

#include <cstdio>
#include <QFile>
#include <QJsonDocument>

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

int exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotPermitted:
        return NotPermitted;
    default:
        return Refused;
    }
}

QString readHelp(const QString &verb)
{
    QFile file(QStringLiteral(":/help/cli/%1.txt").arg(verb));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}

std::optional<Secret> Context::passphrase(const std::string &path, int fd, const QString &question)
{
    auto secret = !path.empty() ? readSecretFile(text(path))
                  : fd >= 0     ? readSecretFd(fd)
                                : askSecret(question);
    if (!secret) {
        fail(WrongUsage, secret.error().text);
        return std::nullopt;
    }
    return *std::move(secret);
}

std::optional<Credentials> Context::credentials()
{
    if (recoveryKeyFile.empty()) {
        auto secret = passphrase(passphraseFile, passphraseFd,
                                 CliText::tr("Passphrase of %1: ").arg(text(user)));
        return secret ? std::optional<Credentials>({text(user), *std::move(secret)}) : std::nullopt;
    }
    auto key = readRecoveryKeyFile(text(recoveryKeyFile));
    if (!key) {
        fail(WrongUsage, key.error().text);
        return std::nullopt;
    }
    return Credentials{{}, {}, *std::move(key)};
}

KdfCost Context::newCost() const
{
    return keyCost == "floor" ? KdfCost::floor() : KdfCost::calibrated();
}

std::unique_ptr<Project> Context::open(Access access)
{
    // A change that was cut off is taken back by the first one who may write.
    return access == Access::ReadOnly ? openBy({Access::ReadOnly, Access::ReadWrite})
                                      : openBy({Access::ReadWrite});
}

std::unique_ptr<Project> Context::openToTell()
{
    return openBy({Access::ReadWrite, Access::ReadOnly});
}

std::unique_ptr<Project> Context::openBy(std::initializer_list<Access> ways)
{
    const QString path = text(file);
    const auto header = Vault::peek(path);
    if (!header) {
        fail(CannotOpen, header.error().text);
        return nullptr;
    }
    if (user.empty() && !header->slots.empty())
        user = header->slots.front().name.toStdString();
    const auto key = credentials();
    if (!key)
        return nullptr;
    Result<std::unique_ptr<Project>> project;
    for (const Access way : ways) {
        project = unlockProject(path, *key, way, UnlockLog::ofThisComputer(), false, clock);
        if (project || project.error().code != ErrorCode::ReadOnly)
            break;
    }
    if (!project) {
        fail(CannotOpen, project.error().text);
        return nullptr;
    }
    for (const QString &notice : (*project)->notices())
        QTextStream(stderr) << notice << Qt::endl;
    return *std::move(project);
}

int Context::fail(int code, const QString &message)
{
    QTextStream(stderr) << message << Qt::endl;
    return exitCode = code;
}

int Context::fail(const Error &error)
{
    return fail(exitCodeFor(error.code), wholeText(error));
}

void Context::print(const QString &message)
{
    QTextStream out(stdout);
    out << message;
    if (!message.endsWith(u'\n'))
        out << '\n';
}

void Context::print(const QJsonValue &value)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    print(QString::fromUtf8(document.toJson(QJsonDocument::Indented)));
}

RecordRef Context::record(const Project &project, const RegisterType *type, const QString &name)
{
    if (!type)
        return {};
    const auto id = recordFromText(type->key, name, project.snapshot());
    if (id)
        return {type->key, *id};
    fail(id.error().code == ErrorCode::NotFound ? AnswerIsNo : WrongUsage, id.error().text);
    return {};
}

const RegisterType *Context::registerType(const std::string &key, const Registers &registers)
{
    const RegisterType *type = registers.find(text(key));
    if (type)
        return type;
    QStringList keys;
    for (const RegisterType &each : registers)
        keys += each.key;
    fail(WrongUsage, CliText::tr("There is no register \u201c%1\u201d. Registers: %2.")
                         .arg(text(key), keys.join(QStringLiteral(", "))));
    return nullptr;
}

QJsonValue tierToJson(Standing standing)
{
    return standing < Standing::NotClassified ? QJsonValue(static_cast<int>(standing) + 1)
                                              : QJsonValue();
}

QString helpText(const QString &verb)
{
    const QString own = readHelp(verb);
    return verb == QStringLiteral("safeguard-cli") ? own : own + readHelp(QStringLiteral("common"));
}

QString manualPage()
{
    const auto escaped = [](QString line) {
        line.replace(u'\\', QStringLiteral("\\e")).replace(u'-', QStringLiteral("\\-"));
        return line.startsWith(u'.') || line.startsWith(u'\'') ? QStringLiteral("\\&") + line
                                                               : line;
    };
    QStringList lines{
        QStringLiteral(".TH SAFEGUARD\\-CLI 1 \"\" \"Safeguard " SAFEGUARD_VERSION
                       "\" \"User Commands\""),
        QStringLiteral(".SH NAME"),
        escaped(CliText::tr("safeguard-cli - work with Safeguard projects from scripts"))};
    const QString overview = readHelp(QStringLiteral("safeguard-cli"));
    QStringList verbs{QStringLiteral("safeguard-cli")};
    for (const char *verb :
         {"new",    "info",    "list",   "show",    "add",      "set",      "remove",
          "import", "export",  "check",  "derive",  "analysis", "history",  "undo",
          "redo",   "user",    "sign",   "comment", "attach",   "baseline", "expunge",
          "verify", "receipt", "backup", "backups", "restore",  "common"})
        verbs += QString::fromLatin1(verb);
    for (const QString &verb : verbs) {
        lines += QStringLiteral(".SH ") + escaped(verb.toUpper());
        lines += QStringLiteral(".nf");
        for (const QString &line : readHelp(verb).split(u'\n'))
            lines += escaped(line);
        lines += QStringLiteral(".fi");
    }
    return lines.join(u'\n');
}

QString alignedTable(const QStringList &heading, const QList<QStringList> &rows)
{
    constexpr qsizetype widest = 48;
    QList<qsizetype> widths;
    const auto shown = [](const QString &cell) {
        QString line = QString(cell).replace(u'\n', u' ');
        return line.size() > widest ? line.left(widest - 1) + u'\u2026' : line;
    };
    for (qsizetype column = 0; column < heading.size(); ++column) {
        widths += heading[column].size();
        for (const QStringList &row : rows)
            widths[column] = qMax(widths[column], shown(row.value(column)).size());
    }
    QString out;
    const auto add = [&](const QStringList &row) {
        QString line;
        for (qsizetype column = 0; column < heading.size(); ++column)
            line += shown(row.value(column)).leftJustified(widths[column] + 2);
        while (line.endsWith(u' '))
            line.chop(1);
        out += line + u'\n';
    };
    add(heading);
    for (const QStringList &row : rows)
        add(row);
    return out;
}

void addKeyCost(CLI::App &verb, Context &context)
{
    verb.add_option("--key-cost", context.keyCost)->check(CLI::IsMember({"calibrated", "floor"}));
}

CLI::App *addVerb(CLI::App &app, Context &context, const std::string &name)
{
    auto *verb = app.add_subcommand(name);
    verb->set_help_flag();
    verb->add_flag_callback("-h,--help", [&context, name] {
        context.print(helpText(text(name)));
        std::exit(Done);
    });
    verb->add_option("FILE", context.file)->required();
    verb->add_option("--user", context.user);
    verb->add_option("--passphrase-file", context.passphraseFile);
    verb->add_option("--passphrase-fd", context.passphraseFd);
    verb->add_option("--recovery-key-file", context.recoveryKeyFile)
        ->excludes("--passphrase-file")
        ->excludes("--passphrase-fd")
        ->excludes("--user");
    verb->add_flag("--json", context.json);
    verb->add_option_function<std::string>("--today", [&context](const std::string &day) {
        const QDate date = QDate::fromString(text(day), Qt::ISODate);
        if (!date.isValid())
            throw CLI::ValidationError("--today", "is a date like 2026-02-28");
        context.clock.setToday(date);
    });
    return verb;
}

}
