// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/translation.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace safeguard {

void loadTranslation()
{
    initTranslations();
    auto *translator = new QTranslator(QCoreApplication::instance());
    const bool isThere = translator->load(QLocale(), QStringLiteral("safeguard"),
                                          QStringLiteral("_"), QStringLiteral(":/i18n")) ||
                         translator->load(QStringLiteral(":/i18n/safeguard_en.qm"));
    if (isThere)
        QCoreApplication::installTranslator(translator);
}

}
