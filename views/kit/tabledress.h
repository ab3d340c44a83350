// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/tokens.h"

#include <QHeaderView>
#include <QTableView>

namespace safeguard {

/// What all lists of rows share: whole rows selected, no grid, one line a row at the kit's height,
/// Tab leaves the table.
inline void dressTable(QTableView *table)
{
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Tokens::rowHeight);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

}
