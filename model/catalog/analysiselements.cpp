// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/analysiselements.h"

#include "model/catalog/resource.h"

#include <QJsonArray>

namespace safeguard {

namespace {

AnalysisElements read()
{
    const QJsonObject object = readCatalogResource("risk-analysis-elements.json");
    AnalysisElements all{text(object, "title"), text(object, "note"), {}};
    for (const QJsonValue &value : object.value(QLatin1String("elements")).toArray()) {
        const QJsonObject element = value.toObject();
        all.elements.push_back(
            {text(element, "title"), text(element, "text"), text(element, "chapter")});
    }
    return all;
}

}

const AnalysisElements &AnalysisElements::current()
{
    static const AnalysisElements elements = read();
    return elements;
}

}
