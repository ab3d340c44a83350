// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/testmain.h"

#include <map>
#include <QCoreApplication>
#include <QStandardPaths>
#include <string>

namespace safeguard::testing {

namespace {
std::map<std::string, Factory> &tests()
{
    static std::map<std::string, Factory> all;
    return all;
}
ApplicationFactory &application()
{
    static ApplicationFactory factory = [](int &argc, char **argv) {
        return std::make_unique<QCoreApplication>(argc, argv);
    };
    return factory;
}
}

bool registerTest(const char *name, Factory factory)
{
    return tests().emplace(name, std::move(factory)).second;
}

bool registerApplication(ApplicationFactory factory)
{
    application() = std::move(factory);
    return true;
}

}

/// `binary` runs every class, `binary tst_x [QtTest arguments]` one.
int main(int argc, char **argv)
{
    using namespace safeguard::testing;
    QStandardPaths::setTestModeEnabled(true);
    const auto app = application()(argc, argv);
    const auto one = argc > 1 ? tests().find(argv[1]) : tests().end();
    if (one != tests().end()) {
        std::vector<char *> rest(argv + 1, argv + argc);
        return QTest::qExec(one->second().get(), static_cast<int>(rest.size()), rest.data());
    }
    int failures = 0;
    for (const auto &[name, factory] : tests())
        failures += QTest::qExec(factory().get(), argc, argv);
    return failures;
}
