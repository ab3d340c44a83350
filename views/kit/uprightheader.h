// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace safeguard {

/// Names of columns stand upright, so that a column of marks needs little room. That of the current
/// column is marked.
class UprightHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit UprightHeader(int height, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    void setSelectionModel(QItemSelectionModel *selection) override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    int m_height;
};

}
