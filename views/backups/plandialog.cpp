// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/backups/plandialog.h"

#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <set>

namespace safeguard {

namespace {

template <class T>
T *addNamed(QVBoxLayout *layout, T *control, const QString &name, const QString &objectName)
{
    auto *label = new QLabel(name, layout->parentWidget());
    label->setBuddy(control);
    control->setAccessibleName(name);
    control->setObjectName(objectName);
    layout->addWidget(label);
    layout->addWidget(control, 0, Qt::AlignLeft);
    return control;
}

}

PlanDialog::PlanDialog(const QString &project, const BackupPlan &plan, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("backup-plan"));
    setWindowTitle(tr("Backups on this computer"));
    setMinimumWidth(560);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(
        panel::text(tr("A folder on another drive, or one that is synchronised, survives more than "
                       "one beside the project. Backups are encrypted as the project is."),
                    QStringLiteral("muted"), this));
    m_folder = panel::addLine(layout, tr("Folder"), QStringLiteral("plan-folder"));
    m_folder->setText(QDir::toNativeSeparators(plan.folder));
    auto *choices = new QHBoxLayout;
    auto *choose = panel::addButton(tr("Choose\u2026"), QStringLiteral("plan-choose"), false, this);
    auto *beside =
        panel::addButton(tr("Beside the project"), QStringLiteral("plan-beside"), false, this);
    choices->addWidget(choose);
    choices->addWidget(beside);
    choices->addStretch(1);
    layout->addLayout(choices);
    layout->addSpacing(8);
    m_often = addNamed(layout, new QComboBox(this), tr("While the project is open, make one"),
                       QStringLiteral("plan-often"));
    for (const auto &[words, hours] :
         {std::pair(tr("every day"), 24), std::pair(tr("every week"), 7 * 24),
          std::pair(tr("only when I ask for it"), 0)})
        m_often->addItem(words, hours);
    m_often->setCurrentIndex(qMax(0, m_often->findData(plan.hours)));
    m_newest = addNamed(layout, new QComboBox(this), tr("Keep this many of the newest"),
                        QStringLiteral("plan-newest"));
    std::set<int> numbers{5, 10, 20, 50, 100};
    numbers.insert(plan.newest);
    for (const int number : numbers)
        m_newest->addItem(QString::number(number), number);
    m_newest->setCurrentIndex(m_newest->findData(plan.newest));
    layout->addWidget(panel::text(
        tr("Of older ones the last of each month is kept for a year. Only backups of this project "
           "that the program has made and named are ever removed."),
        QStringLiteral("muted"), this));
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    auto *cancel = panel::addButton(tr("Cancel"), QStringLiteral("plan-cancel"), false, this);
    auto *accept = panel::addButton(tr("Save"), QStringLiteral("plan-accept"), true, this);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(accept);
    layout->addLayout(buttons);
    connect(choose, &QPushButton::clicked, this, &PlanDialog::chooseFolder);
    connect(beside, &QPushButton::clicked, this, [=, this] {
        m_folder->setText(QDir::toNativeSeparators(BackupPlan::defaultFolder(project)));
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(accept, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_folder, &QLineEdit::textChanged, accept,
            [=](const QString &text) { accept->setEnabled(QDir::isAbsolutePath(text)); });
}

void PlanDialog::chooseFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Folder for backups"), m_folder->text());
    if (!folder.isEmpty())
        m_folder->setText(QDir::toNativeSeparators(folder));
}

BackupPlan PlanDialog::plan() const
{
    BackupPlan plan;
    plan.folder = QDir::cleanPath(QDir::fromNativeSeparators(m_folder->text().trimmed()));
    plan.hours = m_often->currentData().toInt();
    plan.newest = m_newest->currentData().toInt();
    return plan;
}

}
