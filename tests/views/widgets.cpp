// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/translation.h"
#include "tests/tools/testmain.h"
#include "views/kit/tokens.h"

#include <QApplication>

static const bool hasWidgets = safeguard::testing::registerApplication([](int &argc, char **argv) {
    QCoreApplication::setOrganizationName(QStringLiteral("SafeguardTests"));
    QCoreApplication::setApplicationName(QStringLiteral("tests-views"));
    auto app = std::make_unique<QApplication>(argc, argv);
    safeguard::loadTranslation();
    safeguard::Tokens::instance().setAppearance(safeguard::Appearance::Light);
    return std::unique_ptr<QObject>(std::move(app));
});
