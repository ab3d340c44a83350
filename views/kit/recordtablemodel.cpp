// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/recordtablemodel.h"

#include "model/exchange/fieldtext.h"

#include <algorithm>
#include <QCollator>
#include <QFont>

namespace safeguard {

namespace {
bool isNumeric(const Field *field)
{
    return field && (field->kind == Kind::Integer || field->kind == Kind::Real);
}
}

RecordTableModel::RecordTableModel(Workspace &workspace, const RegisterType &type, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_type(type)
{
    for (const Field &field : type.fields) {
        if (!field.isGeometry)
            m_fields.push_back(&field);
    }
    load();
    rebuild();
    connect(&workspace.project(), &Project::changed, this, &RecordTableModel::onChanged);
    connect(&workspace.deriver(), &Deriver::derived, this, &RecordTableModel::onDerived);
}

void RecordTableModel::setDerivedColumns(std::vector<DerivedColumn> columns)
{
    beginResetModel();
    m_derivedColumns = std::move(columns);
    m_derived = m_workspace.deriver().latest();
    endResetModel();
}

void RecordTableModel::load()
{
    m_snapshot = m_workspace.project().snapshot();
    m_all = m_snapshot.inOrder(m_type.key);
}

/// Works out which rows show and in which order.
void RecordTableModel::rebuild()
{
    m_visible.clear();
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_visible),
                 [this](const RecordPtr &record) { return passes(*record); });
    sortVisible();
    m_rows.clear();
    for (size_t row = 0; row < m_visible.size(); ++row)
        m_rows.insert(m_visible[row]->id, static_cast<int>(row));
}

bool RecordTableModel::passes(const Record &record) const
{
    for (auto at = m_filters.begin(); at != m_filters.end(); ++at) {
        const int column = columnOf(at.key());
        if (column >= 0 && !text(record, column).toCaseFolded().contains(at.value()))
            return false;
    }
    if (m_search.isEmpty())
        return true;
    for (int column = 0; column < columnCount(); ++column) {
        if (text(record, column).toCaseFolded().contains(m_search))
            return true;
    }
    return false;
}

void RecordTableModel::sortVisible()
{
    // The C locale has no collation of its own: numbers in names would not count as numbers.
    QCollator collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    // The last column asked for counts most: sort by it last, stably.
    for (const auto &[column, order] : m_order) {
        std::vector<std::pair<QCollatorSortKey, RecordPtr>> keyed;
        keyed.reserve(m_visible.size());
        for (RecordPtr &record : m_visible)
            keyed.emplace_back(collator.sortKey(text(*record, column)), std::move(record));
        std::stable_sort(keyed.begin(), keyed.end(), [order = order](auto &a, auto &b) {
            return order == Qt::AscendingOrder ? a.first < b.first : b.first < a.first;
        });
        for (size_t i = 0; i < keyed.size(); ++i)
            m_visible[i] = std::move(keyed[i].second);
    }
}

