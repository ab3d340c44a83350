// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <QObject>
#include <QtTest>

namespace safeguard::testing {

using Factory = std::function<std::unique_ptr<QObject>()>;
/// Makes a test class known to the main function of its binary. Returns true.
bool registerTest(const char *name, Factory factory);
/// Called by a views test binary before its first test: the application must have widgets.
using ApplicationFactory = std::function<std::unique_ptr<QObject>(int &, char **)>;
bool registerApplication(ApplicationFactory factory);

}

#define SAFEGUARD_TEST(Class)                                                                      \
    static const bool Class##IsRegistered = safeguard::testing::registerTest(                      \
        #Class, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); });

/// Compares a Result's success and prints its error's text when there is none.
#define QVERIFY_OK(result)                                                                         \
    do {                                                                                           \
        auto &&sgChecked = (result);                                                               \
        QVERIFY2(sgChecked.has_value(),                                                            \
                 sgChecked ? "" : qPrintable(safeguard::wholeText(sgChecked.error())));            \
    } while (false)
