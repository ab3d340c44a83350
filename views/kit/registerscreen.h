// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/recordform.h"
#include "views/kit/recordtable.h"
#include "views/kit/registerexport.h"

class QLabel;
class QMenu;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace safeguard {

/// A screen's heading: title, a muted line, room for buttons at the right.
class ScreenHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit ScreenHeader(const QString &title, QWidget *parent = nullptr);
    QLabel *note() const { return m_note; }
    void addButton(QWidget *button);

private:
    QLabel *m_note;
};

/// A register as a screen: what it is for while it is empty; then the table, and the form beside
/// it. Any register gets one from its field table alone. A CSV file or workbook dropped on it is
/// imported.
class RegisterScreen : public Screen
{
    Q_OBJECT

public:
    RegisterScreen(Workspace &workspace, const QString &registerKey,
                   std::vector<DerivedColumn> derived = {}, QWidget *parent = nullptr);

    void reveal(const Address &address) override;
    RecordTable *table() const { return m_table; }
    RecordForm *form() const { return m_form; }
    /// What its spreadsheet is, where it is not the register with the derived columns.
    void setSheet(SheetMaker sheet) { m_sheet = std::move(sheet); }
    SheetMaker sheet() const;

public Q_SLOTS:
    /// Adds a record with a name that is still free and puts the keyboard on it.
    void addRecord();
    void importTable();
    void importFile(const QString &path);
    /// Asks where to: a spreadsheet or CSV.
    void exportRecords();

protected:
    Workspace &workspace() const { return m_workspace; }
    const RegisterType &type() const { return m_type; }
    ScreenHeader *header() const { return m_header; }

    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    ScreenHeader *makeToolbar();
    void addSearch(ScreenHeader *header);
    void addViewButtons(ScreenHeader *header);
    void addRecordButtons(ScreenHeader *header);
    QWidget *makeEmptyState();
    void fillViewsMenu(QMenu *menu);
    void keepView();
    void renameView(const QString &name);
    bool canAdd() const;
    void showRecord(const AnyId &id);
    void refresh();

    Workspace &m_workspace;
    const RegisterType &m_type;
    std::vector<DerivedColumn> m_derived;
    SheetMaker m_sheet;
    RecordTable *m_table;
    RecordForm *m_form;
    ScreenHeader *m_header = nullptr;
    QStackedWidget *m_stack;
    QLabel *m_count;
    QToolButton *m_filter = nullptr;
};

}
