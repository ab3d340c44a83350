// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/snapshot.h"

#include <bit>
#include <QCryptographicHash>
#include <QtEndian>

namespace safeguard {

namespace {

/// Feeds values into a hash so that no two different sequences feed the same bytes: a type tag,
/// a length, the bytes.
class Canonical
{
public:
    void bytes(char tag, QByteArrayView data)
    {
        const quint64 size = qToLittleEndian(static_cast<quint64>(data.size()));
        m_hash.addData(QByteArrayView(&tag, 1));
        m_hash.addData(QByteArrayView(reinterpret_cast<const char *>(&size), sizeof size));
        m_hash.addData(data);
    }
    void text(char tag, const QString &text) { bytes(tag, text.toUtf8()); }
    void number(char tag, quint64 number)
    {
        const quint64 le = qToLittleEndian(number);
        bytes(tag, QByteArrayView(reinterpret_cast<const char *>(&le), sizeof le));
    }
    QByteArray result() const { return m_hash.result(); }

    void operator()(std::monostate) { bytes('0', {}); }
    void operator()(bool b) { number('b', b ? 1 : 0); }
    void operator()(qint64 i) { number('i', static_cast<quint64>(i)); }
    // Zero has two spellings as a double and one as a value.
    void operator()(double d) { number('d', std::bit_cast<quint64>(d == 0 ? 0.0 : d)); }
    void operator()(QDate date) { text('D', date.toString(Qt::ISODate)); }
    void operator()(const QString &string) { text('s', string); }
    void operator()(const AnyId &id) { bytes('r', id.view()); }
    void operator()(const QStringList &list)
    {
        number('L', static_cast<quint64>(list.size()));
        for (const QString &item : list)
            text('s', item);
    }
    void operator()(const std::vector<AnyId> &ids)
    {
        number('R', ids.size());
        for (const AnyId &id : ids)
            bytes('r', id.view());
    }
    void operator()(const Polyline &points) { text('P', toText(points)); }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

void feed(Canonical &canonical, const RegisterType &type, const Record &record, const Record &blank)
{
    canonical.bytes('I', record.id.view());
    canonical.number('N', static_cast<quint64>(record.number));
    for (const Field &field : type.fields) {
        const Value value = field.get(record);
        if (value == field.get(blank))
            continue; // so that a field appended later leaves old digests alone
        canonical.text('F', field.key);
        std::visit(canonical, value);
    }
}

}

const RowSet &Snapshot::rows(const QString &registerKey) const
{
    static const RowSet none;
    const auto at = m_rows.find(registerKey);
    return at == m_rows.end() ? none : at->second;
}

QString Snapshot::title(const QString &registerKey, const AnyId &id) const
{
    if (id.isNull())
        return {};
    const RecordPtr record = rows(registerKey).find(id);
    if (!record)
        return id.toText();
    const RegisterType &type = *m_registers->find(registerKey);
    return type.nameIn ? type.nameIn(*record, *this) : type.title(*record);
}

QString Snapshot::describe(const QString &registerKey, const AnyId &id) const
{
    if (id.isNull())
        return {};
    const RecordPtr record = rows(registerKey).find(id);
    if (!record)
        return id.toText();
    const RegisterType &type = *m_registers->find(registerKey);
    if (type.isPart)
        return describePart(type, *record);
    const QString cite = type.citeNumber(*record);
    const QString title = this->title(registerKey, id);
    return cite.isEmpty() || cite == title ? title : cite + QLatin1Char(' ') + title;
}

/// A part has no name of its own: "Placement (Global view, Gateway)".
QString Snapshot::describePart(const RegisterType &type, const Record &record) const
{
    QStringList owners;
    for (const Field &field : type.fields) {
        const Value value = field.get(record);
        if (const auto *id = std::get_if<AnyId>(&value); id && field.isOwner)
            owners += title(field.reference, *id);
        else if (field.isOwner && field.isSubject)
            owners += describe(RecordRef::fromText(textOf(value)));
    }
    return type.singular + QStringLiteral(" (") + owners.join(QStringLiteral(", ")) + u')';
}

std::vector<RecordPtr> Snapshot::inOrder(const QString &registerKey) const
{
    const RegisterType &type = *m_registers->find(registerKey);
    const Field *first = type.fields.empty() ? nullptr : &type.fields.front();
    const auto place = [&](const Record &record) {
        if (!first || first->kind != Kind::Choice)
            return size_t(0);
        const QString key = textOf(first->get(record));
        const auto at = std::find_if(first->choices->begin(), first->choices->end(),
                                     [&](const Choice &choice) { return choice.key == key; });
        return static_cast<size_t>(at - first->choices->begin());
    };
    const RowSet &all = rows(registerKey);
    std::vector<RecordPtr> records(all.begin(), all.end());
    std::stable_sort(records.begin(), records.end(), [&](const auto &a, const auto &b) {
        return a->number != b->number ? a->number < b->number : place(*a) < place(*b);
    });
    return records;
}

QByteArray Snapshot::digest() const
{
    return digestOver([](const QString &) { return true; });
}

QByteArray Snapshot::digestOf(const std::set<QString> &registerKeys) const
{
    return digestOver([&](const QString &key) { return registerKeys.contains(key); });
}

QByteArray Snapshot::digestOver(const std::function<bool(const QString &)> &isMeant) const
{
    Canonical canonical;
    for (const auto &[key, rows] : m_rows) { // a map: by key
        if (rows.isEmpty() || !isMeant(key))
            continue;
        canonical.text('T', key);
        const RegisterType &type = *m_registers->find(key);
        const auto blank = type.make();
        for (const RecordPtr &record : rows)
            feed(canonical, type, *record, *blank);
    }
    return canonical.result();
}

QByteArray Snapshot::digestOf(const RecordRef &of) const
{
    const RecordPtr self = find(of);
    if (!self)
        return {};
    Canonical canonical;
    canonical.text('T', of.registerKey);
    const RegisterType &type = *m_registers->find(of.registerKey);
    feed(canonical, type, *self, *type.make());
    for (const RegisterType &part : *m_registers) {
        const Field *whole = part.wholeField();
        if (!whole || whole->reference != of.registerKey)
            continue;
        canonical.text('T', part.key);
        const auto blank = part.make();
        for (const RecordPtr &record : rows(part.key)) {
            if (whole->get(*record) == Value(of.id))
                feed(canonical, part, *record, *blank);
        }
    }
    return canonical.result();
}

}
