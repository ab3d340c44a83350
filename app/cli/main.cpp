// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "model/base/memorydumps.h"
#include "model/base/translation.h"
#include "model/reports/pdf.h"

#include <cstring>
#include <QGuiApplication>
#include <QStringDecoder>

namespace {

/// Only exports and comparisons draw; the other verbs do without the graphics platform.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    const bool draws =
        argc > 1 && (std::strcmp(argv[1], "export") == 0 || std::strcmp(argv[1], "baseline") == 0);
    if (!draws)
        return std::make_unique<QCoreApplication>(argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

}

int main(int argc, char **argv)
{
    using namespace safeguard;
    using namespace safeguard::cli;
    forbidMemoryDumps();
    report::makeOutputReproducible();
    const auto application = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Safeguard"));
    QCoreApplication::setOrganizationName(QStringLiteral("Safeguard"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SAFEGUARD_VERSION));

    loadTranslation();

    Context context;
    CLI::App app;
    app.name("safeguard-cli");
    app.set_help_flag();
    bool wantsHelp = false;
    bool wantsVersion = false;
    bool wantsManual = false;
    app.add_flag("-h,--help", wantsHelp);
    app.add_flag("--version", wantsVersion);
    app.add_flag("--manual", wantsManual);
    app.require_subcommand(0, 1);
    for (const auto add : {addNew,    addInfo,    addList,    addShow,     addEdits,    addImport,
                           addExport, addCheck,   addDerive,  addAnalysis, addHistory,  addUndo,
                           addUser,   addSign,    addComment, addAttach,   addBaseline, addExpunge,
                           addVerify, addReceipt, addBackup,  addRestore})
        add(app, context);
    for (int i = 1; i < argc; ++i) {
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString decoded = decoder(QByteArrayView(argv[i], qstrlen(argv[i])));
        if (decoder.hasError())
            return context.fail(WrongUsage,
                                QCoreApplication::translate("Cli", "Argument %1 is not UTF-8: %2")
                                    .arg(i)
                                    .arg(decoded));
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        const auto verbs = app.get_subcommands();
        const QString verb = verbs.empty() ? QString() : text(verbs.front()->get_name());
        return context.fail(WrongUsage,
                            QCoreApplication::translate("Cli", "%1\nTry: %2 --help")
                                .arg(QString::fromUtf8(error.what()),
                                     QStringLiteral("safeguard-cli %1").arg(verb).trimmed()));
    }
    if (wantsVersion)
        context.print(QStringLiteral("Safeguard " SAFEGUARD_VERSION));
    else if (wantsManual)
        context.print(manualPage());
    else if (wantsHelp || app.get_subcommands().empty()) {
        context.print(helpText(QStringLiteral("safeguard-cli")));
        return wantsHelp ? Done : WrongUsage;
    }
    return context.exitCode;
}
