// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/evidence/evidencescreen.h"

#include "model/documents/evidence.h"
#include "views/evidence/storedfilepanel.h"
#include "views/kit/filework.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>

namespace safeguard {

EvidenceScreen::EvidenceScreen(Workspace &workspace, QWidget *parent)
    : RegisterScreen(workspace, QString::fromLatin1(Evidence::registerKey), {}, parent)
{
    auto *add = new QPushButton(tr("Add files\u2026"), header());
    add->setObjectName(QStringLiteral("add-files"));
    add->setProperty("role", QStringLiteral("primary"));
    const auto permitted = workspace.project().canEdit(type());
    add->setEnabled(permitted.has_value());
    add->setToolTip(permitted ? tr("Files can be dropped here too.") : permitted.error().text);
    header()->addButton(add);
    connect(add, &QPushButton::clicked, this,
            [&workspace, this] { FileWork::ask(workspace, {}, this); });
    auto *panel = new StoredFilePanel(workspace);
    form()->replaceSection(type().field(u"content")->section, panel);
    // What is kept elsewhere is a record without a file.
    auto *reference = header()->findChild<QPushButton *>(QStringLiteral("add"));
    reference->setText(tr("Add reference"));
    if (permitted)
        reference->setToolTip(tr("For a document that is kept elsewhere"));
    reference->setProperty("role", {});
    const auto show = [this, panel] { panel->show(Id<Evidence>(form()->shown())); };
    connect(form(), &RecordForm::shownChanged, panel, show);
    show();
}

void EvidenceScreen::dragEnterEvent(QDragEnterEvent *event)
{
    if (!filesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void EvidenceScreen::dropEvent(QDropEvent *event)
{
    const QStringList paths = filesIn(*event->mimeData());
    event->acceptProposedAction();
    // The drag ends before a dialog opens: whoever dragged it waits for that.
    QMetaObject::invokeMethod(
        this, [this, paths] { FileWork::add(workspace(), paths, {}, this); }, Qt::QueuedConnection);
}

}
