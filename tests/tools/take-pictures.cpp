// SPDX-License-Identifier: GPL-3.0-or-later

// take-pictures FOLDER [WIDTH HEIGHT]: the worked example on every screen, light and dark, as PNG.
// The picture in the README is SCREEN-light.png of one of them.

#include "app/desktop/screens.h"
#include "model/base/translation.h"
#include "model/sample/sample.h"
#include "views/shell/mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

int main(int argc, char **argv)
{
    using namespace safeguard;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("SafeguardTests"));
    QCoreApplication::setApplicationName(QStringLiteral("take-pictures"));
    loadTranslation();
    const QStringList arguments = app.arguments();
    if (arguments.size() != 2 && arguments.size() != 4) {
        QTextStream(stderr) << "take-pictures FOLDER [WIDTH HEIGHT]\n";
        return 2;
    }
    const QDir folder(arguments[1]);
    const QSize size = arguments.size() == 4 ? QSize(arguments[2].toInt(), arguments[3].toInt())
                                             : QSize(1440, 900);
    QTemporaryDir dir;
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        Tokens::instance().setAppearance(appearance);
        const QString name =
            appearance == Appearance::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        auto project = createSample(dir.filePath(name + QStringLiteral(".safeguard")),
                                    {QStringLiteral("CardioLink remote monitoring"),
                                     QStringLiteral("dana"), QStringLiteral("Dana Mensah"),
                                     Secret::fromText(QStringLiteral("worked example"))});
        if (!project)
            return 1;
        MainWindow window(shellContent());
        window.resize(size);
        window.show();
        window.setProject(*std::move(project));
        for (const ScreenInfo &screen : shellContent().screens) {
            window.go({screen.key});
            QTest::qWait(1200); // what is derived and routed in workers
            window.grab().save(folder.filePath(screen.key + u'-' + name + QStringLiteral(".png")));
        }
    }
    return 0;
}
