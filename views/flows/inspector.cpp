// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flows/inspector.h"

#include <QStackedWidget>

namespace safeguard {

Inspector::Inspector(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_stack(new QStackedWidget(this))
    , m_many(new QLabel)
{
    setObjectName(QStringLiteral("inspector"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    auto *panel = new QFrame;
    panel->setProperty("role", QStringLiteral("panel"));
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(16, 12, 16, 12);
    m_many->setWordWrap(true);
    m_many->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    inner->addWidget(m_many);
    m_stack->addWidget(panel);
}

Inspector::Page &Inspector::pageFor(const QString &registerKey)
{
    Page &page = m_pages[registerKey];
    if (page.form)
        return page;
    page.form = new RecordForm(m_workspace, *m_workspace.project().registers().find(registerKey));
    m_stack->addWidget(page.form);
    if (registerKey == QLatin1String("systems") || registerKey == QLatin1String("flows")) {
        page.panel = new ElementPanel(m_workspace);
        page.form->setDerivedPanel(page.panel);
        connect(page.panel, &ElementPanel::asked, this, &Inspector::asked);
        connect(page.panel, &ElementPanel::fieldAsked, page.form, &RecordForm::focusField);
    }
    return page;
}

void Inspector::show(const QString &registerKey, const AnyId &id)
{
    m_register = registerKey;
    m_id = id;
    Page &page = pageFor(registerKey);
    page.form->show(id);
    if (page.panel)
        page.panel->show(registerKey, id);
    m_stack->setCurrentWidget(page.form);
}

void Inspector::showMany(int count)
{
    m_register.clear();
    m_id = {};
    m_many->setText(tr("%n elements are selected. Drag to move them together, or align and "
                       "distribute them.",
                       nullptr, count));
    m_stack->setCurrentIndex(0);
}

void Inspector::refresh()
{
    if (m_register.isEmpty())
        return;
    // The form follows the project by itself.
    if (const Page &page = pageFor(m_register); page.panel)
        page.panel->show(m_register, m_id);
}

void Inspector::focusField(const QString &field)
{
    if (m_register.isEmpty())
        return;
    QString key = field;
    if (key.isEmpty()) {
        const auto &fields = m_workspace.project().registers().find(m_register)->fields;
        const auto first = std::find_if(fields.begin(), fields.end(),
                                        [](const Field &each) { return !each.isGeometry; });
        key = first == fields.end() ? QString() : first->key;
    }
    pageFor(m_register).form->focusField(key);
}

}
