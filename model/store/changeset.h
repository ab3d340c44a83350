// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/connection.h"
#include "model/store/field.h"

#include <functional>
#include <QByteArray>
#include <QVariant>

struct sqlite3_session;

namespace safeguard {

enum class RowOperation { Insert, Update, Delete };

/// One row of a changeset. For an update, columns that did not change are invalid QVariants on
/// both sides, save the primary key.
struct RowChange
{
    QString table;
    RowOperation operation = RowOperation::Update;
    std::vector<QVariant> before;
    std::vector<QVariant> after;
    friend bool operator==(const RowChange &, const RowChange &) = default;
};

/// A SQLite changeset: which rows an edit added, edited and removed, with old and new values.
class Changeset final
{
public:
    Changeset() = default;
    explicit Changeset(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}
    const QByteArray &bytes() const { return m_bytes; }
    bool isEmpty() const { return m_bytes.isEmpty(); }

    /// What undoes it.
    Result<Changeset> inverted() const;
    /// Its rows in an order of their own (table, then primary key), so that two changesets of the
    /// same meaning list the same. Error: Damaged.
    Result<std::vector<RowChange>> rows() const;
    /// The same with other texts in it: \a text says what stands for one of a column.
    using TextRewrite =
        std::function<QString(const QString &table, int column, const QString &text)>;
    Result<Changeset> rewritten(const TextRewrite &text) const;
    /// Applies it as a whole; any row that is not as the changeset expects refuses it.
    /// The caller rolls back on error.
    Status applyTo(Connection &connection) const;

private:
    /// SQLite trusts the format and can read a malformed changeset without end. Error: Damaged.
    Status checkFormat() const;
    QByteArray m_bytes;
};

/// Whether the changes are as intended, in the columns that \a intended knows: the others came with
/// a later schema step.
bool areAsIntended(std::vector<RowChange> done, const std::vector<RowChange> &intended);

/// Records what happens to the tables of some registers between its creation and capture().
class ChangeRecorder final
{
public:
    static Result<ChangeRecorder> start(Connection &connection,
                                        const std::vector<const RegisterType *> &registers);
    ~ChangeRecorder();
    ChangeRecorder(ChangeRecorder &&other) noexcept;
    ChangeRecorder &operator=(ChangeRecorder &&) = delete;
    Result<Changeset> capture();

private:
    explicit ChangeRecorder(sqlite3_session *session)
        : m_session(session)
    {}
    sqlite3_session *m_session;
};

}
