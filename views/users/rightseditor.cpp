// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/users/rightseditor.h"

#include "model/project/rights.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>

namespace safeguard {

RightsEditor::RightsEditor(QWidget *parent)
    : QWidget(parent)
    , m_role(new QComboBox(this))
    , m_about(panel::text({}, QStringLiteral("muted"), this))
    , m_areaBox(new QWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *name = new QLabel(tr("&Role"), this);
    name->setBuddy(m_role);
    m_role->setObjectName(QStringLiteral("role"));
    for (const Choice &role : choices(Role()))
        m_role->addItem(role.label);
    auto *areas = new QVBoxLayout(m_areaBox);
    areas->setContentsMargins(0, 4, 0, 0);
    areas->setSpacing(4);
    areas->addWidget(new QLabel(tr("May edit in"), m_areaBox));
    for (const Choice &area : choices(Area())) {
        auto *box = new QCheckBox(area.label, m_areaBox);
        box->setObjectName(QStringLiteral("area-") + area.key);
        connect(box, &QCheckBox::toggled, this, &RightsEditor::changed);
        areas->addWidget(box);
        m_areas.push_back(box);
    }
    for (QWidget *widget : QList<QWidget *>{name, m_role, m_about, m_areaBox})
        layout->addWidget(widget);
    connect(m_role, &QComboBox::currentIndexChanged, this, &RightsEditor::refresh);
    m_role->setCurrentIndex(static_cast<int>(Role::Editor));
}

Rights RightsEditor::rights() const
{
    Rights rights(static_cast<Role>(m_role->currentIndex()));
    for (size_t i = 0; i < m_areas.size(); ++i) {
        if (m_areas[i]->isChecked())
            rights.areas.set(static_cast<Area>(i));
    }
    return rights;
}

void RightsEditor::setRights(const Rights &rights)
{
    m_role->setCurrentIndex(static_cast<int>(rights.role));
    for (size_t i = 0; i < m_areas.size(); ++i)
        m_areas[i]->setChecked(rights.areas.contains(static_cast<Area>(i)));
}

bool RightsEditor::isReady() const
{
    return rights().role != Role::Contributor || !rights().areas.isEmpty();
}

void RightsEditor::refresh()
{
    const Role role = rights().role;
    QStringList allowed;
    for (int i = 0; i < operationCount; ++i) {
        if (isAllowed(role, static_cast<Operation>(i)))
            allowed += choices(Operation())[static_cast<size_t>(i)].label;
    }
    m_about->setText(tr("May: %1.").arg(allowed.join(QStringLiteral("; "))));
    m_areaBox->setVisible(role == Role::Contributor);
    Q_EMIT changed();
}

}
