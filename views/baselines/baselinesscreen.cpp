// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/baselines/baselinesscreen.h"

#include "model/project/baseline.h"
#include "model/project/rights.h"
#include "views/baselines/comparedialog.h"
#include "views/kit/message.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

namespace safeguard {

BaselinesScreen::BaselinesScreen(Workspace &workspace, QWidget *parent)
    : RegisterScreen(workspace, QString::fromLatin1(Baseline::registerKey), {}, parent)
    , m_take(new QPushButton(tr("Take a baseline\u2026"), header()))
    , m_compare(new QPushButton(tr("Compare\u2026"), header()))
{
    m_take->setObjectName(QStringLiteral("take-baseline"));
    m_take->setProperty("role", QStringLiteral("primary"));
    m_compare->setObjectName(QStringLiteral("compare-baselines"));
    header()->addButton(m_compare);
    header()->addButton(m_take);
    connect(m_take, &QPushButton::clicked, this, &BaselinesScreen::take);
    connect(m_compare, &QPushButton::clicked, this, &BaselinesScreen::compare);
    connect(&workspace.project(), &Project::changed, this, &BaselinesScreen::refreshButtons);
    refreshButtons();
}

void BaselinesScreen::refreshButtons()
{
    const Project &project = workspace().project();
    const auto permitted = may(project.user(), Operation::Baseline);
    m_take->setEnabled(permitted && !project.isReadOnly());
    m_take->setToolTip(permitted ? QString() : permitted.error().text);
    m_compare->setEnabled(!project.snapshot().rows<Baseline>().isEmpty());
    m_compare->setToolTip(m_compare->isEnabled() ? QString() : tr("There is no baseline yet."));
}

void BaselinesScreen::take()
{
    QDialog dialog(this);
    dialog.setObjectName(QStringLiteral("baseline-dialog"));
    dialog.setWindowTitle(tr("Take a baseline"));
    dialog.setMinimumWidth(440);
    auto *layout = new QVBoxLayout(&dialog);
    layout->setSpacing(8);
    layout->addWidget(panel::text(
        tr("Names the project as it is now, all of it, to compare with later. Signing the baseline "
           "approves the whole."),
        QStringLiteral("muted"), &dialog));
    auto *name = panel::addLine(layout, tr("Name"), QStringLiteral("baseline-name"));
    auto *note = panel::addLine(layout, tr("What it is for"), QStringLiteral("baseline-note"));
    name->setText(
        tr("Review %1")
            .arg(workspace().project().clock().today().toString(QStringLiteral("yyyy-MM-dd"))));
    name->selectAll();
    auto *buttons = new QHBoxLayout;
    auto *cancel =
        panel::addButton(tr("Cancel"), QStringLiteral("baseline-cancel"), false, &dialog);
    auto *accept = panel::addButton(tr("Take"), QStringLiteral("baseline-accept"), true, &dialog);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(accept);
    layout->addLayout(buttons);
    connect(name, &QLineEdit::textChanged, accept,
            [=] { accept->setEnabled(!name->text().trimmed().isEmpty()); });
    connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
    connect(accept, &QPushButton::clicked, &dialog, [&] {
        const auto done =
            workspace().project().takeBaseline(name->text().trimmed(), note->text().trimmed());
        if (done)
            dialog.accept();
        else
            warn(&dialog, tr("Not taken"), wholeText(done.error()));
    });
    dialog.exec();
}

void BaselinesScreen::compare()
{
    CompareDialog(workspace(), Id<Baseline>(table()->current()), this).exec();
}

}
