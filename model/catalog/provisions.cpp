// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/provisions.h"

#include "model/catalog/resource.h"

#include <QJsonArray>

namespace safeguard {

namespace {

Provisions::Force forceFrom(const QString &key)
{
    if (key == QStringLiteral("option"))
        return Provisions::Force::Option;
    return key == QStringLiteral("law") ? Provisions::Force::Law : Provisions::Force::Practice;
}

Provisions read()
{
    const QJsonObject object = readCatalogResource("provisions.json");
    Provisions all{text(object, "note"), {}};
    for (const QJsonValue &value : object.value(QLatin1String("provisions")).toArray()) {
        const QJsonObject from = value.toObject();
        all.provisions.push_back({text(from, "key"), text(from, "citation"), text(from, "title"),
                                  text(from, "question"), forceFrom(text(from, "force"))});
    }
    return all;
}

}

const Provisions::Provision *Provisions::find(const QString &key) const
{
    const auto at = std::find_if(provisions.begin(), provisions.end(),
                                 [&](const Provision &one) { return one.key == key; });
    return at == provisions.end() ? nullptr : &*at;
}

const Provisions &Provisions::current()
{
    static const Provisions all = read();
    return all;
}

}
