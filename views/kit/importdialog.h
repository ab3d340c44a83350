// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/xlsxreader.h"
#include "views/kit/importmemory.h"
#include "views/kit/workspace.h"

#include <QDialog>

class QBoxLayout;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace safeguard {

/// Brings a CSV file or a workbook into a register: which sheet and heading row, which column goes
/// where, what would happen, then one edit. Afterwards it knows where the columns went.
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(Workspace &workspace, const RegisterType &type, CsvTable table,
                 QWidget *parent = nullptr);
    /// Reads the workbook in a worker; until it is there, or when it cannot be read, nothing can be
    /// imported.
    ImportDialog(Workspace &workspace, const RegisterType &type, const QByteArray &workbook,
                 QWidget *parent = nullptr);

    /// Asks for a file and shows the dialog; an unreadable file is explained.
    static void run(Workspace &workspace, const RegisterType &type, QWidget *parent);
    static void runWith(Workspace &workspace, const RegisterType &type, const QString &path,
                        QWidget *parent);

private:
    ImportDialog(Workspace &workspace, const RegisterType &type, QWidget *parent);
    void addSheetChoice(QBoxLayout *layout);
    void addMapping(QBoxLayout *layout);
    void addReport(QBoxLayout *layout);
    void addButtons(QBoxLayout *layout);

    void readChosen();
    void read(const XlsxChoice &choice, const XlsxChoice &otherwise);
    void take(const Result<XlsxReader> &book, const Result<XlsxTable> &table);
    void showSheets();
    void setReading(bool isReading);
    void setTable(CsvTable table);
    QComboBox *fieldChoice(const QString &title, const QString &key);

    ColumnMap columns() const;
    void remember();
    void preview();
    void import();
    void finishImport(const Result<Change> &done);
    QString summaryOf(const ImportReport &report, const QString &problem) const;
    void addNote(const ImportNote &note);
    void showReport(const ImportReport &report, const QString &problem);

    Workspace &m_workspace;
    const RegisterType &m_type;
    ImportMemory m_memory;
    QByteArray m_bytes; ///< of the workbook, until it is open
    std::optional<XlsxReader> m_book;
    XlsxChoice m_choice; ///< what of the workbook is shown
    CsvTable m_table;
    QWidget *m_sheetChoice;
    QComboBox *m_sheet;
    QSpinBox *m_headingRow;
    QTableWidget *m_mapping;
    QTableWidget *m_notes;
    QLabel *m_summary;
    QProgressBar *m_progress;
    QPushButton *m_import;
    std::shared_ptr<std::atomic<bool>> m_isCancelled;
    std::shared_ptr<std::atomic<qint64>> m_done;
    std::shared_ptr<std::atomic<qint64>> m_all; ///< of m_done; 0: not known
};

}
