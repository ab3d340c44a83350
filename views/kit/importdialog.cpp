// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/importdialog.h"

#include "views/kit/message.h"
#include "views/kit/tabledress.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QPointer>
#include <QProgressBar>
#include <QSpinBox>
#include <QTableWidget>
#include <QThreadPool>
#include <QTimer>

namespace safeguard {

namespace {
constexpr int notesShown = 500;
constexpr int highestRow = 1'048'576;
}

ImportDialog::ImportDialog(Workspace &workspace, const RegisterType &type, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_type(type)
    , m_memory(workspace.project(), type)
    , m_sheetChoice(new QWidget(this))
    , m_sheet(new QComboBox(m_sheetChoice))
    , m_headingRow(new QSpinBox(m_sheetChoice))
    , m_mapping(new QTableWidget(0, 3, this))
    , m_notes(new QTableWidget(this))
    , m_summary(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_isCancelled(std::make_shared<std::atomic<bool>>(false))
    , m_done(std::make_shared<std::atomic<qint64>>(0))
    , m_all(std::make_shared<std::atomic<qint64>>(0))
{
    setObjectName(QStringLiteral("import"));
    setWindowTitle(tr("Import into %1").arg(type.plural));
    resize(760, 600);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    addSheetChoice(layout);
    auto *help = new QLabel(
        tr("Say which column goes to which field. A row with an id updates the record with that id "
           "or adds it; a row without one, the record with its number or name."),
        this);
    help->setWordWrap(true);
    layout->addWidget(help);
    addMapping(layout);
    addReport(layout);
    addButtons(layout);
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] {
        // Parts of a hundred: a file may have more bytes than a bar has steps.
        const qint64 all = *m_all;
        m_progress->setRange(0, all > 0 ? 100 : 0);
        m_progress->setValue(all > 0 ? static_cast<int>(*m_done * 100 / all) : 0);
    });
    timer->start(60);
}

ImportDialog::ImportDialog(Workspace &workspace, const RegisterType &type, CsvTable table,
                           QWidget *parent)
    : ImportDialog(workspace, type, parent)
{
    m_sheetChoice->hide();
    setTable(std::move(table));
}

ImportDialog::ImportDialog(Workspace &workspace, const RegisterType &type,
                           const QByteArray &workbook, QWidget *parent)
    : ImportDialog(workspace, type, parent)
{
    m_bytes = workbook;
    read(m_memory.choice(), {});
}

void ImportDialog::addSheetChoice(QBoxLayout *layout)
{
    auto *row = new QHBoxLayout(m_sheetChoice);
    row->setContentsMargins(0, 0, 0, 0);
    auto *sheet = new QLabel(tr("&Sheet"), m_sheetChoice);
    sheet->setBuddy(m_sheet);
    m_sheet->setObjectName(QStringLiteral("import-sheet"));
    m_sheet->setAccessibleName(tr("Sheet"));
    m_sheet->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *heading = new QLabel(tr("&Headings in row"), m_sheetChoice);
    heading->setBuddy(m_headingRow);
    m_headingRow->setObjectName(QStringLiteral("import-heading-row"));
    m_headingRow->setAccessibleName(tr("Headings in row"));
    m_headingRow->setRange(1, highestRow);
    m_headingRow->setKeyboardTracking(false);
    m_headingRow->setButtonSymbols(QAbstractSpinBox::NoButtons);
    row->addWidget(sheet);
    row->addWidget(m_sheet);
    row->addSpacing(16);
    row->addWidget(heading);
    row->addWidget(m_headingRow);
    row->addStretch();
    layout->addWidget(m_sheetChoice);
    // Another sheet has its heading elsewhere.
    connect(m_sheet, &QComboBox::activated, this, [this] {
        read({m_sheet->currentData().toString(), 0}, {});
    });
    connect(m_headingRow, &QSpinBox::valueChanged, this, &ImportDialog::readChosen);
}

void ImportDialog::addMapping(QBoxLayout *layout)
{
    m_mapping->setObjectName(QStringLiteral("import-columns"));
    m_mapping->setAccessibleName(tr("Columns"));
    m_mapping->setHorizontalHeaderLabels({tr("Column"), tr("First value"), tr("Goes to")});
    m_mapping->verticalHeader()->hide();
    m_mapping->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_mapping->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_mapping->setTabKeyNavigation(false);
    layout->addWidget(m_mapping, 1);
}

void ImportDialog::addReport(QBoxLayout *layout)
{
    m_summary->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("import-summary"));
    layout->addWidget(m_summary);
    m_notes->setObjectName(QStringLiteral("import-report"));
    m_notes->setAccessibleName(tr("Report"));
    m_notes->setColumnCount(3);
    m_notes->setHorizontalHeaderLabels({tr("Row"), tr("Column"), tr("Note")});
    dressTable(m_notes);
    m_notes->setWordWrap(true);
    m_notes->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_notes->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto *header = m_notes->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(2, QHeaderView::Stretch);
    layout->addWidget(m_notes, 1);
    m_progress->hide();
    m_progress->setAccessibleName(tr("Progress"));
    layout->addWidget(m_progress);
}

