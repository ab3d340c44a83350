// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/changeset.h"

#include <QCoreApplication>
#include <sqlite3.h>

namespace safeguard {

namespace {

struct StoreText
{
    Q_DECLARE_TR_FUNCTIONS(Store)
};

tl::unexpected<Error> damagedChangeset()
{
    return failure(
        ErrorCode::Damaged,
        StoreText::tr("A step of the history cannot be read: it is damaged. Nothing was changed."));
}

QVariant variantOf(sqlite3_value *value)
{
    if (!value)
        return {};
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return QVariant::fromValue<qint64>(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return sqlite3_value_double(value);
    case SQLITE_TEXT:
        return QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_value_text(value)),
                                 sqlite3_value_bytes(value));
    case SQLITE_BLOB:
        return QByteArray(static_cast<const char *>(sqlite3_value_blob(value)),
                          sqlite3_value_bytes(value));
    default:
        return QVariant::fromValue(nullptr); // SQL NULL, told apart from "did not change"
    }
}

/// Reads a changeset as sqlite3session.c documents it under "CHANGESET FORMAT"; with a rewrite,
/// also writes it anew with other texts.
class FormatReader final
{
public:
    explicit FormatReader(QByteArrayView bytes, const Changeset::TextRewrite *rewrite = nullptr)
        : m_rest(bytes)
        , m_rewrite(rewrite)
    {}
    QByteArray written() const { return m_written; }

    bool isWellFormed()
    {
        qsizetype columns = 0;
        while (m_isFine && !m_rest.isEmpty()) {
            const int what = byte();
            if (what == 'T') {
                columns = tableHead();
                continue;
            }
            m_isFine = m_isFine && columns > 0;
            byte(); // whether it is a consequence of another change
            if (what == SQLITE_UPDATE) {
                values(columns, true);
                values(columns, true);
            } else if (what == SQLITE_INSERT || what == SQLITE_DELETE) {
                values(columns, false);
            } else {
                m_isFine = false;
            }
        }
        return m_isFine;
    }

private:
    QByteArrayView take(quint64 size)
    {
        m_isFine = m_isFine && size <= static_cast<quint64>(m_rest.size());
        if (!m_isFine)
            return {};
        const QByteArrayView taken = m_rest.first(static_cast<qsizetype>(size));
        m_rest = m_rest.sliced(taken.size());
        if (m_rewrite)
            m_written.append(taken);
        return taken;
    }
    int byte()
    {
        const QByteArrayView one = take(1);
        return one.isEmpty() ? -1 : static_cast<uchar>(one[0]);
    }
    /// Seven bits a byte, high ones first; lengths here need no ninth byte.
    quint64 varint()
    {
        quint64 value = 0;
        for (int i = 0; i < 8 && m_isFine; ++i) {
            const int next = byte();
            value = value << 7 | static_cast<quint64>(next & 0x7f);
            if (next < 0x80)
                return value;
        }
        m_isFine = false;
        return 0;
    }
    qsizetype tableHead()
    {
        const quint64 columns = varint();
        take(columns); // which of them make up the key
        const qsizetype end = m_isFine ? m_rest.indexOf('\0') : -1;
        m_isFine = m_isFine && columns > 0 && end > 0;
        m_table = QString::fromUtf8(take(static_cast<quint64>(end) + 1).chopped(m_isFine ? 1 : 0));
        return static_cast<qsizetype>(columns);
    }
    void values(qsizetype count, bool mayBeUnchanged)
    {
        for (qsizetype i = 0; i < count && m_isFine; ++i) {
            switch (byte()) {
            case 0:
                m_isFine = mayBeUnchanged;
                break;
            case SQLITE_INTEGER:
            case SQLITE_FLOAT:
                take(8);
                break;
            case SQLITE_TEXT:
                text(static_cast<int>(i));
                break;
            case SQLITE_BLOB:
                take(varint());
                break;
            case SQLITE_NULL:
                break;
            default:
                m_isFine = false;
            }
        }
    }
    void text(int column)
    {
        const qsizetype start = m_written.size();
        const QByteArrayView old = take(varint());
        if (!m_rewrite || !m_isFine)
            return;
        const QByteArray text = (*m_rewrite)(m_table, column, QString::fromUtf8(old)).toUtf8();
        m_written.truncate(start);
        writeVarint(static_cast<quint64>(text.size()));
        m_written += text;
    }
    void writeVarint(quint64 value)
    {
        QByteArray bytes(1, static_cast<char>(value & 0x7f));
        while (value >>= 7)
            bytes.prepend(static_cast<char>(0x80 | (value & 0x7f)));
        m_written += bytes;
    }

    QByteArrayView m_rest;
    const Changeset::TextRewrite *m_rewrite;
    QByteArray m_written;
    QString m_table;
    bool m_isFine = true;
};

struct IteratorCloser
{
    void operator()(sqlite3_changeset_iter *iterator) const { sqlite3changeset_finalize(iterator); }
};

RowChange readRow(sqlite3_changeset_iter *iterator)
{
    const char *table = nullptr;
    int columns = 0;
    int operation = 0;
    sqlite3changeset_op(iterator, &table, &columns, &operation, nullptr);
    RowChange row;
    row.table = QString::fromUtf8(table);
    row.operation = operation == SQLITE_INSERT   ? RowOperation::Insert
                    : operation == SQLITE_DELETE ? RowOperation::Delete
                                                 : RowOperation::Update;
    for (int column = 0; column < columns; ++column) {
        sqlite3_value *before = nullptr;
        sqlite3_value *after = nullptr;
        if (operation != SQLITE_INSERT)
            sqlite3changeset_old(iterator, column, &before);
        if (operation != SQLITE_DELETE)
            sqlite3changeset_new(iterator, column, &after);
        row.before.push_back(variantOf(before));
        row.after.push_back(variantOf(after));
    }
    return row;
}

