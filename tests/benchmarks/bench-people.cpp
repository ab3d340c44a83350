// SPDX-License-Identifier: GPL-3.0-or-later

// What a large staff costs: `bench-people [people [courses [records]]]`. Deriving who owes what and
// who reaches what, the lists and the matrix that screens ask for, and all findings. In memory.

#include "model/findings/findings.h"
#include "model/people/accessmatrix.h"
#include "tests/benchmarks/benchtools.h"
#include "tests/benchmarks/staff.h"

#include <QCoreApplication>

using namespace safeguard;
using namespace safeguard::bench;

namespace {

void sayTraining(const Snapshot &snapshot)
{
    say("Who owes what (TrainingPlan)", timed([&] { TrainingPlan{snapshot}; }));
    const TrainingPlan plan(snapshot);
    const size_t cells = plan.people().size() * plan.courses().size();
    say("Its cells", 0,
        QStringLiteral("%1, %2 MB").arg(cells).arg(double(cells * sizeof(TrainingCell)) / 1e6));
    say("Completion over 24 months", timed([&] { (void)plan.overTime(24); }));
    size_t count = 0;
    double ms = timed([&] { count = plan.duties(today.addDays(30)).size(); });
    say("Duties up to 30 days ahead, with why", ms, QString::number(count));
    ms = timed([&] { count = plan.duties().size(); });
    say("All duties, with why", ms, QString::number(count));
}

void sayAccess(const Snapshot &snapshot)
{
    const DataMap map(snapshot);
    const TrainingPlan plan(snapshot);
    say("Who reaches what (Workforce)", timed([&] { Workforce(map, plan); }));
    const Workforce workforce(map, plan);
    size_t count = 0;
    double ms = timed([&] { count = workforce.untrained().size(); });
    say("Tier 1 without training", ms, QString::number(count));
    ms = timed([&] { count = workforce.revocations().size(); });
    say("Hours to revocation", ms, QString::number(count));
    ms = timed([&] { count = workforce.sharedAccounts().size(); });
    say("Shared accounts", ms, QString::number(count));
    ms = timed([&] {
        const AccessMatrix matrix(map, workforce);
        int people = 0;
        for (size_t row = 0; row < matrix.rows().size(); ++row) {
            for (size_t role = 0; role < matrix.roles().size(); ++role)
                people += matrix.cell(row, role).people;
        }
        count = matrix.rows().size() * matrix.roles().size();
    });
    say("Access matrix, every cell", ms, QString::number(count));
    ms = timed([&] { count = Derived(map.snapshot()).findings.size(); });
    say("Everything derived, with all findings", ms, QString::number(count));
}

}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Sizes sizes;
    if (argc > 1)
        sizes.people = std::atoi(argv[1]);
    if (argc > 2)
        sizes.courses = std::atoi(argv[2]);
    if (argc > 3)
        sizes.records = std::atoi(argv[3]);
    const Snapshot snapshot = Staff(sizes).content;
    std::printf("%d people, %d courses, %d records, %d lines of access\n", sizes.people,
                sizes.courses, sizes.records,
                static_cast<int>(snapshot.rows<AccessGrant>().size()));
    sayTraining(snapshot);
    sayAccess(snapshot);
    say("Everything derived, findings too", timed([&] { Derived{snapshot}; }));
    return 0;
}
