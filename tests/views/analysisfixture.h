// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/risk/answering.h"
#include "model/risk/approval.h"
#include "tests/tools/workspacefixture.h"

#include <QAbstractItemModelTester>
#include <QTableView>

namespace safeguard::testing {

/// Two databases alike and the organization, to be analysed as often as a test wants.
struct AnalysisFixture : WorkspaceFixture
{
    AnalysisFixture()
    {
        DataElement ecg = elementNamed(QStringLiteral("ECG"), Content::Health, LinksToPerson::Yes);
        const auto element = add(ecg);
        for (const char *name : {"Alpha", "Beta"}) {
            System system = systemNamed(QString::fromLatin1(name));
            system.kind = SystemKind::Database;
            system.creates = {element};
            system.stores = {element};
            systems.push_back(add(system));
        }
        settle();
    }
    void settle() const
    {
        if (!derived())
            qFatal("nothing is derived");
    }
    const RiskMap &risks() const { return workspace->deriver().latest()->risks; }
    void edit(const Project::Writes &writes) const
    {
        const auto done = project().perform(QStringLiteral("Edit"), writes);
        if (!done)
            qFatal("%s", qPrintable(wholeText(done.error())));
        settle();
    }
    void start(const QString &name) const
    {
        edit([&](Edit &edit) -> Status {
            Assessment about;
            about.name = name;
            about.started = QDate(2026, 1, 5);
            SG_TRY(startAnalysis(edit, about, ThreatCatalog::current()));
            return {};
        });
    }
    /// Whatever a change says, of cells that are not done; all but the first \a left of them.
    void answerAll(const std::function<void(Risk &)> &change, int left = 0) const
    {
        const RiskMap map(DataMap(project().snapshot()));
        edit([&](Edit &edit) -> Status {
            int skipped = 0;
            for (const RiskCell &cell : map.cells()) {
                if (isDone(cell.state) || skipped++ < left)
                    continue;
                SG_TRY(answer(edit, map, {{map.targets()[cell.target].subject, idOf(*cell.threat)}},
                              change));
            }
            return {};
        });
    }
    void approve() const
    {
        const auto concluded = concludeAnalysis(project(), RiskMap(DataMap(project().snapshot())));
        if (!concluded)
            qFatal("%s", qPrintable(wholeText(concluded.error())));
        settle();
        const auto done =
            project().sign({QString::fromLatin1(Assessment::registerKey), risks().assessment()->id},
                           Meaning::Approved, Secret::fromText(passphrase()));
        if (!done)
            qFatal("%s", qPrintable(wholeText(done.error())));
        settle();
    }
    static void moderate(Risk &risk)
    {
        risk.answer = RiskAnswer::Assessed;
        risk.likelihood = Level::High;
        risk.integrity = Level::Moderate;
        risk.justification = QStringLiteral("Judged so");
    }

    std::vector<Id<System>> systems;
};

/// Where somebody wanted to go last.
struct Went
{
    explicit Went(const Workspace &workspace)
    {
        QObject::connect(&workspace, &Workspace::asked, &context,
                         [this](const Address &asked) { to = asked; });
    }
    QObject context;
    Address to;
};

inline void watchModel(QTableView *table)
{
    new QAbstractItemModelTester(table->model(),
                                 QAbstractItemModelTester::FailureReportingMode::QtTest, table);
}

}
