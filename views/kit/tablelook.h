// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/kit/rowquery.h"

namespace safeguard {

class Project;

/// How a register is looked at: which columns, how wide and where; what is searched, filtered and
/// sorted.
struct TableLook
{
    QString name = {}; ///< empty for the one in use
    QByteArray columns = {};
    RowQuery query = {};

    QByteArray toBytes() const;
    /// An empty look where the bytes are none.
    static TableLook fromBytes(const QByteArray &bytes);
};

/// The looks of one register that a person keeps: the one in use and those with a name. They are
/// view state of that person in the project's file.
class TableLooks final
{
public:
    TableLooks(Project &project, const RegisterType &type)
        : m_project(project)
        , m_key(type.key)
    {}

    TableLook inUse() const;
    void setInUse(const TableLook &look);
    /// By name, in the order of names.
    std::vector<TableLook> named() const;
    /// Takes the place of one of the same name.
    void keep(const TableLook &look);
    void remove(const QString &name);
    void rename(const QString &from, const QString &to);

private:
    void store(const std::vector<TableLook> &looks);
    QString namedKey() const { return QStringLiteral("looks/") + m_key; }
    QString inUseKey() const { return QStringLiteral("look/") + m_key; }

    Project &m_project;
    QString m_key;
};

}
