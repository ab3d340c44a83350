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
#include <QProgressBar>
#include <QTableWidget>
#include <QTimer>

namespace safeguard {

namespace {
constexpr qint64 largestFile = 256 * 1024 * 1024;
constexpr int notesShown = 500;
}

ImportDialog::ImportDialog(Workspace &workspace, const RegisterType &type, CsvTable table,
                           QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_type(type)
    , m_table(std::move(table))
    , m_mapping(new QTableWidget(static_cast<int>(m_table.heading.size()), 3, this))
    , m_notes(new QTableWidget(this))
    , m_summary(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_isCancelled(std::make_shared<std::atomic<bool>>(false))
    , m_done(std::make_shared<std::atomic<qint64>>(0))
{
    setObjectName(QStringLiteral("import"));
    setWindowTitle(tr("Import into %1").arg(type.plural));
    resize(760, 600);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(
        new QLabel(tr("Say which column goes to which field. A row with an id updates the record "
                      "with that id or adds it; a row without one, the record with its number or "
                      "name."),
                   this));
    m_mapping->setAccessibleName(tr("Columns"));
    m_mapping->setHorizontalHeaderLabels({tr("Column"), tr("First value"), tr("Goes to")});
    m_mapping->verticalHeader()->hide();
    m_mapping->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_mapping->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_mapping->setTabKeyNavigation(false);
    const ColumnMap guessed = guessColumns(m_table.heading, type);
    for (int row = 0; row < m_mapping->rowCount(); ++row) {
        const QString title = m_table.heading[row];
        m_mapping->setItem(row, 0, new QTableWidgetItem(title));
        m_mapping->setItem(
            row, 1,
            new QTableWidgetItem(m_table.rows.isEmpty() ? QString() : m_table.rows[0].value(row)));
        auto *choice = new QComboBox(m_mapping);
        choice->setAccessibleName(tr("Field for %1").arg(title));
        choice->addItem(tr("\u2014 leave out \u2014"), QString());
        for (const Field &field : type.fields)
            choice->addItem(field.label, field.key);
        choice->setCurrentIndex(qMax(0, choice->findData(guessed.value(title))));
        if (title == QStringLiteral("id") || title == QStringLiteral("number")) {
            choice->setItemText(0, tr("Identifies the record"));
            choice->setEnabled(false);
        }
        connect(choice, &QComboBox::activated, this, &ImportDialog::preview);
        m_mapping->setCellWidget(row, 2, choice);
    }
    layout->addWidget(m_mapping, 1);
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
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_import = new QPushButton(tr("Import"), buttons);
    m_import->setObjectName(QStringLiteral("import-button"));
    m_import->setProperty("role", QStringLiteral("primary"));
    buttons->addButton(m_import, QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::import);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::rejected, this, [this] { *m_isCancelled = true; });
    preview();
}

ColumnMap ImportDialog::columns() const
{
    ColumnMap columns;
    for (int row = 0; row < m_mapping->rowCount(); ++row) {
        const auto *choice = qobject_cast<QComboBox *>(m_mapping->cellWidget(row, 2));
        if (!choice->currentData().toString().isEmpty())
            columns.insert(m_table.heading[row], choice->currentData().toString());
    }
    return columns;
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
    m_progress->setRange(0, static_cast<int>(m_table.rows.size()));
    m_progress->show();
    const auto writes = [table = m_table, columns = columns(),
                         &type = m_type](Edit &edit, const Project::Progress &progress) -> Status {
        const auto report = importRows(edit, type, table, columns, progress);
        SG_TRY(report);
        if (const ImportNote *wrong = report->firstError())
            return failure(ErrorCode::InvalidInput, wrong->text);
        return {};
    };
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this,
            [this] { m_progress->setValue(static_cast<int>(*m_done)); });
    timer->start(60);
    auto *watcher = new QFutureWatcher<Result<Change>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        const auto done = watcher->result();
        if (done) {
            m_workspace.say(tr("%n rows imported", nullptr, static_cast<int>(m_table.rows.size())));
            accept();
            return;
        }
        m_progress->hide();
        showReport({}, wholeText(done.error()));
    });
    watcher->setFuture(m_workspace.project().performLong(
        tr("Import %n rows into %1", nullptr, static_cast<int>(m_table.rows.size()))
            .arg(m_type.plural),
        writes,
        [done = m_done, cancelled = m_isCancelled](qint64 n, qint64) {
            *done = n;
            return !*cancelled;
        },
        EntryKind::Import));
}

void ImportDialog::run(Workspace &workspace, const RegisterType &type, QWidget *parent)
{
    const QString path =
        QFileDialog::getOpenFileName(parent, tr("Import into %1").arg(type.plural), {},
                                     tr("CSV files (*.csv *.tsv *.txt);;All files (*)"));
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
    else if (file.size() > largestFile)
        problem = tr("The file is larger than %1 MB.").arg(largestFile / 1024 / 1024);
    if (problem.isEmpty()) {
        auto table = readCsv(file.readAll());
        if (table) {
            ImportDialog(workspace, type, *std::move(table), parent).exec();
            return;
        }
        problem = table.error().text;
    }
    warn(parent, tr("The file cannot be imported"), problem);
}

}
