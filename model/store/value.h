// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"

#include <algorithm>
#include <QDate>
#include <QPointF>
#include <QString>
#include <QStringList>
#include <variant>
#include <vector>

namespace safeguard {

/// A set of references, kept in id order so that equal sets are equal values.
template <class T>
class IdSet final
{
public:
    IdSet() = default;
    IdSet(std::initializer_list<Id<T>> ids)
        : IdSet(std::vector<Id<T>>(ids))
    {}
    explicit IdSet(std::vector<Id<T>> ids)
        : m_ids(std::move(ids))
    {
        std::sort(m_ids.begin(), m_ids.end());
        m_ids.erase(std::unique(m_ids.begin(), m_ids.end()), m_ids.end());
    }
    bool contains(const Id<T> &id) const
    {
        return std::binary_search(m_ids.begin(), m_ids.end(), id);
    }
    void insert(const Id<T> &id)
    {
        const auto at = std::lower_bound(m_ids.begin(), m_ids.end(), id);
        if (at == m_ids.end() || *at != id)
            m_ids.insert(at, id);
    }
    void remove(const Id<T> &id) { std::erase(m_ids, id); }
    bool isEmpty() const { return m_ids.empty(); }
    size_t size() const { return m_ids.size(); }
    auto begin() const { return m_ids.begin(); }
    auto end() const { return m_ids.end(); }
    friend bool operator==(const IdSet &, const IdSet &) = default;

private:
    std::vector<Id<T>> m_ids;
};

/// A set of choices of an enumeration of at most 64 members.
template <class E>
class ChoiceSet final
{
public:
    ChoiceSet() = default;
    ChoiceSet(std::initializer_list<E> choices)
    {
        for (const E choice : choices)
            set(choice);
    }
    bool contains(E choice) const { return (m_bits >> static_cast<int>(choice)) & 1U; }
    void set(E choice, bool on = true)
    {
        const quint64 bit = quint64(1) << static_cast<int>(choice);
        m_bits = on ? (m_bits | bit) : (m_bits & ~bit);
    }
    bool isEmpty() const { return m_bits == 0; }
    int size() const { return qPopulationCount(m_bits); }
    bool containsAll(const ChoiceSet &others) const
    {
        return (m_bits & others.m_bits) == others.m_bits;
    }
    bool containsAny(const ChoiceSet &others) const { return (m_bits & others.m_bits) != 0; }
    friend bool operator==(const ChoiceSet &, const ChoiceSet &) = default;

private:
    quint64 m_bits = 0;
};

/// Points in scene units, one geometric value ("x,y x,y" outside).
using Polyline = std::vector<QPointF>;

/// The content of one field of one record, whatever its type. Empty is std::monostate, also for
/// an empty text, list or set, so that "nothing" has one spelling.
/// Choices are their keys; several choices a QStringList in the order of the choice list.
using Value = std::variant<std::monostate, bool, qint64, double, QDate, QString, AnyId, QStringList,
                           std::vector<AnyId>, Polyline>;

inline bool isEmpty(const Value &value)
{
    return std::holds_alternative<std::monostate>(value);
}

/// The text of a text or choice value, empty for anything else.
QString textOf(const Value &value);
QString toText(const Polyline &points);
/// Empty when the text is no list of points with finite coordinates.
std::optional<Polyline> polylineFromText(QStringView text);

}
