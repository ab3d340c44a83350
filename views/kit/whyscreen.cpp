// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/whyscreen.h"

#include "views/kit/celldelegate.h"
#include "views/kit/panelparts.h"
#include "views/kit/registerscreen.h"
#include "views/kit/tabledress.h"

#include <QBoxLayout>
#include <QSplitter>

namespace safeguard {

WhyScreen::WhyScreen(Workspace &workspace, const QString &key, const QString &title,
                     QAbstractItemModel *model, QWidget *parent)
    : Screen(parent)
    , m_workspace(workspace)
    , m_model(model)
    , m_header(new ScreenHeader(title, this))
    , m_table(new QTableView)
    , m_panel(new WhyPanel(workspace))
{
    setObjectName(QStringLiteral("screen-") + key);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(m_header);
    auto *splitter = new QSplitter;
    QFrame *list = panel::framed(m_table);
    m_listLayout = static_cast<QBoxLayout *>(list->layout());
    splitter->addWidget(list);
    m_table->setObjectName(QStringLiteral("table-") + key);
    m_table->setAccessibleName(title);
    m_table->setModel(model);
    m_table->setItemDelegate(new CellDelegate(m_table));
    dressTable(m_table);
    m_table->setWordWrap(true);
    const int twoLines = 2 * m_table->fontMetrics().lineSpacing() + 12;
    m_table->verticalHeader()->setDefaultSectionSize(qMax(Tokens::rowHeight, twoLines));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    splitter->addWidget(m_panel);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({760, 300});
    splitter->setChildrenCollapsible(false);
    layout->addWidget(splitter, 1);
}

void WhyScreen::addChoice(QWidget *choice)
{
    m_header->addButton(choice);
}

void WhyScreen::addBar(QWidget *bar)
{
    static_cast<QBoxLayout *>(layout())->insertWidget(1, bar);
}

QBoxLayout *WhyScreen::detailLayout() const
{
    return m_panel->below();
}

int WhyScreen::currentRow() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void WhyScreen::start(int firstColumn)
{
    m_firstColumn = firstColumn;
    const auto select = [this] {
        if (m_model->rowCount() > 0)
            m_table->setCurrentIndex(m_model->index(rowAfterReset(), m_firstColumn));
        showCurrent();
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &WhyScreen::showCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, select);
    connect(m_table, &QTableView::activated, m_panel, &WhyPanel::follow);
    select();
}

void WhyScreen::showCurrent()
{
    m_header->note()->setText(countText());
    m_panel->show(current());
}

}
