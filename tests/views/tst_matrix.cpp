// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/workspacefixture.h"
#include "views/inventory/matrixscreen.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QTableView>

using namespace safeguard;
using namespace safeguard::testing;

class tst_matrix final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsTypedAndWhatFollows();
    void tellsIdentifiersAndFinds();
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

void tst_matrix::tellsIdentifiersAndFinds()
{
    WorkspaceFixture f;
    DataElement phone =
        elementNamed(QStringLiteral("Mobile"), Content::PatientIdentity, LinksToPerson::Yes);
    phone.identifier = Identifier::Telephone;
    const auto mobile = f.add(phone);
    f.add(
        elementNamed(QStringLiteral("Firmware log"), Content::DeviceTelemetry, LinksToPerson::No));
    System cloud = systemNamed(QStringLiteral("Cloud"));
    cloud.creates = {mobile};
    f.add(cloud);
    QVERIFY(f.derived());

    MatrixScreen screen(*f.workspace);
    auto *table = screen.findChild<QTableView *>(QStringLiteral("table-matrix"));
    auto *model = qobject_cast<MatrixModel *>(table->model());
    QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model->identifierLetter(0), QStringLiteral("D"));
    QCOMPARE(model->identifierLetter(1), QString());
    QVERIFY(model->headerData(0, Qt::Vertical, Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("D. Telephone numbers")));
    auto *find = screen.findChild<QLineEdit *>(QStringLiteral("find"));
    const auto name = [&](int row) {
        return model->headerData(row, Qt::Vertical, Qt::DisplayRole).toString();
    };
    find->setText(QStringLiteral("telephone")); // in the words of the identifier
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(name(0), QStringLiteral("Mobile"));
    find->setText(QStringLiteral("FIRM"));
    QCOMPARE(name(0), QStringLiteral("Firmware log"));
    find->clear();
    auto *tier = screen.findChild<QComboBox *>(QStringLiteral("tier"));
    const int held = model->index(0, 0).data(MatrixModel::TierRole).toInt();
    QVERIFY(model->index(0, 0).data(MatrixModel::TierRole).isValid());
    tier->setCurrentIndex(tier->findData(held));
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(name(0), QStringLiteral("Mobile"));
    tier->setCurrentIndex(
        tier->findData(held == int(Tier::Four) ? int(Tier::One) : int(Tier::Four)));
    QCOMPARE(model->rowCount(), 0);
    tier->setCurrentIndex(0);
    QCOMPARE(model->rowCount(), 2);
}

SAFEGUARD_TEST(tst_matrix)
#include "tst_matrix.moc"
