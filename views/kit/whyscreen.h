// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/whypanel.h"

class QAbstractItemModel;
class QBoxLayout;
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
    /// A line of widgets between the head and the list.
    void addBar(QWidget *bar);
    /// Where the table is, for screens that show the same in other ways too.
    QBoxLayout *listLayout() const { return m_listLayout; }
    /// The panel beside it, below the button that leads away.
    QBoxLayout *detailLayout() const;
    /// Of a row; -1: nothing is in the list.
    virtual Detail detail(int row) const = 0;
    /// What the panel shows; of the table's row, unless a screen has something else in front.
    virtual Detail current() const { return detail(currentRow()); }
    /// The row that is current once the model was reset.
    virtual int rowAfterReset() const { return 0; }
    /// Beside the title.
    virtual QString countText() const = 0;
    /// Once the model is whole; again whenever it is reset.
    void start(int firstColumn);
    int currentRow() const;
    /// Shows current() in the panel.
    void showCurrent();
    /// Goes where the button leads.
    void follow() { m_panel->follow(); }

private:
    Workspace &m_workspace;
    QAbstractItemModel *m_model;
    int m_firstColumn = 0;
    ScreenHeader *m_header;
    QTableView *m_table;
    QBoxLayout *m_listLayout;
    WhyPanel *m_panel;
};

}
