// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/field.h"
#include "model/store/rows.h"

#include <functional>
#include <map>
#include <QDate>
#include <set>

namespace safeguard {

/// The whole content of a project at one moment, and the day on which it is looked at. A value:
/// copies share their rows, nothing in it changes behind its owner's back, any thread may read it.
/// Rules, reports and exports are pure functions of it.
class Snapshot final
{
public:
    Snapshot() = default;
    explicit Snapshot(std::shared_ptr<const Registers> registers)
        : m_registers(std::move(registers))
    {}
    Snapshot(std::shared_ptr<const Registers> registers, std::map<QString, RowSet> rows)
        : m_registers(std::move(registers))
        , m_rows(std::move(rows))
    {}

    const Registers &registers() const { return *m_registers; }
    const RowSet &rows(const QString &registerKey) const;
    template <class T>
    Rows<T> rows() const
    {
        return Rows<T>(rows(QString::fromLatin1(T::registerKey)));
    }
    template <class T>
    const T *find(const Id<T> &id) const
    {
        return static_cast<const T *>(rows(QString::fromLatin1(T::registerKey)).find(id).get());
    }
    /// The records of a register in the order of their numbers; those without, of their first
    /// field where that is a closed list, else of their ids.
    std::vector<RecordPtr> inOrder(const QString &registerKey) const;
    template <class T>
    std::vector<const T *> inOrder() const
    {
        std::vector<const T *> records;
        for (const RecordPtr &record : inOrder(QString::fromLatin1(T::registerKey)))
            records.push_back(static_cast<const T *>(record.get()));
        return records;
    }
    /// The only record of a register of one; never absent in a project.
    template <class T>
    const T &only() const
    {
        static const T none;
        const Rows<T> all = rows<T>();
        return all.isEmpty() ? none : *all.begin();
    }

    void put(const QString &registerKey, RecordPtr record)
    {
        m_rows[registerKey].put(std::move(record));
    }
    /// For tests and generators: adds a record under a fresh id unless it has one.
    template <class T>
    Id<T> add(T record)
    {
        if (record.id.isNull())
            record.id = AnyId::random();
        const Id<T> id(record.id);
        put(QString::fromLatin1(T::registerKey), std::make_shared<const T>(std::move(record)));
        return id;
    }
    bool remove(const QString &registerKey, const AnyId &id)
    {
        return m_rows[registerKey].remove(id);
    }

    /// The day on which deadlines and expiries are judged.
    QDate today() const { return m_today; }
    void setToday(QDate today) { m_today = today; }
    /// Grows with each published edit of a project.
    quint64 number() const { return m_number; }
    void setNumber(quint64 number) { m_number = number; }

    /// "SYS-012 Ingestion API" for people; the id where there is no such record, and nothing
    /// for a null id.
    QString describe(const QString &registerKey, const AnyId &id) const;
    QString describe(const RecordRef &record) const
    {
        return describe(record.registerKey, record.id);
    }
    RecordPtr find(const RecordRef &record) const
    {
        return rows(record.registerKey).find(record.id);
    }
    /// The record's name alone.
    QString title(const QString &registerKey, const AnyId &id) const;

    /// SHA-256 over all rows in canonical form, by register key and id: two projects of equal
    /// content have the same, whatever their histories.
    QByteArray digest() const;
    /// The same over these registers alone.
    QByteArray digestOf(const std::set<QString> &registerKeys) const;
    /// The same over one record and its parts (of a diagram, what lies on it); empty when there is
    /// no such record. What is said about a record, such as comments, is no part of it.
    QByteArray digestOf(const RecordRef &record) const;

private:
    QByteArray digestOver(const std::function<bool(const QString &)> &isMeant) const;
    QString describePart(const RegisterType &type, const Record &record) const;

    std::shared_ptr<const Registers> m_registers;
    std::map<QString, RowSet> m_rows;
    QDate m_today;
    quint64 m_number = 0;
};

}
