// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/project/historylines.h"
#include "views/kit/workspace.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace safeguard {

/// Asks which entries of the history are wanted: text, person, register, kind, time, one record.
class HistoryFilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryFilterBar(Workspace &workspace, QWidget *parent = nullptr);
    HistoryFilter filter() const;
    /// The same for people; empty for no filter.
    QString words() const;
    /// Only entries about this record; null: about any.
    void setRecord(const AnyId &record);

Q_SIGNALS:
    void changed();

private:
    QComboBox *addCombo(const QString &name, const QString &words);
    void fillUsers();
    QString describe(const AnyId &record) const;

    Workspace &m_workspace;
    AnyId m_record;
    QLineEdit *m_text;
    QComboBox *m_user;
    QComboBox *m_register;
    QComboBox *m_kind;
    QComboBox *m_period;
    QPushButton *m_recordChip;
    QPushButton *m_clear;
};

}
