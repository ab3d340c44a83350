// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binder/areareports.h"
#include "tests/views/analysisfixture.h"
#include "views/reports/reportsscreen.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPdfDocument>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>
#include <QTreeView>

using namespace safeguard;
using namespace safeguard::testing;

namespace {

struct Desk : AnalysisFixture
{
    void open()
    {
        screen = std::make_unique<ReportsScreen>(*workspace);
        screen->resize(1000, 700);
        screen->show();
    }
    template <class T>
    T *find(const char *name) const
    {
        auto *found = screen->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    void choose(RiskReport report) const
    {
        find<QListWidget>("reports")->setCurrentRow(int(report) + 1);
    }
    void choose(AreaReport report) const
    {
        find<QListWidget>("reports")->setCurrentRow(int(report) + 1 + riskReportCount);
    }
    void chooseBinder() const { find<QListWidget>("reports")->setCurrentRow(0); }
    QString standing() const
    {
        auto *label = find<QLabel>("report-standing");
        return label->isVisible() ? label->text() : QString();
    }
    bool make(const char *by = "make") const
    {
        QSignalSpy ready(screen.get(), &ReportsScreen::previewReady);
        button(by)->click();
        return ready.count() > 0 || ready.wait(30'000);
    }
    QString bookmarks() const
    {
        const auto *model = screen->findChild<QTreeView *>()->model();
        QStringList titles;
        for (int row = 0; row < model->rowCount(); ++row)
            titles += model->index(row, 0).data(0).toString() +
                      model->index(row, 0).data(Qt::UserRole).toString();
        return titles.join(u'|');
    }
    /// What is offered as a name; writes to \a path, or nothing.
    QString save(const QString &path = {}) const
    {
        QString offered;
        QTimer::singleShot(0, screen.get(), [&] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                qFatal("nothing is asked");
            offered = QFileInfo(dialog->selectedFiles().value(0)).fileName();
            dialog->findChild<QLineEdit *>()->setText(path);
            path.isEmpty() ? dialog->reject() : static_cast<QDialog *>(dialog)->accept();
        });
        button("save")->click();
        return offered;
    }
    std::unique_ptr<ReportsScreen> screen;
};

}

class tst_reportsscreen final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lists();
    void withoutAnalysis();
    void makesEach_data();
    void makesEach();
    void makesThoseOfTheProject();
    void saysWhatItShows();
    void whichAnalysis();
    void keepsWhatWasMade();
    void cancels();
    void exports();
};

void tst_reportsscreen::lists()
{
    Desk d;
    d.open();
    auto *list = d.find<QListWidget>("reports");
    QCOMPARE(list->count(), 1 + riskReportCount + areaReportCount);
    QCOMPARE(list->currentRow(), 0);
    QVERIFY(d.button("make-first")->isVisible());
    QVERIFY(!d.button("save")->isEnabled());
    QVERIFY(d.make("make-first"));
    QVERIFY(d.button("save")->isEnabled());
    QVERIFY(!d.button("make-first")->isVisible());
    QVERIFY(d.standing().isEmpty());
    QVERIFY(!d.find<QComboBox>("report-analysis")->isVisible());
}

void tst_reportsscreen::withoutAnalysis()
{
    Desk d;
    d.open();
    for (int i = 0; i < riskReportCount; ++i) {
        d.choose(static_cast<RiskReport>(i));
        QVERIFY(
            d.find<QLabel>("report-about")->text().contains(QStringLiteral("no risk analysis")));
        QVERIFY(!d.button("make-first")->isVisible());
        QVERIFY(!d.button("make")->isVisible());
        QVERIFY(!d.button("save")->isEnabled());
    }
    const Went went(*d.workspace);
    d.button("to-analysis")->click();
    QCOMPARE(went.to.screen, QStringLiteral("risk-analysis"));
    d.start(QStringLiteral("Analysis 2026"));
    QVERIFY(d.button("make")->isVisible());
    QVERIFY(!d.button("to-analysis")->isVisible());
}

void tst_reportsscreen::makesEach_data()
{
    QTest::addColumn<RiskReport>("report");
    for (int i = 0; i < riskReportCount; ++i)
        QTest::newRow(qPrintable(keyOf(static_cast<RiskReport>(i)))) << static_cast<RiskReport>(i);
}

