// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/fieldeditor.h"

class QFormLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace safeguard {

/// One record as a form made from its field table: sections, help in plain words with the citation,
/// what is wrong beside the field while typing. Each accepted value is one edit.
class RecordForm final : public QWidget
{
    Q_OBJECT

public:
    RecordForm(Workspace &workspace, const RegisterType &type, QWidget *parent = nullptr);

    /// Null id: nothing is shown.
    void show(const AnyId &id);
    AnyId shown() const { return m_id; }
    /// Puts the keyboard into a field.
    void focusField(const QString &key);
    /// Shown below the fields: what is derived about the record.
    void setDerivedPanel(QWidget *panel);

private:
    struct Row
    {
        const Field *field = nullptr;
        FieldEditor *editor = nullptr;
        QLabel *problem = nullptr;
    };
    void build();
    void addRow(QVBoxLayout *layout, const Field &field);
    void refresh();
    void check(const Row &row);
    void accept(const Row &row);
    void store(std::shared_ptr<Record> copy, const std::vector<Row> &changed, const Row &accepted);
    void showProblems(const std::vector<FieldProblem> &problems);

    Workspace &m_workspace;
    const RegisterType &m_type;
    AnyId m_id;
    QLabel *m_title = nullptr;
    QLabel *m_subtitle = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_layout = nullptr;
    std::vector<Row> m_rows;
    bool m_isRefreshing = false;
    bool m_isAccepting = false;
};

}
