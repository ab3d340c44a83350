// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/resource.h"

#include <QFile>
#include <QJsonDocument>

static void loadCatalogResources()
{
    Q_INIT_RESOURCE(catalog);
}

namespace safeguard {

QJsonObject readCatalogResource(const char *name)
{
    loadCatalogResources();
    QFile file(QStringLiteral(":/catalog/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing from the program.", name);
    return QJsonDocument::fromJson(file.readAll()).object();
}

}
