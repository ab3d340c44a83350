// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/workspace.h"
#include "views/risk/riskmodels.h"

class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace safeguard {

class AnalysisBar;
class RiskCard;

/// The security risk analysis: what is asked about, the threats that are asked about it, and for
/// each the question with its answer. Until the first analysis it says what one is for.
class RiskScreen final : public Screen
{
    Q_OBJECT

public:
    explicit RiskScreen(Workspace &workspace, QWidget *parent = nullptr);
    /// A risk; or a system, a flow or the organization that is in scope, with the id of a threat as
    /// the field where its question is meant.
    void reveal(const Address &address) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeHeader();
    QWidget *makeEmptyState();
    QWidget *makeWork();
    QWidget *makeTargets();
    QWidget *makeThreats();
    void saveArrangement();
    void restoreArrangement();

    void refresh();
    void showTarget(const RecordRef &subject);
    void showCard();
    void targetChosen(int row);
    void threatChosen(int row);
    void next();
    bool takeKey(int key);
    void fillCopyMenu();
    void copyFrom(const RecordRef &from);
    void nextAnywhere();
    QString whyNot() const;
    std::vector<RecordRef> likeCurrent() const;

    Workspace &m_workspace;
    std::shared_ptr<const Derived> m_derived;
    RecordRef m_subject;
    Id<Threat> m_lastThreat; ///< where the user was, until it is shown
    bool m_isRefreshing = false;
    bool m_isLikelihoodKeyed = false;

    RiskTargetModel *m_targets;
    RiskCellModel *m_cells;
    QTableView *m_targetTable;
    QTableView *m_threatTable;
    QSplitter *m_splitter;
    RiskCard *m_card;
    QStackedWidget *m_stack;
    AnalysisBar *m_bar;
    QToolButton *m_copy;
    QMenu *m_copyMenu;
    QPushButton *m_start;
};

}