void RecordTableModel::onChanged(const Change &change)
{
    const auto touched = change.registers.find(m_type.key);
    const bool isOnlyEdits = touched != change.registers.end() && touched->second.added.empty() &&
                             touched->second.removed.empty();
    if (isOnlyEdits && m_order.empty() && !hasFilter() && m_search.isEmpty()) {
        // The same rows in the same order: only their content is new.
        load();
        m_visible = m_all;
        for (const AnyId &id : touched->second.edited) {
            const int row = m_rows.value(id, -1);
            if (row >= 0)
                Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
        return;
    }
    const bool mayShowNames =
        std::any_of(m_fields.begin(), m_fields.end(), [&](const Field *field) {
            return field->isReference() && change.touches(field->reference);
        });
    if (touched == change.registers.end()) {
        m_snapshot = m_workspace.project().snapshot();
        if (mayShowNames && rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<AnyId> ids;
    for (const QModelIndex &at : before)
        ids.push_back(m_visible[static_cast<size_t>(at.row())]->id);
    load();
    rebuild();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after += index(rowOf(ids[static_cast<size_t>(i)]), before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
    Q_EMIT countChanged();
}

void RecordTableModel::onDerived()
{
    m_derived = m_workspace.deriver().latest();
    if (!m_derivedColumns.empty() && rowCount() > 0)
        Q_EMIT dataChanged(index(0, columnCount() - static_cast<int>(m_derivedColumns.size())),
                           index(rowCount() - 1, columnCount() - 1));
}

int RecordTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int RecordTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_fields.size() + m_derivedColumns.size());
}

RecordPtr RecordTableModel::record(int row) const
{
    return row >= 0 && row < rowCount() ? m_visible[static_cast<size_t>(row)] : nullptr;
}

int RecordTableModel::rowOf(const AnyId &id) const
{
    return m_rows.value(id, -1);
}

const Field *RecordTableModel::field(int column) const
{
    const size_t at = static_cast<size_t>(column) - 1;
    return column > 0 && at < m_fields.size() ? m_fields[at] : nullptr;
}

QString RecordTableModel::columnKey(int column) const
{
    if (column == 0)
        return QStringLiteral("number");
    if (const Field *f = field(column))
        return f->key;
    return m_derivedColumns.at(static_cast<size_t>(column) - 1 - m_fields.size()).key;
}

int RecordTableModel::columnOf(const QString &key) const
{
    for (int column = 0; column < columnCount(); ++column) {
        if (columnKey(column) == key)
            return column;
    }
    return -1;
}

bool RecordTableModel::isWideByDefault(int column) const
{
    const Field *f = field(column);
    return (f && f->isWide) || (column == 0 && m_type.prefix.isEmpty());
}

bool RecordTableModel::isBadge(int column) const
{
    const size_t at = static_cast<size_t>(column) - 1 - m_fields.size();
    return !field(column) && column > 0 && m_derivedColumns[at].ink;
}

QString RecordTableModel::text(const Record &record, int column) const
{
    if (column == 0)
        return m_type.citeNumber(record);
    if (const Field *f = field(column))
        return displayText(*f, f->get(record), m_snapshot);
    if (!m_derived)
        return {};
    return m_derivedColumns[static_cast<size_t>(column) - 1 - m_fields.size()].text(record,
                                                                                    *m_derived);
}

QVariant RecordTableModel::data(const QModelIndex &index, int role) const
{
    const RecordPtr record = this->record(index.row());
    if (!record || !index.isValid())
        return {};
    const Field *f = field(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        QString shown = text(*record, index.column());
        return role == Qt::DisplayRole ? shown.replace(u'\n', u' ') : shown;
    }
    case Qt::EditRole:
        return f ? keyText(*f, f->get(*record), m_snapshot) : text(*record, index.column());
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + u' ' +
               text(*record, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isNumeric(f) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        return index.column() == 0 ? QVariant(Tokens::instance().color(Ink::Muted)) : QVariant();
    case IdRole:
        return record->id.toBytes();
    case FieldRole:
        return columnKey(index.column());
    case InkRole: {
        const auto at = static_cast<size_t>(index.column()) - 1 - m_fields.size();
        if (f || index.column() == 0 || !m_derived || !m_derivedColumns[at].ink)
            return {};
        return int(m_derivedColumns[at].ink(*record, *m_derived));
    }
    default:
        return {};
    }
}

bool RecordTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const Field *f = field(index.column());
    const RecordPtr record = this->record(index.row());
    if (!f || !record || role != Qt::EditRole)
        return false;
    return m_workspace.perform(
        tr("Change %1 of %2").arg(f->label, m_snapshot.describe(m_type.key, record->id)),
        [&](Edit &edit) -> Status {
            const auto parsed = valueFromText(*f, value.toString(), edit.now());
            SG_TRY(parsed);
            auto copy = m_type.copy(*record);
            f->set(*copy, *parsed);
            edit.putAny(m_type, std::move(copy));
            return {};
        });
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::ToolTipRole) {
        const Field *f = field(section);
        return f ? QStringList{f->help, f->citation}.join(u'\n').trimmed() : QString();
    }
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("No.");
    if (const Field *f = field(section))
        return f->label;
    return m_derivedColumns[static_cast<size_t>(section) - 1 - m_fields.size()].title;
}

Qt::ItemFlags RecordTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
    const bool isFixedKey = m_type.isFixed && index.column() == 1;
    if (field(index.column()) && !m_workspace.project().isReadOnly() && !m_type.isProtected &&
        !isFixedKey)
        flags |= Qt::ItemIsEditable;
    return flags;
}

void RecordTableModel::sort(int column, Qt::SortOrder order)
{
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<AnyId> ids;
    for (const QModelIndex &at : before)
        ids.push_back(m_visible[static_cast<size_t>(at.row())]->id);
    std::erase_if(m_order, [column](auto &pair) { return pair.first == column; });
    if (column >= 0)
        m_order.emplace_back(column, order);
    else
        m_order.clear();
    rebuild();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after += index(rowOf(ids[static_cast<size_t>(i)]), before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void RecordTableModel::setFilter(int column, const QString &text)
{
    const QString key = columnKey(column);
    if (m_filters.value(key) == text.toCaseFolded())
        return;
    beginResetModel();
    if (text.isEmpty())
        m_filters.remove(key);
    else
        m_filters.insert(key, text.toCaseFolded());
    rebuild();
    endResetModel();
    Q_EMIT countChanged();
}

void RecordTableModel::setSearch(const QString &text)
{
    beginResetModel();
    m_search = text.toCaseFolded();
    rebuild();
    endResetModel();
    Q_EMIT countChanged();
}

}
