// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/calendar/monthview.h"

#include "views/calendar/entrydelegate.h"
#include "views/kit/forcelook.h"
#include "views/kit/panelparts.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

namespace safeguard {

namespace {

constexpr int dayRowHeight = 22;
constexpr int lateWidth = EntryDelegate::width + 4;

/// The letter of what binds, beside its name in a legend.
class ForceSign final : public QWidget
{
public:
    ForceSign(Force force, QWidget *parent)
        : QWidget(parent)
        , m_force(force)
    {
        setFixedSize(14, 15);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintSign(&painter, rect(), m_force);
    }

private:
    Force m_force;
};

}

MonthGrid::MonthGrid(MonthModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("calendar-month"));
    setAccessibleName(tr("Month"));
    setModel(model);
    setItemDelegate(new EntryDelegate(this));
    setShowGrid(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDragDropMode(QAbstractItemView::DragDrop);
    setDragDropOverwriteMode(true);
    setDefaultDropAction(Qt::MoveAction);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(8);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setHighlightSections(false);
    connect(model, &QAbstractItemModel::modelReset, this, &MonthGrid::fitRows);
    model->setRoom([this](int weeks) { return roomForLines(weeks); });
}

int MonthGrid::roomForLines(int weeks) const
{
    return (viewport()->height() / qMax(1, weeks) - dayRowHeight) / EntryDelegate::lineHeight();
}

/// What is left over goes to the last line of each week.
void MonthGrid::fitRows()
{
    const int weeks = m_model->weekCount();
    if (weeks == 0)
        return;
    const int line = EntryDelegate::lineHeight();
    const int left = qMax(0, viewport()->height() / weeks - dayRowHeight - m_model->lines() * line);
    for (int row = 0, count = m_model->rowCount(); row < count; ++row) {
        const bool isDays = m_model->part(m_model->index(row, 0)) == MonthModel::DayPart;
        const int extra = m_model->endsWeek(row) ? left : 0;
        setRowHeight(row, isDays ? dayRowHeight : line + extra);
    }
}

void MonthGrid::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    const QModelIndex at = currentIndex();
    const QDate day = m_model->day(at);
    const Deadline *current = m_model->deadline(at);
    const QString key = current ? keyOf(*current) : QString();
    m_model->fit();
    fitRows();
    if (currentIndex().isValid() || !day.isValid())
        return;
    const QModelIndex same = m_model->indexOf(key);
    setCurrentIndex(same.isValid() ? same : m_model->indexOf(day));
}

void MonthGrid::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)
        Q_EMIT stepAsked(event->key() == Qt::Key_PageUp ? -1 : 1);
    else
        QTableView::keyPressEvent(event);
}

int EntryListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

const Deadline *EntryListModel::deadline(const QModelIndex &index) const
{
    return index.isValid() ? m_entries[static_cast<size_t>(index.row())] : nullptr;
}

QVariant EntryListModel::data(const QModelIndex &index, int role) const
{
    const Deadline *shown = deadline(index);
    if (!shown)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return shown->title;
    case Qt::ToolTipRole:
        return tipOf(*shown, m_snapshot);
    case Qt::AccessibleTextRole:
        return spoken(*shown, m_snapshot.today());
    case MonthModel::PartRole:
        return int(MonthModel::EntryPart);
    default:
        return {};
    }
}

Qt::ItemFlags EntryListModel::flags(const QModelIndex &index) const
{
    return QAbstractListModel::flags(index) | Qt::ItemIsDragEnabled;
}

QMimeData *EntryListModel::mimeData(const QModelIndexList &indexes) const
{
    const Deadline *dragged = indexes.isEmpty() ? nullptr : deadline(indexes.first());
    return dragged ? mimeOf(*dragged) : nullptr;
}

void EntryListModel::show(Entries entries, const Snapshot &snapshot)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_snapshot = snapshot;
    endResetModel();
}

QModelIndex EntryListModel::indexOf(const QString &key) const
{
    const auto at = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&](const Deadline *one) { return isCalled(*one, key); });
    return at == m_entries.end() ? QModelIndex() : index(int(at - m_entries.begin()));
}

MonthView::MonthView(QWidget *parent)
    : QWidget(parent)
    , m_model(new MonthModel(this))
    , m_late(new EntryListModel(this))
    , m_grid(new MonthGrid(m_model, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeOverdue());
    layout->addWidget(m_grid, 1);
    layout->addWidget(makeLegend());
    for (QAbstractItemView *view :
         {static_cast<QAbstractItemView *>(m_grid), static_cast<QAbstractItemView *>(m_lateList)}) {
        connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
                [this, view](const QModelIndex &current) {
                    if (current.isValid())
                        bringToFront(view);
                });
        connect(view, &QAbstractItemView::activated, this, &MonthView::activate);
    }
    connect(m_model, &MonthModel::moveAsked, this, &MonthView::moveAsked, Qt::QueuedConnection);
    connect(m_grid, &MonthGrid::stepAsked, this, &MonthView::stepAsked);
}

