// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/whyscreen.h"

#include <QAbstractTableModel>

namespace safeguard {

/// The findings of the latest derivation, most severe first.
class FindingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { SeverityColumn, FindingColumn, WhereColumn, CitationColumn, ColumnCount };

    explicit FindingsModel(Workspace &workspace, QObject *parent = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const Finding *finding(int row) const;
    void setLeast(Severity severity);

private:
    void refresh();
    std::shared_ptr<const Derived> m_derived;
    Workspace &m_workspace;
    std::vector<const Finding *> m_rows;
    Severity m_least = Severity::Low;
};

/// What the rules found, why, and the way to the fix.
class FindingsScreen final : public WhyScreen
{
    Q_OBJECT

public:
    explicit FindingsScreen(Workspace &workspace, QWidget *parent = nullptr);

private:
    FindingsScreen(Workspace &workspace, FindingsModel *model, QWidget *parent);
    Detail detail(int row) const override;
    QString countText() const override;

    FindingsModel *m_model;
};

}
