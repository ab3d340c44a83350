// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange/csv.h"
#include "model/exchange/xlsxreader.h"
#include "model/project/project.h"

#include <QJsonObject>

namespace safeguard {

/// What this user said about files that were imported into a register: the same export of another
/// program comes every month. Kept in the user's view state, within the project.
class ImportMemory final
{
public:
    ImportMemory(Project &project, const RegisterType &type)
        : m_project(project)
        , m_type(type)
    {}

    /// What is recognised, and what was said of columns that were called so.
    ColumnMap columnsFor(const QStringList &heading) const;
    /// The sheet and heading row of the last workbook; as XlsxChoice() has it where there was none.
    XlsxChoice choice() const;
    /// Of the newest 500 headings, so that it does not grow for ever.
    void remember(const ColumnMap &columns, const XlsxChoice &choice);

private:
    QJsonObject stored() const;

    Project &m_project;
    const RegisterType &m_type;
};

}
