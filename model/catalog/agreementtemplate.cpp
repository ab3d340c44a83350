// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/agreementtemplate.h"

#include "model/catalog/resource.h"

#include <QJsonArray>

namespace safeguard {

namespace {

AgreementTemplate::Section sectionFrom(const QJsonObject &from)
{
    AgreementTemplate::Section section{text(from, "title"), {}};
    for (const QJsonValue &value : from.value(QLatin1String("clauses")).toArray()) {
        const QJsonObject clause = value.toObject();
        section.clauses.push_back(
            {text(clause, "provision"), text(clause, "when"), text(clause, "text")});
    }
    return section;
}

AgreementTemplate read()
{
    const QJsonObject object = readCatalogResource("agreement-template.json");
    AgreementTemplate all{text(object, "version"),
                          text(object, "title"),
                          text(object, "mark"),
                          text(object, "note"),
                          {}};
    for (const QJsonValue &value : object.value(QLatin1String("sections")).toArray())
        all.sections.push_back(sectionFrom(value.toObject()));
    return all;
}

}

const AgreementTemplate &AgreementTemplate::current()
{
    static const AgreementTemplate all = read();
    return all;
}

}
