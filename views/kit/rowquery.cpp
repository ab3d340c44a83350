// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/rowquery.h"

#include "model/exchange/fieldtext.h"

#include <algorithm>
#include <numeric>
#include <QCollator>
#include <QJsonArray>

namespace safeguard {

QJsonObject RowQuery::toJson() const
{
    QJsonObject texts;
    for (auto at = filters.begin(); at != filters.end(); ++at)
        texts.insert(at.key(), at.value());
    QJsonArray keys;
    for (const SortKey &key : order)
        keys += QJsonObject{{QStringLiteral("column"), key.column},
                            {QStringLiteral("descending"), key.order == Qt::DescendingOrder}};
    return {{QStringLiteral("search"), search},
            {QStringLiteral("filters"), texts},
            {QStringLiteral("order"), keys}};
}

RowQuery RowQuery::fromJson(const QJsonObject &json)
{
    RowQuery query;
    query.search = json[QStringLiteral("search")].toString();
    const QJsonObject texts = json[QStringLiteral("filters")].toObject();
    for (auto at = texts.begin(); at != texts.end(); ++at) {
        if (!at.value().toString().isEmpty())
            query.filters.insert(at.key(), at.value().toString());
    }
    for (const QJsonValue &key : json[QStringLiteral("order")].toArray()) {
        const bool isDescending = key[QStringLiteral("descending")].toBool();
        query.order += {key[QStringLiteral("column")].toString(),
                        isDescending ? Qt::DescendingOrder : Qt::AscendingOrder};
    }
    return query;
}

RowSource::RowSource(const RegisterType &type, Snapshot snapshot, Columns derivedColumns,
                     std::shared_ptr<const Derived> derived)
    : m_type(type)
    , m_snapshot(std::move(snapshot))
    , m_derivedColumns(std::move(derivedColumns))
    , m_derived(std::move(derived))
{
    for (const Field &field : type.fields) {
        if (!field.isGeometry)
            m_fields.push_back(&field);
    }
    m_rows = m_snapshot.inOrder(type.key);
}

int RowSource::columnCount() const
{
    return 1 + static_cast<int>(m_fields.size() + m_derivedColumns->size());
}

const Field *RowSource::field(int column) const
{
    const size_t at = static_cast<size_t>(column) - 1;
    return column > 0 && at < m_fields.size() ? m_fields[at] : nullptr;
}

const DerivedColumn *RowSource::derivedColumn(int column) const
{
    const size_t at = static_cast<size_t>(column) - 1 - m_fields.size();
    return column > 0 && at < m_derivedColumns->size() ? &(*m_derivedColumns)[at] : nullptr;
}

QString RowSource::columnKey(int column) const
{
    if (const Field *typed = field(column))
        return typed->key;
    const DerivedColumn *derived = derivedColumn(column);
    return derived ? derived->key : QStringLiteral("number");
}

int RowSource::columnOf(const QString &key) const
{
    for (int column = 0; column < columnCount(); ++column) {
        if (columnKey(column) == key)
            return column;
    }
    return -1;
}

QString RowSource::text(const Record &record, int column) const
{
    if (column == 0)
        return m_type.citeNumber(record);
    if (const Field *typed = field(column))
        return displayText(*typed, typed->get(record), m_snapshot);
    const DerivedColumn *derived = derivedColumn(column);
    return derived && m_derived ? derived->text(record, *m_derived) : QString();
}

/// As text(), but moments to the second.
QString RowSource::sortText(const Record &record, int column) const
{
    const Field *typed = field(column);
    return typed ? displayText(*typed, typed->get(record), m_snapshot, Moments::Iso)
                 : text(record, column);
}

void RowSource::fold(const std::atomic<bool> &isCancelled) const
{
    const QChar between(u'\x1f'); // nobody searches across cells
    while (m_folded.size() < m_rows.size() && !isCancelled) {
        QString all;
        for (int column = 0; column < columnCount(); ++column)
            all += text(*m_rows[m_folded.size()], column) + between;
        m_folded.push_back(all.toCaseFolded());
    }
}

std::vector<RecordPtr> RowSource::matching(const RowQuery &query,
                                           const std::atomic<bool> &isCancelled) const
{
    if (!query.isFiltering())
        return m_rows;
    std::vector<std::pair<int, QString>> filters;
    for (auto at = query.filters.begin(); at != query.filters.end(); ++at) {
        if (const int column = columnOf(at.key()); column >= 0)
            filters.emplace_back(column, at.value().toCaseFolded());
    }
    const std::lock_guard lock(m_foldingMutex);
    const QString search = query.search.toCaseFolded();
    if (!search.isEmpty())
        fold(isCancelled);
    std::vector<RecordPtr> rows;
    for (size_t row = 0; row < m_rows.size() && !isCancelled; ++row) {
        const bool passes = std::all_of(filters.begin(), filters.end(), [&](const auto &filter) {
            return text(*m_rows[row], filter.first).toCaseFolded().contains(filter.second);
        });
        if (passes && (search.isEmpty() || m_folded[row].contains(search)))
            rows.push_back(m_rows[row]);
    }
    return rows;
}

/// What a column sorts by: numbers and closed lists by a rank, all else by collated text.
struct RowSource::Keys
{
    std::vector<double> ranks;
    std::vector<QCollatorSortKey> texts;
    bool isDescending = false;

