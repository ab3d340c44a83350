// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/recordtablemodel.h"

#include "model/exchange/fieldtext.h"

#include <algorithm>
#include <QPointer>
#include <QThreadPool>

namespace safeguard {

namespace {

bool isNumeric(const Field *field)
{
    return field && (field->kind == Kind::Integer || field->kind == Kind::Real);
}

const std::atomic<bool> never{false};

}

RecordTableModel::RecordTableModel(Workspace &workspace, const RegisterType &type,
                                   std::vector<DerivedColumn> derived, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_type(type)
    , m_derivedColumns(std::make_shared<const std::vector<DerivedColumn>>(std::move(derived)))
{
    load();
    place(m_source->rows());
    connect(&workspace.project(), &Project::changed, this, &RecordTableModel::onChanged);
    connect(&workspace.deriver(), &Deriver::derived, this, &RecordTableModel::onDerived);
}

RecordTableModel::~RecordTableModel()
{
    if (m_isCancelled)
        *m_isCancelled = true;
}

void RecordTableModel::load()
{
    m_source = std::make_shared<const RowSource>(m_type, m_workspace.project().snapshot(),
                                                 m_derivedColumns, m_workspace.deriver().latest());
}

/// Shows the rows of the query: at once where that is quick.
void RecordTableModel::arrange()
{
    if (m_isCancelled)
        *std::exchange(m_isCancelled, nullptr) = true;
    if (!m_query.isPlain() && totalCount() > largestAtOnce)
        arrangeInWorker();
    else
        place(*m_source->arrange(m_query, never));
}

void RecordTableModel::arrangeInWorker()
{
    m_isCancelled = std::make_shared<std::atomic<bool>>(false);
    QThreadPool::globalInstance()->start([guard = QPointer<RecordTableModel>(this),
                                          isCancelled = m_isCancelled, source = m_source,
                                          query = m_query] {
        auto rows = source->arrange(query, *isCancelled);
        if (!rows)
            return;
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [guard, isCancelled, rows = *std::move(rows)]() mutable {
                // Cancelled by then: a newer query, newer rows, or nobody is left to see them.
                if (!guard || *isCancelled)
                    return;
                guard->m_isCancelled = nullptr;
                guard->place(std::move(rows));
            },
            Qt::QueuedConnection);
    });
}

/// Shows these rows; what is selected stays selected where it still shows.
void RecordTableModel::place(std::vector<RecordPtr> rows)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<AnyId> ids;
    for (const QModelIndex &at : before)
        ids.push_back(m_visible[static_cast<size_t>(at.row())]->id);
    m_visible = std::move(rows);
    m_rows.clear();
    m_rows.reserve(static_cast<qsizetype>(m_visible.size()));
    for (size_t row = 0; row < m_visible.size(); ++row)
        m_rows.insert(m_visible[row]->id, static_cast<int>(row));
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = rowOf(ids[static_cast<size_t>(i)]);
        after += row < 0 ? QModelIndex() : index(row, before[i].column());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
    Q_EMIT countChanged();
}

bool RecordTableModel::showsNamesOf(const Change &change) const
{
    return std::any_of(m_type.fields.begin(), m_type.fields.end(), [&](const Field &field) {
        return field.isReference() && change.touches(field.reference);
    });
}

/// True when what is derived decides which rows show, or where.
bool RecordTableModel::asksDerived() const
{
    const auto isDerived = [this](const QString &key) {
        const int column = columnOf(key);
        return column >= 0 && m_source->derivedColumn(column);
    };
    const QStringList filtered = m_query.filters.keys();
    return !m_derivedColumns->empty() &&
           (!m_query.search.isEmpty() || std::any_of(filtered.begin(), filtered.end(), isDerived) ||
            std::any_of(m_query.order.begin(), m_query.order.end(),
                        [&](const SortKey &key) { return isDerived(key.column); }));
}

void RecordTableModel::refreshCells(int firstColumn)
{
    if (rowCount() > 0 && firstColumn < columnCount())
        Q_EMIT dataChanged(index(0, firstColumn), index(rowCount() - 1, columnCount() - 1));
}

void RecordTableModel::onChanged(const Change &change)
{
    const auto touched = change.registers.find(m_type.key);
    const bool isTouched = touched != change.registers.end();
    const bool hasNewNames = showsNamesOf(change);
    load();
    if (isTouched) {
        const bool isOnlyEdits = touched->second.added.empty() && touched->second.removed.empty();
        patch(touched->second);
        if (!isOnlyEdits || !m_query.isPlain())
            arrange();
    } else if (hasNewNames && !m_query.isPlain()) {
        arrange();
    }
    if (hasNewNames)
        refreshCells(1);
}

/// What changed shows at once, and is never edited from what it was, while a worker is still
/// sorting; added rows stand at the end until then.
void RecordTableModel::patch(const Change::OfRegister &touched)
{
    const RowSet &rows = snapshot().rows(m_type.key);
    for (const AnyId &id : touched.edited) {
        const int row = rowOf(id);
        if (row < 0)
            continue;
        m_visible[static_cast<size_t>(row)] = rows.find(id);
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
    if (m_query.isPlain() || totalCount() <= largestAtOnce ||
        (touched.added.empty() && touched.removed.empty()))
        return;
    std::vector<RecordPtr> now = m_visible;
    std::erase_if(now, [&](const RecordPtr &record) { return !rows.find(record->id); });
    for (const AnyId &id : touched.added)
        now.push_back(rows.find(id));
    place(std::move(now));
}

void RecordTableModel::onDerived()
{
    if (m_derivedColumns->empty())
        return;
    load();
    if (asksDerived())
        arrange();
    refreshCells(columnCount() - static_cast<int>(m_derivedColumns->size()));
}

int RecordTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int RecordTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_source->columnCount();
}

