// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/whypanel.h"

#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QScrollArea>

namespace safeguard {

WhyPanel::WhyPanel(Workspace &workspace, QWidget *parent)
    : QFrame(parent)
    , m_workspace(workspace)
    , m_controls(new QVBoxLayout)
    , m_lines(new QVBoxLayout)
    , m_below(new QVBoxLayout)
{
    setProperty("role", QStringLiteral("panel"));
    setMinimumWidth(280);
    auto *inner = new QVBoxLayout(this);
    inner->setContentsMargins(1, 1, 1, 1);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    m_heading = panel::addText(layout, QStringLiteral("heading"));
    m_heading->setObjectName(QStringLiteral("why-heading"));
    m_controls->setSpacing(6);
    layout->addLayout(m_controls);
    m_lines->setSpacing(6);
    layout->addLayout(m_lines);
    m_note = panel::addText(layout, QStringLiteral("muted"));
    m_note->setTextInteractionFlags(Qt::NoTextInteraction); // it may be empty
    m_button = new QPushButton(content);
    m_button->setObjectName(QStringLiteral("fix"));
    m_button->setProperty("role", QStringLiteral("primary"));
    connect(m_button, &QPushButton::clicked, this, &WhyPanel::follow);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    layout->addLayout(m_below);
    layout->addStretch(1);
    inner->addWidget(panel::scrolling(content, tr("Why")));
}

void WhyPanel::show(const Detail &detail)
{
    m_target = detail.target;
    m_heading->setText(detail.heading);
    showWhy(detail.why);
    panel::showIn(m_note, detail.note);
    m_button->setText(QString(detail.button).replace(u'&', QStringLiteral("&&")));
    m_button->setVisible(!detail.button.isEmpty());
}

/// Lines are costly to lay out; after most edits they are the same.
void WhyPanel::showWhy(const Why &why)
{
    const auto isSame = [](const WhyLine &a, const WhyLine &b) {
        return a.text == b.text && a.id == b.id && a.registerKey == b.registerKey;
    };
    if (std::equal(why.begin(), why.end(), m_why.begin(), m_why.end(), isSame))
        return;
    m_why = why;
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const WhyLine &line : why)
        addLine(line);
}

void WhyPanel::addLine(const WhyLine &line)
{
    if (line.id.isNull()) {
        panel::addText(m_lines, {}, line.text)->setObjectName(QStringLiteral("why-line"));
        return;
    }
    auto *label = panel::addText(m_lines, {});
    label->setObjectName(QStringLiteral("why-line"));
    panel::showLink(label, line.text);
    connect(label, &QLabel::linkActivated, this, [this, line] {
        m_workspace.go({Workspace::screenOf(line.registerKey), line.id});
    });
}

void WhyPanel::follow()
{
    if (!m_target.screen.isEmpty())
        m_workspace.go(m_target);
}

}
