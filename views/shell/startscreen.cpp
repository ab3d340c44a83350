// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/startscreen.h"

#include "views/kit/panelparts.h"
#include "views/kit/tokens.h"
#include "views/shell/recentfiles.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>

namespace safeguard {

StartScreen::StartScreen(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("start"));
    auto *layout = panel::centredCard(this);
    auto *card = layout->parentWidget();
    auto *title = panel::text(QStringLiteral("Safeguard"), QStringLiteral("heading"), card);
    title->setFont(Tokens::instance().titleFont());
    layout->addWidget(title);
    layout->addWidget(
        panel::text(tr("Trace patient data from the sensor to the clinician's screen, and prove "
                       "that it is protected."),
                    QStringLiteral("muted"), card));
    layout->addSpacing(8);
    const auto button = [&](const QString &words, const QString &name, const QString &role) {
        auto *made = new QPushButton(words, card);
        made->setObjectName(name);
        made->setProperty("role", role);
        made->setAutoDefault(true); // Enter does what has the focus
        made->setMinimumHeight(34);
        layout->addWidget(made);
        return made;
    };
    connect(button(tr("New project"), QStringLiteral("new"), QStringLiteral("primary")),
            &QPushButton::clicked, this, &StartScreen::createAsked);
    connect(button(tr("Open a project\u2026"), QStringLiteral("open"), {}), &QPushButton::clicked,
            this, &StartScreen::fileDialogAsked);
    connect(button(tr("Restore from a backup\u2026"), QStringLiteral("start-restore"), {}),
            &QPushButton::clicked, this, &StartScreen::restoreAsked);
    connect(button(tr("Make the worked example: a connected heart monitor"),
                   QStringLiteral("sample"), {}),
            &QPushButton::clicked, this, &StartScreen::sampleAsked);
    layout->addSpacing(8);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    layout->addLayout(m_recent);
    refresh();
}

void StartScreen::refresh()
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList files = recentfiles::files();
    if (files.isEmpty())
        return;
    auto *card = m_recent->parentWidget();
    m_recent->addWidget(panel::text(tr("Recent"), QStringLiteral("section"), card));
    for (const QString &path : files) {
        auto *entry = new QPushButton(QFileInfo(path).fileName(), card);
        entry->setProperty("role", QStringLiteral("quiet"));
        entry->setToolTip(QDir::toNativeSeparators(path));
        connect(entry, &QPushButton::clicked, this, [this, path] { Q_EMIT openAsked(path); });
        m_recent->addWidget(entry, 0, Qt::AlignLeft);
    }
}

}
