// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/recordstore.h"

#include <unordered_map>
#include <variant>

namespace safeguard {

namespace {

std::vector<const Field *> columnsOf(const RegisterType &type)
{
    std::vector<const Field *> fields;
    for (const Field &field : type.fields) {
        if (!field.isMany())
            fields.push_back(&field);
    }
    return fields;
}

QByteArray columnList(const std::vector<const Field *> &fields)
{
    QByteArray list = "id, number";
    for (const Field *field : fields)
        list += ", " + field->key.toLatin1();
    return list;
}

void bindValue(Statement &statement, int at, const Value &value)
{
    struct Binder
    {
        Statement &statement;
        int at;
        void operator()(std::monostate) { statement.bindNull(at); }
        void operator()(bool b) { statement.bind(at, qint64(b ? 1 : 0)); }
        void operator()(qint64 i) { statement.bind(at, i); }
        void operator()(double d) { statement.bind(at, d); }
        void operator()(QDate date) { statement.bind(at, date.toString(Qt::ISODate)); }
        void operator()(const QString &text) { statement.bind(at, text); }
        void operator()(const AnyId &id) { statement.bind(at, id); }
        void operator()(const Polyline &points) { statement.bind(at, toText(points)); }
        void operator()(const QStringList &) { Q_UNREACHABLE(); }
        void operator()(const std::vector<AnyId> &) { Q_UNREACHABLE(); }
    };
    std::visit(Binder{statement, at}, value);
}

Value readValue(const Statement &row, int column, Kind kind)
{
    if (row.isNull(column))
        return {};
    switch (kind) {
    case Kind::Integer:
        return row.integer(column);
    case Kind::Real:
        return row.real(column);
    case Kind::YesNo:
        return row.integer(column) != 0;
    case Kind::Date:
        return QDate::fromString(row.text(column), Qt::ISODate);
    case Kind::Reference:
        return row.id(column);
    case Kind::Points:
        return polylineFromText(row.text(column)).value_or(Polyline());
    case Kind::Text:
    case Kind::LongText:
    case Kind::Choice:
        return row.text(column);
    case Kind::Choices:
    case Kind::References:
        break;
    }
    return {};
}

void readRow(const Statement &row, const std::vector<const Field *> &fields, Record &record)
{
    record.id = row.id(0);
    record.number = static_cast<int>(row.integer(1));
    for (size_t i = 0; i < fields.size(); ++i)
        fields[i]->set(record, readValue(row, static_cast<int>(i) + 2, fields[i]->kind));
}

/// The members of a many-valued field as single values.
std::vector<Value> membersOf(const Value &value)
{
    std::vector<Value> members;
    if (const auto *ids = std::get_if<std::vector<AnyId>>(&value)) {
        members.assign(ids->begin(), ids->end());
    } else if (const auto *keys = std::get_if<QStringList>(&value)) {
        members.assign(keys->begin(), keys->end());
    }
    return members;
}

QByteArray sqlType(Kind kind)
{
    switch (kind) {
    case Kind::Integer:
    case Kind::YesNo:
        return "INTEGER";
    case Kind::Real:
        return "REAL";
    case Kind::Reference:
    case Kind::References:
        return "BLOB";
    default:
        return "TEXT";
    }
}

QByteArray references(const Field &field)
{
    if (!field.isReference())
        return {};
    return " REFERENCES " + QString(field.reference).replace(u'-', u'_').toLatin1() +
           "(id) DEFERRABLE INITIALLY DEFERRED";
}

}

Result<RowSet> RecordStore::loadAll(const RegisterType &type)
{
    const auto fields = columnsOf(type);
    auto rows = m_connection.prepare("SELECT " + columnList(fields) + " FROM " +
                                     type.table().toLatin1() + " ORDER BY id");
    SG_TRY(rows);
    std::vector<std::shared_ptr<Record>> records;
    for (;;) {
        const auto more = rows->step();
        SG_TRY(more);
        if (!*more)
            break;
        records.push_back(type.make());
        readRow(*rows, fields, *records.back());
    }
    const auto owner = [&](const AnyId &id) -> Record * {
        const auto at = std::lower_bound(records.begin(), records.end(), id,
                                         [](auto &r, const AnyId &i) { return r->id < i; });
        return at != records.end() && (*at)->id == id ? at->get() : nullptr;
    };
    for (const Field &field : type.fields) {
        if (field.isMany())
            SG_TRY(loadMany(type, field, owner, nullptr));
    }
    RowSet all;
    for (auto &record : records)
        all.put(std::move(record));
    return all;
}

Result<RecordPtr> RecordStore::load(const RegisterType &type, const AnyId &id)
{
    const auto fields = columnsOf(type);
    auto rows = m_connection.prepare("SELECT " + columnList(fields) + " FROM " +
                                     type.table().toLatin1() + " WHERE id = ?");
    SG_TRY(rows);
    const auto found = rows->bind(0, id).step();
    SG_TRY(found);
    if (!*found)
        return RecordPtr();
    auto record = type.make();
    readRow(*rows, fields, *record);
    for (const Field &field : type.fields) {
        if (field.isMany())
            SG_TRY(loadMany(
                type, field, [&](const AnyId &) { return record.get(); }, &id));
    }
    return RecordPtr(std::move(record));
}

Status RecordStore::loadMany(const RegisterType &type, const Field &field,
                             const std::function<Record *(const AnyId &)> &owner, const AnyId *only)
{
    auto rows =
        m_connection.prepare("SELECT owner, value FROM " + type.childTable(field).toLatin1() +
                             (only ? " WHERE owner = ?" : " ORDER BY owner, value"));
    SG_TRY(rows);
    if (only)
        rows->bind(0, *only);
    std::unordered_map<Record *, Value> values;
    for (;;) {
        const auto more = rows->step();
        SG_TRY(more);
        if (!*more)
            break;
        Record *record = owner(rows->id(0));
        if (!record)
            continue; // an orphan, which the foreign key forbids
        Value &value = values[record];
        if (field.kind == Kind::References) {
            if (isEmpty(value))
                value = std::vector<AnyId>();
            std::get<std::vector<AnyId>>(value).push_back(rows->id(1));
        } else {
            if (isEmpty(value))
                value = QStringList();
            std::get<QStringList>(value).push_back(rows->text(1));
        }
    }
    for (auto &[record, value] : values)
        field.set(*record, value);
    return {};
}

Status RecordStore::write(const RecordChange &change)
{
    if (!change.before)
        return insert(*change.type, *change.after);
    if (!change.after)
        return remove(*change.type, *change.before);
    return update(*change.type, *change.before, *change.after);
}

Status RecordStore::insert(const RegisterType &type, const Record &record)
{
    const auto fields = columnsOf(type);
    QByteArray marks = "?, ?";
    for (size_t i = 0; i < fields.size(); ++i)
        marks += ", ?";
    auto statement = m_connection.prepare("INSERT INTO " + type.table().toLatin1() + " (" +
                                          columnList(fields) + ") VALUES (" + marks + ")");
    SG_TRY(statement);
    statement->bind(0, record.id).bind(1, qint64(record.number));
    for (size_t i = 0; i < fields.size(); ++i)
        bindValue(*statement, static_cast<int>(i) + 2, fields[i]->get(record));
    SG_TRY(statement->execute());
    for (const Field &field : type.fields) {
        if (field.isMany())
            SG_TRY(writeMany(type, field, record.id, {}, field.get(record)));
    }
    return {};
}

Status RecordStore::update(const RegisterType &type, const Record &before, const Record &after)
{
    QByteArray assignments;
    std::vector<Value> values;
    for (const Field &field : type.fields) {
        Value value = field.get(after);
        const Value old = field.get(before);
        if (value == old)
            continue;
        if (field.isMany()) {
            SG_TRY(writeMany(type, field, after.id, old, value));
            continue;
        }
        assignments += (assignments.isEmpty() ? "" : ", ") + field.key.toLatin1() + " = ?";
        values.push_back(std::move(value));
    }
    if (values.empty())
        return {};
    auto statement = m_connection.prepare("UPDATE " + type.table().toLatin1() + " SET " +
                                          assignments + " WHERE id = ?");
    SG_TRY(statement);
    int at = 0;
    for (const Value &value : values)
        bindValue(*statement, at++, value);
    return statement->bind(at, after.id).execute();
}

Status RecordStore::remove(const RegisterType &type, const Record &record)
{
    for (const Field &field : type.fields) {
        if (field.isMany())
            SG_TRY(writeMany(type, field, record.id, field.get(record), {}));
    }
    auto statement =
        m_connection.prepare("DELETE FROM " + type.table().toLatin1() + " WHERE id = ?");
    SG_TRY(statement);
    return statement->bind(0, record.id).execute();
}

Status RecordStore::writeMany(const RegisterType &type, const Field &field, const AnyId &owner,
                              const Value &before, const Value &after)
{
    const std::vector<Value> old = membersOf(before);
    const std::vector<Value> now = membersOf(after);
    const auto each = [&](const QByteArray &sql, const std::vector<Value> &of,
                          const std::vector<Value> &unless) -> Status {
        for (const Value &member : of) {
            if (std::find(unless.begin(), unless.end(), member) != unless.end())
                continue;
            auto statement = m_connection.prepare(sql);
            SG_TRY(statement);
            statement->bind(0, owner);
            bindValue(*statement, 1, member);
            SG_TRY(statement->execute());
        }
        return {};
    };
    const QByteArray table = type.childTable(field).toLatin1();
    SG_TRY(each("DELETE FROM " + table + " WHERE owner = ? AND value = ?", old, now));
    return each("INSERT INTO " + table + " (owner, value) VALUES (?, ?)", now, old);
}

Result<int> reserveNumbers(Connection &connection, const RegisterType &type, int count)
{
    auto add = connection.prepare("INSERT INTO numbers (register, last) VALUES (?1, ?2) "
                                  "ON CONFLICT (register) DO UPDATE SET last = last + ?2");
    SG_TRY(add);
    SG_TRY(add->bind(0, type.key).bind(1, qint64(count)).execute());
    auto read = connection.prepare("SELECT last FROM numbers WHERE register = ?");
    SG_TRY(read);
    SG_TRY(read->bind(0, type.key).step());
    return static_cast<int>(read->integer(0)) - count + 1;
}

QByteArray readViewState(Connection &connection, const AnyId &user, const QString &key)
{
    auto row = connection.prepare("SELECT state FROM view_state WHERE user = ? AND key = ?");
    if (!row)
        return {};
    const auto found = row->bind(0, user).bind(1, key).step();
    return found && *found ? row->blob(0) : QByteArray();
}

Status writeViewState(Connection &connection, const AnyId &user, const QString &key,
                      const QByteArray &state)
{
    auto row = connection.prepare("INSERT OR REPLACE INTO view_state (user, key, state) "
                                  "VALUES (?, ?, ?)");
    SG_TRY(row);
    return row->bind(0, user).bind(1, key).bind(2, QByteArrayView(state)).execute();
}

Status forgetViewStates(Connection &connection)
{
    return connection.run("DELETE FROM view_state");
}

QByteArray schemaOf(const RegisterType &type)
{
    const QByteArray table = type.table().toLatin1();
    QByteArray create = "CREATE TABLE " + table +
                        " (\n    id BLOB NOT NULL PRIMARY KEY,\n"
                        "    number INTEGER NOT NULL";
    QByteArray rest;
    const auto index = [&](const QByteArray &on, const QByteArray &column) {
        rest += "CREATE INDEX " + on + "_by_" + column + " ON " + on + " (" + column + ") WHERE " +
                column + " IS NOT NULL;\n";
    };
    for (const Field &field : type.fields) {
        if (!field.isMany()) {
            create +=
                ",\n    " + field.key.toLatin1() + ' ' + sqlType(field.kind) + references(field);
            if (field.isReference())
                index(table, field.key.toLatin1());
            continue;
        }
        const QByteArray child = type.childTable(field).toLatin1();
        rest += "CREATE TABLE " + child + " (\n    owner BLOB NOT NULL REFERENCES " + table +
                "(id) DEFERRABLE INITIALLY DEFERRED,\n    value " +
                (field.kind == Kind::References ? "BLOB" : "TEXT") + " NOT NULL" +
                references(field) + ",\n    PRIMARY KEY (owner, value)\n) WITHOUT ROWID;\n";
        if (field.isReference())
            rest += "CREATE INDEX " + child + "_by_value ON " + child + " (value);\n";
    }
    return create + "\n) WITHOUT ROWID;\n" + rest;
}

}
