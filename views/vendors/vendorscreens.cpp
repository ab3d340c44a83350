// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/vendors/vendorscreens.h"

#include "model/binder/draftagreement.h"
#include "model/reports/pdf.h"
#include "model/reports/plaintext.h"
#include "model/vendors/company.h"
#include "views/kit/message.h"
#include "views/kit/panelparts.h"
#include "views/kit/pdfexport.h"
#include "views/vendors/checklistpanel.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

namespace safeguard {

AgreementsScreen::AgreementsScreen(Workspace &workspace, QWidget *parent)
    : RegisterScreen(workspace, QString::fromLatin1(Agreement::registerKey), {}, parent)
{
    auto *list = new ChecklistPanel(workspace, provisionsOf(workspace.project().registers()));
    form()->setDerivedPanel(list);
    const auto show = [this, list] { list->show(form()->shown()); };
    connect(form(), &RecordForm::shownChanged, list, show);
    show();
}

CompaniesScreen::CompaniesScreen(Workspace &workspace, QWidget *parent)
    : RegisterScreen(workspace, QString::fromLatin1(Company::registerKey), {}, parent)
{
    auto *beside = new QWidget;
    auto *layout = new QVBoxLayout(beside);
    layout->setContentsMargins({});
    auto *list = new ChecklistPanel(workspace, questionnaireOf(workspace.project().registers()));
    auto *draft =
        panel::addButton(tr("Draft an agreement\u2026"), QStringLiteral("draft"), false, beside);
    draft->setToolTip(tr("From the map and our own template, as PDF or text; have counsel review "
                         "it"));
    connect(draft, &QPushButton::clicked, this, &CompaniesScreen::draft);
    layout->addWidget(list);
    layout->addWidget(draft, 0, Qt::AlignLeft);
    form()->setDerivedPanel(beside);
    const auto show = [this, list, draft] {
        list->show(form()->shown());
        draft->setVisible(!form()->shown().isNull());
    };
    connect(form(), &RecordForm::shownChanged, list, show);
    show();
}

void CompaniesScreen::draft()
{
    const Company *company = workspace().project().snapshot().find(Id<Company>(form()->shown()));
    if (!company)
        return;
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString name = fileNameOf(tr("Draft agreement, %1").arg(company->name));
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Draft an agreement"), folder.filePath(name + QStringLiteral(".pdf")),
        tr("PDF (*.pdf);;Text (*.txt)"));
    if (!path.isEmpty())
        draftTo(path);
}

void CompaniesScreen::draftTo(const QString &path)
{
    const Snapshot now = workspace().project().snapshot();
    const Id<Company> id(form()->shown());
    if (!now.find(id))
        return;
    const auto document = draftAgreement(Derived(now), id, draftDirection(*now.find(id)),
                                         factsOf(workspace().project()));
    Result<QByteArray> bytes;
    if (!document)
        bytes = failure(document.error());
    else if (path.endsWith(QStringLiteral(".txt"), Qt::CaseInsensitive))
        bytes = report::toPlainText(*document).toUtf8();
    else
        bytes = report::toPdf(*document).map([](report::Rendered made) { return made.pdf; });
    const Status written =
        bytes ? workspace().project().exportFile(tr("Draft agreement"), path, *bytes)
              : Status(failure(bytes.error()));
    if (written)
        workspace().say(tr("Written to %1").arg(QDir::toNativeSeparators(path)));
    else
        warn(this, tr("Nothing was exported"), written.error().text);
}

}
