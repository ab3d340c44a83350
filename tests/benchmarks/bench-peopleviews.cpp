// SPDX-License-Identifier: GPL-3.0-or-later

// What a large staff costs on the screens: `bench-peopleviews [people [records [agreements]]]`,
// with a watchdog on the main thread. In the temporary folder.

#include "app/desktop/screens.h"
#include "model/newproject.h"
#include "tests/benchmarks/staff.h"
#include "tests/benchmarks/watchdog.h"

#include <QTableView>
#include <QTemporaryDir>

using namespace safeguard;
using namespace safeguard::bench;

namespace {

std::unique_ptr<Project> projectWith(const Snapshot &content, const QString &path)
{
    auto project = must(createProject(
        path, {QStringLiteral("Bench"), QStringLiteral("dana"), QStringLiteral("Dana"),
               Secret::fromText(QStringLiteral("correct horse battery"))}));
    must(project->perform(QStringLiteral("Fill"), [&](Edit &edit) {
        for (const RegisterType &type : content.registers()) {
            for (const RecordPtr &record : content.rows(type.key)) {
                if (!type.isSingleton && !type.isFixed)
                    edit.putAny(type, type.copy(*record));
            }
        }
        return Status();
    }));
    return project;
}

Screen *made(const char *key, Workspace &workspace)
{
    for (const ScreenInfo &info : shellContent().screens) {
        if (info.key == QLatin1String(key))
            return info.make(workspace);
    }
    qFatal("no screen %s", key);
}

void sayScreens(Workspace &workspace)
{
    while (!workspace.deriver().isCurrent())
        QApplication::processEvents(QEventLoop::AllEvents, 5);
    std::vector<std::unique_ptr<Screen>> screens;
    const auto open = [&](const char *key) {
        screens.emplace_back(made(key, workspace));
        screens.back()->resize(1040, 700);
        screens.back()->show();
    };
    open("sites"); // fonts, styles and the like come with the first one
    QApplication::processEvents();
    screens.clear();
    for (const char *key : {"home", "deadlines", "findings", "access-matrix", "training",
                            "training-records", "people", "agreement-needs"})
        sayBlock(qPrintable(QStringLiteral("Open %1").arg(QLatin1String(key))), workspace,
                 [&] { open(key); });
    const auto people = workspace.project().snapshot().inOrder<Person>();
    const auto courses = workspace.project().snapshot().inOrder<Course>();
    int round = 0;
    const auto record = [&] {
        must(workspace.project().perform(QStringLiteral("Record"), [&](Edit &edit) {
            TrainingRecord one;
            one.person = idOf(*people[static_cast<size_t>(++round)]);
            one.course = idOf(*courses.front());
            one.completed = edit.now().today();
            edit.put(one);
            return Status();
        }));
    };
    sayBlock("Record a completion, all eight screens open", workspace, record);
    screens.clear();
    for (const char *key : {"home", "deadlines", "training", "access-matrix"}) {
        open(key);
        QApplication::processEvents();
        sayBlock(qPrintable(QStringLiteral("Record a completion, %1 open").arg(QLatin1String(key))),
                 workspace, record);
        screens.clear();
    }
}

}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Sizes sizes;
    sizes.people = argc > 1 ? std::atoi(argv[1]) : 5000;
    sizes.records = argc > 2 ? std::atoi(argv[2]) : 100'000;
    sizes.agreements = argc > 3 ? std::atoi(argv[3]) : 2000;
    std::printf("%d people, %d records, %d agreements\n", sizes.people, sizes.records,
                sizes.agreements);
    QTemporaryDir folder;
    Workspace workspace(
        projectWith(Staff(sizes).content, folder.filePath(QStringLiteral("bench.safeguard"))));
    sayScreens(workspace);
    return 0;
}