void ImportDialog::addButtons(QBoxLayout *layout)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_import = new QPushButton(tr("Import"), buttons);
    m_import->setObjectName(QStringLiteral("import-button"));
    m_import->setProperty("role", QStringLiteral("primary"));
    m_import->setEnabled(false);
    buttons->addButton(m_import, QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::import);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::rejected, this, [this] { *m_isCancelled = true; });
}

void ImportDialog::readChosen()
{
    read({m_sheet->currentData().toString(), m_headingRow->value()}, {});
}

/// Where \a choice does not fit the workbook, which is another one than last time, the other does.
void ImportDialog::read(const XlsxChoice &choice, const XlsxChoice &otherwise)
{
    setReading(true);
    const auto told = [done = m_done, all = m_all, isCancelled = m_isCancelled](qint64 n,
                                                                                qint64 of) {
        *done = n;
        *all = of;
        return !*isCancelled;
    };
    const bool isSecondTry = m_book.has_value();
    QThreadPool::globalInstance()->start([guard = QPointer(this), bytes = m_bytes, book = m_book,
                                          told, choice, otherwise, isSecondTry] {
        const auto opened = book ? Result<XlsxReader>(*book) : XlsxReader::open(bytes, told);
        auto table =
            opened ? opened->read(choice, told) : Result<XlsxTable>(failure(opened.error()));
        if (opened && !table && !isSecondTry)
            table = opened->read(otherwise, told);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [guard, opened, table] {
                if (guard)
                    guard->take(opened, table);
            },
            Qt::QueuedConnection);
    });
}

void ImportDialog::take(const Result<XlsxReader> &book, const Result<XlsxTable> &table)
{
    const bool isFirst = book && !m_book;
    if (isFirst) {
        m_book = *book;
        m_bytes.clear();
        showSheets();
    }
    setReading(false);
    if (isFirst)
        m_sheet->setFocus();
    if (!table) {
        setTable({});
        showReport({}, table.error().text);
        return;
    }
    m_choice = {table->sheet, static_cast<int>(table->headingRow)};
    const QSignalBlocker quietly(m_headingRow);
    m_sheet->setCurrentIndex(m_sheet->findData(table->sheet));
    m_headingRow->setValue(m_choice.headingRow);
    setTable(table->table);
}

void ImportDialog::showSheets()
{
    for (const XlsxReader::SheetName &sheet : m_book->sheets())
        m_sheet->addItem(sheet.isHidden ? tr("%1 (hidden)").arg(sheet.name) : sheet.name,
                         sheet.name);
}

void ImportDialog::setReading(bool isReading)
{
    *m_done = *m_all = 0;
    m_progress->setVisible(isReading);
    m_sheet->setEnabled(!isReading && m_book);
    m_headingRow->setEnabled(!isReading && m_book);
    m_mapping->setEnabled(!isReading);
    if (isReading) {
        m_import->setEnabled(false);
        m_summary->setText(tr("Reading the workbook\u2026"));
    }
}

