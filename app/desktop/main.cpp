// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screens.h"
#include "model/base/memorydumps.h"
#include "model/base/translation.h"
#include "model/reports/pdf.h"
#include "views/kit/icon.h"

#include <QApplication>
#include <QCommandLineParser>

int main(int argc, char **argv)
{
    using namespace safeguard;
    forbidMemoryDumps();
    report::makeOutputReproducible();
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Safeguard"));
    QApplication::setOrganizationName(QStringLiteral("Safeguard"));
    QApplication::setApplicationVersion(QStringLiteral(SAFEGUARD_VERSION));
    loadTranslation();
    QCommandLineParser arguments;
    arguments.setApplicationDescription(QCoreApplication::translate(
        "Main", "Compliance workbench for makers of connected medical devices."));
    arguments.addHelpOption();
    arguments.addVersionOption();
    arguments.addPositionalArgument(QStringLiteral("file"),
                                    QCoreApplication::translate("Main", "A project to open."),
                                    QStringLiteral("[file]"));
    arguments.process(app);
    Tokens::instance();
    QApplication::setWindowIcon(icon(QStringLiteral("logo"), Ink::Accent));

    MainWindow window(shellContent());
    window.show();
    const QStringList files = arguments.positionalArguments();
    if (!files.isEmpty())
        window.openFile(files.first());
    return QApplication::exec();
}