/// A key to sort by: table and the identifying columns, which come first in each table.
QByteArray orderOf(const RowChange &row)
{
    const auto &values = row.operation == RowOperation::Insert ? row.after : row.before;
    QByteArray key = row.table.toUtf8() + '\0';
    for (size_t i = 0; i < values.size() && i < 2; ++i)
        key += values[i].toByteArray() + '\0';
    return key;
}

}

Status Changeset::checkFormat() const
{
    if (!FormatReader(m_bytes).isWellFormed())
        return damagedChangeset();
    return {};
}

Result<Changeset> Changeset::inverted() const
{
    SG_TRY(checkFormat());
    int size = 0;
    void *out = nullptr;
    if (sqlite3changeset_invert(static_cast<int>(m_bytes.size()), m_bytes.constData(), &size,
                                &out) != SQLITE_OK)
        return damagedChangeset();
    Changeset result(QByteArray(static_cast<const char *>(out), size));
    sqlite3_free(out);
    return result;
}

Result<Changeset> Changeset::rewritten(const TextRewrite &text) const
{
    FormatReader reader(m_bytes, &text);
    if (!reader.isWellFormed())
        return damagedChangeset();
    return Changeset(reader.written());
}

Result<std::vector<RowChange>> Changeset::rows() const
{
    SG_TRY(checkFormat());
    sqlite3_changeset_iter *raw = nullptr;
    // The iterator does not write, its signature only says so.
    if (sqlite3changeset_start(&raw, static_cast<int>(m_bytes.size()),
                               const_cast<char *>(m_bytes.constData())) != SQLITE_OK)
        return damagedChangeset();
    std::unique_ptr<sqlite3_changeset_iter, IteratorCloser> iterator(raw);
    std::vector<std::pair<QByteArray, RowChange>> keyed;
    int code = SQLITE_ROW;
    while ((code = sqlite3changeset_next(raw)) == SQLITE_ROW) {
        RowChange row = readRow(raw);
        keyed.emplace_back(orderOf(row), std::move(row));
    }
    if (code != SQLITE_DONE)
        return damagedChangeset();
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](auto &a, auto &b) { return a.first < b.first; });
    std::vector<RowChange> rows;
    rows.reserve(keyed.size());
    for (auto &[key, row] : keyed)
        rows.push_back(std::move(row));
    return rows;
}

Status Changeset::applyTo(Connection &connection) const
{
    SG_TRY(checkFormat());
    const auto onConflict = [](void *, int, sqlite3_changeset_iter *) -> int {
        return SQLITE_CHANGESET_ABORT;
    };
    const int code = sqlite3changeset_apply(connection.handle(), static_cast<int>(m_bytes.size()),
                                            const_cast<char *>(m_bytes.constData()), nullptr,
                                            onConflict, nullptr);
    if (code == SQLITE_ABORT)
        return failure(
            ErrorCode::Refused,
            StoreText::tr("The step does not fit what is there now. Nothing was changed."));
    if (code == SQLITE_CORRUPT)
        return damagedChangeset();
    if (code != SQLITE_OK)
        return failure(sqliteError(connection.handle()));
    return {};
}

Result<ChangeRecorder> ChangeRecorder::start(Connection &connection,
                                             const std::vector<const RegisterType *> &registers)
{
    sqlite3_session *session = nullptr;
    if (sqlite3session_create(connection.handle(), "main", &session) != SQLITE_OK)
        return failure(sqliteError(connection.handle()));
    ChangeRecorder recorder(session);
    const auto attach = [&](const QString &table) {
        return sqlite3session_attach(session, table.toLatin1().constData()) == SQLITE_OK;
    };
    for (const RegisterType *type : registers) {
        bool attached = attach(type->table());
        for (const Field &field : type->fields)
            attached = attached && (!field.isMany() || attach(type->childTable(field)));
        if (!attached)
            return failure(sqliteError(connection.handle()));
    }
    return recorder;
}

ChangeRecorder::ChangeRecorder(ChangeRecorder &&other) noexcept
    : m_session(std::exchange(other.m_session, nullptr))
{}

ChangeRecorder::~ChangeRecorder()
{
    if (m_session)
        sqlite3session_delete(m_session);
}

Result<Changeset> ChangeRecorder::capture()
{
    int size = 0;
    void *bytes = nullptr;
    const int code = sqlite3session_changeset(m_session, &size, &bytes);
    if (code != SQLITE_OK)
        return failure(ErrorCode::Internal,
                       StoreText::tr("The change could not be recorded (%1). Nothing was "
                                     "changed.")
                           .arg(QLatin1String(sqlite3_errstr(code))));
    Changeset changeset(QByteArray(static_cast<const char *>(bytes), size));
    sqlite3_free(bytes);
    return changeset;
}

bool areAsIntended(std::vector<RowChange> done, const std::vector<RowChange> &intended)
{
    for (size_t i = 0; i < done.size() && i < intended.size(); ++i) {
        const size_t width = intended[i].before.size();
        if (done[i].before.size() > width) {
            done[i].before.resize(width);
            done[i].after.resize(width);
        }
    }
    return done == intended;
}

}
