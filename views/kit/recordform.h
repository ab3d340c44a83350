// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/fieldeditor.h"

class QFrame;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace safeguard {

class RecordRemarks;

/// One record as a form made from its field table: sections, help in plain words with the citation,
/// what is wrong beside the field while typing. Each accepted value is one edit. What was entered
/// and refused stays in the form, and as a draft in the project, until it is corrected or
/// discarded.
class RecordForm final : public QWidget
{
    Q_OBJECT

public:
    RecordForm(Workspace &workspace, const RegisterType &type, QWidget *parent = nullptr);
    ~RecordForm() override;

    /// Null id: nothing is shown. Stays with the record that it shows, and says why, while
    /// something entered there is not stored; shown() tells.
    void show(const AnyId &id);
    AnyId shown() const { return m_id; }
    /// True when something was entered that is not stored.
    bool hasUnstored() const;
    /// Forgets what is not stored.
    void discard();
    /// Puts the keyboard into a field.
    void focusField(const QString &key);
    /// Shown above the fields: what is derived about the record.
    void setDerivedPanel(QWidget *panel);
    /// The same instead of a section whose fields follow from something else than typing.
    void replaceSection(const QString &section, QWidget *panel);
    /// Several selected: says that an edit here is of one record, and offers to set all.
    void setSelectionCount(int count);

Q_SIGNALS:
    /// shown() may be another one.
    void shownChanged();
    /// Somebody wants to set a field of all selected records.
    void setForSelectedAsked();

protected:
    void showEvent(QShowEvent *event) override;
    /// Files are evidence for the record that is shown.
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Row
    {
        const Field *field = nullptr;
        FieldEditor *editor = nullptr;
        QLabel *problem = nullptr;
        QLabel *name = nullptr;
        bool isTouched = false; ///< entered, and not stored since
    };
    struct Notice
    {
        QFrame *box = nullptr;
        QLabel *text = nullptr;
        QPushButton *button = nullptr;
    };
    void build();
    Notice makeNotice(const QString &name, const QString &action);
    void addRow(QVBoxLayout *layout, const Field &field);
    RecordPtr record(const Snapshot &snapshot) const;
    void onChanged(const Change &change);
    void refresh();
    void check(Row &row);
    void accept(Row &row);
    void keepDrafts();
    QStringList entered(const Record &stored) const;
    Status write(Edit &edit) const;
    void sayUnstored();
    void showSelectionNotice();
    void showProblems(const std::vector<FieldProblem> &problems);

    Workspace &m_workspace;
    const RegisterType &m_type;
    AnyId m_id;
    QLabel *m_title = nullptr;
    QLabel *m_subtitle = nullptr;
    Notice m_unstored;
    Notice m_several;
    int m_selectionCount = 0;
    RecordRemarks *m_remarks = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_layout = nullptr;
    std::vector<std::unique_ptr<Row>> m_rows;
    bool m_isRefreshing = false;
    bool m_isAccepting = false;
    bool m_isStale = false; ///< something changed while the form was not to be seen
};

}
