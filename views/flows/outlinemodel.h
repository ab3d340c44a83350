// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/drawing/diagramcontent.h"

#include <QAbstractItemModel>

namespace safeguard {

/// What a diagram shows as a tree of words: systems, flows, trust boundaries, notes.
class OutlineModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Group { Systems, Flows, Boundaries, Notes, GroupCount };
    enum Role { IdRole = Qt::UserRole };

    using QAbstractItemModel::QAbstractItemModel;

    void setContent(const Snapshot &snapshot, const DiagramContent &content);
    QModelIndex indexOf(const AnyId &id) const;
    /// Null for a group.
    AnyId idAt(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Line
    {
        AnyId id;
        QString text;
        int tier = 0;
        friend bool operator==(const Line &, const Line &) = default;
    };
    using Lines = std::array<std::vector<Line>, GroupCount>;
    void renew(Group group, std::vector<Line> lines);
    Lines m_lines;
    QHash<AnyId, std::pair<int, int>> m_at;
};

/// "SYS-003 Gateway, Tier 2": for the outline and for assistive technology.
QString spokenName(const Snapshot &snapshot, const DiagramContent &content, const AnyId &id);

}
