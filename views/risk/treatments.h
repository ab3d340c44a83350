// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/riskmap.h"
#include "views/kit/workspace.h"

class QPushButton;
class QVBoxLayout;

namespace safeguard {

/// What is done about the risks on the card, each a way to its record, and the ways to plan an
/// action and to accept a risk.
class Treatments final : public QWidget
{
    Q_OBJECT

public:
    explicit Treatments(Workspace &workspace, QWidget *parent = nullptr);
    /// Those of \a risks that are written; \a mayDecide: the treatment may be set on the way.
    void show(const Snapshot &now, std::vector<Id<Risk>> risks, bool mayDecide);

private:
    void showLinks(const Snapshot &now);
    void showButtons();
    void addLink(const QString &words, const RecordRef &record);
    void plan();
    void acceptRisk();
    void decide(Edit &edit, Treatment treatment) const;
    QString about(const Snapshot &now, const QString &one) const;

    Workspace &m_workspace;
    std::vector<Id<Risk>> m_risks;
    bool m_mayDecide = false;
    QVBoxLayout *m_links;
    QPushButton *m_plan;
    QPushButton *m_accept;
};

}
