// SPDX-License-Identifier: GPL-3.0-or-later

// What a register of risks costs as a spreadsheet, beside the same table as CSV. `bench-xlsx
// [risks]`.

#include "model/binder/risksheets.h"
#include "model/exchange/xlsx.h"
#include "model/inventory/system.h"
#include "model/registers.h"

#include <cstdio>
#include <QCoreApplication>
#include <QElapsedTimer>

using namespace safeguard;

namespace {

Snapshot manyRisks(int count)
{
    constexpr int systems = 500;
    Snapshot snapshot(allRegisters());
    snapshot.setToday({2026, 2, 28});
    std::vector<Id<System>> ids;
    for (int i = 0; i < systems; ++i) {
        System system;
        system.name = QStringLiteral("System %1").arg(i);
        system.number = i + 1;
        ids.push_back(snapshot.add(system));
    }
    Threat threat;
    threat.name = QStringLiteral("Stolen credentials");
    const auto id = snapshot.add(threat);
    for (int i = 0; i < count; ++i) {
        Risk risk;
        risk.number = i + 1;
        risk.subject = {QStringLiteral("systems"), ids[size_t(i % systems)]};
        risk.threat = id;
        risk.answer = RiskAnswer::Assessed;
        risk.likelihood = static_cast<Level>(i % levelCount);
        risk.integrity = static_cast<Level>(i / 3 % levelCount);
        risk.vulnerability = QStringLiteral("Passwords without a second factor, case %1").arg(i);
        risk.safeguards = QStringLiteral("Lockout after five tries\nAlerts on new places");
        risk.justification = QStringLiteral("As seen in the review of %1").arg(2000 + i % 30);
        snapshot.add(risk);
    }
    return snapshot;
}

void say(const char *what, const QElapsedTimer &timer, qsizetype bytes)
{
    printf("%-28s %6lld ms %10lld bytes\n", what, timer.elapsed(), qint64(bytes));
}

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? atoi(argv[1]) : 50'000;
    const Snapshot snapshot = manyRisks(count);
    QElapsedTimer timer;
    timer.start();
    const RiskMap map{DataMap(snapshot)};
    say("map", timer, 0);
    timer.start();
    const Sheet sheet = riskRegisterSheet(map);
    say("sheet", timer, 0);
    timer.start();
    say("CSV", timer, toCsv(sheet).size());
    timer.start();
    const auto xlsx = toXlsx({sheet}, {sheet.name, snapshot.today()});
    if (!xlsx)
        qFatal("%s", qPrintable(xlsx.error().text));
    say("XLSX", timer, xlsx->size());
}
