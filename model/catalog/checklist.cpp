// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/checklist.h"

#include "model/catalog/resource.h"

#include <QJsonArray>

namespace safeguard {

namespace {

Checklist::Force forceFrom(const QString &key)
{
    if (key == QStringLiteral("option"))
        return Checklist::Force::Option;
    return key == QStringLiteral("law") ? Checklist::Force::Law : Checklist::Force::Practice;
}

Checklist read(const char *name, const char *questions)
{
    const QJsonObject object = readCatalogResource(name);
    Checklist all{text(object, "note"), {}};
    for (const QJsonValue &value : object.value(QLatin1String(questions)).toArray()) {
        const QJsonObject from = value.toObject();
        all.questions.push_back({text(from, "key"), text(from, "citation"), text(from, "title"),
                                 text(from, "question"), forceFrom(text(from, "force"))});
    }
    return all;
}

}

const Checklist::Question *Checklist::find(const QString &key) const
{
    const auto at = std::find_if(questions.begin(), questions.end(),
                                 [&](const Question &one) { return one.key == key; });
    return at == questions.end() ? nullptr : &*at;
}

const Checklist &Checklist::provisions()
{
    static const Checklist all = read("provisions.json", "provisions");
    return all;
}

const Checklist &Checklist::vendorQuestions()
{
    static const Checklist all = read("questionnaire.json", "questions");
    return all;
}

}