RecordPtr RecordTableModel::record(int row) const
{
    return row >= 0 && row < rowCount() ? m_visible[static_cast<size_t>(row)] : nullptr;
}

int RecordTableModel::rowOf(const AnyId &id) const
{
    return m_rows.value(id, -1);
}

bool RecordTableModel::isWideByDefault(int column) const
{
    const Field *f = field(column);
    return (f && f->isWide) || (column == 0 && m_type.prefix.isEmpty());
}

bool RecordTableModel::isBadge(int column) const
{
    const DerivedColumn *derived = m_source->derivedColumn(column);
    return derived && derived->ink;
}

QVariant RecordTableModel::data(const QModelIndex &index, int role) const
{
    const RecordPtr record = this->record(index.row());
    if (!record || !index.isValid())
        return {};
    const int column = index.column();
    const Field *f = field(column);
    switch (role) {
    case Qt::DisplayRole:
        return m_source->text(*record, column).replace(u'\n', u' ');
    case Qt::ToolTipRole:
        return m_source->text(*record, column);
    case Qt::EditRole:
        return f ? keyText(*f, f->get(*record), snapshot()) : m_source->text(*record, column);
    case Qt::AccessibleTextRole:
        return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u' ' +
               m_source->text(*record, column);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isNumeric(f) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        return column == 0 ? QVariant(Tokens::instance().color(Ink::Muted)) : QVariant();
    case IdRole:
        return record->id.toBytes();
    case FieldRole:
        return columnKey(column);
    case InkRole:
        return isBadge(column) && m_source->derived()
                   ? QVariant(
                         int(m_source->derivedColumn(column)->ink(*record, *m_source->derived())))
                   : QVariant();
    default:
        return {};
    }
}

bool RecordTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const Field *f = field(index.column());
    return f && role == Qt::EditRole &&
           put(index, [&](Edit &edit) { return valueFromText(*f, value.toString(), edit.now()); });
}

bool RecordTableModel::put(const QModelIndex &index,
                           const std::function<Result<Value>(Edit &)> &value)
{
    const Field *f = field(index.column());
    const RecordPtr record = this->record(index.row());
    if (!f || !record)
        return false;
    return m_workspace.perform(
        tr("Change %1 of %2").arg(f->label, snapshot().describe(m_type.key, record->id)),
        [&](Edit &edit) -> Status {
            const auto found = value(edit);
            SG_TRY(found);
            auto copy = m_type.copy(*record);
            f->set(*copy, *found);
            edit.putAny(m_type, std::move(copy));
            return {};
        });
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= columnCount())
        return {};
    const Field *f = field(section);
    if (role == Qt::ToolTipRole)
        return f ? QStringList{f->help, f->citation}.join(u'\n').trimmed() : QString();
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    QString title = section == 0 ? tr("No.")
                    : f          ? f->label
                                 : m_source->derivedColumn(section)->title;
    if (role == Qt::DisplayRole)
        return title;
    for (qsizetype i = 0; i < m_query.order.size(); ++i) {
        const SortKey &key = m_query.order[i];
        if (key.column == columnKey(section))
            title += u", "_qs + (key.order == Qt::AscendingOrder ? tr("sorted ascending, key %1")
                                                                 : tr("sorted descending, key %1"))
                                    .arg(i + 1);
    }
    return title;
}

Qt::ItemFlags RecordTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
    const bool isFixedKey = m_type.isFixed && index.column() == 1;
    const Field *shown = field(index.column());
    if (shown && !shown->isGiven && m_workspace.project().mayEdit(m_type) && !isFixedKey)
        flags |= Qt::ItemIsEditable;
    return flags;
}

void RecordTableModel::setQuery(RowQuery query)
{
    if (query == m_query)
        return;
    m_query = std::move(query);
    arrange();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    Q_EMIT queryChanged();
}

void RecordTableModel::sort(int column, Qt::SortOrder order)
{
    RowQuery query = m_query;
    query.order.clear();
    if (column >= 0)
        query.order += {columnKey(column), order};
    setQuery(std::move(query));
}

void RecordTableModel::toggleSort(int column, bool adds)
{
    RowQuery query = m_query;
    const QString key = columnKey(column);
    const auto at = std::find_if(query.order.begin(), query.order.end(),
                                 [&](const SortKey &each) { return each.column == key; });
    std::optional<Qt::SortOrder> next = Qt::AscendingOrder;
    if (at != query.order.end())
        next = at->order == Qt::AscendingOrder ? std::optional(Qt::DescendingOrder) : std::nullopt;
    if (!adds)
        query.order = next ? QList<SortKey>{{key, *next}} : QList<SortKey>();
    else if (at == query.order.end())
        query.order += {key, *next};
    else if (next)
        at->order = *next;
    else
        query.order.erase(at);
    setQuery(std::move(query));
}

void RecordTableModel::setFilter(int column, const QString &text)
{
    RowQuery query = m_query;
    if (text.isEmpty())
        query.filters.remove(columnKey(column));
    else
        query.filters.insert(columnKey(column), text);
    setQuery(std::move(query));
}

void RecordTableModel::setSearch(const QString &text)
{
    RowQuery query = m_query;
    query.search = text;
    setQuery(std::move(query));
}

}