/// Shows its columns, and what an import would do.
void ImportDialog::setTable(CsvTable table)
{
    m_table = std::move(table);
    m_mapping->setRowCount(0);
    m_mapping->setRowCount(static_cast<int>(m_table.heading.size()));
    const ColumnMap known = m_memory.columnsFor(m_table.heading);
    for (int row = 0; row < m_mapping->rowCount(); ++row) {
        const QString title = m_table.heading[row];
        const QString first = m_table.rows.isEmpty() ? QString() : m_table.rows[0].value(row);
        m_mapping->setItem(row, 0, new QTableWidgetItem(title));
        m_mapping->setItem(row, 1, new QTableWidgetItem(first));
        m_mapping->setCellWidget(row, 2, fieldChoice(title, known.value(title)));
    }
    if (m_mapping->rowCount() > 0)
        preview();
}

QComboBox *ImportDialog::fieldChoice(const QString &title, const QString &key)
{
    auto *choice = new QComboBox(m_mapping);
    choice->setAccessibleName(tr("Field for %1").arg(title));
    choice->addItem(tr("\u2014 leave out \u2014"), QString());
    const auto isFree = [this](const char *key) {
        const QString text = QString::fromLatin1(key);
        return canColumnGoTo(text, m_type) && !m_type.field(text);
    };
    if (isFree(numberColumnKey))
        choice->addItem(tr("Identifies the record, by number"),
                        QString::fromLatin1(numberColumnKey));
    if (isFree(idColumnKey))
        choice->addItem(tr("Identifies the record, by id"), QString::fromLatin1(idColumnKey));
    for (const Field &field : m_type.fields)
        choice->addItem(field.label, field.key);
    choice->setCurrentIndex(qMax(0, choice->findData(key)));
    connect(choice, &QComboBox::activated, this, &ImportDialog::preview);
    return choice;
}

ColumnMap ImportDialog::columns() const
{
    ColumnMap columns;
    for (int row = 0; row < m_mapping->rowCount(); ++row) {
        const auto *choice = qobject_cast<QComboBox *>(m_mapping->cellWidget(row, 2));
        columns.insert(m_table.heading[row], choice->currentData().toString());
    }
    return columns;
}

/// What the user chose, and what was recognised and left so.
void ImportDialog::remember()
{
    m_memory.remember(columns(), m_choice);
}

/// Tries it on a draft: what would be added, changed, and what is wrong.
void ImportDialog::preview()
{
    ImportReport report;
    const auto tried = m_workspace.project().check([&](Edit &draft) -> Status {
        auto imported = importRows(draft, m_type, m_table, columns());
        SG_TRY(imported);
        report = *std::move(imported);
        return {};
    });
    showReport(report, tried ? QString() : tried.error().text);
}

void ImportDialog::showReport(const ImportReport &report, const QString &problem)
{
    const bool isPossible = problem.isEmpty() && !report.hasErrors();
    m_summary->setText(summaryOf(report, problem));
    m_summary->setProperty("role", isPossible ? QString() : QStringLiteral("error"));
    m_summary->style()->unpolish(m_summary);
    m_summary->style()->polish(m_summary);
    std::vector<ImportNote> notes = report.notes;
    std::stable_partition(notes.begin(), notes.end(), [](const ImportNote &note) {
        return note.kind == ImportNote::Kind::Wrong;
    });
    m_notes->setRowCount(0);
    for (const ImportNote &note : notes) {
        if (m_notes->rowCount() == notesShown)
            break;
        addNote(note);
    }
    if (const int more = static_cast<int>(notes.size()) - notesShown; more > 0)
        addNote({ImportNote::Kind::Kept, 0, QString(), tr("and %n more", nullptr, more)});
    m_import->setEnabled(isPossible && report.added + report.updated > 0);
}

