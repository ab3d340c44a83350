// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace safeguard {

class RecordTableModel;

/// The headings of a register: a click sorts by that column, one with Shift adds it to the keys. An
/// arrow shows the direction and, where there are several keys, which one it is.
class TableHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(RecordTableModel *model, QWidget *parent = nullptr);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    RecordTableModel *m_records;
};

}
