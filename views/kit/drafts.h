// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/project.h"

#include <QHash>

namespace safeguard {

/// What was typed into a field and cannot be stored: kept in the user's view state of the project,
/// so that closing, locking or going elsewhere does not lose it, and offered where the record is
/// edited.
class Drafts final : public QObject
{
    Q_OBJECT

public:
    explicit Drafts(Project &project);

    /// Nothing when the field says what is stored.
    std::optional<QString> find(const AnyId &record, const QString &field) const;
    void keep(const AnyId &record, const QString &field, const QString &text);
    void drop(const AnyId &record, const QString &field);

Q_SIGNALS:
    /// Something was kept.
    void kept(const safeguard::AnyId &record);

private:
    void save();

    Project &m_project;
    QHash<QString, QHash<QString, QString>> m_texts; ///< by record, by field
};

}
