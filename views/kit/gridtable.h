// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace safeguard {

/// Paints the cells of a matrix: ground, hairline and where the keyboard is; what a cell shows is
/// up to its kind.
class GridDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const final;

protected:
    virtual void paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const = 0;
};

/// A matrix: names of columns stand upright, those of rows stay in sight, cells are of one size.
/// Before the model is set.
void dressGrid(QTableView *table, int headingHeight, int namesWidth, const QSize &cell);

}