/// What would happen, or why nothing can.
QString ImportDialog::summaryOf(const ImportReport &report, const QString &problem) const
{
    if (!problem.isEmpty())
        return tr("Nothing can be imported. %1").arg(problem);
    const auto wrong = std::count_if(report.notes.begin(), report.notes.end(), [](auto &note) {
        return note.kind == ImportNote::Kind::Wrong;
    });
    if (wrong > 0)
        return tr("Nothing can be imported until this is put right: %n errors in %1 rows.", nullptr,
                  static_cast<int>(wrong))
            .arg(m_table.rows.size());
    if (report.added + report.updated == 0)
        return tr("Nothing to import: all %1 rows are in the project already.")
            .arg(report.unchanged);
    return tr("The import would add %1, change %2 and leave %3 as they are.")
        .arg(report.added)
        .arg(report.updated)
        .arg(report.unchanged);
}

void ImportDialog::addNote(const ImportNote &note)
{
    const int row = m_notes->rowCount();
    const bool isWrong = note.kind == ImportNote::Kind::Wrong;
    const QStringList cells{note.row > 0 ? QString::number(note.row) : QString(), note.column,
                            note.text};
    m_notes->insertRow(row);
    for (int column = 0; column < cells.size(); ++column) {
        auto *item = new QTableWidgetItem(cells[column]);
        item->setForeground(Tokens::instance().color(isWrong ? Ink::Danger : Ink::Muted));
        m_notes->setItem(row, column, item);
    }
}

void ImportDialog::import()
{
    m_import->setEnabled(false);
    m_sheetChoice->setEnabled(false);
    m_mapping->setEnabled(false);
    *m_done = *m_all = 0;
    m_progress->show();
    const auto writes = [table = m_table, columns = columns(),
                         &type = m_type](Edit &edit, const Project::Progress &progress) -> Status {
        const auto report = importRows(edit, type, table, columns, progress);
        SG_TRY(report);
        if (const ImportNote *wrong = report->firstError())
            return failure(ErrorCode::InvalidInput, wrong->text);
        return {};
    };
    auto *watcher = new QFutureWatcher<Result<Change>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher] { finishImport(watcher->result()); });
    watcher->setFuture(m_workspace.project().performLong(
        tr("Import %n rows into %1", nullptr, static_cast<int>(m_table.rows.size()))
            .arg(m_type.plural),
        writes,
        [done = m_done, all = m_all, cancelled = m_isCancelled](qint64 n, qint64 of) {
            *done = n;
            *all = of;
            return !*cancelled;
        },
        EntryKind::Import));
}

void ImportDialog::finishImport(const Result<Change> &done)
{
    if (done) {
        remember();
        m_workspace.say(tr("%n rows imported", nullptr, static_cast<int>(m_table.rows.size())));
        accept();
        return;
    }
    m_progress->hide();
    m_sheetChoice->setEnabled(true);
    m_mapping->setEnabled(true);
    showReport({}, wholeText(done.error()));
}

void ImportDialog::run(Workspace &workspace, const RegisterType &type, QWidget *parent)
{
    const QString path =
        QFileDialog::getOpenFileName(parent, tr("Import into %1").arg(type.plural), {},
                                     tr("Tables (*.xlsx *.xlsm *.csv *.tsv *.txt);;All files (*)"));
    if (!path.isEmpty())
        runWith(workspace, type, path, parent);
}

void ImportDialog::runWith(Workspace &workspace, const RegisterType &type, const QString &path,
                           QWidget *parent)
{
    QFile file(path);
    QString problem;
    if (!file.open(QIODevice::ReadOnly))
        problem = file.errorString();
    else if (file.size() > largestImport)
        problem = tr("The file is larger than %1 MB.").arg(largestImport / 1024 / 1024);
    if (problem.isEmpty()) {
        const QByteArray bytes = file.readAll();
        if (looksLikeXlsx(bytes)) {
            ImportDialog(workspace, type, bytes, parent).exec();
            return;
        }
        auto table = readCsv(bytes);
        if (table) {
            ImportDialog(workspace, type, *std::move(table), parent).exec();
            return;
        }
        problem = table.error().text;
    }
    warn(parent, tr("The file cannot be imported"), problem);
}

}
