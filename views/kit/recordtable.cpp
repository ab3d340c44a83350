// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/recordtable.h"

#include "model/exchange/fieldtext.h"
#include "views/kit/celldelegate.h"
#include "views/kit/editdialog.h"
#include "views/kit/tabledress.h"
#include "views/kit/tsv.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

namespace safeguard {

RecordTable::RecordTable(RecordTableModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QTableView(this))
    , m_filterRow(new QWidget(this))
{
    m_view->setObjectName(QStringLiteral("table-") + model->type().key);
    m_view->setAccessibleName(model->type().plural);
    m_view->setModel(model);
    m_view->setItemDelegate(new CellDelegate(m_view));
    dressTable(m_view);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *header = m_view->horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setSortIndicatorShown(true);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSectionsClickable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setAccessibleName(tr("Columns of %1").arg(model->type().plural));
    m_view->setSortingEnabled(false);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_filterRow->setFixedHeight(34);
    m_filterRow->setObjectName(QStringLiteral("filters"));
    m_filterRow->hide();
    layout->addWidget(m_filterRow);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);

    connect(header, &QHeaderView::sortIndicatorChanged, this,
            [this](int column, Qt::SortOrder order) {
                const bool adds = QApplication::keyboardModifiers() & Qt::ShiftModifier;
                if (!adds)
                    m_model->sort(-1, order);
                if (column >= 0)
                    m_model->sort(column, order);
                saveState();
            });
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this, header](const QPoint &at) {
                QMenu menu(this);
                fillColumnMenu(&menu);
                menu.exec(header->mapToGlobal(at));
            });
    connect(header, &QHeaderView::sectionResized, this, [this] {
        placeFilters();
        saveState();
    });
    connect(header, &QHeaderView::sectionMoved, this, [this] {
        placeFilters();
        saveState();
    });
    connect(m_view->horizontalScrollBar(), &QScrollBar::valueChanged, this,
            &RecordTable::placeFilters);
    connect(m_view, &QWidget::customContextMenuRequested, this, &RecordTable::showContextMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { Q_EMIT currentChanged(current()); });
    connect(m_model, &QAbstractItemModel::modelReset, this,
            [this] { Q_EMIT currentChanged(current()); });
    m_view->installEventFilter(this);
    restoreState();
}

std::vector<AnyId> RecordTable::selected() const
{
    std::vector<AnyId> ids;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        ids.push_back(m_model->record(index.row())->id);
    return ids;
}

AnyId RecordTable::current() const
{
    const RecordPtr record = m_model->record(m_view->currentIndex().row());
    return record ? record->id : AnyId();
}

void RecordTable::select(const AnyId &id)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    int column = 0;
    while (m_view->isColumnHidden(column) && column + 1 < m_model->columnCount())
        ++column;
    m_view->setCurrentIndex(m_model->index(row, column));
    m_view->scrollTo(m_view->currentIndex());
}

void RecordTable::fillColumnMenu(QMenu *menu)
{
    for (int column = 0; column < m_model->columnCount(); ++column) {
        auto *action = menu->addAction(
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            m_view->setColumnHidden(column, !on);
            placeFilters();
            saveState();
        });
    }
}

void RecordTable::showFilters(bool show)
{
    if (m_filters.isEmpty()) {
        for (int column = 0; column < m_model->columnCount(); ++column) {
            auto *filter = new QLineEdit(m_filterRow);
            const QString title =
                m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
            filter->setPlaceholderText(tr("Filter"));
            filter->setAccessibleName(tr("Filter by %1").arg(title));
            filter->setObjectName(QStringLiteral("filter-") + m_model->columnKey(column));
            filter->setClearButtonEnabled(true);
            filter->setText(m_model->filter(column));
            auto *timer = new QTimer(filter);
            timer->setSingleShot(true);
            timer->setInterval(150);
            connect(filter, &QLineEdit::textChanged, timer, qOverload<>(&QTimer::start));
            connect(timer, &QTimer::timeout, this, [this, filter, column] {
                m_model->setFilter(column, filter->text());
                saveState();
            });
            m_filters += filter;
        }
    }
    m_filterRow->setVisible(show);
    if (!show) {
        for (QLineEdit *filter : m_filters)
            filter->clear();
    }
    placeFilters();
}

void RecordTable::placeFilters()
{
    const auto *header = m_view->horizontalHeader();
    for (qsizetype column = 0; column < m_filters.size(); ++column) {
        const int section = static_cast<int>(column);
        m_filters[column]->setVisible(!m_view->isColumnHidden(section));
        m_filters[column]->setGeometry(header->sectionViewportPosition(section) + 2, 3,
                                       qMax(24, header->sectionSize(section) - 4), 28);
    }
}

void RecordTable::restoreState()
{
    m_isRestoring = true;
    auto *header = m_view->horizontalHeader();
    const QByteArray state =
        m_model->workspace().project().viewState(QStringLiteral("columns/") + m_model->type().key);
    if (state.isEmpty() || !header->restoreState(state)) {
        for (int column = 0; column < m_model->columnCount(); ++column) {
            m_view->setColumnHidden(column, m_model->isWideByDefault(column));
            const Field *field = m_model->field(column);
            m_view->setColumnWidth(column, column == 0                ? 84
                                           : column == 1              ? 210
                                           : field && field->isMany() ? 200
                                                                      : 132);
        }
        // What is derived with a badge belongs beside the name.
        int place = 2;
        for (int column = 0; column < m_model->columnCount(); ++column) {
            if (m_model->isBadge(column)) {
                m_view->setColumnWidth(column, 116);
                header->moveSection(header->visualIndex(column), place++);
            }
        }
        header->setStretchLastSection(true);
    }
    m_isRestoring = false;
}

