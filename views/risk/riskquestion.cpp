// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/riskquestion.h"

#include "model/store/valuetext.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>

namespace safeguard {

RiskQuestion::RiskQuestion(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 12, 10);
    layout->setSpacing(5);
    const QString muted = QStringLiteral("muted");
    m_threat = panel::addText(layout, QStringLiteral("heading"));
    m_threat->setObjectName(QStringLiteral("risk-threat"));
    m_about = panel::addText(layout, muted);
    m_description = panel::addText(layout, {});
    m_recordTitle = panel::addText(layout, QStringLiteral("section"), tr("On record"));
    m_record = panel::addText(layout, {});
    m_record->setObjectName(QStringLiteral("risk-record"));
    m_why = panel::addText(layout, muted);
    m_why->setObjectName(QStringLiteral("risk-why"));
    m_example = panel::addText(layout, {});
    m_helps = panel::addText(layout, muted);
    layout->addStretch(1);
}

void RiskQuestion::show(const AskedCells &asked)
{
    const Threat &threat = asked.threat();
    m_threat->setText(threat.name);
    m_about->setText(asked.snapshot().describe(asked.target().subject));
    panel::showIn(m_description, threat.description);
    panel::showIn(m_example, threat.example.isEmpty()
                                 ? QString()
                                 : tr("From practice: %1").arg(threat.example));
    m_why->setText(whyAsked(asked.cell(), asked.target()));
    showRecord(asked.snapshot(), asked.target().subject);
    panel::showIn(m_helps,
                  threat.mitigations.isEmpty()
                      ? QString()
                      : tr("What helps: 45 CFR %1")
                            .arg(QString(threat.mitigations).replace(u' ', QStringLiteral(", "))));
}

/// What protects it as far as the map knows: the fields that a safeguard of the rule stands behind.
void RiskQuestion::showRecord(const Snapshot &now, const RecordRef &subject)
{
    const RecordPtr record = now.find(subject);
    const RegisterType *type = now.registers().find(subject.registerKey);
    QStringList lines;
    for (const Field &field : type ? type->fields : std::vector<Field>()) {
        if (!record || !field.isMaterial || field.citation.isEmpty())
            continue;
        const QString value = displayText(field, field.get(*record), now);
        lines += tr("%1: %2").arg(field.label, value.isEmpty() ? tr("not on record") : value);
    }
    m_recordTitle->setVisible(!lines.isEmpty());
    panel::showIn(m_record, lines.join(u'\n'));
}

}
