// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/about.h"

#include <botan/version.h>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <qpdf/DLL.h>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <sqlite3.h>

namespace safeguard {

namespace {
struct AboutText
{
    Q_DECLARE_TR_FUNCTIONS(About)
};

struct Library
{
    const char *name;
    QString version;
    const char *licence;
    const char *use;
};
}

void showAbout(QWidget *parent)
{
    const Library libraries[] = {
        {"Qt", QString::fromLatin1(qVersion()), "LGPL-3.0 or GPL-3.0",
         QT_TRANSLATE_NOOP("About", "windows, drawing, PDF pages")},
        {"PDFium (in Qt PDF)", QString(), "BSD-3-Clause and Apache-2.0",
         QT_TRANSLATE_NOOP("About", "preview of PDF")},
        {"SQLite", QString::fromLatin1(sqlite3_libversion()), "Public domain",
         QT_TRANSLATE_NOOP("About", "the database")},
        {"Botan", QString::fromStdString(Botan::version_string()).section(u' ', 1, 1),
         "BSD-2-Clause", QT_TRANSLATE_NOOP("About", "cryptography")},
        {"qpdf", QStringLiteral(QPDF_VERSION), "Apache-2.0",
         QT_TRANSLATE_NOOP("About", "structure of PDF")},
        {"tl::expected", QString(), "CC0-1.0", QT_TRANSLATE_NOOP("About", "results and errors")},
        {"libqrencode", QString(), "LGPL-2.1", QT_TRANSLATE_NOOP("About", "QR codes")},
        {"libxlsxwriter", QString(), "BSD-2-Clause", QT_TRANSLATE_NOOP("About", "spreadsheets")},
        {"libzip", QString(), "BSD-3-Clause", QT_TRANSLATE_NOOP("About", "reading spreadsheets")},
        {"zxcvbn-c", QString(), "MIT", QT_TRANSLATE_NOOP("About", "strength of passphrases")},
        {"CLI11", QString(), "BSD-3-Clause", QT_TRANSLATE_NOOP("About", "command line")},
        {"Inter", QString(), "OFL-1.1", QT_TRANSLATE_NOOP("About", "typeface")},
    };
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("about"));
    dialog.setWindowTitle(AboutText::tr("About Safeguard"));
    dialog.resize(560, 430);
    auto *layout = new QVBoxLayout(&dialog);
    auto *text = new QLabel(
        AboutText::tr(
            "<b>Safeguard %1</b><br>Compliance workbench for connected medical devices.<br>"
            "Free software under the GNU General Public License, version 3 or later; it "
            "comes without any warranty. It gives no legal advice.")
            .arg(QCoreApplication::applicationVersion()),
        &dialog);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    layout->addWidget(text);
    auto *list = new QTreeWidget(&dialog);
    list->setAccessibleName(AboutText::tr("Libraries"));
    list->setHeaderLabels({AboutText::tr("Library"), AboutText::tr("Version"),
                           AboutText::tr("Licence"), AboutText::tr("For")});
    list->setRootIsDecorated(false);
    for (const Library &library : libraries)
        new QTreeWidgetItem(list,
                            {QString::fromLatin1(library.name), library.version,
                             QString::fromLatin1(library.licence), AboutText::tr(library.use)});
    for (int column = 0; column < 4; ++column)
        list->resizeColumnToContents(column);
    layout->addWidget(list, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    layout->addWidget(buttons);
    dialog.exec();
}

}
