// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/csv.h"
#include "views/kit/workspace.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace safeguard {

/// Brings a CSV file into a register: which column goes where, what would happen, then one edit.
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(Workspace &workspace, const RegisterType &type, CsvTable table,
                 QWidget *parent = nullptr);

    /// Asks for a file and shows the dialog; an unreadable file is explained.
    static void run(Workspace &workspace, const RegisterType &type, QWidget *parent);
    static void runWith(Workspace &workspace, const RegisterType &type, const QString &path,
                        QWidget *parent);

private:
    ColumnMap columns() const;
    void preview();
    void import();
    QString summaryOf(const ImportReport &report, const QString &problem) const;
    void addNote(const ImportNote &note);
    void showReport(const ImportReport &report, const QString &problem);

    Workspace &m_workspace;
    const RegisterType &m_type;
    CsvTable m_table;
    QTableWidget *m_mapping;
    QTableWidget *m_notes;
    QLabel *m_summary;
    QProgressBar *m_progress;
    QPushButton *m_import;
    std::shared_ptr<std::atomic<bool>> m_isCancelled;
    std::shared_ptr<std::atomic<qint64>> m_done;
};

}
