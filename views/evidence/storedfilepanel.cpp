// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/evidence/storedfilepanel.h"

#include "model/documents/attaching.h"
#include "model/project/rights.h"
#include "views/kit/expungedialog.h"
#include "views/kit/filework.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace safeguard {

StoredFilePanel::StoredFilePanel(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_file(panel::text({}, {}, this))
    , m_hash(panel::text({}, QStringLiteral("muted"), this))
    , m_open(new QPushButton(tr("Open\u2026"), this))
    , m_save(new QPushButton(tr("Save a copy\u2026"), this))
    , m_remove(new QPushButton(tr("Remove for good\u2026"), this))
    , m_subjects(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(panel::text(tr("File"), QStringLiteral("section"), this));
    m_file->setObjectName(QStringLiteral("stored-file"));
    m_file->setTextFormat(Qt::PlainText);
    m_hash->setObjectName(QStringLiteral("stored-hash"));
    m_hash->setFont(Tokens::instance().smallFont());
    for (QLabel *label : {m_file, m_hash}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(label);
    }
    auto *row = new QHBoxLayout;
    m_open->setObjectName(QStringLiteral("open-evidence"));
    m_save->setObjectName(QStringLiteral("save-evidence"));
    row->addWidget(m_open);
    row->addWidget(m_save);
    row->addStretch(1);
    m_remove->setObjectName(QStringLiteral("remove-evidence-file"));
    m_remove->setProperty("role", QStringLiteral("quiet"));
    layout->addLayout(row);
    layout->addWidget(m_remove, 0, Qt::AlignLeft);
    layout->addSpacing(6);
    layout->addWidget(panel::text(tr("Linked to"), QStringLiteral("section"), this));
    layout->addLayout(m_subjects);
    connect(m_open, &QPushButton::clicked, this,
            [this] { FileWork::openCopy(m_workspace, m_evidence, this); });
    connect(m_save, &QPushButton::clicked, this,
            [this] { FileWork::saveCopy(m_workspace, m_evidence, this); });
    connect(m_remove, &QPushButton::clicked, this, &StoredFilePanel::removeForGood);
    connect(&workspace.project(), &Project::changed, this, &StoredFilePanel::refresh);
}

void StoredFilePanel::show(const Id<Evidence> &evidence)
{
    m_evidence = evidence;
    refresh();
}

void StoredFilePanel::refresh()
{
    const Project &project = m_workspace.project();
    const Snapshot now = project.snapshot();
    const Evidence *evidence = now.find(m_evidence);
    if (!evidence)
        return;
    const QString removal = removalInWords(*evidence, now);
    const bool isStored = !evidence->content.isEmpty() && removal.isEmpty();
    // A hash breaks nowhere by itself.
    QString hash = sha256InWords(*evidence);
    for (qsizetype at = hash.size() - hash.size() % 8; at > 0; at -= 8)
        hash.insert(at, u' ');
    m_file->setText(
        isStored ? tr("%1, %2").arg(evidence->fileName, sizeInWords(evidence->size.value_or(0)))
        : removal.isEmpty() ? tr("No file is kept here; see the reference.")
                            : removal);
    m_hash->setText(hash.isEmpty() ? QString() : tr("SHA-256 %1").arg(hash.trimmed()));
    m_hash->setVisible(!hash.isEmpty());
    m_remove->setVisible(isStored && may(project.user(), Operation::Expunge).has_value());
    m_remove->setEnabled(!project.isReadOnly());
    const auto permitted = may(project.user(), Operation::Export);
    for (QPushButton *button : {m_open, m_save}) {
        button->setEnabled(isStored && permitted);
        button->setToolTip(permitted ? tr("The copy is not encrypted.") : permitted.error().text);
    }
    showSubjects(now);
}

void StoredFilePanel::removeForGood()
{
    const Snapshot now = m_workspace.project().snapshot();
    if (const Evidence *evidence = now.find(m_evidence))
        ExpungeDialog(m_workspace, evidence->content, this).exec();
}

void StoredFilePanel::showSubjects(const Snapshot &now)
{
    while (QLayoutItem *item = m_subjects->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const auto subjects = subjectsOf(now, m_evidence);
    for (const RecordRef &subject : subjects) {
        auto *go = new QPushButton(now.describe(subject).replace(u'&', QStringLiteral("&&")), this);
        go->setObjectName(QStringLiteral("subject-line"));
        go->setProperty("role", QStringLiteral("quiet"));
        m_subjects->addWidget(go, 0, Qt::AlignLeft);
        connect(go, &QPushButton::clicked, this, [this, subject] {
            m_workspace.go({Workspace::screenOf(subject.registerKey), subject.id});
        });
    }
    if (subjects.empty())
        m_subjects->addWidget(
            panel::text(tr("Nothing yet. Open a record and choose Link under Evidence, or drop the "
                           "file on its form."),
                        QStringLiteral("muted"), this));
}

}
