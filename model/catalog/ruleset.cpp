// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/ruleset.h"

#include "model/catalog/resource.h"

#include <algorithm>
#include <QJsonArray>

namespace safeguard {

namespace {

RuleSet readRuleSet()
{
    const QJsonObject object = readCatalogResource("rule-set.json");
    RuleSet rules{text(object, "version"), text(object, "title"), text(object, "note"), {}};
    for (const QJsonValue &value : object.value(QLatin1String("citations")).toArray()) {
        const QJsonObject entry = value.toObject();
        rules.citations.push_back({text(entry, "citation"), text(entry, "title"),
                                   text(entry, "mark"), text(entry, "text")});
    }
    return rules;
}

}

const Citation *RuleSet::find(const QString &citation) const
{
    const auto at = std::find_if(citations.begin(), citations.end(),
                                 [&](const Citation &c) { return c.citation == citation; });
    return at == citations.end() ? nullptr : &*at;
}

const RuleSet &RuleSet::current()
{
    static const RuleSet rules = readRuleSet();
    return rules;
}

}