void tst_reportsscreen::makesEach()
{
    QFETCH(RiskReport, report);
    Desk d;
    d.start(QStringLiteral("Analysis 2026"));
    d.answerAll(&Desk::moderate);
    d.approve();
    d.open();
    d.choose(report);
    QVERIFY(d.make());
    auto *document = d.screen->findChild<QPdfDocument *>();
    QVERIFY(document->pageCount() > 0);
    QVERIFY(d.button("save")->isEnabled());
    QCOMPARE(d.find<QLabel>("report-pages")->text().section(u' ', 0, 0),
             QString::number(document->pageCount()));
    const QString path = d.files.dir.filePath(QStringLiteral("report.pdf"));
    d.save(path);
    QPdfDocument written;
    written.load(path);
    QCOMPARE(written.pageCount(), document->pageCount());
    QCOMPARE(written.metaData(QPdfDocument::MetaDataField::Title).toString(), nameOf(report));
}

/// They need no risk analysis.
void tst_reportsscreen::makesThoseOfTheProject()
{
    Desk d;
    d.open();
    for (int i = 0; i < areaReportCount; ++i) {
        const auto report = static_cast<AreaReport>(i);
        d.choose(report);
        QCOMPARE(d.find<QLabel>("report-about")->text(), aboutOf(report));
        QVERIFY(d.standing().isEmpty());
        QVERIFY(!d.find<QComboBox>("report-analysis")->isVisible());
        QVERIFY(!d.button("to-analysis")->isVisible());
        QVERIFY(d.make("make-first"));
        const QString path = d.files.dir.filePath(keyOf(report) + QStringLiteral(".pdf"));
        QCOMPARE(d.save(path), nameOf(report) + QStringLiteral(".pdf"));
        QPdfDocument written;
        written.load(path);
        QCOMPARE(written.metaData(QPdfDocument::MetaDataField::Title).toString(), nameOf(report));
    }
    d.chooseBinder();
    QVERIFY(!d.button("save")->isEnabled());
    d.choose(AreaReport::Vendors);
    QVERIFY(d.button("save")->isEnabled());
}

void tst_reportsscreen::saysWhatItShows()
{
    Desk d;
    d.start(QStringLiteral("Analysis 2026"));
    d.answerAll(&Desk::moderate, 3);
    d.open();
    d.choose(RiskReport::Analysis);
    const qint64 all = d.risks().coverage().all();
    QCOMPARE(d.standing(), QStringLiteral("Draft: 3 of %1 questions are open").arg(all));
    d.answerAll(&Desk::moderate);
    QVERIFY(d.standing().startsWith(QStringLiteral("Draft: every question is answered")));
    QVERIFY_OK(concludeAnalysis(d.project(), d.risks()));
    d.settle();
    QVERIFY2(d.standing().contains(QStringLiteral("nobody has approved it yet")),
             qPrintable(d.standing()));
    QVERIFY_OK(d.project().sign({QStringLiteral("assessments"), d.risks().assessment()->id},
                                Meaning::Approved, Secret::fromText(passphrase())));
    d.settle();
    QVERIFY2(d.standing().startsWith(QStringLiteral("As approved by Dana Mensah on ")),
             qPrintable(d.standing()));
    QVERIFY(!d.standing().contains(QStringLiteral("edited")));
    d.edit([&](Edit &edit) {
        edit.change(idOf(*d.project().snapshot().rows<Risk>().begin()),
                    [](Risk &risk) { risk.justification = QStringLiteral("Later"); });
        return Status();
    });
    QVERIFY2(d.standing().contains(QStringLiteral("what was edited since is not in it")),
             qPrintable(d.standing()));
    d.chooseBinder();
    QVERIFY(d.standing().isEmpty());
}

