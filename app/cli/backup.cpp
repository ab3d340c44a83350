// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "model/newproject.h"
#include "model/project/restore.h"
#include "model/registers.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

namespace safeguard::cli {

namespace {

struct CliText
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

struct BackupOptions
{
    std::string folder;
    int newest = BackupPlan().newest;
};

void runBackup(Context &context, const BackupOptions &options)
{
    // The history tells of it where the file can be written.
    const bool isWritable = QFileInfo(text(context.file)).isWritable();
    const auto project = context.open(isWritable ? Access::ReadWrite : Access::ReadOnly);
    if (!project)
        return;
    BackupPlan plan = BackupPlan::defaultFor(project->path());
    plan.newest = options.newest;
    if (!options.folder.empty())
        plan.folder = QFileInfo(text(options.folder)).absoluteFilePath();
    const auto done = project->backUp(plan);
    if (!done) {
        context.fail(done.error());
        return;
    }
    (void)project->note(CliText::tr("Make a backup")); // the backup stands, told of or not
    if (context.json) {
        context.print(
            QJsonObject{{QStringLiteral("file"), done->path},
                        {QStringLiteral("size"), done->size},
                        {QStringLiteral("removed"), QJsonArray::fromStringList(done->removed)}});
        return;
    }
    context.print(CliText::tr("Written and verified: %1").arg(shown(done->path)));
    if (!done->removed.isEmpty())
        context.print(CliText::tr("No longer kept: %1").arg(done->removed.join(u", ")));
}

QString kindKey(BackupKind kind)
{
    switch (kind) {
    case BackupKind::Planned:
        return QStringLiteral("backup");
    case BackupKind::BeforeRestore:
        return QStringLiteral("before_restore");
    case BackupKind::Other:
        break;
    }
    return QStringLiteral("copy");
}

void print(Context &context, const std::vector<Backup> &backups)
{
    QJsonArray array;
    QList<QStringList> rows;
    for (const Backup &backup : backups) {
        array +=
            QJsonObject{{QStringLiteral("file"), backup.path},
                        {QStringLiteral("kind"), kindKey(backup.kind)},
                        {QStringLiteral("taken"), isoTime(backup.taken)},
                        {QStringLiteral("size"), backup.size},
                        {QStringLiteral("file_id"), QString::fromLatin1(backup.fileId.toHex())},
                        {QStringLiteral("users"), QJsonArray::fromStringList(backup.users)}};
        rows += {backup.taken.toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                 QLocale::c().formattedDataSize(backup.size), backup.users.join(u", "),
                 backup.fileName()};
    }
    if (context.json)
        context.print(array);
    else if (!backups.empty())
        context.print(alignedTable(
            {CliText::tr("Taken"), CliText::tr("Size"), CliText::tr("Users"), CliText::tr("File")},
            rows));
}

void runBackups(Context &context, const std::string &folder)
{
    const QString path = text(context.file);
    if (!folder.empty() && !QFileInfo(text(folder)).isDir()) {
        context.fail(WrongUsage, CliText::tr("There is no folder %1.").arg(shown(text(folder))));
        return;
    }
    const auto backups =
        QFileInfo(path).isDir()
            ? backupsIn(path, {})
            : backupsOf(path, folder.empty() ? BackupPlan::defaultFolder(path) : text(folder));
    print(context, backups);
    if (backups.empty())
        context.fail(AnswerIsNo, CliText::tr("There are no backups."));
}

QJsonObject toJson(const Holding::LastEntry &entry)
{
    return {{QStringLiteral("sequence"), entry.sequence},
            {QStringLiteral("time"), isoTime(entry.time)},
            {QStringLiteral("user"), entry.by},
            {QStringLiteral("kind"), entryKindKey(entry.kind)},
            {QStringLiteral("sentence"), entry.sentence}};
}

QJsonValue toJson(const Holding &holding)
{
    QJsonObject counts;
    for (const Holding::Count &count : holding.counts)
        counts.insert(count.key, static_cast<qint64>(count.records));
    return QJsonObject{{QStringLiteral("records"), counts},
                       {QStringLiteral("last"), toJson(holding.last)}};
}

QString inWords(const Holding::LastEntry &entry)
{
    return CliText::tr("%1  %2  %3: %4")
        .arg(QString::number(entry.sequence), isoTime(entry.time), entry.by, entry.sentence);
}

QString inWords(const RestorePreview &preview)
{
    QList<QStringList> rows;
    for (size_t i = 0; i < preview.backup.counts.size(); ++i) {
        const Holding::Count &count = preview.backup.counts[i];
        rows += {count.name, QString::number(count.records),
                 preview.current ? QString::number(preview.current->counts[i].records)
                                 : QStringLiteral("-")};
    }
    QString out =
        alignedTable({CliText::tr("Records"), CliText::tr("Backup"), CliText::tr("Now")}, rows);
    out += CliText::tr("\nLast entry of the backup\n  %1\n").arg(inWords(preview.backup.last));
    if (!preview.current)
        return out;
    out += CliText::tr("Last entry now\n  %1\n").arg(inWords(preview.current->last));
    out += CliText::tr("%n entries would not be in the restored project", nullptr,
                       static_cast<int>(preview.lost.size())) +
           u'\n';
    for (const Holding::LastEntry &entry : preview.lost)
        out += QStringLiteral("  ") + inWords(entry) + u'\n';
    return out;
}

/// What the project at that path holds now; null, with the reason on stderr, where it is not known.
std::unique_ptr<Project> openCurrent(const QString &path, const Credentials &credentials,
                                     const Clock &clock)
{
    if (!QFileInfo::exists(path))
        return nullptr;
    auto current = openProject(path, credentials, Access::ReadOnly, clock);
    if (current)
        return *std::move(current);
    QTextStream(stderr) << current.error().text << Qt::endl;
    return nullptr;
}

void runPreview(Context &context, const RestoreRequest &request)
{
    const auto backup =
        openProject(request.backup, *request.credentials, Access::ReadOnly, context.clock);
    if (!backup) {
        context.fail(CannotOpen, backup.error().text);
        return;
    }
    const auto current = openCurrent(request.path, *request.credentials, context.clock);
    const auto preview = previewRestore(**backup, current.get());
    if (!preview) {
        context.fail(preview.error());
        return;
    }
    if (!context.json) {
        context.print(inWords(*preview));
        return;
    }
    QJsonArray lost;
    for (const Holding::LastEntry &entry : preview->lost)
        lost += toJson(entry);
    context.print(QJsonObject{
        {QStringLiteral("backup"), toJson(preview->backup)},
        {QStringLiteral("now"), preview->current ? toJson(*preview->current) : QJsonValue()},
        {QStringLiteral("lost"), lost}});
}

int exitCodeForRestore(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::NotAProject:
    case ErrorCode::WrongPassphrase:
    case ErrorCode::UnknownUser:
    case ErrorCode::Damaged:
    case ErrorCode::NewerVersion:
    case ErrorCode::InUse:
        return CannotOpen;
    case ErrorCode::NotPermitted:
        return NotPermitted;
    default:
        return Refused;
    }
}

void runRestore(Context &context, const std::string &path, bool isPreview)
{
    const auto header = Vault::peek(text(context.file));
    if (!header) {
        context.fail(CannotOpen, header.error().text);
        return;
    }
    if (context.user.empty() && !header->slots.empty())
        context.user = header->slots.front().name.toStdString();
    auto key = context.credentials();
    if (!key)
        return;
    const RestoreRequest request{text(context.file), text(path),
                                 std::make_shared<const Credentials>(*std::move(key))};
    if (isPreview) {
        runPreview(context, request);
        return;
    }
    const auto done = restoreBackup(request, allRegisters(), context.clock);
    if (!done) {
        context.fail(exitCodeForRestore(done.error().code), done.error().text);
        return;
    }
    if (context.json) {
        context.print(QJsonObject{{QStringLiteral("file"), request.path},
                                  {QStringLiteral("sequence"), done->sequence},
                                  {QStringLiteral("taken"), isoTime(done->taken)},
                                  {QStringLiteral("aside"), done->aside}});
        return;
    }
    context.print(CliText::tr("%1 is as of entry %2.")
                      .arg(shown(request.path), QString::number(done->sequence)));
    if (!done->aside.isEmpty())
        context.print(CliText::tr("As it was before: %1").arg(shown(done->aside)));
}

}

void addBackup(CLI::App &app, Context &context)
{
    auto options = std::make_shared<BackupOptions>();
    auto *verb = addVerb(app, context, "backup");
    verb->add_option("--to", options->folder);
    verb->add_option("--keep", options->newest)->check(CLI::Range(1, 10'000));
    verb->callback([&context, options] { runBackup(context, *options); });

    auto folder = std::make_shared<std::string>();
    auto *list = addVerb(app, context, "backups");
    list->add_option("--in", *folder);
    list->callback([&context, folder] { runBackups(context, *folder); });
}

void addRestore(CLI::App &app, Context &context)
{
    auto path = std::make_shared<std::string>();
    auto isPreview = std::make_shared<bool>(false);
    auto *verb = addVerb(app, context, "restore");
    verb->get_option("FILE")->description("BACKUP");
    verb->add_option("PROJECT", *path)->required();
    verb->add_flag("--preview", *isPreview);
    verb->callback([&context, path, isPreview] { runRestore(context, *path, *isPreview); });
}

}
