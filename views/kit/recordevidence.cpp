// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/recordevidence.h"

#include "model/documents/attaching.h"
#include "views/kit/filework.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>

namespace safeguard {

namespace {

const RegisterType &evidenceType(const Project &project)
{
    return project.registers().of<Evidence>();
}

/// "EVD-003 Penetration test, expired".
QString wordsFor(const Snapshot &now, const Evidence &evidence)
{
    const QString name =
        now.registers().of<Evidence>().citeNumber(evidence) + u' ' + evidence.title;
    return evidence.hasExpired(now.today()) ? RecordEvidence::tr("%1, expired").arg(name) : name;
}

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

}

RecordEvidence::RecordEvidence(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_lines(new QVBoxLayout)
    , m_add(new QPushButton(tr("Add file\u2026"), this))
    , m_link(new QPushButton(tr("Link\u2026"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(panel::text(tr("Evidence"), QStringLiteral("section"), this));
    layout->addLayout(m_lines);
    auto *row = new QHBoxLayout;
    m_add->setObjectName(QStringLiteral("add-evidence"));
    m_link->setObjectName(QStringLiteral("link-evidence"));
    row->addWidget(m_add);
    row->addWidget(m_link);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addSpacing(6);
    connect(m_add, &QPushButton::clicked, this,
            [this] { FileWork::ask(m_workspace, {m_record}, this); });
    connect(m_link, &QPushButton::clicked, this, &RecordEvidence::linkExisting);
    connect(&workspace.project(), &Project::changed, this, [this](const Change &change) {
        if (change.touches(QString::fromLatin1(Evidence::registerKey)) ||
            change.touches(QString::fromLatin1(EvidenceLink::registerKey)))
            refresh();
    });
}

void RecordEvidence::show(const RecordRef &record)
{
    if (record == m_record)
        return;
    m_record = record;
    setVisible(record.registerKey != QString::fromLatin1(Evidence::registerKey));
    refresh();
}

bool RecordEvidence::canAdd() const
{
    const Project &project = m_workspace.project();
    return m_record.registerKey != QString::fromLatin1(Evidence::registerKey) &&
           project.snapshot().find(m_record) && project.mayEdit(evidenceType(project));
}

void RecordEvidence::addFiles(const QStringList &paths)
{
    FileWork::add(m_workspace, paths, {m_record}, this);
}

void RecordEvidence::refresh()
{
    clear(m_lines);
    const Project &project = m_workspace.project();
    const Snapshot now = project.snapshot();
    const auto permitted = project.canEdit(evidenceType(project));
    for (QPushButton *button : {m_add, m_link}) {
        button->setEnabled(permitted.has_value());
        button->setToolTip(permitted ? QString() : permitted.error().text);
    }
    if (permitted)
        m_add->setToolTip(tr("Files can be dropped here too."));
    const auto found = evidenceFor(now, m_record);
    for (const Evidence *evidence : found)
        addLine(now, *evidence, permitted.has_value());
    if (found.empty())
        m_lines->addWidget(panel::text(tr("None."), QStringLiteral("muted"), this));
}

void RecordEvidence::addLine(const Snapshot &now, const Evidence &evidence, bool mayEdit)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins({});
    const QString words = wordsFor(now, evidence);
    auto *go = new QPushButton(QString(words).replace(u'&', QStringLiteral("&&")), line);
    go->setObjectName(QStringLiteral("evidence-line"));
    go->setProperty("role", QStringLiteral("quiet"));
    go->setToolTip(words);
    go->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    go->setStyleSheet(QStringLiteral("text-align: left"));
    auto *unlink = new QPushButton(tr("Unlink"), line);
    unlink->setObjectName(QStringLiteral("unlink-evidence"));
    unlink->setProperty("role", QStringLiteral("quiet"));
    unlink->setAccessibleName(tr("Unlink %1").arg(words));
    unlink->setEnabled(mayEdit);
    row->addWidget(go, 1);
    row->addWidget(unlink);
    m_lines->addWidget(line);
    connect(go, &QPushButton::clicked, this, [this, id = evidence.id] {
        m_workspace.go({QString::fromLatin1(Evidence::registerKey), id});
    });
    connect(unlink, &QPushButton::clicked, this, [this, id = idOf(evidence), words] {
        const RecordRef record = m_record;
        m_workspace.perform(
            tr("Unlink %1 from %2").arg(words, m_workspace.project().snapshot().describe(record)),
            [&](Edit &edit) {
                safeguard::unlink(edit, id, record);
                return Status();
            });
    });
}

void RecordEvidence::linkExisting()
{
    const Snapshot now = m_workspace.project().snapshot();
    const auto linked = evidenceFor(now, m_record);
    QStringList names;
    std::vector<Id<Evidence>> ids;
    for (const Evidence *evidence : now.inOrder<Evidence>()) {
        if (std::find(linked.begin(), linked.end(), evidence) != linked.end())
            continue;
        names += wordsFor(now, *evidence);
        ids.push_back(idOf(*evidence));
    }
    if (names.isEmpty()) {
        m_workspace.say(tr("There is no other evidence. Add a file, or a reference on the screen "
                           "Evidence."));
        return;
    }
    const RecordRef record = m_record; // another one may be shown by the end of the dialog
    QInputDialog dialog(this);
    dialog.setObjectName(QStringLiteral("link-dialog"));
    dialog.setWindowTitle(tr("Link evidence"));
    dialog.setLabelText(tr("What proves %1?").arg(now.describe(record)));
    dialog.setComboBoxItems(names);
    dialog.setOkButtonText(tr("Link"));
    if (dialog.exec() != QDialog::Accepted)
        return;
    const auto at = names.indexOf(dialog.textValue());
    if (at < 0)
        return;
    m_workspace.perform(tr("Link %1 to %2").arg(names[at], now.describe(record)), [&](Edit &edit) {
        link(edit, ids[static_cast<size_t>(at)], record);
        return Status();
    });
}

}