void RecordTable::saveState()
{
    if (!m_isRestoring)
        m_model->workspace().project().setViewState(QStringLiteral("columns/") +
                                                        m_model->type().key,
                                                    m_view->horizontalHeader()->saveState());
}

bool RecordTable::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Copy))
        copy();
    else if (key->matches(QKeySequence::Paste))
        paste();
    else if (key->matches(QKeySequence::Delete))
        removeSelected();
    else
        return false;
    return true;
}

void RecordTable::showContextMenu(const QPoint &at)
{
    QMenu menu(this);
    const bool isEditable =
        !m_model->workspace().project().isReadOnly() && !m_model->type().isProtected;
    const qsizetype count = m_view->selectionModel()->selectedRows().size();
    menu.addAction(tr("Copy"), QKeySequence::Copy, this, &RecordTable::copy)->setEnabled(count > 0);
    menu.addAction(tr("Paste"), QKeySequence::Paste, this, &RecordTable::paste)
        ->setEnabled(isEditable);
    menu.addSeparator();
    menu.addAction(
            tr("Set a field for %n selected records\u2026", nullptr, static_cast<int>(count)), this,
            &RecordTable::editSelected)
        ->setEnabled(isEditable && count > 0);
    menu.addAction(tr("Remove"), QKeySequence::Delete, this, &RecordTable::removeSelected)
        ->setEnabled(isEditable && count > 0 && !m_model->type().isFixed);
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

void RecordTable::copy()
{
    QList<QStringList> rows(1);
    std::vector<int> columns;
    const auto *header = m_view->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (m_view->isColumnHidden(column))
            continue;
        columns.push_back(column);
        rows[0] += m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    QModelIndexList selected = m_view->selectionModel()->selectedRows();
    std::sort(selected.begin(), selected.end());
    for (const QModelIndex &index : selected) {
        QStringList cells;
        for (const int column : columns) {
            const Field *field = m_model->field(column);
            const RecordPtr record = m_model->record(index.row());
            cells += field ? displayText(*field, field->get(*record), m_model->snapshot())
                           : m_model->index(index.row(), column).data().toString();
        }
        rows += cells;
    }
    auto *data = new QMimeData;
    data->setText(toTsv(rows));
    data->setData(QStringLiteral("text/tab-separated-values"), toTsv(rows).toUtf8());
    QApplication::clipboard()->setMimeData(data);
}

/// A first row of column titles says what the columns are; else they go from the current cell on.
/// Rows beyond the last one become new records.
void RecordTable::paste()
{
    const auto problem = pasteTsv(QApplication::clipboard()->text(), *m_model,
                                  m_view->currentIndex(), *m_view->horizontalHeader());
    if (!problem)
        QMessageBox::warning(this, tr("Nothing was pasted"), wholeText(problem.error()));
}

bool RecordTable::confirmRemoval(const std::vector<AnyId> &ids, bool &withDependents)
{
    const Snapshot snapshot = m_model->workspace().project().snapshot();
    QStringList names;
    for (const Referrer &referrer : referrersOf(snapshot, m_model->type().key, ids)) {
        const bool goesToo = std::find(ids.begin(), ids.end(), referrer.record->id) != ids.end();
        if (!referrer.field->isOwner && !goesToo)
            names += snapshot.describe(referrer.type->key, referrer.record->id) +
                     (referrer.field->isRequired ? tr(" (is removed too)")
                                                 : tr(" (loses the reference)"));
    }
    names.removeDuplicates();
    withDependents = !names.isEmpty();
    if (names.isEmpty())
        return true;
    const int more = static_cast<int>(names.size()) - 8;
    names = names.mid(0, 8);
    if (more > 0)
        names += tr("and %n more", nullptr, more);
    QMessageBox box(QMessageBox::Question, tr("Other records refer to this"),
                    tr("These refer to what you are about to remove:\n\n%1\n\nIt can be undone.")
                        .arg(names.join(u'\n')),
                    QMessageBox::Cancel, this);
    auto *remove = box.addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == remove;
}

void RecordTable::removeSelected()
{
    const auto ids = selected();
    bool withDependents = false;
    if (ids.empty() || !confirmRemoval(ids, withDependents))
        return;
    const RegisterType &type = m_model->type();
    const QString sentence =
        ids.size() == 1 ? tr("Remove %1").arg(m_model->snapshot().describe(type.key, ids.front()))
                        : tr("Remove %n records from %1", nullptr, static_cast<int>(ids.size()))
                              .arg(type.plural);
    m_model->workspace().perform(sentence, [&](Edit &edit) -> Status {
        for (const AnyId &id : ids)
            SG_TRY(edit.removeWithDependents(type, id));
        return {};
    });
}

void RecordTable::editSelected()
{
    const auto ids = selected();
    const RegisterType &type = m_model->type();
    EditDialog dialog(m_model->workspace(), type, static_cast<int>(ids.size()), this);
    if (ids.empty() || dialog.exec() != QDialog::Accepted)
        return;
    const Field &field = dialog.field();
    m_model->workspace().perform(
        tr("Set %1 of %n records in %2", nullptr, static_cast<int>(ids.size()))
            .arg(field.label, type.plural),
        [&](Edit &edit) -> Status {
            const auto value = dialog.value();
            SG_TRY(value);
            for (const AnyId &id : ids) {
                auto copy = type.copy(*edit.now().rows(type.key).find(id));
                field.set(*copy, *value);
                edit.putAny(type, std::move(copy));
            }
            return {};
        });
}

}
