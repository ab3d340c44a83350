// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/topbar.h"

#include "model/inventory/project_info.h"
#include "model/project/rights.h"
#include "views/kit/icon.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace safeguard {

TopBar::TopBar(QWidget *parent)
    : QWidget(parent)
    , m_projectName(new QLabel(this))
    , m_userName(new QLabel(this))
    , m_saved(new QLabel(this))
{
    setProperty("role", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(46);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(10);
    auto *logo = new QLabel(this);
    logo->setPixmap(icon(QStringLiteral("logo"), Ink::Accent).pixmap(20, 20));
    auto *name = new QLabel(QStringLiteral("Safeguard"), this);
    name->setFont(Tokens::instance().headingFont());
    for (QLabel *label : {m_projectName, m_saved})
        label->setProperty("role", QStringLiteral("muted"));
    auto *search = new QPushButton(tr("Go to a system, a screen or a command    Ctrl K"), this);
    search->setObjectName(QStringLiteral("search"));
    search->setIcon(icon(QStringLiteral("search")));
    search->setMinimumWidth(330);
    connect(search, &QPushButton::clicked, this, &TopBar::searchAsked);
    const auto button = [&](const QString &iconName, const QString &what, auto signal) {
        auto *made = new QToolButton(this);
        made->setIcon(icon(iconName));
        made->setIconSize({18, 18});
        made->setToolTip(what);
        made->setAccessibleName(what);
        connect(made, &QToolButton::clicked, this, signal);
        return made;
    };
    layout->addWidget(logo);
    layout->addWidget(name);
    layout->addWidget(m_projectName);
    layout->addStretch(1);
    layout->addWidget(search);
    layout->addStretch(1);
    layout->addWidget(button(QStringLiteral("undo"), tr("Undo"), &TopBar::undoAsked));
    layout->addWidget(button(QStringLiteral("redo"), tr("Redo"), &TopBar::redoAsked));
    layout->addWidget(m_saved);
    layout->addWidget(m_userName);
    layout->addWidget(button(QStringLiteral("lock"), tr("Lock"), &TopBar::lockAsked));
}

void TopBar::showProject(const Project &project)
{
    m_projectName->setText(project.snapshot().only<ProjectInfo>().name);
    m_userName->setText(
        QStringLiteral("%1, %2").arg(project.user().fullName, nameOf(project.user().role)));
    const bool maySpeak = !project.isReadOnly() && may(project.user(), Operation::Comment);
    m_saved->setText(project.mayEdit() ? tr("Saved")
                     : maySpeak        ? tr("Comment and sign")
                                       : tr("Read only"));
}

void TopBar::forget()
{
    for (QLabel *label : {m_projectName, m_userName, m_saved})
        label->clear();
}

}
