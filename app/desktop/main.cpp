// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screens.h"
#include "model/base/memorydumps.h"
#include "model/base/translation.h"
#include "model/reports/pdf.h"
#include "views/kit/icon.h"

#include <QApplication>

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
    Tokens::instance();
    QApplication::setWindowIcon(icon(QStringLiteral("logo"), Ink::Accent));

    MainWindow window(shellContent());
    window.show();
    const QStringList files = QApplication::arguments().mid(1);
    if (!files.isEmpty())
        window.openFile(files.first());
    return QApplication::exec();
}
