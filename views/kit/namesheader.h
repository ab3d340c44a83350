// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace safeguard {

/// The names of a matrix's rows. They stay where its columns are scrolled, with what the model says
/// beside them.
class NamesHeader final : public QHeaderView
{
    Q_OBJECT

public:
    /// Of the model's vertical header; what is absent is not painted.
    enum Role {
        IconRole = Qt::UserRole + 40, ///< QString
        TierRole,                     ///< int(Tier)
        IndentRole,                   ///< bool: a part of the row above
        FigureRole,                   ///< QString, at the right
        FigureInkRole,                ///< int(Ink)
        EndsGroupRole,                ///< bool: a stronger line below
    };

    NamesHeader(int width, QWidget *parent);
    void setSelectionModel(QItemSelectionModel *selection) override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    QVariant told(int section, int role) const;
    /// What stands before the name; the room that is left for it.
    QRect paintMarks(QPainter *painter, QRect rect, int section) const;
    QRect paintFigure(QPainter *painter, QRect rect, int section) const;
};

}
