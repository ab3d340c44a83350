// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reports/pdf.h"
#include "tests/tools/testmain.h"

#include <QGuiApplication>

static const bool isRegistered =
    safeguard::testing::registerApplication([](int &argc, char **argv) {
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        safeguard::report::makeOutputReproducible();
        return std::unique_ptr<QCoreApplication>(std::make_unique<QGuiApplication>(argc, argv));
    });
