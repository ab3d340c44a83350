// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/workspacefixture.h"
#include "views/history/historyscreen.h"

#include <QListWidget>

using namespace safeguard;
using namespace safeguard::testing;

class tst_history final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsOnlyWhatIsShown();
};

void tst_history::wordsOnlyWhatIsShown()
{
    WorkspaceFixture f;
    QVERIFY(f.workspace->perform(QStringLiteral("Fill"), [](Edit &edit) {
        for (int i = 0; i < 200; ++i)
            edit.put(systemNamed(QStringLiteral("System %1").arg(i)));
        return Status();
    }));
    HistoryModel model(*f.workspace);
    QVERIFY(model.entry(0)->changes.isEmpty()); // heads only
    const auto changes = model.changesAt(0);
    QVERIFY(changes.has_value());
    QVERIFY(changes->size() > 400);
    HistoryScreen screen(*f.workspace);
    const auto *list = screen.findChild<QListWidget *>();
    QVERIFY(list->count() <= 401);
    QCOMPARE(list->item(list->count() - 1)->text(),
             QStringLiteral("and %1 more").arg(changes->size() - 400));
}

SAFEGUARD_TEST(tst_history)
#include "tst_history.moc"