/// One entry is current in all, in the list or in the grid.
void MonthView::bringToFront(QAbstractItemView *view)
{
    m_front = view;
    QAbstractItemView *other = m_lateList;
    if (view == m_lateList)
        other = m_grid;
    other->selectionModel()->clear();
    setFocusProxy(view);
    Q_EMIT currentChanged();
}

QWidget *MonthView::makeOverdue()
{
    m_latePanel = new QWidget(this);
    auto *layout = new QVBoxLayout(m_latePanel);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(2);
    m_lateHeading = panel::text({}, QStringLiteral("error"), m_latePanel);
    m_lateHeading->setObjectName(QStringLiteral("calendar-overdue-heading"));
    layout->addWidget(m_lateHeading);
    m_lateList = new QListView(m_latePanel);
    m_lateList->setObjectName(QStringLiteral("calendar-overdue"));
    m_lateList->setAccessibleName(tr("Overdue"));
    m_lateList->setModel(m_late);
    m_lateList->setItemDelegate(new EntryDelegate(m_lateList));
    m_lateList->setFlow(QListView::LeftToRight);
    m_lateList->setWrapping(true);
    m_lateList->setResizeMode(QListView::Adjust);
    m_lateList->setUniformItemSizes(true);
    m_lateList->setGridSize({lateWidth, EntryDelegate::lineHeight()});
    m_lateList->setDragEnabled(true);
    m_lateList->setDragDropMode(QAbstractItemView::DragOnly);
    m_lateList->setDefaultDropAction(Qt::MoveAction);
    m_lateList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lateList->setFixedHeight(2 * EntryDelegate::lineHeight() + 2);
    layout->addWidget(m_lateList);
    return m_latePanel;
}

QWidget *MonthView::makeLegend()
{
    auto *legend = new QWidget(this);
    auto *row = new QHBoxLayout(legend);
    row->setContentsMargins(10, 4, 10, 4);
    row->setSpacing(5);
    for (const Force force : {Force::Law, Force::Contract, Force::Guidance, Force::OwnPolicy}) {
        row->addWidget(new ForceSign(force, legend));
        auto *words = panel::text(nameOf(force), QStringLiteral("muted"), legend);
        words->setWordWrap(false);
        row->addWidget(words);
        row->addSpacing(10);
    }
    row->addStretch(1);
    return legend;
}

void MonthView::show(const DeadlinesModel &model)
{
    m_model->show(model.chosen(), model.snapshot());
    Entries late;
    std::copy_if(model.chosen().begin(), model.chosen().end(), std::back_inserter(late),
                 [&](const Deadline *one) { return one->isOverdue(model.today()); });
    m_lateHeading->setText(tr("%n overdue", nullptr, static_cast<int>(late.size())));
    m_latePanel->setVisible(!late.empty());
    m_late->show(std::move(late), model.snapshot());
    m_found = model.found(); // the last one went with its entries
}

const Deadline *MonthView::current() const
{
    return m_front == m_lateList ? m_late->deadline(m_lateList->currentIndex())
                                 : m_model->deadline(m_grid->currentIndex());
}

QDate MonthView::currentDay() const
{
    return m_front == m_lateList || current() ? QDate() : m_model->day(m_grid->currentIndex());
}

void MonthView::select(const QString &key)
{
    const QModelIndex inGrid = m_model->indexOf(key);
    const QModelIndex late = m_late->indexOf(key);
    const bool isInList = late.isValid() && (m_front == m_lateList || !inGrid.isValid());
    if (isInList)
        m_lateList->setCurrentIndex(late);
    else
        m_grid->setCurrentIndex(inGrid.isValid() ? inGrid : m_model->indexOf(m_model->today()));
}

/// An entry opens its record; "more" makes room for all.
void MonthView::activate(const QModelIndex &index)
{
    if (index.model() == m_late || m_model->deadline(index))
        return openAsked();
    if (m_model->part(index) != MonthModel::MorePart && m_model->part(index) != MonthModel::DayPart)
        return;
    const QDate day = m_model->day(index);
    m_model->toggleWeek(index);
    m_grid->setCurrentIndex(m_model->indexOf(day));
    m_grid->scrollTo(m_grid->currentIndex());
}

}
