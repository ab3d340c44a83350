// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace safeguard {

/// A file of resources/catalog. A program without it is broken and ends.
QJsonObject readCatalogResource(const char *name);

inline QString text(const QJsonObject &from, const char *key)
{
    return from.value(QLatin1String(key)).toString();
}

}
