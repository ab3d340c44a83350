// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/importmemory.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace safeguard {

namespace {
const QString stateKey = QStringLiteral("import");
const QString columnsKey = QStringLiteral("columns");
const QString sheetKey = QStringLiteral("sheet");
const QString headingRowKey = QStringLiteral("headingRow");
constexpr qsizetype mostColumns = 500;
}

QJsonObject ImportMemory::stored() const
{
    return QJsonDocument::fromJson(m_project.viewState(stateKey)).object();
}

ColumnMap ImportMemory::columnsFor(const QStringList &heading) const
{
    ColumnMap columns = guessColumns(heading, m_type);
    const QJsonObject said = stored()[m_type.key][columnsKey].toObject();
    for (const QString &title : heading) {
        const QJsonValue key = said[title];
        if (key.isString() && (key.toString().isEmpty() || canColumnGoTo(key.toString(), m_type)))
            columns.insert(title, key.toString());
    }
    return columns;
}

XlsxChoice ImportMemory::choice() const
{
    const QJsonValue said = stored()[m_type.key];
    return {said[sheetKey].toString(), said[headingRowKey].toInt()};
}

void ImportMemory::remember(const ColumnMap &columns, const XlsxChoice &choice)
{
    QJsonObject all = stored();
    QJsonObject own = all[m_type.key].toObject();
    QJsonObject said = own[columnsKey].toObject();
    if (said.size() + columns.size() > mostColumns)
        said = {};
    for (auto column = columns.constBegin(); column != columns.constEnd(); ++column) {
        if (said.size() < mostColumns)
            said.insert(column.key(), column.value());
    }
    own.insert(columnsKey, said);
    if (!choice.sheet.isEmpty()) {
        own.insert(sheetKey, choice.sheet);
        own.insert(headingRowKey, choice.headingRow);
    }
    all.insert(m_type.key, own);
    m_project.setViewState(stateKey, QJsonDocument(all).toJson(QJsonDocument::Compact));
}

}