    int compare(size_t a, size_t b) const
    {
        int sign = 0;
        if (!ranks.empty())
            sign = ranks[a] < ranks[b] ? -1 : ranks[b] < ranks[a] ? 1 : 0;
        else
            sign = texts[a].compare(texts[b]);
        return isDescending ? -sign : sign;
    }
};

namespace {

bool hasRank(const Field *field, int column)
{
    return column == 0 || (field && (field->kind == Kind::Choice || field->kind == Kind::Integer ||
                                     field->kind == Kind::Real || field->kind == Kind::YesNo));
}

/// Nothing sorts before everything; a closed list in its own order.
double rankOf(const Record &record, const Field *field)
{
    if (!field)
        return record.number;
    const Value value = field->get(record);
    if (const auto *integer = std::get_if<qint64>(&value))
        return static_cast<double>(*integer);
    if (const auto *real = std::get_if<double>(&value))
        return *real;
    if (const auto *yes = std::get_if<bool>(&value))
        return *yes ? 1 : 0;
    if (isEmpty(value))
        return -std::numeric_limits<double>::infinity();
    const auto at = std::find_if(field->choices->begin(), field->choices->end(),
                                 [key = textOf(value)](auto &choice) { return choice.key == key; });
    return static_cast<double>(at - field->choices->begin());
}

QCollator collatorForNames()
{
    // The C locale has no collation of its own: numbers in names would not count as numbers.
    QCollator collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

}

RowSource::Keys RowSource::keysFor(const std::vector<RecordPtr> &rows, const SortKey &key) const
{
    const int column = columnOf(key.column);
    Keys keys;
    keys.isDescending = key.order == Qt::DescendingOrder;
    if (hasRank(field(column), column)) {
        for (const RecordPtr &record : rows)
            keys.ranks.push_back(rankOf(*record, field(column)));
        return keys;
    }
    const QCollator collator = collatorForNames();
    keys.texts.reserve(rows.size());
    for (const RecordPtr &record : rows)
        keys.texts.push_back(collator.sortKey(sortText(*record, column)));
    return keys;
}

std::optional<std::vector<RecordPtr>> RowSource::arrange(const RowQuery &query,
                                                         const std::atomic<bool> &isCancelled) const
{
    std::vector<RecordPtr> rows = matching(query, isCancelled);
    std::vector<Keys> keys;
    for (const SortKey &key : query.order) {
        if (isCancelled)
            return std::nullopt;
        if (columnOf(key.column) >= 0)
            keys.push_back(keysFor(rows, key));
    }
    if (isCancelled)
        return std::nullopt;
    if (keys.empty() || rows.empty())
        return rows;
    std::vector<size_t> order(rows.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        for (const Keys &each : keys) {
            if (const int sign = each.compare(a, b); sign != 0)
                return sign < 0;
        }
        return false;
    });
    std::vector<RecordPtr> sorted;
    sorted.reserve(rows.size());
    for (const size_t at : order)
        sorted.push_back(std::move(rows[at]));
    return sorted;
}

}