void tst_reportsscreen::whichAnalysis()
{
    Desk d;
    d.start(QStringLiteral("Analysis 2026"));
    d.answerAll(&Desk::moderate);
    d.approve();
    d.open();
    d.choose(RiskReport::Register);
    auto *analyses = d.find<QComboBox>("report-analysis");
    QVERIFY(!analyses->isVisible());
    d.start(QStringLiteral("Analysis 2027"));
    QVERIFY(analyses->isVisible());
    QCOMPARE(analyses->count(), 2);
    QCOMPARE(analyses->currentText(), QStringLiteral("Analysis 2027"));
    QVERIFY(d.standing().startsWith(QStringLiteral("Draft: ")));
    analyses->setCurrentIndex(1);
    QVERIFY(d.standing().startsWith(QStringLiteral("As approved by ")));
    QVERIFY(d.make());
    QCOMPARE(d.save(), QStringLiteral("Risk register, Analysis 2026.pdf"));
    d.answerAll([](Risk &) {});
    d.approve();
    analyses->setCurrentIndex(0);
    d.choose(RiskReport::YearOverYear); // reads both
    QVERIFY(d.make());
    d.choose(RiskReport::Register);
    d.start(QStringLiteral("Analysis 2028"));
    QCOMPARE(analyses->currentText(), QStringLiteral("Analysis 2028"));
    analyses->setCurrentIndex(0);
    QVERIFY(!d.button("save")->isEnabled()); // that one is not made yet
    d.chooseBinder();
    QVERIFY(!analyses->isVisible());
}

void tst_reportsscreen::keepsWhatWasMade()
{
    Desk d;
    d.start(QStringLiteral("Analysis 2026"));
    d.open();
    d.choose(RiskReport::Plan);
    QVERIFY(d.make());
    const QString pages = d.find<QLabel>("report-pages")->text();
    d.chooseBinder();
    QVERIFY(!d.button("save")->isEnabled());
    QVERIFY(d.find<QLabel>("report-pages")->text().isEmpty());
    d.choose(RiskReport::Plan);
    QCOMPARE(d.find<QLabel>("report-pages")->text(), pages);
    QVERIFY(d.button("save")->isEnabled());
    d.add(systemNamed(QStringLiteral("Delta")));
    QVERIFY(d.find<QLabel>("report-pages")->text().contains(QStringLiteral("earlier state")));
}

void tst_reportsscreen::cancels()
{
    Desk d;
    d.start(QStringLiteral("Analysis 2026"));
    d.answerAll(&Desk::moderate);
    d.approve();
    d.open();
    d.choose(RiskReport::Analysis);
    QSignalSpy ready(d.screen.get(), &ReportsScreen::previewReady);
    d.button("make")->click();
    QVERIFY(d.button("cancel")->isVisible());
    d.button("cancel")->click();
    QVERIFY(!d.button("cancel")->isVisible());
    QVERIFY(d.button("make-first")->isVisible());
    d.button("make")->click();
    d.choose(RiskReport::Plan); // another one
    QVERIFY(!d.button("cancel")->isVisible());
    QTest::qWait(300);
    QCOMPARE(ready.count(), 0);
    d.button("make")->click();
    d.screen.reset();
    d.workspace.reset(); // waits for nothing
    QTest::qWait(50);
}

void tst_reportsscreen::exports()
{
    Desk d;
    d.start(QStringLiteral("Analysis 1/2026: all"));
    d.open();
    d.choose(RiskReport::Register);
    QVERIFY(d.make());
    const QString path = d.files.dir.filePath(QStringLiteral("register.pdf"));
    QCOMPARE(d.save(path), QStringLiteral("Risk register, Analysis 1-2026- all, draft.pdf"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(8).startsWith("%PDF-1."));
    const auto lines = d.project().tell({d.project().lastEntry().sequence}).value();
    QVERIFY2(lines.front().line.sentence.contains(QStringLiteral("Risk register")),
             qPrintable(lines.front().line.sentence));
    d.choose(RiskReport::Analysis);
    QVERIFY(d.make());
    QCOMPARE(d.save(), QStringLiteral("Analysis 1-2026- all, draft.pdf"));
    d.chooseBinder();
    QVERIFY(d.make());
    QCOMPARE(d.save(), QStringLiteral("Audit binder.pdf"));
}

SAFEGUARD_TEST(tst_reportsscreen)
#include "tst_reportsscreen.moc"
