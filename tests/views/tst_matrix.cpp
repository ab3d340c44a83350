// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/workspacefixture.h"
#include "views/inventory/matrixscreen.h"

#include <QAbstractItemModelTester>
#include <QTableView>

using namespace safeguard;
using namespace safeguard::testing;

class tst_matrix final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsTypedAndWhatFollows();
};

void tst_matrix::showsWhatIsTypedAndWhatFollows()
{
    WorkspaceFixture f;
    const auto ecg =
        f.add(elementNamed(QStringLiteral("ECG"), Content::DeviceTelemetry, LinksToPerson::No));
    const auto patient = f.add(
        elementNamed(QStringLiteral("Patient id"), Content::PatientIdentity, LinksToPerson::Yes));
    System patch = systemNamed(QStringLiteral("Patch"));
    patch.lane = Lane::Device;
    const auto source = f.add(patch);
    System cloud = systemNamed(QStringLiteral("Cloud"));
    cloud.creates = {patient};
    const auto target = f.add(cloud);
    Flow flow;
    flow.name = QStringLiteral("Upload");
    flow.source = source;
    flow.target = target;
    flow.elements = {ecg};
    f.add(flow);
    QVERIFY(f.derived());

    MatrixScreen screen(*f.workspace);
    auto *table = screen.findChild<QTableView *>(QStringLiteral("table-matrix"));
    auto *model = qobject_cast<MatrixModel *>(table->model());
    QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->columnCount(), 2);
    QCOMPARE(model->index(0, 1).data().toString(), QString());

    table->setCurrentIndex(model->index(0, 0)); // ECG x Patch
    QTest::keyClick(table, Qt::Key_C);
    QVERIFY(f.derived());
    QTRY_COMPARE(model->index(0, 0).data().toString(), QStringLiteral("CT"));
    QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("R"));
    QCOMPARE(model->index(0, 0).data(MatrixModel::TierRole).toInt(), int(Tier::Two));
    QCOMPARE(model->index(0, 1).data(MatrixModel::TierRole).toInt(), int(Tier::One));
    QCOMPARE(f.project().undoable()->sentence, QStringLiteral("Patch creates ECG"));

    table->setCurrentIndex(model->index(0, 1));
    QTest::keyClick(table, Qt::Key_S);
    QVERIFY(f.project().snapshot().find(target)->stores.contains(ecg));
    QTest::keyClick(table, Qt::Key_S); // off again, before anything was derived anew
    QVERIFY(!f.project().snapshot().find(target)->stores.contains(ecg));
}

SAFEGUARD_TEST(tst_matrix)
#include "tst_matrix.moc"
