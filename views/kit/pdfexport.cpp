// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/pdfexport.h"

#include "views/kit/message.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QRegularExpression>
#include <QStandardPaths>

namespace safeguard {

namespace {

struct PdfExport
{
    Q_DECLARE_TR_FUNCTIONS(PdfExport)
};

}

QString fileNameOf(const QString &words)
{
    static const QRegularExpression refused(QStringLiteral("[\\x00-\\x1f<>:\"/\\\\|?*]+"));
    QString name = words.simplified().replace(refused, QStringLiteral("-")).left(120).trimmed();
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    return name;
}

void exportPdf(Workspace &workspace, QWidget *parent, const QString &what, const QString &name,
               const QByteArray &pdf)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString path = QFileDialog::getSaveFileName(
        parent, PdfExport::tr("Export %1").arg(what),
        folder.filePath(fileNameOf(name) + QStringLiteral(".pdf")), PdfExport::tr("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    const auto written = workspace.project().exportFile(what, path, pdf);
    if (written)
        workspace.say(PdfExport::tr("Written to %1").arg(QDir::toNativeSeparators(path)));
    else
        warn(parent, PdfExport::tr("Nothing was exported"), written.error().text);
}

}
