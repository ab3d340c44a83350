// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/threatcatalog.h"

#include "model/catalog/resource.h"

#include <QJsonArray>

namespace safeguard {

namespace {

QStringList list(const QJsonObject &from, const char *key)
{
    QStringList texts;
    for (const QJsonValue &value : from.value(QLatin1String(key)).toArray())
        texts += value.toString();
    return texts;
}

CatalogThreat readThreat(const QJsonObject &object)
{
    CatalogThreat threat{text(object, "key"),         text(object, "name"),
                         text(object, "description"), text(object, "example"),
                         text(object, "source"),      list(object, "stride"),
                         list(object, "harms"),       list(object, "hipaa"),
                         list(object, "fda"),         {}};
    for (const QJsonValue &value : object.value(QLatin1String("rules")).toArray()) {
        const QJsonObject rule = value.toObject();
        threat.rules.push_back(
            {text(rule, "target"), list(rule, "kinds"), list(rule, "when"), list(rule, "unless")});
    }
    return threat;
}

ThreatCatalog read()
{
    const QJsonObject object = readCatalogResource("threats.json");
    ThreatCatalog catalog{text(object, "version"), {}};
    for (const QJsonValue &value : object.value(QLatin1String("threats")).toArray())
        catalog.threats.push_back(readThreat(value.toObject()));
    return catalog;
}

}

const ThreatCatalog &ThreatCatalog::current()
{
    static const ThreatCatalog catalog = read();
    return catalog;
}

}
