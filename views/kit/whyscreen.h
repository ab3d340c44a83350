// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/whypanel.h"

class QAbstractItemModel;
class QTableView;

namespace safeguard {

class ScreenHeader;

/// A list of what is derived, and beside it why: each sentence that is about a record leads there.
class WhyScreen : public Screen
{
    Q_OBJECT

protected:
    using Detail = WhyPanel::Detail;

    WhyScreen(Workspace &workspace, const QString &key, const QString &title,
              QAbstractItemModel *model, QWidget *parent);

    Workspace &workspace() const { return m_workspace; }
    QTableView *table() const { return m_table; }
    /// A widget among the buttons of the head.
    void addChoice(QWidget *choice);
    /// Of a row; -1: nothing is in the list.
    virtual Detail detail(int row) const = 0;
    /// Beside the title.
    virtual QString countText() const = 0;
    /// Once the model is whole; again whenever it is reset.
    void start(int firstColumn);
    int currentRow() const;

private:
    void showCurrent();

    Workspace &m_workspace;
    QAbstractItemModel *m_model;
    int m_firstColumn = 0;
    ScreenHeader *m_header;
    QTableView *m_table;
    WhyPanel *m_panel;
};

}
