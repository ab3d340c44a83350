// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/recordtable.h"

#include "views/kit/celldelegate.h"
#include "views/kit/stayingmenu.h"
#include "views/kit/tabledress.h"
#include "views/kit/tableheader.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>

namespace safeguard {

RecordTable::RecordTable(RecordTableModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_looks(model->workspace().project(), model->type())
    , m_view(new QTableView(this))
    , m_filterRow(new QWidget(this))
{
    m_model->setParent(this);
    m_view->setObjectName(QStringLiteral("table-") + model->type().key);
    m_view->setAccessibleName(model->type().plural);
    m_view->setHorizontalHeader(new TableHeader(model, m_view));
    m_view->setModel(model);
    m_view->setItemDelegate(new CellDelegate(m_view));
    dressTable(m_view);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setSortingEnabled(false);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_nothingMatches = makeNothingMatches();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_filterRow->setFixedHeight(34);
    m_filterRow->setObjectName(QStringLiteral("filters"));
    m_filterRow->hide();
    layout->addWidget(m_filterRow);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);

    m_saving.setSingleShot(true);
    m_saving.setInterval(500);
    connect(&m_saving, &QTimer::timeout, this, &RecordTable::save);
    auto *header = m_view->horizontalHeader();
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this, header](const QPoint &at) {
                StayingMenu menu(this);
                fillColumnMenu(&menu);
                menu.exec(header->mapToGlobal(at));
            });
    const auto onColumns = [this] {
        placeFilters();
        saveSoon();
    };
    connect(header, &QHeaderView::sectionResized, this, onColumns);
    connect(header, &QHeaderView::sectionMoved, this, onColumns);
    connect(m_view->horizontalScrollBar(), &QScrollBar::valueChanged, this,
            &RecordTable::placeFilters);
    connect(m_view, &QWidget::customContextMenuRequested, this, &RecordTable::showContextMenu);
    const auto *selection = m_view->selectionModel();
    connect(selection, &QItemSelectionModel::currentRowChanged, this,
            &RecordTable::onCurrentChanged);
    connect(selection, &QItemSelectionModel::selectionChanged, this, [this] {
        Q_EMIT selectionCountChanged(
            static_cast<int>(m_view->selectionModel()->selectedRows().size()));
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &RecordTable::onCurrentChanged);
    connect(m_model, &RecordTableModel::countChanged, this, &RecordTable::onCountChanged);
    connect(m_model, &RecordTableModel::queryChanged, this, &RecordTable::showQuery);
    m_view->installEventFilter(this);
    restoreLook();
    onCountChanged();
}

RecordTable::~RecordTable()
{
    if (m_saving.isActive())
        save();
}

/// Shown in place of the rows while the search or the filters leave none.
QWidget *RecordTable::makeNothingMatches()
{
    auto *note = new QWidget(m_view->viewport());
    note->setObjectName(QStringLiteral("nothing-matches"));
    auto *place = new QVBoxLayout(m_view->viewport());
    place->addWidget(note, 0, Qt::AlignCenter);
    auto *layout = new QVBoxLayout(note);
    layout->setSpacing(8);
    auto *text = new QLabel(tr("Nothing matches"), note);
    text->setFont(Tokens::instance().headingFont());
    auto *clear = new QPushButton(tr("Clear filters"), note);
    clear->setObjectName(QStringLiteral("clear-filters"));
    connect(clear, &QPushButton::clicked, this, &RecordTable::clearFilters);
    layout->addWidget(text, 0, Qt::AlignCenter);
    layout->addWidget(clear, 0, Qt::AlignCenter);
    note->hide();
    return note;
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

void RecordTable::onCurrentChanged()
{
    m_lastCurrent = current();
    Q_EMIT currentChanged(m_lastCurrent);
}

/// A row that goes takes the current index with it, and says nothing of it.
void RecordTable::onCountChanged()
{
    m_nothingMatches->setVisible(m_model->rowCount() == 0 && m_model->query().isFiltering() &&
                                 !m_model->isArranging());
    if (m_lastCurrent != current())
        onCurrentChanged();
}

void RecordTable::fillColumnMenu(QMenu *menu)
{
    const auto *header = m_view->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        auto *action = menu->addAction(
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(column));
        action->setData(m_model->columnKey(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            m_view->setColumnHidden(column, !on);
            placeFilters();
            saveSoon();
        });
    }
}

void RecordTable::makeFilters()
{
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
        connect(filter, &QLineEdit::textEdited, timer, qOverload<>(&QTimer::start));
        connect(filter, &QLineEdit::textChanged, timer, [timer](const QString &text) {
            if (text.isEmpty()) // by its clear button
                timer->start();
        });
        connect(timer, &QTimer::timeout, this,
                [this, filter, column] { m_model->setFilter(column, filter->text()); });
        m_filters += filter;
    }
}

void RecordTable::showFilters(bool show)
{
    if (m_filters.isEmpty())
        makeFilters();
    m_filterRow->setVisible(show);
    if (!show) {
        RowQuery query = m_model->query();
        query.filters.clear();
        m_model->setQuery(std::move(query));
    }
    placeFilters();
}

void RecordTable::clearFilters()
{
    RowQuery query = m_model->query();
    query.filters.clear();
    query.search.clear();
    m_model->setQuery(std::move(query));
}

void RecordTable::showQuery()
{
    for (qsizetype column = 0; column < m_filters.size(); ++column) {
        QLineEdit *filter = m_filters[column];
        const QString text = m_model->filter(static_cast<int>(column));
        const auto *timer = filter->findChild<QTimer *>(QString(), Qt::FindDirectChildrenOnly);
        if (filter->text() != text && !(timer && timer->isActive()))
            filter->setText(text);
    }
    onCountChanged();
    saveSoon();
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

TableLook RecordTable::look(const QString &name) const
{
    return {name, m_view->horizontalHeader()->saveState(), m_model->query()};
}

void RecordTable::setLook(const TableLook &look)
{
    if (look.columns.isEmpty() || !m_view->horizontalHeader()->restoreState(look.columns))
        setDefaultColumns();
    m_model->setQuery(look.query);
    if (!look.query.filters.isEmpty())
        showFilters(true);
    placeFilters();
    saveSoon();
}

void RecordTable::restoreLook()
{
    m_isRestoring = true;
    TableLook look = m_looks.inUse();
    look.query.search.clear(); // of a moment, unless it was given a name
    setLook(look);
    m_saved = this->look().toBytes();
    m_isRestoring = false;
}

void RecordTable::setDefaultColumns()
{
    auto *header = m_view->horizontalHeader();
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

/// Each write is a transaction on disk: one for a drag of a column, not one a pixel.
void RecordTable::saveSoon()
{
    if (!m_isRestoring)
        m_saving.start();
}

void RecordTable::save()
{
    m_saving.stop();
    TableLook now = look();
    now.query.search.clear();
    const QByteArray bytes = now.toBytes();
    if (bytes != std::exchange(m_saved, bytes))
        m_looks.setInUse(now);
}

}
