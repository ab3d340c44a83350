// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/tablelook.h"

#include "model/project/project.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace safeguard {

static QJsonObject jsonOf(const TableLook &look)
{
    return {{QStringLiteral("name"), look.name},
            {QStringLiteral("columns"), QString::fromLatin1(look.columns.toBase64())},
            {QStringLiteral("query"), look.query.toJson()}};
}

static TableLook lookFrom(const QJsonObject &json)
{
    return {json[QStringLiteral("name")].toString(),
            QByteArray::fromBase64(json[QStringLiteral("columns")].toString().toLatin1()),
            RowQuery::fromJson(json[QStringLiteral("query")].toObject())};
}

QByteArray TableLook::toBytes() const
{
    return QJsonDocument(jsonOf(*this)).toJson(QJsonDocument::Compact);
}

TableLook TableLook::fromBytes(const QByteArray &bytes)
{
    return lookFrom(QJsonDocument::fromJson(bytes).object());
}

TableLook TableLooks::inUse() const
{
    return TableLook::fromBytes(m_project.viewState(inUseKey()));
}

void TableLooks::setInUse(const TableLook &look)
{
    m_project.setViewState(inUseKey(), look.toBytes());
}

std::vector<TableLook> TableLooks::named() const
{
    std::vector<TableLook> looks;
    const auto document = QJsonDocument::fromJson(m_project.viewState(namedKey()));
    for (const QJsonValue &json : document.array())
        looks.push_back(lookFrom(json.toObject()));
    return looks;
}

void TableLooks::store(const std::vector<TableLook> &looks)
{
    QJsonArray all;
    for (const TableLook &look : looks)
        all += jsonOf(look);
    m_project.setViewState(namedKey(), QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void TableLooks::keep(const TableLook &look)
{
    auto looks = named();
    std::erase_if(looks, [&](const TableLook &each) { return each.name == look.name; });
    looks.push_back(look);
    std::sort(looks.begin(), looks.end(),
              [](auto &a, auto &b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    store(looks);
}

void TableLooks::remove(const QString &name)
{
    auto looks = named();
    std::erase_if(looks, [&](const TableLook &each) { return each.name == name; });
    store(looks);
}

void TableLooks::rename(const QString &from, const QString &to)
{
    for (TableLook look : named()) {
        if (look.name != from || from == to)
            continue;
        look.name = to;
        remove(from);
        keep(look);
    }
}

}
